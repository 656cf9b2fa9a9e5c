//! What was meant by a text with slips, and where each part of it is written; enter at [`Meant::of`].

use std::collections::BTreeMap;

use super::super::decode::lines_with_start;
use super::{find, keys};
use crate::model::{Edit, Span};

/// One cure can bring the next slip of a line to light.
const MOST_ROUNDS: usize = 8;

/// A text without its slips. Cures change marks and spaces, and take away numbers before items: the letters and digits
/// that are left are those of the text as it is written, and by these a place in one is found in the other.
pub(in crate::source) struct Meant {
    pub(in crate::source) text: String,
    /// The keys of what has no certain meaning, with their places as they are written: their lines are remarks in
    /// [`Meant::text`], so that all else can be read.
    pub(in crate::source) unread: Vec<(String, Span)>,
    /// Those of the text as it is written.
    written: Letters,
    /// Those of [`Meant::text`].
    letters: Letters,
    /// Of each of these, which of the written ones it is.
    origins: Vec<usize>,
}

impl Meant {
    /// None where the cure of a slip adds letters, or is not certain and cannot be told from the rest.
    pub(in crate::source) fn of(written: &str) -> Option<Self> {
        let letters = || Letters::of(written);
        let (origins, unread) = ((0..letters().places.len()).collect(), Vec::new());
        let mut meant = Self { text: written.to_owned(), unread, written: letters(), letters: letters(), origins };
        for _ in 0..MOST_ROUNDS {
            let slips = find(&meant.text);
            if slips.is_empty() {
                return Some(meant);
            }
            let (certain, open): (Vec<_>, Vec<_>) = slips.into_iter().partition(|slip| slip.edit.is_some());
            let starts = open.iter().map(|slip| slip.start);
            meant = meant.edited(certain.into_iter().filter_map(|slip| slip.edit).collect(), starts)?;
        }
        None
    }

    /// The same without the key of the first level that a byte belongs to.
    pub(in crate::source) fn without(self, at: usize) -> Option<Self> {
        self.edited(Vec::new(), [at].into_iter())
    }

    /// The same with edits made, and the keys of the first level left out that these bytes belong to.
    fn edited(mut self, mut edits: Vec<Edit>, out: impl Iterator<Item = usize>) -> Option<Self> {
        // Lines by their first byte, with their end.
        let mut left_out: BTreeMap<usize, usize> = BTreeMap::new();
        let is_left_out = |left_out: &BTreeMap<usize, usize>, at: usize| {
            left_out.range(..=at).next_back().is_some_and(|(_, end)| at < *end)
        };
        let mut remarks = Vec::new();
        for at in out {
            if is_left_out(&left_out, at) {
                continue;
            }
            let (lines, key) = keys::entry(&self.text, at)?;
            self.unread.extend(key.map(|key| (self.text[key.start..key.end].to_owned(), self.written(key))));
            let starts = lines_with_start(&self.text[lines.clone()]).map(|(start, _)| lines.start + start);
            remarks.extend(starts.map(|start| Edit::new(start, start, "# ")));
            left_out.insert(lines.start, lines.end);
        }
        edits.retain(|edit| !is_left_out(&left_out, edit.span.start));
        edits.extend(remarks);
        let text = edited(&self.text, edits);
        let letters = Letters::of(&text);
        let origins = letters.within(&self.written)?;
        Some(Self { text, letters, origins, ..self })
    }

    /// Where a part of [`Meant::text`] is written.
    pub(in crate::source) fn written(&self, span: Span) -> Span {
        let start = self.start(span.start);
        Span::new(start, if span.end > span.start { self.end(span.end).max(start) } else { start })
    }

    /// Before the same letter, and before the same marks in front of it.
    fn start(&self, at: usize) -> usize {
        let letter = self.letters.first_from(at);
        let marks = &self.text[at..self.letters.start_of(letter)];
        let end = self.written.start_of(self.origins.get(letter).copied().unwrap_or(usize::MAX));
        end - same(marks.chars().rev(), self.written.text[..end].chars().rev())
    }

    /// Behind the same letter, and behind the same marks after it.
    fn end(&self, at: usize) -> usize {
        let letter = self.letters.first_from(at);
        let marks = &self.text[self.letters.end_before(letter).min(at)..at];
        let start = self.written.end_before(letter.checked_sub(1).map_or(0, |before| self.origins[before] + 1));
        start + same(marks.chars(), self.written.text[start..].chars())
    }
}

/// A text, and where each of its letters and digits stands.
struct Letters {
    text: String,
    places: Vec<(usize, char)>,
}

impl Letters {
    fn of(text: &str) -> Self {
        let places = text.char_indices().filter(|(_, c)| c.is_alphanumeric()).collect();
        Self { text: text.to_owned(), places }
    }

    /// Which of the letters of a longer text each of these is; of several it may be, the last, since what a cure takes
    /// away stood before what it leaves.
    fn within(&self, longer: &Self) -> Option<Vec<usize>> {
        let mut candidates = longer.places.iter().enumerate().rev();
        let last_first = self.places.iter().rev().map(|(_, c)| candidates.find(|(_, (_, own))| own == c));
        let mut origins: Vec<usize> = last_first.map(|found| Some(found?.0)).collect::<Option<_>>()?;
        origins.reverse();
        Some(origins)
    }

    /// The number of the first letter that stands at a byte or behind it.
    fn first_from(&self, at: usize) -> usize {
        self.places.partition_point(|(place, _)| *place < at)
    }

    fn start_of(&self, letter: usize) -> usize {
        self.places.get(letter).map_or(self.text.len(), |(place, _)| *place)
    }

    /// Where the letter before one ends.
    fn end_before(&self, letter: usize) -> usize {
        let before = letter.checked_sub(1).and_then(|before| self.places.get(before));
        before.map_or(0, |(place, c)| place + c.len_utf8())
    }
}

/// How many bytes two texts have in common from their start.
fn same(a: impl Iterator<Item = char>, b: impl Iterator<Item = char>) -> usize {
    a.zip(b).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum()
}

/// A text with edits made; of those that touch each other the first.
fn edited(text: &str, mut edits: Vec<Edit>) -> String {
    edits.sort();
    let (mut out, mut done) = (String::with_capacity(text.len() + 16), 0);
    for Edit { span, text: new } in edits {
        if span.start >= done {
            out.push_str(&text[done..span.start]);
            out.push_str(&new);
            done = span.end;
        }
    }
    out + &text[done..]
}
