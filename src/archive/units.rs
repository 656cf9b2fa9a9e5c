//! Finding units by name.

mod names;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::read_site::suggest;
use crate::document::{Documents, TownshipRecord};
use crate::domain::{Case, Competition, Standing, Township, Unit, Village, is_slug, slugify};
use crate::model::{Code, Diagnostic, Diagnostics, Edit, Span, Written, nearest};
use names::{letters, split, stem};

/// All townships, and how to find them by name.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Units {
    /// In the district's order.
    townships: Vec<Arc<Township>>,
    by_name: BTreeMap<String, Arc<Township>>,
    by_village: BTreeMap<String, Vec<Unit>>,
    origin: Origin,
    /// Townships whose villages have an error in `units.yaml`, so that no name of theirs can be called unknown.
    half_read: BTreeSet<String>,
}

/// Where the units come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Origin {
    /// From `units.yaml`, which names all of them.
    Written,
    /// From cases and competitions, since there is no such file.
    Named,
    /// From cases and competitions, since the file could not be read. No name can be judged.
    Unread,
}

impl Units {
    /// The units of `units.yaml`, or those that cases and competitions name.
    pub(super) fn new(documents: &Documents) -> Self {
        let is_unread = documents.unread.iter().any(|unread| unread.path.as_str() == crate::document::UNITS);
        let (townships, origin) = match &documents.units {
            Some(records) => (records.iter().enumerate().map(written).collect(), Origin::Written),
            None => (named_by(documents), if is_unread { Origin::Unread } else { Origin::Named }),
        };
        let by_name = townships.iter().map(|township| (township.name.clone(), Arc::clone(township))).collect();
        let mut by_village: BTreeMap<String, Vec<Unit>> = BTreeMap::new();
        for township in &townships {
            for village in &township.villages {
                let unit = Unit { township: Arc::clone(township), village: Some(Arc::clone(village)) };
                by_village.entry(village.name.clone()).or_default().push(unit);
            }
        }
        let half_read = documents.units.iter().flat_map(|units| units.iter()).filter(|township| !township.is_whole);
        let half_read = half_read.map(|township| township.name.value.clone()).collect();
        Self { townships, by_name, by_village, origin, half_read }
    }

    /// The units that readers may see: those of `units.yaml`, else what public cases, competitions and standings name.
    ///
    /// A name that only drafts, later, withdrawn or expired cases have is not public; a standing shows the township
    /// of an expired case, but not its village.
    pub(super) fn public(
        &self,
        cases: &[Arc<Case>],
        competitions: &[Arc<Competition>],
        standings: &BTreeMap<i16, Standing>,
    ) -> Vec<Arc<Township>> {
        if self.origin == Origin::Written {
            return self.townships.clone();
        }
        let mut villages: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for Unit { township, village } in cases.iter().map(|case| &case.unit) {
            villages.entry(&township.name).or_default().extend(village.as_ref().map(|village| village.name.as_str()));
        }
        let hosts = competitions.iter().filter_map(|competition| competition.township.as_ref());
        let rows = standings.values().flat_map(|standing| &standing.rows).map(|row| &row.township);
        for township in hosts.chain(rows) {
            villages.entry(&township.name).or_default();
        }
        let shown = self.townships.iter().filter_map(|township| {
            let named = villages.get(township.name.as_str())?;
            let is_named = |village: &&Arc<Village>| named.contains(village.name.as_str());
            let villages = township.villages.iter().filter(is_named).cloned().collect();
            Some(Arc::new(Township { villages, ..Township::clone(township) }))
        });
        shown.collect()
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
        let township = match self.origin {
            Origin::Unread => self.by_name.get(township).cloned(),
            _ => self.find_township(diagnostics, text, township),
        }?;
        let Some(found) = township.villages.iter().find(|known| known.name == village) else {
            if self.half_read.contains(&township.name) {
                return None;
            }
            let message = format!("{}没有「{village}」", township.name);
            let elsewhere = self.by_village.get(village).map_or(&[][..], Vec::as_slice);
            let elsewhere: Vec<String> =
                elsewhere.iter().map(|unit| format!("「{}/{village}」", unit.township.name)).collect();
            let help = if elsewhere.is_empty() {
                suggest(village, township.villages.iter().map(|village| village.name.as_str()))
            } else {
                format!("是不是{}？", elsewhere.join("或"))
            };
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
        // Which township it is cannot be told without the list, and so not whether cases are from elsewhere.
        let township = self.by_name.get(name).filter(|_| self.origin != Origin::Unread);
        if township.is_none() {
            let help = suggest(name, self.townships.iter().map(|township| township.name.as_str()));
            let help = format!("{help}新的乡镇（街道）请先写进 content/units.yaml");
            self.report(diagnostics, text, format!("没有「{name}」这个乡镇（街道）"), help);
        }
        township.cloned()
    }

    /// The township that a name which is none most likely stands for.
    pub(super) fn nearest_township(&self, name: &str) -> Option<&str> {
        let names = || self.townships.iter().map(|township| township.name.as_str());
        if self.by_name.contains_key(name) { None } else { nearest(name, names()) }
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
            None if !self.half_read.is_empty() => None,
            None => {
                let full = self.townships.iter().flat_map(|township| {
                    township.villages.iter().map(|village| format!("{}/{}", township.name, village.name))
                });
                let names: Vec<String> =
                    full.chain(self.by_name.keys().cloned()).chain(self.by_village.keys().cloned()).collect();
                let wanted = letters(&text.value);
                let same: Vec<&String> = names.iter().filter(|name| letters(name) == wanted).collect();
                let meant = same.first().filter(|_| same.len() == 1).map(|name| name.as_str());
                let near = meant.map_or_else(
                    || suggest(&text.value, names.iter().map(String::as_str)),
                    |name| format!("请改成「{name}」；"),
                );
                let help = format!("{near}写法是 乡镇/村，例如 湖东街道/青禾社区");
                let message = format!("没有「{}」这个单位", text.value);
                if self.origin != Origin::Unread {
                    let unknown = Diagnostic::new(Code::UnknownUnit, text.place.clone(), message, help);
                    let Span { start, end } = text.place.span;
                    diagnostics.push(unknown.with_edit(meant.map(|name| Edit::new(start, end, name))));
                }
                None
            }
        }
    }

    /// Whether a text of a table may stand for a unit: `青禾`, `青禾社区党委` and its township alone may.
    pub(super) fn may_mean(&self, text: &str, unit: &Unit) -> bool {
        let (plain, full) = (letters(text), letters(&unit.to_string()));
        if full.contains(&plain) {
            return true;
        }
        let villages = self.by_village.keys().map(String::as_str);
        let mut others = self.by_name.keys().map(String::as_str).chain(villages).map(letters);
        if others.any(|name| plain.contains(&name) && !full.contains(&name)) {
            return false;
        }
        let is_village = unit.village.as_ref().is_some_and(|village| plain.contains(&letters(stem(&village.name))));
        let is_other_village = plain.ends_with('村') || plain.ends_with("社区");
        is_village || (plain.contains(&letters(stem(&unit.township.name))) && !is_other_village)
    }

    fn report(&self, diagnostics: &mut Diagnostics, text: &Written<String>, message: String, help: String) {
        if self.origin != Origin::Unread {
            diagnostics.report(Code::UnknownUnit, text.place.clone(), message, help);
        }
    }
}

fn written((order, record): (usize, &TownshipRecord)) -> Arc<Township> {
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
///
/// A name alone is a village where another case says which township's, else a township.
fn named_by(documents: &Documents) -> Vec<Arc<Township>> {
    let mut names: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    let units = || documents.cases.iter().map(|case| split(&case.unit.value)).filter(|unit| !unit.0.is_empty());
    for (township, village) in units().filter_map(|(township, village)| Some((township, village?))) {
        names.entry(township).or_default().extend(Some(village).filter(|village| !village.is_empty()));
    }
    let ids = documents.competitions.iter().filter_map(|competition| competition.id.as_ref());
    for township in ids.filter_map(|id| id.value.township.as_deref()) {
        names.entry(township).or_default();
    }
    let villages: BTreeSet<&str> = names.values().flatten().copied().collect();
    for (name, _) in units().filter(|(name, village)| village.is_none() && !villages.contains(name)) {
        names.entry(name).or_default();
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
    /// A slug of its own for a name; one that no address can have, such as `con`, gets a number too.
    pub(super) fn next(&mut self, name: &str) -> String {
        let made = Some(slugify(name)).filter(|slug| !slug.is_empty()).unwrap_or_else(|| "wei-ming-ming".into());
        // `page-2` and so on are all taken by lists.
        let base = if made == "page" { "page-x" } else { &made };
        let numbered = (2..).map(|number| format!("{base}-{number}"));
        let mut free = std::iter::once(made.clone()).chain(numbered).filter(|slug| is_slug(slug));
        let slug = free.find(|slug| !self.taken.contains(slug)).unwrap_or_default();
        self.taken.insert(slug.clone());
        slug
    }
}
