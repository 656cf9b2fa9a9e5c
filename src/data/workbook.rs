//! The tables once more as workbooks of Excel: numbers are numbers, days are days, and nothing runs.

use jiff::civil::Date;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use super::table::{Column, Kind};

/// What every workbook says it was made on: with the day of the build, one in which nothing changed would be another.
const MADE: (u16, u8, u8) = (2000, 1, 1);

/// The most rows of a sheet, the header among them.
const MOST_ROWS: usize = 1_048_576;

/// The most characters of a cell.
const MOST_TEXT: usize = 32_767;

/// The widest and the narrowest column, in letters of ASCII.
const WIDTHS: (usize, usize) = (8, 40);

/// How hard a workbook is packed, of 9: 10,000 cases take 0.13 s instead of the 0.22 s of the usual 6, and 0.2 MB more.
const PACKING: u8 = 3;

/// How a worksheet shows its header, whole numbers and days.
struct Formats {
    head: Format,
    integer: Format,
    day: Format,
}

/// A workbook with one sheet: a header that stays and filters, and a row a row.
pub(super) fn xlsx<'a, T: 'a>(name: &str, columns: &[Column<T>], rows: impl IntoIterator<Item = &'a T>) -> Vec<u8> {
    made(name, columns, rows).expect("the sheet has a plain name, and cells of a length that Excel takes")
}

fn made<'a, T: 'a>(
    name: &str,
    columns: &[Column<T>],
    rows: impl IntoIterator<Item = &'a T>,
) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let made = ExcelDateTime::from_ymd(MADE.0, MADE.1, MADE.2)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&made));
    workbook.set_zip_compression_level(PACKING);
    let formats = Formats {
        head: Format::new().set_bold(),
        integer: Format::new().set_num_format("0"),
        day: Format::new().set_num_format("yyyy-mm-dd"),
    };
    let sheet = workbook.add_worksheet().set_name(name)?;
    let mut widths = Vec::with_capacity(columns.len());
    for (at, column) in (0..).zip(columns) {
        sheet.write_string_with_format(0, at, column.name, &formats.head)?;
        // The button of the filter covers the end of a header.
        widths.push(width(column.name) + 3);
    }
    let mut last = 0;
    for (row, number) in rows.into_iter().take(MOST_ROWS - 1).zip(1..) {
        for ((at, column), widest) in (0..).zip(columns).zip(&mut widths) {
            let cell = (column.cell)(row);
            *widest = (*widest).max(width(&cell));
            write(sheet, (number, at), column.kind, &cell, &formats)?;
        }
        last = number;
    }
    for (at, width) in (0_u16..).zip(&widths) {
        let width = u32::try_from((*width).clamp(WIDTHS.0, WIDTHS.1)).unwrap_or_default();
        sheet.set_column_width(at, width)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    sheet.autofilter(0, 0, last, u16::try_from(columns.len() - 1).unwrap_or_default())?;
    workbook.save_to_buffer()
}

/// Writes a cell as what it is; a text always as text, whatever it starts with.
fn write(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    kind: Kind,
    cell: &str,
    formats: &Formats,
) -> Result<(), XlsxError> {
    if cell.is_empty() {
        return Ok(());
    }
    let number = || cell.parse::<f64>().ok();
    match kind {
        Kind::Integer if let Some(number) = number() => {
            sheet.write_number_with_format(row, column, number, &formats.integer)?
        }
        Kind::Number if let Some(number) = number() => sheet.write_number(row, column, number)?,
        Kind::Date if let Some(day) = day(cell) => sheet.write_datetime_with_format(row, column, day, &formats.day)?,
        _ => sheet.write_string(row, column, within(cell))?,
    };
    Ok(())
}

fn day(cell: &str) -> Option<ExcelDateTime> {
    let day: Date = cell.parse().ok()?;
    let (month, number) = (u8::try_from(day.month()).ok()?, u8::try_from(day.day()).ok()?);
    ExcelDateTime::from_ymd(u16::try_from(day.year()).ok()?, month, number).ok()
}

/// As much of a text as a cell takes, counted as Excel does: in units of UTF-16.
fn within(cell: &str) -> &str {
    let mut units = 0;
    let beyond = cell.char_indices().find(|(_, c)| {
        units += c.len_utf16();
        units > MOST_TEXT
    });
    beyond.map_or(cell, |(end, _)| &cell[..end])
}

/// How wide a text is, no more than the widest column: what is not ASCII takes twice the room.
fn width(text: &str) -> usize {
    text.chars().take(WIDTHS.1).map(|c| if c.is_ascii() { 1 } else { 2 }).sum::<usize>() + 1
}
