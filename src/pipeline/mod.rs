//! Floor 6: the stages in their order, from sources to a bundle; enter at [`build`].
//!
//! ```text
//! Sources ──parse──▶ Documents ──resolve──▶ Archive ──compose──▶ [Page] ──render──▶ Bundle
//! ```
//!
//! Nothing here reads a clock or writes a file, so a bundle depends on nothing but the sources and the [`Request`].

mod material;
mod open_data;
mod packages;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::archive::{Archive, Edition, Unpublished, read_site, resolve};
use crate::data;
use crate::document::{self, Documents};
use crate::feeds;
use crate::images::{self, NoShelf, Shelf};
use crate::model::{Bundle, Code, Diagnostic, Diagnostics, Place, Route, SourcePath};
use crate::pages::{Page, SiteView, View, compose, specimen};
use crate::platforms::{self, Dress, Packages};
use crate::proofread::proofread;
use crate::search;
use crate::source::Sources;
use crate::theme::{Renderer, Theme};

use material::DocumentMaterial;

/// What a build is asked for.
#[derive(Clone, Debug)]
pub struct Request {
    /// The day, and whether drafts and later cases are shown.
    pub edition: Edition,
    /// In place of the `base_url` of `site.yaml`; checked, ending in `/`.
    pub base_url: Option<String>,
}

/// A whole site, and what there is to say of it.
#[derive(Debug)]
pub struct Built {
    /// Every file of the site.
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
}

/// A stage of the work, for those who watch it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Reading front matter and Markdown.
    Parse,
    /// Checking files against each other.
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
    build_with(diagnostics, sources, request, &NoShelf, watch)
}

/// [`build`], with pictures from the shelf where it has them.
pub fn build_with(
    diagnostics: &mut Diagnostics,
    sources: &Sources,
    request: &Request,
    shelf: &dyn Shelf,
    watch: &mut dyn FnMut(Stage),
) -> Option<Built> {
    watch(Stage::Parse);
    let mut site = read_site(diagnostics, sources);
    if request.base_url.is_some() {
        site.base_url.clone_from(&request.base_url);
    }
    let mut of_theme = Diagnostics::default();
    let (theme, documents) = rayon::join(
        || Theme::load(&mut of_theme, sources, &site.theme),
        || document::parse(diagnostics, sources, &site.writing_rules()),
    );
    diagnostics.append(of_theme);
    watch(Stage::Resolve);
    let mut archive = resolve(diagnostics, sources, site, &documents, request.edition);
    proofread(diagnostics, sources, &archive.site, &documents);
    let ready = &mut |done, all| watch(Stage::Pictures { done, all });
    let pictures = images::make(diagnostics, sources, &archive, &documents, shelf, ready);
    archive.links.publish_pictures(pictures.shown.clone());
    let files = read_files(diagnostics, sources, &archive);
    if diagnostics.has_errors() {
        return None;
    }
    watch(Stage::Render);
    let search = search::files(&archive, &documents);
    let feeds = feeds::files(&archive, &documents, request.edition.today);
    let packages = make_packages(diagnostics, &pictures.instead_of_originals(sources), &archive, &documents, &theme);
    let platforms = slugs(&archive, &packages);
    let renderer = theme.renderer(&SiteView::new(&archive));
    let material = DocumentMaterial::new(&archive, documents, &files, packages.list);
    let render = || compose(&archive, &material, &|page| Rendered::new(&renderer, page));
    let (contents, mut pages) = rayon::join(|| data::files(&archive), render);
    pages.push(Rendered::new(&renderer, open_data::page(&archive, &contents)));
    pages.extend(theme.wants_specimen().then(|| Rendered::new(&renderer, specimen())));
    report_taken_aliases(diagnostics, &archive, &pages);
    let count = pages.len();
    let crawlers = [data::sitemap(&archive.site, &listed(&pages, request.edition.today)), data::robots(&archive.site)];
    let opensearch = data::opensearch(&archive.site);
    let rendered = collect(diagnostics, pages);
    if diagnostics.has_errors() {
        return None;
    }
    let bundle = rendered
        .into_iter()
        .chain(contents)
        .chain(crawlers)
        .chain(opensearch)
        .chain(search)
        .chain(feeds)
        .chain(packages.files)
        .chain(files)
        .chain(pictures.into_files())
        .chain(assets(&archive, &theme))
        .collect();
    let documents = archive.links.pages().map(|(path, route)| (path.clone(), route.clone())).collect();
    let has_address = archive.site.base_url.is_some();
    let (cases, unpublished) = (archive.cases.len(), archive.unpublished);
    Some(Built { bundle, cases, unpublished, pages: count, has_address, platforms, documents })
}

/// The static files of the theme; those of the search only where a page loads them.
fn assets(archive: &Archive, theme: &Theme) -> impl Iterator<Item = (Route, Vec<u8>)> {
    let are_loaded = archive.site.search || theme.wants_specimen();
    let of_search: Vec<&Route> = theme.assets_of_search().collect();
    theme.assets().filter(move |(route, _)| are_loaded || !of_search.contains(&route))
}

type Files = Vec<(Route, Vec<u8>)>;

/// The packages for platforms.
fn make_packages(
    diagnostics: &mut Diagnostics,
    sources: &Sources,
    archive: &Archive,
    documents: &Documents,
    theme: &Theme,
) -> Packages {
    let asset = |name| theme.asset(name).cloned();
    // A theme of its own may lack them only where it is not over the program's.
    let (Some(script), Some(style)) = (asset("packages.js"), asset("packages.css")) else {
        return Packages::default();
    };
    let color = |name| theme.setting(name).to_owned();
    let dress = Dress { script, style, ground: color("red"), accent: color("gold_dark") };
    platforms::packages(diagnostics, archive, documents, sources, &dress)
}

/// The platforms by their ids, each with the slugs of the cases it has packages of.
fn slugs(archive: &Archive, packages: &Packages) -> Vec<(String, Vec<String>)> {
    let of = |id: &str| {
        packages.list.iter().filter(|package| package.platform == id).map(|package| package.slug.clone()).collect()
    };
    archive.site.platforms.iter().map(|platform| (platform.id.clone(), of(&platform.id))).collect()
}

/// The attachments that pages bring along.
fn read_files(diagnostics: &mut Diagnostics, sources: &Sources, archive: &Archive) -> Files {
    let mut files = Files::new();
    for (path, route) in archive.links.files() {
        match sources.bytes(path) {
            Ok(bytes) => files.push((route.clone(), bytes.to_vec())),
            Err(error) => {
                let help = format!("请检查文件还在不在、有没有读取权限（系统提示：{error}）");
                diagnostics.report(Code::Unreadable, Place::of_file(path), "这个文件读不出来", help);
            }
        }
    }
    files
}

/// What is left of a page when it is HTML.
struct Rendered {
    route: Route,
    /// Whether readers should find it.
    is_listed: bool,
    /// Whether it only leads on from an old address.
    is_moved: bool,
    last_modified: Option<Date>,
    html: Result<Vec<u8>, Diagnostic>,
}

impl Rendered {
    fn new(renderer: &Renderer<'_>, page: Page) -> Self {
        Self {
            is_listed: !matches!(
                page.view,
                View::Moved(_) | View::Bare(_) | View::Withdrawn(_) | View::Search(_) | View::Platforms(_)
            ),
            is_moved: matches!(page.view, View::Moved(_)),
            last_modified: page.last_modified,
            html: renderer.render(&page),
            route: page.route,
        }
    }
}

/// The pages that readers should find, each with the day it changed last, where that is not still to come.
fn listed(pages: &[Rendered], today: Date) -> Vec<(Route, Option<Date>)> {
    pages
        .iter()
        .filter(|page| page.is_listed)
        .map(|page| (page.route.clone(), page.last_modified.filter(|day| *day <= today)))
        .collect()
}

/// Reports old addresses that lists and other pages of no document have; the archive knows the documents' own.
fn report_taken_aliases(diagnostics: &mut Diagnostics, archive: &Archive, pages: &[Rendered]) {
    if archive.aliases.is_empty() {
        return;
    }
    let real = pages.iter().filter(|page| !page.is_moved && !archive.links.has_page(&page.route));
    let real: BTreeSet<String> = real.map(|page| page.route.folded()).collect();
    for alias in archive.aliases.iter().filter(|alias| real.contains(&alias.from.value.folded())) {
        let message = format!("旧网址 {} 现在是另一页的网址", alias.from.value);
        let place = alias.from.place.clone();
        diagnostics.report(Code::AliasTaken, place, message, "请删去这个旧网址，或给另一页换一个 slug");
    }
}

/// The HTML of all pages; templates that failed are reported.
fn collect(diagnostics: &mut Diagnostics, pages: Vec<Rendered>) -> Files {
    let mut files = Files::with_capacity(pages.len());
    // A template's mistake shows on every page it makes; it is said once.
    let mut failures: BTreeMap<(SourcePath, usize), (Diagnostic, usize)> = BTreeMap::new();
    for Rendered { route, html, .. } in pages {
        match html {
            Ok(html) => files.push((route, html)),
            Err(failure) => {
                let place = (failure.place.source.path.clone(), failure.place.span.start);
                failures.entry(place).or_insert((failure, 0)).1 += 1;
            }
        }
    }
    for (mut failure, count) in failures.into_values() {
        if count > 1 {
            failure.message = format!("{}（共 {count} 页如此）", failure.message);
        }
        diagnostics.push(failure);
    }
    files
}
