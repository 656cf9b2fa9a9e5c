//! Conditions by which lists of cases can be narrowed, each with how many cases it has.
//!
//! A condition is the page of its value, so it works without a script; there its count is that of the page, and a year
//! has none, whose page counts what is in the district's contests. A script turns it into the search page with the
//! list's own condition and this one; then its count is of both.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use rayon::prelude::*;
use serde::Serialize;

use super::Ready;
use super::index::{Index, List};
use crate::archive::{Archive, routes};
use crate::domain::{Case, Level, TO_COME};
use crate::model::Route;

/// A list of as many cases or fewer is read faster than narrowed.
const HANDFUL: usize = 5;

/// How many values of a field are shown at once.
const SHOWN: usize = 8;

/// How many topics are named.
const TOPICS: usize = 24;

/// How many townships are, of those with the most cases: more than a district has.
const TOWNSHIPS: usize = 200;

/// Which of its results count of a case that has several.
const RESULTS_NOTE: &str =
    "算最好的那次参赛，乡镇级的也算；那次的几个结果和它们包含的结果，每个都算，所以各项相加会多于案例数。";

/// The conditions of a list.
#[derive(Clone, Debug, Serialize)]
pub struct FacetList {
    /// The condition of the list itself; none of the list of all cases.
    pub own: Option<OwnCondition>,
    /// Whether the search page can add conditions to the list's own; it knows no villages.
    pub combines: bool,
    /// The fields, without those that do not divide the list and without its own.
    pub groups: Vec<FacetGroup>,
}

/// A condition of the search page: `dimension=乡村治理`.
#[derive(Clone, Debug, Serialize)]
pub struct OwnCondition {
    /// `dimension`
    pub field: &'static str,
    /// `乡村治理`
    pub value: String,
}

/// A field with its values.
#[derive(Clone, Debug, Serialize)]
pub struct FacetGroup {
    /// `dimension`
    pub field: &'static str,
    /// `维度`
    pub name: &'static str,
    /// What is counted, where that needs saying.
    pub note: Option<&'static str>,
    /// The values to show at once.
    pub values: Vec<FacetValue>,
    /// The others.
    pub rest: Vec<FacetValue>,
}

/// A value that cases of the list have.
#[derive(Clone, Debug, Serialize)]
pub struct FacetValue {
    /// As people read it: `2026年`.
    pub text: String,
    /// As the search page knows it: `2026`.
    pub value: String,
    /// Its page.
    pub url: Route,
    /// How many cases that page lists; none where it lists none.
    pub count: Option<usize>,
    /// How many cases have this value and the list's own; never 0.
    pub within: usize,
}

/// What cases can be narrowed by, in the order of the page.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Field {
    Dimension,
    Result,
    Year,
    Unit,
    Topic,
}

impl Field {
    /// The name on the search page, and the one that people read.
    const fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::Dimension => ("dimension", "维度"),
            Self::Result => ("result", "结果"),
            Self::Year => ("year", "年份"),
            Self::Unit => ("unit", "单位"),
            Self::Topic => ("topic", "主题"),
        }
    }
}

/// A value of a field.
struct Choice {
    field: Field,
    text: String,
    value: String,
    url: Route,
    count: Option<usize>,
}

/// The values of all fields, and which cases have which. Values go by their place.
#[derive(Default)]
pub(super) struct Facets {
    values: Vec<Choice>,
    /// The values of each case, each once, in order.
    of_cases: Vec<Vec<usize>>,
    /// The cases of each value.
    cases: Vec<Vec<usize>>,
    /// The value of each list that is one.
    places: HashMap<String, usize>,
    /// Whether any case stands under a township's result.
    has_townships: bool,
}

impl Facets {
    /// Reads the values of all cases; the index has its lists already.
    pub(super) fn new(index: &Index<'_>) -> Self {
        let archive = index.archive;
        let (keys, values): (Vec<String>, Vec<Choice>) = values(index).into_iter().unzip();
        let places: HashMap<String, usize> = keys.into_iter().zip(0..).collect();
        let of_cases: Vec<_> = archive.cases.par_iter().map(|case| values_of(archive, &places, case)).collect();
        let mut cases = vec![Vec::new(); values.len()];
        for (number, of_case) in of_cases.iter().enumerate() {
            for &value in of_case {
                cases[value].push(number);
            }
        }
        let is_of_township = |case: &Arc<Case>| case.best_entry().competition.level() == Level::Township;
        let has_townships = archive.cases.iter().any(is_of_township);
        Self { values, of_cases, cases, places, has_townships }
    }

    /// The conditions of a list with these cases; none where there is nothing to choose from.
    pub(super) fn of(&self, list: List<'_>, numbers: &[usize]) -> Option<Ready<FacetList>> {
        if numbers.len() <= HANDFUL {
            return None;
        }
        let own = self.places.get(&list.key()).copied();
        let numbers = own.map_or(numbers, |own| &self.cases[own]);
        let own = own.map(|own| &self.values[own]);
        let mut counts = self.counts(numbers);
        counts.retain(|&(value, _)| match list {
            List::Village(..) => self.values[value].field != Field::Unit,
            _ => own.is_none_or(|own| own.field != self.values[value].field),
        });
        let groups = self.groups(&counts, numbers.len());
        (!groups.is_empty()).then(|| {
            Ready::new(&FacetList {
                own: own.map(|own| OwnCondition { field: own.field.names().0, value: own.value.clone() }),
                combines: own.is_some() || matches!(list, List::All),
                groups,
            })
        })
    }

    /// How many of these cases have each value, in the order of the values.
    fn counts(&self, numbers: &[usize]) -> Vec<(usize, usize)> {
        let mut all: Vec<usize> = numbers.iter().flat_map(|&number| &self.of_cases[number]).copied().collect();
        all.sort_unstable();
        all.chunk_by(|a, b| a == b).map(|same| (same[0], same.len())).collect()
    }

    /// The fields that divide this many cases.
    fn groups(&self, counts: &[(usize, usize)], total: usize) -> Vec<FacetGroup> {
        let by_field = counts.chunk_by(|(a, _), (b, _)| self.values[*a].field == self.values[*b].field);
        let dividing = by_field.filter(|counts| counts.iter().any(|&(_, within)| within < total));
        dividing.map(|counts| self.group(self.values[counts[0].0].field, counts)).collect()
    }

    fn group(&self, field: Field, counts: &[(usize, usize)]) -> FacetGroup {
        let mut counts = counts.to_vec();
        if matches!(field, Field::Unit | Field::Topic) {
            counts.sort_by_key(|&(value, within)| (std::cmp::Reverse(within), value));
        }
        match field {
            Field::Topic => counts.truncate(TOPICS),
            Field::Unit => counts.truncate(TOWNSHIPS),
            Field::Dimension | Field::Result | Field::Year => {}
        }
        let shown = |&(place, within): &(usize, usize)| {
            let Choice { text, value, url, count, .. } = &self.values[place];
            FacetValue { text: text.clone(), value: value.clone(), url: url.clone(), count: *count, within }
        };
        let mut values: Vec<FacetValue> = counts.iter().map(shown).collect();
        // A fold for one or two values would take the room of them.
        let rest = if values.len() > SHOWN + 2 { values.split_off(SHOWN) } else { Vec::new() };
        let note = (field == Field::Result && self.has_townships).then_some(RESULTS_NOTE);
        let (field, name) = field.names();
        FacetGroup { field, name, note, values, rest }
    }
}

/// All values in the order of the page, each behind the key of its list.
fn values(index: &Index<'_>) -> Vec<(String, Choice)> {
    let archive = index.archive;
    let value = |field, name: &str, url, list: List<'_>| {
        let (text, value) = (name.to_owned(), name.to_owned());
        (list.key(), Choice { field, text, value, url, count: Some(index.count(list)) })
    };
    let dimensions = archive.site.dimensions.iter();
    let outcomes = archive.site.policy.outcomes.iter().rev();
    let year = |year: i16| {
        let (text, value, url) = (format!("{year}年"), year.to_string(), routes::year(year));
        (key_of_year(year), Choice { field: Field::Year, text, value, url, count: None })
    };
    dimensions
        .map(|d| value(Field::Dimension, &d.name, routes::dimension(d, 1), List::Dimension(&d.slug)))
        .chain(outcomes.map(|o| value(Field::Result, &o.name, routes::result(o, 1), List::Result(&o.slug))))
        .chain(awaited(archive))
        .chain(index.years().into_iter().map(year))
        .chain(
            (archive.townships.iter())
                .map(|t| value(Field::Unit, &t.name, routes::township(t, 1), List::Township(&t.slug))),
        )
        .chain(archive.topics.iter().map(|t| value(Field::Topic, &t.name, routes::topic(t, 1), List::Topic(&t.name))))
        .collect()
}

/// The results that are still to come; nothing where there are none. Their page is the contest that they are of, or
/// the archive of contests where they are of several.
fn awaited(archive: &Archive) -> Option<(String, Choice)> {
    let awaits = |case: &&Arc<Case>| case.awaits_result(&archive.site.policy);
    let shown = archive.cases.iter().filter(awaits).flat_map(|case| case.shown_entries(&archive.site.policy));
    let pending = shown.map(|entry| &*entry.competition).filter(|competition| competition.is_pending);
    let contests: BTreeMap<_, _> = pending.map(|competition| (&competition.id, competition)).collect();
    let (url, count) = match contests.values().collect::<Vec<_>>().as_slice() {
        [] => return None,
        [one] => (routes::competition(one), Some(archive.entries_of(one).len())),
        _ => (routes::competitions(), None),
    };
    let (text, value) = (TO_COME.to_owned(), TO_COME.to_owned());
    Some((TO_COME.to_owned(), Choice { field: Field::Result, text, value, url, count }))
}

fn key_of_year(year: i16) -> String {
    format!("year/{year}")
}

/// The values of a case, each once, in order.
fn values_of(archive: &Archive, places: &HashMap<String, usize>, case: &Case) -> Vec<usize> {
    let results = case.results(&archive.site.policy);
    let mut keys: Vec<String> = results.iter().map(|outcome| List::Result(&outcome.slug).key()).collect();
    keys.extend(case.dimensions.iter().map(|dimension| List::Dimension(&dimension.slug).key()));
    keys.extend(case.entries.iter().map(|entry| key_of_year(entry.competition.quarter().year())));
    keys.extend(case.themes().into_iter().map(|theme| List::Topic(theme).key()));
    keys.extend(case.awaits_result(&archive.site.policy).then(|| TO_COME.to_owned()));
    keys.push(List::Township(&case.unit.township.slug).key());
    let mut values: Vec<usize> = keys.iter().filter_map(|key| places.get(key).copied()).collect();
    values.sort_unstable();
    values.dedup();
    values
}
