//! What stands in the output before a build: our files by the manifest, and those of others.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::fs::{self, FileType, Metadata};
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use walkdir::{DirEntry, WalkDir};

use super::error::PublishError;
use super::manifest::{MANIFEST, Manifest};
use super::target::Target;
use super::volume;

/// The contents of the output; paths are relative to it.
#[derive(Default)]
pub(super) struct Inventory {
    /// The manifest as it stands; empty where there is none.
    pub(super) manifest: Vec<u8>,
    /// What an earlier build made and is still there.
    pub(super) made: BTreeMap<PathBuf, FileType>,
    /// Everything else, a folder before what is in it.
    pub(super) foreign: Vec<(PathBuf, FileType)>,
    /// Whether another volume is mounted somewhere in it: with the site it would go, and be emptied.
    pub(super) has_volumes: bool,
}

/// A file as it was when it was looked at.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Seen {
    /// In bytes.
    length: u64,
    modified: Option<SystemTime>,
    /// What stays the same of a file under another name, where there is such a number.
    inode: u64,
}

impl Seen {
    /// Nothing where there is no file.
    pub(super) fn of(path: &Path) -> Option<Self> {
        let found = fs::symlink_metadata(path).ok().filter(Metadata::is_file)?;
        #[cfg(unix)]
        let inode = std::os::unix::fs::MetadataExt::ino(&found);
        #[cfg(not(unix))]
        let inode = 0;
        Some(Self { length: found.len(), modified: found.modified().ok(), inode })
    }
}

/// Reads the output.
pub(super) fn take(target: &Target) -> Result<Inventory, PublishError> {
    let unread = |source| PublishError::unread(&target.shown, source);
    match Manifest::read(&target.folder).map_err(unread)? {
        Manifest::Known { bytes, files } => read(target, bytes, &files).map_err(unread),
        Manifest::Missing | Manifest::Unknown => Ok(Inventory::default()),
    }
}

/// Every folder that holds one of the files, itself or through others; a folder comes before what is in it.
pub(super) fn folders<'a>(files: impl Iterator<Item = &'a Path>) -> BTreeSet<PathBuf> {
    let (mut folders, mut last) = (Vec::new(), None);
    for file in files {
        // Neighbours mostly share their folder.
        if file.parent() != last {
            last = file.parent();
            folders.extend(file.ancestors().skip(1).map(Path::as_os_str).filter(|folder| !folder.is_empty()));
        }
    }
    // A set compares paths part by part, which takes ten times as long.
    folders.sort_unstable();
    folders.dedup();
    folders.into_iter().map(PathBuf::from).collect()
}

/// Reads what is in the output: the files of its manifest are ours, and the folders that hold them.
fn read(target: &Target, manifest: Vec<u8>, files: &BTreeSet<PathBuf>) -> io::Result<Inventory> {
    let made_folders = folders(files.iter().map(PathBuf::as_path));
    let mut inventory = Inventory { manifest, ..Inventory::default() };
    for entry in WalkDir::new(&target.folder).min_depth(1) {
        let entry = entry?;
        let path = relative(&entry, &target.folder);
        let kind = entry.file_type();
        if kind.is_dir() {
            inventory.has_volumes |= !volume::is_same(entry.path(), &target.folder);
            if !made_folders.contains(&path) {
                inventory.foreign.push((path, kind));
            }
        } else if files.contains(&path) {
            inventory.made.insert(path, kind);
        } else if path != Path::new(MANIFEST) {
            inventory.foreign.push((path, kind));
        }
    }
    Ok(inventory)
}

/// Where something found in a folder is, relative to it.
pub(super) fn relative(entry: &DirEntry, folder: &Path) -> PathBuf {
    entry.path().strip_prefix(folder).unwrap_or(entry.path()).into()
}

impl Inventory {
    /// The file of the old site that has these bytes, as it was when they were compared.
    pub(super) fn find(&self, target: &Target, path: &Path, bytes: &[u8]) -> Option<Seen> {
        self.made.get(path).filter(|kind| kind.is_file())?;
        let path = target.folder.join(path);
        let seen = Seen::of(&path).filter(|seen| seen.length == bytes.len() as u64)?;
        fs::read(path).is_ok_and(|old| old == bytes).then_some(seen)
    }

    /// Makes the folders of these files ours; refuses where one of them would take the place of something foreign.
    pub(super) fn make_way<'a>(
        &mut self,
        target: &Target,
        files: impl Iterator<Item = &'a Path>,
    ) -> Result<(), PublishError> {
        if self.foreign.is_empty() {
            return Ok(());
        }
        let wanted: Vec<&Path> = files.collect();
        let wanted_folders = folders(wanted.iter().copied());
        let wanted: HashSet<&Path> = wanted.into_iter().collect();
        self.foreign.retain(|(path, kind)| !(kind.is_dir() && wanted_folders.contains(path)));
        let in_the_way = |(path, kind): &&(PathBuf, FileType)| {
            path.ancestors().any(|part| wanted.contains(part)) || (!kind.is_dir() && wanted_folders.contains(path))
        };
        match self.foreign.iter().find(in_the_way) {
            Some((path, _)) => Err(refuse_overwriting(&target.shown.join(path))),
            None => Ok(()),
        }
    }

    /// The foreign things that lie in no foreign folder, sorted.
    pub(super) fn reported(&self) -> Vec<PathBuf> {
        let mut tops: Vec<PathBuf> = Vec::new();
        for (path, _) in &self.foreign {
            // The walk shows what is in a folder right after the folder itself.
            if !tops.last().is_some_and(|top| path.starts_with(top)) {
                tops.push(path.clone());
            }
        }
        tops.sort();
        tops
    }
}

fn refuse_overwriting(path: &Path) -> PublishError {
    let wrong = format!("「{}」不是本程序生成的，而网站要在这里写入自己的文件", path.display());
    PublishError::refused(&wrong, "请把它移到别处或换一个名称，再运行一次")
}
