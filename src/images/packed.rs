//! Photos inside attachments that are zips, as documents of office programs are: attachments are published as they are.

use std::io::{BufReader, Read, Seek, SeekFrom};

use zip::ZipArchive;

use super::place;
use crate::model::{Nature, PIXELS, SourcePath};
use crate::source::Sources;

/// What ends a zip that nobody wrote a comment to: a mark, and after six bytes how many files there are.
const END: (usize, &[u8]) = (22, b"PK\x05\x06");
const COUNT: usize = 10;

/// A zip of more files is not looked into.
const MOST_FILES: u16 = 10_000;

/// How many photos are looked into, and how many bytes of each: their notes come first.
const MOST_PHOTOS: usize = 200;
const MOST_BYTES: u64 = 1_000_000;

/// The name within of the first photo that says where it was taken.
pub(super) fn photo_with_place(sources: &Sources, path: &SourcePath) -> Option<String> {
    let nature = Nature::of(&sources.head(path).ok()?)?;
    if !matches!(nature, Nature::Word | Nature::Sheets | Nature::Slides | Nature::Packed) {
        return None;
    }
    let mut file = BufReader::new(sources.open(path).ok()?);
    if count(&mut file)? > MOST_FILES {
        return None;
    }
    let mut zip = ZipArchive::new(file).ok()?;
    let photos = (0..zip.len())
        .filter(|number| zip.name_for_index(*number).is_some_and(|name| name.is_ok_and(|name| is_photo(&name))));
    let photos: Vec<usize> = photos.take(MOST_PHOTOS).collect();
    photos.into_iter().find_map(|number| {
        let photo = zip.by_index(number).ok()?;
        let (name, mut bytes) = (photo.name().ok()?.into_owned(), Vec::new());
        // Of a damaged one, what can be read is enough.
        let _ = photo.take(MOST_BYTES).read_to_end(&mut bytes);
        place::is_in_picture(&bytes).then_some(name)
    })
}

fn is_photo(name: &str) -> bool {
    let ending = name.rsplit('.').next().unwrap_or_default().to_lowercase();
    PIXELS.contains(&ending.as_str())
}

/// How many files a zip says that it holds.
fn count(zip: &mut (impl Read + Seek)) -> Option<u16> {
    let mut end = [0; END.0];
    zip.seek(SeekFrom::End(-i64::try_from(END.0).ok()?)).ok()?;
    zip.read_exact(&mut end).ok()?;
    end.starts_with(END.1).then(|| u16::from_le_bytes([end[COUNT], end[COUNT + 1]]))
}
