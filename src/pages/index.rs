//! Everything that is looked up while pages are composed, built once in time linear to the archive.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, OnceLock};

use super::{CoverView, Material, Ready};
use rayon::prelude::*;

use super::competition::Series;
use super::facets::Facets;
use super::parts::{CaseRow, MaybeLink, quarter_of};
use super::related::Relations;
use super::shown::Badge;
use crate::archive::{Archive, EntryOf, Topic, routes};
use crate::domain::{Case, Competition, Entry, Level, Named, Outcome, Quarter, Reason, StandingRow, Township, Village};

/// The archive with all look-ups. Cases go by their place in [`Archive::cases`].
pub(super) struct Index<'a> {
    /// The archive.
    pub(super) archive: &'a Archive,
    /// Each case as it stands in lists, once it was asked for.
    rows: Vec<OnceLock<Ready<CaseRow>>>,
    /// The picture of each case.
    pub(super) covers: Vec<Option<CoverView>>,
    /// Which cases are like which.
    pub(super) relations: Relations<'a>,
    /// What lists can be narrowed by.
    pub(super) facets: Facets,
    /// Cases by list, newest quarter first.
    lists: HashMap<String, Vec<usize>>,
    /// The badge of each result, of the district and of a township.
    badges: HashMap<&'a str, [Ready<Badge>; 2]>,
    numbers: HashMap<&'a str, usize>,
    topics: HashMap<&'a str, &'a Arc<Topic>>,
    reasons: HashMap<&'a str, Vec<(i16, &'a Reason)>>,
    standings: BTreeMap<usize, Vec<(i16, &'a StandingRow)>>,
    neighbours: Vec<Neighbours>,
    series: Series<'a>,
    themes: HashMap<&'a str, Vec<&'a Competition>>,
}

/// What a list of cases is about, by slug.
#[derive(Clone, Copy)]
pub(super) enum List<'a> {
    /// All of them, newest quarter first.
    All,
    /// One dimension, main or not.
    Dimension(&'a str),
    /// One theme by name, by [`Case::themes`].
    Topic(&'a str),
    /// One result, by [`Case::results`].
    Result(&'a str),
    /// One township with its villages.
    Township(&'a str),
    /// One village.
    Village(&'a str, &'a str),
}

impl List<'_> {
    /// A name that no other list has.
    pub(super) fn key(self) -> String {
        match self {
            Self::All => String::new(),
            Self::Dimension(slug) => format!("dimension/{slug}"),
            Self::Topic(name) => format!("topic/{name}"),
            Self::Result(slug) => format!("result/{slug}"),
            Self::Township(slug) => format!("unit/{slug}"),
            Self::Village(township, slug) => format!("unit/{township}/{slug}"),
        }
    }
}

/// The cases before and after one in its competition's order.
#[derive(Clone, Copy, Default)]
pub(super) struct Neighbours {
    pub(super) previous: Option<usize>,
    pub(super) next: Option<usize>,
}

impl<'a> Index<'a> {
    pub(super) fn new(archive: &'a Archive, material: &dyn Material) -> Self {
        let policy = &archive.site.policy;
        let badge = |outcome: &'a Arc<Outcome>| {
            let badge = Badge::new(policy, outcome);
            (outcome.name.as_str(), [Ready::new(&badge), Ready::new(&badge.of_township())])
        };
        let badges: HashMap<&str, _> = policy.outcomes.iter().map(badge).collect();
        let order = newest_first(archive);
        let (covers, (lists, relations)) = rayon::join(
            || archive.cases.par_iter().map(|case| material.cover(&case.path, case.cover.as_ref())).collect(),
            || rayon::join(|| lists(archive, &order), || Relations::new(&archive.cases, &order)),
        );
        let cases = || archive.cases.iter().enumerate();
        let mut index = Self {
            archive,
            rows: vec![OnceLock::new(); archive.cases.len()],
            covers,
            relations,
            facets: Facets::default(),
            lists,
            badges,
            numbers: cases().map(|(number, case)| (case.slug.as_str(), number)).collect(),
            topics: archive.topics.iter().map(|topic| (topic.name.as_str(), topic)).collect(),
            reasons: HashMap::new(),
            standings: BTreeMap::new(),
            neighbours: vec![Neighbours::default(); archive.cases.len()],
            series: Series::new(&archive.competitions),
            themes: HashMap::new(),
        };
        index.fill_themes();
        index.fill_reasons();
        index.fill_neighbours();
        index.facets = Facets::new(&index);
        index
    }

    fn fill_themes(&mut self) {
        for competition in &self.archive.competitions {
            if let Some(theme) = &competition.theme {
                self.themes.entry(theme).or_default().push(competition);
            }
        }
    }

    fn fill_reasons(&mut self) {
        for (&year, standing) in &self.archive.standings {
            for row in &standing.rows {
                self.standings.entry(row.township.order).or_default().push((year, row));
                for reason in &row.reasons {
                    if let Some(case) = &reason.case {
                        self.reasons.entry(case.slug.as_str()).or_default().push((year, reason));
                    }
                }
            }
        }
    }

    fn fill_neighbours(&mut self) {
        for entries in self.archive.entries.values() {
            let main = |entry: &&EntryOf| entry.index == entry.case.main;
            let order: Vec<usize> = entries.iter().filter(main).filter_map(|entry| self.number(&entry.case)).collect();
            for pair in order.windows(2) {
                self.neighbours[pair[0]].next = Some(pair[1]);
                self.neighbours[pair[1]].previous = Some(pair[0]);
            }
        }
    }

    /// The cases of a list, newest quarter first.
    pub(super) fn list(&self, list: List<'_>) -> &[usize] {
        self.lists.get(&list.key()).map_or(&[], Vec::as_slice)
    }

    /// How many cases a list has.
    pub(super) fn count(&self, list: List<'_>) -> usize {
        self.list(list).len()
    }

    /// The place of a case.
    pub(super) fn number(&self, case: &Case) -> Option<usize> {
        self.number_of(&case.slug)
    }

    /// The place of the case with a slug.
    pub(super) fn number_of(&self, slug: &str) -> Option<usize> {
        self.numbers.get(slug).copied()
    }

    /// A case as it stands in lists, by its place.
    pub(super) fn row(&self, number: usize) -> &Ready<CaseRow> {
        let cover = || self.covers[number].clone();
        let case = &self.archive.cases[number];
        let row = || CaseRow::new(self, case, cover());
        self.rows[number].get_or_init(|| Ready::new(&row()))
    }

    /// A case as it stands in lists.
    pub(super) fn row_of(&self, case: &Case) -> Option<&Ready<CaseRow>> {
        self.number(case).map(|number| self.row(number))
    }

    /// The badge of a result in a competition of this level.
    ///
    /// # Panics
    /// If the policy does not have it; the archive's results are all its own.
    pub(super) fn badge(&self, outcome: &Outcome, level: Level) -> Ready<Badge> {
        let [district, township] = &self.badges[outcome.name.as_str()];
        if level == Level::District { district.clone() } else { township.clone() }
    }

    /// The result of an entry, or that it is still to come.
    pub(super) fn badge_of(&self, entry: &Entry) -> Ready<Badge> {
        if entry.competition.is_pending {
            return Ready::new(&Badge::to_come(&entry.competition));
        }
        self.badge(entry.result(), entry.competition.level())
    }

    /// A theme, with its page where it has one.
    pub(super) fn topic(&self, theme: &str) -> MaybeLink {
        let url = self.topics.get(theme).map(|topic| routes::topic(topic, 1));
        MaybeLink { text: theme.to_owned(), url }
    }

    /// What a case brings, year by year.
    pub(super) fn reasons(&self, case: &Case) -> &[(i16, &'a Reason)] {
        self.reasons.get(case.slug.as_str()).map_or(&[], Vec::as_slice)
    }

    /// A township's lines in the standings, oldest year first.
    pub(super) fn standings_of(&self, township: &Township) -> &[(i16, &'a StandingRow)] {
        self.standings.get(&township.order).map_or(&[], Vec::as_slice)
    }

    /// The cases before and after one in its competition's order.
    pub(super) fn neighbours(&self, number: usize) -> Neighbours {
        self.neighbours[number]
    }

    /// The competitions of the same level before and after one.
    pub(super) fn competitions_beside(
        &self,
        competition: &Competition,
    ) -> (Option<&'a Competition>, Option<&'a Competition>) {
        self.series.beside(competition)
    }

    /// The district's competition of a quarter.
    pub(super) fn district_contest(&self, quarter: Quarter) -> Option<&'a Competition> {
        let series = self.series.of(Level::District.name());
        let place = series.binary_search_by_key(&quarter, |competition| competition.quarter()).ok()?;
        Some(series[place])
    }

    /// The competitions of a township, oldest first.
    pub(super) fn contests_of(&self, township: &Township) -> &[&'a Competition] {
        self.series.of(&township.name)
    }

    /// The competitions with a theme, newest first.
    pub(super) fn contests_about(&self, theme: &str) -> &[&'a Competition] {
        self.themes.get(theme).map_or(&[], Vec::as_slice)
    }

    /// The years that have competitions, newest first.
    pub(super) fn years(&self) -> Vec<i16> {
        let mut years: Vec<i16> = self.archive.competitions.iter().map(|c| c.quarter().year()).collect();
        years.dedup();
        years
    }

    /// How many entries a competition has, those of cases that are no longer public included.
    pub(super) fn entry_count(&self, competition: &Competition) -> usize {
        self.archive.entries_of(competition).len() + self.archive.expired_of(competition)
    }
}

/// The places of all cases, newest quarter first.
fn newest_first(archive: &Archive) -> Vec<usize> {
    let mut order: Vec<usize> = (0..archive.cases.len()).collect();
    order.sort_by_key(|&number| std::cmp::Reverse(quarter_of(&archive.cases[number])));
    order
}

/// The cases of every list, in this order.
fn lists(archive: &Archive, order: &[usize]) -> HashMap<String, Vec<usize>> {
    let mut lists: HashMap<String, Vec<usize>> = HashMap::new();
    for &number in order {
        for list in lists_of(archive, &archive.cases[number]) {
            lists.entry(list.key()).or_default().push(number);
        }
    }
    lists.insert(List::All.key(), order.to_vec());
    lists
}

/// The lists a case stands in.
fn lists_of<'a>(archive: &'a Archive, case: &'a Case) -> Vec<List<'a>> {
    let policy = &archive.site.policy;
    let township = case.unit.township.slug.as_str();
    let mut lists = vec![List::Township(township)];
    lists.extend(case.unit.village.as_deref().map(|village: &Village| List::Village(township, &village.slug)));
    lists.extend(case.themes().into_iter().map(List::Topic));
    lists.extend(case.dimensions.iter().map(|dimension| List::Dimension(&dimension.slug)));
    let results = case.results(policy);
    // The policy's own outcomes live as long as the archive.
    lists.extend(results.iter().filter_map(|o| policy.outcome(&o.name)).map(|o| List::Result(&o.slug)));
    lists
}
