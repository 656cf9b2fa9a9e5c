//! Colours as every screen knows them: what a telephone records for wider screens, in sRGB.

use image::DynamicImage;
use moxcms::{ColorProfile, DataColorSpace, Layout, TransformOptions};

/// How many pixels are changed at once: a copy of each is needed.
const AT_ONCE: usize = 65_536;

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
    for part in pixels.chunks_mut(layout.channels() * AT_ONCE) {
        let before = part.to_vec();
        if transform.transform(&before, part).is_err() {
            part.copy_from_slice(&before);
        }
    }
}
