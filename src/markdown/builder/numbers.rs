//! Columns of numbers, which stand at the end of the line even where nobody wrote so.

use crate::model::SourceText;

use super::super::item::{Align, Element, Item};

/// The longest unit behind a number, in characters: 万元.
const LONGEST_UNIT: usize = 2;

/// What stands in a cell for no number.
const NOTHING: [&str; 6] = ["", "-", "–", "—", "——", "/"];

/// What is known of a column.
#[derive(Clone, Default)]
struct Column {
    /// The unit of its numbers; none before the first.
    unit: Option<String>,
    has_words: bool,
}

impl Column {
    fn enter(&mut self, cell: &str) {
        let cell = cell.trim();
        if NOTHING.contains(&cell) {
            return;
        }
        match (unit_of(cell), &self.unit) {
            (Some(unit), None) => self.unit = Some(unit.to_owned()),
            (Some(unit), Some(known)) if unit == known => {}
            _ => self.has_words = true,
        }
    }

    fn align(&self) -> Align {
        if self.unit.is_some() && !self.has_words { Align::End } else { Align::Start }
    }
}

/// Settles how the columns of a table stand where that was not written. The first names the rows.
pub(super) fn settle(table: &mut [Item], source: &SourceText, columns: usize) {
    let mut known = vec![Column::default(); columns];
    let (mut place, mut cell) = (0, String::new());
    for item in table.iter() {
        match item {
            Item::Start(Element::TableRow { .. }) => place = 0,
            Item::Start(Element::Cell(_)) => cell.clear(),
            Item::Text(piece) => cell.push_str(piece.as_str(source)),
            Item::End(Element::Cell(_)) => {
                if let Some(column) = known.get_mut(place).filter(|_| place > 0) {
                    column.enter(&cell);
                }
                place += 1;
            }
            _ => {}
        }
    }
    let (mut place, mut settled) = (0, Align::Start);
    for item in table {
        match item {
            Item::Start(Element::TableHead | Element::TableRow { .. }) => place = 0,
            Item::Start(Element::HeadCell(align) | Element::Cell(align)) => {
                if *align == Align::Unset {
                    *align = known.get(place).map_or(Align::Start, Column::align);
                }
                settled = *align;
            }
            Item::End(Element::HeadCell(align) | Element::Cell(align)) => {
                *align = settled;
                place += 1;
            }
            _ => {}
        }
    }
}

/// The unit behind a number, most often none; nothing where a cell is no number.
fn unit_of(cell: &str) -> Option<&str> {
    let number = cell.trim_start_matches(['+', '-', '−', '约']);
    let unit = number.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ',')).trim();
    let is_number = number.starts_with(|c: char| c.is_ascii_digit()) && unit.chars().count() <= LONGEST_UNIT;
    is_number.then_some(unit)
}
