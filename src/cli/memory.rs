//! What the last build left behind, in `.leitai/built.json`: where nothing changed since, there is nothing to do.
//!
//! The file may be deleted at any time; one that cannot be read, or is of another program, is as good as none.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use serde::{Deserialize, Serialize};

use crate::pipeline::Request;
use crate::publish::stamp;
use crate::source::{Sources, place, read_back, write_whole};

/// The last build.
#[derive(Debug, Serialize, Deserialize)]
struct Built {
    /// Of the program, the archive, and what was asked for.
    key: String,
    /// Of the output.
    stamp: String,
    said: Said,
}

/// What a build said.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Said {
    /// What was found in the content, as it was shown.
    pub(super) report: String,
    /// What else there was to tell.
    pub(super) notes: String,
    /// What was made.
    pub(super) summary: String,
    /// What was not.
    pub(super) ending: String,
}

/// Where it is kept, and what it must be about.
pub(super) struct Memory<'a> {
    /// None where something else is in its place.
    file: Option<PathBuf>,
    /// None where the sources cannot be read, or the program does not know itself.
    key: Option<String>,
    output: &'a Path,
    root: &'a Path,
}

impl<'a> Memory<'a> {
    /// Takes the fingerprint of all that a build depends on; `asked` is what else was asked for.
    pub(super) fn new(root: &'a Path, output: &'a Path, sources: &Sources, request: &Request, asked: &str) -> Self {
        let key = || {
            let mut hasher = blake3::Hasher::new();
            hasher.update(format!("{} {request:?} {asked} {}", program()?, output.display()).as_bytes());
            hasher.update(sources.fingerprint().ok()?.as_bytes());
            Some(hasher.finalize().to_hex().to_string())
        };
        Self { file: place(root, ".leitai/built.json").ok(), key: key(), output, root }
    }

    /// What the last build said, if another one would do the same again.
    pub(super) fn recall(&self) -> Option<Said> {
        let built: Built = serde_json::from_slice(&read_back(self.file.as_ref()?).ok()?).ok()?;
        (Some(&built.key) == self.key.as_ref() && stamp(self.output, self.root).as_ref() == Some(&built.stamp))
            .then_some(built.said)
    }

    /// Keeps what a build says, now that its site is in place and before another build may take it. It is no loss where
    /// that fails.
    pub(super) fn keep(self, said: Said) {
        let (Some(key), Some(stamp), Some(file)) = (self.key, stamp(self.output, self.root), self.file) else { return };
        let Ok(text) = serde_json::to_vec_pretty(&Built { key, stamp, said }) else { return };
        let _ = write_whole(&file, &text);
    }
}

/// What tells one build of the program from another.
fn program() -> Option<String> {
    let found = fs::metadata(std::env::current_exe().ok()?).ok()?;
    let time = found.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
    Some(format!("{} {} {}", env!("CARGO_PKG_VERSION"), found.len(), time.as_nanos()))
}
