//! The page of a year: `years/<yyyy>.html`, what a leader reads in a minute, then the standing with its reasons.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::Serialize;

use super::charts::stacked::{By, bars};
use super::charts::standing::{distribution, finding};
use super::charts::words::so_far;
use super::charts::{Percent, StackedBars};
use super::competition_index::{QuarterOfContests, quarters};
use super::index::Index;
use super::parts::{Link, competitions_link, township_link, village_link, year_link};
use super::year_summary::{Change, YearSummary, changes, summary};
use super::{Head, Page, View};
use crate::archive::{Archive, routes};
use crate::domain::{Bonus, Competition, Level, Reason, Standing, StandingRow, Township, Village};

/// The page of a year.
#[derive(Clone, Debug, Serialize)]
pub struct YearView {
    /// The year.
    pub year: i16,
    /// The standing, the most points first; empty without a 区级 entry.
    pub standing: Vec<StandingLine>,
    /// Where the points of its townships are from, in the same order.
    pub townships: Vec<TownshipPoints>,
    /// Who leads, in a sentence; empty without a standing.
    pub finding: String,
    /// `截至第三季度`, where more is to come.
    pub so_far: Option<String>,
    /// Whether more is to come.
    pub is_running: bool,
    /// How far apart the townships are, in a sentence; empty where the finding says it.
    pub distribution: String,
    /// The year in figures, and what changed against the year before; none without a standing.
    pub summary: Option<YearSummary>,
    /// How many of the cases with points are no longer public.
    pub nameless: usize,
    /// How many 区级 entries are of withdrawn cases, which no figure counts.
    pub withdrawn: usize,
    /// The townships without a 区级 entry, in the district's order.
    pub absent: Vec<Link>,
    /// 区级 entries by main dimension and result; none below two.
    pub results: Option<StackedBars>,
    /// The year's competitions, the newest quarter first.
    pub quarters: Vec<QuarterOfContests>,
    /// The year with competitions before it.
    pub previous: Option<Link>,
    /// The year with competitions after it.
    pub next: Option<Link>,
}

/// A township's line in a standing.
#[derive(Clone, Debug, Serialize)]
pub struct StandingLine {
    /// The rank; equal points share one. None before any of its results are known.
    pub rank: Option<usize>,
    /// The township.
    pub township: Link,
    /// Its points; none before any of its results are known.
    pub bonus: Option<String>,
    /// Its points as a share of the highest.
    pub percent: Percent,
    /// How its rank changed, where it can be compared.
    pub change: Option<Change>,
}

/// Where a township's points are from.
#[derive(Clone, Debug, Serialize)]
pub struct TownshipPoints {
    /// The township.
    pub township: Link,
    /// Its rank, as in the standing.
    pub rank: Option<usize>,
    /// Its points, as in the standing.
    pub bonus: Option<String>,
    /// How many cases it had in 区级 competitions.
    pub cases: usize,
    /// Its villages and itself, the most points first.
    pub sources: Vec<PointSource>,
}

/// The part of a township's points that one village brought, or the township itself.
#[derive(Clone, Debug, Serialize)]
pub struct PointSource {
    /// The village; none for the township's own cases.
    pub village: Option<Link>,
    /// Whether these are cases that are no longer public, whosever they were.
    pub nameless: bool,
    /// The points; none before any result is known.
    pub bonus: Option<String>,
    /// The cases, the most points first.
    pub reasons: Vec<ReasonLine>,
}

/// What one case contributes.
#[derive(Clone, Debug, Serialize)]
pub struct ReasonLine {
    /// The case's name in addresses; none where it is no longer public.
    pub slug: Option<String>,
    /// The case; none where it is no longer public.
    pub case: Option<Link>,
    /// Its points; none while its result is still to come.
    pub bonus: Option<String>,
    /// Whether it has points.
    pub counts: bool,
    /// Which entry counted by which rule.
    pub because: String,
}

/// A page for each year that has competitions, the newest first.
pub(super) fn compose(index: &Index<'_>) -> Vec<Page> {
    let years = index.years();
    let by_year = index.archive.competitions.chunk_by(|a, b| a.quarter().year() == b.quarter().year());
    let page = |(place, competitions)| {
        let later: Option<usize> = usize::checked_sub(place, 1);
        one_year(index, competitions, years.get(place + 1).copied(), later.map(|later| years[later]))
    };
    by_year.enumerate().map(page).collect()
}

fn one_year(index: &Index<'_>, competitions: &[Arc<Competition>], previous: Option<i16>, next: Option<i16>) -> Page {
    let year = competitions[0].quarter().year();
    let standing = index.archive.standings.get(&year);
    let rows = standing.map_or(&[][..], |standing| &standing.rows);
    let counting = || rows.iter().flat_map(|row| &row.reasons).filter(|reason| !reason.bonus.is_zero());
    let district = competitions.iter().filter(|competition| competition.level() == Level::District);
    let expired: usize = district.clone().map(|competition| index.archive.expired_of(competition)).sum();
    let withdrawn: usize = district.clone().map(|competition| index.archive.withdrawn_of(competition)).sum();
    let entries = district.flat_map(|competition| index.archive.entries_of(competition));
    let view = YearView {
        year,
        standing: standing.map(|standing| lines(standing, changes(index, standing))).unwrap_or_default(),
        townships: standing.into_iter().flat_map(townships).collect(),
        finding: standing.map(finding).unwrap_or_default(),
        so_far: standing.and_then(so_far),
        is_running: standing.is_some_and(|standing| standing.is_running),
        distribution: standing.map(distribution).unwrap_or_default(),
        summary: standing.map(|standing| summary(index, standing)),
        nameless: counting().filter(|reason| reason.case.is_none()).count(),
        withdrawn,
        absent: absent(index, rows),
        results: bars(index, entries, By::Dimension, expired + withdrawn),
        quarters: quarters(index, competitions),
        previous: previous.map(year_link),
        next: next.map(year_link),
    };
    let description = format!("{year}年各乡镇（街道）擂台比武加分排名，每一分的由来，各维度的结果和全年比武。");
    Page {
        route: routes::year(year),
        template: "year.html",
        head: Head::new(format!("{year}年度积分"), description).in_section("years").below([competitions_link()]),
        view: View::Year(Box::new(view)),
        last_modified: last_modified(index.archive, year, competitions),
    }
}

fn last_modified(archive: &Archive, year: i16, competitions: &[Arc<Competition>]) -> Option<jiff::civil::Date> {
    let reasons = archive.standings.get(&year).into_iter().flat_map(|standing| &standing.rows).flat_map(|r| &r.reasons);
    let cases = reasons.filter_map(|reason| reason.case.as_ref()?.date);
    archive.newest_day(competitions.iter().filter_map(|competition| competition.publication()).chain(cases))
}

fn absent(index: &Index<'_>, rows: &[StandingRow]) -> Vec<Link> {
    let present: BTreeSet<usize> = rows.iter().map(|row| row.township.order).collect();
    let is_absent = |township: &&Arc<Township>| !present.contains(&township.order);
    index.archive.townships.iter().filter(is_absent).map(|township| township_link(township)).collect()
}

/// The lines of a standing, with how each rank changed where that is known.
pub(super) fn lines(standing: &Standing, change: impl Fn(&StandingRow) -> Option<Change>) -> Vec<StandingLine> {
    let highest = standing.rows.iter().map(|row| row.bonus).max().unwrap_or_default();
    let line = |row: &StandingRow| StandingLine {
        rank: shown_rank(row),
        township: township_link(&row.township),
        bonus: shown_bonus(row),
        percent: Percent::of(row.bonus.points(), highest.points()),
        change: change(row),
    };
    in_order(standing).map(line).collect()
}

/// The rows; those whose results are all to come stand below those without points.
fn in_order(standing: &Standing) -> impl Iterator<Item = &StandingRow> {
    let (known, to_come) = standing.known_and_to_come();
    known.into_iter().chain(to_come)
}

fn townships(standing: &Standing) -> impl Iterator<Item = TownshipPoints> {
    in_order(standing).map(|row| TownshipPoints {
        township: township_link(&row.township),
        rank: shown_rank(row),
        bonus: shown_bonus(row),
        cases: row.reasons.len(),
        sources: sources(row),
    })
}

/// The rank, once any result of the township is known.
pub(super) fn shown_rank(row: &StandingRow) -> Option<usize> {
    row.has_results().then_some(row.rank)
}

/// The points, once any result of the township is known.
pub(super) fn shown_bonus(row: &StandingRow) -> Option<String> {
    row.has_results().then(|| row.bonus.to_string())
}

/// A township's reasons by village; what is no longer public comes last.
fn sources(row: &StandingRow) -> Vec<PointSource> {
    let mut by_village: BTreeMap<(bool, Option<&str>), Vec<&Reason>> = BTreeMap::new();
    for reason in &row.reasons {
        let village = reason.case.as_ref().and_then(|case| case.unit.village.as_ref());
        let key = (reason.case.is_none(), village.map(|village| village.slug.as_str()));
        by_village.entry(key).or_default().push(reason);
    }
    let mut groups: Vec<(bool, Bonus, Vec<&Reason>)> = by_village
        .into_iter()
        .map(|((nameless, _), reasons)| (nameless, reasons.iter().map(|reason| reason.bonus).sum(), reasons))
        .collect();
    groups.sort_by_key(|&(nameless, bonus, _)| (nameless, std::cmp::Reverse(bonus)));
    let source = |(nameless, bonus, reasons): (bool, Bonus, Vec<&Reason>)| PointSource {
        village: reasons[0].case.as_ref().and_then(|case| village_of(&case.unit.township, case.unit.village.as_ref())),
        nameless,
        bonus: reasons.iter().any(|reason| !reason.is_pending).then(|| bonus.to_string()),
        reasons: reasons.into_iter().map(reason_line).collect(),
    };
    groups.into_iter().map(source).collect()
}

fn village_of(township: &Township, village: Option<&Arc<Village>>) -> Option<Link> {
    village.map(|village| village_link(township, village))
}

fn reason_line(reason: &Reason) -> ReasonLine {
    let case = reason.case.as_deref();
    ReasonLine {
        slug: case.map(|case| case.slug.clone()),
        case: case.map(super::parts::case_link),
        bonus: (!reason.is_pending).then(|| reason.bonus.to_string()),
        counts: !reason.bonus.is_zero(),
        because: reason.because.clone(),
    }
}
