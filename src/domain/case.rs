//! A case, and its entries in competitions.

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::bonus::Bonus;
use super::competition::{Competition, Level};
use super::dimension::Dimension;
use super::policy::{Outcome, Policy};
use super::unit::Unit;
use super::{Named, named};
use crate::model::SourcePath;

named! {
    /// 申报方式.
    Track {
        /// Answers the set theme.
        Required = "规定动作",
        /// The unit's own highlight, agreed by 区委组织部.
        Elective = "自选动作",
    }
}

named! {
    /// 比武形式.
    Format {
        /// A visit on the spot.
        Visit = "实地观摩",
        /// An exchange of experience.
        Exchange = "经验交流",
        /// An analysis of cases.
        Analysis = "案例分析",
        /// A demonstration.
        Demonstration = "专题演示",
        /// Comments on the spot.
        Comments = "现场点评",
    }
}

named! {
    /// 示范点: what a village is kept in reserve for, or named as.
    SiteType {
        /// 产业兴旺村
        Industry = "产业兴旺村",
        /// 生态宜居村
        Ecology = "生态宜居村",
        /// 乡风文明村
        Culture = "乡风文明村",
        /// 治理有效村
        Governance = "治理有效村",
        /// 生活富裕村
        Prosperity = "生活富裕村",
    }
}

/// 汇报人.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Presenter {
    /// 姓名.
    pub name: String,
    /// 职务.
    pub role: Option<String>,
}

/// One case in one competition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The competition.
    pub competition: Arc<Competition>,
    /// Its results, the best first; never empty.
    pub results: Vec<Arc<Outcome>>,
    /// What the policy gives for them.
    pub bonus: Bonus,
    /// 名次.
    pub rank: Option<u32>,
    /// Whether it shares its rank.
    pub tie: bool,
    /// 奖项.
    pub award: Option<String>,
    /// 申报方式.
    pub track: Option<Track>,
    /// 比武形式.
    pub formats: Vec<Format>,
}

impl Entry {
    /// The best of its results.
    pub fn result(&self) -> &Arc<Outcome> {
        &self.results[0]
    }

    /// What is said before its results where they stand beside those of the district: `乡镇级`.
    pub fn level_said(&self) -> Option<&'static str> {
        let level = self.competition.level();
        (level == Level::Township).then_some(level.name())
    }

    /// Its results and all that they imply, each once, the best first.
    pub fn all_results(&self, policy: &Policy) -> Vec<Arc<Outcome>> {
        let mut all: Vec<Arc<Outcome>> = Vec::new();
        for outcome in self.results.iter().flat_map(|result| policy.with_implied(result)) {
            if !all.iter().any(|known| known.name == outcome.name) {
                all.push(outcome);
            }
        }
        all
    }
}

/// The award of which a competition has one, unless it is declared a tie.
pub const CHAMPION: &str = "擂主";

/// What stands in place of a result that is not published yet.
pub const TO_COME: &str = "待公布";

/// Why a case is not public yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotYet {
    /// It is a draft.
    Draft,
    /// Its day is still to come.
    Early,
}

/// One write-up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// The name in addresses, unique among cases.
    pub slug: String,
    /// The title.
    pub title: String,
    /// 比武主题, its own or its competition's.
    pub theme: Option<String>,
    /// The dimensions, the main one first; never empty.
    pub dimensions: Vec<Arc<Dimension>>,
    /// Whose case it is.
    pub unit: Unit,
    /// Its entries, in the order of the quarters; never empty.
    pub entries: Vec<Entry>,
    /// Which entry had the best result, the latest if equal.
    pub best: usize,
    /// Which entry it stands beside other cases with: the best in a 区级 competition, else the best.
    pub main: usize,
    /// 汇报人.
    pub presenter: Option<Presenter>,
    /// The day of publication, where there is one.
    pub date: Option<Date>,
    /// The day from which it is no longer published.
    pub expires: Option<Date>,
    /// Why it is not public yet, where it is shown to its writer only.
    pub not_yet: Option<NotYet>,
    /// In a sentence or two; empty where there is no text at all.
    pub summary: String,
    /// Whether the summary was written; else it is the first paragraph.
    pub has_own_summary: bool,
    /// The picture for lists.
    pub cover: Option<SourcePath>,
    /// 标签.
    pub tags: Vec<String>,
    /// 荣誉.
    pub honors: Vec<String>,
    /// 资金补助, in 万元.
    pub funding: Option<Decimal>,
    /// 示范点.
    pub site_type: Option<SiteType>,
    /// 来源.
    pub source: Option<String>,
    /// 作者.
    pub author: Option<String>,
    /// Left to the theme as it is.
    pub extra: serde_json::Map<String, serde_json::Value>,
    /// The file it was written in.
    pub path: SourcePath,
}

impl Case {
    /// The entries whose results readers see beside the title, wherever the case stands: the main one, and behind it
    /// that with the best result of all, where a township gave a better one than the district.
    ///
    /// What stands there of a township's competition says so: [`Entry::level_said`].
    pub fn shown_entries(&self, policy: &Policy) -> Vec<&Entry> {
        let (main, best) = (self.main_entry(), self.best_entry());
        let order = |entry: &Entry| (policy.order(entry.result()), !entry.competition.is_pending);
        let is_better = order(best) > order(main);
        if is_better { vec![main, best] } else { vec![main] }
    }

    /// The entry that it stands beside other cases with.
    pub fn main_entry(&self) -> &Entry {
        &self.entries[self.main]
    }

    /// The entry with the best result.
    pub fn best_entry(&self) -> &Entry {
        &self.entries[self.best]
    }

    /// Whether a result that readers would see beside the title is still to be published.
    pub fn awaits_result(&self, policy: &Policy) -> bool {
        self.shown_entries(policy).iter().any(|entry| entry.competition.is_pending)
    }

    /// The results that the case has: those of its best entry and all that they imply, each once, the best first; none
    /// before they are published.
    ///
    /// Lists, conditions and the search all go by them; its history tells the results of the other entries.
    pub fn results(&self, policy: &Policy) -> Vec<Arc<Outcome>> {
        let best = self.best_entry();
        if best.competition.is_pending { Vec::new() } else { best.all_results(policy) }
    }

    /// The themes that the case answers: its own, and those of all competitions it was entered in, each once.
    ///
    /// Lists, conditions and the search all go by them; the case is named after its own.
    pub fn themes(&self) -> BTreeSet<&str> {
        let set = self.entries.iter().filter_map(|entry| entry.competition.theme.as_deref());
        self.theme.as_deref().into_iter().chain(set).collect()
    }

    /// The highest bonus of all its entries.
    pub fn bonus(&self) -> Bonus {
        self.entries.iter().map(|entry| entry.bonus).max().unwrap_or_default()
    }

    /// The main dimension.
    pub fn dimension(&self) -> &Arc<Dimension> {
        &self.dimensions[0]
    }
}
