//! The list of all cases: `cases/index.html`, `cases/page-2.html` …

use serde::Serialize;

use super::facets::FacetList;
use super::index::{Index, List};
use super::parts::{CaseRow, Pager};
use super::{Head, Page, Ready, View};
use crate::archive::routes;

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
    let total = index.rows.len();
    let pages = total.div_ceil(PER_PAGE).max(1);
    let facets = index.facets.of(List::All, index.list(List::All));
    (1..=pages).map(|page| one_page(index, page, pages, facets.clone())).collect()
}

fn one_page(index: &Index<'_>, page: usize, pages: usize, facets: Option<Ready<FacetList>>) -> Page {
    let total = index.rows.len();
    let start = (page - 1) * PER_PAGE;
    let end = total.min(start + PER_PAGE);
    let rows = index.rows[start..end].to_vec();
    let view = CaseListView { total, rows, pager: Pager::new(page, pages, routes::cases), facets };
    let head = Head::numbered("全部案例", page, pages, format!("“擂台比武”案例 {total} 件，按公布日期从新到旧排列。"));
    Page {
        route: routes::cases(page),
        template: "cases.html",
        head: head.in_section("cases"),
        view: View::CaseList(Box::new(view)),
        last_modified: index.archive.cases[start..end].iter().filter_map(|case| case.date).max(),
    }
}
