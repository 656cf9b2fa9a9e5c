//! An image as a page refers to it.

use crate::model::{Picture, Route};

/// An image as a page refers to it. No address is escaped yet, but percent-encoded where it needs to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImageTarget {
    /// What is shown by browsers that cannot choose.
    pub address: String,
    /// Its width and height in pixels, where they are known.
    pub size: Option<(u32, u32)>,
    /// What browsers choose from: addresses and widths in pixels, the narrowest first; empty where there is no choice.
    pub versions: Vec<(String, u32)>,
    /// The largest there is.
    pub full: String,
}

impl ImageTarget {
    /// A file as it is.
    pub fn of_file(address: String, size: Option<(u32, u32)>) -> Self {
        Self { full: address.clone(), address, size, versions: Vec::new() }
    }

    /// A picture as a page at `at` refers to it.
    pub fn of(picture: &Picture, at: &Route) -> Self {
        let usual = picture.usual();
        let versions = picture.versions();
        let choice = if versions.len() > 1 { versions } else { &[] };
        Self {
            address: at.link_to(&usual.route),
            size: Some((usual.width, usual.height)),
            versions: choice.iter().map(|version| (at.link_to(&version.route), version.width)).collect(),
            full: at.link_to(&picture.largest().route),
        }
    }
}
