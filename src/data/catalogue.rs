//! The files of `data/` in words, for those who read rather than run: the same words that `datapackage.json` has.

use super::package::{self, Resource};
use super::{keys, route};
use crate::archive::Archive;
use crate::model::Route;

/// Files about the same thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DataSet {
    /// `年度加分`
    pub title: &'static str,
    /// The columns of its tables, in their order; empty where it has none.
    pub columns: Vec<ColumnNote>,
    /// The keys of the objects in its JSON; empty where they are described elsewhere.
    pub keys: &'static [(&'static str, &'static str)],
    /// The files, the newest year first.
    pub files: Vec<FileNote>,
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnNote {
    /// The header.
    pub name: &'static str,
    /// `文字`, `整数`, `数`, `日期`
    pub kind: &'static str,
    /// What it says.
    pub about: &'static str,
}

/// A file that can be downloaded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileNote {
    /// Its address.
    pub route: Route,
    /// What it is.
    pub title: String,
    /// What is in it, in a sentence.
    pub about: String,
    /// `CSV`, `Excel` or `JSON`.
    pub format: &'static str,
    /// `text/csv`
    pub media_type: &'static str,
}

/// Each file that [`files`](super::files) writes, in groups.
pub fn catalogue(archive: &Archive) -> Vec<DataSet> {
    let resources = package::resources(archive);
    let of = |stem: &str| resources.iter().filter(|resource| resource.is_about(stem)).collect::<Vec<_>>();
    let sets = [
        set("案例", &of("cases"), &keys::CASE),
        set("比武", &of("competitions"), &keys::COMPETITION),
        set("年度加分", &of("standing"), &keys::STANDING),
        DataSet { title: "说明文件", columns: Vec::new(), keys: &[], files: vec![package_note()] },
    ];
    sets.into_iter().filter(|set| !set.files.is_empty()).collect()
}

fn set(title: &'static str, resources: &[&Resource], keys: &'static [(&'static str, &'static str)]) -> DataSet {
    let columns = resources.iter().find_map(|resource| resource.columns()).unwrap_or_default();
    // Newest year first, of each the table first: it is what most people want.
    DataSet { title, columns, keys, files: resources.iter().rev().map(|resource| resource.note()).collect() }
}

fn package_note() -> FileNote {
    FileNote {
        route: route(&format!("data/{}", package::NAME)),
        title: "数据包说明".into(),
        about: "按 Frictionless Data Package 的格式写明各个文件和各列，供程序读取。".into(),
        format: "JSON",
        media_type: "application/json",
    }
}
