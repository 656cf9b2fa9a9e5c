//! The way from a page to its neighbours of the same kind.

use serde::Serialize;

use super::parts::Link;

/// The pages before and after one in the order of its kind.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Beside {
    /// The page before.
    pub previous: Option<Link>,
    /// The page after.
    pub next: Option<Link>,
}

impl Beside {
    /// The neighbours of the item at a place, from 0.
    pub(super) fn new<T>(items: &[T], place: usize, link: impl Fn(&T) -> Link) -> Self {
        let previous = place.checked_sub(1).and_then(|place| items.get(place));
        Self { previous: previous.map(&link), next: items.get(place + 1).map(&link) }
    }
}
