//! The write-ups as pages need them.

use std::collections::BTreeMap;
use std::sync::Mutex;

use rayon::prelude::*;

use crate::archive::Archive;
use crate::document::{Article, Documents};
use crate::markdown::{LinkKind, Markdown};
use crate::model::{Route, SourcePath};
use crate::pages::{Attachment, Body, ContentsItem, CoverView, Material, PackageFacts};
use crate::platforms::Package;

use super::packages::facts;

/// The Markdown of all documents, with an archive that knows where its links lead.
pub(super) struct DocumentMaterial<'a> {
    archive: &'a Archive,
    /// Each write-up until its page is made: what it leaves is room for the page.
    write_ups: BTreeMap<SourcePath, Mutex<Option<Markdown>>>,
    /// How many bytes each published file has.
    sizes: BTreeMap<Route, usize>,
    /// The packages until their page is made.
    packages: Mutex<Vec<PackageFacts>>,
}

impl<'a> DocumentMaterial<'a> {
    /// Keeps nothing of the documents but their write-ups, and of `files` but their sizes.
    pub(super) fn new(
        archive: &'a Archive,
        documents: Documents,
        files: &[(Route, Vec<u8>)],
        packages: Vec<Package>,
    ) -> Self {
        let write_up = |article: Article| (article.source.path.clone(), Mutex::new(Some(article.markdown)));
        let cases = documents.cases.into_par_iter().map(|case| write_up(case.article));
        let competitions = documents.competitions.into_par_iter().map(|competition| write_up(competition.article));
        let pages = documents.pages.into_par_iter().map(|page| write_up(page.article));
        let sizes = files.iter().map(|(route, bytes)| (route.clone(), bytes.len())).collect();
        let packages = Mutex::new(packages.into_iter().map(facts).collect());
        Self { archive, write_ups: cases.chain(competitions).chain(pages).collect(), sizes, packages }
    }

    /// The first picture of a write-up whose page is not made yet.
    fn first_picture(&self, document: &SourcePath) -> Option<SourcePath> {
        let markdown = self.write_ups.get(document)?.lock().ok()?;
        let mut shown = markdown.as_ref()?.links().iter().filter(|link| link.kind == LinkKind::Image);
        shown.find_map(|link| {
            let path = document.resolve(&link.path).ok()?;
            self.archive.links.file(document, &path).is_some().then_some(path)
        })
    }

    fn take(&self, document: &SourcePath) -> Option<Markdown> {
        self.write_ups.get(document)?.lock().ok()?.take()
    }
}

impl Material for DocumentMaterial<'_> {
    fn body(&self, document: &SourcePath, at: &Route) -> Body {
        let markdown = self.take(document).expect("a write-up is asked for once");
        let html = markdown.render(&mut |link| self.archive.links.target(document, at, link));
        let contents = markdown.headings().iter().map(|heading| ContentsItem {
            level: heading.level,
            text: heading.text.clone(),
            id: heading.id.clone(),
        });
        Body { html, contents: contents.collect() }
    }

    fn cover(&self, document: &SourcePath, own: Option<&SourcePath>) -> Option<CoverView> {
        let links = &self.archive.links;
        let own = own.filter(|path| links.file(document, path).is_some()).cloned();
        let path = own.or_else(|| self.first_picture(document))?;
        links.picture(&path).map(CoverView::of)
    }

    fn attachments(&self, document: &SourcePath) -> Vec<Attachment> {
        let files = self.archive.links.files_of(document);
        let attachment = |(path, route): (&SourcePath, &Route)| {
            let size = *self.sizes.get(route)?;
            Some(Attachment { path: path.clone(), route: route.clone(), size })
        };
        files.filter_map(attachment).collect()
    }

    fn packages(&self) -> Vec<PackageFacts> {
        self.packages.lock().map(|mut packages| std::mem::take(&mut *packages)).unwrap_or_default()
    }
}
