//! The other way to put a site in place, file by file, for an output that cannot be exchanged as a whole: a mount
//! point, a folder with another volume in it, one that a program holds open.
//!
//! The output then holds two folders for a while: the stage with what is new, and the old files set aside. Until the
//! stage's manifest becomes that of the output, everything can be put back; from then on the rest only has to go. So a
//! kill leaves a mixture at worst, which the next run takes back before anything else.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::{fs, io};

use rayon::prelude::*;
use walkdir::{DirEntry, WalkDir};

use super::disk;
use super::error::PublishError;
use super::inventory::{folders, relative};
use super::manifest::{self, MANIFEST, Manifest};
use super::removal::remove_tree;
use super::stage::Plan;
use super::target::{Target, is_folder_itself};

/// What has no old file in its place, on its way to be the mark of what is set aside.
const ARRIVALS: &str = ".leitai-arrivals";

/// Puts the new site in the place of the old one; the old one is back on an error.
pub(super) fn replace(target: &Target, plan: &Plan<'_>) -> Result<(), PublishError> {
    for folder in [target.inner_stage(), target.inner_aside()] {
        if fs::symlink_metadata(&folder).is_ok() {
            return Err(PublishError::occupied(&folder));
        }
    }
    let replaced = prepare(target, plan).and_then(|()| move_in(target, plan));
    match (replaced, recover(target)) {
        (Ok(()), _) => Ok(()),
        (Err((path, source)), Ok(_)) => Err(PublishError::unwritten(&target.shown.join(path), source)),
        (Err((_, source)), Err(_)) => Err(PublishError::Machine {
            message: format!("新网站只换进「{}」一部分", target.shown.display()),
            help: "请处理好磁盘以后再运行一次，本程序会先把原来的网站放回去".into(),
            source: Some(source),
        }),
    }
}

/// Puts the old site back, or removes what is left of it, after a publication that did not come to its end. Folders of
/// the same names that no build made are never touched. Tells whether the old site was put back.
pub(super) fn recover(target: &Target) -> Result<bool, PublishError> {
    let (stage, aside) = (target.inner_stage(), target.inner_aside());
    let begun = manifest::is_in(&aside);
    let is_half = begun && manifest::is_in(&stage);
    let unwritten = |source| PublishError::unwritten(&target.shown, source);
    if is_half {
        put_back(target)?;
        remove_tree(&aside).map_err(unwritten)?;
    } else if begun {
        remove_tree(&stage).and_then(|()| remove_tree(&aside)).map_err(unwritten)?;
    }
    for folder in [&aside, &stage] {
        if manifest::marks(folder) {
            remove_tree(folder).map_err(unwritten)?;
        }
    }
    Ok(is_half)
}

/// A file and why it could not be written.
type Failure = (PathBuf, io::Error);

/// Writes what is new beside what is old.
fn prepare(target: &Target, plan: &Plan<'_>) -> Result<(), Failure> {
    let stage = target.inner_stage();
    let at = |path: &Path| {
        let path = path.to_path_buf();
        move |source| (path, source)
    };
    disk::create_folder(&stage).map_err(at(Path::new("")))?;
    disk::write(&stage.join(MANIFEST), plan.manifest()).map_err(at(Path::new(MANIFEST)))?;
    for folder in folders(plan.changed().map(|(path, _)| path)) {
        disk::create_folder(&stage.join(&folder)).map_err(at(&folder))?;
    }
    let files: Vec<_> = plan.changed().collect();
    files.into_par_iter().try_for_each(|(path, content)| {
        content.read(target, path).and_then(|bytes| disk::write(&stage.join(path), &bytes)).map_err(at(path))
    })?;
    let arrivals = plan.arrivals().map(|path| path.to_str().unwrap_or_default());
    disk::write(&stage.join(ARRIVALS), &manifest::lines(arrivals)).map_err(at(Path::new(ARRIVALS)))?;
    [MANIFEST, ARRIVALS].iter().try_for_each(|name| disk::sync(&stage.join(name)).map_err(at(Path::new(name))))
}

fn move_in(target: &Target, plan: &Plan<'_>) -> Result<(), Failure> {
    let (stage, aside, output) = (target.inner_stage(), target.inner_aside(), &target.folder);
    let move_file = |from: &Path, to: &Path, path: &Path| {
        disk::rename(&from.join(path), &to.join(path)).map_err(|source| (path.to_path_buf(), source))
    };
    let create = |top: &Path, folder: &Path| {
        let path = top.join(folder);
        if is_folder_itself(&path) {
            Ok(())
        } else {
            disk::create_folder(&path).map_err(|source| (folder.to_path_buf(), source))
        }
    };
    create(&aside, Path::new(""))?;
    let begin = disk::rename(&stage.join(ARRIVALS), &aside.join(MANIFEST));
    begin.map_err(|source| (PathBuf::from(MANIFEST), source))?;
    let leaving = plan.leaving();
    for folder in folders(leaving.iter().map(PathBuf::as_path)) {
        create(&aside, &folder)?;
    }
    leaving.iter().try_for_each(|path| move_file(output, &aside, path))?;
    for folder in plan.emptied_folders() {
        // It may hold files of others.
        drop(disk::remove_folder(&output.join(folder)));
    }
    for folder in folders(plan.changed().map(|(path, _)| path)) {
        create(output, &folder)?;
    }
    // What people have put in the place of a page meanwhile is not ours to drop.
    plan.changed().try_for_each(|(path, _)| {
        disk::move_new(&stage.join(path), &output.join(path)).map_err(|source| (path.to_path_buf(), source))
    })?;
    move_file(&stage, output, Path::new(MANIFEST))
}

/// Puts the old files back; nothing is touched where one would come or go through a link.
fn put_back(target: &Target) -> Result<(), PublishError> {
    let (stage, aside, output) = (target.inner_stage(), target.inner_aside(), &target.folder);
    let unwritten = |source| PublishError::unwritten(&target.shown, source);
    let Manifest::Known { files: arrivals, .. } = Manifest::read(&aside).map_err(unwritten)? else { return Ok(()) };
    let has_arrived = |path: &&PathBuf| fs::symlink_metadata(stage.join(path)).is_err();
    let arrived: Vec<&Path> = arrivals.iter().filter(has_arrived).map(PathBuf::as_path).collect();
    let entries: Result<Vec<DirEntry>, _> = WalkDir::new(&aside).min_depth(1).into_iter().collect();
    let old = entries.map_err(|source| unwritten(source.into()))?;
    let old: Vec<_> = old.iter().map(|entry| (entry, relative(entry, &aside))).collect();
    let mut ways = folders(arrived.iter().copied());
    ways.extend(old.iter().filter(|(entry, _)| entry.file_type().is_dir()).map(|(_, path)| path.clone()));
    if let Some(link) = ways.iter().find(|folder| is_link(&output.join(folder))) {
        return Err(PublishError::blocked(&target.shown.join(link)));
    }
    remove_arrived(output, &arrived, &arrivals).and_then(|()| move_back(output, &old)).map_err(unwritten)
}

fn is_link(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|found| found.is_symlink())
}

fn remove_arrived(output: &Path, arrived: &[&Path], arrivals: &BTreeSet<PathBuf>) -> io::Result<()> {
    for path in arrived.iter().map(|path| output.join(path)) {
        // What is a folder has been put back already.
        if fs::symlink_metadata(&path).is_ok_and(|found| !found.is_dir()) {
            disk::remove_file(&path)?;
        }
    }
    let folders = folders(arrivals.iter().map(PathBuf::as_path));
    let is_in_link = |folder: &Path| folder.ancestors().any(|part| is_link(&output.join(part)));
    for folder in folders.iter().rev().filter(|folder| !is_in_link(folder)) {
        // It may hold other files.
        drop(disk::remove_folder(&output.join(folder)));
    }
    Ok(())
}

fn move_back(output: &Path, old: &[(&DirEntry, PathBuf)]) -> io::Result<()> {
    for (entry, path) in old {
        let place = output.join(path);
        if entry.file_type().is_dir() {
            if !is_folder_itself(&place) {
                disk::create_folder(&place)?;
            }
        } else if path != Path::new(MANIFEST) {
            disk::rename(entry.path(), &place)?;
        }
    }
    Ok(())
}
