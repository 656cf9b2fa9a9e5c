//! The addresses of the site: one function a kind of page, so that links and pages cannot differ.

use crate::domain::{Case, Competition, Dimension, Outcome, Township, Village};
use crate::model::Route;

use super::{StaticPage, Topic};

/// The home page.
pub fn home() -> Route {
    fixed("index.html")
}

/// The pages of no document that every site has.
pub fn of_every_site() -> [Route; 5] {
    [home(), cases(1), competitions(), open_data(), not_found()]
}

/// The page of all components of the look.
pub fn specimen() -> Route {
    fixed("specimen.html")
}

/// What is shown where there is no page.
pub fn not_found() -> Route {
    fixed("404.html")
}

/// The list of all cases; `page` counts from 1.
pub fn cases(page: usize) -> Route {
    numbered("cases/index.html", "cases", page)
}

/// A case.
pub fn case(case: &Case) -> Route {
    case_of(&case.slug)
}

/// The case of a slug.
pub fn case_of(slug: &str) -> Route {
    fixed(&format!("cases/{slug}.html"))
}

/// The archive of past competitions.
pub fn competitions() -> Route {
    fixed("competitions/index.html")
}

/// A competition.
pub fn competition(competition: &Competition) -> Route {
    fixed(&format!("competitions/{}.html", competition.slug))
}

/// A year.
pub fn year(year: i16) -> Route {
    fixed(&format!("years/{year}.html"))
}

/// A dimension; `page` counts from 1.
pub fn dimension(dimension: &Dimension, page: usize) -> Route {
    list("dimensions", &dimension.slug, page)
}

/// A topic; `page` counts from 1.
pub fn topic(topic: &Topic, page: usize) -> Route {
    list("topics", &topic.slug, page)
}

/// A result; `page` counts from 1.
pub fn result(outcome: &Outcome, page: usize) -> Route {
    list("results", &outcome.slug, page)
}

/// A township; `page` counts from 1.
pub fn township(township: &Township, page: usize) -> Route {
    list("units", &township.slug, page)
}

/// A village; `page` counts from 1.
pub fn village(township: &Township, village: &Village, page: usize) -> Route {
    list(&format!("units/{}", township.slug), &village.slug, page)
}

/// What can be downloaded.
pub fn open_data() -> Route {
    fixed("data/index.html")
}

/// The search page.
pub fn search() -> Route {
    fixed("search.html")
}

/// The page of all packages for platforms.
pub fn platforms() -> Route {
    fixed("platforms/index.html")
}

/// Any other page.
pub fn page(page: &StaticPage) -> Route {
    fixed(&format!("pages/{}.html", page.slug))
}

fn list(folder: &str, slug: &str, page: usize) -> Route {
    numbered(&format!("{folder}/{slug}.html"), &format!("{folder}/{slug}"), page)
}

/// The first page at `first`, the others in `folder`.
fn numbered(first: &str, folder: &str, page: usize) -> Route {
    if page <= 1 { fixed(first) } else { fixed(&format!("{folder}/page-{page}.html")) }
}

/// A route made of checked slugs.
///
/// # Panics
/// If a slug is none; the archive holds only checked ones.
fn fixed(text: &str) -> Route {
    Route::new(text).unwrap_or_else(|| panic!("{text} is made of checked slugs"))
}
