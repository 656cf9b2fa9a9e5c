//! What was meant by a text with slips, and where each part of it is written; enter at [`Meant::of`].

use super::find;
use crate::model::{Edit, Span};

/// One cure can bring the next slip of a line to light.
const MOST_ROUNDS: usize = 8;

/// A text without its slips. Cures change marks and spaces, and take away numbers before items: the letters and digits
/// that are left are those of the text as it is written, and by these a place in one is found in the other.
pub(in crate::source) struct Meant {
    pub(in crate::source) text: String,
    /// Those of the text as it is written.
    written: Letters,
    /// Those of [`Meant::text`].
    letters: Letters,
    /// Of each of these, which of the written ones it is.
    origins: Vec<usize>,
}

impl Meant {
    /// None where the cure of a slip is not certain, or adds letters.
    pub(in crate::source) fn of(written: &str) -> Option<Self> {
        let mut text = written.to_owned();
        for _ in 0..MOST_ROUNDS {
            let slips = find(&text);
            if slips.is_empty() {
                let (written, letters) = (Letters::of(written), Letters::of(&text));
                let origins = letters.within(&written)?;
                return Some(Self { text, written, letters, origins });
            }
            let edits: Option<Vec<Edit>> = slips.into_iter().map(|slip| slip.edit).collect();
            text = edited(&text, edits?);
        }
        None
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
