//! Covers where there is no picture: title, unit and result on the theme's red.
//!
//! A font of the machine makes the same archive give other bytes on another one, so it is taken only where the archive
//! asks for it.

use std::collections::{BTreeMap, BTreeSet};

use ab_glyph::{Font, FontVec, PxScale, ScaleFont};
use image::{Rgb, RgbImage};

use super::cover::{Covers, SQUARE, WIDE};
use super::letters::{color, measure, missing, pixels, write};
use super::{Fault, jpeg};
use crate::archive::{CoverFont, Platform};
use crate::model::{Code, Diagnostics, Place};
use crate::platforms::Dress;
use crate::source::{Sources, system_font};

/// Fonts as platforms name them.
pub(in crate::platforms) type Fonts = BTreeMap<CoverFont, FontVec>;

/// How far the frame stands from the edge, and how thick it is.
const FRAME: (u32, u32) = (14, 2);

/// How far letters stay from the edge.
const EDGE: u32 = 42;

/// How much room a line takes, in parts of its letters.
const LEADING: f32 = 1.35;

/// What a line must not begin with.
const CLOSING: &str = "，。、；：！？”’」』）》…—%,.;:!?)";

/// What a card says.
pub(in crate::platforms) struct CardText<'a> {
    pub(in crate::platforms) title: &'a str,
    pub(in crate::platforms) unit: &'a str,
    /// May be empty.
    pub(in crate::platforms) result: &'a str,
}

/// Lines of a size.
struct Block {
    lines: Vec<String>,
    size: f32,
    color: Rgb<u8>,
}

/// The fonts that platforms name; a file that cannot be read is reported, a machine may have none.
pub(in crate::platforms) fn read(diagnostics: &mut Diagnostics, sources: &Sources, platforms: &[Platform]) -> Fonts {
    let mut fonts = Fonts::new();
    let named: BTreeSet<&CoverFont> = platforms.iter().filter_map(|platform| platform.font.as_ref()).collect();
    for name in named {
        let (bytes, index) = match name {
            CoverFont::File(path) => (sources.bytes(path).map(|bytes| bytes.to_vec()).unwrap_or_default(), 0),
            CoverFont::System => system_font().unwrap_or_default(),
        };
        match (FontVec::try_from_vec_and_index(bytes, index), name) {
            (Ok(font), _) => drop(fonts.insert(name.clone(), font)),
            (Err(_), CoverFont::File(path)) => {
                let help = "请换一个 TTF、OTF 或 TTC 文件，例如 Windows 的 C:\\Windows\\Fonts\\simhei.ttf";
                diagnostics.report(Code::Unreadable, Place::of_file(path), "这个字体读不懂", help);
            }
            (Err(_), CoverFont::System) => {}
        }
    }
    fonts
}

/// Both covers, and the characters that the font does not have.
pub(in crate::platforms) fn draw(
    font: &FontVec,
    text: &CardText<'_>,
    dress: &Dress,
) -> Result<(Covers, String), Fault> {
    let (ground, accent) = (color(&dress.ground, [179, 25, 31]), color(&dress.accent, [227, 189, 99]));
    let card = |size, letters| jpeg(&card(font, text, size, letters, (ground, accent))).map(Into::into);
    let covers = Covers { wide: card(WIDE, (58.0, 27.0))?, square: card(SQUARE, (42.0, 21.0))? };
    let said = [text.title, text.unit, text.result].concat();
    Ok((covers, missing(font, &said)))
}

/// A card of this size, with letters of these sizes at the most: of the title and below it.
fn card(
    font: &FontVec,
    text: &CardText<'_>,
    (width, height): (u32, u32),
    (large, small): (f32, f32),
    (ground, accent): (Rgb<u8>, Rgb<u8>),
) -> RgbImage {
    let mut image = RgbImage::from_pixel(width, height, ground);
    frame(&mut image, accent);
    let room = pixels(width - 2 * EDGE);
    let below: Vec<String> =
        [text.unit, text.result].into_iter().filter(|line| !line.is_empty()).map(Into::into).collect();
    let widest = below.iter().map(|line| measure(font, small, line)).fold(1.0, f32::max);
    let below = Block { lines: below, size: small * (room / widest).min(1.0), color: accent };
    let most = pixels(height - 2 * EDGE) - below.height() - small;
    let mut title = Block { lines: Vec::new(), size: large, color: Rgb([255, 255, 255]) };
    loop {
        title.lines = wrapped(font, title.size, text.title, room);
        if title.height() <= most || title.size < 14.0 {
            break;
        }
        title.size -= 2.0;
    }
    let top = (pixels(height) - title.height() - small - below.height()) / 2.0;
    title.draw(&mut image, font, top);
    below.draw(&mut image, font, top + title.height() + small);
    image
}

impl Block {
    fn height(&self) -> f32 {
        pixels(u32::try_from(self.lines.len()).unwrap_or_default()) * self.size * LEADING
    }

    /// Draws the lines in the middle of the picture, the first from this height on.
    fn draw(&self, image: &mut RgbImage, font: &FontVec, top: f32) {
        let scaled = font.as_scaled(PxScale::from(self.size));
        let mut base = top + (self.size * LEADING - scaled.height()) / 2.0 + scaled.ascent();
        for line in &self.lines {
            let x = (pixels(image.width()) - measure(font, self.size, line)) / 2.0;
            write(image, font, (self.size, self.color), (x, base), line);
            base += self.size * LEADING;
        }
    }
}

/// A text in as few lines as fit, each about as long as the others.
fn wrapped(font: &FontVec, size: f32, text: &str, room: f32) -> Vec<String> {
    let whole = measure(font, size, text);
    let count = (whole / room).ceil().max(1.0);
    // A little more than its share for each line, or the last would be a word too many.
    let share = (whole / count + size * 0.6).min(room);
    let mut lines = vec![String::new()];
    let mut taken = 0.0;
    for c in text.chars() {
        let advance = measure(font, size, c.encode_utf8(&mut [0; 4]));
        if taken + advance > share && !CLOSING.contains(c) {
            lines.push(String::new());
            taken = 0.0;
        }
        taken += advance;
        if let Some(line) = lines.last_mut() {
            line.push(c);
        }
    }
    lines
}

fn frame(image: &mut RgbImage, color: Rgb<u8>) {
    let (width, height) = image.dimensions();
    let (far, thick) = FRAME;
    let line = |at: u32, side: u32| (far..far + thick).contains(&at) || (side - far - thick..side - far).contains(&at);
    let within = |at: u32, side: u32| (far..side - far).contains(&at);
    for (x, y, pixel) in image.enumerate_pixels_mut() {
        if (line(x, width) && within(y, height)) || (line(y, height) && within(x, width)) {
            *pixel = color;
        }
    }
}
