//! Values that go on over several lines, so that what is in them is not taken for keys.

use super::brackets::nesting;
use super::keys::{KeyColon, key_of};
use super::quotes::closing_quote;
use super::{Slip, content_start, indent_of, is_empty_value};
use crate::model::Code;

/// Deeper brackets than this are left to the parser, which names its limit.
const DEEP: usize = 32;

/// What a line left open.
pub(super) enum Open {
    Nothing,
    /// Block text, or text after a mark of YAML's, below a key of this indent.
    Block(usize),
    /// Plain text that may go on, below a key of this indent.
    Plain(usize),
    /// A quotation mark or bracket, the indent of its key, and the byte where it stands. Brackets around everything
    /// have no key.
    Quote(char, usize, usize),
    Brackets(Vec<char>, Option<usize>, usize),
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
            Self::Quote(mark, indent, _) if is_below(*indent) || key_of(line).is_none() && *indent == 0 => {
                if closing_quote(line, *mark).is_some() {
                    *self = Self::Nothing;
                }
                return Covered::Text;
            }
            Self::Brackets(marks, indent, _)
                if indent.is_none_or(is_below) || line.trim_start().starts_with([']', '}']) =>
            {
                let innermost = marks.last().copied().unwrap_or('[');
                nesting(line, marks);
                if marks.is_empty() {
                    *self = Self::Nothing;
                }
                return Covered::Brackets(innermost);
            }
            _ => {}
        }
        self.close().map_or(Covered::Not, Covered::Unclosed)
    }

    /// Notes what a line that stands by itself leaves open; `start` is its first byte.
    pub(super) fn enter(&mut self, line: &str, key: Option<KeyColon<'_>>, start: usize) {
        let from = key.map_or_else(|| content_start(line), |key| key.end);
        let value_start = line.len() - line[from..].trim_start().len();
        let value = line[value_start..].trim_end();
        let indent = if key.is_some() { content_start(line) } else { indent_of(line) };
        let mut marks = Vec::new();
        *self = match value.chars().next() {
            _ if is_empty_value(value) => Self::Nothing,
            Some(quote @ ('"' | '\'')) => match closing_quote(&value[1..], quote) {
                Some(_) => Self::Nothing,
                None => Self::Quote(quote, indent, start + value_start),
            },
            Some('[' | '{') => {
                nesting(value, &mut marks);
                let indent = Some(indent).filter(|_| value_start > 0);
                if marks.is_empty() { Self::Nothing } else { Self::Brackets(marks, indent, start + value_start) }
            }
            Some('|' | '>' | '&' | '!') if key.is_some() || from > indent => Self::Block(indent),
            _ if key.is_some() || from > indent => Self::Plain(indent),
            _ => Self::Nothing,
        };
    }

    /// Ends what is open; what should have been closed is a slip.
    pub(super) fn close(&mut self) -> Option<Slip> {
        let (code, at, message, help) = match std::mem::replace(self, Self::Nothing) {
            Self::Quote(mark, _, at) => (
                Code::UnclosedQuote,
                at,
                "引号没有配对".to_owned(),
                format!("请在内容末尾补上「{mark}」，或者去掉开头的「{mark}」；中文引号“”可以直接写"),
            ),
            Self::Brackets(marks, _, at) if marks.len() <= DEEP => {
                let (open, close) = if marks[0] == '[' { ('[', ']') } else { ('{', '}') };
                let help = format!("请在内容末尾补上「{close}」；内容里本来就有括号的，请给整个内容加上引号");
                (Code::YamlSyntax, at, format!("「{open}」没有配对的「{close}」"), help)
            }
            _ => return None,
        };
        Some(Slip { code, start: at, end: at + 1, message, help, edit: None })
    }
}
