//! Values that go on over several lines, so that what is in them is not taken for keys.

use std::ops::Range;

use super::brackets::{nesting, without_separators};
use super::keys::{KeyColon, key_of};
use super::quotes::closing_quote;
use super::values::holds_items;
use super::{Slip, content_start, indent_of, is_empty_value, value_start};
use crate::model::{Code, Edit};

/// Deeper brackets than this are left to the parser, which names its limit.
const DEEP: usize = 32;

/// What a line left open.
pub(super) enum Open {
    Nothing,
    /// Block text, or text after a mark of YAML's, below a key of this indent.
    Block(usize),
    /// Plain text that may go on, below a key of this indent.
    Plain(usize),
    /// A quotation mark or bracket, the indent of its key, and where it and the text behind it stand; no text where its
    /// end is not certain. Brackets around everything have no key.
    Quote(char, usize, Range<usize>),
    Brackets(Vec<char>, Option<usize>, Range<usize>),
}

/// Whether a line belongs to what was left open.
pub(super) enum Covered {
    Not,
    Text,
    /// Within brackets; the innermost is this one.
    Brackets(char),
    /// It does not, and what was open should have ended before.
    Unclosed(Slip),
}

impl Open {
    /// Takes the next line.
    pub(super) fn covers(&mut self, line: &str) -> Covered {
        let is_below = |indent: usize| line.trim().is_empty() || indent_of(line) > indent;
        match self {
            Self::Nothing => return Covered::Not,
            Self::Block(indent) | Self::Plain(indent) if is_below(*indent) => return Covered::Text,
            Self::Quote(mark, indent, value) if is_below(*indent) || key_of(line).is_none() && *indent == 0 => {
                if closing_quote(line, *mark).is_some() {
                    *self = Self::Nothing;
                } else if !line.trim().is_empty() {
                    value.end = value.start;
                }
                return Covered::Text;
            }
            Self::Brackets(marks, indent, value)
                if indent.is_none_or(is_below) || closes(line) || is_rest(line, marks) =>
            {
                let innermost = marks.last().copied().unwrap_or('[');
                nesting(line, marks);
                value.end = value.start;
                if marks.is_empty() {
                    *self = Self::Nothing;
                }
                return Covered::Brackets(innermost);
            }
            _ => {}
        }
        self.close().map_or(Covered::Not, Covered::Unclosed)
    }

    /// Whether a line in brackets begins no deeper than the key before them, as YAML does not have it.
    pub(super) fn is_shallow(&self, line: &str) -> bool {
        let Self::Brackets(_, Some(indent), _) = self else { return false };
        indent_of(line) <= *indent && !line.trim().is_empty() && !closes(line)
    }

    /// Notes what a line that stands by itself leaves open; `start` is its first byte, `level` the indent of the key
    /// above, whose value it is where it has no key of its own.
    pub(super) fn enter(&mut self, line: &str, key: Option<KeyColon<'_>>, start: usize, level: usize) {
        let from = key.map_or_else(|| content_start(line), |key| key.end);
        let value_start = value_start(line, key);
        let value = line[value_start..].trim_end();
        let is_certain =
            is_whole(value) && (value.starts_with(['"', '\'']) || key.is_some_and(|key| holds_items(key.name)));
        // A comma too many goes in the next round.
        let length = if is_certain { without_separators(value).len() } else { 0 };
        let place = start + value_start..start + value_start + length;
        let indent = if key.is_some() { content_start(line) } else { indent_of(line) };
        // What is quoted or in brackets goes on in lines that are deeper than this.
        let below = if key.is_some() || from > indent { indent } else { indent.min(level) };
        let mut marks = Vec::new();
        *self = match value.chars().next() {
            _ if is_empty_value(value) => Self::Nothing,
            Some(quote @ ('"' | '\'')) => match closing_quote(&value[1..], quote) {
                Some(_) => Self::Nothing,
                None => Self::Quote(quote, below, place),
            },
            Some('[' | '{') => {
                nesting(value, &mut marks);
                let indent = Some(below).filter(|_| value_start > 0);
                if marks.is_empty() { Self::Nothing } else { Self::Brackets(marks, indent, place) }
            }
            Some('|' | '>' | '&' | '!') if key.is_some() || from > indent => Self::Block(indent),
            _ if key.is_some() || from > indent => Self::Plain(indent),
            _ => Self::Nothing,
        };
    }

    /// Ends what is open; what should have been closed is a slip.
    pub(super) fn close(&mut self) -> Option<Slip> {
        let (code, value, message, help, close) = match std::mem::replace(self, Self::Nothing) {
            Self::Quote(mark, _, value) => (
                Code::UnclosedQuote,
                value,
                "引号没有配对".to_owned(),
                format!("请在内容末尾补上「{mark}」，或者去掉开头的「{mark}」；中文引号“”可以直接写"),
                Some(mark),
            ),
            Self::Brackets(marks, _, value) if marks.len() <= DEEP => {
                let (open, close) = if marks[0] == '[' { ('[', ']') } else { ('{', '}') };
                let help = format!("请在内容末尾补上「{close}」；内容里本来就有括号的，请给整个内容加上引号");
                let message = format!("「{open}」没有配对的「{close}」");
                (Code::YamlSyntax, value, message, help, Some(close).filter(|_| marks.len() == 1))
            }
            _ => return None,
        };
        // In one line, what was meant is the same with a mark at its end as without the one at its beginning.
        let edit = close.filter(|_| !value.is_empty()).map(|close| Edit::new(value.end, value.end, close));
        Some(Slip { code, start: value.start, end: value.start + 1, message, help, edit })
    }
}

/// Whether a line begins with the end of brackets.
fn closes(line: &str) -> bool {
    line.trim_start().starts_with([']', '}'])
}

/// Whether a line is the rest of what stands in these brackets: it ends them, or goes on with another item.
fn is_rest(line: &str, marks: &[char]) -> bool {
    let mut left = marks.to_vec();
    nesting(line, &mut left);
    let ends = line.trim_end().ends_with([']', '}']) && left.is_empty();
    ends || key_of(line).is_none() && !line.starts_with('-') && line.trim_end().ends_with([',', '，', '、'])
}

/// Whether nothing but the mark at its end is missing in a value that begins with one.
fn is_whole(value: &str) -> bool {
    let Some(own) = value.strip_prefix(['"', '\'', '[', '{']) else { return false };
    // In brackets a quotation mark may hold the one that is missing.
    let is_plain = value.starts_with(['"', '\'']) || !own.contains('\'');
    // Half a bracket of another kind may be the one that is missing, or stand in its place.
    let is_plain = is_plain && !own.starts_with(['〔', '《', '「', '『', '〖', '﹝', '<']);
    let is_plain = is_plain && !own.ends_with(['〕', '》', '」', '』', '〗', '﹞', '>']);
    is_plain && !own.is_empty() && !own.contains(" #") && !own.contains(['"', '\\']) && !own.ends_with(['\'', '”', '’'])
}
