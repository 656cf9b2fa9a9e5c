//! The files that links may name; enter at [`Library::find`].

use std::cell::OnceCell;
use std::collections::BTreeMap;

use super::missing::Names;
use crate::archive::files::{Verdict, verdict};
use crate::model::{Code, Diagnostic, Diagnostics, Edit, PathFault, Place, SourcePath};
use crate::source::Sources;

/// How many names are compared in a run to say which one was most likely meant. A comparison takes microseconds; an
/// archive whose links are all broken needs no suggestion for each.
const MAX_COMPARISONS: usize = 100_000;

/// The files of an archive, with what was found out about them while links are checked.
pub(in crate::archive) struct Library<'a> {
    pub(super) sources: &'a Sources,
    /// Made when the first link leads nowhere.
    names: OnceCell<Names<'a>>,
    /// Whether each file that was linked to may be published.
    verdicts: BTreeMap<SourcePath, Verdict>,
    comparisons_left: usize,
}

/// A file that is linked to.
pub(super) struct Wanted<'a> {
    /// As written.
    pub(super) text: &'a str,
    /// Decoded.
    pub(super) path: &'a str,
    pub(super) place: Place,
    pub(super) what: &'static str,
}

impl Wanted<'_> {
    /// Whether it is shown as a picture, not only linked to.
    fn is_shown(&self) -> bool {
        matches!(self.what, "图片" | "封面图片")
    }

    /// Writes something else instead, where the file has it as it is here.
    pub(super) fn edit(&self, meant: String) -> Option<Edit> {
        let Place { source, span } = &self.place;
        (source.slice(*span) == self.text).then(|| Edit::new(span.start, span.end, meant))
    }

    /// What is shown of it: the name that escapes such as `%E7%85%A7` stand for.
    pub(super) fn readable(&self) -> &str {
        if self.text.contains('%') { self.path } else { self.text }
    }
}

impl<'a> Library<'a> {
    pub(in crate::archive) fn new(sources: &'a Sources) -> Self {
        let (names, verdicts) = (OnceCell::new(), BTreeMap::new());
        Self { sources, names, verdicts, comparisons_left: MAX_COMPARISONS }
    }

    pub(super) fn names(&self) -> &Names<'a> {
        self.names.get_or_init(|| Names::new(self.sources))
    }

    /// Whether so many names may still be compared in this run; if so, they count as compared.
    pub(super) fn affords(&mut self, comparisons: usize) -> bool {
        let left = self.comparisons_left.checked_sub(comparisons);
        self.comparisons_left = left.unwrap_or(self.comparisons_left);
        left.is_some()
    }

    /// The file that a document links to; `None` where it cannot be published, which is reported.
    pub(super) fn find(
        &mut self,
        diagnostics: &mut Diagnostics,
        from: &SourcePath,
        wanted: &Wanted<'_>,
    ) -> Option<SourcePath> {
        if let Err(PathFault::Forbidden) = from.resolve(wanted.path)
            && let Ok(path) = from.resolve(wanted.text)
            && self.literal(from, wanted).is_some()
        {
            self.report_missing(diagnostics, from, &path, wanted);
            return None;
        }
        let path = resolve(diagnostics, from, wanted)?;
        if self.sources.refused().contains(&path) {
            return None;
        }
        if !self.sources.contains(&path) {
            self.report_missing(diagnostics, from, &path, wanted);
            return None;
        }
        let verdict = self.verdict(&path);
        if let Verdict::Tamable { loses_words, .. } = verdict
            && wanted.is_shown()
        {
            let (what, help) = if loses_words {
                (
                    "有些文字是网页片段，发布的图里没有这些字",
                    "请导出为 PNG；draw.io 里也可以选中全部，在“文本”里取消“格式化文本”和“自动换行”，再导出",
                )
            } else {
                (
                    "有脚本、网页片段，或要从别的网站取内容；发布的图里去掉了",
                    "请打开网页看看图还全不全；缺了的，请另存为普通的 SVG，或者导出为 PNG",
                )
            };
            let message = format!("「{}」里{what}", wanted.readable());
            diagnostics.report(Code::DrawingTamed, wanted.place.clone(), message, help);
        } else if let Verdict::Tamable { reason, .. } | Verdict::Unsafe(reason) = verdict {
            let message = format!("「{}」不能发布：{reason}", wanted.readable());
            let help = "请换成 pdf、docx、xlsx、图片等文件，或压缩成 zip";
            diagnostics.report(Code::UnsafeAttachment, wanted.place.clone(), message, help);
            return None;
        }
        Some(path)
    }

    /// Whether a file may be published; it is read once, however often it is linked to.
    fn verdict(&mut self, path: &SourcePath) -> Verdict {
        if let Some(known) = self.verdicts.get(path) {
            return *known;
        }
        let verdict = verdict(self.sources, path);
        self.verdicts.insert(path.clone(), verdict);
        verdict
    }
}

/// The path in `content` that a link means; `None` where it leaves the archive, which is reported.
fn resolve(diagnostics: &mut Diagnostics, from: &SourcePath, wanted: &Wanted<'_>) -> Option<SourcePath> {
    let place = wanted.place.clone();
    match from.resolve(wanted.path) {
        Ok(path) if path.is_below("content") => return Some(path),
        Ok(_) => report_fault(diagnostics, PathFault::Outside, wanted.text, place),
        Err(_) if wanted.path.contains("://") => {
            let message = format!("「{}」是网址，{}要用档案里的文件", wanted.text, wanted.what);
            let help = "请把图片存到文章旁边，写相对路径，例如 images/照片.jpg";
            diagnostics.report(Code::LinkOutside, place, message, help);
        }
        Err(fault) => report_fault(diagnostics, fault, wanted.text, place),
    }
    None
}

pub(super) fn report_fault(diagnostics: &mut Diagnostics, fault: PathFault, text: &str, place: Place) {
    let message = match fault {
        PathFault::Outside => format!("「{text}」在 content 文件夹以外"),
        PathFault::Absolute => format!("「{text}」是绝对路径，换一台电脑就找不到"),
        PathFault::Forbidden => format!("「{text}」含有文件名不能用的字符，或是系统保留的名字"),
        PathFault::Empty => format!("「{text}」不是一个文件"),
    };
    if fault == PathFault::Forbidden && text.contains('\\') && !text.contains(':') {
        let meant = text.replace('\\', "/");
        let help = format!("分隔符请用正斜杠：{meant}");
        let is_plain = place.source.slice(place.span) == text;
        let edit = is_plain.then(|| Edit::new(place.span.start, place.span.end, meant));
        diagnostics.push(Diagnostic::new(Code::LinkOutside, place, message, help).with_edit(edit));
        return;
    }
    let help = "请把文件放在文章旁边，写相对路径，例如 images/照片.jpg；分隔符用正斜杠 /";
    diagnostics.report(Code::LinkOutside, place, message, help);
}
