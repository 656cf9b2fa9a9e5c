//! From bytes to pixels, within limits that are checked before there are any.

use std::borrow::Cow;
use std::io::Cursor;

use exif::{In, Tag};
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits};

use super::jpeg;
use super::kind::Fault;
use super::png_parts::{Part, parts};
use crate::model::memory::{self, Share};

/// The longest side, in pixels: no longer one can be written as JPEG.
const LONGEST_SIDE: u32 = 65_500;

/// How many bytes a pixel takes that has the usual four channels.
const CHANNELS: u64 = 4;

/// What decoders may take beside the pixels, in bytes.
const BESIDE: u64 = 64 * 1024 * 1024;

/// A picture as it was stored.
pub(super) struct Photo {
    /// Red, green and blue in a byte each, with a fourth where something is transparent.
    pub(super) image: DynamicImage,
    /// What turns it upright.
    pub(super) orientation: Orientation,
    /// The colours that its numbers mean, where that is said.
    pub(super) profile: Option<Vec<u8>>,
    /// How many pixels it counts as.
    pub(super) counted: u64,
    /// The memory that it takes.
    pub(super) share: Share,
}

/// What a picture says before its pixels.
pub(super) struct Head<D> {
    pub(super) decoder: D,
    pub(super) orientation: Orientation,
    /// How many pixels it counts as.
    pub(super) counted: u64,
}

/// Reads all but the pixels.
pub(super) fn head(bytes: &[u8], format: ImageFormat, most_pixels: u64) -> Result<Head<impl ImageDecoder + '_>, Fault> {
    let is_png = format == ImageFormat::Png;
    let lean = if is_png { without_huge_profile(bytes) } else { Cow::Borrowed(bytes) };
    let mut reader = ImageReader::with_format(Cursor::new(lean), format);
    let mut limits = Limits::no_limits();
    limits.max_alloc = Some(most_pixels * CHANNELS + BESIDE);
    reader.limits(limits);
    if is_png {
        check_head(bytes, most_pixels)?;
    }
    if format == ImageFormat::WebP && !is_whole_webp(bytes) {
        return Err(Fault::Damaged);
    }
    let fault = |_| if format == ImageFormat::Jpeg { jpeg::fault(bytes) } else { Fault::Damaged };
    let mut decoder = reader.into_decoder().map_err(fault)?;
    let counted = check_size(decoder.dimensions(), decoder.total_bytes(), most_pixels)?;
    let orientation = orientation(&mut decoder);
    Ok(Head { decoder, orientation, counted })
}

/// What turns a picture upright, with whatever kind of number its EXIF says so.
fn orientation(decoder: &mut impl ImageDecoder) -> Orientation {
    let said = decoder.exif_metadata().ok().flatten().and_then(|fields| {
        let (fields, _) = exif::parse_exif(&fields).ok()?;
        let field = fields.iter().find(|field| field.tag == Tag::Orientation && field.ifd_num == In::PRIMARY)?;
        Orientation::from_exif(u8::try_from(field.value.get_uint(0)?).ok()?)
    });
    // Fields that cannot be read as a whole may say it all the same.
    said.or_else(|| decoder.orientation().ok()).unwrap_or(Orientation::NoTransforms)
}

/// Decodes a picture.
pub(super) fn read(bytes: &[u8], format: ImageFormat, most_pixels: u64) -> Result<Photo, Fault> {
    let Head { mut decoder, orientation, counted } = head(bytes, format, most_pixels)?;
    let profile = decoder.icc_profile().ok().flatten();
    let (width, height) = decoder.dimensions();
    let rgb = u64::from(width) * u64::from(height) * 3;
    let pixels = decoder.total_bytes().max(rgb);
    let beside = match format {
        ImageFormat::Jpeg => jpeg::beside(bytes, rgb),
        // A second picture in its own colours.
        ImageFormat::WebP => pixels,
        _ => 0,
    };
    // One and a half of it again for what is made of it.
    let share = memory::share(pixels + beside.max(pixels / 2 * 3));
    let image = if format == ImageFormat::Jpeg {
        DynamicImage::ImageRgb8(jpeg::decode(bytes)?)
    } else {
        DynamicImage::from_decoder(decoder).map_err(|_| Fault::Damaged)?
    };
    Ok(Photo { image: plain(image), orientation, profile, counted, share })
}

/// A PNG without a colour profile that is larger than any real one: unpacked, a few bytes become all the memory there is.
fn without_huge_profile(png: &[u8]) -> Cow<'_, [u8]> {
    let profile = parts(png).take_while(|part| part.name != b"IDAT").find(|part| part.name == b"iCCP");
    match profile.filter(Part::is_huge) {
        Some(profile) => Cow::Owned([&png[..profile.at.start], &png[profile.at.end..]].concat()),
        None => Cow::Borrowed(png),
    }
}

/// Refuses a PNG whose head announces too many pixels; its decoder would call that a fault of the file.
fn check_head(png: &[u8], most_pixels: u64) -> Result<(), Fault> {
    let side = |at: usize| Some(u32::from_be_bytes(*png.get(at..)?.first_chunk()?));
    let (Some(width), Some(height)) = (side(16), side(20)) else { return Err(Fault::Damaged) };
    check_size((width, height), 1, most_pixels).map(drop)
}

/// Whether a WebP and each of its parts go on for as many bytes as they say: its decoder makes up what is missing.
fn is_whole_webp(webp: &[u8]) -> bool {
    let end = |at: usize| {
        let length = u32::from_le_bytes(*webp.get(at + 4..)?.first_chunk()?);
        Some((at + 8).saturating_add(usize::try_from(length).ok()?))
    };
    let mut part = 12;
    while let Some(end) = end(part).filter(|end| *end <= webp.len()) {
        part = end.next_multiple_of(2);
    }
    end(0).is_some_and(|end| end <= webp.len() && end <= part)
}

/// How many pixels it counts as, of which each may take four bytes; a fault where there are none or too many.
pub(super) fn check_size((width, height): (u32, u32), bytes: u64, most_pixels: u64) -> Result<u64, Fault> {
    let pixels = u64::from(width) * u64::from(height);
    if pixels == 0 {
        return Err(Fault::Damaged);
    }
    let size = bytes.div_ceil(pixels).max(CHANNELS);
    let counted = pixels.saturating_mul(size).div_ceil(CHANNELS);
    if counted > most_pixels {
        return Err(Fault::TooLarge { width, height, most: most_pixels * CHANNELS / size });
    }
    let is_too_long = width.max(height) > LONGEST_SIDE;
    if is_too_long { Err(Fault::TooLong { width, height, most: LONGEST_SIDE }) } else { Ok(counted) }
}

/// Brings pixels of any kind to a byte a channel; a channel of transparency goes where all is opaque.
fn plain(image: DynamicImage) -> DynamicImage {
    if image.color().has_alpha() {
        let rgba = image.into_rgba8();
        if rgba.pixels().any(|pixel| pixel.0[3] < u8::MAX) {
            return DynamicImage::ImageRgba8(rgba);
        }
        return DynamicImage::ImageRgb8(DynamicImage::ImageRgba8(rgba).into_rgb8());
    }
    DynamicImage::ImageRgb8(image.into_rgb8())
}
