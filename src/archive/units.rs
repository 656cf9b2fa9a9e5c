//! Finding units by name.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::read_site::suggest;
use crate::document::{CaseRecord, CompetitionRecord, Documents, TownshipRecord};
use crate::domain::{Township, Unit, Village, slugify};
use crate::model::{Code, Diagnostics, Written};

/// All townships, and how to find them by name.
#[derive(Debug)]
pub(super) struct Units {
    /// In the district's order.
    pub(super) townships: Vec<Arc<Township>>,
    by_name: BTreeMap<String, Arc<Township>>,
    by_village: BTreeMap<String, Vec<Unit>>,
    /// Whether the names can be judged: not where `units.yaml` could not be read.
    are_known: bool,
}

impl Units {
    /// The units of `units.yaml`, or those that cases and competitions name.
    pub(super) fn new(documents: &Documents) -> Self {
        let are_known = !documents.unread.iter().any(|unread| unread.path.as_str() == crate::document::UNITS);
        let townships = match &documents.units {
            Some(records) => records.iter().enumerate().map(|(order, record)| written(order, record)).collect(),
            None => named_by(&documents.cases, &documents.competitions),
        };
        let by_name = townships.iter().map(|township| (township.name.clone(), Arc::clone(township))).collect();
        let mut by_village: BTreeMap<String, Vec<Unit>> = BTreeMap::new();
        for township in &townships {
            for village in &township.villages {
                let unit = Unit { township: Arc::clone(township), village: Some(Arc::clone(village)) };
                by_village.entry(village.name.clone()).or_default().push(unit);
            }
        }
        Self { townships, by_name, by_village, are_known }
    }

    /// The unit of `湖东街道/青禾社区`, or of a name that is unique; `None` where there is none, which is reported.
    pub(super) fn find(&self, diagnostics: &mut Diagnostics, text: &Written<String>) -> Option<Unit> {
        if text.value.is_empty() {
            return None;
        }
        let (township, village) = split(&text.value);
        match village {
            Some(village) if village.is_empty() || township.is_empty() => {
                let side = if village.is_empty() {
                    "后面没有写村（社区）"
                } else {
                    "前面没有写乡镇（街道）"
                };
                let help = "写法是 乡镇/村，例如 湖东街道/青禾社区；乡镇（街道）自己的案例只写它的名字，不要斜杠";
                self.report(diagnostics, text, format!("「{}」的斜杠{side}", text.value), help.into());
                None
            }
            Some(village) => self.find_village(diagnostics, text, township, village),
            None => self.find_alone(diagnostics, text),
        }
    }

    fn find_village(
        &self,
        diagnostics: &mut Diagnostics,
        text: &Written<String>,
        township: &str,
        village: &str,
    ) -> Option<Unit> {
        let township = self.find_township(diagnostics, text, township)?;
        let Some(found) = township.villages.iter().find(|known| known.name == village) else {
            let message = format!("{}没有「{village}」", township.name);
            let help = suggest(village, township.villages.iter().map(|village| village.name.as_str()));
            self.report(diagnostics, text, message, format!("{help}新的村请先写进 content/units.yaml"));
            return None;
        };
        Some(Unit { village: Some(Arc::clone(found)), township })
    }

    /// A township by its name alone.
    pub(super) fn find_township(
        &self,
        diagnostics: &mut Diagnostics,
        text: &Written<String>,
        name: &str,
    ) -> Option<Arc<Township>> {
        let township = self.by_name.get(name);
        if township.is_none() {
            let help = suggest(name, self.townships.iter().map(|township| township.name.as_str()));
            let help = format!("{help}新的乡镇（街道）请先写进 content/units.yaml");
            self.report(diagnostics, text, format!("没有「{name}」这个乡镇（街道）"), help);
        }
        township.cloned()
    }

    fn find_alone(&self, diagnostics: &mut Diagnostics, text: &Written<String>) -> Option<Unit> {
        if let Some(township) = self.by_name.get(&text.value) {
            return Some(Unit { township: Arc::clone(township), village: None });
        }
        match self.by_village.get(&text.value).map(Vec::as_slice) {
            Some([unit]) => Some(unit.clone()),
            Some(units) => {
                let full = |unit: &Unit| format!("{}/{}", unit.township.name, text.value);
                let choices: Vec<String> = units.iter().map(full).collect();
                let message = format!("有 {} 个「{}」，不知道是哪一个", units.len(), text.value);
                diagnostics.report(
                    Code::AmbiguousUnit,
                    text.place.clone(),
                    message,
                    format!("请写成：{}", choices.join(" 或 ")),
                );
                None
            }
            None => {
                let full = self.townships.iter().flat_map(|township| {
                    township.villages.iter().map(|village| format!("{}/{}", township.name, village.name))
                });
                let names: Vec<String> =
                    full.chain(self.by_name.keys().cloned()).chain(self.by_village.keys().cloned()).collect();
                let near = suggest(&text.value, names.iter().map(String::as_str));
                let help = format!("{near}写法是 乡镇/村，例如 湖东街道/青禾社区");
                self.report(diagnostics, text, format!("没有「{}」这个单位", text.value), help);
                None
            }
        }
    }

    fn report(&self, diagnostics: &mut Diagnostics, text: &Written<String>, message: String, help: String) {
        if self.are_known {
            diagnostics.report(Code::UnknownUnit, text.place.clone(), message, help);
        }
    }
}

/// `湖东街道/青禾社区` as its two parts.
fn split(text: &str) -> (&str, Option<&str>) {
    match text.split_once(['/', '／']) {
        Some((township, village)) => (township.trim(), Some(village.trim())),
        None => (text, None),
    }
}

fn written(order: usize, record: &TownshipRecord) -> Arc<Township> {
    let village = |village: &crate::document::VillageRecord| {
        let (name, slug) = (village.name.value.clone(), village.slug.clone());
        Arc::new(Village { name, slug, groups: village.groups.clone() })
    };
    Arc::new(Township {
        name: record.name.value.clone(),
        slug: record.slug.clone(),
        villages: record.villages.iter().map(village).collect(),
        order,
    })
}

/// The units that cases and competitions name, in the order of their names.
fn named_by(cases: &[CaseRecord], competitions: &[CompetitionRecord]) -> Vec<Arc<Township>> {
    let mut names: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for case in cases.iter().filter(|case| !split(&case.unit.value).0.is_empty()) {
        let (township, village) = split(&case.unit.value);
        let village = village.filter(|village| !village.is_empty());
        names.entry(township).or_default().extend(village);
    }
    for id in competitions.iter().filter_map(|competition| competition.id.as_ref()) {
        if let Some(township) = &id.value.township {
            names.entry(township).or_default();
        }
    }
    let mut slugs = UniqueSlugs::default();
    let townships = names.into_iter().enumerate().map(|(order, (name, villages))| {
        let mut inner = UniqueSlugs::default();
        let village = |name: &str| Arc::new(Village { slug: inner.next(name), name: name.into(), groups: Vec::new() });
        let villages = villages.into_iter().map(village).collect();
        Arc::new(Township { slug: slugs.next(name), name: name.into(), villages, order })
    });
    townships.collect()
}

/// Slugs that no two names share: the second gets `-2`.
#[derive(Default)]
pub(super) struct UniqueSlugs {
    taken: BTreeSet<String>,
}

impl UniqueSlugs {
    pub(super) fn next(&mut self, name: &str) -> String {
        let base = Some(slugify(name)).filter(|slug| !slug.is_empty()).unwrap_or_else(|| "wei-ming-ming".into());
        let numbered = (2..).map(|number| format!("{base}-{number}"));
        let slug = std::iter::once(base.clone()).chain(numbered).find(|slug| !self.taken.contains(slug));
        let slug = slug.unwrap_or(base);
        self.taken.insert(slug.clone());
        slug
    }
}
