//! What pages say to machines: JSON-LD, Open Graph, the page tags of 党政机关网站; enter at [`complete`].

mod gov;
mod json_ld;

use super::{Page, View};
use crate::archive::Site;
use crate::model::Route;

pub use gov::MetaTag;
pub use json_ld::JsonLd;

/// Pictures that the readers of Open Graph do not show.
const NOT_SHOWN: &str = ".svg";

/// Fills in what the head of a page says to machines, from what the page shows.
pub(super) fn complete(site: &Site, mut page: Page) -> Page {
    page.head.kind = kind(&page.view);
    page.head.image = picture(&page.view).filter(|cover| !cover.as_str().ends_with(NOT_SHOWN)).cloned();
    page.head.gov = gov::tags(site, &page);
    page.head.json_ld = json_ld::script(site, &page);
    page
}

/// `article` for a write-up or the results of a contest, `website` for other pages, empty for those that nobody
/// should find.
fn kind(view: &View) -> &'static str {
    match view {
        View::Case(_) | View::Competition(_) => "article",
        View::Moved(_) | View::Withdrawn(_) | View::Search(_) | View::Platforms(_) | View::Bare(_) => "",
        _ => "website",
    }
}

fn picture(view: &View) -> Option<&Route> {
    if let View::Case(view) = view { view.case.cover.as_ref().map(|cover| &cover.full) } else { None }
}
