//! What an archive has already, for the commands that write for it.

use std::path::Path;

use crate::archive::read_site;
use crate::document::{self, Documents, TownshipRecord};
use crate::domain::CompetitionId;
use crate::model::{Diagnostics, nearest};
use crate::source::Sources;

/// What the archive has already; its problems are `check`'s to report.
pub(super) struct Known {
    pub(super) documents: Documents,
    pub(super) dimensions: Vec<String>,
    pub(super) outcomes: Vec<String>,
    pub(super) sections: Vec<String>,
}

impl Known {
    pub(super) fn read(root: &Path) -> Self {
        let mut ignored = Diagnostics::default();
        let sources = Sources::load(&mut ignored, root);
        let site = read_site(&mut ignored, &sources);
        let documents = document::parse(&mut ignored, &sources, &site.writing_rules());
        let dimensions = site.dimensions.iter().map(|dimension| dimension.name.clone()).collect();
        let outcomes = site.policy.outcomes.iter().map(|outcome| outcome.name.clone()).collect();
        Self { documents, dimensions, outcomes, sections: site.sections }
    }

    pub(super) fn competitions(&self) -> impl Iterator<Item = &CompetitionId> {
        self.documents.competitions.iter().filter_map(|competition| Some(&competition.id.as_ref()?.value))
    }

    pub(super) fn competition(&self, text: &str) -> Result<CompetitionId, String> {
        let id = parse_id(text)?;
        if self.competitions().any(|known| *known == id) {
            return Ok(id);
        }
        Err(format!("没有「{id}」这场比武；请先运行 leitai new competition {id}"))
    }

    /// The townships and villages of `units.yaml`: `湖东街道`, `湖东街道/青禾社区` …; none where there is no such file.
    pub(super) fn units(&self) -> Vec<String> {
        let villages = |township: &TownshipRecord| {
            let name = &township.name.value;
            let village = township.villages.iter().map(move |village| format!("{name}/{}", village.name.value));
            [name.clone()].into_iter().chain(village).collect::<Vec<_>>()
        };
        self.documents.units.iter().flatten().flat_map(villages).collect()
    }

    pub(super) fn unit(&self, text: &str) -> Result<String, String> {
        let all = self.units();
        if all.is_empty() {
            return Ok(text.to_owned());
        }
        let ending = format!("/{text}");
        let found: Vec<&String> = all.iter().filter(|unit| *unit == text || unit.ends_with(&ending)).collect();
        match found[..] {
            [unit] => Ok(unit.clone()),
            [] => {
                let near = nearest(text, all.iter().map(String::as_str));
                let hint = near.map_or("请先写进 content/units.yaml".into(), |near| format!("是不是「{near}」？"));
                Err(format!("没有「{text}」这个单位；{hint}"))
            }
            _ => Err(format!("有几个「{text}」，请写明乡镇，例如 {}", found[0])),
        }
    }

    pub(super) fn dimension(&self, text: &str) -> Result<String, String> {
        if self.dimensions.iter().any(|known| known == text) {
            return Ok(text.to_owned());
        }
        Err(format!("没有「{text}」这个维度，可以写：{}", self.dimensions.join("、")))
    }
}

/// The id that a text is.
pub(super) fn parse_id(text: &str) -> Result<CompetitionId, String> {
    CompetitionId::parse(text)
        .ok_or_else(|| format!("「{text}」不是比武的编号；区级写成 2026Q3，乡镇级写成 2026Q3-湖东街道"))
}
