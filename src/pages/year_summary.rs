//! A year in a minute: its figures, and what changed against the year before.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde::Serialize;

use super::charts::words::pending;
use super::index::Index;
use super::parts::{Link, cut, township_link, year_link};
use crate::domain::{Level, Quarter, Standing, StandingRow};

/// A year in figures.
#[derive(Clone, Debug, Serialize)]
pub struct YearSummary {
    /// Points, entries, cases with points, cases with the best result.
    pub figures: Vec<Figure>,
    /// The year before, where it has a standing.
    pub against: Option<Link>,
    /// What makes the two years hard to compare.
    pub caution: Option<String>,
    /// The townships whose ranks changed most, by direction.
    pub moves: Vec<Moves>,
}

/// A figure of a year.
#[derive(Clone, Debug, Serialize)]
pub struct Figure {
    /// What is counted.
    pub label: String,
    /// How much.
    pub value: String,
    /// In what.
    pub unit: &'static str,
    /// `比上年多 0.5`, where there is a year before.
    pub change: Option<String>,
}

/// Townships whose ranks changed in one way.
#[derive(Clone, Debug, Serialize)]
pub struct Moves {
    /// `↑`
    pub arrow: &'static str,
    /// `名次上升`
    pub word: &'static str,
    /// The townships, those that moved most first.
    pub townships: Vec<Move>,
    /// How many more there are.
    pub more: usize,
}

/// A township whose rank changed.
#[derive(Clone, Debug, Serialize)]
pub struct Move {
    /// The township.
    pub township: Link,
    /// `第 5 到第 1`, `第 5`, `上年第 5`
    pub words: String,
}

/// How a township's rank changed, in short and in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Change {
    /// `↑ 3`, `↓ 1`, `＝`, `新`
    pub sign: String,
    /// `升 3 位`, `降 1 位`, `持平`, `上年未参赛`
    pub words: String,
}

/// How many townships a summary names for each direction.
const MOST_MOVES: usize = 3;

/// The figures of one year, exact.
struct Counts {
    points: Decimal,
    entries: usize,
    counted: usize,
    best: usize,
    quarters: usize,
}

/// The summary of a year.
pub(super) fn summary(index: &Index<'_>, year: i16) -> YearSummary {
    let standings = &index.archive.standings;
    let standing = standings.get(&year);
    let before = standing.and_then(|standing| year_before(index, standing));
    let now = counts(index, year);
    let then = before.map(|_| counts(index, year - 1));
    let both = standing.zip(before);
    let ranked = both.filter(|(_, before)| has_points(before));
    YearSummary {
        figures: if standing.is_some() { figures(index, &now, then.as_ref()) } else { Vec::new() },
        against: ranked.map(|_| year_link(year - 1)),
        caution: both.and_then(|(standing, before)| caution(standing, before, &now, &then?)),
        moves: ranked.map(|(standing, before)| moves(standing, before)).unwrap_or_default(),
    }
}

/// The standing of the year before, where the two can be compared.
fn year_before<'a>(index: &Index<'a>, standing: &Standing) -> Option<&'a Standing> {
    let before = index.archive.standings.get(&(standing.year - 1));
    before.filter(|before| before.through.is_some() && standing.through.is_some())
}

fn caution(standing: &Standing, before: &Standing, now: &Counts, then: &Counts) -> Option<String> {
    let year = standing.year;
    let to_come = [&before.pending[..], &standing.pending].concat();
    if !to_come.is_empty() {
        return Some(format!("{}增减和名次到那时还会变。", pending(&to_come)));
    }
    (then.quarters != now.quarters).then(|| {
        let (now, then) = (now.quarters, then.quarters);
        format!("{year}年有 {now} 个季度的参赛案例，{}年有 {then} 个季度，增减只供参考。", year - 1)
    })
}

fn counts(index: &Index<'_>, year: i16) -> Counts {
    let of_year = |quarter: Quarter| quarter.year() == year;
    let contests = index.archive.competitions.iter();
    let district = contests.filter(|c| c.level() == Level::District && of_year(c.quarter()));
    let rows = index.archive.standings.get(&year).map_or(&[][..], |standing| &standing.rows);
    let reasons = || rows.iter().flat_map(|row| &row.reasons);
    let best = index.archive.site.policy.outcomes.last();
    let mut counts = Counts {
        points: rows.iter().map(|row| row.bonus.points()).sum(),
        entries: 0,
        counted: reasons().filter(|reason| !reason.bonus.is_zero()).count(),
        best: reasons().filter(|reason| best.is_some_and(|best| reason.best.name == best.name)).count(),
        quarters: 0,
    };
    for competition in district.filter(|competition| index.entry_count(competition) > 0) {
        // Cases that are no longer public took part all the same; the rows of the standing count them too.
        counts.entries += index.entry_count(competition);
        counts.quarters += 1;
    }
    counts
}

fn figures(index: &Index<'_>, now: &Counts, then: Option<&Counts>) -> Vec<Figure> {
    let figure = |label: &str, unit, value: Decimal, before: Option<Decimal>| Figure {
        label: label.to_owned(),
        value: value.normalize().to_string(),
        unit,
        change: before.map(|before| difference(value, before)),
    };
    let count = |label: &str, unit, of: fn(&Counts) -> usize| {
        figure(label, unit, of(now).into(), then.map(|then| of(then).into()))
    };
    let mut figures = vec![
        figure("积分合计", "分", now.points, then.map(|then| then.points)),
        count("区级参赛", "件次", |counts| counts.entries),
        count("加分案例", "件", |counts| counts.counted),
    ];
    if let Some(best) = index.archive.site.policy.outcomes.last() {
        figures.push(count(&best.name, "件", |counts| counts.best));
    }
    figures
}

fn difference(now: Decimal, then: Decimal) -> String {
    let difference = (now - then).abs().normalize();
    match now.cmp(&then) {
        Ordering::Greater => format!("↑ 比上年多 {difference}"),
        Ordering::Less => format!("↓ 比上年少 {difference}"),
        Ordering::Equal => "＝ 与上年相同".into(),
    }
}

/// Whether ranks say anything: without any points all townships are first.
fn has_points(standing: &Standing) -> bool {
    standing.rows.iter().any(|row| !row.bonus.is_zero())
}

/// The ranks of a standing by the townships' order.
fn ranks(standing: &Standing) -> BTreeMap<usize, usize> {
    standing.rows.iter().map(|row| (row.township.order, row.rank)).collect()
}

/// How the rank of each row changed against the year before; all none where that has no points.
pub(super) fn changes(index: &Index<'_>, standing: &Standing) -> Vec<Option<Change>> {
    let Some(before) = year_before(index, standing).filter(|before| has_points(before)) else {
        return vec![None; standing.rows.len()];
    };
    let before = ranks(before);
    standing.rows.iter().map(|row| Some(change(row, before.get(&row.township.order).copied()))).collect()
}

fn change(row: &StandingRow, before: Option<usize>) -> Change {
    let Some(before) = before else { return Change { sign: "新".into(), words: "上年未参赛".into() } };
    let places = before.abs_diff(row.rank);
    match row.rank.cmp(&before) {
        Ordering::Less => Change { sign: format!("↑ {places}"), words: format!("升 {places} 位") },
        Ordering::Greater => Change { sign: format!("↓ {places}"), words: format!("降 {places} 位") },
        Ordering::Equal => Change { sign: "＝".into(), words: "持平".into() },
    }
}

fn moves(standing: &Standing, before: &Standing) -> Vec<Moves> {
    let (now, then) = (ranks(standing), ranks(before));
    let known = |row: &&StandingRow| then.contains_key(&row.township.order);
    let places = |row: &StandingRow| (then[&row.township.order], row.rank);
    let moved = |up: bool| {
        let is_so = |row: &&StandingRow| if up { places(row).1 < places(row).0 } else { places(row).1 > places(row).0 };
        let mut rows: Vec<&StandingRow> = standing.rows.iter().filter(known).filter(is_so).collect();
        rows.sort_by_key(|row| std::cmp::Reverse(places(row).0.abs_diff(places(row).1)));
        let words = |row: &StandingRow| format!("第 {} 到第 {}", places(row).0, places(row).1);
        rows.into_iter().map(|row| (row, words(row))).collect::<Vec<_>>()
    };
    let new = standing.rows.iter().filter(|row| !known(row)).map(|row| (row, format!("第 {}", row.rank)));
    let gone = before.rows.iter().filter(|row| !now.contains_key(&row.township.order));
    let gone = gone.map(|row| (row, format!("上年第 {}", row.rank)));
    let all = [
        group("↑", "名次上升", moved(true)),
        group("↓", "名次下降", moved(false)),
        group("新", "上年未参赛", new.collect()),
        group("－", "本年没有参赛", gone.collect()),
    ];
    all.into_iter().filter(|moves| !moves.townships.is_empty()).collect()
}

fn group(arrow: &'static str, word: &'static str, mut rows: Vec<(&StandingRow, String)>) -> Moves {
    let more = cut(&mut rows, MOST_MOVES);
    let one = |(row, words): (&StandingRow, String)| Move { township: township_link(&row.township), words };
    Moves { arrow, word, townships: rows.into_iter().map(one).collect(), more }
}
