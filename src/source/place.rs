//! Where a file of an archive is on the disk; enter at [`place`].

use std::path::{Path, PathBuf};
use std::{fs, io};

/// The place of a file or folder that the program writes under `root`, or reads back.
///
/// An archive may come from anybody: the place is refused where a part of the path is a link, which may lead out of the
/// archive, or where something else than a plain file or a folder stands, such as a pipe, which may never answer.
pub fn place(root: &Path, path: &str) -> io::Result<PathBuf> {
    let mut place = root.to_path_buf();
    for part in path.split('/') {
        place.push(part);
        match fs::symlink_metadata(&place) {
            Ok(found) if found.is_dir() || found.is_file() => {}
            Ok(_) => return Err(io::Error::other(format!("「{}」是链接、管道或设备", place.display()))),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(error),
        }
    }
    Ok(place)
}
