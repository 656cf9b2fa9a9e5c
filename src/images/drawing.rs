//! Drawings in SVG: without what a browser would run or fetch, without what drawing programs write beside the drawing,
//! such as who drew it and where the file lay, and with the photos inside made anew like all others.

use super::embedded::Embedded;
use super::kind::Fault;
use super::make::{Ending, Made, Version};
use crate::archive::drawing_fault;
use crate::model::drawing::{Tamed, Untamed, tamed};
use crate::model::xml::{Piece, attributes, pieces, tag_name};

/// How many pixels an inch, a centimetre and so on have.
const UNITS: [(&str, f64); 7] =
    [("", 1.0), ("px", 1.0), ("in", 96.0), ("cm", 96.0 / 2.54), ("mm", 9.6 / 2.54), ("pt", 96.0 / 72.0), ("pc", 16.0)];

/// The size of a drawing that names none, as browsers have it.
const USUAL: (f64, f64) = (300.0, 150.0);

/// The longest sides that are announced; one that names only its proportions is as wide.
const LONGEST: (f64, f64) = (1600.0, 4000.0);

/// No program writes so many; each is compared with all others of its tag.
const MOST_ATTRIBUTES: usize = 1000;

/// A drawing as it is published; of one that is not well-formed browsers show nothing, or what comes before the fault.
pub(super) fn make(bytes: &[u8], embedded: &mut Embedded) -> Result<Made, Fault> {
    let text = std::str::from_utf8(bytes).map_err(|_| Fault::Damaged)?;
    let Tamed { svg: tame, .. } = tamed(text).map_err(|untamed| match untamed {
        Untamed::Broken => Fault::Damaged,
        Untamed::TooManyCopies => Fault::TooManyCopies,
        Untamed::TooManyNames => Fault::TooManyNames,
    })?;
    // What is published is looked at, not only what it was made of.
    if drawing_fault(tame.as_bytes()).is_some() {
        return Err(Fault::Active);
    }
    let mut whole = String::with_capacity(tame.len());
    let (mut size, mut is_style) = (None, false);
    for piece in pieces(&tame) {
        match piece {
            Piece::Tag(tag) => {
                if size.is_none() {
                    size = Some(announced(tag));
                }
                is_style = tag_name(tag) == "style";
                push_tag(&mut whole, tag, embedded)?;
            }
            Piece::Text(style) if is_style => whole.push_str(&embedded.made_anew(style)?),
            Piece::Text(text) | Piece::Note(text) => whole.push_str(text),
        }
    }
    let (width, height) = size.ok_or(Fault::Damaged)?;
    let version = Version { width, height, ending: Ending::Svg, bytes: whole.into_bytes() };
    Ok(Made { counted: embedded.counted, versions: vec![version] })
}

/// Whether a drawing is one that [`make`] could have written: there is nothing to take away.
pub(super) fn is_tame(bytes: &[u8]) -> bool {
    let is_same = |text: &str| tamed(text).is_ok_and(|tame| tame.svg == text);
    std::str::from_utf8(bytes).is_ok_and(is_same) && drawing_fault(bytes).is_none()
}

/// Appends a tag with the pictures in its attributes made anew.
fn push_tag(whole: &mut String, tag: &str, embedded: &mut Embedded) -> Result<(), Fault> {
    let mut from = 0;
    for attribute in attributes(tag).filter(|all| all.len() <= MOST_ATTRIBUTES).ok_or(Fault::Damaged)? {
        let value = attribute.at.end - 1 - attribute.value.len()..attribute.at.end - 1;
        whole.push_str(&tag[from..value.start]);
        whole.push_str(&embedded.made_anew(attribute.value)?);
        from = value.end;
    }
    whole.push_str(&tag[from..]);
    Ok(())
}

/// Width and height in pixels, as pages leave room for them.
fn announced(svg: &str) -> (u32, u32) {
    let attributes = attributes(svg).unwrap_or_default();
    let value = |name: &str| attributes.iter().find(|attribute| attribute.name == name).map(|found| found.value);
    let (width, height) = (value("width").and_then(length), value("height").and_then(length));
    let proportion = value("viewBox").and_then(|text| {
        let numbers: Vec<f64> = text.split([' ', ',', '\n', '\t']).filter_map(|part| part.parse().ok()).collect();
        (numbers.len() == 4 && numbers[2] > 0.0 && numbers[3] > 0.0).then(|| numbers[3] / numbers[2])
    });
    let (width, height) = match (width, height, proportion) {
        (Some(width), Some(height), _) => (width, height),
        (Some(width), None, Some(proportion)) => (width, width * proportion),
        (None, Some(height), Some(proportion)) => (height / proportion, height),
        (None, None, Some(proportion)) => (LONGEST.0, LONGEST.0 * proportion),
        (width, height, None) => (width.unwrap_or(USUAL.0), height.unwrap_or(USUAL.1)),
    };
    // Numbers at the ends of what can be written make none.
    let (width, height) = if width.is_normal() && height.is_normal() { (width, height) } else { USUAL };
    let scale = (LONGEST.0 / width).min(LONGEST.1 / height).min(1.0);
    (pixels(width * scale), pixels(height * scale))
}

/// A length in pixels; none where it is a share of what is around.
fn length(text: &str) -> Option<f64> {
    let text = text.trim();
    let end = text.find(|c: char| c.is_ascii_alphabetic() || c == '%').unwrap_or(text.len());
    let (_, factor) = UNITS.into_iter().find(|(unit, _)| *unit == &text[end..])?;
    text[..end].parse().ok().map(|number: f64| number * factor).filter(|pixels| *pixels > 0.0 && pixels.is_finite())
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 1 and 4000")]
fn pixels(length: f64) -> u32 {
    length.round().clamp(1.0, LONGEST.1) as u32
}
