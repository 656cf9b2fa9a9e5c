//! Every operation of a publication that changes the disk, each in one place, so that the trials can make any of them
//! fail.

use std::fs::{self, File, FileTimes, Permissions};
use std::io::{self, Write};
use std::path::Path;

#[cfg(test)]
use super::trials::allow;
use crate::source::allow_size;

/// Whether an operation is to be done.
#[cfg(not(test))]
#[expect(clippy::unnecessary_wraps, reason = "a trial says no")]
fn allow(_: &str, _: &Path) -> io::Result<()> {
    Ok(())
}

/// Writes a file that is not there yet.
pub(super) fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    allow("write", path)?;
    allow_size(bytes.len())?;
    let mut file = File::create_new(path)?;
    // A disk becomes full in the middle.
    allow("write", path).inspect_err(|_| drop(file.write_all(&bytes[..bytes.len() / 2])))?;
    file.write_all(bytes)
}

/// Makes a file outlive a power cut; where the system can, all that was written to its volume so far.
pub(super) fn sync(path: &Path) -> io::Result<()> {
    allow("sync", path)?;
    let file = open_to_sync(path)?;
    match sync_volume(&file) {
        Err(source) if is_unsupported(&source) => file.sync_all(),
        outcome => outcome,
    }
}

/// Makes a file outlive a power cut.
pub(super) fn sync_file(path: &Path) -> io::Result<()> {
    allow("sync_file", path)?;
    open_to_sync(path)?.sync_all()
}

/// Windows writes out only what could be written to.
fn open_to_sync(path: &Path) -> io::Result<File> {
    File::options().read(true).write(cfg!(windows)).open(path)
}

#[cfg(target_os = "linux")]
fn sync_volume(file: &File) -> io::Result<()> {
    Ok(rustix::fs::syncfs(file)?)
}

#[cfg(not(target_os = "linux"))]
fn sync_volume(_: &File) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Copies bytes, mode and time to where there is no file yet.
pub(super) fn copy(old: &Path, new: &Path) -> io::Result<()> {
    allow("copy", new)?;
    let mut from = File::open(old)?;
    let found = from.metadata()?;
    allow_size(usize::try_from(found.len()).unwrap_or(usize::MAX))?;
    let mut to = File::create_new(new)?;
    io::copy(&mut from, &mut to)?;
    to.set_times(FileTimes::new().set_modified(found.modified()?))?;
    to.set_permissions(found.permissions())
}

/// Copies a symbolic link.
pub(super) fn copy_link(old: &Path, new: &Path) -> io::Result<()> {
    allow("copy_link", new)?;
    link(old, &fs::read_link(old)?, new)
}

#[cfg(unix)]
fn link(_: &Path, points_to: &Path, new: &Path) -> io::Result<()> {
    std::os::unix::fs::symlink(points_to, new)
}

#[cfg(windows)]
fn link(old: &Path, points_to: &Path, new: &Path) -> io::Result<()> {
    if fs::metadata(old).is_ok_and(|found| found.is_dir()) {
        std::os::windows::fs::symlink_dir(points_to, new)
    } else {
        std::os::windows::fs::symlink_file(points_to, new)
    }
}

/// Gives a file a second name.
pub(super) fn hard_link(old: &Path, new: &Path) -> io::Result<()> {
    allow("hard_link", new)?;
    fs::hard_link(old, new)
}

/// Makes a folder in one that is there.
pub(super) fn create_folder(path: &Path) -> io::Result<()> {
    allow("create_folder", path)?;
    fs::create_dir(path)
}

/// Makes a folder and those that hold it, as far as they are not there.
pub(super) fn create_folders(path: &Path) -> io::Result<()> {
    allow("create_folders", path)?;
    fs::create_dir_all(path)
}

/// Sets what everybody may do with a folder.
pub(super) fn set_permissions(path: &Path, permissions: Permissions) -> io::Result<()> {
    allow("set_permissions", path)?;
    fs::set_permissions(path, permissions)
}

/// Sets whose a folder is.
#[cfg(unix)]
pub(super) fn set_owner(path: &Path, user: u32, group: u32) -> io::Result<()> {
    allow("set_owner", path)?;
    std::os::unix::fs::chown(path, Some(user), Some(group))
}

/// Gives a file or folder another name; a file takes the place of one that has it.
pub(super) fn rename(old: &Path, new: &Path) -> io::Result<()> {
    allow("rename", new)?;
    fs::rename(old, new)
}

/// Gives a file or folder a name that nothing has; where the disk's format knows no such step, that is looked up first.
pub(super) fn move_new(old: &Path, new: &Path) -> io::Result<()> {
    allow("move_new", new)?;
    match rename_new(old, new) {
        Err(source) if is_unsupported(&source) => match fs::symlink_metadata(new) {
            Ok(_) => Err(io::ErrorKind::AlreadyExists.into()),
            Err(_) => fs::rename(old, new),
        },
        outcome => outcome,
    }
}

#[cfg(target_os = "linux")]
fn rename_new(old: &Path, new: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, old, CWD, new, RenameFlags::NOREPLACE)?)
}

#[cfg(not(target_os = "linux"))]
fn rename_new(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// What the system says of a step that it (`ENOSYS`) or the disk's format (`EINVAL`) does not know.
pub(super) fn is_unsupported(source: &io::Error) -> bool {
    matches!(source.kind(), io::ErrorKind::Unsupported | io::ErrorKind::InvalidInput)
}

/// Exchanges two folders in one step, where the system and the disk's format can.
#[cfg(target_os = "linux")]
pub(super) fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    allow("exchange", other)?;
    Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?)
}

#[cfg(not(target_os = "linux"))]
pub(super) fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Removes a file or link, if it is there.
pub(super) fn remove_file(path: &Path) -> io::Result<()> {
    allow("remove_file", path)?;
    fs::remove_file(path).or_else(unless_missing)
}

/// Removes an empty folder, if it is there.
pub(super) fn remove_folder(path: &Path) -> io::Result<()> {
    allow("remove_folder", path)?;
    fs::remove_dir(path).or_else(unless_missing)
}

fn unless_missing(source: io::Error) -> io::Result<()> {
    if source.kind() == io::ErrorKind::NotFound { Ok(()) } else { Err(source) }
}
