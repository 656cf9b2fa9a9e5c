//! Floor 6: the stages in their order, from sources to a bundle; enter at [`build`].
//!
//! ```text
//! Sources ──parse──▶ Documents ──resolve──▶ Archive ──compose──▶ [Page] ──render──▶ Bundle
//! ```
//!
//! Nothing here reads a clock or writes a file, so a site depends on nothing but the sources and the [`Request`]. A
//! [`Sink`] may take its files as they are made; what it takes is in no bundle.

mod live;
mod material;
mod open_data;
mod packages;
mod prepare;
mod rendered;
mod workspace;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use rayon::prelude::*;

use crate::archive::{Archive, Edition, Unpublished};
use crate::data;
use crate::document::Documents;
use crate::feeds;
use crate::images::{NoShelf, Shelf, When};
use crate::model::{Bundle, Diagnostics, NoSink, Route, Sink, SourcePath};
use crate::pages::{Composer, SiteView, specimen, standing_finding};
use crate::platforms::{self, Dress, Packages};
use crate::search;
use crate::source::Sources;
use crate::theme::Theme;

pub use live::LiveSite;
pub use workspace::Workspace;

use material::{DocumentMaterial, Lending};
use packages::facts;
use prepare::{Kept, Prepared, prepare, read};
use rendered::{Listed, Rendered, collect, crawled, real, report_taken_aliases};

/// What a build is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// The day, and whether drafts and later cases are shown.
    pub edition: Edition,
    /// In place of the `base_url` of `site.yaml`; checked, ending in `/`.
    pub base_url: Option<String>,
    /// The program `leitai`, which draws SVG for packages in a process of its own; without one they go without.
    pub drawer: Option<PathBuf>,
}

/// A whole site, and what there is to say of it.
#[derive(Debug)]
pub struct Built {
    /// Every file of the site but those that a sink took.
    pub bundle: Bundle,
    /// How many public cases it has.
    pub cases: usize,
    /// How many cases are not public that day.
    pub unpublished: Unpublished,
    /// How many pages it has.
    pub pages: usize,
    /// Whether the site knows its address; without one there are no feeds.
    pub has_address: bool,
    /// The platforms that get packages, each with the slugs of its cases, the newest first.
    pub platforms: Vec<(String, Vec<String>)>,
    /// The page of each document.
    pub documents: BTreeMap<SourcePath, Route>,
    /// Whether something is missing that may be there another time, though nothing changes.
    pub is_passing: bool,
}

/// A stage of the work, for those who watch it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Reading front matter and Markdown.
    Parse,
    /// Proofreading, and checking files against each other.
    Resolve,
    /// Making pictures, so many of so many.
    Pictures {
        /// Those that are ready.
        done: usize,
        /// Those and the others.
        all: usize,
    },
    /// Making pages.
    Render,
}

/// Builds the site of these sources; `None` where there are errors, all of which are then among the diagnostics.
pub fn build(
    diagnostics: &mut Diagnostics,
    sources: &Sources,
    request: &Request,
    watch: &mut dyn FnMut(Stage),
) -> Option<Built> {
    build_with(diagnostics, sources.clone(), request, &NoShelf, &NoSink, watch)
}

/// [`build`], with pictures from the shelf where it has them, and pages and packages for the sink. What nobody else holds
/// of the sources makes room for pages.
pub fn build_with(
    diagnostics: &mut Diagnostics,
    sources: Sources,
    request: &Request,
    shelf: &dyn Shelf,
    sink: &dyn Sink,
    watch: &mut dyn FnMut(Stage),
) -> Option<Built> {
    watch(Stage::Parse);
    let mut kept = Kept::default();
    let read = read(diagnostics, &sources, request, &mut kept);
    let prepared = prepare(diagnostics, &sources, read, request.edition, &mut kept, (shelf, When::Now), watch);
    // Nothing is built again: what is kept for that would only take room. To free it takes a while.
    rayon::spawn(|| drop(kept));
    let Prepared { archive, documents, theme, files, pictures } = prepared;
    if !theme.can_render() || diagnostics.has_wrong_records() {
        return None;
    }
    // Where there are other errors, there is no site; but what platforms and templates make of it may be wrong, too.
    watch(Stage::Render);
    let sink = if diagnostics.has_errors() { &NoSink } else { sink };
    sink.begin();
    let search = left(sink, search::files(&archive, &documents));
    let feeds = left(sink, feeds::files(&archive, &documents, request.edition.today));
    let published = pictures.instead_of_originals(&sources, shelf);
    let drawer = request.drawer.as_deref();
    let packages = make_packages(diagnostics, &published, &archive, &documents, &theme, drawer, sink);
    drop(published);
    let platforms = slugs(&archive, &packages);
    let renderer = theme.renderer(&SiteView::new(&archive));
    let Packages { list, files: packages, taken, misses_picture: is_passing } = packages;
    let facts = Mutex::new(list.into_iter().map(facts).collect());
    let facts = || facts.lock().map(|mut facts| std::mem::take(&mut *facts)).unwrap_or_default();
    let material = DocumentMaterial::new(&archive, &documents, Lending::Once, &files, Box::new(facts));
    // Of the documents, what pages take over of them is all that stays.
    rayon::spawn(|| drop((sources, documents)));
    let render = || Composer::new(&archive, &material).all(&|page| Rendered::new(&renderer, sink, page));
    let data = || {
        let contents = data::files(&archive);
        let page = open_data::page(&archive, contents.iter().map(|(route, bytes)| (route, &bytes[..])));
        (page, left(sink, contents))
    };
    let ((of_data, contents), mut pages) = rayon::join(data, render);
    pages.push(Rendered::new(&renderer, sink, of_data));
    pages.extend(theme.wants_specimen().then(|| Rendered::new(&renderer, sink, specimen())));
    let of_packages = packages.iter().map(|(route, _)| route).chain(&taken);
    report_taken_aliases(diagnostics, &archive, real(&pages).chain(of_packages));
    let count = pages.len();
    let crawlers = crawlers(&archive, pages.iter().filter_map(|page| page.listed.as_ref()));
    let rendered = collect(diagnostics, pages);
    if diagnostics.has_errors() {
        return None;
    }
    let mut bundle: Bundle = rendered.into_iter().chain(packages).chain(files).chain(pictures.files()).collect();
    bundle.extend(contents.into_iter().chain(search).chain(feeds).chain(assets(&archive, &theme)));
    bundle.extend(crawlers);
    let documents = archive.links.pages().map(|(path, route)| (path.clone(), route.clone())).collect();
    let has_address = archive.site.base_url.is_some();
    let (cases, unpublished) = (archive.cases.len(), archive.unpublished);
    drop(material);
    rayon::spawn(|| drop(archive));
    Some(Built { bundle, cases, unpublished, pages: count, has_address, platforms, documents, is_passing })
}

/// The files that the sink does not take.
fn left(sink: &dyn Sink, files: Vec<(Route, Vec<u8>)>) -> Files {
    let is_left = |(route, bytes): &(Route, Vec<u8>)| !sink.take(route, bytes);
    files.into_par_iter().filter(is_left).map(|(route, bytes)| (route, bytes.into())).collect()
}

/// What tells other programs about the site.
fn crawlers<'a>(archive: &Archive, listed: impl Iterator<Item = &'a Listed>) -> Vec<(Route, Vec<u8>)> {
    let sitemap = data::sitemap(&archive.site, &crawled(listed, archive.today));
    [sitemap, data::robots(&archive.site)].into_iter().chain(data::opensearch(&archive.site)).collect()
}

/// Files with their addresses.
type Files = Vec<(Route, Arc<[u8]>)>;

/// The static files of the theme; those of the search only where a page loads them.
fn assets(archive: &Archive, theme: &Theme) -> impl Iterator<Item = (Route, Arc<[u8]>)> {
    let are_loaded = archive.site.search || theme.wants_specimen();
    let of_search: Vec<&Route> = theme.assets_of_search().collect();
    theme.assets().filter(move |(route, _)| are_loaded || !of_search.contains(&route))
}

/// The packages for platforms.
fn make_packages(
    diagnostics: &mut Diagnostics,
    sources: &Sources,
    archive: &Archive,
    documents: &Documents,
    theme: &Theme,
    drawer: Option<&Path>,
    sink: &dyn Sink,
) -> Packages {
    let asset = |name| theme.asset(name).cloned();
    // A theme of its own may lack them only where it is not over the program's.
    let (Some(script), Some(style)) = (asset("packages.js"), asset("packages.css")) else {
        return Packages::default();
    };
    let color = |name| theme.setting(name).to_owned();
    let dress = Dress { script, style, ground: color("red"), accent: color("gold_dark"), finding: standing_finding };
    platforms::packages(diagnostics, archive, documents, sources, &dress, drawer, sink)
}

/// The platforms by their ids, each with the slugs of the cases it has packages of.
fn slugs(archive: &Archive, packages: &Packages) -> Vec<(String, Vec<String>)> {
    let of = |id: &str| {
        packages.list.iter().filter(|package| package.platform == id).map(|package| package.slug.clone()).collect()
    };
    archive.site.platforms.iter().map(|platform| (platform.id.clone(), of(&platform.id))).collect()
}
