//! Whether the output still is what a build left there, told from names, sizes and times.

use std::fs::{self, DirEntry, Metadata};
use std::io;
use std::path::Path;

use rayon::prelude::*;

use super::manifest;
use super::target::Target;

/// How many entries of a folder one thread looks at.
const AT_ONCE: usize = 16;

/// A fingerprint of the output; nothing where it is no whole site, or half a publication lies beside it.
pub(super) fn stamp(target: &Target) -> Option<String> {
    if target.has_leftovers() || !manifest::is_in(&target.folder) {
        return None;
    }
    of_folder(&target.folder).ok()
}

fn of_folder(folder: &Path) -> io::Result<String> {
    let mut entries: Vec<DirEntry> = fs::read_dir(folder)?.collect::<io::Result<_>>()?;
    entries.sort_by_cached_key(DirEntry::file_name);
    let states = entries.par_iter().with_min_len(AT_ONCE).map(of_entry).collect::<io::Result<Vec<String>>>()?;
    let mut hasher = blake3::Hasher::new();
    for (entry, state) in entries.iter().zip(states) {
        hasher.update(entry.file_name().as_encoded_bytes()).update(&[0]).update(state.as_bytes()).update(&[0]);
    }
    Ok(hasher.finalize().to_hex().to_string())
}

/// What changes when a file does. A folder's own size and times are left out: what is in it speaks for it.
fn of_entry(entry: &DirEntry) -> io::Result<String> {
    let found = entry.metadata()?;
    if found.is_dir() {
        return of_folder(&entry.path());
    }
    Ok(format!("{:?} {} {:?} {}", found.file_type(), found.len(), found.modified().ok(), changed(&found)))
}

/// The time of the last change of any kind, which cannot be set back.
#[cfg(unix)]
fn changed(found: &Metadata) -> String {
    use std::os::unix::fs::MetadataExt;
    format!("{} {} {}", found.ino(), found.ctime(), found.ctime_nsec())
}

/// Whoever unpacks a file sets when it was changed, but not when it was made here.
#[cfg(not(unix))]
fn changed(found: &Metadata) -> String {
    format!("{:?}", found.created().ok())
}
