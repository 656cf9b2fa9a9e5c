//! Takes away what builds made, and nothing else.

use std::collections::BTreeSet;
use std::fs::{File, Metadata};
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::{fs, io};

use walkdir::{DirEntry, WalkDir};

use super::disk;
use super::inventory::folders;
use super::manifest::{self, MANIFEST, Manifest};
use super::target::{Target, is_folder_itself};
use super::volume;

/// Removes a folder that holds what a build made only, its manifest last, so that whatever is left by a kill is known
/// for ours. A link to a folder is none.
pub(super) fn remove_tree(folder: &Path) -> io::Result<()> {
    if !is_folder_itself(folder) {
        return Ok(());
    }
    protected_or_not(folder, || remove_contents(folder))?;
    remove_marked(folder)
}

/// Removes the site that stands aside, after another took its place: what its manifest lists, and what was carried over
/// to the other. What people put into it meanwhile goes to the other too; gives where that is, relative to the output.
pub(super) fn retire(target: &Target) -> io::Result<Vec<PathBuf>> {
    let site = target.aside();
    if !manifest::marks(&site) {
        return Ok(Vec::new());
    }
    let made = match Manifest::read(&site)? {
        Manifest::Known { files, .. } => files,
        Manifest::Missing | Manifest::Unknown => BTreeSet::new(),
    };
    let made_folders = folders(made.iter().map(PathBuf::as_path));
    let mut leaving = Leaving { site: &site, successor: &target.folder, made, made_folders, late: Vec::new() };
    // Again, as long as something comes after its folder was read.
    loop {
        while !is_bare(&site)? {
            protected_or_not(&site, || leaving.clear(Path::new("")))?;
        }
        match remove_marked(&site) {
            Err(source) if source.kind() == io::ErrorKind::DirectoryNotEmpty => {}
            outcome => return outcome.map(|()| leaving.late),
        }
    }
}

/// A site on its way out.
struct Leaving<'a> {
    site: &'a Path,
    /// The one that took its place.
    successor: &'a Path,
    made: BTreeSet<PathBuf>,
    made_folders: BTreeSet<PathBuf>,
    /// What people put into it meanwhile, where it is now.
    late: Vec<PathBuf>,
}

impl Leaving<'_> {
    /// Empties a folder of the site, but for the manifest.
    fn clear(&mut self, folder: &Path) -> io::Result<()> {
        for entry in fs::read_dir(self.site.join(folder))? {
            let entry = entry?;
            let path = folder.join(entry.file_name());
            if path == Path::new(MANIFEST) {
                continue;
            }
            let (old, new) = (entry.path(), self.successor.join(&path));
            let is_folder = entry.file_type()?.is_dir();
            if is_folder {
                stay_on_volume(&old, self.site)?;
            }
            if is_folder && (self.made_folders.contains(&path) || is_folder_itself(&new)) {
                self.clear(&path)?;
                disk::remove_folder(&old).or_else(unless_filled)?;
            } else if !is_folder && (self.made.contains(&path) || is_same(&old, &new)) {
                disk::remove_file(&old)?;
            } else {
                self.carry(&old, &path)?;
            }
        }
        Ok(())
    }

    fn carry(&mut self, old: &Path, path: &Path) -> io::Result<()> {
        loop {
            let free = free_place(self.successor, path);
            let place = self.successor.join(&free);
            disk::create_folders(place.parent().unwrap_or(self.successor))?;
            match disk::move_new(old, &place) {
                Err(source) if source.kind() == io::ErrorKind::AlreadyExists => {} // a moment ago
                outcome => {
                    self.late.push(free);
                    return outcome;
                }
            }
        }
    }
}

/// Where something of this path goes in a site, relative to it: a number tells it from what has a name of it already.
fn free_place(site: &Path, path: &Path) -> PathBuf {
    let mut place = PathBuf::new();
    for (depth, part) in path.iter().enumerate() {
        let is_last = depth + 1 == path.iter().count();
        let is_taken = |place: &Path| match fs::symlink_metadata(site.join(place)) {
            Ok(found) => is_last || !found.is_dir(),
            Err(_) => false,
        };
        let mut name = part.to_os_string();
        let mut number = 1;
        while is_taken(&place.join(&name)) {
            number += 1;
            name = part.to_os_string();
            name.push(format!(".{number}"));
        }
        place.push(name);
    }
    place
}

/// Whether what stands in one place was linked or copied to the other and is the same still.
fn is_same(one: &Path, other: &Path) -> bool {
    let (Ok(found), Ok(other_found)) = (fs::symlink_metadata(one), fs::symlink_metadata(other)) else { return false };
    let both = |is_such: fn(&Metadata) -> bool| is_such(&found) && is_such(&other_found);
    is_linked(&found, &other_found)
        || both(Metadata::is_symlink) && is_equal(fs::read_link(one), fs::read_link(other))
        || both(Metadata::is_file) && found.len() == other_found.len() && holds_same(one, other).unwrap_or_default()
}

/// Whether two files hold the same bytes; they may be as large as films.
fn holds_same(one: &Path, other: &Path) -> io::Result<bool> {
    let (mut one, mut other) = (BufReader::new(File::open(one)?), BufReader::new(File::open(other)?));
    loop {
        let (bytes, other_bytes) = (one.fill_buf()?, other.fill_buf()?);
        let length = bytes.len().min(other_bytes.len());
        if length == 0 || bytes[..length] != other_bytes[..length] {
            return Ok(bytes.is_empty() && other_bytes.is_empty());
        }
        one.consume(length);
        other.consume(length);
    }
}

fn is_equal<T: PartialEq>(one: io::Result<T>, other: io::Result<T>) -> bool {
    matches!((one, other), (Ok(one), Ok(other)) if one == other)
}

#[cfg(unix)]
fn is_linked(one: &Metadata, other: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    (one.dev(), one.ino()) == (other.dev(), other.ino())
}

#[cfg(not(unix))]
fn is_linked(_: &Metadata, _: &Metadata) -> bool {
    false
}

/// Whether a folder holds a manifest at most.
fn is_bare(folder: &Path) -> io::Result<bool> {
    for entry in fs::read_dir(folder)? {
        if entry?.file_name() != MANIFEST {
            return Ok(false);
        }
    }
    Ok(true)
}

fn unless_filled(source: io::Error) -> io::Result<()> {
    if source.kind() == io::ErrorKind::DirectoryNotEmpty { Ok(()) } else { Err(source) }
}

fn remove_marked(folder: &Path) -> io::Result<()> {
    disk::remove_file(&folder.join(MANIFEST))?;
    disk::remove_folder(folder)
}

fn remove_contents(folder: &Path) -> io::Result<()> {
    let entries: Vec<DirEntry> = WalkDir::new(folder).min_depth(1).into_iter().collect::<Result<_, _>>()?;
    let mut folders = entries.iter().filter(|entry| entry.file_type().is_dir());
    folders.try_for_each(|inner| stay_on_volume(inner.path(), folder))?;
    let manifest = folder.join(MANIFEST);
    for entry in entries.iter().rev().filter(|entry| entry.path() != manifest) {
        if entry.file_type().is_dir() { disk::remove_folder(entry.path())? } else { disk::remove_file(entry.path())? }
    }
    Ok(())
}

/// Nothing is removed from a volume that somebody has mounted.
fn stay_on_volume(folder: &Path, site: &Path) -> io::Result<()> {
    if volume::is_same(folder, site) { Ok(()) } else { Err(io::ErrorKind::ResourceBusy.into()) }
}

/// Does something in a folder, twice where its protection stands against it.
fn protected_or_not(folder: &Path, mut work: impl FnMut() -> io::Result<()>) -> io::Result<()> {
    match work() {
        Err(source) if source.kind() == io::ErrorKind::PermissionDenied => {
            unprotect(folder)?;
            work()
        }
        outcome => outcome,
    }
}

/// Lets the owner into folders that people protected: their mode was carried over, the old ones only go.
#[cfg(unix)]
fn unprotect(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let entries = WalkDir::new(folder).into_iter().filter_map(Result::ok);
    entries
        .filter(|entry| entry.file_type().is_dir() && volume::is_same(entry.path(), folder))
        .try_for_each(|entry| disk::set_permissions(entry.path(), fs::Permissions::from_mode(0o700)))
}

#[cfg(not(unix))]
fn unprotect(_folder: &Path) -> io::Result<()> {
    Ok(())
}
