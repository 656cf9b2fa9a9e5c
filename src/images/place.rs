//! Whether a file says where it was taken: in numbers, as telephones do, or in words.

use std::borrow::Cow;
use std::io::{Cursor, Read as _};
use std::iter;
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use exif::{Error, Exif, In, Reader, Tag, Value};
use memchr::memmem;

use super::embedded;
use super::png_parts::{MOST_UNPACKED, parts};
use crate::model::drawing::tamed;

/// How XMP names a place, in any of its forms and spellings.
static IN_XMP: LazyLock<AhoCorasick> = LazyLock::new(|| {
    let names = [
        "GPSLatitude",
        "GPSDestLatitude",
        "drone-dji:Latitude",
        "Iptc4xmpCore:Location",
        "photoshop:City",
        "LocationCreated",
        "LocationShown",
    ];
    AhoCorasick::builder().ascii_case_insensitive(true).build(names).expect("a few names")
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

/// What a film begins with, which telephones store behind a photo that moves.
const FILM: &[u8] = b"ftyp";

/// How films name a place: in a part of this name, or by it.
const IN_FILM: [&[u8]; 3] = [b"\xa9xyz", b"loci\0\0\0\0", b"com.apple.quicktime.location.ISO6709"];

/// What photos begin with that cameras write. Others may stand behind the first, and documents hold them as they are.
const JPEG: &[u8] = b"\xff\xd8\xff";

/// How many of them are looked into.
const MOST_PHOTOS: usize = 200;

/// What stands before EXIF in what Photoshop adds.
const EXIF_OF_PHOTOSHOP: &[u8] = b"8BIM\x04\x22";

/// Whether a picture holds a place, or one that is stored behind or inside it; one that is damaged may do so too.
pub(super) fn is_in_picture(bytes: &[u8]) -> bool {
    is_in_exif(bytes)
        || is_in_notes(bytes)
        || texts(bytes).any(|text| is_in_text(&text))
        || of_photoshop(bytes).is_some_and(|exif| is_in_fields(|reader| reader.read_raw(exif.to_vec())))
        || memmem::find(bytes, FILM).is_some_and(|at| is_in_part_of_film(&bytes[at..]))
}

/// Whether a part of a film holds its place.
pub(super) fn is_in_part_of_film(bytes: &[u8]) -> bool {
    is_in_notes(bytes) || IN_FILM.iter().any(|name| memmem::find(bytes, name).is_some())
}

/// Whether a drawing holds a place, or a picture inside it does.
pub(super) fn is_in_drawing(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    let text = tamed(&text).map_or(text, |tame| Cow::Owned(tame.svg));
    is_in_notes(bytes) || embedded::pictures(&text).iter().any(|picture| is_in_picture(picture))
}

fn is_in_exif(picture: &[u8]) -> bool {
    let others = memmem::find_iter(picture, JPEG).filter(|at| *at > 0).take(MOST_PHOTOS);
    let is_first = iter::once(0)
        .chain(others)
        .any(|at| is_in_fields(|reader| reader.read_from_container(&mut Cursor::new(&picture[at..]))));
    is_first || is_in_later_part(picture)
}

/// Whether a part of EXIF behind the first of a photo holds a place; a part of a JPEG has no more bytes than these.
fn is_in_later_part(photo: &[u8]) -> bool {
    let parts = memmem::find_iter(photo, EXIF).skip(1).take(MOST_PHOTOS).map(|at| &photo[at + EXIF.len()..]);
    photo.starts_with(JPEG)
        && parts.map(|part| part[..part.len().min(65536)].to_vec()).any(|part| is_in_fields(|exif| exif.read_raw(part)))
}

fn is_in_fields(read: impl FnOnce(&Reader) -> Result<Exif, Error>) -> bool {
    // A telephone that writes one field wrongly still tells the place in another.
    let read = read(Reader::new().continue_on_error(true));
    let fields = read.or_else(|error| error.distill_partial_result(|_| {}));
    fields.is_ok_and(|exif| {
        let tags = [Tag::GPSLatitude, Tag::GPSLongitude, Tag::GPSDestLatitude, Tag::GPSDestLongitude];
        let mut numbers = tags.iter().filter_map(|tag| exif.get_field(*tag, In::PRIMARY));
        numbers.any(|field| says_something(&field.value))
    })
}

/// Whether a number is not nothing, as a telephone writes it that does not know where it is.
fn says_something(number: &Value) -> bool {
    let Value::Rational(parts) = number else { return true };
    parts.iter().any(|part| part.num != 0 && part.denom != 0)
}

/// The EXIF that Photoshop adds: a name, padded to whole pairs of bytes, and a length stand before it.
fn of_photoshop(bytes: &[u8]) -> Option<&[u8]> {
    let rest = bytes.get(memmem::find(bytes, EXIF_OF_PHOTOSHOP)? + EXIF_OF_PHOTOSHOP.len()..)?;
    let name = usize::from(*rest.first()?) / 2 * 2 + 2;
    let (length, exif) = rest.get(name..)?.split_first_chunk()?;
    exif.get(..usize::try_from(u32::from_be_bytes(*length)).ok()?)
}

/// Whether XMP names a place, or an agency does.
fn is_in_notes(bytes: &[u8]) -> bool {
    let says_something = |end: usize| !NOTHING.iter().any(|nothing| bytes[end..].starts_with(nothing));
    let mut seen = 0;
    let of_agency = |at: usize| {
        let end = bytes.len().min(at + LONGEST_NOTES);
        // Where notes stand close together, they are looked through once; a mark may stand across an end.
        let notes = &bytes[at.max(seen)..end];
        seen = end - (PLACES[0].len() - 1);
        PLACES.iter().any(|place| memmem::find(notes, place).is_some())
    };
    IN_XMP.find_iter(bytes).any(|name| says_something(name.end())) || memmem::find_iter(bytes, NOTES).any(of_agency)
}

/// The texts of a PNG; those that are packed up to so many bytes together as one of them may have.
fn texts(png: &[u8]) -> impl Iterator<Item = Vec<u8>> {
    let texts = parts(png).filter(|part| [b"tEXt", b"zTXt", b"iTXt"].iter().any(|name| part.name == *name));
    let mut left = MOST_UNPACKED;
    texts.take(MOST_TEXTS).map(move |part| {
        let mut text = Vec::new();
        match part.packed() {
            // Of a damaged one, what can be read is enough.
            Some(packed) => {
                let _ = packed.take(left).read_to_end(&mut text);
                left -= text.len() as u64;
            }
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
