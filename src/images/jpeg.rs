//! Decoding JPEG, strictly: what is missing or garbled is a fault, not grey.

use image::{DynamicImage, GrayImage, RgbImage};
use jpeg_decoder::{Decoder, Error, PixelFormat};
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

use super::jpeg_parts::parts;
use super::kind::Fault;

/// The pixels of a picture.
pub(super) fn decode(bytes: &[u8]) -> Result<RgbImage, Fault> {
    let parts = parts(bytes).ok_or(Fault::Damaged)?;
    if parts.have_hole() || !parts.are_complete() {
        return Err(Fault::Damaged);
    }
    let bare = parts.bare();
    if parts.are_usual() { usual(&bare).ok_or(Fault::Damaged) } else { unusual(&bare) }
}

/// How many bytes decoding takes beside the pixels, which as red, green and blue have so many: for the file without
/// notes, for values of two bytes that become ever finer, and for each colour by itself.
pub(super) fn beside(bytes: &[u8], rgb: u64) -> u64 {
    let Some(parts) = parts(bytes) else { return 0 };
    let file = u64::try_from(parts.bare_length()).unwrap_or(u64::MAX);
    let values = if parts.are_in_order() { 0 } else { 2 * rgb };
    let colours = if parts.are_usual() { 0 } else { rgb };
    file + values + colours
}

/// Why a picture has no head that can be read.
pub(super) fn fault(bytes: &[u8]) -> Fault {
    if parts(bytes).is_some_and(|parts| parts.are_unknown()) { Fault::Rare } else { Fault::Damaged }
}

fn usual(bare: &[u8]) -> Option<RgbImage> {
    let options = DecoderOptions::default()
        .set_strict_mode(true)
        .set_max_width(usize::MAX)
        .set_max_height(usize::MAX)
        .jpeg_set_out_colorspace(ColorSpace::RGB);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(bare), options);
    let pixels = decoder.decode().ok()?;
    let (width, height) = decoder.dimensions()?;
    RgbImage::from_raw(u32::try_from(width).ok()?, u32::try_from(height).ok()?, pixels)
}

/// What the usual decoder gives other colours than are meant.
fn unusual(bare: &[u8]) -> Result<RgbImage, Fault> {
    let mut decoder = Decoder::new(bare);
    let pixels = decoder.decode().map_err(|error| match error {
        Error::Unsupported(_) => Fault::Rare,
        _ => Fault::Damaged,
    })?;
    let info = decoder.info().ok_or(Fault::Damaged)?;
    let (width, height) = (u32::from(info.width), u32::from(info.height));
    match info.pixel_format {
        PixelFormat::RGB24 => RgbImage::from_raw(width, height, pixels).ok_or(Fault::Damaged),
        PixelFormat::L8 => {
            let grey = GrayImage::from_raw(width, height, pixels).ok_or(Fault::Damaged)?;
            Ok(DynamicImage::ImageLuma8(grey).into_rgb8())
        }
        PixelFormat::L16 | PixelFormat::CMYK32 => Err(Fault::Rare),
    }
}
