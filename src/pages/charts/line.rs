//! A line: the points of a township, quarter by quarter or year by year.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde::Serialize;

use super::super::index::{Index, List};
use super::Percent;
use super::best::{BestResult, EntryRef, better, quarters};
use super::words::{highest, named, pending};
use crate::archive::routes;
use crate::domain::{Bonus, Level, Quarter, Township};
use crate::model::Route;

/// The points of a township by quarter; by year, where the quarters are many.
#[derive(Clone, Debug, Serialize)]
pub struct PointsInTime {
    /// What it shows in a sentence.
    pub finding: String,
    /// `季度` or `年度`.
    pub unit: &'static str,
    /// The least width in px at which no label touches another.
    pub width: usize,
    /// How far below the top no points are, in px.
    pub ground: i64,
    /// The points, oldest first.
    pub points: Vec<LinePoint>,
    /// The line between neighbours that both have known results.
    pub steps: Vec<LineStep>,
}

/// A quarter or a year.
#[derive(Clone, Debug, Serialize)]
pub struct LinePoint {
    /// `2026年第三季度`, `2026年`
    pub name: String,
    /// The district's competition, or the year.
    pub url: Route,
    /// `三季`, or the year.
    pub label: String,
    /// Its year, at the first quarter of each.
    pub year: Option<i16>,
    /// Where it stands.
    pub x: Percent,
    /// How far below the top in px.
    pub y: i64,
    /// The points; none while the results are still to come, when nothing is drawn.
    pub bonus: Option<String>,
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

/// The most quarters of a line; of more, years are drawn.
const MOST_QUARTERS: usize = 16;

/// The room of one point in px.
const ROOM: usize = 44;

/// The y of no points, in px.
const GROUND: i64 = 130;

/// How far above it the most points are, in px.
const HEIGHT: i64 = 100;

/// What happened in a quarter or a year.
struct Column<'a> {
    first: Quarter,
    bonus: Bonus,
    entered: bool,
    /// Whether its results are still to come.
    is_pending: bool,
    best: Option<EntryRef<'a>>,
}

/// The chart of a township; none where it never was in a 区级 competition.
pub(in super::super) fn chart(index: &Index<'_>, township: &Township) -> Option<PointsInTime> {
    let columns = by_quarter(index, township);
    let to_come: Vec<Quarter> = columns.iter().filter(|column| column.is_pending).map(|column| column.first).collect();
    let span = if columns.len() > MOST_QUARTERS { Span::Year } else { Span::Quarter };
    let columns = if span == Span::Year { by_year(index, &columns) } else { columns };
    let highest = columns.iter().map(|column| column.bonus).max()?;
    let place = |(place, column): (usize, &Column<'_>)| {
        let before = place.checked_sub(1).map(|before| columns[before].first.year());
        let year = column.first.year();
        LinePoint {
            name: span.name(column.first),
            url: span.address(index, column.first),
            label: span.label(column.first),
            year: (span == Span::Quarter && before != Some(year)).then_some(year),
            x: Percent::middle(place, columns.len()),
            y: height(column.bonus, highest),
            bonus: (!column.is_pending).then(|| column.bonus.to_string()),
            entered: column.entered,
            best: column.best.map(|(case, entry)| BestResult::new(index, case, entry)),
        }
    };
    let points: Vec<LinePoint> = columns.iter().enumerate().map(place).collect();
    let is_known = |point: &LinePoint| point.entered && point.bonus.is_some();
    let are_near = |pair: &[Column<'_>]| pair[1].first.year() - pair[0].first.year() <= 1;
    let is_step = |pair: &(&[LinePoint], &[Column<'_>])| pair.0.iter().all(is_known) && are_near(pair.1);
    let step = |(pair, _): (&[LinePoint], _)| LineStep { x1: pair[0].x, y1: pair[0].y, x2: pair[1].x, y2: pair[1].y };
    Some(PointsInTime {
        ground: GROUND,
        finding: finding_of_finished(index, span, &columns) + &pending(&to_come),
        unit: span.unit(),
        width: columns.len() * ROOM,
        steps: points.windows(2).zip(columns.windows(2)).filter(is_step).map(step).collect(),
        points,
    })
}

/// The district's quarters from the township's first entry on, but for those that it is not in and that still go on.
fn by_quarter<'a>(index: &Index<'a>, township: &Township) -> Vec<Column<'a>> {
    let mut bonus: BTreeMap<Quarter, Bonus> = BTreeMap::new();
    for reason in index.standings_of(township).iter().flat_map(|(_, row)| &row.reasons) {
        let sum = bonus.entry(reason.quarter).or_default();
        *sum = *sum + reason.bonus;
    }
    for (id, townships) in index.archive.expired.iter().filter(|(id, _)| id.township.is_none()) {
        if townships.contains_key(&township.order) {
            bonus.entry(id.quarter).or_default();
        }
    }
    let best = best_by_quarter(index, township);
    let Some(&start) = bonus.keys().chain(best.keys()).min() else { return Vec::new() };
    let column = |first: Quarter| Column {
        first,
        bonus: bonus.get(&first).copied().unwrap_or_default(),
        is_pending: index.district_contest(first).is_some_and(|contest| contest.is_pending),
        entered: bonus.contains_key(&first) || best.contains_key(&first),
        best: best.get(&first).copied(),
    };
    let quarters = quarters(index, bonus.keys().copied()).into_iter().filter(|quarter| *quarter >= start);
    quarters.map(column).filter(|column| column.entered || !column.is_pending).collect()
}

fn by_year<'a>(index: &Index<'a>, quarters: &[Column<'a>]) -> Vec<Column<'a>> {
    let year = |quarters: &[Column<'a>]| Column {
        first: quarters[0].first,
        bonus: quarters.iter().map(|quarter| quarter.bonus).sum(),
        is_pending: quarters.iter().all(|quarter| quarter.is_pending),
        entered: quarters.iter().any(|quarter| quarter.entered),
        best: quarters.iter().filter_map(|quarter| quarter.best).reduce(|a, b| better(index, a, b)),
    };
    quarters.chunk_by(|a, b| a.first.year() == b.first.year()).map(year).collect()
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

fn height(bonus: Bonus, highest: Bonus) -> i64 {
    let share = (bonus.points() * Decimal::from(HEIGHT)).checked_div(highest.points()).unwrap_or_default();
    GROUND - i64::try_from(share.round()).unwrap_or_default()
}

/// What the columns show without a year that still goes on, which says nothing beside whole ones.
fn finding_of_finished(index: &Index<'_>, span: Span, columns: &[Column<'_>]) -> String {
    let standing = |last: &Column<'_>| index.archive.standings.get(&last.first.year());
    match columns.split_last() {
        Some((last, whole)) if span == Span::Year && standing(last).is_some_and(|standing| standing.is_running) => {
            format!("不算还没有完的{}，{}", span.name(last.first), finding(span, whole))
        }
        _ => finding(span, columns),
    }
}

/// What the columns whose results are known show; empty without any.
fn finding(span: Span, columns: &[Column<'_>]) -> String {
    let columns: Vec<&Column<'_>> = columns.iter().filter(|column| !column.is_pending).collect();
    let values: Vec<Bonus> = columns.iter().map(|column| column.bonus).collect();
    let most = highest(&values);
    let names: Vec<String> = most.iter().map(|&place| span.name(columns[place].first)).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let unit = span.unit();
    match (columns.as_slice(), names.as_slice()) {
        ([], _) => String::new(),
        ([one], []) => format!("目前只有{}的记录，没有加分。", span.name(one.first)),
        ([one], _) => format!("目前只有{}的记录，加 {} 分。", span.name(one.first), one.bonus),
        (all, []) => format!("{} 个{unit}都没有加分。", all.len()),
        (all, same) if all.len() == same.len() => format!("{} 个{unit}加分相同，各加 {} 分。", all.len(), values[0]),
        (all, [one]) => format!("{one}加分最多，加 {} 分；{}。", values[most[0]], latest(span, all)),
        (all, some) => {
            let names = named(some, &format!("个{unit}"));
            format!("加分最多的是{names}，各加 {} 分；{}。", values[most[0]], latest(span, all))
        }
    }
}

/// How the newest of two or more compares with the one before.
fn latest(span: Span, columns: &[&Column<'_>]) -> String {
    let [.., before, last] = columns else { return String::new() };
    let (name, previous) = (span.name(last.first), span.previous());
    if !last.entered {
        return format!("最近的{name}没有公开的参赛案例");
    }
    if !before.entered {
        return format!("最近的{name}加 {} 分，{previous}没有公开的参赛案例", last.bonus);
    }
    let difference = (last.bonus.points() - before.bonus.points()).abs().normalize();
    match last.bonus.cmp(&before.bonus) {
        Ordering::Greater => format!("最近的{name}比{previous}多 {difference} 分"),
        Ordering::Less => format!("最近的{name}比{previous}少 {difference} 分"),
        Ordering::Equal => format!("最近的{name}与{previous}持平"),
    }
}

/// What a point stands for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Span {
    Quarter,
    Year,
}

impl Span {
    const fn unit(self) -> &'static str {
        match self {
            Self::Quarter => "季度",
            Self::Year => "年度",
        }
    }

    /// That of the point before.
    const fn previous(self) -> &'static str {
        match self {
            Self::Quarter => "上一个季度",
            Self::Year => "前一个年度",
        }
    }

    fn name(self, quarter: Quarter) -> String {
        match self {
            Self::Quarter => quarter.name(),
            Self::Year => format!("{}年", quarter.year()),
        }
    }

    fn label(self, quarter: Quarter) -> String {
        match self {
            Self::Quarter => quarter.shortest_name().to_owned(),
            Self::Year => quarter.year().to_string(),
        }
    }

    fn address(self, index: &Index<'_>, quarter: Quarter) -> Route {
        let contest = if self == Self::Quarter { index.district_contest(quarter) } else { None };
        contest.map_or_else(|| routes::year(quarter.year()), routes::competition)
    }
}
