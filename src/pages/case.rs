//! The page of a case: `cases/<slug>.html`; enter at [`compose`].

mod attachments;
mod cite;
mod detail;
mod history;
mod qr;

use serde::Serialize;

use super::index::Index;
use super::parts::{CaseRow, Link, case_link, cases_link, township_link, village_link};
use super::{Body, ContentsItem, Head, Material, Page, Ready, View};
use crate::archive::routes;
use crate::domain::Case;
use crate::model::Route;

pub use attachments::AttachmentView;
pub use cite::Citation;
pub use detail::{CaseDetail, PresenterView};
pub use history::{HistoryRow, YearNote};
pub use qr::QrView;

/// From how many headings on a text has a list of contents.
const CONTENTS_FROM: usize = 3;

/// The page of a case.
#[derive(Clone, Debug, Serialize)]
pub struct CaseView {
    /// What is known of it.
    pub case: CaseDetail,
    /// The write-up as HTML.
    pub body: String,
    /// Whether the write-up shows the cover itself.
    pub cover_in_body: bool,
    /// Its headings of the second and third level; empty where there are few.
    pub contents: Vec<ContentsItem>,
    /// Files to keep; pictures are none.
    pub attachments: Vec<AttachmentView>,
    /// Its entries, the oldest first.
    pub history: Vec<HistoryRow>,
    /// What it brought its township, the oldest year first.
    pub years: Vec<YearNote>,
    /// What 就高原则 means here, where the case has several entries with points.
    pub rule: Option<&'static str>,
    /// How to cite it.
    pub citation: Citation,
    /// Its address on the web, where the site has one.
    pub address: Option<String>,
    /// That address as a QR code.
    pub qr: Option<QrView>,
    /// The one before it in its competition.
    pub previous: Option<Link>,
    /// The one after it in its competition.
    pub next: Option<Link>,
    /// Cases like it.
    pub related: Vec<RelatedCase>,
}

/// A case like another.
#[derive(Clone, Debug, Serialize)]
pub struct RelatedCase {
    /// The case.
    pub row: Ready<CaseRow>,
    /// What they have in common.
    pub reason: String,
}

/// The page of the case in place `number`.
pub(super) fn compose(index: &Index<'_>, material: &dyn Material, number: usize) -> Page {
    let case = &index.archive.cases[number];
    let route = routes::case(case);
    let body = material.body(&case.path, &route);
    let (template, head) = ("case.html", head(case));
    let view = View::Case(Box::new(view(index, material, number, &route, body)));
    Page { route, template, head, view, last_modified: case.date }
}

fn view(index: &Index<'_>, material: &dyn Material, number: usize, route: &Route, body: Body) -> CaseView {
    let case = &index.archive.cases[number];
    let Body { html, contents, pictures } = body;
    let neighbours = index.neighbours(number);
    let cover = index.covers[number].as_ref();
    let address = index.archive.site.base_url.as_ref().map(|base| format!("{base}{route}"));
    let link = |number: Option<usize>| number.map(|number| case_link(&index.archive.cases[number]));
    CaseView {
        case: detail::detail(index, case, number),
        cover_in_body: cover.is_some_and(|cover| pictures.contains(&cover.url)),
        body: html,
        contents: worth_listing(contents),
        attachments: attachments::attachments(material, case),
        history: history::history(index, case),
        years: history::years(index, case),
        rule: history::rule(case, index.archive.site.policy.same_case),
        citation: cite::citation(index, case, address.as_deref()),
        qr: address.as_deref().and_then(qr::qr),
        address,
        previous: link(neighbours.previous),
        next: link(neighbours.next),
        related: related(index, case, number),
    }
}

/// The headings of the second and third level; none where they are few.
pub(super) fn worth_listing(mut contents: Vec<ContentsItem>) -> Vec<ContentsItem> {
    contents.retain(|item| matches!(item.level, 2 | 3));
    if contents.len() < CONTENTS_FROM { Vec::new() } else { contents }
}

fn head(case: &Case) -> Head {
    let unit = &case.unit;
    let village = unit.village.as_ref().map(|village| village_link(&unit.township, village));
    let crumbs = [cases_link(), township_link(&unit.township)].into_iter().chain(village);
    Head::new(&case.title, &case.summary).in_section("cases").below(crumbs)
}

fn related(index: &Index<'_>, case: &Case, number: usize) -> Vec<RelatedCase> {
    let neighbours = index.neighbours(number);
    let shown: Vec<usize> = neighbours.previous.into_iter().chain(neighbours.next).collect();
    let of = index.relations.of(case, number, &shown);
    of.into_iter().map(|(other, reason)| RelatedCase { row: index.row(other).clone(), reason }).collect()
}
