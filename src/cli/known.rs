//! What an archive has already, for the commands that write for it.

use std::collections::BTreeSet;
use std::path::Path;

use jiff::civil::Date;

use crate::archive::read_site;
use crate::document::{self, Documents, TownshipRecord};
use crate::domain::{CompetitionId, Level};
use crate::model::{Diagnostics, SourcePath, nearest};
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

    /// The competition of this id.
    pub(super) fn competition(&self, text: &str) -> Result<CompetitionId, Unknown> {
        let id = parse_id(text)?;
        if self.competitions().any(|known| *known == id) {
            return Ok(id);
        }
        Err(Unknown::new(format!("没有「{id}」这场比武"), format!("请先运行 leitai new competition {id}")))
    }

    /// The district's competition that goes on on a day: the last one whose quarter has begun, else the first to come.
    pub(super) fn current(&self, today: Date) -> Option<&CompetitionId> {
        let district = || self.competitions().filter(|id| id.level() == Level::District);
        let begun = district().filter(|id| id.quarter.first_day() <= today).max();
        begun.or_else(|| district().min())
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

    /// The unit that a text names, whole or by a name that is unique.
    pub(super) fn unit(&self, text: &str) -> Result<String, Unknown> {
        let all = self.units();
        if all.is_empty() {
            return Ok(text.to_owned());
        }
        let ending = format!("/{text}");
        let found: Vec<&String> = all.iter().filter(|unit| *unit == text || unit.ends_with(&ending)).collect();
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
        Err(Unknown::new(message, "请先写进 content/units.yaml").or_near(nearest(text, names())))
    }

    /// The dimensions that a text names.
    pub(super) fn dimensions_of(&self, text: &str) -> Result<Vec<String>, Unknown> {
        text.split(['、', '，', ',']).map(|part| self.dimension(part.trim())).collect()
    }

    fn dimension(&self, text: &str) -> Result<String, Unknown> {
        if self.dimensions.iter().any(|known| known == text) {
            return Ok(text.to_owned());
        }
        Err(Unknown::new(format!("没有「{text}」这个维度"), format!("可以写：{}", self.dimensions.join("、"))))
    }
}

/// The unit most like a text: by its whole name, or by the village's alone.
fn nearest_unit<'a>(text: &str, all: &'a [String]) -> Option<&'a str> {
    let village = |unit: &'a String| unit.rsplit('/').next().unwrap_or(unit);
    let whole = nearest(text, all.iter().map(String::as_str));
    whole.or_else(|| {
        let near = nearest(text, all.iter().map(village))?;
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
            Some(near) => format!("{}；是不是「{near}」？", self.message),
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
    CompetitionId::parse(text)
        .ok_or_else(|| Unknown::new(format!("「{text}」不是比武的编号"), "区级写成 2026Q3，乡镇级写成 2026Q3-湖东街道"))
}
