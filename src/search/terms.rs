//! The terms of an archive with their documents, as bits.
//!
//! All that is known of pairs and triples around one unit stands at the places of that unit, so each unit is worked
//! on by itself, and all of its places are gone before the next.

use rayon::prelude::*;

use super::bits::{Bits, digits};
use super::exceptions::{Befores, Exceptions};
use super::fold::BREAK;
use super::occurrences::{Occurrence, Places, Text};

/// The units of a term in the order of the index: `a`; `ab`; an exception `abc` as `bca`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key {
    units: [u16; 3],
    length: usize,
}

impl Key {
    /// The key of these units; up to three.
    pub(super) fn new(of: &[u16]) -> Self {
        let mut units = [0; 3];
        units[..of.len()].copy_from_slice(of);
        Self { units, length: of.len() }
    }

    /// Its units.
    pub(super) fn units(&self) -> &[u16] {
        &self.units[..self.length]
    }
}

/// A term, and where in the bits of its block its documents are.
pub(super) struct Term {
    /// The term.
    pub(super) key: Key,
    /// The first of its bits.
    pub(super) from: usize,
    /// The end of its bits.
    pub(super) to: usize,
}

/// All terms whose key starts with one unit, in order: the unit itself, its pairs, each with its exceptions.
pub(super) struct Block {
    /// The terms.
    pub(super) terms: Vec<Term>,
    /// Their documents.
    pub(super) bits: Bits,
}

/// A document with the class of a term in it.
type Posting = (u32, Class);

/// How much a term says about a document.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Class {
    Once,
    Twice,
    Often,
    Title,
}

impl Class {
    fn new(count: usize, in_title: bool) -> Self {
        match count {
            _ if in_title => Self::Title,
            0 | 1 => Self::Once,
            2 | 3 => Self::Twice,
            _ => Self::Often,
        }
    }
}

/// The terms of a text, a block a unit, in order.
pub(super) fn blocks(text: &Text) -> Vec<Block> {
    let places = Places::new(text);
    places.units.par_iter().map(|unit| block(text, &places, *unit)).collect()
}

fn block(text: &Text, places: &Places, unit: u16) -> Block {
    let universe = digits(text.documents() as u64);
    let mut writer = Writer { universe, terms: Vec::new(), bits: Bits::default(), gaps: Vec::new() };
    let occurrences: Vec<Occurrence> = text.occurrences(places, unit).collect();
    let alone = occurrences
        .chunk_by(|a, b| a.document == b.document)
        .map(|same| (same[0].document, Class::new(same.len(), same.iter().any(|occurrence| occurrence.in_title))));
    let postings: Vec<Posting> = alone.collect();
    writer.term(Key::new(&[unit]), &postings);
    let befores = Befores::new(&occurrences);
    let mut exceptions = Exceptions::new(text.documents(), &befores);
    let mut pairs: Vec<u64> = occurrences.iter().filter(|found| found.after != BREAK).map(pack).collect();
    drop(occurrences);
    pairs.sort_unstable();
    let mut postings = Vec::new();
    for pair in pairs.chunk_by(|a, b| after(*a) == after(*b)) {
        let second = after(pair[0]);
        postings.clear();
        postings.extend(
            pair.chunk_by(|a, b| document(*a) == document(*b)).map(|same| {
                (document(same[0]), Class::new(same.len(), same.iter().any(|packed| packed & IN_TITLE != 0)))
            }),
        );
        writer.term(Key::new(&[unit, second]), &postings);
        let documents = postings.iter().map(|(document, _)| *document);
        let befores = pair.iter().map(|packed| (before(*packed), document(*packed)));
        exceptions.find(documents, befores, |first, documents| {
            writer.exception(Key::new(&[unit, second, first]), documents);
        });
    }
    Block { terms: writer.terms, bits: writer.bits }
}

const IN_TITLE: u64 = 1 << 16;

/// An occurrence as one number that sorts by the unit after it, then by document.
fn pack(found: &Occurrence) -> u64 {
    let title = if found.in_title { IN_TITLE } else { 0 };
    u64::from(found.after) << 48 | u64::from(found.document) << 17 | title | u64::from(found.before)
}

fn after(packed: u64) -> u16 {
    (packed >> 48) as u16
}

#[expect(clippy::cast_possible_truncation, reason = "31 bits are kept")]
fn document(packed: u64) -> u32 {
    (packed >> 17) as u32 & 0x7FFF_FFFF
}

#[expect(clippy::cast_possible_truncation, reason = "the unit is the last 16 bits")]
fn before(packed: u64) -> u16 {
    packed as u16
}

struct Writer {
    /// U of the format.
    universe: u32,
    terms: Vec<Term>,
    bits: Bits,
    /// Of the last term: how many documents lie before each of its own and after the one before it.
    gaps: Vec<u32>,
}

impl Writer {
    fn term(&mut self, key: Key, postings: &[Posting]) {
        let from = self.bits.len();
        let k = self.start(postings.iter().map(|(document, _)| *document));
        for (gap, (_, class)) in self.gaps.iter().zip(postings) {
            self.bits.rice(u64::from(*gap), k);
            match class {
                Class::Once => self.bits.push(0b0, 1),
                Class::Twice => self.bits.push(0b10, 2),
                Class::Often => self.bits.push(0b110, 3),
                Class::Title => self.bits.push(0b111, 3),
            }
        }
        self.terms.push(Term { key, from, to: self.bits.len() });
    }

    fn exception(&mut self, key: Key, documents: &[u32]) {
        let from = self.bits.len();
        let k = self.start(documents.iter().copied());
        self.gaps.iter().for_each(|gap| self.bits.rice(u64::from(*gap), k));
        self.terms.push(Term { key, from, to: self.bits.len() });
    }

    /// Takes the gaps of these documents, writes how many there are and k, and returns it.
    fn start(&mut self, documents: impl Iterator<Item = u32>) -> u32 {
        let mut next = 0;
        self.gaps.clear();
        self.gaps.extend(documents.map(|document| document - std::mem::replace(&mut next, document + 1)));
        let count = self.gaps.len() as u64;
        self.bits.gamma(count);
        if count < 4 {
            return self.universe.saturating_sub(digits(count));
        }
        let k = best_k(&self.gaps);
        self.bits.push(u64::from(k), 4);
        k
    }
}

/// The k with which these gaps take the fewest bits; the least, if equal.
fn best_k(gaps: &[u32]) -> u32 {
    let count = gaps.len() as u64;
    let sum_of = |k: u32| gaps.iter().map(|gap| u64::from(gap >> k)).sum::<u64>();
    let near = digits(sum_of(0) / count).saturating_sub(1).min(14);
    let cost = |k: u32| sum_of(k) + count * u64::from(k);
    (near.saturating_sub(1)..=near + 1).min_by_key(|k| cost(*k)).expect("at least one candidate")
}
