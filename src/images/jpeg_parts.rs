//! The parts of a JPEG, each after its marker, and what they say of it.

use std::collections::BTreeMap;
use std::mem;

use memchr::memchr_iter;

/// The marker at the end of a picture.
const END: u8 = 0xd9;

/// The marker before the data of a picture.
const SCAN: u8 = 0xda;

/// The marker of tables of codes.
const CODES: u8 = 0xc4;

/// Markers that no length follows.
const ALONE: [u8; 3] = [0x01, 0xd8, END];

/// Markers of frames, by how their data is ordered: from top to bottom, the second in more bits; and ever finer.
const FRAMES: [u8; 3] = [0xc0, 0xc1, 0xc2];

/// Bits of one, which no code begins with, in as many bytes as a code and its value may take together three times over: a
/// decoder that goes on where data is missing stumbles over them, and one that has read all steps over them.
const STOP: [u8; 12] = [0xff, 0, 0xff, 0, 0xff, 0, 0xff, 0, 0xff, 0, 0xff, 0];

/// So many zeros in a row are no data where they stand for brightness that differs as much as it can.
const HOLE: usize = 64;

/// How many parts there may be: real photos have fewer than a hundred, and each may be compared with all others.
const MOST_PARTS: usize = 1000;

/// A picture's parts in order.
pub(super) struct Parts<'a>(Vec<Part<'a>>);

struct Part<'a> {
    marker: u8,
    /// With the marker and the length.
    bytes: &'a [u8],
    /// What follows up to the next marker.
    data: &'a [u8],
}

/// Takes a picture apart up to its end; what stands between parts or behind makes no picture a damaged one. `None`
/// where it does not go on to its end, or has more parts than any photo.
pub(super) fn parts(bytes: &[u8]) -> Option<Parts<'_>> {
    let mut parts: Vec<Part<'_>> = Vec::new();
    let mut rest = bytes;
    loop {
        let at = next_marker(rest)?;
        if let Some(last) = parts.last_mut() {
            last.data = &rest[..at];
        }
        let marker = rest[at + 1];
        let length = match rest.get(at + 2..) {
            _ if ALONE.contains(&marker) => 0,
            Some([high, low, ..]) => usize::from(u16::from_be_bytes([*high, *low])),
            _ => return None,
        };
        let (bytes, following) = rest[at..].split_at_checked(2 + length)?;
        parts.push(Part { marker, bytes, data: &[] });
        if marker == END {
            return Some(Parts(parts));
        }
        if parts.len() > MOST_PARTS {
            return None;
        }
        rest = following;
    }
}

impl Parts<'_> {
    /// The parts that the pixels need, without those that programs write beside them, and with a stop wherever data must
    /// not end before its pixels.
    pub(super) fn bare(&self) -> Vec<u8> {
        let mut bare = Vec::with_capacity(self.bare_length());
        // The usual decoder needs a marker right behind the first of many scans: that one stands there twice, which gives
        // the same values again.
        let mut is_twice = !self.are_in_order();
        for part in self.0.iter().filter(|part| is_needed(part.marker)) {
            bare.extend_from_slice(part.bytes);
            if part.marker != SCAN {
                continue;
            }
            if mem::take(&mut is_twice) {
                bare.extend_from_slice(part.data);
                bare.extend_from_slice(part.bytes);
            }
            for (data, restart) in part.stretches() {
                bare.extend_from_slice(data);
                bare.extend_from_slice(&STOP);
                bare.extend_from_slice(restart);
            }
        }
        bare
    }

    /// How many bytes [`Self::bare`] has at the most.
    pub(super) fn bare_length(&self) -> usize {
        let stops = |part: &Part<'_>| if part.marker == SCAN { part.stretches().count() } else { 0 };
        let length = |part: &Part<'_>| part.bytes.len() + part.data.len();
        let twice = self.scans().next().filter(|_| !self.are_in_order()).map_or(0, length);
        self.0.iter().map(|part| length(part) + stops(part) * STOP.len()).sum::<usize>() + twice
    }

    /// Whether there is a scan for every value of every colour, up to its last bit.
    pub(super) fn are_complete(&self) -> bool {
        let Some(frame) = self.frame() else { return false };
        let mut bits_left = BTreeMap::new();
        for scan in self.scans() {
            let count = usize::from(scan.at(4));
            let [first, last, bits] =
                if frame.is_sequential() { [0, 63, 0] } else { [5, 6, 7].map(|at| scan.at(at + 2 * count)) };
            let range = usize::from(first)..=usize::from(last);
            for colour in (0..count).map(|number| scan.at(5 + 2 * number)) {
                let values = bits_left.entry(colour).or_insert([u8::MAX; 64]);
                values.get_mut(range.clone()).unwrap_or_default().fill(bits & 15);
            }
        }
        frame.colours().iter().all(|colour| bits_left.get(&colour[0]) == Some(&[0; 64]))
    }

    /// Whether all colours come together, and none finer than the first.
    pub(super) fn are_usual(&self) -> bool {
        let Some(frame) = self.frame() else { return false };
        let Some(scan) = self.scans().next() else { return false };
        let fineness = |colour: &[u8; 3]| (colour[1] >> 4, colour[1] & 15);
        let [first, others @ ..] = frame.colours() else { return false };
        let ((width, height), is_power) = (fineness(first), |side: u8| side.is_power_of_two());
        let is_fit = |(w, h): (u8, u8)| is_power(w) && is_power(h) && w <= width && h <= height;
        let come_together = !frame.is_sequential() || scan.at(4) == frame.at(9);
        come_together && is_fit((width, height)) && others.iter().map(fineness).all(is_fit)
    }

    /// Whether the data goes from top to bottom, once for each colour.
    pub(super) fn are_in_order(&self) -> bool {
        self.frame().is_some_and(Part::is_sequential)
    }

    /// Whether it is of a kind that is not read at all, such as three values beside each other for one of another colour:
    /// few programs write them.
    pub(super) fn are_unknown(&self) -> bool {
        let is_frame = |part: &&Part<'_>| matches!(part.marker, 0xc0..=0xcf) && part.marker != CODES;
        let is_odd = |colour: &[u8; 3]| [colour[1] >> 4, colour[1] & 15].contains(&3);
        let is_known =
            |part: &Part<'_>| FRAMES.contains(&part.marker) && part.at(4) == 8 && !part.colours().iter().any(is_odd);
        self.0.iter().find(is_frame).is_some_and(|frame| !is_known(frame))
    }

    /// Whether a part of the data was lost and filled with zeros. Certain only where the first code of a table, all of
    /// zeros, stands for brightness that differs from the last: no block of a photo differs so in all of its values.
    pub(super) fn have_hole(&self) -> bool {
        self.are_in_order()
            && self.scans().any(|scan| {
                let table = 0x10 | (scan.at(6) & 15);
                let zeros =
                    self.0.iter().filter(|part| part.marker == CODES).find_map(|part| first_symbol(part, table));
                zeros.is_some_and(|symbol| symbol & 15 != 0) && scan.has_zeros()
            })
    }

    fn frame(&self) -> Option<&Part<'_>> {
        self.0.iter().find(|part| FRAMES.contains(&part.marker))
    }

    fn scans(&self) -> impl Iterator<Item = &Part<'_>> {
        self.0.iter().filter(|part| part.marker == SCAN)
    }
}

impl Part<'_> {
    /// The byte at a place; zero where there is none.
    fn at(&self, place: usize) -> u8 {
        self.bytes.get(place).copied().unwrap_or_default()
    }

    fn is_sequential(&self) -> bool {
        self.marker != FRAMES[2]
    }

    /// The colours of a frame: a number, how fine it is across and down, a table.
    fn colours(&self) -> &[[u8; 3]] {
        self.bytes.get(10..).unwrap_or_default().as_chunks().0
    }

    /// The data from each restart to the next, with the marker that follows.
    fn stretches(&self) -> impl Iterator<Item = (&[u8], &[u8])> {
        let mut rest = self.data;
        let mut is_over = false;
        std::iter::from_fn(move || {
            if is_over {
                return None;
            }
            let restart = memchr_iter(0xff, rest).find(|at| matches!(rest.get(at + 1), Some(0xd0..=0xd7)));
            is_over = restart.is_none();
            let end = restart.map_or(rest.len(), |at| at + 2);
            let (stretch, after) = rest.split_at(end);
            rest = after;
            Some(stretch.split_at(restart.unwrap_or(end)))
        })
    }

    /// Whether there is a long row of zeros before the end of the data.
    fn has_zeros(&self) -> bool {
        let mut rows = self.data.split(|byte| *byte != 0).peekable();
        std::iter::from_fn(|| rows.next().map(|row| (row, rows.peek().is_some())))
            .any(|(row, goes_on)| goes_on && row.len() >= HOLE)
    }
}

/// What the first code stands for in a table of this number.
fn first_symbol(codes: &Part<'_>, table: u8) -> Option<u8> {
    let mut rest = codes.bytes.get(4..)?;
    while let Some((number, after)) = rest.split_first() {
        let (counts, symbols) = after.split_at_checked(16)?;
        if *number == table {
            return symbols.first().copied();
        }
        rest = symbols.get(counts.iter().map(|count| usize::from(*count)).sum()..)?;
    }
    None
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
