//! The list of all cases: `cases/index.html`, `cases/page-2.html` …

use serde::Serialize;

use super::facets::FacetList;
use super::index::{Index, List};
use super::paging::{Pager, page_count, page_of};
use super::parts::{CaseRow, quarter_of};
use super::shown::{badges, shown};
use super::{CoverView, Head, Page, Ready, View};
use crate::archive::routes;
use crate::domain::Case;

/// How many cases a page shows.
const PER_PAGE: usize = 20;

/// One page of the list of all cases.
#[derive(Clone, Debug, Serialize)]
pub struct CaseListView {
    /// How many cases there are on all pages.
    pub total: usize,
    /// The cases of this page.
    pub rows: Vec<Ready<CaseRow>>,
    /// The pages.
    pub pager: Pager,
    /// What they can be narrowed by; none where there is nothing to choose from.
    pub facets: Option<Ready<FacetList>>,
}

/// All pages of the list, at least one.
pub(super) fn compose(index: &Index<'_>) -> Vec<Page> {
    let total = index.archive.cases.len();
    let pages = page_count(total, PER_PAGE);
    let facets = index.facets.of(List::All, index.list(List::All));
    (1..=pages).map(|page| one_page(index, page, pages, facets.clone())).collect()
}

fn one_page(index: &Index<'_>, page: usize, pages: usize, facets: Option<Ready<FacetList>>) -> Page {
    let total = index.archive.cases.len();
    let cases = page_of(&index.archive.cases, page, PER_PAGE).iter();
    let rows = cases.filter_map(|case| index.row_of(case)).cloned().collect();
    let view = CaseListView { total, rows, pager: Pager::new(page, pages, routes::cases), facets };
    let head = Head::numbered("全部案例", page, pages, format!("“擂台比武”案例 {total} 件，按公布日期从新到旧排列。"));
    Page {
        route: routes::cases(page),
        template: "cases.html",
        head: head.in_section("cases"),
        view: View::CaseList(Box::new(view)),
        last_modified: page_of(&index.archive.cases, page, PER_PAGE).iter().filter_map(|case| case.date).max(),
    }
}

impl CaseRow {
    /// A case with the cover it has there.
    pub(super) fn new(index: &Index<'_>, case: &Case, cover: Option<CoverView>) -> Self {
        Self {
            slug: case.slug.clone(),
            title: case.title.clone(),
            url: routes::case(case),
            unit: case.unit.to_string(),
            place: case.unit.village.as_ref().map_or(&case.unit.township.name, |village| &village.name).clone(),
            quarter: quarter_of(case).name(),
            dimension: case.dimensions.iter().map(|dimension| dimension.name.as_str()).collect::<Vec<_>>().join("、"),
            results: shown(index, case, |entry| badges(index, entry)),
            date: case.date.map(Into::into),
            summary: case.summary.clone(),
            cover,
        }
    }
}
