//! Terms cut into files, at places that stay where they are when a case changes.

use rayon::prelude::*;

use super::bits::Bits;
use super::pack::{SearchFile, fnv1a};
use super::terms::{Block, Key, Term};

/// The sizes of files of terms, in bits.
#[derive(Clone, Copy)]
pub(super) struct Sizes {
    /// No cut before.
    least: usize,
    /// How much comes after that on average.
    more: usize,
    /// A cut before a term that would go beyond.
    most: usize,
}

impl Sizes {
    /// Files of about 8 KB, of an archive beyond 20,000 documents of about 16 KB.
    pub(super) fn new(documents: usize) -> Self {
        let kilobyte = 8 * 1024 * if super::is_large(documents) { 2 } else { 1 };
        Self { least: 4 * kilobyte, more: 4 * kilobyte, most: 12 * kilobyte }
    }
}

/// The files of single units and those of pairs, each in the order of their keys.
pub(super) fn cut(blocks: &[Block], sizes: Sizes) -> [Vec<SearchFile>; 2] {
    let mut singles = Shards { sizes, last: None, whole: Vec::new() };
    let mut pairs = Shards { sizes, last: None, whole: Vec::new() };
    for block in blocks {
        for term in &block.terms {
            let shards = if term.key.units().len() == 1 { &mut singles } else { &mut pairs };
            shards.push(term, &block.bits);
        }
    }
    [singles.finish(), pairs.finish()]
}

struct Shards {
    sizes: Sizes,
    last: Option<Shard>,
    whole: Vec<Shard>,
}

struct Shard {
    first: Key,
    last: Key,
    terms: u64,
    bits: Bits,
}

impl Shards {
    fn push(&mut self, term: &Term, bits: &Bits) {
        if self.last.as_ref().is_some_and(|shard| self.is_cut(shard, term)) {
            self.close();
        }
        match &mut self.last {
            Some(shard) => shard.key(term.key),
            None => {
                self.last = Some(Shard { first: term.key, last: term.key, terms: 0, bits: Bits::default() });
            }
        }
        if let Some(shard) = &mut self.last {
            shard.terms += 1;
            shard.bits.append(bits, term.from, term.to);
        }
    }

    /// Whether a new file starts with this term: by chance, which depends on the term alone and grows with its size, so
    /// that an edit moves few borders, and those it moves are soon met again.
    fn is_cut(&self, shard: &Shard, term: &Term) -> bool {
        let size = term.to - term.from;
        let length = shard.bits.len();
        let dice = fnv1a(term.key.units().iter().flat_map(|unit| unit.to_le_bytes())) as usize;
        let weight = (size + 16).next_power_of_two();
        length + size > self.sizes.most || (length >= self.sizes.least && dice % self.sizes.more < weight)
    }

    fn close(&mut self) {
        self.whole.extend(self.last.take());
    }

    fn finish(mut self) -> Vec<SearchFile> {
        self.close();
        self.whole.into_par_iter().map(Shard::into_file).collect()
    }
}

impl Shard {
    /// Writes a key as it differs from the one before.
    fn key(&mut self, key: Key) {
        let (own, last) = (key.units(), self.last.units());
        let kept = own.iter().zip(last).take_while(|(a, b)| a == b).count();
        if own.len() > 1 {
            match kept {
                0 => self.bits.push(0b11, 2),
                1 => self.bits.push(0b0, 1),
                _ => self.bits.push(0b10, 2),
            }
        }
        match last.get(kept) {
            Some(unit) => self.bits.delta(u64::from(own[kept] - unit)),
            None => self.bits.delta(u64::from(own[kept]) + 1),
        }
        if own.len() > 1 && kept == 0 {
            self.bits.push(u64::from(own[1]), 16);
        }
        self.last = key;
    }

    fn into_file(self) -> SearchFile {
        let mut all = Bits::default();
        all.gamma(1 + self.terms);
        all.append(&self.bits, 0, self.bits.len());
        let digits = self.first.units().iter().map(|unit| format!("{unit:04x}"));
        SearchFile::new(format!("t{}", digits.collect::<String>()), &all.into_bytes())
    }
}
