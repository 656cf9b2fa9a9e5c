//! From pixels to bytes, smaller where asked; what is written has no metadata.

use fast_image_resize::images::Image;
use fast_image_resize::{FilterType, MulDiv, PixelType, ResizeAlg, ResizeOptions, Resizer};
use image::{DynamicImage, RgbImage, RgbaImage};
use jpeg_encoder::{ChromaSubsamplingMethod, ColorType, Encoder, SamplingFactor};

use super::palette::Palette;

/// A picture in another size; `None` where it has no pixels.
pub(super) fn resized(image: DynamicImage, width: u32, height: u32) -> Option<DynamicImage> {
    let has_alpha = image.color().has_alpha();
    let kind = if has_alpha { PixelType::U8x4 } else { PixelType::U8x3 };
    let mut from = Image::from_vec_u8(image.width(), image.height(), image.into_bytes(), kind).ok()?;
    let mut to = Image::new(width, height, kind);
    // Colours count as much as can be seen of them; done here, it takes no copy of the whole picture.
    let options = ResizeOptions::new().resize_alg(ResizeAlg::Convolution(FilterType::CatmullRom)).use_alpha(false);
    if has_alpha {
        MulDiv::new().multiply_alpha_inplace(&mut from).ok()?;
    }
    Resizer::new().resize(&from, &mut to, &options).ok()?;
    if has_alpha {
        MulDiv::new().divide_alpha_inplace(&mut to).ok()?;
        return RgbaImage::from_raw(width, height, to.into_vec()).map(DynamicImage::ImageRgba8);
    }
    RgbImage::from_raw(width, height, to.into_vec()).map(DynamicImage::ImageRgb8)
}

/// A picture without transparency as JPEG of this quality, of 100.
pub(super) fn jpeg(image: &DynamicImage, quality: u8) -> Option<Vec<u8>> {
    let (width, height) = (u16::try_from(image.width()).ok()?, u16::try_from(image.height()).ok()?);
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, quality);
    encoder.set_sampling_factor(SamplingFactor::R_4_2_0);
    // Thin lines keep their colour.
    encoder.set_chroma_subsampling_method(ChromaSubsamplingMethod::Average);
    // Tables of its own would come with a scan for each colour, which not every decoder reads rightly.
    encoder.set_optimized_huffman_tables(false);
    encoder.encode(image.as_bytes(), width, height, ColorType::Rgb).ok()?;
    Some(bytes)
}

/// A picture as PNG, where it has few colours with a number for each pixel.
pub(super) fn png(image: &DynamicImage) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, image.width(), image.height());
    let palette = Palette::of(image);
    encoder.set_filter(png::Filter::Adaptive);
    if let Some(palette) = &palette {
        encoder.set_color(png::ColorType::Indexed);
        encoder.set_depth(palette.depth());
        encoder.set_palette(palette.colours());
        if let Some(transparency) = palette.transparency() {
            encoder.set_trns(transparency);
        }
        encoder.set_compression(png::Compression::High);
        // Numbers beside each other are not alike.
        encoder.set_filter(png::Filter::NoFilter);
    } else {
        encoder.set_color(if image.color().has_alpha() { png::ColorType::Rgba } else { png::ColorType::Rgb });
    }
    let mut writer = encoder.write_header().ok()?;
    match palette {
        Some(palette) => writer.write_image_data(&palette.rows(image)?).ok()?,
        None => writer.write_image_data(image.as_bytes()).ok()?,
    }
    writer.finish().ok()?;
    Some(bytes)
}
