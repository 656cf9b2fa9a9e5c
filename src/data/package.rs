//! `data/datapackage.json`: what the other files of the folder are, as a Frictionless Data Package 1.0.
//!
//! Source: <https://specs.frictionlessdata.io/data-package/>. It holds no day and no random id, so that the same
//! archive gives the same bytes.

use serde::{Serialize, Serializer};

use super::catalogue::{ColumnNote, FileNote};
use super::table::{Column, Kind};
use super::{case_table, json, route, standings};
use crate::archive::Archive;
use crate::domain::slugify;

/// The name of the file.
pub(super) const NAME: &str = "datapackage.json";

/// What every description of a table ends with.
const TABLE_NOTE: &str = "可用 Excel 或 WPS 直接打开；会被当作公式的单元格前加了一个半角单引号。";

/// What every description of a workbook ends with.
const WORKBOOK_NOTE: &str = "数和日期是真的数和日期，首行固定，可以筛选；没有公式。";

#[derive(Serialize)]
struct Package<'a> {
    profile: &'static str,
    name: String,
    title: &'a str,
    description: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    homepage: Option<&'a str>,
    resources: Vec<Resource>,
}

/// A file of the package.
#[derive(Serialize)]
pub(super) struct Resource {
    profile: &'static str,
    name: String,
    /// Relative to the folder of the package.
    path: String,
    title: String,
    description: String,
    format: &'static str,
    mediatype: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    encoding: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    schema: Option<Schema>,
}

#[derive(Serialize)]
struct Schema {
    fields: Vec<Field>,
}

#[derive(Serialize)]
struct Field {
    name: &'static str,
    #[serde(rename = "type", serialize_with = "by_name")]
    kind: Kind,
    description: &'static str,
}

/// The file's bytes.
pub(super) fn json(archive: &Archive) -> Vec<u8> {
    let site = &archive.site;
    let name = Some(slugify(&site.name)).filter(|name| !name.is_empty());
    let owner = site.district.as_deref().or(site.organization.as_deref()).unwrap_or_default();
    json::pretty(&Package {
        profile: "data-package",
        name: name.unwrap_or_else(|| "leitai".into()),
        title: &site.name,
        description: format!("{owner}抓党建促乡村振兴“擂台比武”的案例、比武和年度加分。"),
        homepage: site.base_url.as_deref(),
        resources: resources(archive),
    })
}

/// All files but the package's own, in the order in which they are written.
pub(super) fn resources(archive: &Archive) -> Vec<Resource> {
    let mut resources = vec![
        document("cases", "案例", "全部公开的案例，各项齐全；已撤下的只有网址名、标题、撤下的日期和原因。"),
        table("cases", "案例一览", "每个公开的案例一行。", &case_table::COLUMNS),
        workbook("cases", "案例一览", "每个公开的案例一行。"),
        document("competitions", "比武", "每场比武的程序、考评标准、结果和评分。"),
    ];
    for year in archive.standings.keys() {
        let (stem, title) = (format!("standing-{year}"), format!("{year} 年加分"));
        resources.push(document(&stem, &title, "各乡镇（街道）当年的加分、名次和每一分的由来。"));
        let about = "每一笔加分一行，同一乡镇（街道）的排在一起。";
        resources.push(table(&stem, &format!("{title}一览"), about, &standings::columns()));
        resources.push(workbook(&stem, &format!("{title}一览"), about));
    }
    resources
}

impl Resource {
    /// Whether it is of this kind: `cases`, `standing`.
    pub(super) fn is_about(&self, kind: &str) -> bool {
        self.path.strip_prefix(kind).is_some_and(|rest| rest.starts_with(['.', '-']))
    }

    /// The columns, where it is a table.
    pub(super) fn columns(&self) -> Option<Vec<ColumnNote>> {
        let note = |field: &Field| ColumnNote { name: field.name, kind: field.kind.label(), about: field.description };
        self.schema.as_ref().map(|schema| schema.fields.iter().map(note).collect())
    }

    /// The file in words.
    pub(super) fn note(&self) -> FileNote {
        FileNote {
            route: route(&format!("data/{}", self.path)),
            title: self.title.clone(),
            // The page says this once for all tables.
            about: self.description.trim_end_matches(TABLE_NOTE).trim_end_matches(WORKBOOK_NOTE).to_owned(),
            format: match self.format {
                "csv" => "CSV",
                "xlsx" => "Excel",
                _ => "JSON",
            },
            media_type: self.mediatype,
        }
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "the signature that serde asks for")]
fn by_name<S: Serializer>(kind: &Kind, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(kind.name())
}

fn document(stem: &str, title: &str, description: &str) -> Resource {
    Resource {
        profile: "data-resource",
        name: stem.into(),
        path: format!("{stem}.json"),
        title: title.into(),
        description: description.into(),
        format: "json",
        mediatype: "application/json",
        encoding: Some("utf-8"),
        schema: None,
    }
}

fn table<T>(stem: &str, title: &str, description: &str, columns: &[Column<T>]) -> Resource {
    let field = |column: &Column<T>| Field { name: column.name, kind: column.kind, description: column.about };
    Resource {
        profile: "tabular-data-resource",
        name: format!("{stem}-table"),
        path: format!("{stem}.csv"),
        title: title.into(),
        description: format!("{description}{TABLE_NOTE}"),
        format: "csv",
        mediatype: "text/csv",
        encoding: Some("utf-8"),
        schema: Some(Schema { fields: columns.iter().map(field).collect() }),
    }
}

fn workbook(stem: &str, title: &str, description: &str) -> Resource {
    Resource {
        profile: "data-resource",
        name: format!("{stem}-workbook"),
        path: format!("{stem}.xlsx"),
        title: title.into(),
        description: format!("{description}{WORKBOOK_NOTE}"),
        format: "xlsx",
        mediatype: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        encoding: None,
        schema: None,
    }
}
