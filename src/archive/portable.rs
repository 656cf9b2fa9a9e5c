//! Names of files that another system does not hold, or takes for each other.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::characters::is_unseen;
use crate::model::{Code, Diagnostic, Diagnostics, Place, SourcePath};
use crate::source::Sources;

/// Windows holds 260 characters, with the folder that the archive lies in.
const LONGEST: usize = 200;

/// Warns of the names below `content`; those that no system but this one holds were refused when they were read.
pub(super) fn check(diagnostics: &mut Diagnostics, sources: &Sources) {
    let mut folded: BTreeMap<String, &SourcePath> = BTreeMap::new();
    let mut folders = BTreeSet::new();
    for path in sources.paths().filter(|path| path.is_below("content")) {
        let length = path.as_str().chars().count();
        if length > LONGEST {
            let message = format!("文件的路径有 {length} 个字，超过 {LONGEST} 个，复制到别的电脑上可能打不开");
            let help = "请把文件名或文件夹的名字改短，或少套几层文件夹";
            diagnostics.report(Code::PathTooLong, Place::of_file(path), message, help);
        }
        report_unseen(diagnostics, path, &mut folders);
        // Of two articles the addresses are one, which is an error of its own.
        if path.extension() == "md" {
            continue;
        }
        let Some(first) = folded.insert(path.as_str().to_lowercase(), path) else { continue };
        let message = format!("和 {first} 只有大小写不同，在 Windows 上是同一个文件");
        let diagnostic = Diagnostic::new(Code::NamesCollide, Place::of_file(path), message, "请给其中一个改名");
        diagnostics.push(diagnostic.with_related(Place::of_file(first), "另一个是它"));
    }
}

/// Warns of a character that nobody sees in the name of a file, or in that of a folder, once.
fn report_unseen<'a>(diagnostics: &mut Diagnostics, path: &'a SourcePath, folders: &mut BTreeSet<&'a str>) {
    let text = path.as_str();
    let Some((at, c)) = text.char_indices().find(|(_, c)| is_unseen(*c)) else { return };
    let start = text[..at].rfind('/').map_or(0, |slash| slash + 1);
    let end = text[at..].find('/').map_or(text.len(), |length| at + length);
    if !folders.insert(&text[..end]) {
        return;
    }
    let what = if end < text.len() { "文件夹" } else { "文件" };
    let bare: String = text[start..end].chars().filter(|c| !is_unseen(*c)).collect();
    let message = format!("{what}名里有一个看不见的字符（U+{:04X}），链接和别的电脑可能找不到它", u32::from(c));
    let help = format!("请把{what}改名为「{bare}」：整个名字重新打一遍");
    diagnostics.report(Code::UnseenCharacter, Place::of_file(path), message, help);
}
