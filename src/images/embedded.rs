//! Pictures inside drawings, as `data:` addresses.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::drawing;
use super::kind::Fault;
use super::make::{Wishes, make};
use crate::model::Nature;
use crate::model::drawing::INNER;
use crate::model::xml::{with_characters, with_escapes};

/// Makes the pictures inside a drawing anew.
pub(super) struct Embedded {
    pub(super) wishes: Wishes,
    /// How many pixels the largest of them counts as.
    pub(super) counted: u64,
}

impl Embedded {
    /// A text of a drawing with every picture in it in its largest version; fonts stay as they are.
    pub(super) fn made_anew(&mut self, text: &str) -> Result<String, Fault> {
        if holds_more_than(count(text), text) {
            return Err(Fault::Inside);
        }
        let mut anew = String::with_capacity(text.len());
        let mut rest = text;
        while let Some((at, address)) = first_address(rest) {
            anew.push_str(&rest[..at]);
            anew.push_str(&self.address(address)?);
            rest = &rest[at + address.len()..];
        }
        anew.push_str(rest);
        Ok(anew)
    }

    fn address(&mut self, address: &str) -> Result<String, Fault> {
        if !is_of_picture(address) {
            // One that a mark of its own ends too early, or a photo by the name of a font.
            let is_cut = head_and_data(address).is_none() && is_kind(&address[START.len()..]);
            let is_photo = || decoded(address).is_some_and(|bytes| Nature::of(&bytes) == Some(Nature::Photo));
            return if is_cut || is_photo() { Err(Fault::Inside) } else { Ok(address.to_owned()) };
        }
        let bytes = decoded(address).ok_or(Fault::Inside)?;
        if FONTS.iter().any(|font| bytes.starts_with(font)) {
            return Ok(address.to_owned());
        }
        let is_drawing = address.starts_with(INNER);
        let made = if is_drawing { drawing::make(&bytes, self) } else { make(&bytes, self.wishes) };
        let made = made.map_err(|_| Fault::Inside)?;
        self.counted = self.counted.max(made.counted);
        let version = made.versions.last().ok_or(Fault::Inside)?;
        Ok(format!("data:image/{};base64,{}", version.ending.media_type(), STANDARD.encode(&version.bytes)))
    }
}

/// The pictures inside a drawing, and inside the drawings in it, as far as they can be read.
pub(super) fn pictures(drawing: &str) -> Vec<Vec<u8>> {
    let (mut all, mut rest) = (Vec::new(), drawing);
    while let Some((at, address)) = first_address(rest) {
        rest = &rest[at + address.len()..];
        let Some(bytes) = Some(address).filter(|address| is_of_picture(address)).and_then(decoded) else { continue };
        match str::from_utf8(&bytes) {
            Ok(inner) if address.starts_with(INNER) => all.append(&mut pictures(inner)),
            _ => all.push(bytes),
        }
    }
    all
}

/// How files of fonts begin, whatever kind they are said to be.
const FONTS: [&[u8]; 4] = [b"wOFF", b"wOF2", b"OTTO", b"\0\x01\0\0"];

/// What addresses start with that hold what they lead to.
const START: &str = "data:";

/// What addresses end before.
const ENDS: [&str; 5] = ["\"", "'", ")", "&quot;", "&apos;"];

/// How many such starts are written in a text.
fn count(text: &str) -> usize {
    text.to_ascii_lowercase().matches(START).count()
}

/// Whether a text means more of them than are written, as with numbers of characters.
fn holds_more_than(written: usize, text: &str) -> bool {
    let mut meant = with_escapes(&with_characters(&text.to_lowercase()));
    meant.retain(|c| !matches!(c, '\t' | '\n' | '\r'));
    count(&meant) > written
}

/// The first address in a text that holds what it leads to, and where it starts: not within a word.
fn first_address(text: &str) -> Option<(usize, &str)> {
    let bytes = text.as_bytes();
    let is_start = |at: usize| at == 0 || !bytes[at - 1].is_ascii_alphanumeric();
    let mut starts = bytes.windows(START.len()).enumerate();
    let (at, _) = starts.find(|(at, part)| part.eq_ignore_ascii_case(START.as_bytes()) && is_start(*at))?;
    let address = &text[at..];
    let mut marks = address.match_indices(['"', '\'', ')', '&']).map(|(at, _)| at);
    let end = marks.find(|at| ENDS.iter().any(|end| address[*at..].starts_with(end)));
    Some((at, &address[..end.unwrap_or(address.len())]))
}

/// Whether an address holds a picture: it names a kind or none, which words that are written so do not, and no font.
fn is_of_picture(address: &str) -> bool {
    let Some((head, _)) = head_and_data(address) else { return false };
    let kind = head.split(';').next().unwrap_or_default();
    !kind.contains("font") && (kind.is_empty() || is_kind(kind) || is_base64(&head))
}

/// Whether a text begins with a kind of data, as words hardly do: 2025/2026, km/h.
fn is_kind(text: &str) -> bool {
    const KINDS: [&str; 8] =
        ["image/", "application/", "text/", "video/", "audio/", "model/", "multipart/", "message/"];
    let text = text.trim_start().to_ascii_lowercase();
    KINDS.iter().any(|kind| text.starts_with(kind))
}

/// The bytes that an address holds.
fn decoded(address: &str) -> Option<Vec<u8>> {
    let (head, data) = head_and_data(address)?;
    STANDARD.decode(is_base64(&head).then(|| bare_digits(data))?).ok()
}

/// What an address says of its data, in small letters, and the data.
fn head_and_data(address: &str) -> Option<(String, &str)> {
    let (head, data) = address.split_once(',')?;
    Some((head[START.len()..].trim_matches(['\t', '\n', '\r', ' ']).to_ascii_lowercase(), data))
}

fn is_base64(head: &str) -> bool {
    head.rsplit_once(';').is_some_and(|(_, end)| end.trim() == "base64")
}

/// The digits without the ends of lines, which may be written as numbers of characters, and with their padding.
fn bare_digits(data: &str) -> String {
    let plain = data.replace("%2B", "+").replace("%2F", "/").replace("%3D", "=");
    let mut parts = plain.split('&');
    let mut digits = parts.next().unwrap_or_default().to_owned();
    digits.extend(parts.map(|part| part.split_once(';').map_or(part, |(_, after)| after)));
    digits.retain(|c| !c.is_whitespace() && c != '=');
    while !digits.len().is_multiple_of(4) {
        digits.push('=');
    }
    digits
}
