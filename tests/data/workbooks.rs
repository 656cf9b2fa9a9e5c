//! The workbooks, read back by another library.

use std::io::{Cursor, Read};
use std::sync::Arc;

use calamine::{Data, Range, Reader, Xlsx};
use leitai::archive::Archive;
use leitai::data::files;
use zip::ZipArchive;

use crate::{SMALL, archive, text};

fn bytes(archive: &Archive, name: &str) -> Vec<u8> {
    let route = format!("data/{name}");
    files(archive).into_iter().find(|(known, _)| known.as_str() == route).expect("a workbook").1
}

fn sheet(bytes: &[u8]) -> Range<Data> {
    let mut workbook = Xlsx::new(Cursor::new(bytes)).expect("a workbook");
    workbook.worksheet_range_at(0).expect("a sheet").expect("a sound sheet")
}

/// All that a workbook says.
pub(crate) fn words(bytes: &[u8]) -> String {
    sheet(bytes).used_cells().map(|(_, _, cell)| cell.to_string()).collect::<Vec<_>>().join("\n")
}

/// The XML of a part of a workbook.
fn part(bytes: &[u8], name: &str) -> String {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).expect("a zip");
    let mut xml = String::new();
    zip.by_name(name).expect("the part is there").read_to_string(&mut xml).expect("UTF-8");
    xml
}

/// The cell below a header.
fn cell<'a>(sheet: &'a Range<Data>, header: &str, row: usize) -> &'a Data {
    let head = sheet.rows().next().expect("a header");
    let column = head.iter().position(|cell| *cell == Data::String(header.into())).expect("the column is there");
    sheet.get((row, column)).expect("a cell")
}

#[test]
fn a_workbook_has_header_and_rows_of_its_table() {
    let archive = archive(SMALL);
    for stem in ["cases", "standing-2026"] {
        let sheet = sheet(&bytes(&archive, &format!("{stem}.xlsx")));
        let table = text(&archive, &format!("{stem}.csv"));
        let mut reader =
            csv::ReaderBuilder::new().has_headers(false).from_reader(table.trim_start_matches('\u{feff}').as_bytes());
        let rows: Vec<csv::StringRecord> = reader.records().map(|row| row.expect("a row")).collect();
        assert_eq!(sheet.height(), rows.len());
        for (own, row) in sheet.rows().zip(&rows) {
            for (own, cell) in own.iter().zip(row) {
                let shown = match own {
                    Data::DateTime(day) => day.to_ymd_hms_milli().0.to_string(),
                    other => other.to_string(),
                };
                let same = cell.trim_start_matches('\'') == shown || cell.starts_with(&format!("{shown}-"));
                assert!(same, "{cell} is {shown}");
            }
        }
    }
}

#[test]
fn numbers_are_numbers_and_days_are_days() {
    let archive = archive(SMALL);
    let sheet = sheet(&bytes(&archive, "cases.xlsx"));
    assert_eq!(*cell(&sheet, "加分", 1), Data::Float(0.5));
    assert_eq!(*cell(&sheet, "名次", 1), Data::Float(1.0));
    assert_eq!(*cell(&sheet, "资金补助(万元)", 1), Data::Float(12.5));
    let Data::DateTime(day) = cell(&sheet, "日期", 1) else { panic!("{:?}", cell(&sheet, "日期", 1)) };
    let (year, month, number, ..) = day.to_ymd_hms_milli();
    assert_eq!((year, month, number), (2026, 9, 3));
}

#[test]
fn a_text_that_looks_like_a_formula_stays_a_text() {
    let mut archive = archive(SMALL);
    for title in ["=1+1", "@SUM(A1)", "-1", "https://a.invalid/", "0012"] {
        Arc::make_mut(&mut archive.cases[1]).title = title.into();
        let bytes = bytes(&archive, "cases.xlsx");
        assert_eq!(*cell(&sheet(&bytes), "标题", 2), Data::String(title.into()));
        assert!(!part(&bytes, "xl/worksheets/sheet1.xml").contains("<f>"));
    }
}

#[test]
fn a_text_too_long_for_a_cell_is_cut() {
    let mut archive = archive(SMALL);
    Arc::make_mut(&mut archive.cases[0]).summary = "长".repeat(40_000);
    let cut = "长".repeat(32_767);
    assert_eq!(*cell(&sheet(&bytes(&archive, "cases.xlsx")), "摘要", 1), Data::String(cut));
}

#[test]
fn the_header_stays_and_filters() {
    let xml = part(&bytes(&archive(SMALL), "cases.xlsx"), "xl/worksheets/sheet1.xml");
    for sign in ["<pane ySplit=\"1\"", "state=\"frozen\"", "<autoFilter ref=\"A1:AA3\"", "<cols>"] {
        assert!(xml.contains(sign), "{sign} is not in {xml}");
    }
}

#[test]
fn an_archive_without_cases_has_a_workbook_of_a_header() {
    let sheet = sheet(&bytes(&archive("-- content/site.yaml --\nname: 空\n"), "cases.xlsx"));
    assert_eq!((sheet.height(), sheet.width()), (1, 27));
}
