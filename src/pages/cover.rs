//! The picture that stands for a case.

use serde::Serialize;

use crate::model::{Picture, Route};

/// The picture that stands for a case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CoverView {
    /// What browsers show that cannot choose.
    pub url: Route,
    /// Its width in pixels.
    pub width: u32,
    /// Its height in pixels.
    pub height: u32,
    /// The smallest there is, for lists.
    pub small: CoverVersion,
    /// What browsers choose from, the narrowest first; empty where there is no choice.
    pub versions: Vec<CoverVersion>,
    /// The largest there is.
    pub full: Route,
}

/// A cover in one width.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CoverVersion {
    /// Where it is.
    pub url: Route,
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
}

impl CoverView {
    /// A picture in its versions.
    pub fn of(picture: &Picture) -> Self {
        let (usual, versions) = (picture.usual(), picture.versions());
        let choice = if versions.len() > 1 { versions } else { &[] };
        let version =
            |v: &crate::model::PictureVersion| CoverVersion { url: v.route.clone(), width: v.width, height: v.height };
        Self {
            url: usual.route.clone(),
            width: usual.width,
            height: usual.height,
            small: version(picture.smallest()),
            versions: choice.iter().map(version).collect(),
            full: picture.largest().route.clone(),
        }
    }
}
