//! UTF-16, with its mark or without.

use encoding_rs::{Encoding, GB18030, UTF_16BE, UTF_16LE};
use memchr::memchr;

/// Which UTF-16 bytes are in, by their mark or, without one, where they make sense in one byte order only. The text may
/// still be damaged.
pub(super) fn utf16_of(bytes: &[u8]) -> Option<&'static Encoding> {
    match bytes {
        [0xff, 0xfe, 0, 0, ..] => return None,
        // With the mark; or without it, where front matter starts with three hyphens.
        [0xff, 0xfe, ..] | [b'-', 0, b'-', 0, b'-', 0, ..] => return Some(UTF_16LE),
        [0xfe, 0xff, ..] | [0, b'-', 0, b'-', 0, b'-', ..] => return Some(UTF_16BE),
        _ => {}
    }
    // Every line end has a zero byte, which text in other encodings has nowhere.
    memchr(0, bytes)?;
    match [UTF_16LE, UTF_16BE].map(|encoding| makes_sense(encoding, bytes)) {
        [true, false] => Some(UTF_16LE),
        [false, true] => Some(UTF_16BE),
        _ => None,
    }
}

/// How many bytes the mark takes, where there is one.
pub(super) fn bom_length(bytes: &[u8]) -> usize {
    if matches!(bytes, [0xff, 0xfe, ..] | [0xfe, 0xff, ..]) { 2 } else { 0 }
}

/// Whether there are some characters, and at least nine of ten are ASCII or of GB2312, where every common one is. Of
/// what two bytes of another encoding make, few are.
fn makes_sense(encoding: &'static Encoding, bytes: &[u8]) -> bool {
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    let (gb, ..) = GB18030.encode(&text);
    let (mut common, mut other) = (0_usize, 0_usize);
    let mut rest = &gb[..];
    loop {
        let is_common;
        (is_common, rest) = match rest {
            [] => return common >= 8 && common >= other * 9,
            [b'\t' | b'\n' | b'\r' | b' '..=b'~', tail @ ..] | [0xa1..=0xa9 | 0xb0..=0xf7, 0xa1..=0xfe, tail @ ..] => {
                (true, tail)
            }
            [0x81..=0xff, 0x30..=0x39, _, _, tail @ ..] | [0x81..=0xff, _, tail @ ..] | [_, tail @ ..] => (false, tail),
        };
        if is_common { common += 1 } else { other += 1 }
    }
}
