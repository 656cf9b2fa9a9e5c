//! What is made of one picture: a function of its bytes alone.

use std::collections::BTreeSet;

use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder as _, ImageFormat};
use serde::{Deserialize, Serialize};

use super::budget::Budget;
use super::encode::{jpeg, png, resized};
use super::kind::{Fault, kind};
use super::read::{Head, Photo, check_size, head, read};
use super::{colours, gif};

/// The widths that are published, in pixels, as far as the original goes.
const WIDTHS: [u32; 3] = [480, 960, 1600];

/// Changes with everything here that changes what is made of a picture.
const EDITION: &[u8] = b"4";

/// With so few colours a picture is a drawing.
const COLOURS_OF_DRAWING: usize = 256;

/// How large a moving picture may be, in bytes.
const MOST_MOVING: usize = 2_000_000;

/// How many pixels all frames of a moving picture may have together.
const MOST_IN_FRAMES: u64 = 500_000_000;

/// What decoding a moving picture may take beside its own pixels, in bytes: some have frames that are larger.
const BESIDE_FRAMES: u64 = 16 * 1024 * 1024;

/// What a site asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Wishes {
    /// The most pixels of a picture.
    pub(super) most_pixels: u64,
    /// Whether its own width is published too.
    pub(super) originals: bool,
}

/// What was made of a picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Made {
    /// The size of the original, upright, in pixels.
    pub(super) size: (u32, u32),
    /// The narrowest first.
    pub(super) versions: Vec<Version>,
}

/// A picture in one width.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Version {
    pub(super) width: u32,
    pub(super) height: u32,
    pub(super) ending: Ending,
    pub(super) bytes: Vec<u8>,
}

/// The kind of a published file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Ending {
    Jpg,
    Png,
    Gif,
    Svg,
}

impl Ending {
    /// As in a file's name.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Jpg => "jpg",
            Self::Png => "png",
            Self::Gif => "gif",
            Self::Svg => "svg",
        }
    }

    /// As in an address that holds the file, after `image/`.
    pub(super) fn media_type(self) -> &'static str {
        match self {
            Self::Jpg => "jpeg",
            Self::Svg => "svg+xml",
            Self::Png | Self::Gif => self.name(),
        }
    }
}

impl Made {
    /// How many pixels the original has.
    pub(super) fn pixels(&self) -> u64 {
        u64::from(self.size.0) * u64::from(self.size.1)
    }
}

/// What the result for these bytes is known by.
pub(super) fn key(bytes: &[u8], is_drawing: bool, wishes: Wishes) -> String {
    let mut hasher = blake3::Hasher::new();
    hasher.update(EDITION).update(&[u8::from(wishes.originals), u8::from(is_drawing)]).update(bytes);
    hasher.finalize().to_hex().to_string()
}

/// Makes all versions of a picture.
pub(super) fn make(bytes: &[u8], wishes: Wishes, budget: &Budget) -> Result<Made, Fault> {
    let format = kind(bytes)?;
    if format == ImageFormat::Gif {
        let bare = gif::bare(bytes).ok_or(Fault::Damaged)?;
        if bare.frames > 1 {
            return moving(bare, wishes.most_pixels, budget);
        }
    }
    let photo = read(bytes, format, wishes.most_pixels, budget)?;
    versions(photo, format, wishes.originals).ok_or(Fault::Damaged)
}

/// What will be made of a JPEG, but for the bytes. What else there is may become one or the other kind of file, and an
/// address names that.
pub(super) fn outline(bytes: &[u8], wishes: Wishes) -> Option<Made> {
    let Head { decoder, orientation } = head(bytes, ImageFormat::Jpeg, wishes.most_pixels).ok()?;
    let (width, height) = upright(orientation, decoder.dimensions());
    let version = |narrow| Version {
        width: narrow,
        height: scaled(height, narrow, width),
        ending: Ending::Jpg,
        bytes: Vec::new(),
    };
    let versions = widths(width, wishes.originals).into_iter().map(version).collect();
    Some(Made { size: (width, height), versions })
}

/// A moving picture stays as it is.
fn moving(gif: gif::Bare, most_pixels: u64, budget: &Budget) -> Result<Made, Fault> {
    let gif::Bare { bytes, width, height, pixels, .. } = gif;
    check_size((width, height), 1, most_pixels)?;
    if bytes.len() > MOST_MOVING {
        return Err(Fault::TooHeavy { bytes: bytes.len(), most: MOST_MOVING });
    }
    if pixels > MOST_IN_FRAMES {
        return Err(Fault::TooManyFrames { pixels, most: MOST_IN_FRAMES });
    }
    // Of the last frame, this one, and both together.
    let memory = u64::from(width) * u64::from(height) * 4 * 3 + BESIDE_FRAMES;
    let _share = budget.take(memory);
    if !gif::is_whole(&bytes, memory) {
        return Err(Fault::Damaged);
    }
    let version = Version { width, height, ending: Ending::Gif, bytes };
    Ok(Made { size: (width, height), versions: vec![version] })
}

fn versions(photo: Photo<'_>, format: ImageFormat, originals: bool) -> Option<Made> {
    let Photo { image, orientation, profile, share: _share } = photo;
    let is_drawing = format != ImageFormat::Jpeg && has_few_colours(&image);
    let (width, height) = upright(orientation, (image.width(), image.height()));
    let mut sizes = widths(width, originals).into_iter().rev().map(|narrow| (narrow, scaled(height, narrow, width)));
    let largest = sizes.next()?;
    // Made small first and turned then: there is less to turn.
    let lying = upright(orientation, largest);
    let mut current = if lying == (image.width(), image.height()) { image } else { resized(&image, lying.0, lying.1)? };
    current.apply_orientation(orientation);
    if let Some(profile) = profile {
        colours::to_srgb(&mut current, &profile);
    }
    let (ending, bytes) = first_encoded(&current, format, is_drawing)?;
    let mut versions = vec![Version { width: largest.0, height: largest.1, ending, bytes }];
    for (width, height) in sizes {
        current = resized(&current, width, height)?;
        let bytes = if ending == Ending::Jpg { jpeg(&current)? } else { png(&current)? };
        versions.push(Version { width, height, ending, bytes });
    }
    versions.reverse();
    Some(Made { size: (width, height), versions })
}

/// The largest version: transparent and drawn ones as PNG, photos as JPEG, others as the smaller of both.
fn first_encoded(image: &DynamicImage, format: ImageFormat, is_drawing: bool) -> Option<(Ending, Vec<u8>)> {
    if image.color().has_alpha() || is_drawing {
        return Some((Ending::Png, png(image)?));
    }
    let as_jpeg = jpeg(image)?;
    let as_png = if format == ImageFormat::Jpeg { None } else { png(image) };
    let smaller = as_png.filter(|png| png.len() <= as_jpeg.len());
    Some(smaller.map_or((Ending::Jpg, as_jpeg), |png| (Ending::Png, png)))
}

/// The widths of a picture's versions, the narrowest first: never more than its own.
fn widths(own: u32, originals: bool) -> Vec<u32> {
    let most = if originals { own } else { own.min(WIDTHS[WIDTHS.len() - 1]) };
    WIDTHS.into_iter().filter(|width| *width < most).chain([most]).collect()
}

/// A height of at least one pixel in the same proportion.
fn scaled(height: u32, narrow: u32, width: u32) -> u32 {
    let (height, narrow, width) = (u64::from(height), u64::from(narrow), u64::from(width));
    u32::try_from(((height * narrow + width / 2) / width).max(1)).unwrap_or(u32::MAX)
}

/// Width and height once they are turned; turning back is the same.
fn upright(orientation: Orientation, (width, height): (u32, u32)) -> (u32, u32) {
    match orientation {
        Orientation::Rotate90 | Orientation::Rotate270 | Orientation::Rotate90FlipH | Orientation::Rotate270FlipH => {
            (height, width)
        }
        _ => (width, height),
    }
}

fn has_few_colours(image: &DynamicImage) -> bool {
    let step = if image.color().has_alpha() { 4 } else { 3 };
    let (mut seen, mut last): (BTreeSet<&[u8]>, &[u8]) = (BTreeSet::new(), &[]);
    for pixel in image.as_bytes().chunks_exact(step) {
        // Neighbours are mostly alike in a drawing.
        if pixel != last {
            seen.insert(pixel);
            last = pixel;
        }
        if seen.len() > COLOURS_OF_DRAWING {
            return false;
        }
    }
    true
}
