//! `init`: a small archive that builds.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use include_dir::{Dir, include_dir};

use super::args::InitArgs;
use super::{Console, Exit};
use crate::source::{cure, reason};

static STARTER: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/cli/starter");

/// Writes the starter archive; files that are there already stay as they are.
pub(super) fn run(console: &mut Console, root: &Path, args: &InitArgs) -> Exit {
    let target = args.dir.as_ref().map_or_else(|| root.to_path_buf(), |dir| root.join(dir));
    if target.join("content").exists() {
        console.tell(&format!("{} 里已经有 content 文件夹，什么都没有改动\n", target.display()));
        return Exit::Usage;
    }
    let mut files = Vec::new();
    collect(&STARTER, &mut files);
    for (number, (path, bytes)) in files.iter().enumerate() {
        if let Err(error) = write_new(&target.join(path), bytes) {
            take_back(&target, &files[..number]);
            let (reason, cure) = (reason(&error), cure(&error));
            console.tell(&format!("没有新建：{} 写不进去（{reason}）\n处理：{cure}\n", target.join(path).display()));
            return Exit::Machine;
        }
        console.print(&format!("{}\n", target.join(path).display()));
    }
    let place = args.dir.as_ref().map_or_else(String::new, |dir| format!("进入 {}，", dir.display()));
    console.tell(&format!("新建了一份小档案。下一步：{place}运行 leitai build\n"));
    Exit::Done
}

fn collect<'a>(folder: &'a Dir<'a>, files: &mut Vec<(PathBuf, &'a [u8])>) {
    files.extend(folder.files().map(|file| (file.path().to_path_buf(), file.contents())));
    folder.dirs().for_each(|inner| collect(inner, files));
    files.sort();
}

/// Takes back what was written, so that the next try finds no half archive; of its folders those that are empty then.
fn take_back(target: &Path, written: &[(PathBuf, &[u8])]) {
    for (path, _) in written {
        let _ = fs::remove_file(target.join(path));
    }
    let mut folders = Vec::new();
    collect_folders(&STARTER, &mut folders);
    for folder in folders.iter().rev() {
        let _ = fs::remove_dir(target.join(folder));
    }
}

/// A folder before those in it.
fn collect_folders<'a>(folder: &'a Dir<'a>, folders: &mut Vec<&'a Path>) {
    for inner in folder.dirs() {
        folders.push(inner.path());
        collect_folders(inner, folders);
    }
}

/// Writes a file that must not be there yet; nothing of it stays where that fails.
pub(super) fn write_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
    file.write_all(bytes).inspect_err(|_| drop(fs::remove_file(path)))
}
