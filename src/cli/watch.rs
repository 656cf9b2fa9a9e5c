//! `build --watch`, `check --watch`: the same work again after every change, until the process is ended.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::console::shown;
use super::{Console, Exit, build};
use crate::serve::Watcher;

/// How many changed files are named.
const NAMED: usize = 3;

/// Does the work, and again after every change; where it was typed wrongly, once.
pub(super) fn watch(
    console: &mut Console,
    root: &Path,
    polls: bool,
    mut work: impl FnMut(&mut Console) -> Exit,
) -> Exit {
    if let Err(message) = build::require_archive(root) {
        return build::refuse(console, &message);
    }
    // Watched first and worked then, so that no change falls between.
    let mut watcher = match watcher(root, polls) {
        Ok(watcher) => watcher,
        Err(message) => {
            console.tell(&message);
            return Exit::Machine;
        }
    };
    if work(console) == Exit::Usage {
        return Exit::Usage;
    }
    console.tell("等着文件的变化；按 Ctrl-C 结束\n");
    loop {
        let changed = watcher.wait();
        console.tell(&format!("{}\n", changes(&changed)));
        work(console);
    }
}

/// Watches an archive; the error is what to tell.
pub(super) fn watcher(root: &Path, polls: bool) -> Result<Watcher, String> {
    Watcher::new(root, polls)
        .map_err(|error| format!("没有开始：不能得知文件的变化（{error}）\n处理：请加上 --poll 再试\n"))
}

/// What changed, before what came of it.
pub(super) fn changes(changed: &BTreeSet<PathBuf>) -> String {
    let names: Vec<String> = changed.iter().take(NAMED).map(|path| shown(path)).collect();
    let more = if changed.len() > NAMED { format!(" 等 {} 个文件", changed.len()) } else { String::new() };
    if names.is_empty() {
        return "再看一遍新文件夹：".to_owned();
    }
    format!("改了 {}{more}：", names.join("、"))
}
