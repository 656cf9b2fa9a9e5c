//! Files that are placed in the stage while the site is still made, so that nobody has to hold them.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::{io, mem};

use super::disk;
use super::inventory::{Inventory, Seen};
use super::stage;
use super::target::Target;
use crate::model::Route;

/// What was placed so far.
#[derive(Default)]
pub(super) struct Early {
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    /// The folders that this build made in the stage, which is the first of them.
    folders: BTreeSet<PathBuf>,
    files: Vec<Placed>,
    /// Whether nothing more is placed: something could not be written, which is tried again, and told, at the end.
    is_closed: bool,
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
            self.change(|state| state.is_closed = true);
            return false;
        }
        self.change(|state| state.files.push(Placed { route: route.clone(), unchanged }));
        true
    }

    fn place(&self, target: &Target, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let place = target.stage().join(path);
        self.change(|state| state.make_folders(target, path))?;
        disk::write(&place, bytes).inspect_err(|error| {
            // What is there already is whole, and another file's.
            if error.kind() != io::ErrorKind::AlreadyExists {
                drop(disk::remove_file(&place));
            }
        })
    }

    fn change<T>(&self, change: impl FnOnce(&mut State) -> T) -> T {
        change(&mut self.state.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Makes the stage, unless this build has made it.
    pub(super) fn open_stage(&self, target: &Target) -> io::Result<()> {
        self.change(|state| state.make_folder(target, Path::new("")))
    }

    /// Whether this build has made the stage.
    pub(super) fn has_stage(&self) -> bool {
        self.change(|state| !state.folders.is_empty())
    }

    /// Places no more.
    pub(super) fn close(&self) -> Vec<Placed> {
        self.change(|state| {
            state.is_closed = true;
            mem::take(&mut state.files)
        })
    }
}

impl State {
    /// Makes the stage and the folders of a file, as far as they are not there.
    fn make_folders(&mut self, target: &Target, path: &Path) -> io::Result<()> {
        if self.is_closed {
            return Err(io::ErrorKind::Other.into());
        }
        let missing: Vec<&Path> =
            path.ancestors().skip(1).take_while(|folder| !self.folders.contains(*folder)).collect();
        missing.into_iter().rev().try_for_each(|folder| self.make_folder(target, folder))
    }

    fn make_folder(&mut self, target: &Target, folder: &Path) -> io::Result<()> {
        if !self.folders.contains(folder) {
            let is_stage = folder.as_os_str().is_empty();
            if is_stage { stage::open(target) } else { disk::create_folder(&target.stage().join(folder)) }?;
            self.folders.insert(folder.into());
        }
        Ok(())
    }
}
