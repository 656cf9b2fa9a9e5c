//! Many files in one: the same bytes each time.

use std::io::{self, Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// A file by its name within.
pub(super) type Entry<'a> = (&'a str, &'a [u8]);

/// A zip of files in this order; without times, with names in UTF-8.
///
/// Fails where the files are more than a zip holds.
pub fn zip<'a>(files: impl IntoIterator<Item = Entry<'a>>) -> io::Result<Vec<u8>> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().last_modified_time(DateTime::default()).unix_permissions(0o644);
    for (name, bytes) in files {
        // Pictures are packed already.
        let is_packed = [".jpg", ".png", ".zip", ".docx"].iter().any(|end| name.ends_with(end));
        let method = if is_packed { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        writer.start_file(name, options.compression_method(method))?;
        writer.write_all(bytes)?;
    }
    Ok(writer.finish()?.into_inner())
}
