//! One build at a time: the second waits for the first.

use std::fs::{self, File, TryLockError};
use std::path::Path;
use std::time::{Duration, Instant};
use std::{io, thread};

use super::error::PublishError;
use super::target::Target;
use crate::source::place;

/// How long to wait for the folder that holds the output, once the own lock is held.
const SHARED: Duration = Duration::from_secs(10);

/// How long to wait before looking again.
const PAUSE: Duration = Duration::from_millis(20);

/// Waits for, and holds, the right to publish until the files are dropped; a lock dies with its process.
///
/// `.leitai/lock` keeps two builds of one archive apart. The folder that holds the output is locked too, where folders
/// can be, for two archives with one output, and for an archive that is read-only. They are held while pages are made,
/// since these are placed at once; for large sites that is longer than others wait. One of the locks is enough to go on,
/// and others may hold that folder for as long as they like, as `flock` does for a command that it starts. A build is
/// told from these by what it builds beside the output, or by its lock on the output itself.
pub(super) fn hold(root: &Path, target: &Target) -> Result<Vec<File>, PublishError> {
    fs::create_dir_all(&target.parent).map_err(|source| PublishError::unwritten(&target.parent, source))?;
    let own = open(root).and_then(|file| wait(file, Duration::MAX));
    let shared = File::open(&target.parent).and_then(|file| wait(file, own.as_ref().map_or(Duration::MAX, |_| SHARED)));
    let output = File::open(&target.folder).and_then(|file| wait(file, Duration::ZERO));
    let is_taken = output.as_ref().is_err_and(|error| error.kind() == io::ErrorKind::WouldBlock);
    match (own, shared) {
        // Another archive publishes here: both at once could make one site of two.
        (Ok(_), Err(source)) if is_taken || target.has_leftovers() => Err(PublishError::machine(
            &format!("另一个程序一直占着「{}」", target.parent.display()),
            "另一份档案正在往这里写：请等它写完，或关掉它，再运行一次",
            Some(source),
        )),
        (Err(source), Err(_)) => Err(PublishError::unwritten(&root.join(".leitai").join("lock"), source)),
        (own, shared) => Ok(own.into_iter().chain(shared).chain(output).collect()),
    }
}

fn open(root: &Path) -> io::Result<File> {
    fs::create_dir_all(place(root, ".leitai")?)?;
    File::options().create(true).truncate(false).write(true).open(place(root, ".leitai/lock")?)
}

/// Whether somebody else holds one of the locks, so that [`hold`] would wait.
pub(super) fn is_held(root: &Path, target: &Target) -> bool {
    let is_taken = |file: File| matches!(file.try_lock(), Err(TryLockError::WouldBlock));
    let own = place(root, ".leitai/lock").and_then(File::open);
    [own, File::open(&target.parent)].into_iter().any(|file| file.is_ok_and(is_taken))
}

fn wait(file: File, most: Duration) -> io::Result<File> {
    let start = Instant::now();
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(file),
            // Where there are no locks, nobody else has one either.
            Err(TryLockError::Error(source)) if source.kind() == io::ErrorKind::Unsupported => return Ok(file),
            Err(TryLockError::WouldBlock) if start.elapsed() < most => thread::sleep(PAUSE),
            Err(TryLockError::Error(source)) if source.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error.into()),
        }
    }
}
