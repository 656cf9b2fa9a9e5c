//! Tables of values with commas between them (CSV), each cell with its place; enter at [`Rows::new`].
//!
//! A cell that starts with a quotation mark goes on to the next single one, over commas and line ends; two of them
//! stand for one. Other quotation marks are text.

use std::sync::Arc;

use crate::model::characters::is_unseen;
use crate::model::{Place, SourceText, Span, Written};

/// The rows of a table in their order.
pub struct Rows<'a> {
    source: &'a Arc<SourceText>,
    /// The first byte of the next row.
    next: usize,
    /// How many cells the first row has.
    width: Option<usize>,
    /// How many cells of a row are read; the next one follows as one of another row.
    most: usize,
}

/// A row.
#[derive(Debug)]
pub enum Row {
    /// Its cells, without quotes around them and blanks before and after.
    Cells(Vec<Written<String>>),
    /// It has a quotation mark, which is here, without its second one; reading goes on at the next line.
    Unclosed(Place),
}

impl<'a> Rows<'a> {
    /// The rows of a whole file, which nobody reads on where one has more cells than `most`.
    pub fn new(source: &'a Arc<SourceText>, most: usize) -> Self {
        Self { source, next: 0, width: None, most }
    }

    /// The cells of the next row; the error is the place of a quotation mark without its second one.
    fn read(&mut self) -> Result<Vec<Cell>, usize> {
        let text = &self.source.text;
        let mut cells = Vec::new();
        loop {
            let cell = Cell::read(text, self.next).ok_or(self.next)?;
            let is_last = !text[cell.end..].starts_with(',');
            self.next = cell.end + 1;
            cells.push(cell);
            if is_last || cells.len() > self.most {
                return self.swallowing(&cells).map_or(Ok(cells), Err);
            }
        }
    }

    /// Where a cell starts that holds the ends of whole rows: its second quotation mark belongs to another one.
    fn swallowing(&self, cells: &[Cell]) -> Option<usize> {
        let width = self.width?;
        let is_whole = |(at, cell): &(usize, &Cell)| {
            let written = &self.source.text[cell.start..cell.end];
            let ends = written.split_once('\n').zip(written.rsplit_once('\n'));
            ends.is_some_and(|((first, _), (_, last))| {
                let commas = |line: &str| line.matches(',').count();
                at + 1 + commas(first) == width && commas(last) + cells.len() - at == width
            })
        };
        cells.iter().enumerate().find(is_whole).map(|(_, cell)| cell.start)
    }
}

impl Iterator for Rows<'_> {
    type Item = Row;

    fn next(&mut self) -> Option<Row> {
        let (source, start) = (self.source, self.next);
        if start >= source.text.len() {
            return None;
        }
        let place = |start, end| Place::new(source, Span::new(start, end));
        match self.read() {
            Ok(cells) => {
                self.width.get_or_insert(cells.len());
                let written = |cell: Cell| {
                    let Span { start, end } = cell.inner(&source.text);
                    Written { value: tidy(&cell.value).to_owned(), place: place(start, end) }
                };
                Some(Row::Cells(cells.into_iter().map(written).collect()))
            }
            Err(quote) => {
                let rest = &source.text[quote..];
                self.next = quote + rest.find('\n').map_or(rest.len(), |end| end + 1);
                Some(Row::Unclosed(place(quote, quote + 1)))
            }
        }
    }
}

/// A cell as it is written.
struct Cell {
    value: String,
    start: usize,
    /// Where the comma or line end after it is.
    end: usize,
}

/// How far a cell is read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Empty,
    Bare,
    Quoted,
    /// Just after a quotation mark that closes, or that is the first of a doubled one.
    Closed,
}

impl State {
    const fn after(self, c: char) -> Self {
        match (self, c) {
            (Self::Quoted, '"') => Self::Closed,
            (Self::Empty | Self::Closed, '"') | (Self::Quoted, _) => Self::Quoted,
            _ => Self::Bare,
        }
    }
}

impl Cell {
    /// The cell from `start` on; `None` where its quotation mark has no second one, or none before another line goes
    /// on after it.
    fn read(text: &str, start: usize) -> Option<Self> {
        let (mut value, mut state) = (String::new(), State::Empty);
        for (at, c) in text[start..].char_indices() {
            if state != State::Quoted && matches!(c, ',' | '\n') {
                return Some(Self { value, start, end: start + at });
            }
            let next = state.after(c);
            if state == State::Closed && next == State::Bare && value.contains('\n') {
                return None;
            }
            if !matches!((state, next), (State::Empty, State::Quoted) | (_, State::Closed)) {
                value.push(c);
            }
            state = next;
        }
        (state != State::Quoted).then_some(Self { value, start, end: text.len() })
    }

    /// Where its value is, without quotes around it and blanks before and after.
    fn inner(&self, text: &str) -> Span {
        let written = &text[self.start..self.end];
        let from = self.start + usize::from(written.starts_with('"'));
        let inner = written.strip_prefix('"').map_or(written, |inner| inner.strip_suffix('"').unwrap_or(inner));
        let start = from + inner.len() - inner.trim_start_matches(is_blank).len();
        Span::new(start, start + tidy(inner).len())
    }
}

fn tidy(text: &str) -> &str {
    text.trim_matches(is_blank)
}

/// Also those that nobody sees and that come along when a table is pasted.
fn is_blank(c: char) -> bool {
    c.is_whitespace() || is_unseen(c)
}
