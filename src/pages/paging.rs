//! Lists that are cut into numbered pages. Pages count from 1; a list without rows has one.

use serde::Serialize;

use crate::model::Route;

/// Numbered pages of a list.
#[derive(Clone, Debug, Serialize)]
pub struct Pager {
    /// The number of this page.
    pub page: usize,
    /// How many there are.
    pub pages: usize,
    /// The page before.
    pub previous: Option<Route>,
    /// The page after.
    pub next: Option<Route>,
    /// The numbers to show.
    pub items: Vec<PagerItem>,
}

/// A number in a pager.
#[derive(Clone, Debug, Serialize)]
pub struct PagerItem {
    /// The number.
    pub number: usize,
    /// Its page.
    pub url: Route,
    /// Whether numbers are left out before it.
    pub gap: bool,
    /// Whether it is this page.
    pub current: bool,
}

impl Pager {
    /// The pager of page `page` of `pages`, both from 1; the first, the last and the neighbours are shown.
    pub fn new(page: usize, pages: usize, route: impl Fn(usize) -> Route) -> Self {
        let mut items: Vec<PagerItem> = Vec::new();
        let shown = (1..=pages).filter(|&n| n == 1 || n == pages || n.abs_diff(page) <= 1);
        for number in shown {
            let gap = items.last().is_some_and(|last| last.number + 1 < number);
            items.push(PagerItem { number, url: route(number), gap, current: number == page });
        }
        let previous = (page > 1).then(|| route(page - 1));
        let next = (page < pages).then(|| route(page + 1));
        Self { page, pages, previous, next, items }
    }
}

/// How many pages so many rows take.
pub(super) fn page_count(rows: usize, per_page: usize) -> usize {
    rows.div_ceil(per_page).max(1)
}

/// The rows of a page.
pub(super) fn page_of<T>(rows: &[T], page: usize, per_page: usize) -> &[T] {
    let start = ((page - 1) * per_page).min(rows.len());
    &rows[start..rows.len().min(start + per_page)]
}
