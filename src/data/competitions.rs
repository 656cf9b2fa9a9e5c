//! `data/competitions.json`: every competition with its stages, criteria, public results and scores.

use std::sync::Arc;

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::Serialize;

use super::json;
use super::values::{Names, OneOrMany, Text, UnitRecord, decimal};
use crate::archive::{Archive, EntryOf, routes};
use crate::domain::{
    Bonus, Competition, CompetitionId, Criterion, Dimension, Format, Named, Outcome, Quarter, ScoreSheet, StageDates,
};
use crate::model::Route;

#[derive(Serialize)]
struct CompetitionRecord<'a> {
    id: Text<&'a CompetitionId>,
    title: &'a str,
    level: &'a str,
    host: Option<&'a str>,
    township: Option<&'a str>,
    quarter: Text<Quarter>,
    theme: Option<&'a str>,
    dimensions: Names<'a, Arc<Dimension>>,
    formats: Names<'a, Format>,
    stages: Vec<StageRecord>,
    criteria: Vec<CriterionRecord<'a>>,
    scoring: &'a str,
    published: Option<Text<Date>>,
    url: Route,
    results: Vec<ResultRecord<'a>>,
    scores: Option<ScoresRecord<'a>>,
}

#[derive(Serialize)]
struct StageRecord {
    stage: &'static str,
    first: Text<Date>,
    last: Text<Date>,
}

#[derive(Serialize)]
struct CriterionRecord<'a> {
    name: &'a str,
    points: Text<Decimal>,
    look_for: Option<&'a str>,
}

#[derive(Serialize)]
struct ResultRecord<'a> {
    case: &'a str,
    title: &'a str,
    unit: UnitRecord<'a>,
    result: OneOrMany<'a, Arc<Outcome>>,
    rank: Option<u32>,
    tie: bool,
    award: Option<&'a str>,
    bonus: Text<Bonus>,
}

#[derive(Serialize)]
struct ScoresRecord<'a> {
    judges: &'a [String],
    rows: Vec<ScoreRecord<'a>>,
}

#[derive(Serialize)]
struct ScoreRecord<'a> {
    case: &'a str,
    scores: Vec<Text<Decimal>>,
    /// By the competition's way of scoring, rounded to two digits; none without scores.
    combined: Option<Text<Decimal>>,
}

/// The file's bytes.
pub(super) fn json(archive: &Archive) -> Vec<u8> {
    let records: Vec<_> = archive.competitions.iter().map(|competition| record(archive, competition)).collect();
    json::pretty(&records)
}

fn record<'a>(archive: &'a Archive, competition: &'a Competition) -> CompetitionRecord<'a> {
    CompetitionRecord {
        id: Text(&competition.id),
        title: &competition.title,
        level: competition.level().name(),
        host: competition.host.as_deref(),
        township: competition.township.as_ref().map(|township| township.name.as_str()),
        quarter: Text(competition.quarter()),
        theme: competition.theme.as_deref(),
        dimensions: Names(&competition.dimensions),
        formats: Names(&competition.formats),
        stages: competition.stages.iter().map(StageRecord::from).collect(),
        criteria: competition.criteria.iter().map(CriterionRecord::from).collect(),
        scoring: competition.scoring.name(),
        published: competition.published.map(Text),
        url: routes::competition(competition),
        results: archive.entries_of(competition).iter().map(ResultRecord::from).collect(),
        scores: archive.scores.get(&competition.id).map(|sheet| scores(competition, sheet)),
    }
}

fn scores<'a>(competition: &Competition, sheet: &'a ScoreSheet) -> ScoresRecord<'a> {
    let rows = sheet.rows.iter().map(|row| ScoreRecord {
        case: &row.case,
        scores: row.scores.iter().copied().map(decimal).collect(),
        combined: competition.scoring.combine(&row.scores).map(Text),
    });
    ScoresRecord { judges: &sheet.judges, rows: rows.collect() }
}

impl From<&StageDates> for StageRecord {
    fn from(dates: &StageDates) -> Self {
        Self { stage: dates.stage.name(), first: Text(dates.first), last: Text(dates.last) }
    }
}

impl<'a> From<&'a Criterion> for CriterionRecord<'a> {
    fn from(criterion: &'a Criterion) -> Self {
        let look_for = criterion.look_for.as_deref();
        Self { name: &criterion.name, points: decimal(criterion.points), look_for }
    }
}

impl<'a> From<&'a EntryOf> for ResultRecord<'a> {
    fn from(of: &'a EntryOf) -> Self {
        let entry = of.entry();
        Self {
            case: &of.case.slug,
            title: &of.case.title,
            unit: UnitRecord::from(&of.case.unit),
            result: OneOrMany(&entry.results),
            rank: entry.rank,
            tie: entry.tie,
            award: entry.award.as_deref(),
            bonus: Text(entry.bonus),
        }
    }
}
