//! The settings of an archive, complete and checked.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use crate::document::Rules;
use crate::domain::{Case, Dimension, Entry, Level, Outcome, Policy, Quarter};
use crate::markdown::{Options, RawHtml};
use crate::model::{Limits, SourcePath, Written};

/// What `site.yaml` says, with the scheme's values for all it leaves out.
#[derive(Clone, Debug)]
pub struct Site {
    /// 站名.
    pub name: String,
    /// Where the site is on the web, ending in `/`; needed only by what must be absolute.
    pub base_url: Option<String>,
    /// 主办单位.
    pub organization: Option<String>,
    /// The district's name.
    pub district: Option<String>,
    /// The folder of the look under `themes/`, and where it is named.
    pub theme: Written<String>,
    /// The dimensions, in their order.
    pub dimensions: Vec<Arc<Dimension>>,
    /// Results, points and what counts once.
    pub policy: Policy,
    /// The sections expected in a case.
    pub sections: Vec<String>,
    /// Where cases are handed to.
    pub platforms: Vec<Platform>,
    /// The page tags of 党政机关网站, by their exact names.
    pub gov: BTreeMap<String, String>,
    /// What the foot of each page shows.
    pub footer: Footer,
    /// What becomes of HTML in Markdown.
    pub raw_html: RawHtml,
    /// Numbers and plates that may be published.
    pub public: Vec<String>,
    /// How much one file may hold.
    pub limits: Limits,
    /// Whether pictures are published in their own width too.
    pub originals: bool,
    /// Whether there is a search page.
    pub search: bool,
    /// Whether dimensions, results, sections and limits are what was meant: where the file or one of them could not be
    /// read, nothing is held against them.
    pub are_rules_known: bool,
}

impl Site {
    /// What documents of this site may be.
    pub fn writing_rules(&self) -> Rules {
        if !self.are_rules_known {
            return rules(RawHtml::Safe, Limits::highest());
        }
        rules(self.raw_html, self.limits)
    }
}

fn rules(raw_html: RawHtml, limits: Limits) -> Rules {
    let markdown = Options { raw_html, max_nesting: limits.nesting, max_elements: limits.elements };
    Rules { markdown, limits }
}

/// A platform that cases are handed to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Platform {
    /// The name in addresses.
    pub id: String,
    /// The Chinese name.
    pub name: String,
    /// wechat, weibo, toutiao or desk.
    pub kind: String,
    /// 庄重红 or 简洁: how its articles look.
    pub look: String,
    /// The font of titles on covers, where one is named.
    pub font: Option<CoverFont>,
    /// Which cases.
    pub select: Select,
}

/// A font for covers and charts.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CoverFont {
    /// A file of the archive.
    File(SourcePath),
    /// What the machine has: another machine makes other bytes.
    System,
}

/// Which cases a platform gets; what is empty does not choose.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Select {
    /// Any of these results.
    pub results: Vec<Arc<Outcome>>,
    /// Any of these dimensions.
    pub dimensions: Vec<Arc<Dimension>>,
    /// An entry at this level.
    pub level: Option<Level>,
    /// Nothing older.
    pub since: Option<Since>,
}

/// From when on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Since {
    /// Entries of this quarter and later ones, whenever they were published.
    Quarter(Quarter),
    /// Cases published on this day and later.
    Day(Date),
}

impl Select {
    /// Whether a case is chosen.
    pub fn takes(&self, case: &Case, policy: &Policy) -> bool {
        case.entries.iter().any(|entry| self.takes_entry(entry, policy))
            && (self.dimensions.is_empty() || self.dimensions.iter().any(|one| case.dimensions.contains(one)))
            && self.since.is_none_or(|since| match since {
                Since::Quarter(_) => true,
                Since::Day(day) => case.date.is_some_and(|date| date >= day),
            })
    }

    /// Whether an entry has a result, a level and a quarter that are chosen.
    pub fn takes_entry(&self, entry: &Entry, policy: &Policy) -> bool {
        let has_result =
            self.results.is_empty() || entry.all_results(policy).iter().any(|result| self.results.contains(result));
        let is_new_enough = match self.since {
            Some(Since::Quarter(first)) => entry.competition.quarter() >= first,
            Some(Since::Day(_)) | None => true,
        };
        has_result && is_new_enough && self.level.is_none_or(|level| entry.competition.level() == level)
    }
}

/// Items of the foot of each page, each shown only where it is set.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Footer {
    /// ICP 备案号.
    pub icp: Option<String>,
    /// 公安备案号.
    pub police: Option<String>,
    /// 联系方式.
    pub contact: Option<String>,
    /// 承办单位.
    pub operator: Option<String>,
}
