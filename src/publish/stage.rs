//! Builds the new site beside the old one: links what stays, writes what changed, takes along what is not ours.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashSet};
use std::ffi::OsStr;
use std::fs::{self, FileType, Metadata};
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::disk;
use super::early::{Early, Placed};
use super::error::PublishError;
use super::inventory::{Inventory, folders};
use super::manifest::{self, MANIFEST};
use super::target::{Target, is_folder_itself};
use crate::model::Bundle;

/// What the new site is made of.
pub(super) struct Plan<'a> {
    before: &'a Inventory,
    manifest: Vec<u8>,
    files: Vec<PlannedFile<'a>>,
}

struct PlannedFile<'a> {
    path: &'a Path,
    content: Content<'a>,
}

/// Where the bytes of a file are.
#[derive(Clone, Copy)]
pub(super) enum Content<'a> {
    /// In the old site.
    Unchanged,
    /// In the stage.
    Staged,
    /// Here.
    New(&'a [u8]),
}

impl<'a> Content<'a> {
    /// The bytes, wherever they are.
    pub(super) fn read(self, target: &Target, path: &Path) -> io::Result<Cow<'a, [u8]>> {
        match self {
            Self::Unchanged => fs::read(target.folder.join(path)).map(Cow::Owned),
            Self::Staged => fs::read(target.stage().join(path)).map(Cow::Owned),
            Self::New(bytes) => Ok(Cow::Borrowed(bytes)),
        }
    }
}

impl PlannedFile<'_> {
    fn is_unchanged(&self) -> bool {
        matches!(self.content, Content::Unchanged)
    }
}

impl Plan<'_> {
    /// Whether the old site is the new one already.
    pub(super) fn is_idle(&self) -> bool {
        self.written() == 0 && self.keeps_manifest()
    }

    /// Whether there is no old site.
    pub(super) fn is_first(&self) -> bool {
        self.before.manifest.is_empty()
    }

    pub(super) fn written(&self) -> usize {
        self.files.len() - self.unchanged()
    }

    pub(super) fn unchanged(&self) -> usize {
        self.files.iter().filter(|file| file.is_unchanged()).count()
    }

    pub(super) fn removed(&self) -> Vec<PathBuf> {
        if self.before.made.is_empty() {
            return Vec::new();
        }
        let wanted: HashSet<&OsStr> = self.files.iter().map(|file| file.path.as_os_str()).collect();
        self.before.made.keys().filter(|path| !wanted.contains(path.as_os_str())).cloned().collect()
    }

    pub(super) fn manifest(&self) -> &[u8] {
        &self.manifest
    }

    /// The files that are new or have new bytes.
    pub(super) fn changed(&self) -> impl Iterator<Item = (&Path, Content<'_>)> {
        self.files.iter().filter(|file| !file.is_unchanged()).map(|file| (file.path, file.content))
    }

    /// Those of them that have nothing of the old site in their place.
    pub(super) fn arrivals(&self) -> impl Iterator<Item = &Path> {
        self.changed().map(|(path, _)| path).filter(|path| !self.before.made.contains_key(*path))
    }

    /// The files of the old site that the new one does not have, or not like that.
    pub(super) fn leaving(&self) -> Vec<PathBuf> {
        let changed = self.changed().map(|(path, _)| path).filter(|path| self.before.made.contains_key(*path));
        self.removed().into_iter().chain(changed.map(Path::to_path_buf)).collect()
    }

    /// The folders of the old site that the new one does not have, the innermost first.
    pub(super) fn emptied_folders(&self) -> Vec<PathBuf> {
        let wanted = folders(self.files.iter().map(|file| file.path));
        let had = folders(self.before.made.keys().map(PathBuf::as_path));
        had.into_iter().rev().filter(|folder| !wanted.contains(folder)).collect()
    }

    fn keeps_manifest(&self) -> bool {
        self.manifest == self.before.manifest
    }
}

/// Finds the files of the bundle that stand in the output already, byte for byte, beside those that were placed early.
pub(super) fn compare<'a>(bundle: &'a Bundle, early: &'a [Placed], before: &'a Inventory, target: &Target) -> Plan<'a> {
    let rest: Vec<(&Path, &[u8])> = bundle.iter().map(|(route, bytes)| (Path::new(route.as_str()), bytes)).collect();
    let compared = rest.into_par_iter().map(|(path, bytes)| {
        let unchanged = before.find(target, path, bytes).map(|_| Content::Unchanged);
        PlannedFile { path, content: unchanged.unwrap_or(Content::New(bytes)) }
    });
    let placed = early.iter().map(|Placed { route, unchanged }| PlannedFile {
        path: Path::new(route.as_str()),
        content: if unchanged.is_some() { Content::Unchanged } else { Content::Staged },
    });
    let mut files: Vec<PlannedFile<'_>> = placed.collect();
    files.par_extend(compared);
    files.par_sort_unstable_by_key(|file| file.path.as_os_str());
    debug_assert!(files.windows(2).all(|pair| pair[0].path != pair[1].path), "two files at one route");
    let manifest = manifest::lines(files.iter().filter_map(|file| file.path.to_str()));
    Plan { before, manifest, files }
}

/// Makes the stage, which must not exist yet, and marks it as ours.
pub(super) fn open(target: &Target) -> io::Result<()> {
    let stage = target.stage();
    disk::create_folder(&stage)?;
    let mark = disk::write(&stage.join(MANIFEST), &manifest::lines([].into_iter()));
    mark.inspect_err(|_| drop(disk::remove_folder(&stage)))
}

/// Builds the new site in the stage, around what was placed there early.
pub(super) fn build(target: &Target, plan: &Plan<'_>, early: &Early) -> Result<(), PublishError> {
    let stage = target.stage();
    let unwritten = |path: &Path| {
        let shown = target.shown.join(path);
        move |source| PublishError::unwritten(&shown, source)
    };
    early.open_stage(target).map_err(|source| PublishError::unwritten(&stage, source))?;
    let folders = plan.folders();
    let missing: Vec<&PathBuf> = folders.par_iter().filter(|folder| !is_folder_itself(&stage.join(folder))).collect();
    // Where a disk ignores case, one of them may be another by now.
    for folder in missing.into_iter().filter(|folder| !is_folder_itself(&stage.join(folder))) {
        disk::create_folder(&stage.join(folder)).map_err(unwritten(folder))?;
    }
    plan.files.par_iter().try_for_each(|file| place(target, file).map_err(unwritten(file.path)))?;
    plan.before.foreign.par_iter().filter(|(_, kind)| !kind.is_dir()).try_for_each(|(path, kind)| {
        carry(&target.folder.join(path), &stage.join(path), *kind).map_err(unwritten(path))
    })?;
    place_manifest(target, plan).map_err(unwritten(Path::new(MANIFEST)))?;
    // From the innermost out, for a folder that may not be written to can be filled no more.
    let old_folders = folders.iter().rev().filter(|_| !plan.is_first()).map(PathBuf::as_path);
    for folder in old_folders.chain([Path::new("")]) {
        keep_rights(&target.folder.join(folder), &stage.join(folder)).map_err(unwritten(folder))?;
    }
    // The file that must outlive a power cut above all: without it the next build would not know the folder for its own.
    // There is no old site to lose by the first.
    let sync = if plan.is_first() { disk::sync_file } else { disk::sync };
    sync(&stage.join(MANIFEST)).map_err(unwritten(Path::new(MANIFEST)))
}

impl Plan<'_> {
    fn folders(&self) -> BTreeSet<PathBuf> {
        let foreign = self.before.foreign.iter();
        let mut all =
            folders(self.files.iter().map(|file| file.path).chain(foreign.clone().map(|(path, _)| path.as_path())));
        all.extend(foreign.filter(|(_, kind)| kind.is_dir()).map(|(path, _)| path.clone()));
        all
    }
}

/// Puts the manifest in the place of the mark, so that the stage is never without one of them.
fn place_manifest(target: &Target, plan: &Plan<'_>) -> io::Result<()> {
    let path = target.stage().join(MANIFEST_TO_BE);
    if plan.keeps_manifest() {
        link_or_copy(&target.folder.join(MANIFEST), &path)?;
    } else {
        disk::write(&path, &plan.manifest)?;
    }
    disk::rename(&path, &target.stage().join(MANIFEST))
}

/// The manifest on its way.
const MANIFEST_TO_BE: &str = ".leitai-manifest-new";

fn place(target: &Target, file: &PlannedFile<'_>) -> io::Result<()> {
    let path = target.stage().join(file.path);
    match file.content {
        Content::Unchanged => link_or_copy(&target.folder.join(file.path), &path),
        // Somebody may have cleared it away since.
        Content::Staged => fs::symlink_metadata(&path).map(drop),
        Content::New(bytes) => disk::write(&path, bytes),
    }
}

fn link_or_copy(old: &Path, new: &Path) -> io::Result<()> {
    disk::hard_link(old, new).or_else(|_| disk::copy(old, new))
}

/// Takes a foreign file, link or other thing along. Where it lies on another volume, as one file that is mounted may,
/// this fails rather than copies: the old site is removed later.
fn carry(old: &Path, new: &Path, kind: FileType) -> io::Result<()> {
    match disk::hard_link(old, new) {
        Err(source) if source.kind() == io::ErrorKind::CrossesDevices => Err(source),
        // Its owner took it away meanwhile.
        Err(source) if source.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(_) if kind.is_file() => disk::copy(old, new).and_then(|()| keep_owner(&fs::symlink_metadata(old)?, new)),
        Err(_) if kind.is_symlink() => disk::copy_link(old, new),
        outcome => outcome,
    }
}

/// Gives a folder the owner and the mode of the old one in the same place, if there was one.
fn keep_rights(old: &Path, new: &Path) -> io::Result<()> {
    match fs::symlink_metadata(old) {
        Ok(found) if cfg!(unix) && found.is_dir() => {
            keep_owner(&found, new)?;
            if found.permissions() != fs::metadata(new)?.permissions() {
                disk::set_permissions(new, found.permissions())?;
            }
            keep_attributes(old, new)
        }
        _ => Ok(()),
    }
}

/// Gives a folder what else is attached to the old one: who beside its group may enter it, and notes of users. Where
/// that is not allowed the old one has to stay.
#[cfg(target_os = "linux")]
fn keep_attributes(old: &Path, new: &Path) -> io::Result<()> {
    use rustix::fs::{XattrFlags, lgetxattr, llistxattr, lsetxattr};
    /// No attribute is larger.
    const MOST: usize = 65536;
    let mut names = Vec::with_capacity(MOST);
    // A file system without attributes has none to keep.
    let _ = llistxattr(old, rustix::buffer::spare_capacity(&mut names));
    let is_kept = |name: &&[u8]| name.starts_with(b"system.posix_acl_") || name.starts_with(b"user.");
    for name in names.split(|byte| *byte == 0).filter(is_kept) {
        let mut value = Vec::with_capacity(MOST);
        lgetxattr(old, name, rustix::buffer::spare_capacity(&mut value))
            .and_then(|_| lsetxattr(new, name, &value, XattrFlags::empty()))
            .map_err(|_| io::ErrorKind::ResourceBusy)?;
    }
    Ok(())
}

#[cfg(not(target_os = "linux"))]
fn keep_attributes(_: &Path, _: &Path) -> io::Result<()> {
    Ok(())
}

/// Gives a folder or file to whom the old one belongs. Where that is not allowed the old one has to stay.
#[cfg(unix)]
fn keep_owner(old: &Metadata, new: &Path) -> io::Result<()> {
    use std::os::unix::fs::MetadataExt;
    let made = fs::symlink_metadata(new)?;
    if (old.uid(), old.gid()) == (made.uid(), made.gid()) {
        return Ok(());
    }
    disk::set_owner(new, old.uid(), old.gid()).map_err(|_| io::ErrorKind::ResourceBusy.into())
}

#[cfg(not(unix))]
fn keep_owner(_: &Metadata, _: &Path) -> io::Result<()> {
    Ok(())
}
