//! The bars of a year's standing in pixels, for platforms that take no SVG.

use std::io::Cursor;

use ab_glyph::FontVec;
use image::{ImageFormat, Rgb, RgbImage};

use super::letters::{color, measure, missing, pixels, write};
use super::{Fault, Picture};

/// How wide a chart is; a phone's screen has as many pixels.
const WIDTH: u32 = 1080;

/// How high a row is, and the bar in it.
const ROW: (u32, u32) = (64, 40);

/// How far letters and bars stay from the edge and from each other.
const GAP: u32 = 20;

/// How large letters are, and the most they take of the width for the name of a bar.
const LETTERS: (f32, f32) = (40.0, 420.0);

/// The most bars.
const MOST: usize = 40;

const INK: Rgb<u8> = Rgb([0x22, 0x22, 0x22]);
const PAPER: Rgb<u8> = Rgb([255, 255, 255]);

/// A bar with its name and its value as text.
pub(in crate::platforms) struct Bar {
    pub(in crate::platforms) name: String,
    pub(in crate::platforms) value: String,
    /// Of the longest bar, from 0 to 1.
    pub(in crate::platforms) share: f32,
}

/// Draws bars below each other; `ground` is their color, like `#b3191f`.
pub(in crate::platforms) fn draw(font: &FontVec, bars: &[Bar], ground: &str) -> Result<Picture, Fault> {
    let (bars, ground) = (&bars[..bars.len().min(MOST)], color(ground, [179, 25, 31]));
    let widest = |texts: &mut dyn Iterator<Item = &String>| {
        texts.map(|text| measure(font, LETTERS.0, text)).fold(0.0, f32::max).min(LETTERS.1)
    };
    let names = widest(&mut bars.iter().map(|bar| &bar.name));
    let values = widest(&mut bars.iter().map(|bar| &bar.value));
    let (gap, left) = (pixels(GAP), pixels(GAP) * 2.0 + names);
    let room = pixels(WIDTH) - left - values - gap * 2.0;
    let height = u32::try_from(bars.len()).unwrap_or_default() * ROW.0 + GAP * 2;
    let mut image = RgbImage::from_pixel(WIDTH, height, PAPER);
    for (top, bar) in (0..).map(|row| GAP + row * ROW.0).zip(bars) {
        let base = pixels(top) + pixels(ROW.0) / 2.0 + LETTERS.0 * 0.36;
        let own = measure(font, LETTERS.0, &bar.name);
        let size = LETTERS.0 * (names / own).min(1.0);
        let x = gap + names - measure(font, size, &bar.name);
        write(&mut image, font, (size, INK), (x, base), &bar.name);
        let length = (room * bar.share.clamp(0.0, 1.0)).max(2.0);
        let above = top + (ROW.0 - ROW.1) / 2;
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "within the width")]
        let (from, to) = (left as u32, (left + length) as u32);
        for (x, y) in (above..above + ROW.1).flat_map(|y| (from..to).map(move |x| (x, y))) {
            image.put_pixel(x, y, ground);
        }
        write(&mut image, font, (LETTERS.0, INK), (left + length + gap, base), &bar.value);
    }
    let said: String = bars.iter().flat_map(|bar| [bar.name.as_str(), &bar.value]).collect();
    let mut bytes = Cursor::new(Vec::new());
    image.write_to(&mut bytes, ImageFormat::Png).map_err(|_| "图片转换不了")?;
    Ok(Picture {
        extension: "png",
        bytes: bytes.into_inner().into(),
        width: WIDTH,
        height,
        covers: None,
        advice: (!missing(font, &said).is_empty()).then_some("图上缺字：字体里没有"),
    })
}
