//! Words that every text is looked through for.

use aho_corasick::{AhoCorasick, Anchored, Input, Match, MatchKind, StartKind};

use super::char_set::CharSet;

/// Finds words, the first and of those the longest, where their first two characters stand: several times as fast as an
/// automaton that takes one byte after the other, of which a Han character has three.
#[derive(Clone, Debug)]
pub(super) struct Finder {
    words: AhoCorasick,
    /// Words of one character, by [`low`].
    pub(super) singles: CharSet,
    /// The first two characters of the others, by [`pair`].
    pub(super) pairs: CharSet,
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

    /// Whether a character, or the last one with it, may begin a word of such tables.
    pub(super) fn may_begin(singles: &CharSet, pairs: &CharSet, last: char, c: char) -> bool {
        singles.contains(low(c)) || pairs.contains(pair(last, c))
    }

    /// Notes where a word may begin: at a character, or at the last one.
    pub(super) fn spot(&self, spots: &mut Vec<usize>, last: (usize, char), (at, c): (usize, char)) {
        spots.extend(self.pairs.contains(pair(last.1, c)).then_some(last.0));
        spots.extend(self.singles.contains(low(c)).then_some(at));
    }

    /// The words of a text that begin at these places, which ascend; none within another.
    pub(super) fn find<'a>(&'a self, text: &'a str, spots: Vec<usize>) -> impl Iterator<Item = Match> + 'a {
        let mut from = 0;
        spots.into_iter().filter_map(move |start| {
            let input = (start >= from).then(|| Input::new(text).range(start..).anchored(Anchored::Yes))?;
            let found = self.words.find(input)?;
            from = found.end();
            Some(found)
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
