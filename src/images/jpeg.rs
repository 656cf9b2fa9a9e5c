//! Whether a JPEG is all there: its decoders fill what is missing with grey.

/// The marker at the end.
const END: u8 = 0xd9;

/// Markers that no length follows.
const ALONE: [u8; 2] = [0x01, 0xd8];

/// Whether the picture goes on to its end; what programs put behind it does not matter.
pub(super) fn is_whole(bytes: &[u8]) -> bool {
    let mut rest = bytes;
    while let Some((marker, after)) = next_marker(rest) {
        if marker == END {
            return true;
        }
        let length = match after {
            _ if ALONE.contains(&marker) => 0,
            [high, low, ..] => usize::from(u16::from_be_bytes([*high, *low])),
            _ => return false,
        };
        let Some(following) = after.get(length..) else { return false };
        rest = following;
    }
    false
}

/// The next marker and what follows it; in the data of the picture `FF 00` and restarts are none.
fn next_marker(bytes: &[u8]) -> Option<(u8, &[u8])> {
    let is_marker = |pair: &[u8]| pair[0] == 0xff && !matches!(pair[1], 0x00 | 0xff | 0xd0..=0xd7);
    let at = bytes.windows(2).position(is_marker)?;
    Some((bytes[at + 1], &bytes[at + 2..]))
}
