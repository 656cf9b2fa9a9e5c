//! The files of an archive again, after some of them changed.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::{Content, Sources, is_ignored_name, read_file, source_path};
use crate::model::SourcePath;

impl Sources {
    /// These files as they are now, where only what is at `paths`, relative to `root`, may have changed.
    ///
    /// `None` where that does not tell everything, as with a new folder or a file that must not be read: then
    /// [`Sources::load`] them all.
    pub fn refreshed(&self, root: &Path, paths: &BTreeSet<PathBuf>) -> Option<Self> {
        if !self.refused.is_empty() {
            return None;
        }
        let mut sources = self.clone();
        for path in paths {
            if path.iter().any(|part| is_ignored_name(&part.to_string_lossy())) {
                continue;
            }
            let disk = root.join(path);
            let path = source_path(root, &disk).filter(|known| Path::new(known.as_str()) == path)?;
            match fs::symlink_metadata(&disk) {
                // On a disk that does not tell `.JPG` from `.jpg`, one of two such names is gone.
                Ok(_) if sources.has_in_other_case(&path) => return None,
                Ok(found) if found.is_file() && sources.has_beside(&path) => {
                    let (path, content, problem) = read_file(path, disk);
                    let content = content.filter(|_| problem.is_none())?;
                    sources.files.insert(path, content);
                }
                Err(error) if error.kind() == io::ErrorKind::NotFound => {
                    // The file itself, or the folder that held them.
                    sources.files.retain(|file, _| *file != path && !file.is_below(path.as_str()));
                }
                _ => return None,
            }
        }
        Some(sources)
    }

    /// The files that are other than in `old`, those that are gone among them.
    pub fn changes_since(&self, old: &Self) -> BTreeSet<SourcePath> {
        let is_new = |(path, content): &(&SourcePath, &Content)| old.files.get(path).is_none_or(|old| !old.is(content));
        let new = self.files.iter().filter(is_new).map(|(path, _)| path);
        let gone = old.paths().filter(|path| !self.contains(path));
        let refused = self.refused.symmetric_difference(&old.refused);
        new.chain(gone).chain(refused).cloned().collect()
    }

    /// Whether there is a file by this name in other letters, large for small.
    fn has_in_other_case(&self, path: &SourcePath) -> bool {
        self.paths().any(|other| other != path && other.as_str().eq_ignore_ascii_case(path.as_str()))
    }

    /// Whether a file is in a folder of which others were read, which is therefore a real one.
    fn has_beside(&self, path: &SourcePath) -> bool {
        self.contains(path) || self.paths().any(|other| other.folder() == path.folder())
    }
}
