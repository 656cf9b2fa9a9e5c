//! Tables for spreadsheets: CSV that Excel on Windows opens by a double click, and that runs nothing.

use std::borrow::Cow;

use csv::{Terminator, WriterBuilder};

/// By this mark Excel knows UTF-8.
const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// Why writing cannot fail.
const SOUND: &str = "all rows have a cell a column and go to memory";

/// What the cells of a column hold, in the words of Frictionless' table schema.
#[derive(Clone, Copy, Debug)]
pub(super) enum Kind {
    Text,
    Integer,
    Number,
    Date,
}

impl Kind {
    /// The name of the type.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Text => "string",
            Self::Integer => "integer",
            Self::Number => "number",
            Self::Date => "date",
        }
    }

    /// The name that people read.
    pub(super) const fn label(self) -> &'static str {
        match self {
            Self::Text => "文字",
            Self::Integer => "整数",
            Self::Number => "数",
            Self::Date => "日期",
        }
    }
}

/// A column of a table whose rows are `T`.
pub(super) struct Column<T> {
    /// The header.
    pub(super) name: &'static str,
    pub(super) kind: Kind,
    /// What it says, in Chinese.
    pub(super) about: &'static str,
    /// A row's cell; empty where nothing is known.
    pub(super) cell: fn(&T) -> Cow<'_, str>,
}

/// A header and a line a row: UTF-8 with a byte order mark, lines end in CR LF.
pub(super) fn csv<'a, T: 'a>(columns: &[Column<T>], rows: impl IntoIterator<Item = &'a T>) -> Vec<u8> {
    let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(BYTE_ORDER_MARK.to_vec());
    writer.write_record(columns.iter().map(|column| column.name)).expect(SOUND);
    for row in rows {
        let cells = columns.iter().map(|column| neutral((column.cell)(row)));
        cells.for_each(|cell| writer.write_field(cell.as_bytes()).expect(SOUND));
        writer.write_record(None::<&[u8]>).expect(SOUND);
    }
    writer.into_inner().expect(SOUND)
}

/// A cell that a spreadsheet would run as a formula, with an apostrophe before it, which makes it text.
fn neutral(cell: Cow<'_, str>) -> Cow<'_, str> {
    // Some programs trim a cell before they look at it.
    let seen = cell.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let is_run = cell.starts_with(['\t', '\r', '\n']) || seen.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
    if is_run { format!("'{cell}").into() } else { cell }
}
