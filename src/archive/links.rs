//! Where links in the write-ups lead, and which files they bring along.

mod library;
mod missing;

use std::collections::{BTreeMap, BTreeSet};

use super::files::FileNames;
use crate::document::Article;
use crate::markdown::{ImageTarget, Link, LinkKind, Target};
use crate::model::{Code, Diagnostics, Picture, Place, Route, SourcePath, Written, nearest};

pub(super) use library::Library;
use library::{Wanted, report_fault};

/// Every address that a write-up can link to.
#[derive(Debug, Default)]
pub struct LinkIndex {
    pages: BTreeMap<SourcePath, LinkedPage>,
    /// The document of each address in lower case.
    owners: BTreeMap<String, SourcePath>,
    /// Documents that could not be read: they exist, and are reported themselves.
    unread: BTreeSet<SourcePath>,
    /// The files that each document brings along, with the address each gets.
    files: BTreeMap<SourcePath, FileNames>,
    /// What is published of pictures instead of their files.
    pictures: BTreeMap<SourcePath, Picture>,
}

/// How much of a document readers get to see.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Shown {
    /// All of it, with the pictures and files it brings along.
    Whole(Route),
    /// A page that says it was withdrawn, and nothing of what was on it.
    Notice(Route),
    /// Nothing that day.
    Nothing,
    /// That cannot be told: it has an error of its own, which is reported.
    Unknown,
}

impl Shown {
    fn route(&self) -> Option<&Route> {
        match self {
            Self::Whole(route) | Self::Notice(route) => Some(route),
            Self::Nothing | Self::Unknown => None,
        }
    }
}

#[derive(Debug)]
struct LinkedPage {
    shown: Shown,
    /// The ids of its headings.
    headings: BTreeSet<String>,
}

impl LinkIndex {
    /// Adds a document.
    pub(super) fn add_page(&mut self, article: &Article, shown: Shown) {
        let path = &article.source.path;
        let headings = article.markdown.headings().iter().map(|heading| heading.id.clone()).collect();
        if let Some(route) = shown.route() {
            self.owners.entry(route.folded()).or_insert_with(|| path.clone());
        }
        self.pages.insert(path.clone(), LinkedPage { shown, headings });
    }

    /// Adds a document that could not be read.
    pub(super) fn add_unread(&mut self, path: &SourcePath) {
        self.unread.insert(path.clone());
    }

    /// The document whose page has this address, whatever the case of its letters.
    pub(super) fn owner(&self, folded: &str) -> Option<&SourcePath> {
        self.owners.get(folded)
    }

    /// Whether a document has its page at this address, whatever the case of its letters.
    pub fn has_page(&self, route: &Route) -> bool {
        self.owners.contains_key(&route.folded())
    }

    /// Every document that has a page, with its address.
    pub fn pages(&self) -> impl Iterator<Item = (&SourcePath, &Route)> {
        self.pages.iter().filter_map(|(path, page)| Some((path, page.shown.route()?)))
    }

    /// Checks every link of a document; files it brings along get their addresses.
    pub(super) fn check(
        &mut self,
        diagnostics: &mut Diagnostics,
        library: &mut Library<'_>,
        article: &Article,
        cover: Option<&Written<String>>,
    ) {
        let from = &article.source.path;
        let Some(page) = self.pages.get(from) else { return };
        let mut files = Vec::new();
        if let Some(cover) = cover {
            let wanted =
                Wanted { text: &cover.value, path: &cover.value, place: cover.place.clone(), what: "封面图片" };
            files.extend(library.find(diagnostics, from, &wanted));
        }
        for link in article.markdown.links() {
            let place = Place::new(&article.source, link.span);
            files.extend(self.check_link(diagnostics, library, from, link, place));
        }
        if let Shown::Whole(route) = &page.shown {
            let mut names = FileNames::new(route.clone());
            for file in files {
                names.add(file);
            }
            self.files.insert(from.clone(), names);
        }
    }

    /// Checks one link; gives the file that it brings along.
    fn check_link(
        &self,
        diagnostics: &mut Diagnostics,
        library: &mut Library<'_>,
        from: &SourcePath,
        link: &Link,
        place: Place,
    ) -> Option<SourcePath> {
        if link.path.is_empty() {
            self.check_anchor(diagnostics, library, from, link, place);
            return None;
        }
        let what = if link.kind == LinkKind::Image { "图片" } else { "文件" };
        let is_article = link.kind == LinkKind::Link && link.path.to_lowercase().ends_with(".md");
        if !is_article {
            let wanted = Wanted { text: &link.href, path: &link.path, place, what };
            return library.find(diagnostics, from, &wanted);
        }
        match from.resolve(&link.path) {
            Err(fault) => report_fault(diagnostics, fault, &link.href, place),
            Ok(path) if self.pages.contains_key(&path) => {
                self.check_public(diagnostics, from, &path, &place);
                self.check_anchor(diagnostics, library, &path, link, place);
            }
            Ok(path) if self.unread.contains(&path) => {}
            Ok(path) => {
                let wanted = Wanted { text: &link.href, path: &link.path, place, what: "文章" };
                library.report_missing(diagnostics, from, &path, &wanted);
            }
        }
        None
    }

    /// Warns of a link from what is published to what is not.
    fn check_public(&self, diagnostics: &mut Diagnostics, from: &SourcePath, to: &SourcePath, place: &Place) {
        if self.pages[to].shown == Shown::Nothing && self.pages[from].shown.route().is_some() {
            let message = format!("链接到的 {to} 目前不公开，读者看到的只是文字");
            let help = "等它公开以后，链接会自动生效；不需要的话请删去";
            diagnostics.report(Code::UnpublishedLink, place.clone(), message, help);
        }
    }

    fn check_anchor(
        &self,
        diagnostics: &mut Diagnostics,
        library: &mut Library<'_>,
        target: &SourcePath,
        link: &Link,
        place: Place,
    ) {
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
        let headings = || page.headings.iter().map(String::as_str);
        let near = library.affords(headings().len()).then(|| nearest(fragment, headings())).flatten();
        let help = match near {
            Some(near) => format!("是不是「#{near}」？"),
            None => {
                let all: Vec<&str> = headings().take(12).collect();
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
            let route = page.shown.route();
            return route.map_or(Target::TextOnly, |route| Target::Address(at.link_to(route) + &fragment));
        }
        match self.file(from, &path) {
            None => Target::TextOnly,
            Some(route) if link.kind == LinkKind::Image => Target::Image(match self.pictures.get(&path) {
                Some(picture) => ImageTarget::of(picture, at),
                None => ImageTarget::of_file(at.link_to(route), None),
            }),
            Some(route) => Target::Address(at.link_to(route)),
        }
    }

    /// Lets all links to pictures lead to what is published instead of their files.
    pub fn publish_pictures(&mut self, pictures: BTreeMap<SourcePath, Picture>) {
        self.pictures = pictures;
    }

    /// Where a file that a document brings along is published; a picture in its largest version.
    pub fn file(&self, document: &SourcePath, file: &SourcePath) -> Option<&Route> {
        let own = self.files.get(document)?.route(file)?;
        Some(self.pictures.get(file).map_or(own, |picture| &picture.largest().route))
    }

    /// The versions of a picture that is published.
    pub fn picture(&self, file: &SourcePath) -> Option<&Picture> {
        self.pictures.get(file)
    }

    /// The files that a document brings along, each with its address, in the order of their paths.
    pub fn files_of(&self, document: &SourcePath) -> impl Iterator<Item = (&SourcePath, &Route)> {
        self.files.get(document).into_iter().flat_map(FileNames::iter)
    }

    /// All files that are published as they are, each with its address.
    pub fn files(&self) -> impl Iterator<Item = (&SourcePath, &Route)> {
        self.files.values().flat_map(FileNames::iter).filter(|(path, _)| !self.pictures.contains_key(*path))
    }
}

/// The file that a text in a document's front matter names.
pub(super) fn resolve_path(article: &Article, text: &str) -> Option<SourcePath> {
    article.source.path.resolve(text).ok()
}
