//! Floor 4: the archive as open data, for spreadsheets, scripts and search engines. It reads an [`Archive`] and
//! gives files.
//!
//! Enter at [`files`] for `data/`, at [`catalogue()`] for what these files are, at [`sitemap()`] and [`robots()`] for
//! what search engines read, at [`opensearch()`] for what browsers read. The JSON of cases, competitions and standings
//! is in a module each; both kinds of tables are a list of columns, which also makes the header, the workbook and the
//! schema in `datapackage.json`, so the four cannot differ.

mod case_table;
mod cases;
mod catalogue;
mod competitions;
mod json;
mod keys;
mod opensearch;
mod package;
mod sitemap;
mod standings;
mod table;
mod values;
mod workbook;

use crate::archive::Archive;
use crate::model::Route;

pub use catalogue::{ColumnNote, DataSet, FileNote, catalogue};
pub use opensearch::opensearch;
pub use sitemap::{robots, sitemap};

/// A file of the site.
type File = (Route, Vec<u8>);

/// Every file of `data/`, in the order in which `datapackage.json` lists them, itself last.
///
/// The bytes depend on the archive alone. Only what is public is in them: of a withdrawn case its slug, title and
/// withdrawal, of an expired one its points.
pub fn files(archive: &Archive) -> Vec<(Route, Vec<u8>)> {
    let mut files = vec![
        file("cases.json", cases::json(archive)),
        file("cases.csv", table::csv(&case_table::COLUMNS, archive.cases.iter().map(AsRef::as_ref))),
        file("cases.xlsx", workbook::xlsx("案例", &case_table::COLUMNS, archive.cases.iter().map(AsRef::as_ref))),
        file("competitions.json", competitions::json(archive)),
    ];
    for standing in archive.standings.values() {
        files.push(file(&format!("standing-{}.json", standing.year), standings::json(standing)));
        files.push(file(&format!("standing-{}.csv", standing.year), standings::csv(standing)));
        files.push(file(&format!("standing-{}.xlsx", standing.year), standings::xlsx(standing)));
    }
    files.push(file(package::NAME, package::json(archive)));
    files
}

fn file(name: &str, bytes: Vec<u8>) -> File {
    (route(&format!("data/{name}")), bytes)
}

/// # Panics
/// If the text is no route; the names of this module's files are.
fn route(text: &str) -> Route {
    Route::new(text).unwrap_or_else(|| panic!("{text} is a plain address"))
}
