//! The contests as a line of time: years, the newest first, each with its quarters in their order.

use std::sync::Arc;

use serde::Serialize;

use super::competition_index::{ContestItem, contest_item};
use super::index::Index;
use super::parts::Day;
use crate::archive::routes;
use crate::domain::{Competition, Level};
use crate::model::Route;

/// How many years are shown at once.
const OPEN_YEARS: usize = 3;

/// A year on the line.
#[derive(Clone, Debug, Serialize)]
pub struct TimelineYear {
    /// The year.
    pub year: i16,
    /// Its page.
    pub url: Route,
    /// How many competitions it has.
    pub contests: usize,
    /// How many entries they have.
    pub entries: usize,
    /// Whether it is shown at once.
    pub is_open: bool,
    /// Its quarters that have competitions, the oldest first.
    pub quarters: Vec<TimelineQuarter>,
}

/// A quarter on the line.
#[derive(Clone, Debug, Serialize)]
pub struct TimelineQuarter {
    /// `第三季度`
    pub name: &'static str,
    /// 1 to 4.
    pub number: i8,
    /// The district's competition.
    pub district: Option<ContestItem>,
    /// How far that is.
    pub state: Option<ContestState>,
    /// The townships' competitions, in the district's order.
    pub townships: Vec<ContestItem>,
    /// How many entries these have together.
    pub township_entries: usize,
}

/// How far a competition is.
#[derive(Clone, Debug, Serialize)]
pub struct ContestState {
    /// `结果已公布`
    pub text: &'static str,
    /// Whether its results are known.
    pub is_known: bool,
    /// Whether they are still awaited.
    pub is_open: bool,
    /// Whether its first day is past.
    pub has_begun: bool,
    /// The day of the results, which may be still to come.
    pub day: Option<Day>,
}

/// The line.
pub(super) fn timeline(index: &Index<'_>) -> Vec<TimelineYear> {
    let competitions = &index.archive.competitions;
    let by_year = competitions.chunk_by(|a, b| a.quarter().year() == b.quarter().year());
    by_year.enumerate().map(|(place, competitions)| year(index, competitions, place < OPEN_YEARS)).collect()
}

fn year(index: &Index<'_>, competitions: &[Arc<Competition>], is_open: bool) -> TimelineYear {
    let by_quarter = competitions.chunk_by(|a, b| a.quarter() == b.quarter());
    let year = competitions[0].quarter().year();
    TimelineYear {
        year,
        url: routes::year(year),
        contests: competitions.len(),
        entries: competitions.iter().map(|competition| index.entry_count(competition)).sum(),
        is_open,
        quarters: by_quarter.rev().map(|competitions| quarter(index, competitions)).collect(),
    }
}

fn quarter(index: &Index<'_>, competitions: &[Arc<Competition>]) -> TimelineQuarter {
    let district = competitions.iter().find(|competition| competition.level() == Level::District);
    let townships = competitions.iter().filter(|competition| competition.level() == Level::Township);
    let townships: Vec<ContestItem> = townships.map(|competition| contest_item(index, competition)).collect();
    let quarter = competitions[0].quarter();
    TimelineQuarter {
        name: quarter.short_name(),
        number: quarter.number(),
        district: district.map(|competition| contest_item(index, competition)),
        state: district.map(|competition| state(index, competition)),
        township_entries: townships.iter().map(|item| item.entries).sum(),
        townships,
    }
}

/// Whether the results of a contest are still awaited.
pub(super) fn is_open(index: &Index<'_>, competition: &Competition) -> bool {
    state(index, competition).is_open
}

/// What the archive tells: before the day of publication every entry is shown as entered only. A case that is no
/// longer public was once, so that its contest is over.
pub(super) fn state(index: &Index<'_>, competition: &Competition) -> ContestState {
    let entered = &index.archive.site.policy.entered().name;
    let entries = index.archive.entries_of(competition);
    let is_told = || entries.iter().any(|entry| entry.entry().result().name != *entered);
    let is_published = || competition.published.is_some() || index.archive.expired_of(competition) > 0;
    let is_known = !competition.is_pending && (is_published() || is_told());
    let newest = index.archive.competitions.iter().find(|newest| newest.level() == Level::District);
    let is_newest = newest.is_some_and(|newest| newest.id == competition.id);
    let is_open = !is_known && (is_newest || competition.is_pending);
    let first = competition.stages.iter().map(|stage| stage.first).min();
    let has_begun = first.unwrap_or_else(|| competition.quarter().first_day()) <= index.archive.today;
    let text = match (is_known, is_open) {
        (true, _) => "结果已公布",
        (_, true) if has_begun => "进行中",
        (_, true) => "未开始",
        _ => "没有公布结果",
    };
    ContestState { text, is_known, is_open, has_begun, day: competition.published.map(Into::into) }
}
