//! The write-ups as pages need them.

use std::collections::BTreeMap;

use crate::archive::Archive;
use crate::document::{Article, Documents};
use crate::model::{Route, SourcePath};
use crate::pages::{Body, ContentsItem, Material};

/// The Markdown of all documents, with an archive that knows where its links lead.
pub(super) struct DocumentMaterial<'a> {
    archive: &'a Archive,
    articles: BTreeMap<&'a SourcePath, &'a Article>,
}

impl<'a> DocumentMaterial<'a> {
    pub(super) fn new(archive: &'a Archive, documents: &'a Documents) -> Self {
        let articles = documents.articles().map(|article| (&article.source.path, article)).collect();
        Self { archive, articles }
    }
}

impl Material for DocumentMaterial<'_> {
    fn body(&self, document: &SourcePath, at: &Route) -> Body {
        let Some(article) = self.articles.get(document) else { return Body::default() };
        let html = article.markdown.render(&mut |link| self.archive.links.target(document, at, link));
        let contents = article.markdown.headings().iter().map(|heading| ContentsItem {
            level: heading.level,
            text: heading.text.clone(),
            id: heading.id.clone(),
        });
        Body { html, contents: contents.collect() }
    }

    fn file(&self, document: &SourcePath, file: &SourcePath) -> Option<Route> {
        self.archive.links.file(document, file).cloned()
    }
}
