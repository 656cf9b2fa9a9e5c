//! The whole site as a value.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::route::Route;

/// Every file of the site: its address and its bytes, in the order of the addresses. Files of the same bytes may share
/// them, and each takes no more memory than it is long.
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
    pub fn iter(&self) -> impl Iterator<Item = (&Route, &[u8])> {
        self.files.iter().map(|(route, bytes)| (route, &**bytes))
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

/// Takes files as soon as they are made, so that a large site is never held as a whole.
pub trait Sink: Sync {
    /// Said before the first file, once nothing is known to be wrong with the site.
    fn begin(&self);

    /// Whether it takes this file; else the file stays in the bundle.
    fn take(&self, route: &Route, bytes: &[u8]) -> bool;
}

/// Takes nothing: the bundle is the whole site.
#[derive(Clone, Copy, Debug)]
pub struct NoSink;

impl Sink for NoSink {
    fn begin(&self) {}

    fn take(&self, _: &Route, _: &[u8]) -> bool {
        false
    }
}

impl<B: Into<Arc<[u8]>>> Extend<(Route, B)> for Bundle {
    /// Adds files; routes are checked for collisions before pages are rendered, so two of one route are a bug.
    fn extend<I: IntoIterator<Item = (Route, B)>>(&mut self, files: I) {
        for (route, bytes) in files {
            debug_assert!(!self.files.contains_key(&route), "two files at {route}");
            self.files.insert(route, bytes.into());
        }
    }
}

impl<B: Into<Arc<[u8]>>> FromIterator<(Route, B)> for Bundle {
    fn from_iter<I: IntoIterator<Item = (Route, B)>>(files: I) -> Self {
        let mut bundle = Self::default();
        bundle.extend(files);
        bundle
    }
}
