//! The parts of a PNG, and what is packed in them beside the pixels.

use std::io::{self, Read as _};
use std::iter;
use std::ops::Range;

use flate2::read::ZlibDecoder;

/// How many bytes a PNG has before its first part, and how many a part has beside its data.
const SIGNATURE: usize = 8;
const BESIDE_DATA: usize = 12;

/// The most that is unpacked of a part, in bytes: no real profile or text is as long.
pub(super) const MOST_UNPACKED: u64 = 4 * 1024 * 1024;

/// A part of a PNG.
pub(super) struct Part<'a> {
    pub(super) name: &'a [u8],
    pub(super) data: &'a [u8],
    /// Where it stands, with its length and its sum.
    pub(super) at: Range<usize>,
}

/// The parts in order, up to one that is cut off.
pub(super) fn parts(png: &[u8]) -> impl Iterator<Item = Part<'_>> {
    let mut at = SIGNATURE;
    iter::from_fn(move || {
        let length = png.get(at..)?.first_chunk().map(|length| u32::from_be_bytes(*length))?;
        let end = at.checked_add(usize::try_from(length).ok()?)?.checked_add(BESIDE_DATA)?;
        let whole = png.get(at..end)?;
        let part = Part { name: &whole[4..8], data: &whole[8..whole.len() - 4], at: at..end };
        at = end;
        Some(part)
    })
}

impl<'a> Part<'a> {
    /// What is packed in a profile or a text; `None` where nothing is.
    pub(super) fn packed(&self) -> Option<ZlibDecoder<&'a [u8]>> {
        let rest = after_zero(self.data)?;
        let packed = match (self.name, rest) {
            (b"iCCP" | b"zTXt", [_, packed @ ..]) => packed,
            // The language, and the name in that language.
            (b"iTXt", [1, _, rest @ ..]) => after_zero(after_zero(rest)?)?,
            _ => return None,
        };
        Some(ZlibDecoder::new(packed))
    }

    /// Whether it unpacks to more than [`MOST_UNPACKED`].
    pub(super) fn is_huge(&self) -> bool {
        let Some(packed) = self.packed() else { return false };
        let size = io::copy(&mut packed.take(MOST_UNPACKED + 1), &mut io::sink());
        size.is_ok_and(|size| size > MOST_UNPACKED)
    }
}

/// What stands behind the first zero.
fn after_zero(data: &[u8]) -> Option<&[u8]> {
    let zero = data.iter().position(|byte| *byte == 0)?;
    Some(&data[zero + 1..])
}
