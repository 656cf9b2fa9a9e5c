//! `data/index.html`: what can be downloaded, and what each column means.

use rust_decimal::Decimal;
use rust_decimal::RoundingStrategy::MidpointAwayFromZero;
use serde::Serialize;

use super::{Head, Page, View, machine};
use crate::archive::{Archive, routes};
use crate::model::Route;

/// The page of the data.
#[derive(Clone, Debug, Serialize)]
pub struct OpenDataView {
    /// What all of it is called, for machines.
    pub name: String,
    /// What it is about, in a sentence.
    pub about: String,
    /// The files in groups; none is empty.
    pub sets: Vec<DataSetView>,
}

/// Files about the same thing.
#[derive(Clone, Debug, Serialize)]
pub struct DataSetView {
    /// `年度加分`
    pub title: String,
    /// The files.
    pub files: Vec<DataFileView>,
    /// The columns of the tables among them; empty where there are none.
    pub columns: Vec<FieldView>,
    /// The keys of the objects in the JSON among them; may be empty.
    pub keys: Vec<FieldView>,
}

/// A file.
#[derive(Clone, Debug, Serialize)]
pub struct DataFileView {
    /// Its address.
    pub url: Route,
    /// Its name: `cases.csv`.
    pub file: String,
    /// What it is.
    pub title: String,
    /// What is in it, in a sentence.
    pub about: String,
    /// `CSV`, `Excel` or `JSON`.
    pub format: &'static str,
    /// `text/csv`
    pub media_type: &'static str,
    /// `12.5 KB`
    pub size: String,
}

/// A column or a key.
#[derive(Clone, Debug, Serialize)]
pub struct FieldView {
    /// Its name in the file.
    pub name: &'static str,
    /// What it holds: `文字`; none of keys.
    pub kind: Option<&'static str>,
    /// What it says.
    pub about: &'static str,
}

/// The page of these files.
pub fn open_data(archive: &Archive, sets: Vec<DataSetView>) -> Page {
    let site = &archive.site;
    let owner = site.district.as_deref().or(site.organization.as_deref()).unwrap_or_default();
    let about = format!("{owner}抓党建促乡村振兴“擂台比武”的案例、比武和年度加分，可以下载、统计和再利用。");
    let page = Page {
        route: routes::open_data(),
        template: "data.html",
        head: Head::new("数据下载", &about),
        view: View::OpenData(Box::new(OpenDataView { name: format!("{}数据", site.name), about, sets })),
        last_modified: None,
    };
    machine::complete(site, page)
}

/// A number of bytes as people read it: `800 字节`, `12.5 KB`, `3.1 MB`.
pub fn size_in_words(bytes: usize) -> String {
    let rounded = |unit: u32| {
        let size = Decimal::from(bytes) / Decimal::from(unit);
        size.round_dp_with_strategy(1, MidpointAwayFromZero).normalize()
    };
    match bytes {
        0..1_000 => format!("{bytes} 字节"),
        1_000..1_000_000 => format!("{} KB", rounded(1_000)),
        _ => format!("{} MB", rounded(1_000_000)),
    }
}
