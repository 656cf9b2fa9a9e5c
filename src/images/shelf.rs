//! What was made of pictures, kept from one build to the next: as bytes that tell whether they are whole.

use serde::{Deserialize, Serialize};

use super::drawing;
use super::make::{Ending, Made, Version, Wishes};

/// A place that keeps bytes by names of hexadecimal digits. It may lose them at any time.
pub trait Shelf: Send + Sync {
    /// The bytes kept under a name.
    fn take(&self, name: &str) -> Option<Vec<u8>>;

    /// Keeps bytes; where that fails, they are made again next time.
    fn keep(&self, name: &str, bytes: &[u8]);
}

/// A shelf that keeps nothing.
pub struct NoShelf;

impl Shelf for NoShelf {
    fn take(&self, _: &str) -> Option<Vec<u8>> {
        None
    }

    fn keep(&self, _: &str, _: &[u8]) {}
}

/// The line before the files.
#[derive(Serialize, Deserialize)]
struct Label {
    name: String,
    counted: u64,
    /// Width, height, kind and length in bytes of each file.
    versions: Vec<(u32, u32, Ending, usize)>,
}

/// What is kept under a name, where that is what the site asks for.
pub(super) fn kept(shelf: &dyn Shelf, name: &str, wishes: Wishes) -> Option<Made> {
    shelf.take(name).and_then(|packed| unpack(name, &packed)).filter(|made| made.counted <= wishes.most_pixels)
}

/// A fingerprint, a line of JSON, then the files one after another.
pub(super) fn pack(name: &str, made: &Made) -> Vec<u8> {
    let Made { counted, versions } = made;
    let versions = versions.iter().map(|v| (v.width, v.height, v.ending, v.bytes.len())).collect();
    let label = Label { name: name.to_owned(), counted: *counted, versions };
    let mut body = serde_json::to_vec(&label).unwrap_or_default();
    body.push(b'\n');
    for version in &made.versions {
        body.extend_from_slice(&version.bytes);
    }
    let mut packed = blake3::hash(&body).as_bytes().to_vec();
    packed.append(&mut body);
    packed
}

/// What was packed under this name; `None` where the bytes are not what [`pack`] gave, or no pictures: who brings a
/// folder along can write the fingerprint too.
fn unpack(name: &str, packed: &[u8]) -> Option<Made> {
    let (fingerprint, body) = packed.split_first_chunk::<32>()?;
    if blake3::hash(body) != *fingerprint {
        return None;
    }
    let end = body.iter().position(|byte| *byte == b'\n')?;
    let label: Label = serde_json::from_slice(&body[..end]).ok()?;
    let mut rest = &body[end + 1..];
    let mut versions = Vec::new();
    for (width, height, ending, length) in label.versions {
        let (bytes, after) = rest.split_at_checked(length)?;
        let is_sound = match ending {
            Ending::Jpg => bytes.starts_with(b"\xff\xd8\xff"),
            Ending::Png => bytes.starts_with(b"\x89PNG\r\n\x1a\n"),
            Ending::Gif => bytes.starts_with(b"GIF8"),
            Ending::Svg => drawing::is_tame(bytes),
        };
        if !is_sound {
            return None;
        }
        versions.push(Version { width, height, ending, bytes: bytes.to_vec() });
        rest = after;
    }
    (label.name == name && !versions.is_empty()).then_some(Made { counted: label.counted, versions })
}
