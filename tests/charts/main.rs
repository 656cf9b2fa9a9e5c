//! Charts of small archives: their sentences, where their marks stand, and the numbers behind them.

mod findings;
mod geometry;
#[path = "../inline_archive/mod.rs"]
mod inline_archive;
mod numbers;

use std::fmt::Write as _;

use inline_archive::Built;
use serde_json::Value;

/// A case with one entry: slug, unit, dimension, competition, result.
pub(crate) type Entered<'a> = (&'a str, &'a str, &'a str, &'a str, &'a str);

pub(crate) const UNITS: &str = "\
-- content/site.yaml --
name: 甲区擂台
-- content/units.yaml --
湖东街道: [青禾社区]
月坪乡: [月坪村]
银杏街道: [银杏社区]
";

/// An archive of cases, each with one entry; competitions come from the entries.
pub(crate) fn archive(units: &str, cases: &[Entered<'_>]) -> String {
    let mut text = units.to_owned();
    let mut contests: Vec<&str> = cases.iter().map(|case| case.3).collect();
    contests.sort_unstable();
    contests.dedup();
    for contest in contests {
        write!(text, "-- content/competitions/{contest}.md --\n---\ntitle: 比武{contest}\n---\n").unwrap();
    }
    for (slug, unit, dimension, contest, result) in cases {
        write!(text, "-- content/cases/{slug}.md --\n---\ntitle: 案例{slug}\nunit: {unit}\ndimension: {dimension}\n")
            .unwrap();
        write!(text, "competition: {contest}\nresult: {result}\n---\n").unwrap();
    }
    text
}

/// The data of a page.
pub(crate) fn view(built: &Built, route: &str) -> Value {
    serde_json::to_value(&built.page(route).view).unwrap()
}

pub(crate) fn year_of(units: &str, cases: &[Entered<'_>]) -> Value {
    view(&Built::new(&archive(units, cases)), "years/2026.html")
}

/// A number that is written in a string, in hundredths.
pub(crate) fn hundredths(value: &Value) -> i64 {
    let text = value.as_str().unwrap_or_else(|| panic!("{value} is no written number"));
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    format!("{whole}{fraction:0<2}").parse().unwrap()
}

pub(crate) fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}
