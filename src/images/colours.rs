//! Colours as every screen knows them: what a telephone records for wider screens, in sRGB.

use image::DynamicImage;
use moxcms::{ColorProfile, DataColorSpace, Layout, TransformOptions};

/// Changes the numbers of a picture whose colours are those of `profile` to what they mean in sRGB. A profile that
/// cannot be read changes nothing: browsers take such a picture for sRGB too.
pub(super) fn to_srgb(image: &mut DynamicImage, profile: &[u8]) {
    let Ok(own) = ColorProfile::new_from_slice(profile) else { return };
    if own.color_space != DataColorSpace::Rgb {
        return;
    }
    let (layout, pixels): (Layout, &mut [u8]) = match image {
        DynamicImage::ImageRgb8(rgb) => (Layout::Rgb, rgb),
        DynamicImage::ImageRgba8(rgba) => (Layout::Rgba, rgba),
        _ => return,
    };
    let srgb = ColorProfile::new_srgb();
    let Ok(transform) = own.create_transform_8bit(layout, &srgb, layout, TransformOptions::default()) else { return };
    let before = pixels.to_vec();
    if transform.transform(&before, pixels).is_err() {
        pixels.copy_from_slice(&before);
    }
}
