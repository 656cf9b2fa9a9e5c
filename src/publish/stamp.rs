//! Whether the output still is what a build left there, told from names, sizes and times.

use std::fs::Metadata;
use std::io;

use rayon::prelude::*;
use walkdir::{DirEntry, WalkDir};

use super::manifest;
use super::target::Target;

/// A fingerprint of the output; nothing where it is no whole site, or half a publication lies beside it.
pub(super) fn stamp(target: &Target) -> Option<String> {
    if target.has_leftovers() || !manifest::is_in(&target.folder) {
        return None;
    }
    let entries: Vec<DirEntry> =
        WalkDir::new(&target.folder).sort_by_file_name().into_iter().collect::<Result<_, _>>().ok()?;
    let lines: Vec<String> = entries.par_iter().map(line).collect::<io::Result<_>>().ok()?;
    let mut hasher = blake3::Hasher::new();
    for line in lines {
        hasher.update(line.as_bytes()).update(&[0]);
    }
    Some(hasher.finalize().to_hex().to_string())
}

fn line(entry: &DirEntry) -> io::Result<String> {
    let found = entry.metadata()?;
    let kind = found.file_type();
    Ok(format!("{} {kind:?} {}", entry.path().display(), state(&found)))
}

/// What changes when a file does. A folder's own size and times are left out: what is in it speaks for it.
fn state(found: &Metadata) -> String {
    if found.is_dir() {
        return String::new();
    }
    format!("{} {:?} {}", found.len(), found.modified().ok(), changed(found))
}

/// The time of the last change of any kind, which cannot be set back.
#[cfg(unix)]
fn changed(found: &Metadata) -> String {
    use std::os::unix::fs::MetadataExt;
    format!("{} {} {}", found.ino(), found.ctime(), found.ctime_nsec())
}

#[cfg(not(unix))]
fn changed(_: &Metadata) -> &'static str {
    ""
}
