//! Folders as values: what files are in one, whether two are the same, a copy of one, making room for one.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use crate::Outcome;

/// Every file below a folder by its relative path, with its size in bytes.
pub(crate) fn sizes(folder: &Path) -> Outcome<BTreeMap<PathBuf, u64>> {
    let mut sizes = BTreeMap::new();
    for entry in WalkDir::new(folder) {
        let entry = entry?;
        if !entry.file_type().is_dir() {
            sizes.insert(entry.path().strip_prefix(folder)?.to_path_buf(), entry.metadata()?.len());
        }
    }
    Ok(sizes)
}

/// How many files two folders hold, if the same to the byte; else the error names the first files that differ.
pub(crate) fn compare(left: &Path, right: &Path) -> Outcome<usize> {
    let (left_files, right_files) = (sizes(left)?, sizes(right)?);
    let mut differing = Vec::new();
    for path in left_files.keys().chain(right_files.keys().filter(|path| !left_files.contains_key(*path))) {
        let what = match (left_files.get(path), right_files.get(path)) {
            (Some(_), None) => "only in the first",
            (None, _) => "only in the second",
            _ if fs::read(left.join(path))? != fs::read(right.join(path))? => "differs",
            _ => continue,
        };
        differing.push(format!("  {}: {what}", path.display()));
    }
    if differing.is_empty() {
        return Ok(left_files.len());
    }
    let count = differing.len();
    differing.truncate(20);
    let (left, right, list) = (left.display(), right.display(), differing.join("\n"));
    Err(format!("{count} files are not the same in {left} and {right}:\n{list}").into())
}

/// Removes a folder if it is there.
pub(crate) fn remove(folder: &Path) -> Outcome {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            Err(format!("cannot remove {}: {error}", folder.display()).into())
        }
        _ => Ok(()),
    }
}

/// Copies a folder to where there is none yet.
pub(crate) fn copy(from: &Path, to: &Path) -> Outcome {
    for path in sizes(from)?.keys() {
        let target = to.join(path);
        fs::create_dir_all(target.parent().unwrap_or(to))?;
        fs::copy(from.join(path), target)?;
    }
    Ok(())
}
