//! A line: the points of a township, quarter by quarter.

use std::collections::BTreeMap;

use serde::Serialize;

use super::super::index::{Index, List};
use super::best::{BestResult, EntryRef, better, quarters};
use super::words::named;
use super::{Percent, words};
use crate::archive::routes;
use crate::domain::{Bonus, Level, Quarter, Township};
use crate::model::Route;

/// The points of a township by quarter.
#[derive(Clone, Debug, Serialize)]
pub struct PointsByQuarter {
    /// What it shows in a sentence.
    pub finding: String,
    /// The least width in px at which no label touches another.
    pub width: usize,
    /// The points, oldest first.
    pub points: Vec<LinePoint>,
    /// The line between them; empty with one point.
    pub steps: Vec<LineStep>,
}

/// A quarter.
#[derive(Clone, Debug, Serialize)]
pub struct LinePoint {
    /// `2026年第三季度`
    pub quarter: String,
    /// The district's competition, or the year where it is unknown.
    pub url: Route,
    /// `三季`
    pub label: &'static str,
    /// Its year, at the first quarter of each.
    pub year: Option<i16>,
    /// Where it stands.
    pub x: Percent,
    /// How far below the top in px.
    pub y: i64,
    /// The points.
    pub bonus: String,
    /// Whether the township had an entry.
    pub entered: bool,
    /// Its best result, where that is public.
    pub best: Option<BestResult>,
}

/// A piece of the line.
#[derive(Clone, Debug, Serialize)]
pub struct LineStep {
    /// Where it starts.
    pub x1: Percent,
    /// In px.
    pub y1: i64,
    /// Where it ends.
    pub x2: Percent,
    /// In px.
    pub y2: i64,
}

/// The room of one quarter in px.
const ROOM: usize = 44;

/// The y of no points, in px.
const GROUND: i64 = 130;

/// How far above it the most points are, in px.
const HEIGHT: i64 = 100;

/// The chart of a township; none where it never was in a 区级 competition.
pub(in super::super) fn chart(index: &Index<'_>, township: &Township) -> Option<PointsByQuarter> {
    let reasons = index.standings_of(township).iter().flat_map(|(_, row)| &row.reasons);
    let mut bonus: BTreeMap<Quarter, Bonus> = BTreeMap::new();
    for reason in reasons {
        let sum = bonus.entry(reason.quarter).or_default();
        *sum = *sum + reason.bonus;
    }
    let best = best_by_quarter(index, township);
    let first = *bonus.keys().chain(best.keys()).min()?;
    let mut columns = quarters(index, bonus.keys().copied());
    // What was before the township's first entry says nothing of it.
    columns.retain(|quarter| *quarter >= first);
    let values: Vec<Bonus> = columns.iter().map(|quarter| bonus.get(quarter).copied().unwrap_or_default()).collect();
    let mut points: Vec<LinePoint> = Vec::with_capacity(columns.len());
    for (place, &quarter) in columns.iter().enumerate() {
        let known = best.get(&quarter).map(|&(case, entry)| BestResult::new(index, case, entry));
        let is_first = place == 0 || columns[place - 1].year() != quarter.year();
        points.push(LinePoint {
            quarter: quarter.name(),
            url: address(index, quarter),
            label: label(quarter),
            year: is_first.then(|| quarter.year()),
            x: Percent::middle(place, columns.len()),
            y: height(values[place], &values),
            bonus: values[place].to_string(),
            entered: known.is_some() || bonus.contains_key(&quarter),
            best: known,
        });
    }
    let step = |pair: &[LinePoint]| LineStep { x1: pair[0].x, y1: pair[0].y, x2: pair[1].x, y2: pair[1].y };
    Some(PointsByQuarter {
        finding: finding(&columns, &values),
        width: columns.len() * ROOM,
        steps: points.windows(2).map(step).collect(),
        points,
    })
}

fn best_by_quarter<'a>(index: &Index<'a>, township: &Township) -> BTreeMap<Quarter, EntryRef<'a>> {
    let archive = index.archive;
    let mut best: BTreeMap<Quarter, EntryRef<'a>> = BTreeMap::new();
    for &number in index.list(List::Township(&township.slug)) {
        let case = &*archive.cases[number];
        for entry in case.entries.iter().filter(|entry| entry.competition.level() == Level::District) {
            let known = best.entry(entry.competition.quarter()).or_insert((case, entry));
            *known = better(index, *known, (case, entry));
        }
    }
    best
}

fn address(index: &Index<'_>, quarter: Quarter) -> Route {
    index.district_contest(quarter).map_or_else(|| routes::year(quarter.year()), routes::competition)
}

fn height(value: Bonus, values: &[Bonus]) -> i64 {
    let highest = values.iter().copied().max().unwrap_or_default().points();
    let share = (value.points() * rust_decimal::Decimal::from(HEIGHT)).checked_div(highest).unwrap_or_default();
    GROUND - i64::try_from(share.round()).unwrap_or_default()
}

/// `三季`, as short as an axis needs.
pub(super) const fn label(quarter: Quarter) -> &'static str {
    match quarter.number() {
        1 => "一季",
        2 => "二季",
        3 => "三季",
        _ => "四季",
    }
}

fn finding(columns: &[Quarter], values: &[Bonus]) -> String {
    let most = words::highest(values);
    let names: Vec<String> = most.iter().map(|&place| columns[place].name()).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    match (columns, names.as_slice()) {
        ([one], []) => format!("目前只有{}的记录，没有加分。", one.name()),
        ([one], _) => format!("目前只有{}的记录，加 {} 分。", one.name(), values[0]),
        (_, []) => format!("{} 个季度都没有加分。", columns.len()),
        (_, [one]) => format!("{one}加分最多，加 {} 分；{}。", values[most[0]], latest(columns, values)),
        (all, same) if all.len() == same.len() => format!("{} 个季度加分相同，各加 {} 分。", all.len(), values[0]),
        _ => {
            let highest = values[most[0]];
            format!("加分最多的是{}，各加 {highest} 分；{}。", named(&names, "个季度"), latest(columns, values))
        }
    }
}

/// How the newest quarter, of two or more, compares with the one before.
fn latest(columns: &[Quarter], values: &[Bonus]) -> String {
    let [.., before, last] = values else { return String::new() };
    let name = columns.last().map(|quarter| quarter.name()).unwrap_or_default();
    let (before, last) = (before.points(), last.points());
    let difference = (last - before).abs().normalize();
    match last.cmp(&before) {
        std::cmp::Ordering::Greater => format!("最近的{name}比上一季多 {difference} 分"),
        std::cmp::Ordering::Less => format!("最近的{name}比上一季少 {difference} 分"),
        std::cmp::Ordering::Equal => format!("最近的{name}与上一季持平"),
    }
}
