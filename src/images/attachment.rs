//! Whether attachments, which are published as they are, say where something was taken: photos inside zips, as documents
//! of office programs are, inside PDF and older documents, drafts of pictures, and films.

use std::io::{BufReader, Cursor, Read, Seek, SeekFrom};

use memchr::memmem;
use zip::ZipArchive;

use super::place;
use super::wanted::Wanted;
use crate::model::memory;
use crate::model::{Code, Diagnostics, Nature, PIXELS, SourcePath};
use crate::source::Sources;

/// What ends a zip but for a comment: a mark, and after six bytes how many files there are.
const END: &[u8] = b"PK\x05\x06";
const COUNT: usize = 10;

/// The longest end with a comment, in bytes.
const LONGEST_END: u64 = 22 + 65_535;

/// A zip of more files is not looked into.
const MOST_FILES: u16 = 10_000;

/// How many photos are looked into, and how many bytes of each: their notes come first.
const MOST_PHOTOS: usize = 200;
const MOST_BYTES: u64 = 1_000_000;

/// How many bytes of an attachment are unpacked, those of what lies inside its documents included. A photo counts as so
/// many at least, for what it takes to look into it.
const MOST_UNPACKED: u64 = 256_000_000;
const LEAST_BYTES: u64 = 256_000;

/// Documents and zips inside zips are looked into, up to so many bytes of each; what is packed inside those is not.
const WITHIN: [&str; 12] = ["zip", "docx", "xlsx", "pptx", "ofd", "pdf", "doc", "xls", "ppt", "wps", "et", "dps"];
const MOST_WITHIN: u64 = 128_000_000;

/// How many bytes tell what a file is.
const HEAD: usize = 4096;

/// The parts of a film that hold sound and pictures, or nothing.
const OF_FRAMES: [&[u8]; 4] = [b"mdat", b"free", b"skip", b"wide"];

/// How many parts of a film are looked into, and how many bytes of each: its notes are in one of them.
const MOST_PARTS: usize = 1000;
const MOST_OF_PART: u64 = 64_000_000;

/// What there is to say of an attachment.
#[derive(Clone, Debug)]
pub(super) enum Found {
    /// It says itself where it was taken.
    Place,
    /// What is inside does: its name within, where it has one.
    Photo(Option<String>),
    /// Not all that is inside could be looked at.
    Closed,
}

impl Found {
    /// Reports it where the attachment is linked to.
    pub(super) fn report(&self, diagnostics: &mut Diagnostics, Wanted { text, place, .. }: &Wanted) {
        let (message, help) = match self {
            Self::Place => (format!("附件「{text}」记着拍摄的地点，会原样发布"), "请先删去它的位置信息，再放进附件"),
            Self::Photo(photo) => (
                match photo {
                    Some(photo) => format!("附件「{text}」里的「{photo}」记着拍摄的地点，会原样发布"),
                    None => format!("附件「{text}」里有照片记着拍摄的地点，会原样发布"),
                },
                "请先删去照片的位置信息，再放进附件；文档里的，可以删去照片，把它另存为 JPG 放进文章",
            ),
            Self::Closed => (
                format!("附件「{text}」会原样发布；里面不能全看，不知道其中的照片有没有记着拍摄的地点"),
                "里面有照片的，请先删去照片的位置信息，再压缩成没有密码的 zip",
            ),
        };
        diagnostics.report(Code::PicturePlace, place.clone(), message, help);
    }
}

/// What there is to say of an attachment; `None` where it holds no place.
pub(super) fn found(sources: &Sources, path: &SourcePath) -> Option<Found> {
    let nature = Nature::of(&sources.head(path).ok()?);
    // A file that cannot be read is reported when files are copied.
    let mut file = BufReader::new(sources.open(path).ok()?);
    match (nature, path.extension().as_str()) {
        (Some(Nature::Word | Nature::Sheets | Nature::Slides | Nature::Packed), _) | (_, "tar") => {
            in_zip(file, &WITHIN, &mut { MOST_UNPACKED })
        }
        (Some(Nature::Pdf | Nature::OldOffice), _) | (_, "psd") => {
            let _share = memory::share(MOST_OF_PART);
            let mut bytes = Vec::new();
            let _ = file.take(MOST_OF_PART).read_to_end(&mut bytes);
            if nature.is_some() {
                return in_document(&bytes);
            }
            place::is_in_picture(&bytes).then_some(Found::Place)
        }
        (Some(Nature::Film), _) | (_, "mov" | "mp4" | "m4v") => is_in_film(&mut file).then_some(Found::Place),
        _ => None,
    }
}

/// Photos that a document holds as they are.
fn in_document(bytes: &[u8]) -> Option<Found> {
    place::is_in_picture(bytes).then_some(Found::Photo(None))
}

/// Photos in a zip, and in what is inside it with these endings, as far as bytes are `left` to be unpacked.
fn in_zip(mut file: impl Read + Seek, endings: &[&str], left: &mut u64) -> Option<Found> {
    if count(&mut file).is_none_or(|count| count > MOST_FILES) {
        return Some(Found::Closed);
    }
    let Ok(mut zip) = ZipArchive::new(file) else { return Some(Found::Closed) };
    let holds_photos = |number: &usize| {
        let name = zip.name_for_index(*number).and_then(Result::ok);
        name.is_some_and(|name| ends_with(&name, &PIXELS) || ends_with(&name, endings))
    };
    let numbers: Vec<usize> = (0..zip.len()).filter(holds_photos).collect();
    let mut is_open = numbers.len() <= MOST_PHOTOS;
    for number in numbers.into_iter().take(MOST_PHOTOS) {
        // One with a password.
        let Ok(file) = zip.by_index(number) else {
            is_open = false;
            continue;
        };
        let name = file.name().ok()?.into_owned();
        match if ends_with(&name, &PIXELS) { in_photo(file, left) } else { within(file, left) } {
            Some(Found::Closed) => is_open = false,
            Some(_) => return Some(Found::Photo(Some(name))),
            None => {}
        }
    }
    (!is_open).then_some(Found::Closed)
}

fn in_photo(photo: impl Read, left: &mut u64) -> Option<Found> {
    if *left == 0 {
        return Some(Found::Closed);
    }
    let mut bytes = Vec::new();
    // Of a damaged one, what can be read is enough.
    let _ = photo.take(MOST_BYTES).read_to_end(&mut bytes);
    *left = left.saturating_sub(LEAST_BYTES.max(bytes.len() as u64));
    place::is_in_picture(&bytes).then_some(Found::Place)
}

/// What there is to say of a document or zip inside a zip.
fn within(file: impl Read, left: &mut u64) -> Option<Found> {
    let most = MOST_WITHIN.min(*left);
    let _share = memory::share(most);
    let mut bytes = Vec::new();
    let _ = file.take(most).read_to_end(&mut bytes);
    *left -= bytes.len() as u64;
    if bytes.len() as u64 == most {
        return Some(Found::Closed);
    }
    match Nature::of(&bytes[..bytes.len().min(HEAD)]) {
        Some(Nature::Pdf | Nature::OldOffice) => in_document(&bytes),
        Some(Nature::Word | Nature::Sheets | Nature::Slides | Nature::Packed) => in_zip(Cursor::new(bytes), &[], left),
        _ => None,
    }
}

fn ends_with(name: &str, endings: &[&str]) -> bool {
    let ending = name.rsplit('.').next().unwrap_or_default().to_lowercase();
    endings.contains(&ending.as_str())
}

/// How many files a zip says that it holds; `None` where it is none.
fn count(zip: &mut (impl Read + Seek)) -> Option<u16> {
    let size = zip.seek(SeekFrom::End(0)).ok()?;
    zip.seek(SeekFrom::Start(size.saturating_sub(LONGEST_END))).ok()?;
    let mut end = Vec::new();
    zip.take(LONGEST_END).read_to_end(&mut end).ok()?;
    let count = end.get(memmem::rfind(&end, END)? + COUNT..)?.first_chunk()?;
    Some(u16::from_le_bytes(*count))
}

/// Whether a film says where it was taken, in any of its parts but those of its frames.
fn is_in_film(film: &mut (impl Read + Seek)) -> bool {
    let mut at = 0;
    for _ in 0..MOST_PARTS {
        let mut head = [0; 16];
        if film.seek(SeekFrom::Start(at)).is_err() || film.read_exact(&mut head).is_err() {
            return false;
        }
        let (size, name) = (u32::from_be_bytes([head[0], head[1], head[2], head[3]]), &head[4..8]);
        let length = match size {
            // Up to the end of the file.
            0 => u64::MAX,
            1 => head.last_chunk().map_or(0, |long| u64::from_be_bytes(*long)),
            size => size.into(),
        };
        let mut part = Vec::new();
        if !OF_FRAMES.contains(&name) && film.seek(SeekFrom::Start(at)).is_ok() {
            let _ = film.take(length.min(MOST_OF_PART)).read_to_end(&mut part);
        }
        if place::is_in_part_of_film(&part) {
            return true;
        }
        at = at.saturating_add(length.max(8));
    }
    false
}
