//! `data/standing-<yyyy>.json` `.csv` and `.xlsx`: a year's points of each township, and why.

use std::borrow::Cow;

use serde::Serialize;

use super::json;
use super::table::{self, Column, Kind};
use super::values::Text;
use super::workbook;
use crate::domain::{Bonus, Reason, Standing, StandingRow};

/// What stands for a case whose name is no longer public.
const NAMELESS: &str = "已不再公开的案例";

#[derive(Serialize)]
struct RowRecord<'a> {
    unit: &'a str,
    bonus: Text<Bonus>,
    rank: usize,
    cases: Vec<ReasonRecord<'a>>,
}

#[derive(Serialize)]
struct ReasonRecord<'a> {
    /// None where the case is no longer public.
    slug: Option<&'a str>,
    bonus: Text<Bonus>,
    because: &'a str,
}

/// A row of the table: one reason with the township it belongs to.
pub(super) type TableRow<'a> = (&'a StandingRow, &'a Reason);

/// The bytes of the JSON file.
pub(super) fn json(standing: &Standing) -> Vec<u8> {
    let records: Vec<_> = standing.rows.iter().map(RowRecord::from).collect();
    json::pretty(&records)
}

/// The bytes of the table; the rows of a township follow each other.
pub(super) fn csv(standing: &Standing) -> Vec<u8> {
    table::csv(&columns(), &rows(standing))
}

/// The bytes of the workbook, with the rows of the table.
pub(super) fn xlsx(standing: &Standing) -> Vec<u8> {
    workbook::xlsx("年度加分", &columns(), &rows(standing))
}

fn rows(standing: &Standing) -> Vec<TableRow<'_>> {
    standing.rows.iter().flat_map(|row| row.reasons.iter().map(move |reason| (row, reason))).collect()
}

/// The columns of the table.
pub(super) const fn columns<'a>() -> [Column<TableRow<'a>>; 7] {
    [
        column(
            "名次",
            Kind::Integer,
            "乡镇（街道）当年的名次，总分相同的并列；结果还没有公布的按 0 分算",
            |(row, _)| row.rank.to_string().into(),
        ),
        column("乡镇", Kind::Text, "乡镇（街道）", |(row, _)| row.township.name.as_str().into()),
        column(
            "总分",
            Kind::Number,
            "乡镇（街道）当年加分的合计，每一行都写；结果还没有公布的算 0",
            |(row, _)| row.bonus.to_string().into(),
        ),
        column("案例", Kind::Text, "带来加分的案例；不再公开的不写标题", |(_, reason)| {
            reason.case.as_ref().map_or(NAMELESS, |case| case.title.as_str()).into()
        }),
        column("网址名", Kind::Text, "案例在网址中的名字；不再公开的为空", |(_, reason)| {
            reason.case.as_ref().map_or("", |case| case.slug.as_str()).into()
        }),
        column("加分", Kind::Number, "这个案例当年的加分", |(_, reason)| reason.bonus.to_string().into()),
        column("说明", Kind::Text, "为什么加这些分", |(_, reason)| reason.because.as_str().into()),
    ]
}

/// Shortens the list above.
const fn column<'a>(
    name: &'static str,
    kind: Kind,
    about: &'static str,
    cell: for<'b> fn(&'b TableRow<'a>) -> Cow<'b, str>,
) -> Column<TableRow<'a>> {
    Column { name, kind, about, cell }
}

impl<'a> From<&'a StandingRow> for RowRecord<'a> {
    fn from(row: &'a StandingRow) -> Self {
        Self {
            unit: &row.township.name,
            bonus: Text(row.bonus),
            rank: row.rank,
            cases: row.reasons.iter().map(ReasonRecord::from).collect(),
        }
    }
}

impl<'a> From<&'a Reason> for ReasonRecord<'a> {
    fn from(reason: &'a Reason) -> Self {
        let slug = reason.case.as_ref().map(|case| case.slug.as_str());
        Self { slug, bonus: Text(reason.bonus), because: &reason.because }
    }
}
