//! Where links in the write-ups lead, and which files they bring along.

use std::collections::{BTreeMap, BTreeSet};

use super::files::{FileNames, unsafe_reason};
use crate::document::Article;
use crate::markdown::{Link, LinkKind, Target};
use crate::model::{Code, Diagnostics, PathFault, Place, Route, SourcePath, Written, nearest};
use crate::source::Sources;

/// Every address that a write-up can link to.
#[derive(Debug, Default)]
pub struct LinkIndex {
    pages: BTreeMap<SourcePath, LinkedPage>,
    /// Documents that could not be read: they exist, and are reported themselves.
    unread: BTreeSet<SourcePath>,
    /// The files that each document brings along, with the address each gets.
    files: BTreeMap<SourcePath, FileNames>,
}

#[derive(Debug)]
struct LinkedPage {
    /// Its address; none where it is not published.
    route: Option<Route>,
    /// The ids of its headings.
    headings: BTreeSet<String>,
}

impl LinkIndex {
    /// Adds a document; without a route it exists, but is not published.
    pub(super) fn add_page(&mut self, article: &Article, route: Option<Route>) {
        let headings = article.markdown.headings().iter().map(|heading| heading.id.clone()).collect();
        self.pages.insert(article.source.path.clone(), LinkedPage { route, headings });
    }

    /// Adds a document that could not be read.
    pub(super) fn add_unread(&mut self, path: &SourcePath) {
        self.unread.insert(path.clone());
    }

    /// The document whose page has this address, whatever the case of its letters.
    pub(super) fn owner(&self, folded: &str) -> Option<&SourcePath> {
        let has_it = |page: &LinkedPage| page.route.as_ref().is_some_and(|route| route.folded() == folded);
        self.pages.iter().find(|(_, page)| has_it(page)).map(|(path, _)| path)
    }

    /// Whether a document has its page at this address.
    pub fn has_page(&self, route: &Route) -> bool {
        self.pages.values().any(|page| page.route.as_ref() == Some(route))
    }

    /// Checks every link of a document; files it brings along get their addresses.
    pub(super) fn check(
        &mut self,
        diagnostics: &mut Diagnostics,
        sources: &Sources,
        article: &Article,
        cover: Option<&Written<String>>,
    ) {
        let from = &article.source.path;
        let Some(page) = self.pages.get(from) else { return };
        let mut names = FileNames::new(page.route.clone());
        if let Some(cover) = cover {
            let wanted =
                Wanted { text: &cover.value, path: &cover.value, place: cover.place.clone(), what: "封面图片" };
            if let Some(file) = find_file(diagnostics, sources, from, &wanted) {
                names.add(file);
            }
        }
        for link in article.markdown.links() {
            let place = Place::new(&article.source, link.span);
            if let Some(file) = self.check_link(diagnostics, sources, from, link, place) {
                names.add(file);
            }
        }
        self.files.insert(from.clone(), names);
    }

    /// Checks one link; gives the file that it brings along.
    fn check_link(
        &self,
        diagnostics: &mut Diagnostics,
        sources: &Sources,
        from: &SourcePath,
        link: &Link,
        place: Place,
    ) -> Option<SourcePath> {
        if link.path.is_empty() {
            self.check_anchor(diagnostics, from, link, place);
            return None;
        }
        let what = if link.kind == LinkKind::Image { "图片" } else { "文件" };
        let is_article = link.kind == LinkKind::Link && link.path.to_lowercase().ends_with(".md");
        if !is_article {
            let wanted = Wanted { text: &link.href, path: &link.path, place, what };
            return find_file(diagnostics, sources, from, &wanted);
        }
        match from.resolve(&link.path) {
            Err(fault) => report_fault(diagnostics, fault, &link.href, place),
            Ok(path) if self.pages.contains_key(&path) => {
                if self.pages[&path].route.is_none() && self.pages[from].route.is_some() {
                    let message = format!("链接到的 {path} 目前不公开，读者看到的只是文字");
                    let help = "等它公开以后，链接会自动生效；不需要的话请删去";
                    diagnostics.report(Code::UnpublishedLink, place.clone(), message, help);
                }
                self.check_anchor(diagnostics, &path, link, place);
            }
            Ok(path) if self.unread.contains(&path) => {}
            Ok(path) => report_missing(diagnostics, sources, from, &path, &link.href, place, "文章"),
        }
        None
    }

    fn check_anchor(&self, diagnostics: &mut Diagnostics, target: &SourcePath, link: &Link, place: Place) {
        let Some(fragment) = link.fragment.as_deref().filter(|fragment| !fragment.is_empty()) else {
            if link.path.is_empty() {
                diagnostics.report(
                    Code::BrokenLink,
                    place,
                    "链接没有写地址",
                    "请在圆括号里写上地址，或去掉方括号和圆括号",
                );
            }
            return;
        };
        let Some(page) = self.pages.get(target).filter(|page| !page.headings.contains(fragment)) else { return };
        let help = match nearest(fragment, page.headings.iter().map(String::as_str)) {
            Some(near) => format!("是不是「#{near}」？"),
            None => {
                let all: Vec<&str> = page.headings.iter().take(12).map(String::as_str).collect();
                format!("那里的标题有：{}", all.join("、"))
            }
        };
        diagnostics.report(Code::BrokenAnchor, place, format!("{target} 里没有标题「{fragment}」"), help);
    }

    /// Where a link of the document at `from`, shown on the page at `at`, leads.
    pub fn target(&self, from: &SourcePath, at: &Route, link: &Link) -> Target {
        let fragment = link.fragment.as_ref().map_or(String::new(), |fragment| format!("#{fragment}"));
        if link.path.is_empty() {
            return if fragment.is_empty() { Target::TextOnly } else { Target::Address(fragment) };
        }
        let Ok(path) = from.resolve(&link.path) else { return Target::TextOnly };
        if let Some(page) = self.pages.get(&path).filter(|_| link.kind == LinkKind::Link) {
            let route = page.route.as_ref();
            return route.map_or(Target::TextOnly, |route| Target::Address(at.link_to(route) + &fragment));
        }
        match self.file(from, &path) {
            None => Target::TextOnly,
            Some(route) if link.kind == LinkKind::Image => Target::Image { address: at.link_to(route), size: None },
            Some(route) => Target::Address(at.link_to(route)),
        }
    }

    /// Where a file that a document brings along is published.
    pub fn file(&self, document: &SourcePath, file: &SourcePath) -> Option<&Route> {
        self.files.get(document)?.route(file)
    }

    /// All files that are published, each with its address.
    pub fn files(&self) -> impl Iterator<Item = (&SourcePath, &Route)> {
        self.files.values().flat_map(FileNames::iter)
    }
}

/// The file that a text in a document's front matter names.
pub(super) fn resolve_path(article: &Article, text: &str) -> Option<SourcePath> {
    article.source.path.resolve(text).ok()
}

/// A file that is linked to.
struct Wanted<'a> {
    /// As written.
    text: &'a str,
    /// Decoded.
    path: &'a str,
    place: Place,
    what: &'static str,
}

fn find_file(
    diagnostics: &mut Diagnostics,
    sources: &Sources,
    from: &SourcePath,
    wanted: &Wanted<'_>,
) -> Option<SourcePath> {
    let place = wanted.place.clone();
    let path = match from.resolve(wanted.path) {
        Ok(path) if path.is_below("content") => path,
        Ok(_) => {
            report_fault(diagnostics, PathFault::Outside, wanted.text, place);
            return None;
        }
        Err(_) if wanted.path.contains("://") => {
            let message = format!("「{}」是网址，{}要用档案里的文件", wanted.text, wanted.what);
            let help = "请把图片存到文章旁边，写相对路径，例如 images/照片.jpg";
            diagnostics.report(Code::LinkOutside, place, message, help);
            return None;
        }
        Err(fault) => {
            report_fault(diagnostics, fault, wanted.text, place);
            return None;
        }
    };
    if sources.refused().contains(&path) {
        return None;
    }
    if !sources.contains(&path) {
        report_missing(diagnostics, sources, from, &path, wanted.text, place, wanted.what);
        return None;
    }
    if let Some(reason) = unsafe_reason(sources, &path) {
        let help = "请换成 pdf、docx、xlsx、图片等文件，或压缩成 zip";
        diagnostics.report(Code::UnsafeAttachment, place, format!("「{}」不能发布：{reason}", wanted.text), help);
        return None;
    }
    Some(path)
}

fn report_fault(diagnostics: &mut Diagnostics, fault: PathFault, text: &str, place: Place) {
    let message = match fault {
        PathFault::Outside => format!("「{text}」在 content 文件夹以外"),
        PathFault::Absolute => format!("「{text}」是绝对路径，换一台电脑就找不到"),
        PathFault::Forbidden => format!("「{text}」含有文件名不能用的字符，或是系统保留的名字"),
        PathFault::Empty => format!("「{text}」不是一个文件"),
    };
    let help = if fault == PathFault::Forbidden && text.contains('\\') && !text.contains(':') {
        format!("分隔符请用正斜杠：{}", text.replace('\\', "/"))
    } else {
        "请把文件放在文章旁边，写相对路径，例如 images/照片.jpg；分隔符用正斜杠 /".to_owned()
    };
    diagnostics.report(Code::LinkOutside, place, message, help);
}

fn report_missing(
    diagnostics: &mut Diagnostics,
    sources: &Sources,
    from: &SourcePath,
    path: &SourcePath,
    text: &str,
    place: Place,
    what: &str,
) {
    let folded = path.as_str().to_lowercase();
    let in_content = || sources.paths().filter(|known| known.is_below("content"));
    if let Some(known) = in_content().find(|known| known.as_str().to_lowercase() == folded) {
        let message = format!("「{text}」和文件名的大小写不一样，在别的电脑上会打不开");
        diagnostics.report(Code::PathCase, place, message, format!("请改成「{}」", relative(from, known)));
        return;
    }
    if in_content().any(|known| known.is_below(path.as_str())) {
        let message = format!("「{text}」是一个文件夹，链接要指到文件");
        diagnostics.report(Code::BrokenLink, place, message, "请写到文件名为止，例如 ../pages/about.md");
        return;
    }
    if text.starts_with("www.") {
        let help = format!("网址要写完整，例如 https://{text}");
        diagnostics.report(Code::BrokenLink, place, format!("找不到{what}「{text}」"), help);
        return;
    }
    // Whoever links to the page of today means the document that it is made of.
    let bare = path.as_str().strip_suffix(".html").unwrap_or(path.as_str());
    let document = in_content().find(|known| known.as_str().strip_suffix(".md") == Some(bare));
    if let Some(document) = document.filter(|_| what != "图片") {
        let help = format!("请改成「{}」：链接写文章的文件名，生成时会换成网页的网址", relative(from, document));
        diagnostics.report(Code::BrokenLink, place, format!("找不到{what}「{text}」"), help);
        return;
    }
    let same_kind = in_content().filter(|known| known.extension() == path.extension());
    let near = in_content().find(|known| known.file_name() == path.file_name()).map(SourcePath::as_str);
    let near = near.or_else(|| nearest(path.as_str(), same_kind.map(SourcePath::as_str)));
    let near = near.and_then(|near| SourcePath::new(near).ok());
    let help = near.map_or_else(
        || "请核对路径：它从这篇文章所在的文件夹算起".to_owned(),
        |near| format!("是不是「{}」？", relative(from, &near)),
    );
    let code = if what == "文章" { Code::BrokenLink } else { Code::MissingFile };
    diagnostics.report(code, place, format!("找不到{what}「{text}」"), help);
}

/// How a file in the folder of `from` writes the path of another.
fn relative(from: &SourcePath, to: &SourcePath) -> String {
    let own: Vec<&str> = from.folder().split('/').collect();
    let other: Vec<&str> = to.as_str().split('/').collect();
    let shared = own.iter().zip(&other).take_while(|(a, b)| a == b).count();
    format!("{}{}", "../".repeat(own.len() - shared), other[shared..].join("/"))
}
