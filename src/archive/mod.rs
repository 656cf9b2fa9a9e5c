//! Floor 3: all documents of an archive, checked against each other; cases, competitions, units, standings and
//! every index over them. It knows nothing of HTML.
//!
//! Enter at [`resolve()`]. Pages read an [`Archive`] and nothing else but the documents' Markdown.

mod cases;
mod competitions;
mod entries;
mod files;
mod known_cases;
mod links;
mod lookups;
mod own;
mod portable;
mod read_gov;
mod read_platforms;
mod read_public;
mod read_results;
mod read_site;
mod resolve;
mod results;
pub mod routes;
mod scores;
mod site;
mod units;
mod veil;
mod write_up;

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use crate::domain::{Case, Competition, CompetitionId, Entry, ScoreSheet, Standing, Township};
use crate::model::{Code, Diagnostics, Route, SourcePath, Written};

pub use files::drawing_fault;
pub use known_cases::KnownCases;
pub use links::LinkIndex;
pub use read_site::{SITE_KEYS, parse_base_url, read_site};
pub use resolve::{Edition, resolve, resolve_again};
pub use site::{CoverFont, Footer, Platform, Select, Since, Site};
pub use write_up::check_write_up;

/// A whole archive, as of one day. What is not public that day is not in it, but for the points of expired cases and
/// the reasons of withdrawn ones; of an entry whose results are published later only that it was entered.
#[derive(Debug)]
pub struct Archive {
    /// The settings of `site.yaml`.
    pub site: Site,
    /// The day it is shown on.
    pub today: Date,
    /// All townships, in the district's order.
    pub townships: Vec<Arc<Township>>,
    /// All competitions: newest quarter first, in a quarter the district's before the townships' in their order.
    pub competitions: Vec<Arc<Competition>>,
    /// The public cases, newest first: by date, then quarter, then the best result and rank first, then slug.
    pub cases: Vec<Arc<Case>>,
    /// Withdrawn cases, by slug.
    pub withdrawn: Vec<WithdrawnCase>,
    /// The other pages, by slug.
    pub pages: Vec<Arc<StaticPage>>,
    /// The standings by year.
    pub standings: BTreeMap<i16, Standing>,
    /// The score sheets, with the rows of public cases only.
    pub scores: BTreeMap<CompetitionId, ScoreSheet>,
    /// The themes of cases and competitions, by slug.
    pub topics: Vec<Arc<Topic>>,
    /// Public entries by competition: best result first, then by rank, then by slug.
    pub entries: BTreeMap<CompetitionId, Vec<EntryOf>>,
    /// How many entries of expired cases each competition has, by the order of their townships: no more is public.
    pub expired: BTreeMap<CompetitionId, BTreeMap<usize, usize>>,
    /// How many entries of withdrawn cases each competition has: they earn nothing and are of no township.
    pub withdrawn_entries: BTreeMap<CompetitionId, usize>,
    /// Where the links of the write-ups lead.
    pub links: LinkIndex,
    /// The old addresses of cases and pages, in the order of the paths.
    pub aliases: Vec<Alias>,
    /// How many cases are not public that day.
    pub unpublished: Unpublished,
}

/// All that is public of a withdrawn case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WithdrawnCase {
    /// The name in addresses.
    pub slug: String,
    /// The title.
    pub title: String,
    /// Since when it is withdrawn.
    pub date: Date,
    /// The reason, as readers see it.
    pub reason: String,
    /// The file it was written in.
    pub path: SourcePath,
}

/// How many cases an edition leaves out, and why.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Unpublished {
    /// Drafts.
    pub drafts: usize,
    /// Those dated later.
    pub early: usize,
    /// Those that are no longer to be shown.
    pub expired: usize,
}

/// An address that something had before.
#[derive(Clone, Debug)]
pub struct Alias {
    /// The old address, and where it is written.
    pub from: Written<Route>,
    /// The address of today.
    pub to: Route,
    /// The title of what is there.
    pub title: String,
}

impl Alias {
    /// Reports that a page of no document has it.
    pub fn report_taken(&self, diagnostics: &mut Diagnostics) {
        let Written { value, place } = &self.from;
        let message = format!("旧网址 {value} 现在是另一页的网址");
        diagnostics.report(Code::AliasTaken, place.clone(), message, "请删去这个旧网址，或给另一页换一个 slug");
    }
}

/// An entry with the case it is one of.
#[derive(Clone, Debug)]
pub struct EntryOf {
    /// The case.
    pub case: Arc<Case>,
    /// Which of its entries.
    pub index: usize,
}

impl EntryOf {
    /// The entry.
    pub fn entry(&self) -> &Entry {
        &self.case.entries[self.index]
    }
}

/// A 比武主题 with its address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Topic {
    /// The theme.
    pub name: String,
    /// Its name in addresses.
    pub slug: String,
}

/// A page that is no case: the scheme, about, contact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StaticPage {
    /// The name in addresses.
    pub slug: String,
    /// The title.
    pub title: String,
    /// In a sentence or two; empty where there is no text at all.
    pub summary: String,
    /// The file it was written in.
    pub path: SourcePath,
}

impl Archive {
    /// The public entries of a competition: best result first, then by rank, then by slug.
    pub fn entries_of(&self, competition: &Competition) -> &[EntryOf] {
        self.entries.get(&competition.id).map_or(&[], Vec::as_slice)
    }

    /// How many entries of a competition are of cases that are no longer public.
    pub fn expired_of(&self, competition: &Competition) -> usize {
        self.expired.get(&competition.id).map_or(0, |townships| townships.values().sum())
    }

    /// Those of them that a township had.
    pub fn expired_in(&self, competition: &Competition, township: &Township) -> usize {
        let townships = self.expired.get(&competition.id);
        townships.and_then(|townships| townships.get(&township.order)).copied().unwrap_or_default()
    }

    /// How many entries of a competition are of withdrawn cases.
    pub fn withdrawn_of(&self, competition: &Competition) -> usize {
        self.withdrawn_entries.get(&competition.id).copied().unwrap_or_default()
    }

    /// The newest of some days that are not still to come.
    pub fn newest_day(&self, days: impl IntoIterator<Item = Date>) -> Option<Date> {
        days.into_iter().filter(|day| *day <= self.today).max()
    }

    /// The standing of the newest year that has results; without any that of the newest year.
    pub fn newest_standing(&self) -> Option<&Standing> {
        let mut newest_first = self.standings.values().rev();
        newest_first.find(|standing| standing.through.is_some()).or_else(|| self.standings.values().next_back())
    }

    /// The topic of a theme.
    pub fn topic(&self, theme: &str) -> Option<&Arc<Topic>> {
        self.topics.iter().find(|topic| topic.name == theme)
    }
}
