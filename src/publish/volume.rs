//! Whether folders lie on one volume. What is mounted counts as another, even where it comes from the same disk.

use std::fs;
use std::path::Path;

/// Whether both folders lie on one volume; true where the system does not say, as for a folder that is not there.
pub(super) fn is_same(one: &Path, other: &Path) -> bool {
    match (volume(one), volume(other)) {
        (Some(one), Some(other)) => one == other,
        _ => true,
    }
}

/// The device and the mount, where the kernel tells it (Linux 5.8).
#[cfg(target_os = "linux")]
fn volume(folder: &Path) -> Option<(u64, Option<u64>)> {
    use rustix::fs::{AtFlags, CWD, StatxFlags, statx};
    use std::os::unix::fs::MetadataExt;
    let device = fs::symlink_metadata(folder).ok()?.dev();
    let mount = statx(CWD, folder, AtFlags::SYMLINK_NOFOLLOW, StatxFlags::MNT_ID).ok();
    Some((device, mount.map(|found| found.stx_mnt_id)))
}

#[cfg(all(unix, not(target_os = "linux")))]
fn volume(folder: &Path) -> Option<u64> {
    use std::os::unix::fs::MetadataExt;
    Some(fs::symlink_metadata(folder).ok()?.dev())
}

/// Windows shows what is mounted in a folder as a link, which nothing here follows.
#[cfg(windows)]
fn volume(_: &Path) -> Option<()> {
    None
}
