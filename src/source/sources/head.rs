//! The beginning of a file, which says what it is without all of a film being read.

use std::fs::File;
use std::io::{self, Cursor, Read, Seek};

use super::{Content, Sources};
use crate::model::SourcePath;

/// How many bytes tell what a file is.
const HEAD: usize = 4096;

/// What is read here and there.
pub trait ReadSeek: Read + Seek {}

impl<T: Read + Seek> ReadSeek for T {}

impl Sources {
    /// The first bytes of a file; an error where it is not there or no longer readable.
    pub fn head(&self, path: &SourcePath) -> io::Result<Vec<u8>> {
        let mut head = Vec::with_capacity(HEAD);
        match self.files.get(path) {
            Some(Content::Disk(disk, _)) => drop(File::open(disk)?.take(HEAD as u64).read_to_end(&mut head)?),
            _ => head.extend(self.bytes(path)?.iter().take(HEAD)),
        }
        Ok(head)
    }

    /// A file to be read here and there; an error where it is not there or no longer readable.
    pub fn open(&self, path: &SourcePath) -> io::Result<Box<dyn ReadSeek>> {
        match self.files.get(path) {
            Some(Content::Disk(disk, _)) => Ok(Box::new(File::open(disk)?)),
            _ => Ok(Box::new(Cursor::new(self.bytes(path)?))),
        }
    }
}
