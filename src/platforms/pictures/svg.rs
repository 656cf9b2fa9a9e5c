//! SVG drawings as pixels.

mod work;

use image::RgbImage;
use resvg::tiny_skia::{Color, Pixmap, Transform};
use resvg::usvg::{ImageHrefResolver, Options, Tree};

use super::Fault;
use crate::model::drawing::{Untamed, tamed};
use crate::model::xml::{Piece, pieces};
use work::Work;

/// How wide a drawing is drawn, in pixels.
const WIDTH: f32 = 1080.0;

/// A drawing that is higher than this is drawn smaller.
const MOST_HEIGHT: f32 = 4000.0;

/// Copies of copies multiply; with no more than this there are a few hundred shapes at the most.
const MOST_COPIES: usize = 16;

const MOST_BYTES: usize = 2_000_000;

/// The most bytes of rules, times tags that each of them is tried on.
const MOST_RULES: usize = 200_000_000;

/// The most tags of markers, times bytes of the drawing: there may be a marker at every point of a path.
const MOST_MARKED: usize = 2_000_000;

/// The most levels of elements within each other, those counted that one refers to: each takes a part of the stack.
const MOST_LEVELS: usize = 3000;

/// In a tame drawing no more elements than these refer to each other in a row, copies aside.
const LONGEST_ROW: usize = 32;

const TOO_COMPLEX: Fault = "SVG 太复杂，请换成 JPG 或 PNG";

/// Draws an SVG on white; the second is what an editor should know of it.
pub(super) fn draw(bytes: &[u8]) -> Result<(RgbImage, Option<&'static str>), Fault> {
    let text = std::str::from_utf8(bytes).map_err(|_| "SVG 读不懂")?;
    if text.len() > MOST_BYTES {
        return Err(TOO_COMPLEX);
    }
    // One that copies its parts without end, or is filled with what is filled with it, is no drawing to start on.
    let tame = tamed(text).map_err(|untamed| if untamed == Untamed::Broken { "SVG 读不懂" } else { TOO_COMPLEX })?;
    let text = &tame.svg;
    let is_too_much = text.len() > MOST_BYTES
        || text.matches("<use").count() > MOST_COPIES
        || text.contains("<feImage")
        || styles(text).map(str::len).sum::<usize>().saturating_mul(text.matches('<').count()) > MOST_RULES
        || levels(text) > MOST_LEVELS
        || tags_of_markers(text).saturating_mul(text.len()) > MOST_MARKED;
    if is_too_much {
        return Err(TOO_COMPLEX);
    }
    let tree = Tree::from_str(text, &options()).map_err(|_| "SVG 读不懂")?;
    let size = tree.size();
    let scale = (WIDTH / size.width()).min(MOST_HEIGHT / size.height());
    if Work::of(tree.root(), scale).is_too_much() {
        return Err(TOO_COMPLEX);
    }
    let pixels = |length: f32| (length * scale).round().clamp(1.0, MOST_HEIGHT);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 1 and 4000")]
    let (width, height) = (pixels(size.width()) as u32, pixels(size.height()) as u32);
    let mut pixmap = Pixmap::new(width, height).ok_or("SVG 的大小不对")?;
    pixmap.fill(Color::WHITE);
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut pixmap.as_mut());
    let rgb: Vec<u8> = pixmap.data().chunks_exact(4).flat_map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect();
    let image = RgbImage::from_raw(width, height, rgb).ok_or("SVG 的大小不对")?;
    let advice = match (text.contains("<text"), text.contains("<image")) {
        (true, true) => Some("SVG 里的文字和图片没有画出来，请另存为 PNG 再用"),
        (true, false) => Some("SVG 里的文字没有画出来，请另存为 PNG 再用"),
        (false, true) => Some("SVG 里的图片没有画出来，请另存为 PNG 再用"),
        (false, false) => None,
    };
    Ok((image, advice))
}

/// The texts of all styles.
fn styles(svg: &str) -> impl Iterator<Item = &str> {
    svg.split("<style").skip(1).map(|style| style.split("</style").next().unwrap_or_default())
}

/// How many tags there are in markers.
fn tags_of_markers(svg: &str) -> usize {
    let markers = svg.split("<marker").skip(1).map(|marker| marker.split("</marker").next().unwrap_or_default());
    markers.map(|marker| marker.matches('<').count()).sum()
}

/// How many levels of elements there may be at the most.
fn levels(svg: &str) -> usize {
    let (mut open, mut deepest, mut heirs) = (0_usize, 0, 0);
    for piece in pieces(svg) {
        // What a pattern takes over from another one is not seen as a part of the row.
        heirs += usize::from(matches!(piece, Piece::Tag(tag) if tag.starts_with("<pattern") && tag.contains("href=")));
        match piece {
            Piece::Tag(tag) if tag.starts_with("</") => open = open.saturating_sub(1),
            Piece::Tag(tag) if !tag.ends_with("/>") => open += 1,
            _ => {}
        }
        deepest = deepest.max(open);
    }
    let references = |text: &str| text.matches("url(").count();
    // Nor is what the rules of a style say.
    let row = references(svg).min(LONGEST_ROW * (heirs + 1)) + styles(svg).map(references).sum::<usize>();
    let row = row + svg.matches("<use").count();
    deepest.saturating_mul(row + 1)
}

/// A drawing brings nothing along from other files.
fn options() -> Options<'static> {
    let nothing = ImageHrefResolver { resolve_data: Box::new(|_, _, _| None), resolve_string: Box::new(|_, _| None) };
    Options { image_href_resolver: nothing, ..Options::default() }
}
