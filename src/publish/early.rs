//! Files that are placed in the stage while the site is still made, so that nobody has to hold them.

use std::collections::HashSet;
use std::ffi::OsString;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{LockResult, Mutex, PoisonError, RwLock};
use std::{io, mem};

use super::disk;
use super::inventory::{Inventory, Seen};
use super::stage;
use super::target::Target;
use crate::model::Route;

/// What was placed so far.
#[derive(Default)]
pub(super) struct Early {
    /// The folders that this build made in the stage, which is the first of them.
    folders: RwLock<HashSet<OsString>>,
    /// Held while a folder is made, which only who needs another new one has to wait for.
    making: Mutex<()>,
    files: Mutex<Vec<Placed>>,
    /// Whether nothing more is placed: something could not be written, which is tried again, and told, at the end.
    is_closed: AtomicBool,
}

/// A file that was taken.
pub(super) struct Placed {
    pub(super) route: Route,
    /// The file of the old site that has the same bytes; else they are in the stage.
    pub(super) unchanged: Option<Seen>,
}

impl Placed {
    /// Whether somebody changed the file of the old site since, or took it away.
    pub(super) fn was_touched(&self, target: &Target) -> bool {
        self.unchanged.is_some() && Seen::of(&target.folder.join(self.route.as_str())) != self.unchanged
    }
}

impl Early {
    /// Whether it took a file.
    pub(super) fn take(&self, target: &Target, before: &Inventory, route: &Route, bytes: &[u8]) -> bool {
        let path = Path::new(route.as_str());
        let unchanged = before.find(target, path, bytes);
        if unchanged.is_none() && self.place(target, path, bytes).is_err() {
            self.is_closed.store(true, Ordering::Relaxed);
            return false;
        }
        held(self.files.lock()).push(Placed { route: route.clone(), unchanged });
        true
    }

    fn place(&self, target: &Target, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let place = target.stage().join(path);
        self.make_folders(target, path)?;
        disk::write(&place, bytes).inspect_err(|error| {
            // What is there already is whole, and another file's.
            if error.kind() != io::ErrorKind::AlreadyExists {
                drop(disk::remove_file(&place));
            }
        })
    }

    /// Makes the stage and the folders of a file, as far as they are not there.
    fn make_folders(&self, target: &Target, path: &Path) -> io::Result<()> {
        if self.is_closed.load(Ordering::Relaxed) {
            return Err(io::ErrorKind::Other.into());
        }
        if path.parent().is_some_and(|folder| self.has(folder)) {
            return Ok(());
        }
        let _making = held(self.making.lock());
        let missing: Vec<&Path> = path.ancestors().skip(1).take_while(|folder| !self.has(folder)).collect();
        missing.into_iter().rev().try_for_each(|folder| self.make_folder(target, folder))
    }

    fn make_folder(&self, target: &Target, folder: &Path) -> io::Result<()> {
        let is_stage = folder.as_os_str().is_empty();
        if is_stage { stage::open(target) } else { disk::create_folder(&target.stage().join(folder)) }?;
        held(self.folders.write()).insert(folder.into());
        Ok(())
    }

    fn has(&self, folder: &Path) -> bool {
        held(self.folders.read()).contains(folder.as_os_str())
    }

    /// Makes the stage, unless this build has made it.
    pub(super) fn open_stage(&self, target: &Target) -> io::Result<()> {
        if self.has_stage() { Ok(()) } else { self.make_folder(target, Path::new("")) }
    }

    /// Whether this build has made the stage.
    pub(super) fn has_stage(&self) -> bool {
        self.has(Path::new(""))
    }

    /// Places no more.
    pub(super) fn close(&self) -> Vec<Placed> {
        self.is_closed.store(true, Ordering::Relaxed);
        mem::take(&mut *held(self.files.lock()))
    }
}

/// What a lock holds is whole, whatever became of the thread that held it.
fn held<T>(locked: LockResult<T>) -> T {
    locked.unwrap_or_else(PoisonError::into_inner)
}
