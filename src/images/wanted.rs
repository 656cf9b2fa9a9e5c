//! Which pictures pages refer to, and where.

use std::collections::BTreeMap;

use crate::archive::Archive;
use crate::document::{Article, Documents};
use crate::markdown::LinkKind;
use crate::model::{Nature, PIXELS, Place, SourcePath};
use crate::source::Sources;

/// The ending of drawings, which have no pixels.
pub(super) const DRAWING: &str = "svg";

/// The endings of the many files that the archive itself is written in: not worth a look at what they hold.
const TEXTS: [&str; 4] = ["md", "yaml", "yml", "csv"];

/// A picture that is referred to.
#[derive(Clone, Debug)]
pub(super) struct Wanted {
    /// As written at the first place, without escapes.
    pub(super) text: String,
    /// Where that is.
    pub(super) place: Place,
    /// The ending of the file where it is that of a picture, else empty.
    pub(super) kind: &'static str,
    /// Whether it is shown, not only linked to.
    pub(super) is_shown: bool,
}

/// All pictures of what is published, each with the first place that shows it, else links to it.
pub(super) fn wanted(archive: &Archive, documents: &Documents) -> BTreeMap<SourcePath, Wanted> {
    let mut found = BTreeMap::new();
    let covers = documents.cases.iter().filter_map(|case| Some((&case.article, case.cover.as_ref()?)));
    for (article, cover) in covers {
        let wanted = |kind| Wanted { text: cover.value.clone(), place: cover.place.clone(), kind, is_shown: true };
        add(&mut found, archive, article, &cover.value, true, &wanted);
    }
    for article in documents.articles() {
        for link in article.markdown.links() {
            let is_shown = link.kind == LinkKind::Image;
            let place = || Place::new(&article.source, link.span);
            let wanted = |kind| Wanted { text: link.path.clone(), place: place(), kind, is_shown };
            add(&mut found, archive, article, &link.path, is_shown, &wanted);
        }
    }
    found
}

/// All files that what is published links to, each with the first link.
pub(super) fn attached(archive: &Archive, documents: &Documents) -> BTreeMap<SourcePath, Wanted> {
    let mut found = BTreeMap::new();
    for article in documents.articles() {
        let from = &article.source.path;
        for link in article.markdown.links().iter().filter(|link| link.kind == LinkKind::Link) {
            let Ok(path) = from.resolve(&link.path) else { continue };
            if archive.links.file(from, &path).is_some() && !found.contains_key(&path) {
                let place = Place::new(&article.source, link.span);
                found.insert(path, Wanted { text: link.path.clone(), place, kind: "", is_shown: false });
            }
        }
    }
    found
}

/// Whether a file of the archive is a picture, by its name, or by its first bytes where the name says nothing.
pub(super) fn is_picture(sources: &Sources, path: &SourcePath) -> bool {
    let ending = path.extension();
    let is_text = || TEXTS.contains(&ending.as_str());
    let is_photo = || sources.head(path).is_ok_and(|head| Nature::of(&head) == Some(Nature::Photo));
    let is_named_so = PIXELS.into_iter().chain([DRAWING]).any(|known| known == ending);
    (path.is_below("content") || is_of_theme(path)) && (is_named_so || !is_text() && is_photo())
}

/// Whether a file is published with a theme.
pub(super) fn is_of_theme(path: &SourcePath) -> bool {
    path.is_below("themes")
}

fn add(
    found: &mut BTreeMap<SourcePath, Wanted>,
    archive: &Archive,
    article: &Article,
    path: &str,
    is_shown: bool,
    wanted: &dyn Fn(&'static str) -> Wanted,
) {
    let from = &article.source.path;
    let Ok(path) = from.resolve(path) else { return };
    let ending = path.extension();
    // What a telephone writes into a picture must not be published, whether it is shown or linked to.
    let kind = PIXELS.into_iter().chain([DRAWING]).find(|known| *known == ending);
    let is_picture = kind.is_some() || is_shown;
    let is_known = found.get(&path).is_some_and(|known| known.is_shown || !is_shown);
    if is_picture && !is_known && archive.links.file(from, &path).is_some() {
        found.insert(path, wanted(kind.unwrap_or_default()));
    }
}
