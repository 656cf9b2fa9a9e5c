//! Decoding JPEG, strictly: what is missing or garbled is a fault, not grey.

use image::RgbImage;
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

/// The marker at the end of a picture.
const END: u8 = 0xd9;

/// The marker before the data of a picture.
const SCAN: u8 = 0xda;

/// Markers that no length follows.
const ALONE: [u8; 3] = [0x01, 0xd8, END];

/// The pixels of a picture; `None` where it is damaged.
pub(super) fn decode(bytes: &[u8]) -> Option<RgbImage> {
    let bare = bare(bytes)?;
    let options = DecoderOptions::default()
        .set_strict_mode(true)
        .set_max_width(usize::MAX)
        .set_max_height(usize::MAX)
        .jpeg_set_out_colorspace(ColorSpace::RGB);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(&bare), options);
    let pixels = decoder.decode().ok()?;
    let (width, height) = decoder.dimensions()?;
    RgbImage::from_raw(u32::try_from(width).ok()?, u32::try_from(height).ok()?, pixels)
}

/// The parts that its pixels need, without those that programs write beside them and what stands between or behind:
/// none of that makes a picture a damaged one. `None` where it does not go on to its end.
fn bare(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut bare = Vec::with_capacity(bytes.len());
    let (mut rest, mut is_data) = (bytes, false);
    loop {
        let at = next_marker(rest)?;
        if is_data {
            bare.extend_from_slice(&rest[..at]);
        }
        let marker = rest[at + 1];
        let length = match rest.get(at + 2..) {
            _ if ALONE.contains(&marker) => 0,
            Some([high, low, ..]) => usize::from(u16::from_be_bytes([*high, *low])),
            _ => return None,
        };
        let (part, following) = rest[at..].split_at_checked(2 + length)?;
        if is_needed(marker) {
            bare.extend_from_slice(part);
        }
        if marker == END {
            return Some(bare);
        }
        is_data = marker == SCAN;
        rest = following;
    }
}

/// Whether pixels need a part: all but what applications and people add; Adobe's says what the colours are.
fn is_needed(marker: u8) -> bool {
    !matches!(marker, 0xe0..=0xed | 0xef | 0xfe)
}

/// Where the next marker is; in the data of a picture `FF 00` and restarts are none.
fn next_marker(bytes: &[u8]) -> Option<usize> {
    let is_marker = |pair: &[u8]| pair[0] == 0xff && !matches!(pair[1], 0x00 | 0xff | 0xd0..=0xd7);
    bytes.windows(2).position(is_marker)
}
