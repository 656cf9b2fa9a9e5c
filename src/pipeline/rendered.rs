//! Pages that became HTML.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;

use super::Files;
use crate::archive::{Archive, routes};
use crate::model::{Diagnostic, Diagnostics, Route, Sink, SourcePath};
use crate::pages::{Page, View};
use crate::theme::Renderer;

/// What is left of a page when it is HTML.
pub(super) struct Rendered {
    route: Route,
    /// What crawlers are told of it.
    pub(super) listed: Option<Listed>,
    is_moved: bool,
    /// Nothing where a sink took it.
    html: Result<Option<Arc<[u8]>>, Diagnostic>,
}

/// What crawlers are told of a page.
pub(super) struct Listed {
    route: Route,
    last_modified: Option<Date>,
}

impl Listed {
    /// What is to be said of a page; `None` where nobody should find it.
    pub(super) fn of(page: &Page) -> Option<Self> {
        let is_hidden = matches!(
            page.view,
            View::Moved(_) | View::Bare(_) | View::Withdrawn(_) | View::Search(_) | View::Platforms(_)
        );
        (!is_hidden).then(|| Self { route: page.route.clone(), last_modified: page.last_modified })
    }
}

impl Rendered {
    pub(super) fn new(renderer: &Renderer<'_>, sink: &dyn Sink, page: Page) -> Self {
        let left = |html: Vec<u8>| (!sink.take(&page.route, &html)).then(|| html.into());
        let html = renderer.render(&page).map(left);
        Self { listed: Listed::of(&page), is_moved: only_leads_on(&page), html, route: page.route }
    }
}

/// Whether a page is nothing but an old address.
pub(super) fn only_leads_on(page: &Page) -> bool {
    matches!(page.view, View::Moved(_))
}

/// The addresses of pages that do not only lead on.
pub(super) fn real(pages: &[Rendered]) -> impl Iterator<Item = &Route> {
    pages.iter().filter(|page| !page.is_moved).map(|page| &page.route)
}

/// The pages that readers should find in the order of their addresses, each with the day it changed last, where that is
/// not still to come.
pub(super) fn crawled<'a>(listed: impl Iterator<Item = &'a Listed>, today: Date) -> Vec<(Route, Option<Date>)> {
    let page = |page: &Listed| (page.route.clone(), page.last_modified.filter(|day| *day <= today));
    let mut pages: Vec<_> = listed.map(page).collect();
    pages.sort();
    pages
}

/// Reports old addresses that lists and other pages of no document have; the archive knows the documents' own, and those
/// of every site. `real` are the addresses of pages that do not only lead on.
pub(super) fn report_taken_aliases<'a>(
    diagnostics: &mut Diagnostics,
    archive: &Archive,
    real: impl Iterator<Item = &'a Route>,
) {
    if archive.aliases.is_empty() {
        return;
    }
    let of_every_site = routes::of_every_site();
    let real = real.filter(|route| !archive.links.has_page(route) && !of_every_site.contains(route));
    let real: BTreeSet<String> = real.map(Route::folded).collect();
    for alias in archive.aliases.iter().filter(|alias| real.contains(&alias.from.value.folded())) {
        alias.report_taken(diagnostics);
    }
}

/// The HTML of all pages that no sink took; templates that failed are reported.
pub(super) fn collect(diagnostics: &mut Diagnostics, pages: Vec<Rendered>) -> Files {
    let mut files = Files::new();
    // A template's mistake shows on every page it makes; it is said once.
    let mut failures: BTreeMap<(SourcePath, usize), (Diagnostic, usize)> = BTreeMap::new();
    for Rendered { route, html, .. } in pages {
        match html {
            Ok(html) => files.extend(html.map(|html| (route, html))),
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
