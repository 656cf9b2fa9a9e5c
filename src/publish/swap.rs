//! Puts the finished stage in the place of the output, and tidies up after builds that were killed.

use std::path::Path;
use std::{fs, io};

use super::disk;
use super::error::PublishError;
use super::manifest;
use super::removal::{remove_tree, retire};
use super::target::{Target, is_vacant};

/// Undoes half a swap and removes what killed builds left beside the output. What stands in the stage's place was never
/// the output, so builds made all of it. A folder of the same name that no build made is refused. Tells whether the output
/// was missing.
pub(super) fn recover(target: &Target) -> Result<bool, PublishError> {
    let (stage, aside) = (target.stage(), target.aside());
    let unwritten = |path: &Path| {
        let shown = path.to_path_buf();
        move |source| PublishError::unwritten(&shown, source)
    };
    let mut was_missing = false;
    if manifest::marks(&aside) {
        if is_vacant(&target.folder).map_err(unwritten(&target.folder))? {
            was_missing = true;
            move_in(&aside, &target.folder).map_err(unwritten(&target.folder))?;
        } else if manifest::marks(&target.folder) {
            retire(target).map_err(unwritten(&aside))?;
        }
    } else if exists(&aside) {
        return Err(PublishError::occupied(&aside));
    }
    if manifest::marks(&stage) {
        remove_tree(&stage).map_err(unwritten(&stage))?;
    } else if exists(&stage) {
        return Err(PublishError::occupied(&stage));
    }
    Ok(was_missing)
}

/// Makes the stage the output. After that the old site, if there was one, stands aside.
pub(super) fn put_in_place(target: &Target, is_first: bool) -> Result<(), PublishError> {
    if is_first {
        // Fails where files have appeared in the meantime; they are not ours to drop.
        move_in(&target.stage(), &target.folder).map_err(|source| PublishError::unwritten(&target.shown, source))?;
    } else {
        exchange(target)?;
    }
    sync(&target.parent);
    Ok(())
}

fn exchange(target: &Target) -> Result<(), PublishError> {
    let (stage, aside, folder) = (target.stage(), target.aside(), &target.folder);
    let unwritten = |source| PublishError::unwritten(&target.shown, source);
    disk::rename(&stage, &aside).map_err(unwritten)?;
    let Err(source) = disk::exchange(&aside, folder) else { return Ok(()) };
    disk::rename(&aside, &stage).map_err(unwritten)?;
    if disk::is_unsupported(&source) { exchange_by_renaming(target) } else { Err(unwritten(source)) }
}

fn exists(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}

/// Takes the place of a folder that is missing or empty.
fn move_in(stage: &Path, folder: &Path) -> io::Result<()> {
    if cfg!(windows) {
        disk::remove_folder(folder)?;
    }
    disk::rename(stage, folder)
}

/// Exchanges in two steps. For a moment there is no output; a kill then is undone by [`recover`].
fn exchange_by_renaming(target: &Target) -> Result<(), PublishError> {
    let (stage, aside, folder) = (target.stage(), target.aside(), &target.folder);
    disk::rename(folder, &aside).map_err(|source| PublishError::unwritten(&target.shown, source))?;
    if let Err(source) = disk::rename(&stage, folder) {
        return Err(match disk::rename(&aside, folder) {
            Ok(()) => PublishError::unwritten(&target.shown, source),
            Err(_) => left_aside(target, source),
        });
    }
    Ok(())
}

fn left_aside(target: &Target, source: io::Error) -> PublishError {
    let (shown, aside) = (target.shown.display(), target.aside());
    PublishError::Machine {
        message: format!("新网站没能换进「{shown}」。原来的网站完整地放在「{}」", aside.display()),
        help: "请再运行一次，本程序会先把原来的网站放回去".into(),
        source: Some(source),
    }
}

/// Makes the swap outlive a power cut where the system can. The new site is in place by now, so a failure here is
/// nothing to report.
fn sync(folder: &Path) {
    drop(fs::File::open(folder).and_then(|opened| opened.sync_all()));
}

#[cfg(test)]
mod tests {
    //! The way of disks and systems that cannot exchange folders, which no test can bring about from outside.

    use super::*;
    use crate::publish::target;

    #[test]
    fn two_renames_put_the_new_site_in_place_and_the_old_one_aside() -> Result<(), Box<dyn std::error::Error>> {
        let root = tempfile::tempdir()?;
        let target = target::resolve(&root.path().join("output"), root.path())?;
        for (folder, text) in [(target.folder.clone(), "old"), (target.stage(), "new")] {
            fs::create_dir(&folder)?;
            fs::write(folder.join("a"), text)?;
        }
        exchange_by_renaming(&target)?;
        assert_eq!(fs::read_to_string(target.folder.join("a"))?, "new");
        assert_eq!(fs::read_to_string(target.aside().join("a"))?, "old");
        assert!(!exists(&target.stage()));
        Ok(())
    }

    #[test]
    fn a_second_rename_that_fails_puts_the_old_site_back() -> Result<(), Box<dyn std::error::Error>> {
        let root = tempfile::tempdir()?;
        let target = target::resolve(&root.path().join("output"), root.path())?;
        fs::create_dir(&target.folder)?;
        fs::write(target.folder.join("a"), "old")?;
        assert!(exchange_by_renaming(&target).is_err());
        assert_eq!(fs::read_to_string(target.folder.join("a"))?, "old");
        assert!(!exists(&target.aside()));
        Ok(())
    }
}
