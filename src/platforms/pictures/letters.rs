//! Letters in pixels, in a font of the archive or the machine.

use ab_glyph::{Font, FontVec, Glyph, PxScale, ScaleFont, point};
use image::{Rgb, RgbImage};

/// Writes a line that begins at this x, on this base line.
pub(super) fn write(
    image: &mut RgbImage,
    font: &FontVec,
    (size, color): (f32, Rgb<u8>),
    (mut x, base): (f32, f32),
    line: &str,
) {
    let scale = PxScale::from(size);
    for c in line.chars() {
        let id = font.glyph_id(c);
        draw_glyph(image, font, Glyph { id, scale, position: point(x, base) }, color);
        x += font.as_scaled(scale).h_advance(id);
    }
}

fn draw_glyph(image: &mut RgbImage, font: &FontVec, glyph: Glyph, color: Rgb<u8>) {
    let Some(outlined) = font.outline_glyph(glyph) else { return };
    let bounds = outlined.px_bounds();
    outlined.draw(|x, y, coverage| {
        #[expect(clippy::cast_possible_truncation, reason = "within the picture, or left out")]
        let (x, y) = (i64::from(x) + bounds.min.x as i64, i64::from(y) + bounds.min.y as i64);
        let (Ok(x), Ok(y)) = (u32::try_from(x), u32::try_from(y)) else { return };
        let Some(pixel) = image.get_pixel_mut_checked(x, y) else { return };
        for (own, wanted) in pixel.0.iter_mut().zip(color.0) {
            let mixed = f32::from(*own) + (f32::from(wanted) - f32::from(*own)) * coverage.clamp(0.0, 1.0);
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between two bytes")]
            let mixed = mixed.round() as u8;
            *own = mixed;
        }
    });
}

/// How wide a line is, in pixels.
pub(super) fn measure(font: &FontVec, size: f32, text: &str) -> f32 {
    let scaled = font.as_scaled(PxScale::from(size));
    text.chars().map(|c| scaled.h_advance(font.glyph_id(c))).sum()
}

/// The characters of a text that a font does not have.
pub(super) fn missing(font: &FontVec, text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && font.glyph_id(*c).0 == 0).collect()
}

/// A color like `#b3191f`.
pub(super) fn color(text: &str, default: [u8; 3]) -> Rgb<u8> {
    let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6);
    let value = digits.and_then(|digits| u32::from_str_radix(digits, 16).ok());
    Rgb(value.map_or(default, |value| {
        let [_, red, green, blue] = value.to_be_bytes();
        [red, green, blue]
    }))
}

/// Pixels as the font counts them.
pub(super) fn pixels(count: u32) -> f32 {
    f32::from(u16::try_from(count).unwrap_or(u16::MAX))
}
