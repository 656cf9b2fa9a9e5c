//! The page of a year: `years/<yyyy>.html`, the standing with its reasons.

use std::collections::BTreeMap;
use std::sync::Arc;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde::Serialize;

use super::competition_index::{QuarterOfContests, quarters};
use super::index::Index;
use super::parts::{Badge, Link, competitions_link, township_link, village_link, year_link};
use super::{Head, Page, Ready, View};
use crate::archive::{Archive, routes};
use crate::domain::{Bonus, Competition, Level, Reason, Standing, StandingRow, Township};
use crate::model::Route;

/// The page of a year.
#[derive(Clone, Debug, Serialize)]
pub struct YearView {
    /// The year.
    pub year: i16,
    /// The standing, the most points first; empty without a 区级 entry.
    pub standing: Vec<StandingLine>,
    /// How many cases brought points.
    pub counted: usize,
    /// How many of them are no longer public.
    pub nameless: usize,
    /// The townships without a 区级 entry, in the district's order.
    pub absent: Vec<Link>,
    /// The sum of all points.
    pub total: String,
    /// 区级 entries by result and main dimension.
    pub results: ResultTable,
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
    /// The rank; equal points share one.
    pub rank: usize,
    /// The township.
    pub township: Link,
    /// Its points.
    pub bonus: String,
    /// Its points as a share of the highest, in percent from 0 to 100.
    pub percent: u32,
    /// Each of its cases that was in a 区级 competition.
    pub reasons: Vec<ReasonLine>,
}

/// What one case contributes.
#[derive(Clone, Debug, Serialize)]
pub struct ReasonLine {
    /// The case's name in addresses; none where it is no longer public.
    pub slug: Option<String>,
    /// The case; none where it is no longer public.
    pub case: Option<Link>,
    /// The village whose case it is.
    pub village: Option<Link>,
    /// Its points.
    pub bonus: String,
    /// Whether it has points.
    pub counts: bool,
    /// Which entry counted by which rule.
    pub because: String,
}

/// Counts by result and dimension.
#[derive(Clone, Debug, Serialize)]
pub struct ResultTable {
    /// The dimensions that occur, in their order.
    pub dimensions: Vec<Link>,
    /// The results, the best first.
    pub rows: Vec<ResultLine>,
    /// How many entries there are.
    pub total: usize,
}

/// Counts of one result.
#[derive(Clone, Debug, Serialize)]
pub struct ResultLine {
    /// The result.
    pub badge: Ready<Badge>,
    /// One count a dimension.
    pub counts: Vec<usize>,
    /// The sum.
    pub total: usize,
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
    let is_absent = |township: &&Arc<Township>| !rows.iter().any(|row| row.township.slug == township.slug);
    let view = YearView {
        year,
        standing: standing.map(lines).unwrap_or_default(),
        counted: counting().count(),
        nameless: counting().filter(|reason| reason.case.is_none()).count(),
        absent: index.archive.townships.iter().filter(is_absent).map(|township| township_link(township)).collect(),
        total: rows.iter().map(|row| row.bonus).sum::<Bonus>().to_string(),
        results: results(index, competitions),
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
    competitions.iter().filter_map(|competition| competition.publication()).chain(cases).max()
}

/// The lines of a standing.
pub(super) fn lines(standing: &Standing) -> Vec<StandingLine> {
    let highest = standing.rows.iter().map(|row| row.bonus).max().unwrap_or_default();
    let line = |row: &StandingRow| StandingLine {
        rank: row.rank,
        township: township_link(&row.township),
        bonus: row.bonus.to_string(),
        percent: percent(row.bonus, highest),
        reasons: row.reasons.iter().map(reason_line).collect(),
    };
    standing.rows.iter().map(line).collect()
}

fn percent(bonus: Bonus, highest: Bonus) -> u32 {
    let share = (bonus.points() * Decimal::ONE_HUNDRED).checked_div(highest.points());
    share.and_then(|share| share.round().to_u32()).unwrap_or_default()
}

fn reason_line(reason: &Reason) -> ReasonLine {
    let case = reason.case.as_deref();
    let village = case.and_then(|case| Some(village_link(&case.unit.township, case.unit.village.as_ref()?)));
    ReasonLine {
        slug: case.map(|case| case.slug.clone()),
        case: case.map(super::parts::case_link),
        village,
        bonus: reason.bonus.to_string(),
        counts: !reason.bonus.is_zero(),
        because: reason.because.clone(),
    }
}

fn results(index: &Index<'_>, competitions: &[Arc<Competition>]) -> ResultTable {
    let mut counts: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for competition in competitions.iter().filter(|competition| competition.level() == Level::District) {
        for entry in index.archive.entries_of(competition) {
            let key = (entry.entry().result().name.as_str(), entry.case.dimension().slug.as_str());
            *counts.entry(key).or_default() += 1;
        }
    }
    let site = &index.archive.site;
    let occurs = |slug: &str| counts.keys().any(|&(_, dimension)| dimension == slug);
    let dimensions: Vec<_> = site.dimensions.iter().filter(|dimension| occurs(&dimension.slug)).collect();
    let row = |outcome: &Arc<crate::domain::Outcome>| {
        let count = |slug: &str| counts.get(&(outcome.name.as_str(), slug)).copied().unwrap_or_default();
        let counts: Vec<usize> = dimensions.iter().map(|dimension| count(&dimension.slug)).collect();
        ResultLine { badge: index.badge(outcome), total: counts.iter().sum(), counts }
    };
    ResultTable {
        rows: site.policy.outcomes.iter().rev().map(row).collect(),
        dimensions: dimensions.iter().map(|d| Link::new(&d.name, routes::dimension(d, 1))).collect(),
        total: counts.values().sum(),
    }
}

/// The standing of the newest year that has one, for the home page.
#[derive(Clone, Debug, Serialize)]
pub struct NewestStanding {
    /// The year.
    pub year: i16,
    /// Its page.
    pub url: Route,
    /// The first lines.
    pub lines: Vec<StandingLine>,
    /// How many more there are.
    pub more: usize,
}

impl NewestStanding {
    /// The first `most` lines, without their reasons.
    pub(super) fn new(archive: &Archive, most: usize) -> Option<Self> {
        let (&year, standing) = archive.standings.iter().next_back()?;
        let mut lines = lines(standing);
        let more = lines.len().saturating_sub(most);
        lines.truncate(most);
        for line in &mut lines {
            line.reasons.clear();
        }
        Some(Self { year, url: routes::year(year), lines, more })
    }
}
