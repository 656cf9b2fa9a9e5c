//! What changed between two states of the site, as far as a browser needs to know.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::model::{Bundle, Route};

/// More changed files than this are not named: every page is loaded anew.
const NAMED: usize = 1_000;

/// The files that changed.
#[derive(Debug, Default, PartialEq, Eq, Serialize)]
pub(super) struct Difference {
    /// How many there are.
    #[serde(skip)]
    pub(super) count: usize,
    /// The routes of those that a page shows; none where there are too many to name.
    changed: Option<Vec<Route>>,
    /// The old and the new address of the style sheet, where pages changed in nothing else.
    restyled: Option<(Route, Route)>,
}

/// Compares two states of the site.
pub(super) fn difference(old: &Bundle, new: &Bundle) -> Difference {
    let routes: BTreeSet<&Route> = old.iter().chain(new.iter()).map(|(route, _)| route).collect();
    let changed: Vec<&Route> = routes.into_iter().filter(|route| old.get(route) != new.get(route)).collect();
    let restyled = style_sheet(old).zip(style_sheet(new)).filter(|(before, after)| {
        before != after && changed.iter().all(|route| is_same_but_for(route, old, new, before, after))
    });
    let count = changed.len();
    let is_shown = |route: &&Route| {
        let name = route.as_str();
        name.ends_with("/index.html") || !["search/", "data/"].iter().any(|folder| name.starts_with(folder))
    };
    let shown: Vec<Route> = changed.into_iter().filter(is_shown).cloned().collect();
    let named = (shown.len() <= NAMED).then_some(shown);
    Difference { count, changed: named, restyled: restyled.map(|(before, after)| (before.clone(), after.clone())) }
}

fn style_sheet(site: &Bundle) -> Option<&Route> {
    site.iter().map(|(route, _)| route).find(|route| route.as_str().starts_with("assets/style."))
}

/// Whether a file is one of the two style sheets, or a page that differs in its address only.
fn is_same_but_for(route: &Route, old: &Bundle, new: &Bundle, before: &Route, after: &Route) -> bool {
    if route == before || route == after {
        return true;
    }
    let text = |site: &Bundle| Some(String::from_utf8_lossy(site.get(route)?).into_owned());
    let renamed = text(old).map(|html| html.replace(before.as_str(), after.as_str()));
    renamed.is_some() && renamed == text(new)
}
