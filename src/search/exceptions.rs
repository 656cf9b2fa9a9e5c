//! Which triples are kept: those whose two pairs together would promise too many documents.

use super::fold::BREAK;
use super::occurrences::Occurrence;

/// A triple is kept from so many wrong documents on …
const WRONG: usize = 4;

/// … if they are more than one in so many of those promised.
const ONE_IN: usize = 20;

/// The documents in which a unit follows each other one.
pub(super) struct Befores {
    /// The units before it, in order, and where their documents start.
    units: Vec<(u16, usize)>,
    documents: Vec<u32>,
}

impl Befores {
    /// Of all occurrences of the unit.
    pub(super) fn new(occurrences: &[Occurrence]) -> Self {
        let found = occurrences.iter().filter(|found| found.before != BREAK);
        let mut keys: Vec<u64> = found.map(|found| pack(found.before, found.document)).collect();
        keys.sort_unstable();
        keys.dedup();
        let mut befores = Self { units: Vec::new(), documents: Vec::with_capacity(keys.len()) };
        for key in keys {
            let (unit, document) = unpack(key);
            if befores.units.last().is_none_or(|(last, _)| *last != unit) {
                befores.units.push((unit, befores.documents.len()));
            }
            befores.documents.push(document);
        }
        befores
    }

    fn of(&self, place: usize) -> &[u32] {
        let end = self.units.get(place + 1).map_or(self.documents.len(), |(_, start)| *start);
        &self.documents[self.units[place].1..end]
    }
}

fn pack(unit: u16, document: u32) -> u64 {
    u64::from(unit) << 32 | u64::from(document)
}

#[expect(clippy::cast_possible_truncation, reason = "the two halves are what was packed")]
fn unpack(key: u64) -> (u16, u32) {
    ((key >> 32) as u16, key as u32)
}

/// Finds the exceptions around one unit, a pair at a time.
pub(super) struct Exceptions<'a> {
    befores: &'a Befores,
    /// For each unit before that has many documents, these as a set; made when first asked for.
    dense: Vec<Option<Vec<u64>>>,
    /// The documents of the pair at hand.
    pair: Vec<u64>,
    triples: Vec<u64>,
    documents: Vec<u32>,
}

impl<'a> Exceptions<'a> {
    /// For an archive of so many documents.
    pub(super) fn new(documents: usize, befores: &'a Befores) -> Self {
        Self {
            befores,
            dense: vec![None; befores.units.len()],
            pair: vec![0; documents.div_ceil(64)],
            triples: Vec::new(),
            documents: Vec::new(),
        }
    }

    /// Hands `keep` the first unit and the documents of every exception that ends in a pair, in order of that unit.
    ///
    /// `pair` are the documents of the pair, in order; `befores` the unit before each of its occurrences, with the
    /// document.
    pub(super) fn find(
        &mut self,
        pair: impl Iterator<Item = u32> + Clone,
        befores: impl Iterator<Item = (u16, u32)>,
        mut keep: impl FnMut(u16, &[u32]),
    ) {
        let count = pair.clone().count();
        if count <= WRONG {
            return;
        }
        self.triples.clear();
        self.triples.extend(befores.filter(|(unit, _)| *unit != BREAK).map(|(unit, document)| pack(unit, document)));
        self.triples.sort_unstable();
        self.triples.dedup();
        pair.clone().for_each(|document| insert(&mut self.pair, document));
        let triples = std::mem::take(&mut self.triples);
        let mut place = 0;
        for triple in triples.chunk_by(|a, b| a >> 32 == b >> 32) {
            let (first, _) = unpack(triple[0]);
            place += self.befores.units[place..].partition_point(|(unit, _)| *unit < first);
            let most = count.min(self.befores.of(place).len());
            if is_exception(triple.len(), most) && is_exception(triple.len(), self.common(place)) {
                self.documents.clear();
                self.documents.extend(triple.iter().map(|key| unpack(*key).1));
                keep(first, &self.documents);
            }
        }
        self.triples = triples;
        pair.for_each(|document| self.pair[document as usize / 64] = 0);
    }

    /// How many documents have both the pair at hand and the one with the unit before at `place`.
    fn common(&mut self, place: usize) -> usize {
        let befores = self.befores.of(place);
        if befores.len() < self.pair.len() * 4 {
            return befores.iter().filter(|document| contains(&self.pair, **document)).count();
        }
        let length = self.pair.len();
        let dense = self.dense[place].get_or_insert_with(|| {
            let mut set = vec![0; length];
            for document in befores {
                insert(&mut set, *document);
            }
            set
        });
        dense.iter().zip(&self.pair).map(|(a, b)| (a & b).count_ones() as usize).sum()
    }
}

/// Whether so many documents are too few of those promised.
fn is_exception(right: usize, promised: usize) -> bool {
    let wrong = promised.saturating_sub(right);
    wrong >= WRONG && wrong * ONE_IN > promised
}

fn insert(set: &mut [u64], document: u32) {
    set[document as usize / 64] |= 1 << (document % 64);
}

fn contains(set: &[u64], document: u32) -> bool {
    set[document as usize / 64] & 1 << (document % 64) != 0
}
