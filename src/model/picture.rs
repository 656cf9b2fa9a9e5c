//! A picture as it is published: in several widths, of which a browser takes the one that fits.

use super::route::Route;

/// Endings of files that are pictures made of pixels. Drawings in SVG are none.
pub const PIXELS: [&str; 13] =
    ["jpg", "jpeg", "jfif", "png", "gif", "webp", "bmp", "heic", "heif", "avif", "tif", "tiff", "ico"];

/// The width, in pixels, up to which a version serves browsers that cannot choose.
const USUAL: u32 = 960;

/// A picture as it is published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// Its versions, the narrowest first; never empty.
    versions: Vec<PictureVersion>,
}

/// A picture in one width.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PictureVersion {
    /// Where it is.
    pub route: Route,
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
}

impl Picture {
    /// A picture of these versions, the narrowest first; `None` where there are none.
    pub fn new(versions: Vec<PictureVersion>) -> Option<Self> {
        (!versions.is_empty()).then_some(Self { versions })
    }

    /// All versions, the narrowest first.
    pub fn versions(&self) -> &[PictureVersion] {
        &self.versions
    }

    /// The version for browsers that cannot choose.
    pub fn usual(&self) -> &PictureVersion {
        self.up_to(USUAL)
    }

    /// The widest version that is no wider than this, else the narrowest.
    pub fn up_to(&self, width: u32) -> &PictureVersion {
        self.versions.iter().rev().find(|version| version.width <= width).unwrap_or(&self.versions[0])
    }

    /// The smallest version.
    pub fn smallest(&self) -> &PictureVersion {
        &self.versions[0]
    }

    /// The largest version.
    pub fn largest(&self) -> &PictureVersion {
        &self.versions[self.versions.len() - 1]
    }
}
