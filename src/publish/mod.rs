//! Floor 6: puts a [`Bundle`] on the disk as a folder, all at once.
//!
//! Enter at [`publish`]. The site is built in a folder beside the output and takes its place in one step, so whoever
//! looks, and whenever the program is killed, sees the old site or the new one. Files that did not change are hard
//! links to those of the old site: they keep their inode and their time, and cost neither writing nor, on ext4, the
//! slow creation of files that were deleted a moment ago. What people put into the output themselves is kept.
//!
//! `target` says where the site may go, `lock` lets one build in at a time, `inventory` tells our files from others
//! by the `manifest`, `stage` builds the new folder, `swap` puts it in place or undoes half a swap, and `removal` takes
//! the old site away, but for what came into it meanwhile. Where a folder cannot take another's place, as with a mount
//! point, `in_place` exchanges file by file, which is undone as well.
//! All that changes the disk goes through `disk`.

mod disk;
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

use std::path::{Path, PathBuf};

use crate::model::Bundle;
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
    publish_and(bundle, output, root, |_| {})
}

/// The same, and then something else that must be done before another build publishes.
pub fn publish_and(
    bundle: &Bundle,
    output: &Path,
    root: &Path,
    then: impl FnOnce(&Published),
) -> Result<Published, PublishError> {
    let target = target::resolve(output, root)?;
    target.check_contents()?;
    let _held = lock::hold(root, &target)?;
    recover_held(&target)?;
    // Once more: while waiting for the lock, or by the recovery, the contents may have changed.
    target.check_contents()?;
    let before = inventory::take(&target, bundle)?;
    let plan = stage::compare(bundle, &before, &target);
    let late = if plan.is_idle() { Vec::new() } else { replace(&target, &plan)? };
    let published = report(&plan, &before, late);
    then(&published);
    Ok(published)
}

/// Gives what people put into the old site meanwhile, where it is now.
fn replace(target: &Target, plan: &Plan<'_>) -> Result<Vec<PathBuf>, PublishError> {
    let file_by_file = || in_place::replace(target, plan).map(|()| Vec::new());
    if target.is_volume() || plan.has_volumes() {
        return file_by_file();
    }
    // What of the old site, or of half a new one, cannot be removed is not worth failing for: the next build removes
    // it, and says so where it cannot.
    match stage::build(target, plan).and_then(|()| swap::put_in_place(target, plan.is_first())) {
        Ok(()) => Ok(removal::retire(target).unwrap_or_default()),
        Err(error) => {
            drop(removal::remove_tree(&target.stage()));
            if error.is_of_the_folder() { file_by_file() } else { Err(error) }
        }
    }
}

fn report(plan: &Plan<'_>, before: &Inventory, late: Vec<PathBuf>) -> Published {
    let (written, unchanged) = (plan.written(), plan.unchanged());
    let is_new = |path: &PathBuf| !before.reported.iter().any(|top| path.starts_with(top));
    let mut foreign: Vec<PathBuf> = before.reported.iter().cloned().chain(late.into_iter().filter(is_new)).collect();
    foreign.sort();
    Published { written, unchanged, removed: plan.removed(), foreign }
}
