//! Words that every text is looked through for.

use aho_corasick::{AhoCorasick, Anchored, Input, Match, MatchKind, StartKind};

use super::char_set::CharSet;

/// Finds words, the first and of those the longest. Where none begins, two characters tell so: several times as fast as
/// an automaton that takes one byte after the other, of which a Han character has three.
#[derive(Clone, Debug)]
pub(super) struct Finder {
    words: AhoCorasick,
    /// Words of one character, by [`low`].
    singles: CharSet,
    /// The first two characters of the others, by [`pair`].
    pairs: CharSet,
}

impl Finder {
    /// Words that are not empty; each is found as the one that stands so many places behind the first.
    pub(super) fn new<'a>(words: impl Iterator<Item = &'a str> + Clone) -> Self {
        let mut builder = AhoCorasick::builder();
        let builder = builder.match_kind(MatchKind::LeftmostLongest).start_kind(StartKind::Anchored).prefilter(false);
        let (mut singles, mut pairs) = (Vec::new(), Vec::new());
        for word in words.clone() {
            let mut chars = word.chars();
            match (chars.next(), chars.next()) {
                (Some(first), Some(second)) => pairs.push(pair(first, second)),
                (first, _) => singles.extend(first.map(low)),
            }
        }
        let words = builder.build(words).expect("a few thousand words are few");
        Self { words, singles: singles.into_iter().collect(), pairs: pairs.into_iter().collect() }
    }

    /// The words of a text.
    pub(super) fn find<'a>(&'a self, text: &'a str) -> impl Iterator<Item = Match> + 'a {
        let mut chars = text.char_indices();
        // Where the last word ends, and the last character.
        let (mut from, mut last, mut last_at) = (0, '\0', 0);
        let at = |start: usize| self.words.find(Input::new(text).range(start..).anchored(Anchored::Yes));
        std::iter::from_fn(move || {
            for (start, c) in chars.by_ref() {
                let is_pair = self.pairs.contains(pair(last, c)) && last_at >= from;
                let of_two = if is_pair { at(last_at) } else { None };
                let is_single = || self.singles.contains(low(c)) && start >= from;
                let found = of_two.or_else(|| if is_single() { at(start) } else { None });
                (last, last_at) = (c, start);
                if let Some(found) = found {
                    from = found.end();
                    return Some(found);
                }
            }
            None
        })
    }
}

/// A number for a character, the same as that of few others.
fn low(c: char) -> u32 {
    u32::from(c) & 0xffff
}

/// A number for two characters, the same as that of few others.
fn pair(first: char, second: char) -> u32 {
    (u32::from(first).wrapping_mul(0x9e5) ^ u32::from(second)) & 0xffff
}
