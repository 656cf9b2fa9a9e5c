//! The whole site as a value.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::route::Route;

/// Every file of the site: its address and its bytes, in the order of the addresses.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bundle {
    files: BTreeMap<Route, Arc<[u8]>>,
}

impl Bundle {
    /// The file at a route.
    pub fn get(&self, route: &Route) -> Option<&Arc<[u8]>> {
        self.files.get(route)
    }

    /// All files, in the order of their routes.
    pub fn iter(&self) -> impl Iterator<Item = (&Route, &Arc<[u8]>)> {
        self.files.iter()
    }

    /// How many files there are.
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether there is no file at all.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }
}

impl FromIterator<(Route, Arc<[u8]>)> for Bundle {
    /// Collects files; routes are checked for collisions before pages are rendered, so here the last one wins.
    fn from_iter<I: IntoIterator<Item = (Route, Arc<[u8]>)>>(files: I) -> Self {
        Self { files: files.into_iter().collect() }
    }
}
