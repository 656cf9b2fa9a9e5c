//! A year in a minute: its figures, and what changed against the year before.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde::Serialize;

use super::charts::words::{pending, so_far};
use super::index::Index;
use super::parts::{Link, cut, township_link, year_link};
use crate::domain::{Level, Quarter, Standing, StandingRow};

/// A year in figures.
#[derive(Clone, Debug, Serialize)]
pub struct YearSummary {
    /// Points, entries, cases with points, cases with the best result.
    pub figures: Vec<Figure>,
    /// The year before, where ranks can be compared with its own.
    pub against: Option<Link>,
    /// `上年`, `上年同期`: what is compared with.
    pub before: &'static str,
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
    /// What it leaves out: `另有 6 件次待公布`.
    pub to_come: Option<String>,
    /// `比上年多 0.5`, where there is a year before.
    pub change: Option<String>,
}

/// Townships whose ranks changed in one way.
#[derive(Clone, Debug, Serialize)]
pub struct Moves {
    /// `↑`
    pub arrow: &'static str,
    /// `名次上升`
    pub word: String,
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
    /// Those whose results are known.
    entries: usize,
    to_come: usize,
    counted: usize,
    best: usize,
    quarters: usize,
}

/// The summary of a year.
pub(super) fn summary(index: &Index<'_>, standing: &Standing) -> YearSummary {
    let before = year_before(index, standing);
    let now = counts(index, standing, 4);
    let compared = before.as_ref().filter(|before| before.is_like(&now));
    let ranked = compared.map(|before| before.standing).filter(|before| has_points(before));
    YearSummary {
        figures: figures(index, standing, &now, compared.map(|before| &before.counts)),
        against: ranked.map(|before| year_link(before.year)),
        before: words_before(standing),
        caution: before.as_ref().and_then(|before| caution(standing, before, &now)),
        moves: ranked.map(|before| moves(standing, before)).unwrap_or_default(),
    }
}

/// The year before, as far as a year is known.
struct Before<'a> {
    standing: &'a Standing,
    counts: Counts,
}

impl Before<'_> {
    /// Whether a year with these figures can be compared with it: sums of more quarters are no rise.
    fn is_like(&self, now: &Counts) -> bool {
        self.counts.quarters == now.quarters
    }
}

/// None where it has no results.
fn year_before<'a>(index: &Index<'a>, standing: &'a Standing) -> Option<Before<'a>> {
    let whole = || index.archive.standings.get(&(standing.year - 1));
    let before = if standing.is_running { standing.same_period.as_deref() } else { whole() };
    let last = standing.so_far().map_or(4, Quarter::number);
    let before = before.filter(|before| before.through.is_some())?;
    Some(Before { standing: before, counts: counts(index, before, last) })
}

fn words_before(standing: &Standing) -> &'static str {
    if standing.is_running { "上年同期" } else { "上年" }
}

fn caution(standing: &Standing, before: &Before<'_>, now: &Counts) -> Option<String> {
    let (year, words) = (standing.year, words_before(standing));
    if !before.is_like(now) {
        let (now, then) = (now.quarters, before.counts.quarters);
        return Some(format!("{year}年有 {now} 个季度公布了结果，{words}有 {then} 个季度，所以不作比较。"));
    }
    let period = so_far(standing).map(|so_far| format!("增减和名次都与上年同期（{so_far}）相比。"));
    // Of this year those before the last that is known: of later ones nothing is compared.
    let own = standing.pending.iter().filter(|quarter| Some(**quarter) < standing.through);
    let to_come: Vec<Quarter> = before.standing.pending.iter().chain(own).copied().collect();
    let doubt = (!to_come.is_empty()).then(|| format!("{}增减和名次到那时还会变。", pending(&to_come)));
    let both: Vec<String> = period.into_iter().chain(doubt).collect();
    (!both.is_empty()).then(|| both.concat())
}

/// The figures of a standing, of the competitions up to the `last` quarter of its year.
fn counts(index: &Index<'_>, standing: &Standing, last: i8) -> Counts {
    let is_in = |quarter: Quarter| quarter.year() == standing.year && quarter.number() <= last;
    let contests = index.archive.competitions.iter();
    let district = contests.filter(|c| c.level() == Level::District && is_in(c.quarter()));
    let reasons = || standing.rows.iter().flat_map(|row| &row.reasons);
    let best = index.archive.site.policy.outcomes.last();
    let mut counts = Counts {
        points: standing.rows.iter().map(|row| row.bonus.points()).sum(),
        entries: 0,
        to_come: 0,
        counted: reasons().filter(|reason| !reason.bonus.is_zero()).count(),
        best: reasons().filter(|reason| best.is_some_and(|best| reason.best.name == best.name)).count(),
        quarters: 0,
    };
    for competition in district.filter(|competition| index.entry_count(competition) > 0) {
        // Cases that are no longer public took part all the same; the rows of the standing count them too.
        let entries = index.entry_count(competition);
        if competition.is_pending {
            counts.to_come += entries;
        } else {
            counts.entries += entries;
            counts.quarters += 1;
        }
    }
    counts
}

fn figures(index: &Index<'_>, standing: &Standing, now: &Counts, then: Option<&Counts>) -> Vec<Figure> {
    let words = words_before(standing);
    let figure = |label: &str, unit, value: Decimal, before: Option<Decimal>| Figure {
        label: label.to_owned(),
        value: value.normalize().to_string(),
        unit,
        to_come: None,
        change: before.map(|before| difference(words, value, before)),
    };
    let count = |label: &str, unit, of: fn(&Counts) -> usize| {
        figure(label, unit, of(now).into(), then.map(|then| of(then).into()))
    };
    let to_come = (now.to_come > 0).then(|| format!("另有 {} 件次待公布", now.to_come));
    let entries = Figure { to_come, ..count("区级参赛", "件次", |counts| counts.entries) };
    if standing.through.is_none() {
        return vec![count("区级参赛，结果待公布", "件次", |counts| counts.to_come)];
    }
    let mut figures = vec![
        figure("积分合计", "分", now.points, then.map(|then| then.points)),
        entries,
        count("加分案例", "件", |counts| counts.counted),
    ];
    if let Some(best) = index.archive.site.policy.outcomes.last() {
        figures.push(count(&best.name, "件", |counts| counts.best));
    }
    figures
}

fn difference(than: &str, now: Decimal, then: Decimal) -> String {
    let difference = (now - then).abs().normalize();
    match now.cmp(&then) {
        Ordering::Greater => format!("↑ 比{than}多 {difference}"),
        Ordering::Less => format!("↓ 比{than}少 {difference}"),
        Ordering::Equal => format!("＝ 与{than}相同"),
    }
}

/// Whether ranks say anything: without any points all townships are first.
fn has_points(standing: &Standing) -> bool {
    standing.rows.iter().any(|row| !row.bonus.is_zero())
}

/// The ranks of a standing by the townships' order, of those that have results.
fn ranks(standing: &Standing) -> BTreeMap<usize, usize> {
    standing.rows.iter().filter(|row| row.has_results()).map(|row| (row.township.order, row.rank)).collect()
}

/// How the rank of a row changed against the year before; none where that has no points, or either is not known.
pub(super) fn changes<'a>(
    index: &Index<'a>,
    standing: &'a Standing,
) -> impl Fn(&StandingRow) -> Option<Change> + use<'a> {
    let now = counts(index, standing, 4);
    let before = year_before(index, standing).filter(|before| before.is_like(&now)).map(|before| before.standing);
    let before = before.filter(|before| has_points(before));
    let known = before.map(ranks);
    move |row| {
        let (before, known) = (before?, known.as_ref().filter(|_| row.has_results())?);
        let rank = known.get(&row.township.order).copied();
        let is_clear = rank.is_some() || !has_row(before, row);
        is_clear.then(|| change(row, rank, words_before(standing)))
    }
}

/// Whether a township has a row in a standing.
fn has_row(standing: &Standing, row: &StandingRow) -> bool {
    standing.rows.iter().any(|own| own.township.order == row.township.order)
}

fn change(row: &StandingRow, before: Option<usize>, words: &str) -> Change {
    let Some(before) = before else { return Change { sign: "新".into(), words: format!("{words}未参赛") } };
    let places = before.abs_diff(row.rank);
    match row.rank.cmp(&before) {
        Ordering::Less => Change { sign: format!("↑ {places}"), words: format!("升 {places} 位") },
        Ordering::Greater => Change { sign: format!("↓ {places}"), words: format!("降 {places} 位") },
        Ordering::Equal => Change { sign: "＝".into(), words: "持平".into() },
    }
}

fn moves(standing: &Standing, before: &Standing) -> Vec<Moves> {
    let (then, words_before) = (ranks(before), words_before(standing));
    let (rows, _) = standing.known_and_to_come();
    let known = |row: &&StandingRow| then.contains_key(&row.township.order);
    let places = |row: &StandingRow| (then[&row.township.order], row.rank);
    let moved = |up: bool| {
        let is_so = |row: &&StandingRow| if up { places(row).1 < places(row).0 } else { places(row).1 > places(row).0 };
        let mut rows: Vec<&StandingRow> = rows.iter().copied().filter(known).filter(is_so).collect();
        rows.sort_by_key(|row| std::cmp::Reverse(places(row).0.abs_diff(places(row).1)));
        let words = |row: &StandingRow| format!("第 {} 到第 {}", places(row).0, places(row).1);
        rows.into_iter().map(|row| (row, words(row))).collect::<Vec<_>>()
    };
    let new = rows.iter().copied().filter(|row| !has_row(before, row)).map(|row| (row, format!("第 {}", row.rank)));
    let gone = before.rows.iter().filter(|row| row.has_results() && !has_row(standing, row));
    let gone = gone.map(|row| (row, format!("{words_before}第 {}", row.rank)));
    let absent = if standing.is_running { "目前没有参赛" } else { "本年没有参赛" };
    let all = [
        group("↑", "名次上升".into(), moved(true)),
        group("↓", "名次下降".into(), moved(false)),
        group("新", format!("{words_before}未参赛"), new.collect()),
        group("－", absent.into(), gone.collect()),
    ];
    all.into_iter().filter(|moves| !moves.townships.is_empty()).collect()
}

fn group(arrow: &'static str, word: String, mut rows: Vec<(&StandingRow, String)>) -> Moves {
    let more = cut(&mut rows, MOST_MOVES);
    let one = |(row, words): (&StandingRow, String)| Move { township: township_link(&row.township), words };
    Moves { arrow, word, townships: rows.into_iter().map(one).collect(), more }
}
