//! The list of what a build made, kept in the output: it marks the folder as ours and tells our files from others.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::{fs, io};

use super::target::{is_folder_itself, is_vacant};
use crate::model::Route;
use crate::source::read_back;

/// The name of the manifest inside the output.
pub const MANIFEST: &str = ".leitai-manifest";

/// The program and the version of the format, on a line of its own.
const HEADER: &str = "leitai manifest 1";

/// What a folder says about itself.
pub(super) enum Manifest {
    /// Nothing: no build of this program made it.
    Missing,
    /// Something that this version does not read.
    Unknown,
    /// The manifest of a build.
    Known {
        /// As it stands on the disk.
        bytes: Vec<u8>,
        /// What the build made.
        files: BTreeSet<PathBuf>,
    },
}

impl Manifest {
    /// Reads the manifest of an output folder. Lines that are no plain routes are passed over.
    pub(super) fn read(folder: &Path) -> io::Result<Self> {
        let path = folder.join(MANIFEST);
        match fs::symlink_metadata(&path) {
            Ok(found) if found.is_file() => match read_back(&path) {
                Err(source) if source.kind() == io::ErrorKind::FileTooLarge => Ok(Self::Unknown),
                bytes => bytes.map(Self::parse),
            },
            Ok(_) => Ok(Self::Unknown),
            Err(source) if source.kind() == io::ErrorKind::NotFound => Ok(Self::Missing),
            Err(source) => Err(source),
        }
    }

    fn parse(bytes: Vec<u8>) -> Self {
        let text = String::from_utf8_lossy(&bytes);
        let mut lines = text.lines();
        if lines.next() != Some(HEADER) {
            return Self::Unknown;
        }
        let files = lines.filter_map(Route::new).map(|route| route.as_str().into()).collect();
        Self::Known { files, bytes }
    }
}

/// A manifest of these paths: the header, then a line each.
pub(super) fn lines<'a>(paths: impl Iterator<Item = &'a str>) -> Vec<u8> {
    let mut text = format!("{HEADER}\n");
    for path in paths {
        text.push_str(path);
        text.push('\n');
    }
    text.into_bytes()
}

/// Whether a folder beside the output or in it was made by a build, finished or not: the manifest is the first thing a build
/// puts there and the last it removes.
pub(super) fn marks(folder: &Path) -> bool {
    is_in(folder) || is_folder_itself(folder) && is_vacant(folder).unwrap_or(false)
}

/// Whether a folder, which is no link to one, holds a manifest.
pub(super) fn is_in(folder: &Path) -> bool {
    is_folder_itself(folder) && fs::symlink_metadata(folder.join(MANIFEST)).is_ok_and(|found| found.is_file())
}
