//! Where something is made before it takes the place of another: beside it, under a name that nothing has.

use std::io;
use std::path::{Path, PathBuf};

/// Makes `.NAME.leitai`, `.NAME.leitai-2` … beside a path, the first that is not there yet; `make` must fail where
/// something is.
pub(super) fn beside(path: &Path, make: impl Fn(&Path) -> io::Result<()>) -> io::Result<PathBuf> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let mut number = 1;
    loop {
        let more = if number == 1 { String::new() } else { format!("-{number}") };
        let new = path.with_file_name(format!(".{name}.leitai{more}"));
        match make(&new) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => number += 1,
            outcome => return outcome.map(|()| new),
        }
    }
}
