//! Competitions: each checked by itself and for its place among the others.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;

use super::Edition;
use super::lookups::find_dimensions;
use super::site::Site;
use super::units::Units;
use crate::document::{CompetitionRecord, Documents, EntryRecord};
use crate::domain::{Competition, CompetitionId, Criterion, Level, Named, Scoring, Stage, StageDates, Township};
use crate::model::{Code, Diagnostic, Diagnostics, Written};

/// The competitions by id, each with what was written of it.
pub(super) type Competitions<'a> = BTreeMap<CompetitionId, (Arc<Competition>, &'a CompetitionRecord)>;

/// Resolves every competition; two with one id are reported, and the first in the order of the paths stays.
pub(super) fn resolve<'a>(
    diagnostics: &mut Diagnostics,
    site: &Site,
    units: &Units,
    documents: &'a Documents,
    edition: Edition,
) -> Competitions<'a> {
    let mut competitions = Competitions::new();
    let told = told_by_cases(documents);
    for record in &documents.competitions {
        let Some(id) = &record.id else { continue };
        if let Some((first, record_of)) = competitions.get(&id.value) {
            let message = format!("比武 {} 有两个文件，另一个是 {}", id.value, first.path);
            let diagnostic =
                Diagnostic::new(Code::AddressTaken, id.place.clone(), message, "请并成一个文件，或改正其中一个的编号");
            let other = record_of.id.as_ref().map_or_else(|| record_of.place(), |id| id.place.clone());
            diagnostics.push(diagnostic.with_related(other, "另一个在这里"));
            continue;
        }
        let mut competition = resolve_one(diagnostics, site, units, record, id);
        let is_awaited = competition.publication().is_some_and(|day| day > edition.today && !edition.future);
        // A plan decides nothing: nobody knows a result before one is told. What is over without any stays 参赛.
        competition.is_told = competition.published.is_some() || is_told(record, documents, &told);
        competition.is_pending = is_awaited || (!competition.is_told && last_day(&competition) >= edition.today);
        competition.account_waits = is_awaited;
        competitions.insert(id.value.clone(), (Arc::new(competition), record));
    }
    competitions
}

/// The competitions of which cases tell a result.
fn told_by_cases(documents: &Documents) -> BTreeSet<&CompetitionId> {
    let entries = documents.cases.iter().flat_map(|case| case.entries.iter().chain([&case.own]));
    let is_told = |entry: &&EntryRecord| {
        !entry.results.is_empty() || !entry.are_results_whole || entry.rank.is_some() || entry.award.is_some()
    };
    entries.filter(is_told).filter_map(|entry| Some(&entry.competition.as_ref()?.value)).collect()
}

/// Whether any result or score of a competition is written.
fn is_told(record: &CompetitionRecord, documents: &Documents, told: &BTreeSet<&CompetitionId>) -> bool {
    record.results.as_ref().is_some_and(|rows| !rows.is_empty())
        || documents.sheets.contains_key(&record.article.source.path)
        || record.id.as_ref().is_some_and(|id| told.contains(&id.value))
}

/// The last day that is known of a competition, that of its quarter at least.
fn last_day(competition: &Competition) -> Date {
    let days = competition.stages.iter().map(|stage| stage.last);
    days.chain([competition.quarter().last_day()]).max().unwrap_or_default()
}

fn resolve_one(
    diagnostics: &mut Diagnostics,
    site: &Site,
    units: &Units,
    record: &CompetitionRecord,
    id: &Written<CompetitionId>,
) -> Competition {
    check_against_id(diagnostics, record, id);
    check_stages(diagnostics, record);
    let township = id.value.township.as_ref().and_then(|name| {
        let text = Written { value: name.clone(), place: id.place.clone() };
        units.find_township(diagnostics, &text, name)
    });
    let level = id.value.level();
    let default_host = match level {
        Level::District => site.organization.clone(),
        Level::Township => township.as_ref().map(|township| township.name.clone()),
    };
    Competition {
        slug: slug_of(&id.value, township.as_deref()),
        title: record.title.clone().unwrap_or_else(|| default_title(&id.value)),
        host: record.host.clone().or(default_host),
        theme: record.theme.as_ref().map(|theme| theme.value.clone()),
        dimensions: find_dimensions(diagnostics, site, &record.dimensions),
        formats: record.formats.clone(),
        stages: record.stages.iter().map(|stage| stage.value).collect(),
        criteria: record.criteria.iter().map(criterion).collect(),
        scoring: record.scoring.unwrap_or(Scoring::Mean),
        published: record.published.as_ref().map(|day| day.value),
        is_told: false,
        is_pending: false,
        account_waits: false,
        path: record.article.source.path.clone(),
        id: id.value.clone(),
        township,
    }
}

fn criterion(record: &crate::document::CriterionRecord) -> Criterion {
    Criterion { name: record.name.clone(), points: record.points, look_for: record.look_for.clone() }
}

fn slug_of(id: &CompetitionId, township: Option<&Township>) -> String {
    let quarter = id.quarter.to_string().to_lowercase();
    township.map_or_else(|| quarter.clone(), |township| format!("{quarter}-{}", township.slug))
}

fn default_title(id: &CompetitionId) -> String {
    let whose = id.township.as_deref().unwrap_or(Level::District.name());
    format!("{}{whose}擂台比武", id.quarter.name())
}

fn check_against_id(diagnostics: &mut Diagnostics, record: &CompetitionRecord, id: &Written<CompetitionId>) {
    if let Some(level) = record.level.as_ref().filter(|level| level.value != id.value.level()) {
        let message = format!("级别是「{}」，编号 {} 却是{}的", level.value.name(), id.value, id.value.level().name());
        let help = "区级编号写成 2026Q3，乡镇级写成 2026Q3-湖东街道";
        diagnostics.push(
            Diagnostic::new(Code::InvalidCompetitionId, level.place.clone(), message, help)
                .with_related(id.place.clone(), "编号在这里"),
        );
    }
    if let Some(quarter) = record.quarter.as_ref().filter(|quarter| quarter.value != id.value.quarter) {
        let message = format!("季度是 {}，编号 {} 却是 {}", quarter.value, id.value, id.value.quarter);
        diagnostics.push(
            Diagnostic::new(Code::InvalidCompetitionId, quarter.place.clone(), message, "请改成一致；季度可以不写")
                .with_related(id.place.clone(), "编号在这里"),
        );
    }
}

fn check_stages(diagnostics: &mut Diagnostics, record: &CompetitionRecord) {
    for pair in record.stages.windows(2) {
        let [earlier, later] = pair else { continue };
        if later.value.first < earlier.value.first || later.value.last < earlier.value.last {
            let (name, before) = (later.value.stage.name(), earlier.value.stage.name());
            let message = format!("「{name}」（{}）早于「{before}」（{}）", later.value.first, earlier.value.last);
            let help = format!("程序的先后是：{}；请核对日期", stage_names());
            diagnostics.push(
                Diagnostic::new(Code::StageOrder, later.place.clone(), message, help)
                    .with_related(earlier.place.clone(), format!("「{before}」在这里")),
            );
        }
    }
    let (Some(published), Some(last)) = (&record.published, last_stage(record)) else { return };
    if published.value < last.value.last {
        let name = last.value.stage.name();
        let message = format!("公布日期 {} 早于「{name}」结束的 {}", published.value, last.value.last);
        diagnostics.push(
            Diagnostic::new(
                Code::PublishedTooEarly,
                published.place.clone(),
                message,
                "结果要在领导小组评定之后公布，请核对日期",
            )
            .with_related(last.place.clone(), format!("「{name}」在这里")),
        );
    }
}

fn last_stage(record: &CompetitionRecord) -> Option<&Written<StageDates>> {
    record.stages.iter().max_by_key(|stage| stage.value.stage)
}

fn stage_names() -> String {
    Stage::ALL.iter().map(|stage| stage.name()).collect::<Vec<_>>().join(" → ")
}
