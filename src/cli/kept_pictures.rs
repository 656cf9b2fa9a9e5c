//! The pictures that were made, kept between builds in `.leitai/images/`, which may be deleted at any time.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use crate::images::Shelf;
use crate::source::{place, read_back, write_whole};

/// Where they are, from the root.
const FOLDER: &str = ".leitai/images";

const DAY: Duration = Duration::from_hours(24);

/// How long a picture is kept that no build has taken: long enough for drafts, and for other versions of an archive.
const KEPT: Duration = Duration::from_hours(30 * 24);

/// How many hexadecimal digits are in a name.
const DIGITS: usize = 64;

/// The folder of an archive. What cannot be read or written is made again.
pub(super) struct KeptPictures {
    root: PathBuf,
    now: SystemTime,
}

impl KeptPictures {
    pub(super) fn new(root: &Path) -> Self {
        Self { root: root.to_owned(), now: SystemTime::now() }
    }

    /// Removes what nobody has taken for long; files by other names stay. It is no loss where that fails.
    pub(super) fn forget_old(&self) {
        let Ok(files) = place(&self.root, FOLDER).and_then(fs::read_dir) else { return };
        for file in files.flatten() {
            let is_own = file.file_name().to_str().is_some_and(is_own);
            let is_old = file.metadata().is_ok_and(|found| found.is_file() && self.age(found.modified()) > KEPT);
            if is_own && is_old {
                let _ = fs::remove_file(file.path());
            }
        }
    }

    fn place(&self, name: &str) -> std::io::Result<PathBuf> {
        place(&self.root, &format!("{FOLDER}/{name}"))
    }

    fn age(&self, modified: std::io::Result<SystemTime>) -> Duration {
        modified.ok().and_then(|time| self.now.duration_since(time).ok()).unwrap_or_default()
    }

    /// Notes that a picture was taken, at most once a day: copies of the folder need not follow every build.
    fn note_taken(&self, path: &Path) {
        let is_noted = fs::metadata(path).is_ok_and(|found| self.age(found.modified()) < DAY);
        if !is_noted {
            let _ = File::options().append(true).open(path).and_then(|file| file.set_modified(self.now));
        }
    }
}

/// Whether a name is that of a picture, or of one that was not finished.
fn is_own(name: &str) -> bool {
    let (digits, process) = name.split_once('.').unwrap_or((name, "0"));
    digits.len() == DIGITS
        && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
        && process.bytes().all(|byte| byte.is_ascii_digit())
}

impl Shelf for KeptPictures {
    fn take(&self, name: &str) -> Option<Vec<u8>> {
        let path = self.place(name).ok()?;
        let bytes = read_back(&path).ok()?;
        self.note_taken(&path);
        Some(bytes)
    }

    fn keep(&self, name: &str, bytes: &[u8]) {
        let Ok(path) = self.place(name) else { return };
        let _ = fs::create_dir_all(self.root.join(FOLDER)).and_then(|()| write_whole(&path, bytes));
    }
}
