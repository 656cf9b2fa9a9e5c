//! The whole site as a value.

use std::collections::BTreeMap;

use super::route::Route;

/// Every file of the site: its address and its bytes, in the order of the addresses.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bundle {
    files: BTreeMap<Route, Vec<u8>>,
}

impl Bundle {
    /// The file at a route.
    pub fn get(&self, route: &Route) -> Option<&[u8]> {
        self.files.get(route).map(Vec::as_slice)
    }

    /// All files, in the order of their routes.
    pub fn iter(&self) -> impl Iterator<Item = (&Route, &[u8])> {
        self.files.iter().map(|(route, bytes)| (route, bytes.as_slice()))
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

impl FromIterator<(Route, Vec<u8>)> for Bundle {
    /// Collects files; routes are checked for collisions before pages are rendered, so two of one route are a bug.
    fn from_iter<I: IntoIterator<Item = (Route, Vec<u8>)>>(files: I) -> Self {
        let mut bundle = Self::default();
        for (route, bytes) in files {
            debug_assert!(!bundle.files.contains_key(&route), "two files at {route}");
            bundle.files.insert(route, bytes);
        }
        bundle
    }
}
