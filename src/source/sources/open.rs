//! Reading files that were found before: as they were found, and the beginning alone where that is enough.

use std::fs::{File, Metadata, OpenOptions};
use std::io::{self, Cursor, Read, Seek};
use std::path::Path;
use std::sync::Arc;

use super::{Content, Sources, Stamp};
use crate::model::SourcePath;
use crate::model::limits::{FILE_SIZE, beyond_size};

/// How many bytes tell what a file is.
const HEAD: usize = 4096;

/// What is read here and there.
pub trait ReadSeek: Read + Seek {}

impl<T: Read + Seek> ReadSeek for T {}

impl Sources {
    /// The bytes of a file; an error where it is not there, no longer readable or another by now.
    pub fn bytes(&self, path: &SourcePath) -> io::Result<Arc<[u8]>> {
        match self.files.get(path) {
            Some(Content::Text(text)) => Ok(Arc::clone(text).into()),
            Some(Content::Memory(bytes)) => Ok(Arc::clone(bytes)),
            Some(Content::Disk(..)) => self.read(path).map(Arc::from),
            None => Err(io::ErrorKind::NotFound.into()),
        }
    }

    /// The same for whoever keeps them: those of a film need not be in memory twice.
    pub fn read(&self, path: &SourcePath) -> io::Result<Vec<u8>> {
        match self.files.get(path) {
            Some(Content::Disk(disk, stamp)) => {
                let mut bytes = Vec::new();
                open_as_found(disk, path, *stamp)?.read_to_end(&mut bytes)?;
                Ok(bytes)
            }
            _ => self.bytes(path).map(|bytes| bytes.to_vec()),
        }
    }

    /// The hash of a file, without all of a film being in memory.
    pub(super) fn hash(&self, path: &SourcePath) -> io::Result<blake3::Hash> {
        match self.files.get(path) {
            Some(Content::Disk(disk, stamp)) => {
                Ok(blake3::Hasher::new().update_reader(open_as_found(disk, path, *stamp)?)?.finalize())
            }
            _ => Ok(blake3::hash(&self.bytes(path)?)),
        }
    }

    /// The first bytes of a file; an error where it is not there, no longer readable or another by now.
    pub fn head(&self, path: &SourcePath) -> io::Result<Vec<u8>> {
        let mut head = Vec::with_capacity(HEAD);
        match self.files.get(path) {
            Some(Content::Disk(disk, stamp)) => {
                open_as_found(disk, path, *stamp)?.take(HEAD as u64).read_to_end(&mut head)?;
            }
            _ => head.extend(self.bytes(path)?.iter().take(HEAD)),
        }
        Ok(head)
    }

    /// A file to be read here and there; an error where it is not there, no longer readable or another by now.
    pub fn open(&self, path: &SourcePath) -> io::Result<Box<dyn ReadSeek>> {
        match self.files.get(path) {
            Some(Content::Disk(disk, stamp)) => Ok(Box::new(open_as_found(disk, path, *stamp)?)),
            _ => Ok(Box::new(Cursor::new(self.bytes(path)?))),
        }
    }
}

/// Opens a plain file of an archive. What is a link, a pipe or a device by now is an error, whatever it was when it was
/// found; so is, on Linux, what lies in a folder that became a link.
fn open(disk: &Path, path: &SourcePath) -> io::Result<File> {
    let file = open_unfollowed(disk, path)?;
    if file.metadata()?.is_file() { Ok(file) } else { Err(changed()) }
}

#[cfg(target_os = "linux")]
fn open_unfollowed(disk: &Path, path: &SourcePath) -> io::Result<File> {
    use rustix::fs::{Mode, OFlags, ResolveFlags, openat2};
    let root = disk.ancestors().nth(path.as_str().split('/').count()).unwrap_or(Path::new(""));
    let below = disk.strip_prefix(root).unwrap_or(disk);
    let root = File::open(if root.as_os_str().is_empty() { Path::new(".") } else { root })?;
    let flags = OFlags::RDONLY | OFlags::NONBLOCK | OFlags::CLOEXEC;
    match openat2(root, below, flags, Mode::empty(), ResolveFlags::NO_SYMLINKS | ResolveFlags::BENEATH) {
        // An old kernel, or a container that allows no step it does not know.
        Err(rustix::io::Errno::NOSYS | rustix::io::Errno::PERM) => open_last_unfollowed(disk),
        opened => Ok(opened?.into()),
    }
}

#[cfg(not(target_os = "linux"))]
fn open_unfollowed(disk: &Path, _: &SourcePath) -> io::Result<File> {
    open_last_unfollowed(disk)
}

fn open_last_unfollowed(disk: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        let flags = rustix::fs::OFlags::NOFOLLOW | rustix::fs::OFlags::NONBLOCK;
        options.custom_flags(flags.bits().cast_signed());
    }
    options.open(disk)
}

/// The same of a file that had this stamp when it was found.
pub(super) fn open_as_found(disk: &Path, path: &SourcePath, stamp: Option<Stamp>) -> io::Result<File> {
    let file = open(disk, path)?;
    if stamp.is_some() && stamp != stamp_of(&file.metadata()?) { Err(changed()) } else { Ok(file) }
}

/// What tells a file from others of its name.
pub(super) fn stamp_of(found: &Metadata) -> Option<Stamp> {
    Some((found.modified().ok()?, found.len()))
}

fn changed() -> io::Error {
    io::Error::other("读的时候它正在改动，请再试一次")
}

/// The bytes of a file, or that it is larger than any may be, with the cure.
pub(super) fn read_text(disk: &Path, path: &SourcePath) -> io::Result<Result<Vec<u8>, (String, String)>> {
    let file = open(disk, path)?;
    let size = file.metadata()?.len();
    if let Some(problem) = beyond_size(size, FILE_SIZE.most) {
        return Ok(Err(problem));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or_default());
    // It may grow while it is read.
    file.take(size).read_to_end(&mut bytes)?;
    Ok(Ok(bytes))
}
