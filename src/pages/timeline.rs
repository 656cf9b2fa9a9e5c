//! The contests as a line of time: years, the newest first, each with its quarters in their order.

use std::sync::Arc;

use jiff::civil::Date;
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
    /// Whether its results are still awaited.
    pub is_pending: bool,
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
        state: district.map(|competition| state(competition, index.archive.today)),
        township_entries: townships.iter().map(|item| item.entries).sum(),
        townships,
    }
}

/// What the archive tells of a contest on a day.
pub(super) fn state(competition: &Competition, today: Date) -> ContestState {
    let text = match (competition.is_pending, competition.is_told) {
        (true, _) if has_begun(competition, today) => "进行中",
        (true, _) => "未开始",
        (false, true) => "结果已公布",
        (false, false) => "没有公布结果",
    };
    ContestState { text, is_pending: competition.is_pending, day: competition.published.map(Into::into) }
}

/// Whether the first day of a contest is there.
pub(super) fn has_begun(competition: &Competition, today: Date) -> bool {
    let first = competition.stages.iter().map(|stage| stage.first).min();
    first.unwrap_or_else(|| competition.quarter().first_day()) <= today
}
