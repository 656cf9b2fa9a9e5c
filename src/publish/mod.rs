//! Floor 6: puts a [`Bundle`] on the disk as a folder, all at once.
//!
//! Enter at [`publish`] or [`Publication`]. The site is built in a folder beside the output and takes its place in one
//! step, so whoever looks, and whenever the program is killed, sees the old site or the new one. Files that did not
//! change are hard links to those of the old site: they keep their inode and their time, and cost neither writing nor,
//! on ext4, the slow creation of files that were deleted a moment ago. What people put into the output themselves is
//! kept.
//!
//! `target` says where the site may go, `lock` lets one build in at a time, `inventory` tells our files from others
//! by the `manifest`, `stage` builds the new folder, into which `early` puts files while others are still made, `swap`
//! puts it in place or undoes half a swap, and `removal` takes the old site away, but for what came into it meanwhile.
//! Where a folder cannot take another's place, as with a mount point, `in_place` exchanges file by file, which is undone
//! as well.
//! All that changes the disk goes through `disk`.

mod disk;
mod early;
mod error;
mod in_place;
mod inventory;
mod lock;
mod manifest;
mod removal;
mod stage;
mod stamp;
mod swap;
mod target;
#[cfg(test)]
mod trials;
mod volume;

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use rayon::prelude::*;

use crate::model::{Bundle, Route, Sink};
use early::Early;
use inventory::Inventory;
use stage::Plan;
use target::Target;

pub use error::PublishError;
pub use manifest::MANIFEST;

/// What a publication did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Published {
    /// Files that are new or have new bytes.
    pub written: usize,
    /// Files left as they were, with their inode and time.
    pub unchanged: usize,
    /// Files of the earlier site that the new one does not have, relative to the output, sorted.
    pub removed: Vec<PathBuf>,
    /// What people put into the output: relative to it, sorted, a folder that is wholly theirs by its own name only.
    pub foreign: Vec<PathBuf>,
}

impl Published {
    /// How many files the site has.
    pub fn files(&self) -> usize {
        self.written + self.unchanged
    }
}

/// Whether the site may be written to `output`, before any work is done for it. Reads only.
///
/// Relative paths are taken from the current folder, symbolic links are followed. Refused are the root of the archive,
/// its sources and the program's own folder, whatever holds or lies in one of these, the home folder, and a folder
/// with files in it that holds no site of this program.
pub fn check_target(output: &Path, root: &Path) -> Result<(), PublishError> {
    target::resolve(output, root)?.check_contents()
}

/// Puts back, or removes, what a publication left that did not come to its end, where there was one; waits while another
/// build publishes. The next publication does that too, but there is none while the content has errors. Tells whether
/// the old site had to be put back.
pub fn recover(output: &Path, root: &Path) -> Result<bool, PublishError> {
    let target = target::resolve(output, root)?;
    if !target.has_leftovers() {
        return Ok(false);
    }
    target.check_contents()?;
    let _held = lock::hold(root, &target)?;
    recover_held(&target)
}

fn recover_held(target: &Target) -> Result<bool, PublishError> {
    Ok(swap::recover(target)? | in_place::recover(target)?)
}

/// Whether another program holds what a publication waits for.
pub fn is_busy(output: &Path, root: &Path) -> bool {
    target::resolve(output, root).is_ok_and(|target| lock::is_held(root, &target))
}

/// A fingerprint of the names, sizes and times of all that is in `output`; nothing where no whole site is there.
pub fn stamp(output: &Path, root: &Path) -> Option<String> {
    stamp::stamp(&target::resolve(output, root).ok()?)
}

/// Makes `output` the folder of this bundle, for the archive in `root`.
///
/// Waits while another build publishes. Where nothing changed, nothing is touched. On an error the old site is whole.
pub fn publish(bundle: &Bundle, output: &Path, root: &Path) -> Result<Published, PublishError> {
    Publication::new(output, root).finish(bundle, |_| {})
}

/// A site on its way to the disk, which takes files while others are still made. One that is dropped unfinished leaves
/// nothing behind.
pub struct Publication {
    output: PathBuf,
    root: PathBuf,
    begun: OnceLock<Result<Begun, PublishError>>,
}

impl Publication {
    /// The site in `output` of the archive in `root`. Does nothing yet.
    pub fn new(output: &Path, root: &Path) -> Self {
        Self { output: output.into(), root: root.into(), begun: OnceLock::new() }
    }

    /// Publishes the files that were taken and those of the bundle, and then does something else that must be done before
    /// another build publishes.
    pub fn finish(self, bundle: &Bundle, then: impl FnOnce(&Published)) -> Result<Published, PublishError> {
        let Self { output, root, begun } = self;
        let mut begun = begun.into_inner().unwrap_or_else(|| Begun::new(&output, &root))?;
        let published = begun.finish(bundle)?;
        then(&published);
        Ok(published)
    }
}

impl Sink for Publication {
    /// Waits while another build publishes.
    fn begin(&self) {
        self.begun.get_or_init(|| Begun::new(&self.output, &self.root));
    }

    fn take(&self, route: &Route, bytes: &[u8]) -> bool {
        let Some(Ok(begun)) = self.begun.get() else { return false };
        begun.can_exchange && begun.early.take(&begun.target, &begun.before, route, bytes)
    }
}

/// A publication that nobody else comes between.
struct Begun {
    target: Target,
    before: Inventory,
    /// Whether another folder can take the place of the output.
    can_exchange: bool,
    early: Early,
    /// Released at the end.
    _held: Vec<File>,
}

impl Begun {
    fn new(output: &Path, root: &Path) -> Result<Self, PublishError> {
        let target = target::resolve(output, root)?;
        target.check_contents()?;
        let held = lock::hold(root, &target)?;
        recover_held(&target)?;
        // Once more: while waiting for the lock, or by the recovery, the contents may have changed.
        target.check_contents()?;
        let before = inventory::take(&target)?;
        let can_exchange = !target.is_volume() && !before.has_volumes;
        Ok(Self { target, before, can_exchange, early: Early::default(), _held: held })
    }

    fn finish(&mut self, bundle: &Bundle) -> Result<Published, PublishError> {
        let placed = self.early.close();
        if let Some(touched) = placed.par_iter().find_any(|placed| placed.was_touched(&self.target)) {
            return Err(PublishError::touched(&self.target.shown.join(touched.route.as_str())));
        }
        let routes = placed.iter().map(|placed| &placed.route).chain(bundle.iter().map(|(route, _)| route));
        self.before.make_way(&self.target, routes.map(|route| Path::new(route.as_str())))?;
        let plan = stage::compare(bundle, &placed, &self.before, &self.target);
        let late = if plan.is_idle() { Vec::new() } else { self.replace(&plan)? };
        Ok(report(&plan, &self.before, late))
    }

    /// Gives what people put into the old site meanwhile, where it is now.
    fn replace(&self, plan: &Plan<'_>) -> Result<Vec<PathBuf>, PublishError> {
        let target = &self.target;
        let file_by_file = || in_place::replace(target, plan).map(|()| Vec::new());
        if !self.can_exchange {
            return file_by_file();
        }
        // What of the old site, or of half a new one, cannot be removed is not worth failing for: the next build removes
        // it, and says so where it cannot.
        match stage::build(target, plan, &self.early).and_then(|()| swap::put_in_place(target, plan.is_first())) {
            Ok(()) => Ok(removal::retire(target).unwrap_or_default()),
            Err(error) if error.is_of_the_folder() => file_by_file(),
            Err(error) => Err(error),
        }
    }
}

impl Drop for Begun {
    fn drop(&mut self) {
        if self.early.has_stage() {
            drop(removal::remove_tree(&self.target.stage()));
        }
    }
}

fn report(plan: &Plan<'_>, before: &Inventory, late: Vec<PathBuf>) -> Published {
    let (written, unchanged) = (plan.written(), plan.unchanged());
    let mut foreign = before.reported();
    let is_new = |path: &PathBuf| !foreign.iter().any(|top| path.starts_with(top));
    let late: Vec<PathBuf> = late.into_iter().filter(is_new).collect();
    foreign.extend(late);
    foreign.sort();
    Published { written, unchanged, removed: plan.removed(), foreign }
}
