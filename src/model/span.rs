//! Places in the text of a file.

use std::fmt;
use std::sync::{Arc, OnceLock};

use super::path::SourcePath;

/// A range of bytes in a file's decoded text, both ends on character boundaries; `start` ≤ `end`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The first byte, counted from 0.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The span from `start` up to, not including, `end`.
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// The same span counted from a point `offset` bytes earlier.
    #[must_use]
    pub const fn shifted(self, offset: usize) -> Self {
        Self { start: self.start + offset, end: self.end + offset }
    }
}

/// The decoded text of one file with its path.
pub struct SourceText {
    /// Where the file is, relative to the root.
    pub path: SourcePath,
    /// UTF-8 with `\n` line ends and no byte order mark.
    pub text: Arc<str>,
    /// The first byte of each line; found when a position is asked for, since most files have no problem.
    line_starts: OnceLock<Vec<usize>>,
}

/// A line and column, both counted from 1; columns in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
}

impl SourceText {
    /// A file with its text.
    pub fn new(path: SourcePath, text: impl Into<Arc<str>>) -> Arc<Self> {
        Arc::new(Self { path, text: text.into(), line_starts: OnceLock::new() })
    }

    /// The position of a byte; past the end it is that of the end.
    pub fn position(&self, byte: usize) -> Position {
        let byte = self.text.floor_char_boundary(byte.min(self.text.len()));
        let starts = self.line_starts.get_or_init(|| {
            let newlines = self.text.bytes().enumerate().filter(|&(_, b)| b == b'\n');
            std::iter::once(0).chain(newlines.map(|(at, _)| at + 1)).collect()
        });
        let line = starts.partition_point(|&start| start <= byte);
        Position { line, column: self.text[starts[line - 1]..byte].chars().count() + 1 }
    }

    /// The text of a span.
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.start..span.end).unwrap_or_default()
    }
}

impl PartialEq for SourceText {
    fn eq(&self, other: &Self) -> bool {
        self.path == other.path && self.text == other.text
    }
}

impl Eq for SourceText {}

impl fmt::Debug for SourceText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SourceText({}, {} bytes)", self.path, self.text.len())
    }
}

/// A span in a certain file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The file.
    pub source: Arc<SourceText>,
    /// The bytes meant.
    pub span: Span,
}

impl Place {
    /// The span in the file.
    pub fn new(source: &Arc<SourceText>, span: Span) -> Self {
        Self { source: Arc::clone(source), span }
    }

    /// The beginning of the file.
    pub fn start_of(source: &Arc<SourceText>) -> Self {
        Self::new(source, Span::default())
    }

    /// The beginning of a file whose text is not known or does not matter.
    pub fn of_file(path: &SourcePath) -> Self {
        Self::start_of(&SourceText::new(path.clone(), ""))
    }

    /// The start as `path:line:column`, as messages name a second place.
    pub fn describe(&self) -> String {
        let Position { line, column } = self.source.position(self.span.start);
        format!("{}:{line}:{column}", self.source.path)
    }
}

/// A value with the place where it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written<T> {
    /// What was written.
    pub value: T,
    /// Where.
    pub place: Place,
}
