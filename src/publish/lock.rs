//! One build at a time: the second waits for the first.

use std::fs::{self, File};
use std::io;
use std::path::Path;

use super::error::PublishError;
use super::target::Target;
use crate::source::place;

/// Waits for, and holds, the right to publish until the files are dropped; a lock dies with its process.
///
/// `.leitai/lock` keeps two builds of one archive apart. The folder that holds the output is locked too, where folders
/// can be, for two archives with one output, and for an archive that is read-only: one of the locks is enough to go on.
pub(super) fn hold(root: &Path, target: &Target) -> Result<Vec<File>, PublishError> {
    fs::create_dir_all(&target.parent).map_err(|source| PublishError::unwritten(&target.parent, source))?;
    let own = open(root).and_then(wait);
    let shared = File::open(&target.parent).and_then(wait);
    match (own, shared) {
        (Err(source), Err(_)) => Err(PublishError::unwritten(&root.join(".leitai").join("lock"), source)),
        (own, shared) => Ok(own.into_iter().chain(shared).collect()),
    }
}

fn open(root: &Path) -> io::Result<File> {
    fs::create_dir_all(place(root, ".leitai")?)?;
    File::options().create(true).truncate(false).write(true).open(place(root, ".leitai/lock")?)
}

fn wait(file: File) -> io::Result<File> {
    loop {
        match file.lock() {
            Err(source) if source.kind() == io::ErrorKind::Interrupted => {}
            outcome => return outcome.map(|()| file),
        }
    }
}
