//! Bold as a Chinese writer means it: `**强调：**后文`, which `CommonMark` leaves as asterisks.
//!
//! `CommonMark` decides by the characters beside a run of `*` whether it opens or closes, and counts on spaces between
//! words. So the parser reads a copy of the text in which one of the two characters is another of the same length: a
//! punctuation mark becomes a letter, or a letter a punctuation mark. The copy has the same offsets, so texts are
//! afterwards sliced from the original. A single `~`, as in `63%~68%`, becomes a comma in the copy, and no strike;
//! so does the `*` between two digits.

use std::borrow::Cow;

use memchr::memchr2;

/// The text as the parser reads it.
#[derive(Debug)]
pub(super) struct Prepared<'a> {
    /// As long as the original, with the same character boundaries.
    pub(super) text: Cow<'a, str>,
    /// Where characters stand that are not the writer's, ascending.
    pub(super) stand_ins: Vec<usize>,
}

impl<'a> Prepared<'a> {
    /// Puts stand-ins where they help, but none at the offsets `kept`, which ascend.
    pub(super) fn new(text: &'a str, kept: &[usize]) -> Self {
        let mut edits = edits(text);
        edits.retain(|edit| kept.binary_search(&edit.offset).is_err());
        if edits.is_empty() {
            return Self::unchanged(text);
        }
        let mut copy = String::with_capacity(text.len());
        for edit in &edits {
            copy.push_str(&text[copy.len()..edit.offset]);
            copy.push_str(edit.stand_in);
        }
        copy.push_str(&text[copy.len()..]);
        Self { text: Cow::Owned(copy), stand_ins: edits.iter().map(|edit| edit.offset).collect() }
    }

    /// The text without any stand-in.
    pub(super) fn unchanged(text: &'a str) -> Self {
        Self { text: Cow::Borrowed(text), stand_ins: Vec::new() }
    }
}

/// One character to replace.
#[derive(Debug)]
struct Edit {
    offset: usize,
    stand_in: &'static str,
}

/// Every character to replace, in ascending order, none twice.
fn edits(text: &str) -> Vec<Edit> {
    let bytes = text.as_bytes();
    let mut edits: Vec<Edit> = Vec::new();
    let mut at = 0;
    while let Some(step) = memchr2(b'*', b'~', &bytes[at..]) {
        let start = at + step;
        let length = bytes[start..].iter().take_while(|&&byte| byte == bytes[start]).count();
        let escaped = bytes[..start].iter().rev().take_while(|&&byte| byte == b'\\').count() % 2 == 1;
        at = if escaped { start + 1 } else { start + length };
        let edit = if escaped { None } else { edit_beside(text, start, length) };
        if let Some(edit) = edit.filter(|edit| edits.last().is_none_or(|last| last.offset < edit.offset)) {
            edits.push(edit);
        }
    }
    edits
}

/// What to replace for the run of `length` bytes at `start`.
fn edit_beside(text: &str, start: usize, length: usize) -> Option<Edit> {
    let is_tilde = text.as_bytes()[start] == b'~';
    if is_tilde && length != 2 {
        return (length == 1).then_some(Edit { offset: start, stand_in: "," });
    }
    let before = text[..start].chars().next_back()?;
    let after = text[start + length..].chars().next()?;
    // `3*5*2米` multiplies too; as emphasis the stars would go and leave 352.
    if length == 1 && before.is_ascii_digit() && after.is_ascii_digit() {
        return Some(Edit { offset: start, stand_in: "," });
    }
    let (mark, mark_offset, letter, letter_offset) = match (kind(before), kind(after)) {
        (Kind::Mark, Kind::Letter) if !opens(before) => (before, start - before.len_utf8(), after, start + length),
        (Kind::Letter, Kind::Mark) if !closes(after) => (after, start + length, before, start - before.len_utf8()),
        _ => return None,
    };
    // `5*（3+2）*4` multiplies.
    if length == 1 && letter.is_ascii() {
        return None;
    }
    if mark.is_ascii() {
        Some(Edit { offset: letter_offset, stand_in: stand_in(letter, ["·", "、", "\u{10100}"])? })
    } else {
        Some(Edit { offset: mark_offset, stand_in: stand_in(mark, ["é", "字", "\u{20000}"])? })
    }
}

/// Of the characters of two, three and four bytes the one that is as long as `original`; none for ASCII.
fn stand_in(original: char, by_length: [&'static str; 3]) -> Option<&'static str> {
    original.len_utf8().checked_sub(2).map(|index| by_length[index])
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Space,
    Letter,
    Mark,
}

fn kind(c: char) -> Kind {
    if c.is_whitespace() {
        Kind::Space
    } else if c.is_alphanumeric() {
        Kind::Letter
    } else {
        Kind::Mark
    }
}

/// Whether the mark belongs to what follows, so that a run after it cannot close.
fn opens(mark: char) -> bool {
    "([{<|“‘（〔［｛〈《「『【〖〘〚〝﹁﹃﹙﹛﹝｟｢«‹".contains(mark)
}

/// Whether the mark belongs to what precedes, so that a run before it cannot open. Not `”`, which many type for `“`.
fn closes(mark: char) -> bool {
    ")]}>|,.:;!?%，。、；：！？．）〕］｝〉》」』】〗〙〛〞﹂﹄﹚﹜﹞｠｣»›％‰℃".contains(mark)
}
