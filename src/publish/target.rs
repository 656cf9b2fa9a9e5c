//! Where the site goes, and the places it must never go to.

use std::ffi::{OsStr, OsString};
use std::path::{Component, Path, PathBuf};
use std::{env, fs, io};

use super::error::PublishError;
use super::manifest::{self, Manifest};
use super::volume;

/// Folders of an archive that hold its sources or what belongs to programs.
const SOURCES: [&str; 4] = ["content", "themes", ".leitai", ".git"];

const CURE: &str = "请用一个单独的文件夹存放网站，例如 --output 「output」";

/// The output folder, in a place that is allowed.
pub(super) struct Target {
    /// As it was asked for, for messages.
    pub(super) shown: PathBuf,
    /// Free of links and dots; need not exist.
    pub(super) folder: PathBuf,
    /// The folder that holds it.
    pub(super) parent: PathBuf,
    name: OsString,
}

impl Target {
    /// Where the new site is built.
    pub(super) fn stage(&self) -> PathBuf {
        self.beside("new")
    }

    /// Where the old site waits where two folders cannot be exchanged in one step.
    pub(super) fn aside(&self) -> PathBuf {
        self.beside("old")
    }

    /// Where what is new waits where the output cannot be exchanged as a whole.
    pub(super) fn inner_stage(&self) -> PathBuf {
        self.folder.join(".leitai-new")
    }

    /// Where what is old waits then.
    pub(super) fn inner_aside(&self) -> PathBuf {
        self.folder.join(".leitai-old")
    }

    /// Whether any of these places is taken.
    pub(super) fn has_leftovers(&self) -> bool {
        let places = [self.stage(), self.aside(), self.inner_stage(), self.inner_aside()];
        places.iter().any(|place| fs::symlink_metadata(place).is_ok())
    }

    fn beside(&self, role: &str) -> PathBuf {
        let mut name = OsString::from(".");
        name.push(&self.name);
        name.push(".leitai-");
        name.push(role);
        self.parent.join(name)
    }

    /// Refuses a folder that is closed to writing, which the exchange for another one would not ask, and one with files
    /// in it that holds no site of this program.
    pub(super) fn check_contents(&self) -> Result<(), PublishError> {
        may_write(&self.folder).map_err(|source| PublishError::unwritten(&self.shown, source))?;
        let unread = |source| PublishError::unread(&self.shown, source);
        let is_unfinished = manifest::marks(&self.inner_stage()) || manifest::marks(&self.inner_aside());
        if is_unfinished || is_vacant(&self.folder).map_err(unread)? {
            return Ok(());
        }
        let shown = self.shown.display();
        let wrong = match Manifest::read(&self.folder).map_err(unread)? {
            Manifest::Known { .. } => return Ok(()),
            Manifest::Missing => format!("「{shown}」里已有文件，却不是本程序生成的网站"),
            Manifest::Unknown => format!("「{shown}」里的清单「{}」本程序读不懂", super::MANIFEST),
        };
        Err(PublishError::refused(&wrong, "请用 --output 换一个空文件夹，或者确认里面的文件都不再需要，清空以后再运行"))
    }

    /// Whether the output is a volume of its own, so that nothing beside it can take its place.
    pub(super) fn is_volume(&self) -> bool {
        !volume::is_same(&self.folder, &self.parent)
    }
}

/// Whether the system lets this program write to a folder, if it is there.
#[cfg(unix)]
fn may_write(folder: &Path) -> io::Result<()> {
    use rustix::fs::{Access, access};
    match access(folder, Access::WRITE_OK) {
        Err(source) if source != rustix::io::Errno::NOENT => Err(source.into()),
        _ => Ok(()),
    }
}

#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "a mark of folders says nothing there")]
fn may_write(_: &Path) -> io::Result<()> {
    Ok(())
}

/// Finds the real place of `output`, or says why the archive in `root` must not be published there.
pub(super) fn resolve(output: &Path, root: &Path) -> Result<Target, PublishError> {
    let folder = real_path(output).map_err(|source| unresolved(output, source))?;
    let root = real_path(root).map_err(|source| PublishError::unread(root, source))?;
    if let Some(wrong) = forbidden(&folder, &root) {
        return Err(PublishError::refused(&format!("「{}」{wrong}，网站不能写在这里", output.display()), CURE));
    }
    if let Some(site) = folder.ancestors().skip(1).find(|above| manifest::is_in(above)) {
        let wrong = format!("「{}」在另一个网站「{}」里，网站不能写在这里", output.display(), site.display());
        return Err(PublishError::refused(&wrong, CURE));
    }
    let (Some(parent), Some(name)) = (folder.parent(), folder.file_name()) else {
        return Err(PublishError::refused(&format!("「{}」是整个盘，网站不能写在这里", output.display()), CURE));
    };
    Ok(Target { shown: output.into(), parent: parent.into(), name: name.into(), folder })
}

/// Whether there is no folder or nothing in it.
pub(super) fn is_vacant(folder: &Path) -> io::Result<bool> {
    match fs::read_dir(folder) {
        Ok(mut entries) => Ok(entries.next().is_none()),
        Err(source) if source.kind() == io::ErrorKind::NotFound => Ok(true),
        Err(source) => Err(source),
    }
}

/// Whether a path is a folder, and no link to one.
pub(super) fn is_folder_itself(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|found| found.is_dir())
}

fn forbidden(folder: &Path, root: &Path) -> Option<String> {
    if folder == root {
        return Some("是档案的根文件夹".into());
    }
    if root.starts_with(folder) {
        return Some("里面是整个档案".into());
    }
    if let Some(home) = env::home_dir().and_then(|home| real_path(&home).ok())
        && home.starts_with(folder)
    {
        return Some(if home == folder { "是用户的主文件夹" } else { "里面有用户的主文件夹" }.into());
    }
    SOURCES.iter().find_map(|name| {
        let source = real_path(&root.join(name)).ok()?;
        let within = folder.starts_with(&source);
        (within && folder == source)
            .then(|| format!("是档案的「{name}」文件夹"))
            .or_else(|| within.then(|| format!("在档案的「{name}」文件夹里")))
            .or_else(|| source.starts_with(folder).then(|| format!("里面有档案的「{name}」文件夹")))
    })
}

fn unresolved(output: &Path, source: io::Error) -> PublishError {
    let shown = output.display();
    match source.kind() {
        io::ErrorKind::NotFound => PublishError::refused(
            &format!("「{shown}」经过的链接指向不存在的地方"),
            "请先建好链接所指的文件夹，或删去链接",
        ),
        io::ErrorKind::InvalidInput => PublishError::refused(&format!("「{shown}」不是文件夹的路径"), CURE),
        _ => PublishError::unread(output, source),
    }
}

/// The path without links and dots, in the spelling of the disk as far as it exists.
///
/// Goes part by part as the system does, so `link/..` is the folder that holds what the link points to.
fn real_path(path: &Path) -> io::Result<PathBuf> {
    let mut real = PathBuf::new();
    for part in std::path::absolute(path)?.components() {
        match part {
            Component::ParentDir => drop(real.pop()),
            Component::Normal(name) => real = step(&real, name)?,
            _ => real.push(part),
        }
    }
    Ok(real)
}

fn step(folder: &Path, name: &OsStr) -> io::Result<PathBuf> {
    let path = folder.join(name);
    match fs::symlink_metadata(&path) {
        Ok(_) => fs::canonicalize(path),
        Err(source) if source.kind() == io::ErrorKind::NotFound => Ok(path),
        Err(source) => Err(source),
    }
}
