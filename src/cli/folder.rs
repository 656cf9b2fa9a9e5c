//! What the program remembers between builds: `.leitai/` beside `content/`, which may be deleted at any time.

use std::fs;
use std::path::{Path, PathBuf};

use crate::images::Shelf;

/// The folder of made pictures. What cannot be read or written is made again.
pub(super) struct Folder {
    pictures: PathBuf,
}

impl Folder {
    /// The folder of an archive.
    pub(super) fn new(root: &Path) -> Self {
        Self { pictures: root.join(".leitai").join("images") }
    }
}

impl Shelf for Folder {
    fn take(&self, name: &str) -> Option<Vec<u8>> {
        fs::read(self.pictures.join(name)).ok()
    }

    fn keep(&self, name: &str, bytes: &[u8]) {
        // Two programs may write the same picture at once: each has a file of its own until it is whole.
        let unfinished = self.pictures.join(format!("{name}.{}", std::process::id()));
        let written = fs::create_dir_all(&self.pictures)
            .and_then(|()| fs::write(&unfinished, bytes))
            .and_then(|()| fs::rename(&unfinished, self.pictures.join(name)));
        if written.is_err() {
            // Nothing may be left of a full disk; if that fails too, the file does no harm.
            let _ = fs::remove_file(&unfinished);
        }
    }
}
