//! Moving pictures: a GIF without comments and what programs left in it.

use std::io::Cursor;

use image::codecs::gif::GifDecoder;
use image::{AnimationDecoder as _, ImageDecoder as _, Limits};

/// Extensions of programs that say how often the frames are shown.
const LOOPS: [&[u8]; 2] = [b"NETSCAPE2.0", b"ANIMEXTS1.0"];

/// A GIF with nothing in it but its frames.
pub(super) struct Bare {
    pub(super) bytes: Vec<u8>,
    pub(super) width: u32,
    pub(super) height: u32,
    pub(super) frames: usize,
    /// How many pixels all frames have together, each at least those of the picture.
    pub(super) pixels: u64,
}

/// Takes a GIF apart; `None` where it is damaged.
pub(super) fn bare(gif: &[u8]) -> Option<Bare> {
    let side = |at: usize| Some(u32::from(u16::from_le_bytes([*gif.get(at)?, *gif.get(at + 1)?])));
    let mut at = 13 + colours(*gif.get(10)?);
    let mut bare = Bare { bytes: gif.get(..at)?.to_vec(), width: side(6)?, height: side(8)?, frames: 0, pixels: 0 };
    loop {
        let start = at;
        match gif.get(at)? {
            0x21 => {
                at = after_blocks(gif, at + 2)?;
                if let Some(needed) = needed(&gif[start..at]) {
                    bare.bytes.extend_from_slice(needed);
                    bare.bytes.push(0);
                }
            }
            0x2c => {
                let own = u64::from(side(at + 5)?) * u64::from(side(at + 7)?);
                at = after_blocks(gif, at + 11 + colours(*gif.get(at + 9)?))?;
                bare.frames += 1;
                bare.pixels += own.max(u64::from(bare.width) * u64::from(bare.height));
                bare.bytes.extend_from_slice(gif.get(start..at)?);
            }
            0x3b => {
                bare.bytes.push(0x3b);
                return (bare.frames > 0).then_some(bare);
            }
            _ => return None,
        }
    }
}

/// What frames need of an extension, but for the zero at its end: how long one stands, and how often all are shown.
fn needed(extension: &[u8]) -> Option<&[u8]> {
    let is_loop =
        |rest: &[u8]| LOOPS.iter().any(|name| rest.strip_prefix(*name).is_some_and(|rest| rest.starts_with(&[3, 1])));
    match extension {
        [_, 0xf9, 4, ..] => extension.get(..7),
        [_, 0xff, 11, rest @ ..] if is_loop(rest) => extension.get(..18),
        _ => None,
    }
}

/// Whether every frame can be shown, with so much memory.
pub(super) fn is_whole(gif: &[u8], memory: u64) -> bool {
    let Ok(mut decoder) = GifDecoder::new(Cursor::new(gif)) else { return false };
    let mut limits = Limits::no_limits();
    limits.max_alloc = Some(memory);
    decoder.set_limits(limits).is_ok() && decoder.into_frames().all(|frame| frame.is_ok())
}

/// How many bytes the table of colours has that these flags announce.
fn colours(flags: u8) -> usize {
    if flags & 0x80 == 0 { 0 } else { 3 << ((flags & 7) + 1) }
}

/// Where a row of blocks ends, each after its length, the last of length zero.
fn after_blocks(gif: &[u8], mut at: usize) -> Option<usize> {
    loop {
        let length = usize::from(*gif.get(at)?);
        at += 1 + length;
        if length == 0 {
            return Some(at);
        }
    }
}
