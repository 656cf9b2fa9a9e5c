//! One contest: a level, a quarter, a theme, its stages and criteria.

use std::fmt;
use std::sync::Arc;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::case::Format;
use super::dimension::Dimension;
use super::named;
use super::quarter::Quarter;
use super::scores::Scoring;
use super::unit::Township;
use crate::model::SourcePath;

named! {
    /// Who holds a competition.
    Level {
        /// Led by 区委, run by 区委组织部; its results bring points.
        District = "区级",
        /// Run by one 乡镇(街道).
        Township = "乡镇级",
    }
}

named! {
    /// The four stages, in their order.
    Stage {
        /// Entries are handed in.
        Application = "比武申报",
        /// The contest itself.
        Contest = "现场比武",
        /// The judges give scores.
        Judging = "集中评议",
        /// The leading group gives the final ranks.
        Decision = "领导小组评定",
    }
}

/// The days of a stage, both included; equal where it takes one day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StageDates {
    /// Which stage.
    pub stage: Stage,
    /// The first day.
    pub first: Date,
    /// The last day, not before the first.
    pub last: Date,
}

/// `2026Q3`, or `2026Q3-湖东街道` for a township's.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CompetitionId {
    /// The quarter.
    pub quarter: Quarter,
    /// The township's name, where it is a township's competition.
    pub township: Option<String>,
}

impl CompetitionId {
    /// Reads an id in any of the spellings of a quarter, with a dash of any width before the township.
    pub fn parse(text: &str) -> Option<Self> {
        if let Some(quarter) = Quarter::parse(text) {
            return Some(Self { quarter, township: None });
        }
        let is_dash = |c| matches!(c, '-' | '－' | '﹣' | '—' | '–' | '−');
        // A quarter may hold a dash itself: 2026-Q2-湖东街道.
        let (quarter, township) = text
            .match_indices(is_dash)
            .find_map(|(at, dash)| Some((Quarter::parse(&text[..at])?, &text[at + dash.len()..])))?;
        let township = township.trim_matches(|c| is_dash(c) || c.is_whitespace());
        is_file_name(township).then(|| Self { quarter, township: Some(township.into()) })
    }

    /// The level that the id says.
    pub const fn level(&self) -> Level {
        if self.township.is_some() { Level::Township } else { Level::District }
    }
}

/// Whether a file can have this name: that of a competition is its id.
fn is_file_name(name: &str) -> bool {
    !name.contains('/') && SourcePath::new(name).is_ok()
}

impl fmt::Display for CompetitionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.quarter.fmt(f)?;
        self.township.as_ref().map_or(Ok(()), |township| write!(f, "-{township}"))
    }
}

/// One line of the 考评标准.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Criterion {
    /// What is judged.
    pub name: String,
    /// The most points it can bring.
    pub points: Decimal,
    /// What the judges look for.
    pub look_for: Option<String>,
}

/// One contest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Competition {
    /// The id.
    pub id: CompetitionId,
    /// The name in addresses: `2026q3`, `2026q3-hu-dong-jie-dao`.
    pub slug: String,
    /// The title.
    pub title: String,
    /// The township that holds it; none where the district does.
    pub township: Option<Arc<Township>>,
    /// Who runs it.
    pub host: Option<String>,
    /// 比武主题.
    pub theme: Option<String>,
    /// The dimensions it is about.
    pub dimensions: Vec<Arc<Dimension>>,
    /// How it is held.
    pub formats: Vec<Format>,
    /// The stages that have dates, in their order.
    pub stages: Vec<StageDates>,
    /// The 考评标准.
    pub criteria: Vec<Criterion>,
    /// How the scores of the judges combine.
    pub scoring: Scoring,
    /// The day the results were published.
    pub published: Option<Date>,
    /// Whether that day or any result is written.
    pub is_told: bool,
    /// Whether that day is still to come, or the contest goes on and none is told, so that no result is shown.
    pub is_pending: bool,
    /// Whether its account, which may tell results, waits for that day.
    pub account_waits: bool,
    /// The file it was written in.
    pub path: SourcePath,
}

impl Competition {
    /// Whether its results are known.
    pub const fn has_results(&self) -> bool {
        self.is_told && !self.is_pending
    }

    /// 区级 or 乡镇级.
    pub const fn level(&self) -> Level {
        self.id.level()
    }

    /// The quarter.
    pub const fn quarter(&self) -> Quarter {
        self.id.quarter
    }

    /// The day its cases are published where they don't say it: that of the results, else of the decision.
    pub fn publication(&self) -> Option<Date> {
        let decision = self.stages.iter().find(|dates| dates.stage == Stage::Decision);
        self.published.or_else(|| decision.map(|dates| dates.last))
    }
}
