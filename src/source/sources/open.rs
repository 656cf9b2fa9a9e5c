//! Opening files that were found before: as they were found, and the beginning alone where that is enough.

use std::fs::{File, Metadata, OpenOptions};
use std::io::{self, Cursor, Read, Seek};
use std::path::Path;

use super::{Content, Sources, Stamp};
use crate::model::SourcePath;

/// How many bytes tell what a file is.
const HEAD: usize = 4096;

/// What is read here and there.
pub trait ReadSeek: Read + Seek {}

impl<T: Read + Seek> ReadSeek for T {}

impl Sources {
    /// The first bytes of a file; an error where it is not there, no longer readable or another by now.
    pub fn head(&self, path: &SourcePath) -> io::Result<Vec<u8>> {
        let mut head = Vec::with_capacity(HEAD);
        match self.files.get(path) {
            Some(Content::Disk(disk, stamp)) => {
                open_as_found(disk, *stamp)?.take(HEAD as u64).read_to_end(&mut head)?;
            }
            _ => head.extend(self.bytes(path)?.iter().take(HEAD)),
        }
        Ok(head)
    }

    /// A file to be read here and there; an error where it is not there, no longer readable or another by now.
    pub fn open(&self, path: &SourcePath) -> io::Result<Box<dyn ReadSeek>> {
        match self.files.get(path) {
            Some(Content::Disk(disk, stamp)) => Ok(Box::new(open_as_found(disk, *stamp)?)),
            _ => Ok(Box::new(Cursor::new(self.bytes(path)?))),
        }
    }
}

/// Opens a plain file. What is a link, a pipe or a device by now is an error, whatever it was when it was found.
pub(super) fn open(disk: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        let flags = rustix::fs::OFlags::NOFOLLOW | rustix::fs::OFlags::NONBLOCK;
        options.custom_flags(flags.bits().cast_signed());
    }
    let file = options.open(disk)?;
    if file.metadata()?.is_file() { Ok(file) } else { Err(changed()) }
}

/// The same of a file that had this stamp when it was found.
pub(super) fn open_as_found(disk: &Path, stamp: Option<Stamp>) -> io::Result<File> {
    let file = open(disk)?;
    if stamp.is_some() && stamp != stamp_of(&file.metadata()?) { Err(changed()) } else { Ok(file) }
}

/// What tells a file from others of its name.
pub(super) fn stamp_of(found: &Metadata) -> Option<Stamp> {
    Some((found.modified().ok()?, found.len()))
}

fn changed() -> io::Error {
    io::Error::other("读的时候它正在改动，请再试一次")
}
