//! Links to files that are not there: what was most likely meant.

use std::collections::{BTreeMap, BTreeSet};

use unicode_normalization::UnicodeNormalization;

use super::library::{Library, Wanted};
use crate::model::{Code, Diagnostic, Diagnostics, SourcePath, nearest};
use crate::source::Sources;

/// The files below `content`, by everything that a mistaken link may still have right.
#[derive(Default)]
pub(super) struct Names<'a> {
    /// By the whole path [`folded`]; the first of those that differ in nothing else.
    folded: BTreeMap<String, &'a SourcePath>,
    folders: BTreeSet<&'a str>,
    /// By the file's name, in any folder; the first of several.
    files: BTreeMap<&'a str, &'a SourcePath>,
    /// By the whole path without the extension, in lower case; the first of several, and no articles.
    bare: BTreeMap<String, &'a SourcePath>,
    /// By folder and extension.
    neighbours: BTreeMap<(&'a str, String), Vec<&'a SourcePath>>,
    /// By extension.
    kinds: BTreeMap<String, Vec<&'a SourcePath>>,
}

impl<'a> Names<'a> {
    pub(super) fn new(sources: &'a Sources) -> Self {
        let mut names = Self::default();
        for path in sources.paths().filter(|path| path.is_below("content")) {
            names.folded.entry(folded(path.as_str())).or_insert(path);
            names.files.entry(path.file_name()).or_insert(path);
            if path.extension() != "md" {
                names.bare.entry(without_extension(path).to_lowercase()).or_insert(path);
            }
            names.neighbours.entry((path.folder(), path.extension())).or_default().push(path);
            names.kinds.entry(path.extension()).or_default().push(path);
            let mut folder = path.folder();
            while names.folders.insert(folder) {
                folder = folder.rsplit_once('/').map_or("", |(above, _)| above);
            }
        }
        names
    }
}

impl Library<'_> {
    /// Says that a file is not there, and what to write instead as far as that can be told.
    pub(super) fn report_missing(
        &mut self,
        diagnostics: &mut Diagnostics,
        from: &SourcePath,
        path: &SourcePath,
        wanted: &Wanted<'_>,
    ) {
        let Wanted { text, place, what, .. } = wanted;
        if let Some(meant) = self.literal(from, wanted) {
            let message = format!("找不到{what}「{}」", wanted.readable());
            let help = format!("文件名里有 %、#、? 的，链接里要写成 %25、%23、%3F：{meant}");
            let edit = wanted.edit(meant);
            let code = if *what == "文章" { Code::BrokenLink } else { Code::MissingFile };
            diagnostics.push(Diagnostic::new(code, place.clone(), message, help).with_edit(edit));
            return;
        }
        let of_other_case = self.names().folded.get(&folded(path.as_str()));
        if let Some(known) = of_other_case.filter(|known| known.as_str().to_lowercase() == path.as_str().to_lowercase())
        {
            let message = format!("「{}」和文件名的大小写不一样，在别的电脑上会打不开", wanted.readable());
            // A heading may be named behind the file; a cover is written as it is.
            let end = text.find(['?', '#']).filter(|_| *text != wanted.path).unwrap_or(text.len());
            let meant = relative(from, known);
            let meant = if *what == "封面图片" { meant } else { in_link(&meant, &text[..end]) } + &text[end..];
            let help = format!("请改成「{meant}」");
            let edit = wanted.edit(meant);
            diagnostics.push(Diagnostic::new(Code::PathCase, place.clone(), message, help).with_edit(edit));
            return;
        }
        if self.names().folders.contains(path.as_str()) {
            let message = format!("「{}」是一个文件夹，链接要指到文件", wanted.readable());
            diagnostics.report(Code::BrokenLink, place.clone(), message, "请写到文件名为止，例如 ../pages/about.md");
            return;
        }
        let (is_page, help) = match self.page_cure(from, path, wanted) {
            Some(help) => (true, help),
            None => (false, self.file_cure(from, path, wanted)),
        };
        let code = if is_page || *what == "文章" { Code::BrokenLink } else { Code::MissingFile };
        diagnostics.report(code, place.clone(), format!("找不到{what}「{}」", wanted.readable()), help);
    }

    /// What to write where a page is meant, not a file.
    fn page_cure(&self, from: &SourcePath, path: &SourcePath, wanted: &Wanted<'_>) -> Option<String> {
        if wanted.text.contains("：//") {
            return Some(format!("网址里的冒号要用半角：{}", wanted.text.replace('：', ":")));
        }
        if wanted.text.starts_with("www.") {
            return Some(format!("网址要写完整，例如 https://{}", wanted.text));
        }
        // Whoever links to the page of today means the document that it is made of.
        let bare = path.as_str().strip_suffix(".html").unwrap_or(path.as_str());
        let document = SourcePath::new(&format!("{bare}.md")).ok()?;
        let is_meant = wanted.what != "图片" && document.is_below("content") && self.sources.contains(&document);
        let shown = is_meant.then(|| relative(from, &document))?;
        Some(format!("请改成「{shown}」：链接写文章的文件名，生成时会换成网页的网址"))
    }

    /// How a link names the file that is called as it is written: `a#b.jpg`, or with `%20` in it, as browsers save some,
    /// which stands for another one in a link.
    pub(super) fn literal(&self, from: &SourcePath, wanted: &Wanted<'_>) -> Option<String> {
        let is_literal = wanted.text != wanted.path && wanted.text.contains(['%', '#', '?']);
        let literal = from.resolve(wanted.text).ok().filter(|_| is_literal)?;
        self.sources.contains(&literal).then(|| in_link(wanted.text, wanted.text))
    }

    fn file_cure(&mut self, from: &SourcePath, path: &SourcePath, wanted: &Wanted<'_>) -> String {
        let is_cut = wanted.text.split_once('#').is_some_and(|(name, end)| !name.contains('.') && end.contains('.'));
        let cut = "# 后面的字会当作页面里的位置：文件名里有 # 的，请给文件改名，或者在链接里写成 %23";
        self.nearest_file(path).map_or_else(
            || if is_cut { cut } else { "请核对路径：它从这篇文章所在的文件夹算起" }.to_owned(),
            |near| format!("是不是「{}」？", relative(from, &near)),
        )
    }

    /// The file whose path differs in case and width only; one of the same name in another folder; else the one of the
    /// likest name, of equal ones one in the same folder.
    fn nearest_file(&mut self, path: &SourcePath) -> Option<SourcePath> {
        let names = self.names();
        if let Some(alike) = names.folded.get(&folded(path.as_str())) {
            return Some((*alike).clone());
        }
        if let Some(same_name) = names.files.get(path.file_name()) {
            return Some((*same_name).clone());
        }
        let of_other_kind = [without_extension(path), path.as_str()].map(|bare| names.bare.get(&bare.to_lowercase()));
        if let Some(known) = of_other_kind.into_iter().flatten().next() {
            return Some((*known).clone());
        }
        let same_kind = names.kinds.get(&path.extension())?.len();
        let in_folder = names.neighbours.get(&(path.folder(), path.extension())).map_or(0, Vec::len);
        if !self.affords(in_folder + same_kind) {
            return None;
        }
        let names = self.names();
        let in_folder = names.neighbours.get(&(path.folder(), path.extension())).into_iter();
        let among = || in_folder.clone().chain(names.kinds.get(&path.extension())).flatten();
        let near = nearest(path.file_name(), among().map(|known| known.file_name()))?;
        among().find(|known| known.file_name() == near).map(|known| (*known).clone())
    }
}

/// A path without the differences of case and width: `Ａ（1）．JPG` is `a(1).jpg`.
fn folded(path: &str) -> String {
    path.nfkc().collect::<String>().to_lowercase()
}

fn without_extension(path: &SourcePath) -> &str {
    let end = path.as_str().len() - path.file_name().len() + path.stem().len();
    &path.as_str()[..end]
}

/// A path as a link has it, without the marks that mean something else there; what is in `written` may be.
fn in_link(path: &str, written: &str) -> String {
    let is_own = |c| matches!(c, '%' | '#' | '?') || " ()<>".contains(c) && !written.contains(c);
    path.chars().map(|c| if is_own(c) { format!("%{:02X}", u32::from(c)) } else { c.to_string() }).collect()
}

/// How a file in the folder of `from` writes the path of another.
fn relative(from: &SourcePath, to: &SourcePath) -> String {
    let own: Vec<&str> = from.folder().split('/').collect();
    let other: Vec<&str> = to.as_str().split('/').collect();
    let shared = own.iter().zip(&other).take_while(|(a, b)| a == b).count();
    format!("{}{}", "../".repeat(own.len() - shared), other[shared..].join("/"))
}
