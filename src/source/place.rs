//! The program's own files in an archive: where they are, at [`place`], and how they are read back and written.

use std::fs::File;
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::{fs, io};

/// The most bytes of a file that is read back; the program writes none of that size.
const MOST: u64 = 256 * 1024 * 1024;

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

/// The bytes of a file that the program wrote earlier; an error where it cannot be one, as it is too large.
pub fn read_back(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let read = File::open(path)?.take(MOST + 1).read_to_end(&mut bytes)?;
    if u64::try_from(read).is_ok_and(|read| read <= MOST) { Ok(bytes) } else { Err(io::ErrorKind::FileTooLarge.into()) }
}

/// Fails where the system would end the program, rather than the writing, for so many bytes in one file (`ulimit -f`).
pub fn allow_size(bytes: usize) -> io::Result<()> {
    #[cfg(unix)]
    if rustix::process::getrlimit(rustix::process::Resource::Fsize).current.is_some_and(|most| bytes as u64 > most) {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    Ok(())
}

/// Writes a file in one step: what was there before stays whole where that fails.
pub fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    allow_size(bytes.len())?;
    // Two programs may write the same file at once: each has one of its own until it is whole.
    let new = path.with_added_extension(std::process::id().to_string());
    // What a killed program left, or a link that somebody put there.
    let _ = fs::remove_file(&new);
    let mut file = File::create_new(&new)?;
    let written = file.write_all(bytes).and_then(|()| fs::rename(&new, path));
    if written.is_err() {
        let _ = fs::remove_file(&new);
    }
    written
}
