//! The archive of past competitions: `competitions/index.html`, by year, with townships × quarters.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

use super::charts::{HeatTable, heat};
use super::index::Index;
use super::parts::{Link, competition_link, holder, township_link};
use super::shown::Badge;
use super::timeline::{self, TimelineYear, timeline};
use super::{Head, Page, Ready, View};
use crate::archive::{EntryOf, routes};
use crate::domain::{Competition, Level, Quarter, Township};
use crate::model::Route;

/// The archive of past competitions.
#[derive(Clone, Debug, Serialize)]
pub struct CompetitionIndexView {
    /// How many competitions there are.
    pub total: usize,
    /// The results, the best first, for the legend.
    pub legend: Vec<Badge>,
    /// The same years as a line of time.
    pub timeline: Vec<TimelineYear>,
    /// The years, the newest first.
    pub years: Vec<YearOfContests>,
    /// The points of all townships over all quarters; none without a 区级 entry.
    pub heat: Option<HeatTable>,
}

/// A year's competitions.
#[derive(Clone, Debug, Serialize)]
pub struct YearOfContests {
    /// The year.
    pub year: i16,
    /// Its page.
    pub url: Route,
    /// How many competitions it has.
    pub total: usize,
    /// Its quarters that have competitions, the newest first.
    pub quarters: Vec<QuarterOfContests>,
    /// The columns of the table: the same quarters, the oldest first.
    pub columns: Vec<QuarterColumn>,
    /// The rows of the table: all townships.
    pub townships: Vec<TownshipLine>,
}

/// A quarter's competitions.
#[derive(Clone, Debug, Serialize)]
pub struct QuarterOfContests {
    /// `第三季度`
    pub name: &'static str,
    /// The district's.
    pub district: Vec<ContestItem>,
    /// The townships', in the district's order.
    pub townships: Vec<ContestItem>,
}

/// A competition in a list.
#[derive(Clone, Debug, Serialize)]
pub struct ContestItem {
    /// `2026年第三季度区级比武`
    pub link: Link,
    /// `区级`, or the township that holds it.
    pub holder: String,
    /// 比武主题.
    pub theme: Option<String>,
    /// How many entries it has.
    pub entries: usize,
    /// Whether they are still to be published.
    pub awaits_entries: bool,
}

/// A township's results of a year.
#[derive(Clone, Debug, Serialize)]
pub struct TownshipLine {
    /// The township.
    pub township: Link,
    /// One cell a quarter.
    pub cells: Vec<QuarterCell>,
}

/// The head of a column.
#[derive(Clone, Debug, Serialize)]
pub struct QuarterColumn {
    /// `第三季度`
    pub name: &'static str,
    /// How far the district's contest is, where it still goes on: `进行中`, `未开始`.
    pub open: Option<&'static str>,
}

/// What is public of a township in a quarter.
#[derive(Clone, Debug, Serialize)]
pub struct QuarterCell {
    /// The best result; none without an entry to see.
    pub best: Option<ResultCell>,
    /// Whether a case that is no longer public had an entry of the level of the best, or above.
    pub has_expired: bool,
}

/// The best result of a township in a quarter.
#[derive(Clone, Debug, Serialize)]
pub struct ResultCell {
    /// The case with it.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// Its page.
    pub url: Route,
    /// The result; of the township's own competition where there is no entry in the district's.
    pub badge: Ready<Badge>,
    /// How many entries of that level the township had.
    pub entries: usize,
}

/// The best entry of a township in a quarter, and how many of that level there are.
struct Best<'a> {
    entry: &'a EntryOf,
    level: Level,
    entries: usize,
}

/// The page.
pub(super) fn compose(index: &Index<'_>) -> Page {
    let competitions = &index.archive.competitions;
    let by_year = competitions.chunk_by(|a, b| a.quarter().year() == b.quarter().year());
    let policy = &index.archive.site.policy;
    let view = CompetitionIndexView {
        total: competitions.len(),
        legend: policy.outcomes.iter().rev().map(|outcome| Badge::new(policy, outcome)).collect(),
        timeline: timeline(index),
        years: by_year.map(|competitions| year(index, competitions)).collect(),
        heat: heat::table(index),
    };
    let cases = index.archive.cases.iter().filter_map(|case| case.date);
    let days = competitions.iter().filter_map(|competition| competition.publication()).chain(cases);
    let description =
        format!("历年“擂台比武” {} 场，按年份、季度和级别查看，以及各乡镇（街道）各季度的结果。", view.total);
    Page {
        route: routes::competitions(),
        template: "competitions.html",
        head: Head::new("历次比武", description).in_section("competitions"),
        view: View::CompetitionIndex(Box::new(view)),
        last_modified: index.archive.newest_day(days),
    }
}

fn year(index: &Index<'_>, competitions: &[Arc<Competition>]) -> YearOfContests {
    let year = competitions[0].quarter().year();
    let quarters = quarters(index, competitions);
    let mut columns: Vec<Quarter> = competitions.iter().map(|competition| competition.quarter()).collect();
    columns.dedup();
    columns.reverse();
    YearOfContests {
        year,
        url: routes::year(year),
        total: competitions.len(),
        quarters,
        townships: townships(index, competitions, &columns),
        columns: columns.into_iter().map(|quarter| column(index, quarter)).collect(),
    }
}

fn column(index: &Index<'_>, quarter: Quarter) -> QuarterColumn {
    let pending = index.district_contest(quarter).filter(|competition| competition.is_pending);
    let open = pending.map(|competition| timeline::state(competition, index.archive.today).text);
    QuarterColumn { name: quarter.short_name(), open }
}

/// The competitions of a year by quarter, the newest first.
pub(super) fn quarters(index: &Index<'_>, competitions: &[Arc<Competition>]) -> Vec<QuarterOfContests> {
    let by_quarter = competitions.chunk_by(|a, b| a.quarter() == b.quarter());
    let quarter = |competitions: &[Arc<Competition>]| {
        let of = |level: Level| {
            let item = |competition: &Arc<Competition>| contest_item(index, competition);
            competitions.iter().filter(|competition| competition.level() == level).map(item).collect()
        };
        QuarterOfContests {
            name: competitions[0].quarter().short_name(),
            district: of(Level::District),
            townships: of(Level::Township),
        }
    };
    by_quarter.map(quarter).collect()
}

/// A competition in a list.
pub(super) fn contest_item(index: &Index<'_>, competition: &Competition) -> ContestItem {
    ContestItem {
        link: competition_link(competition),
        holder: holder(competition).to_owned(),
        theme: competition.theme.clone(),
        entries: index.entry_count(competition),
        awaits_entries: competition.is_pending && index.entry_count(competition) == 0,
    }
}

fn townships(index: &Index<'_>, competitions: &[Arc<Competition>], columns: &[Quarter]) -> Vec<TownshipLine> {
    let mut best: BTreeMap<(usize, Quarter), Best<'_>> = BTreeMap::new();
    // In a quarter the district's competition comes first, so it decides where there is an entry in it.
    for competition in competitions {
        for entry in index.archive.entries_of(competition) {
            let level = competition.level();
            let key = (entry.case.unit.township.order, competition.quarter());
            let best = best.entry(key).or_insert(Best { entry, level, entries: 0 });
            best.entries += usize::from(best.level == level);
        }
    }
    let quarter_cell = |township: &Township, quarter: Quarter| {
        let best = best.get(&(township.order, quarter));
        let hides = |c: &&Arc<Competition>| c.quarter() == quarter && best.is_none_or(|best| c.level() <= best.level);
        let has_expired = competitions.iter().filter(hides).any(|c| index.archive.expired_in(c, township) > 0);
        QuarterCell { best: best.map(|best| result_cell(index, best)), has_expired }
    };
    let line = |township: &Arc<Township>| TownshipLine {
        township: township_link(township),
        cells: columns.iter().map(|&quarter| quarter_cell(township, quarter)).collect(),
    };
    index.archive.townships.iter().map(line).collect()
}

fn result_cell(index: &Index<'_>, best: &Best<'_>) -> ResultCell {
    let case = &best.entry.case;
    ResultCell {
        slug: case.slug.clone(),
        title: case.title.clone(),
        url: routes::case(case),
        badge: index.badge_of(best.entry.entry()),
        entries: best.entries,
    }
}
