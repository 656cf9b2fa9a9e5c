//! The write-ups as pages need them.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use crate::archive::Archive;
use crate::document::{Article, Documents};
use crate::markdown::{LinkKind, Markdown};
use crate::model::{Route, SourcePath};
use crate::pages::{Attachment, Body, ContentsItem, CoverView, Material, PackageFacts};

/// The Markdown of all documents, with an archive that knows where its links lead.
pub(super) struct DocumentMaterial<'a> {
    archive: &'a Archive,
    write_ups: BTreeMap<SourcePath, Mutex<Option<Arc<Markdown>>>>,
    lending: Lending,
    /// How many bytes each published file has.
    sizes: BTreeMap<Route, usize>,
    packages: PackageList<'a>,
}

/// Gives what there is to say of the packages.
type PackageList<'a> = Box<dyn Fn() -> Vec<PackageFacts> + Sync + 'a>;

/// How often each write-up is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lending {
    /// Once: what it leaves is room for the page.
    Once,
    /// Again and again.
    Again,
}

impl<'a> DocumentMaterial<'a> {
    /// Keeps nothing of the documents but their write-ups, and of `files` but their sizes.
    pub(super) fn new(
        archive: &'a Archive,
        documents: &Documents,
        lending: Lending,
        files: &[(Route, Arc<[u8]>)],
        packages: PackageList<'a>,
    ) -> Self {
        let write_up =
            |article: &Article| (article.source.path.clone(), Mutex::new(Some(Arc::clone(&article.markdown))));
        let write_ups = documents.articles().map(write_up).collect();
        let sizes = files.iter().map(|(route, bytes)| (route.clone(), bytes.len())).collect();
        Self { archive, write_ups, lending, sizes, packages }
    }

    /// Takes another write-up in place of the one that a document had.
    pub(super) fn replace(&self, article: &Article) {
        if let Some(Ok(mut own)) = self.write_ups.get(&article.source.path).map(Mutex::lock) {
            *own = Some(Arc::clone(&article.markdown));
        }
    }

    /// The first picture of a write-up whose page is not made yet.
    fn first_picture(&self, document: &SourcePath) -> Option<SourcePath> {
        let markdown = self.write_ups.get(document)?.lock().ok()?;
        self.pictures(document, markdown.as_ref()?).next()
    }

    /// The pictures that a write-up shows.
    fn pictures<'m>(
        &'m self,
        document: &'m SourcePath,
        markdown: &'m Markdown,
    ) -> impl Iterator<Item = SourcePath> + 'm {
        let shown = markdown.links().iter().filter(|link| link.kind == LinkKind::Image);
        shown.filter_map(|link| {
            let path = document.resolve(&link.path).ok()?;
            self.archive.links.file(document, &path).is_some().then_some(path)
        })
    }

    fn lend(&self, document: &SourcePath) -> Option<Arc<Markdown>> {
        let mut own = self.write_ups.get(document)?.lock().ok()?;
        match self.lending {
            Lending::Once => own.take(),
            Lending::Again => own.clone(),
        }
    }
}

impl Material for DocumentMaterial<'_> {
    fn body(&self, document: &SourcePath, at: &Route) -> Body {
        let markdown =
            self.lend(document).expect("every page has its write-up, and asks once where that is all it may");
        let html = markdown.render(&mut |link| self.archive.links.target(document, at, link));
        let contents = markdown.headings().iter().map(|heading| ContentsItem {
            level: heading.level,
            text: heading.text.clone(),
            id: heading.id.clone(),
        });
        let shown = |path| Some(self.archive.links.picture(&path)?.usual().route.clone());
        let pictures = self.pictures(document, &markdown).filter_map(shown);
        Body { html, contents: contents.collect(), pictures: pictures.collect() }
    }

    fn cover(&self, document: &SourcePath, own: Option<&SourcePath>) -> Option<CoverView> {
        let links = &self.archive.links;
        let own = own.filter(|path| links.file(document, path).is_some()).cloned();
        let path = own.or_else(|| self.first_picture(document))?;
        self.archive.links.picture(&path).map(CoverView::of)
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
        (self.packages)()
    }
}
