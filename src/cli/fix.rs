//! `check --fix`: makes the cures that are certain, shows them, and keeps what was there before.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::Console;
use super::kept_pictures::KeptPictures;
use super::unfinished::beside;
use crate::model::characters::plain_line;
use crate::model::{Diagnostics, Edit, NoSink, SourcePath};
use crate::pipeline::{self, Request};
use crate::proofread::without_private;
use crate::source::{Sources, allow_size, decode, mend, place, reason};

/// One cure can bring the next problem of a line to light; more than these are a mistake of the program.
const MOST_ROUNDS: usize = 12;

/// How many lines of a file are shown, and how many characters of a line.
const SHOWN: (usize, usize) = (20, 120);

/// The folder under the root that keeps the files as they were.
const BACKUP: &str = "备份";

/// A file that could not be written.
#[derive(Debug)]
struct FixError {
    path: PathBuf,
    error: io::Error,
}

impl FixError {
    fn at(path: &Path, error: io::Error) -> Self {
        Self { path: path.to_owned(), error }
    }

    /// What happened, and the state of the file.
    fn message(&self) -> String {
        let path = self.path.display();
        format!("没有改正：{path} 写不进去（{}）；原来的文件没有动\n", reason(&self.error))
    }
}

/// A file before and after its cures.
struct Mended {
    path: SourcePath,
    /// Its place on the disk.
    disk: PathBuf,
    before: Arc<[u8]>,
    after: Arc<[u8]>,
}

/// Mends the files of an archive as far as what was meant is certain; false where some could not be written. Each is
/// replaced in one step, after the old one has been copied into `备份/`; one that somebody else changes at the same
/// moment is left alone.
pub(super) fn fix(console: &mut Console, root: &Path, request: &Request) -> bool {
    let mended = mended(root, request);
    if mended.is_empty() {
        console.tell("没有可以自动改正的问题\n");
        return true;
    }
    let backup = match new_backup(root, request) {
        Ok(backup) => backup,
        Err(error) => {
            console.tell(&error.message());
            return false;
        }
    };
    let (mut count, mut failed) = (0, 0);
    for file in &mended {
        let said = match write(root, &backup, file) {
            Ok(true) => {
                count += 1;
                changes(file)
            }
            Ok(false) => left_alone(file),
            Err(error) => {
                failed += 1;
                error.message()
            }
        };
        console.tell(&without_private(&said));
    }
    remove_empty(&backup);
    if count == 0 {
        console.tell("没有改正任何文件，没有留下备份\n\n");
    } else {
        console.tell(&format!("已改正 {count} 个文件；原来的文件在 {}\n\n", backup.display()));
    }
    failed == 0
}

/// Replaces a file, once it is copied; false where somebody else has changed it meanwhile.
fn write(root: &Path, backup: &Path, file: &Mended) -> Result<bool, FixError> {
    let Mended { disk, before, after, .. } = file;
    let copy = backup.join(disk.strip_prefix(root).unwrap_or(disk));
    if fs::read(disk).map_err(|error| FixError::at(disk, error))? != **before {
        return Ok(false);
    }
    let folder = copy.parent().unwrap_or(backup);
    fs::create_dir_all(folder).map_err(|error| FixError::at(folder, error))?;
    let written = write_out(&copy, before).map_err(|error| FixError::at(&copy, error));
    let replaced = written.and_then(|()| replace(disk, before, after).map_err(|error| FixError::at(disk, error)));
    if !matches!(replaced, Ok(true)) {
        // The file is as it was.
        let _ = fs::remove_file(&copy);
    }
    replaced
}

/// Writes a file so that it outlives a power cut.
fn write_out(path: &Path, bytes: &[u8]) -> io::Result<()> {
    allow_size(bytes.len())?;
    let mut file = File::create(path)?;
    file.write_all(bytes).and_then(|()| file.sync_all())
}

/// Removes a folder that has nothing but such folders in it.
fn remove_empty(folder: &Path) {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir())).for_each(|inner| {
        remove_empty(&inner.path());
    });
    let _ = fs::remove_dir(folder);
}

fn left_alone(file: &Mended) -> String {
    format!("{} 刚刚被别的程序改过，没有动它\n", file.path)
}

/// All files that have certain cures, in the order of their paths.
fn mended(root: &Path, request: &Request) -> Vec<Mended> {
    let mut sources = Sources::load(&mut Diagnostics::default(), root);
    let pictures = KeptPictures::new(root);
    let mut before: BTreeMap<SourcePath, Arc<[u8]>> = BTreeMap::new();
    for round in 1..=MOST_ROUNDS {
        let mut changed = false;
        for (path, edits) in edits(&sources, request, &pictures) {
            let Ok(bytes) = sources.bytes(&path) else { continue };
            let Some(after) = mend(&bytes, edits).filter(|after| after[..] != bytes[..]) else { continue };
            changed = true;
            let own = before.entry(path.clone()).or_insert(bytes);
            // What has no end is no cure.
            let after = if round < MOST_ROUNDS { after.into() } else { Arc::clone(own) };
            sources = sources.with_bytes([(path, after)]);
        }
        if !changed {
            break;
        }
    }
    before.retain(|path, before| sources.bytes(path).is_ok_and(|after| after != *before));
    let after = |(path, before)| {
        Some(Mended { after: sources.bytes(&path).ok()?, disk: sources.disk_path(root, &path), path, before })
    };
    before.into_iter().filter_map(after).collect()
}

/// The certain cures of what a build finds now, by file.
fn edits(sources: &Sources, request: &Request, pictures: &KeptPictures) -> BTreeMap<SourcePath, Vec<Edit>> {
    let mut diagnostics = Diagnostics::default();
    pipeline::build_with(&mut diagnostics, sources.clone(), request, pictures, &NoSink, &mut |_| {});
    let mut edits: BTreeMap<SourcePath, Vec<Edit>> = BTreeMap::new();
    for diagnostic in diagnostics.iter() {
        if let Some(edit) = &diagnostic.edit {
            edits.entry(diagnostic.place.source.path.clone()).or_default().push((**edit).clone());
        }
    }
    edits
}

/// A new folder of the day: `备份/2026-10-20`, `备份/2026-10-20-2` …
fn new_backup(root: &Path, request: &Request) -> Result<PathBuf, FixError> {
    let folder = place(root, BACKUP).map_err(|error| FixError::at(&root.join(BACKUP), error))?;
    fs::create_dir_all(&folder).map_err(|error| FixError::at(&folder, error))?;
    let day = request.edition.today;
    let mut number = 1;
    loop {
        let path = folder.join(if number == 1 { day.to_string() } else { format!("{day}-{number}") });
        match fs::create_dir(&path) {
            Ok(()) => return Ok(path),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => number += 1,
            Err(error) => return Err(FixError::at(&path, error)),
        }
    }
}

/// Puts a file in place of another in one step, with its permissions; false where that is no longer what it was.
fn replace(path: &Path, before: &[u8], after: &[u8]) -> io::Result<bool> {
    let permissions = fs::metadata(path)?.permissions();
    if permissions.readonly() {
        return Err(io::ErrorKind::PermissionDenied.into());
    }
    let new = beside(path, |new| File::create_new(new).map(drop))?;
    let replaced = write_out(&new, after)
        .and_then(|()| keep_owner(path, &new))
        .and_then(|()| fs::set_permissions(&new, permissions))
        .and_then(|()| Ok(fs::read(path)? == before))
        .and_then(|is_same| if is_same { fs::rename(&new, path).map(|()| true) } else { Ok(false) });
    if !matches!(replaced, Ok(true)) {
        let _ = fs::remove_file(&new);
    }
    replaced
}

/// Gives a file to whom the old one belongs, as far as that is allowed.
#[cfg(unix)]
fn keep_owner(old: &Path, new: &Path) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt, chown};
    let found = fs::metadata(old)?;
    let _ = chown(new, Some(found.uid()), Some(found.gid()));
    Ok(())
}

#[cfg(not(unix))]
fn keep_owner(_: &Path, _: &Path) -> io::Result<()> {
    Ok(())
}

/// The lines that changed, as people compare them.
fn changes(file: &Mended) -> String {
    let text =
        |bytes: &[u8]| decode(&mut Diagnostics::default(), &file.path, bytes).map(|source| source.text.to_string());
    let (before, after) = (text(&file.before).unwrap_or_default(), text(&file.after).unwrap_or_default());
    let (old, new): (Vec<&str>, Vec<&str>) = (before.lines().collect(), after.lines().collect());
    let mut out = format!("{}\n", file.path);
    if old == new {
        let what = if str::from_utf8(&file.before).is_ok() { "统一了换行" } else { "改存为 UTF-8 编码" };
        out.extend(["  ", what, "，文字没有变\n"]);
    }
    let mut lines = Vec::new();
    for change in similar::capture_diff_slices(similar::Algorithm::Myers, &old, &new) {
        if change.tag() == similar::DiffTag::Equal {
            continue;
        }
        let gone = change.old_range().map(|at| shown(at + 1, "-", old[at]));
        let come = change.new_range().map(|at| shown(at + 1, "+", new[at]));
        if gone.len() == come.len() {
            lines.extend(gone.zip(come).map(|(gone, come)| gone + &come));
        } else {
            lines.extend(gone.chain(come));
        }
    }
    let more = if lines.len() > SHOWN.0 { "  …\n" } else { "" };
    lines.truncate(SHOWN.0);
    out + &lines.concat() + more
}

/// A line of a file; what would steer a terminal shows as `?`.
fn shown(number: usize, sign: &str, line: &str) -> String {
    let plain = plain_line(&line.chars().take(SHOWN.1).collect::<String>());
    let more = if line.chars().nth(SHOWN.1).is_some() { "…" } else { "" };
    format!("  {number:>4} {sign} {plain}{more}\n")
}
