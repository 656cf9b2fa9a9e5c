//! Many files in one: the same bytes each time.

use std::io::{self, Cursor, Write};
use std::sync::Arc;

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

/// A file by its name within.
pub(super) type Entry<'a> = (&'a str, &'a [u8]);

/// Files that are packed already, to start many zips with.
pub(super) type Packed = ZipArchive<Cursor<Arc<[u8]>>>;

/// A file that is smaller gains nothing.
const SMALL: usize = 1024;

/// How hard files are packed, of 9. Ten thousand packages take a quarter of the time of the usual 6, and a fifth more
/// room.
const PACKING: i64 = 1;

/// A zip of files in this order; without times, with names in UTF-8.
///
/// Fails where the files are more than a zip holds.
pub fn zip<'a>(files: impl IntoIterator<Item = Entry<'a>>) -> io::Result<Vec<u8>> {
    written(ZipWriter::new(Cursor::new(Vec::new())), files, SMALL)
}

/// A zip only to hold files together: none is packed.
pub(super) fn zip_loose<'a>(files: impl IntoIterator<Item = Entry<'a>>) -> io::Result<Vec<u8>> {
    written(ZipWriter::new(Cursor::new(Vec::new())), files, usize::MAX)
}

/// A zip that starts with packed files.
pub(super) fn zip_after<'a>(first: &Packed, files: impl IntoIterator<Item = Entry<'a>>) -> io::Result<Vec<u8>> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    writer.merge_archive(first.clone())?;
    written(writer, files, SMALL)
}

/// Files that many zips start with.
pub(super) fn packed<'a>(files: impl IntoIterator<Item = Entry<'a>>) -> io::Result<Packed> {
    Ok(ZipArchive::new(Cursor::new(zip(files)?.into()))?)
}

/// Writes the files, those of fewer bytes than `small` as they are.
fn written<'a>(
    mut writer: ZipWriter<Cursor<Vec<u8>>>,
    files: impl IntoIterator<Item = Entry<'a>>,
    small: usize,
) -> io::Result<Vec<u8>> {
    let options = SimpleFileOptions::default().last_modified_time(DateTime::default()).unix_permissions(0o644);
    let stored = options.compression_method(CompressionMethod::Stored);
    let deflated = options.compression_method(CompressionMethod::Deflated).compression_level(Some(PACKING));
    for (name, bytes) in files {
        // Pictures are packed already.
        let is_packed = [".jpg", ".png", ".zip", ".docx"].iter().any(|end| name.ends_with(end));
        writer.start_file(name, if is_packed || bytes.len() < small { stored } else { deflated })?;
        writer.write_all(bytes)?;
    }
    Ok(writer.finish()?.into_inner())
}
