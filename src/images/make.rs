//! What is made of one picture: a function of its bytes alone.

use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder as _, ImageFormat};
use serde::{Deserialize, Serialize};

use super::encode::{jpeg, png, resized};
use super::kind::{Fault, kind};
use super::palette::Palette;
use super::read::{Head, Photo, check_size, head, read};
use super::{colours, gif};
use crate::model::memory;

/// The widths that are published, in pixels, as far as the original goes.
const WIDTHS: [u32; 3] = [480, 960, WIDEST];

/// The widest of them.
pub(super) const WIDEST: u32 = 1600;

/// Changes with everything here that changes what is made of a picture.
const EDITION: &[u8] = b"10";

/// How good a JPEG is, of 100: photos of 12 megapixels take a sixth less than at 78, and 0.5 dB more of noise.
const QUALITY: u8 = 72;

/// How good one of so many pixels is that was made at least twice as small: an upright photo has twice as many pixels as
/// one that lies, and is shown in the same width. A sixth is saved, of upright photos alone 14 % remain.
const QUALITY_OF_UPRIGHT: [(u64, u8); 2] = [(2_200_000, 50), (1_000_000, 60)];

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
    /// How many pixels the original counts as, at most all that a picture may have.
    pub(super) counted: u64,
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

/// What the result for these bytes is known by.
pub(super) fn key(bytes: &[u8], is_drawing: bool, wishes: Wishes) -> String {
    let mut hasher = blake3::Hasher::new();
    hasher.update(EDITION).update(&[u8::from(wishes.originals), u8::from(is_drawing)]).update(bytes);
    hasher.finalize().to_hex().to_string()
}

/// Makes all versions of a picture.
pub(super) fn make(bytes: &[u8], wishes: Wishes) -> Result<Made, Fault> {
    let format = kind(bytes)?;
    if format == ImageFormat::Gif {
        let bare = gif::bare(bytes).ok_or(Fault::Damaged)?;
        if bare.frames > 1 {
            return moving(bare, wishes.most_pixels);
        }
    }
    let photo = read(bytes, format, wishes.most_pixels)?;
    versions(photo, format, wishes.originals).ok_or(Fault::Damaged)
}

/// What will be made of a JPEG, but for the bytes. What else there is may become one or the other kind of file, and an
/// address names that.
pub(super) fn outline(bytes: &[u8], wishes: Wishes) -> Option<Made> {
    let Head { decoder, orientation, counted } = head(bytes, ImageFormat::Jpeg, wishes.most_pixels).ok()?;
    let (width, height) = upright(orientation, decoder.dimensions());
    let version = |narrow| Version {
        width: narrow,
        height: scaled(height, narrow, width),
        ending: Ending::Jpg,
        bytes: Vec::new(),
    };
    let versions = widths(width, wishes.originals).into_iter().map(version).collect();
    Some(Made { counted, versions })
}

/// A moving picture stays as it is.
fn moving(gif: gif::Bare, most_pixels: u64) -> Result<Made, Fault> {
    let gif::Bare { bytes, width, height, pixels, .. } = gif;
    let counted = check_size((width, height), 1, most_pixels)?;
    if bytes.len() > MOST_MOVING {
        return Err(Fault::TooHeavy { bytes: bytes.len(), most: MOST_MOVING });
    }
    if pixels > MOST_IN_FRAMES {
        return Err(Fault::TooManyFrames { pixels, most: MOST_IN_FRAMES });
    }
    // Of the last frame, this one, and both together.
    let memory = u64::from(width) * u64::from(height) * 4 * 3 + BESIDE_FRAMES;
    let _share = memory::share(memory);
    if !gif::is_whole(&bytes, memory) {
        return Err(Fault::Damaged);
    }
    let version = Version { width, height, ending: Ending::Gif, bytes };
    Ok(Made { counted, versions: vec![version] })
}

fn versions(photo: Photo, format: ImageFormat, originals: bool) -> Option<Made> {
    let Photo { image, orientation, profile, counted, share: _share } = photo;
    let palette = if format == ImageFormat::Jpeg { None } else { Palette::of(&image) };
    let (width, height) = upright(orientation, (image.width(), image.height()));
    let mut sizes = widths(width, originals).into_iter().rev().map(|narrow| (narrow, scaled(height, narrow, width)));
    let largest = sizes.next()?;
    // Made small first and turned then: there is less to turn.
    let lying = upright(orientation, largest);
    let is_own = lying == (image.width(), image.height());
    let mut current = if is_own { image } else { resized(image, lying.0, lying.1)? };
    current.apply_orientation(orientation);
    if let Some(profile) = profile {
        colours::to_srgb(&mut current, &profile);
    }
    let own = u64::from(width) * u64::from(height);
    let in_few = |smaller: &DynamicImage| {
        let drawing = palette.as_ref().map(|palette| palette.blended(smaller));
        version(drawing.as_ref().unwrap_or(smaller), format, palette.is_some(), own)
    };
    let mut versions =
        vec![if is_own { version(&current, format, palette.is_some(), own)? } else { in_few(&current)? }];
    for (narrow, low) in sizes {
        current = resized(current, narrow, low)?;
        versions.push(in_few(&current)?);
    }
    versions.reverse();
    Some(Made { counted, versions })
}

/// A version: what is transparent as PNG, what was JPEG so again, all else as what takes less. The sharp edges of a
/// drawing may take half as much again. The original has `own` pixels.
fn version(image: &DynamicImage, format: ImageFormat, is_drawing: bool, own: u64) -> Option<Version> {
    let as_png = if format == ImageFormat::Jpeg { None } else { Some(png(image)?) };
    let as_jpeg = if image.color().has_alpha() { None } else { Some(jpeg(image, quality(image, own))?) };
    let (ending, bytes) = match (as_png, as_jpeg) {
        (Some(png), Some(jpeg)) if png.len() * 2 <= jpeg.len() * if is_drawing { 3 } else { 2 } => (Ending::Png, png),
        (_, Some(jpeg)) => (Ending::Jpg, jpeg),
        (png, None) => (Ending::Png, png?),
    };
    Some(Version { width: image.width(), height: image.height(), ending, bytes })
}

/// How good a version is as JPEG, of an original of so many pixels.
fn quality(image: &DynamicImage, own: u64) -> u8 {
    let pixels = u64::from(image.width()) * u64::from(image.height());
    let is_upright_photo = image.height() > image.width() && own >= pixels * 2;
    let as_upright = || QUALITY_OF_UPRIGHT.iter().find(|(most, _)| pixels > *most);
    is_upright_photo.then(as_upright).flatten().map_or(QUALITY, |(_, quality)| *quality)
}

/// The widths of a picture's versions, the narrowest first: never more than its own.
fn widths(own: u32, originals: bool) -> Vec<u32> {
    let most = if originals { own } else { own.min(WIDEST) };
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
