//! Whether a file says where it was taken: in numbers, as telephones do, or in words.

use std::io::{Cursor, Read as _};
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use exif::{Error, Exif, In, Reader, Tag};
use memchr::memmem;

use super::embedded;
use super::png_parts::{MOST_UNPACKED, parts};

/// How XMP names a place, in any of its forms.
static IN_XMP: LazyLock<AhoCorasick> = LazyLock::new(|| {
    let names = ["GPSLatitude", "Iptc4xmpCore:Location", "photoshop:City", "LocationCreated", "LocationShown"];
    AhoCorasick::new(names).expect("a few names")
});

/// What follows such a name where nothing is said.
const NOTHING: [&[u8]; 4] = [b"=\"\"", b"=''", b"/>", b"></"];

/// What stands before the notes of agencies, and before the city and the place in them.
const NOTES: &[u8] = b"8BIM\x04\x04";
const PLACES: [&[u8]; 2] = [b"\x1c\x02\x5a", b"\x1c\x02\x5c"];

/// The longest notes of agencies that there are, in bytes.
const LONGEST_NOTES: usize = 64 * 1024;

/// How many texts of a PNG are looked into: no real one has more.
const MOST_TEXTS: usize = 64;

/// What stands before EXIF in a text of a PNG.
const EXIF: &[u8] = b"Exif\0\0";

/// Whether a picture holds a place; one that is damaged may do so too.
pub(super) fn is_in_picture(bytes: &[u8]) -> bool {
    is_in_exif(bytes) || is_in_notes(bytes) || texts(bytes).any(|text| is_in_text(&text))
}

/// Whether a drawing holds a place, or a picture inside it does.
pub(super) fn is_in_drawing(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    is_in_notes(bytes) || embedded::pictures(&text).any(|picture| is_in_picture(&picture))
}

fn is_in_exif(picture: &[u8]) -> bool {
    is_in_fields(|reader| reader.read_from_container(&mut Cursor::new(picture)))
}

fn is_in_fields(read: impl FnOnce(&Reader) -> Result<Exif, Error>) -> bool {
    // A telephone that writes one field wrongly still tells the place in another.
    let read = read(Reader::new().continue_on_error(true));
    let fields = read.or_else(|error| error.distill_partial_result(|_| {}));
    fields.is_ok_and(|exif| {
        [Tag::GPSLatitude, Tag::GPSLongitude].iter().any(|tag| exif.get_field(*tag, In::PRIMARY).is_some())
    })
}

/// Whether XMP names a place, or an agency does.
fn is_in_notes(bytes: &[u8]) -> bool {
    let says_something = |end: usize| !NOTHING.iter().any(|nothing| bytes[end..].starts_with(nothing));
    let of_agency = |at: usize| {
        let notes = &bytes[at..bytes.len().min(at + LONGEST_NOTES)];
        PLACES.iter().any(|place| memmem::find(notes, place).is_some())
    };
    IN_XMP.find_iter(bytes).any(|name| says_something(name.end())) || memmem::find_iter(bytes, NOTES).any(of_agency)
}

/// The texts of a PNG.
fn texts(png: &[u8]) -> impl Iterator<Item = Vec<u8>> {
    let texts = parts(png).filter(|part| [b"tEXt", b"zTXt", b"iTXt"].iter().any(|name| part.name == *name));
    texts.take(MOST_TEXTS).map(|part| {
        let mut text = Vec::new();
        match part.packed() {
            // Of a damaged one, what can be read is enough.
            Some(packed) => drop(packed.take(MOST_UNPACKED).read_to_end(&mut text)),
            None => text.extend_from_slice(part.data),
        }
        text
    })
}

/// Whether a text holds a place, also in EXIF or notes that a program wrote into it: a name and a length on lines of
/// their own, then hexadecimal digits.
fn is_in_text(text: &[u8]) -> bool {
    let digits = text.splitn(4, |byte| *byte == b'\n').nth(3).unwrap_or_default();
    let digits: Vec<u8> = digits.iter().filter_map(|digit| (*digit as char).to_digit(16)?.try_into().ok()).collect();
    let raw: Vec<u8> = digits.as_chunks().0.iter().map(|[high, low]| high << 4 | low).collect();
    let exif = raw.strip_prefix(EXIF).map(<[u8]>::to_vec);
    is_in_notes(text) || is_in_notes(&raw) || exif.is_some_and(|exif| is_in_fields(|reader| reader.read_raw(exif)))
}
