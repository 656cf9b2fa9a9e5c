//! What an archive has already, for the commands that write for it.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::path::Path;

use jiff::civil::Date;

use crate::archive::read_site;
use crate::document::{self, CompetitionRecord, Documents, TownshipRecord};
use crate::domain::{CompetitionId, Level};
use crate::model::{Diagnostics, SourcePath, nearest, nearest_name};
use crate::source::Sources;

/// What the archive has already; its problems are `check`'s to report.
pub(super) struct Known {
    pub(super) documents: Documents,
    pub(super) dimensions: Vec<String>,
    pub(super) outcomes: Vec<String>,
    pub(super) sections: Vec<String>,
    /// All files.
    pub(super) paths: BTreeSet<SourcePath>,
}

impl Known {
    pub(super) fn read(root: &Path) -> Self {
        let mut ignored = Diagnostics::default();
        let sources = Sources::load(&mut ignored, root);
        let site = read_site(&mut ignored, &sources);
        let documents = document::parse(&mut ignored, &sources, &site.writing_rules());
        let dimensions = site.dimensions.iter().map(|dimension| dimension.name.clone()).collect();
        let outcomes = site.policy.outcomes.iter().map(|outcome| outcome.name.clone()).collect();
        Self { documents, dimensions, outcomes, sections: site.sections, paths: sources.paths().cloned().collect() }
    }

    pub(super) fn competitions(&self) -> impl Iterator<Item = &CompetitionId> {
        self.documents.competitions.iter().filter_map(|competition| Some(&competition.id.as_ref()?.value))
    }

    /// The competition of this id, or the only one with these words in its title or theme.
    pub(super) fn competition(&self, text: &str) -> Result<CompetitionId, Unknown> {
        let Some(id) = CompetitionId::parse(text) else { return self.competition_called(text) };
        if self.competitions().any(|known| *known == id) {
            return Ok(id);
        }
        let message = format!("没有「{id}」这场比武");
        let ids: Vec<String> = self.competitions().map(ToString::to_string).collect();
        let near = nearest(&id.to_string(), ids.iter().map(String::as_str));
        Err(Unknown::new(message, format!("请先运行 leitai new competition {id}")).or_near(near))
    }

    fn competition_called(&self, text: &str) -> Result<CompetitionId, Unknown> {
        let plain = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        let words = plain(text);
        let mut names: Vec<(String, &CompetitionId)> = Vec::new();
        for record in &self.documents.competitions {
            let theme = record.theme.as_ref().map(|theme| &theme.value);
            let id = record.id.as_ref().map(|id| &id.value);
            names.extend(record.title.iter().chain(theme).filter_map(|name| Some((plain(name), id?))));
        }
        let is_called = |name: &String| words.chars().nth(1).is_some() && name.contains(&words);
        let called: BTreeSet<_> = names.iter().filter(|(name, _)| is_called(name)).map(|(_, id)| *id).collect();
        let called: Vec<_> = called.into_iter().collect();
        match called[..] {
            [id] => Ok(id.clone()),
            [] => {
                let near = nearest(&words, names.iter().map(|(name, _)| name.as_str()));
                let id = names.iter().find(|(name, _)| near == Some(name)).map(|(_, id)| id.to_string());
                Err(not_an_id(text).or_near(id.as_deref()))
            }
            _ => {
                let ids = called.iter().map(ToString::to_string).collect::<Vec<_>>().join("、");
                Err(Unknown::new(format!("有几场比武都叫「{text}」"), format!("请写编号：{ids}")))
            }
        }
    }

    /// The district's competition that goes on on a day: the last one whose quarter has begun, else the first to come;
    /// none that is judged already, which a new case can no longer enter.
    pub(super) fn current(&self, today: Date) -> Option<&CompetitionId> {
        let district = self.newest();
        let is_begun = |id: &CompetitionId| id.quarter.first_day() <= today;
        let last_begun = district.iter().find(|record| id_of(record).is_some_and(is_begun));
        let to_come = district.iter().rev().find(|record| !id_of(record).is_some_and(is_begun));
        [last_begun, to_come].into_iter().flatten().find(|record| !is_judged(record)).and_then(|record| id_of(record))
    }

    /// The district's competitions, the newest first.
    pub(super) fn newest(&self) -> Vec<&CompetitionRecord> {
        let is_district = |id: &CompetitionId| id.level() == Level::District;
        let records = self.documents.competitions.iter().map(AsRef::as_ref);
        let mut found: Vec<_> = records.filter(|record| id_of(record).is_some_and(is_district)).collect();
        found.sort_by_key(|record| Reverse(id_of(record)));
        found
    }

    /// The townships and villages of `units.yaml`: `湖东街道`, `湖东街道/青禾社区` …; none where there is no such file.
    pub(super) fn units(&self) -> Vec<String> {
        let villages = |township: &TownshipRecord| {
            let name = &township.name.value;
            let village = township.villages.iter().map(move |village| format!("{name}/{}", village.name.value));
            [name.clone()].into_iter().chain(village).collect::<Vec<_>>()
        };
        self.documents.units.iter().flat_map(|units| units.iter()).flat_map(villages).collect()
    }

    /// The unit that a text names, whole or by a name that is unique; between township and village there may be a slash
    /// of any kind, a space or nothing.
    pub(super) fn unit(&self, text: &str) -> Result<String, Unknown> {
        let all = self.units();
        if all.is_empty() {
            return Ok(text.to_owned());
        }
        let joined = |text: &str| text.replace(['/', '／', '\\', ' ', '\u{3000}', '-', '·'], "");
        let (text, whole) = (text.trim(), joined(text));
        let ending = format!("/{text}");
        let is_named = |unit: &&String| joined(unit) == whole || unit.ends_with(&ending);
        let found: Vec<&String> = all.iter().filter(is_named).collect();
        match found[..] {
            [unit] => Ok(unit.clone()),
            [] => {
                let message = format!("没有「{text}」这个单位");
                Err(Unknown::new(message, "请先写进 content/units.yaml").or_near(nearest_unit(text, &all)))
            }
            _ => Err(Unknown::new(format!("有几个「{text}」"), format!("请写明乡镇，例如 {}", found[0]))),
        }
    }

    /// The township that a text names.
    pub(super) fn township(&self, text: &str) -> Result<String, Unknown> {
        let Some(units) = &self.documents.units else { return Ok(text.to_owned()) };
        let names = || units.iter().map(|township| township.name.value.as_str());
        if names().any(|name| name == text) {
            return Ok(text.to_owned());
        }
        let message = format!("没有「{text}」这个乡镇（街道）");
        Err(Unknown::new(message, "请先写进 content/units.yaml").or_near(nearest_name(text, names())))
    }

    /// The dimensions that a text names.
    pub(super) fn dimensions_of(&self, text: &str) -> Result<Vec<String>, Unknown> {
        text.split(['、', '，', ',']).map(|part| self.dimension(part.trim())).collect()
    }

    fn dimension(&self, text: &str) -> Result<String, Unknown> {
        if self.dimensions.iter().any(|known| known == text) {
            return Ok(text.to_owned());
        }
        let near = nearest_name(text, self.dimensions.iter().map(String::as_str));
        let help = format!("可以写：{}", self.dimensions.join("、"));
        Err(Unknown::new(format!("没有「{text}」这个维度"), help).or_near(near))
    }
}

fn id_of(record: &CompetitionRecord) -> Option<&CompetitionId> {
    record.id.as_ref().map(|id| &id.value)
}

/// Whether it has its results or scores.
fn is_judged(record: &CompetitionRecord) -> bool {
    record.results.is_some() || record.scores.is_some()
}

/// The unit most like a text: by its whole name, or by the village's alone.
fn nearest_unit<'a>(text: &str, all: &'a [String]) -> Option<&'a str> {
    let village = |unit: &'a String| unit.rsplit('/').next().unwrap_or(unit);
    let whole = nearest(text, all.iter().map(String::as_str));
    whole.or_else(|| {
        let near = nearest_name(text, all.iter().map(village))?;
        all.iter().find(|unit| village(unit) == near).map(String::as_str)
    })
}

/// A name that the archive does not have.
#[derive(Debug)]
pub(super) struct Unknown {
    /// What is wrong, a sentence without its full stop.
    pub(super) message: String,
    /// What to do.
    pub(super) help: String,
    /// What was most likely meant.
    pub(super) near: Option<String>,
}

impl Unknown {
    pub(super) fn new(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { message: message.into(), help: help.into(), near: None }
    }

    fn or_near(self, near: Option<&str>) -> Self {
        Self { near: near.map(str::to_owned), ..self }
    }

    /// Both in one sentence.
    pub(super) fn sentence(&self) -> String {
        match &self.near {
            Some(near) => format!("{}；是不是「{near}」？不是的话，{}", self.message, self.help),
            None => format!("{}；{}", self.message, self.help),
        }
    }
}

impl From<Unknown> for String {
    fn from(unknown: Unknown) -> Self {
        unknown.sentence()
    }
}

/// The id that a text is.
pub(super) fn parse_id(text: &str) -> Result<CompetitionId, Unknown> {
    CompetitionId::parse(text).ok_or_else(|| not_an_id(text))
}

fn not_an_id(text: &str) -> Unknown {
    Unknown::new(format!("「{text}」不是比武的编号"), "区级写成 2026Q3，乡镇级写成 2026Q3-湖东街道")
}
