//! Where in a text something may begin that is looked for: one pass for all of it, since most characters begin nothing.

use std::sync::LazyLock;

use super::char_set::CharSet;
use super::finder::Finder;
use super::homes::HOMES;
use super::numbers::digit_of;
use super::places::half_width;
use super::{leftovers, script};

/// What may begin in an article, each with its first byte.
pub(super) struct Spots<'a> {
    pub(super) private: PrivateSpots<'a>,
    /// Words that are never right.
    pub(super) words: Vec<usize>,
    /// Characters that hardly any text has.
    pub(super) unusual: Vec<(usize, char)>,
}

/// A text and what may begin in it that is private.
#[derive(Default)]
pub(super) struct PrivateSpots<'a> {
    pub(super) text: &'a str,
    /// Runs of digits.
    pub(super) digits: Vec<usize>,
    /// Letters behind a space or what is not of ASCII.
    pub(super) letters: Vec<usize>,
    /// Signs of degrees.
    pub(super) degrees: Vec<usize>,
    /// Words of [`HOMES`].
    pub(super) homes: Vec<usize>,
}

impl<'a> PrivateSpots<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        static SCANNER: LazyLock<Scanner> = LazyLock::new(|| Scanner::new(None));
        SCANNER.scan(text, None).private
    }
}

/// What leftovers begin with, and traditional characters.
static UNUSUAL: LazyLock<CharSet> = LazyLock::new(|| leftovers::starts().chain(script::traditional()).collect());

/// Finds spots. Two tables tell of most characters, and pairs of them, that nothing begins there.
#[derive(Clone, Debug)]
pub(super) struct Scanner {
    singles: CharSet,
    pairs: CharSet,
}

impl Scanner {
    /// A scanner for articles with these words, or for what is private alone.
    pub(super) fn new(words: Option<&Finder>) -> Self {
        let is_private = |&c: &char| digit_of(c).or(half_width(c)).is_some() || is_degree(c);
        let private: CharSet = ('\0'..='\u{ffff}').filter(is_private).collect();
        let unusual = words.map(|_| &*UNUSUAL);
        let finders = || [Some(&*HOMES), words].into_iter().flatten();
        let singles = finders().map(|finder| &finder.singles).chain(unusual).fold(private, CharSet::with);
        let pairs = finders().map(|finder| &finder.pairs).fold(CharSet::default(), CharSet::with);
        Self { singles, pairs }
    }

    /// The spots of a text, with the words that the scanner was made with.
    pub(super) fn scan<'a>(&self, text: &'a str, words: Option<&Finder>) -> Spots<'a> {
        let private = PrivateSpots { text, ..PrivateSpots::default() };
        let mut spots = Spots { private, words: Vec::new(), unusual: Vec::new() };
        let mut last = (0, '\0');
        for here in text.char_indices() {
            if Finder::may_begin(&self.singles, &self.pairs, last.1, here.1) {
                spots.note(words, last, here);
            }
            last = here;
        }
        spots
    }
}

impl Spots<'_> {
    /// Notes what begins at a character, or at the last one.
    fn note(&mut self, words: Option<&Finder>, last: (usize, char), (at, c): (usize, char)) {
        let private = &mut self.private;
        if digit_of(c).is_some() {
            private.digits.extend(digit_of(last.1).is_none().then_some(at));
        } else if half_width(c).is_some() {
            private.letters.extend((!last.1.is_ascii() || last.1 == ' ').then_some(at));
        } else if is_degree(c) {
            private.degrees.push(at);
        }
        HOMES.spot(&mut private.homes, last, (at, c));
        if let Some(words) = words {
            words.spot(&mut self.words, last, (at, c));
            self.unusual.extend(UNUSUAL.contains(c).then_some((at, c)));
        }
    }
}

pub(super) fn is_degree(c: char) -> bool {
    matches!(c, '°' | '度')
}
