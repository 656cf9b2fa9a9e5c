//! Drawings in SVG: without what a browser would run or fetch, without what drawing programs write beside the drawing,
//! such as who drew it and where the file lay, and with the photos inside made anew like all others.

use std::borrow::Cow;

use resvg::usvg::roxmltree::{Document, ParsingOptions};

use super::embedded::{self, Embedded};
use super::kind::Fault;
use super::make::{Ending, Made, Version};
use super::style;
use crate::model::drawing::tamed;
use crate::model::entities::with_entities;
use crate::model::xml::{Piece, attributes, pieces, tag_name};

/// What the elements of a drawing are known by.
const NAMESPACE: &str = "http://www.w3.org/2000/svg";

/// Elements that no browser shows: what is said of the drawing, what programs note of the file, or keep a second time to
/// work on.
const NOTES: [&str; 7] = ["desc", "metadata", "xmpmeta", "RDF", "namedview", "pgf", "documentProperties"];

/// Prefixes of elements and attributes in which programs keep notes, paths of the machine among them.
const NOTING: [&str; 2] = ["sodipodi:", "inkscape:"];

/// The attribute in which a program keeps the whole file a second time, with the day and the machine.
const COPY: &str = "content";

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
    let text = with_entities(std::str::from_utf8(bytes).map_err(|_| Fault::Damaged)?);
    let text = &*tamed(&text).map_or(text, Cow::Owned);
    let mut bare = String::with_capacity(text.len());
    let (mut size, mut note, mut is_style) = (None, None, false);
    // What all styles say, and how many addresses that hold what they lead to are written in them.
    let (mut styles, mut written) = (String::new(), 0);
    for piece in pieces(text) {
        match piece {
            Piece::Tag(tag) if note.is_some() => note = note.take().filter(|name| tag_name(tag) != format!("/{name}")),
            _ if note.is_some() => {}
            Piece::Tag(tag) => {
                let name = tag_name(tag);
                let local = if name.starts_with('/') { "" } else { name.rsplit(':').next().unwrap_or_default() };
                if NOTES.contains(&local) || NOTING.iter().any(|prefix| name.starts_with(prefix)) {
                    note = Some(name).filter(|_| !tag.ends_with("/>"));
                    continue;
                }
                if name.rsplit([':', '/']).next() == Some("style") {
                    is_style = local == "style" && !tag.ends_with("/>");
                }
                if local == "svg" && size.is_none() {
                    size = Some(announced(tag));
                }
                push_tag(&mut bare, tag, embedded)?;
            }
            Piece::Note(note) if !is_style && is_dropped(note) => {}
            // A style may stand in a comment and holds all the same.
            Piece::Note(text) | Piece::Text(text) if is_style => {
                bare.push_str(&embedded.made_anew(&style::without_comments(text))?);
                styles.push_str(piece.words().unwrap_or_default());
                written += piece.words().map_or(0, embedded::count);
            }
            Piece::Note(text) | Piece::Text(text) => bare.push_str(text),
        }
    }
    // Comments and tags divide what a browser reads as one.
    if embedded::holds_more_than(written, &styles) {
        return Err(Fault::Inside);
    }
    let (width, height) = size.filter(|_| is_shown(&bare)).ok_or(Fault::Damaged)?;
    let version = Version { width, height, ending: Ending::Svg, bytes: bare.into_bytes() };
    Ok(Made { counted: embedded.counted, versions: vec![version] })
}

/// Whether a note is dropped: all but what says how to read the file.
fn is_dropped(note: &str) -> bool {
    !note.starts_with("<?xml ") && !note.to_ascii_lowercase().starts_with("<!doctype")
}

/// Whether browsers take it for a drawing: well-formed, and with the name of SVG for its elements.
fn is_shown(xml: &str) -> bool {
    let options = ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
    let document = Document::parse_with_options(xml, options);
    document.is_ok_and(|drawing| drawing.root_element().has_tag_name((NAMESPACE, "svg")))
}

/// Appends a tag without the attributes that are notes.
fn push_tag(bare: &mut String, tag: &str, embedded: &mut Embedded) -> Result<(), Fault> {
    let mut from = 0;
    let attributes = attributes(tag).filter(|all| all.len() <= MOST_ATTRIBUTES).ok_or(Fault::Damaged)?;
    for attribute in attributes {
        bare.push_str(&tag[from..attribute.at.start]);
        let whole = &tag[attribute.at.clone()];
        if !is_note(attribute.name) {
            let (before, quote) = (whole.len() - attribute.value.len() - 1, whole.len() - 1);
            bare.push_str(&whole[..before]);
            bare.push_str(&embedded.made_anew(attribute.value)?);
            bare.push_str(&whole[quote..]);
        }
        from = attribute.at.end;
    }
    bare.push_str(&tag[from..]);
    Ok(())
}

fn is_note(attribute: &str) -> bool {
    attribute == COPY || NOTING.iter().any(|prefix| attribute.starts_with(prefix))
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
