//! A heat table: the points of all townships over all quarters.

use std::collections::BTreeMap;
use std::sync::Arc;

use rust_decimal::Decimal;
use serde::Serialize;

use super::super::index::Index;
use super::super::parts::{Link, township_link, year_link};
use super::best::{BestResult, quarters};
use super::words::{highest, named, pending};
use crate::archive::routes;
use crate::domain::{Bonus, Quarter, Township};
use crate::model::Route;

/// Points by township and quarter.
#[derive(Clone, Debug, Serialize)]
pub struct HeatTable {
    /// What it shows in a sentence.
    pub finding: String,
    /// The years, the newest first.
    pub years: Vec<HeatYear>,
    /// The quarters, the newest first.
    pub columns: Vec<HeatColumn>,
    /// The townships, the most points first, then in the district's order.
    pub rows: Vec<HeatRow>,
    /// The sum of all points.
    pub total: String,
    /// Whether a case has a result with points in a quarter where they do not count, being counted in another.
    pub counted_elsewhere: bool,
    /// Whether any cell has no case that is public.
    pub has_hidden: bool,
    /// Whether the results of any quarter are still to come.
    pub awaits_results: bool,
}

/// A year above its quarters.
#[derive(Clone, Debug, Serialize)]
pub struct HeatYear {
    /// The year.
    pub link: Link,
    /// How many quarters it has.
    pub quarters: usize,
}

/// A quarter.
#[derive(Clone, Debug, Serialize)]
pub struct HeatColumn {
    /// `三季`
    pub label: &'static str,
    /// `2026年第三季度`
    pub name: String,
    /// The district's competition; none where it has no page.
    pub url: Option<Route>,
    /// The points of all townships; none while the results are still to come.
    pub total: Option<String>,
}

/// A township.
#[derive(Clone, Debug, Serialize)]
pub struct HeatRow {
    /// The township.
    pub township: Link,
    /// Its points of all quarters.
    pub total: String,
    /// One cell a quarter; empty where it had no entry.
    pub cells: Vec<Option<HeatCell>>,
}

/// The points of a township in a quarter.
#[derive(Clone, Debug, Serialize)]
pub struct HeatCell {
    /// The points; none while the results are still to come.
    pub bonus: Option<String>,
    /// How many they are, from 0 for none to 4 for the highest quarter of the range.
    pub heat: u8,
    /// The best result, where that is public.
    pub best: Option<BestResult>,
}

/// Points by township, in the district's order, and quarter; there is a value where there was an entry.
type Points = BTreeMap<(usize, Quarter), Bonus>;

/// The table; none without a 区级 entry.
pub(in super::super) fn table(index: &Index<'_>) -> Option<HeatTable> {
    let mut best: BTreeMap<(usize, Quarter), BestResult> = BTreeMap::new();
    let mut points = points(index);
    for entry in index.archive.entries.iter().filter(|(id, _)| id.township.is_none()).flat_map(|(_, all)| all) {
        let key = (entry.case.unit.township.order, entry.entry().competition.quarter());
        // The best entries come first.
        best.entry(key).or_insert_with(|| BestResult::new(index, &entry.case, entry.entry()));
        points.entry(key).or_default();
    }
    let mut columns = quarters(index, points.keys().map(|&(_, quarter)| quarter));
    columns.reverse();
    if columns.is_empty() {
        return None;
    }
    let townships = in_order(index, &points);
    let most = points.values().copied().max().unwrap_or_default();
    let mut cell = |township: usize, quarter: Quarter| {
        let &bonus = points.get(&(township, quarter))?;
        let text = is_known(index, quarter).then(|| bonus.to_string());
        Some(HeatCell { bonus: text, heat: heat(bonus, most), best: best.remove(&(township, quarter)) })
    };
    let row = |(township, total): &(&Arc<Township>, Bonus)| HeatRow {
        township: township_link(township),
        total: total.to_string(),
        cells: columns.iter().map(|&quarter| cell(township.order, quarter)).collect(),
    };
    let rows: Vec<HeatRow> = townships.iter().map(row).collect();
    Some(HeatTable {
        has_hidden: rows.iter().flat_map(|row| &row.cells).flatten().any(|cell| cell.best.is_none()),
        rows,
        counted_elsewhere: counted_elsewhere(index, &points),
        finding: finding(index, &columns, &townships, &points),
        years: years(&columns),
        awaits_results: columns.iter().any(|&quarter| !is_known(index, quarter)),
        columns: columns.iter().map(|&quarter| column(index, quarter, &points)).collect(),
        total: points.values().copied().sum::<Bonus>().to_string(),
    })
}

fn points(index: &Index<'_>) -> Points {
    let mut points = Points::new();
    for row in index.archive.standings.values().flat_map(|standing| &standing.rows) {
        for reason in &row.reasons {
            let sum = points.entry((row.township.order, reason.quarter)).or_default();
            *sum = *sum + reason.bonus;
        }
    }
    // An entry that does not count was one all the same.
    for (id, townships) in index.archive.expired.iter().filter(|(id, _)| id.township.is_none()) {
        for &township in townships.keys() {
            points.entry((township, id.quarter)).or_default();
        }
    }
    points
}

fn in_order<'a>(index: &Index<'a>, points: &Points) -> Vec<(&'a Arc<Township>, Bonus)> {
    let mut totals: BTreeMap<usize, Bonus> = BTreeMap::new();
    for (&(township, _), &bonus) in points {
        let sum = totals.entry(township).or_default();
        *sum = *sum + bonus;
    }
    let total = |township: &'a Arc<Township>| (township, totals.get(&township.order).copied().unwrap_or_default());
    let mut townships: Vec<_> = index.archive.townships.iter().map(total).collect();
    townships.sort_by_key(|&(_, total)| std::cmp::Reverse(total));
    townships
}

fn counted_elsewhere(index: &Index<'_>, points: &Points) -> bool {
    let district = index.archive.entries.iter().filter(|(id, _)| id.township.is_none());
    let mut with_points = district.flat_map(|(_, entries)| entries).filter(|entry| !entry.entry().bonus.is_zero());
    with_points.any(|entry| {
        let key = (entry.case.unit.township.order, entry.entry().competition.quarter());
        points.get(&key).is_some_and(|points| points.is_zero())
    })
}

/// From 0 for none to 4.
fn heat(bonus: Bonus, most: Bonus) -> u8 {
    let quarters = (bonus.points() * Decimal::from(4)).checked_div(most.points()).unwrap_or_default();
    quarters.ceil().try_into().unwrap_or(4)
}

fn years(columns: &[Quarter]) -> Vec<HeatYear> {
    let year = |quarters: &[Quarter]| HeatYear { link: year_link(quarters[0].year()), quarters: quarters.len() };
    columns.chunk_by(|a, b| a.year() == b.year()).map(year).collect()
}

fn column(index: &Index<'_>, quarter: Quarter, points: &Points) -> HeatColumn {
    HeatColumn {
        label: quarter.shortest_name(),
        name: quarter.name(),
        url: index.district_contest(quarter).map(routes::competition),
        total: is_known(index, quarter).then(|| total(quarter, points).to_string()),
    }
}

/// Whether the results of a quarter are published.
fn is_known(index: &Index<'_>, quarter: Quarter) -> bool {
    !index.district_contest(quarter).is_some_and(|contest| contest.is_pending)
}

fn total(quarter: Quarter, points: &Points) -> Bonus {
    points.iter().filter(|((_, of), _)| *of == quarter).map(|(_, &bonus)| bonus).sum()
}

/// What the quarters whose results are known show, and which are still to come.
fn finding(index: &Index<'_>, columns: &[Quarter], townships: &[(&Arc<Township>, Bonus)], points: &Points) -> String {
    let (known, to_come): (Vec<Quarter>, Vec<Quarter>) =
        columns.iter().rev().partition(|quarter| is_known(index, **quarter));
    let finding = if known.is_empty() { String::new() } else { finding_of(&known, townships, points) };
    finding + &pending(&to_come)
}

fn finding_of(columns: &[Quarter], townships: &[(&Arc<Township>, Bonus)], points: &Points) -> String {
    let totals: Vec<Bonus> = townships.iter().map(|&(_, total)| total).collect();
    let leading = highest(&totals);
    let names: Vec<&str> = leading.iter().map(|&place| townships[place].0.name.as_str()).collect();
    let count = columns.len();
    let when = if count == 1 { columns[0].name() } else { format!("{count} 个季度累计") };
    let lead = match names.as_slice() {
        [] => return format!("{count} 个季度的区级比武都没有加分。"),
        [one] => format!("{when}，{one}加分最多，共 {} 分", totals[leading[0]]),
        _ => format!("{when}，{}加分最多，各 {} 分", named(&names, "个"), totals[leading[0]]),
    };
    let by_quarter: Vec<Bonus> = columns.iter().map(|&quarter| total(quarter, points)).collect();
    let best = highest(&by_quarter);
    match best.as_slice() {
        [place] if count > 1 => {
            format!("{lead}；全区加分最多的是{}，共 {} 分。", columns[*place].name(), by_quarter[*place])
        }
        _ => format!("{lead}。"),
    }
}
