//! What results can be narrowed by: for every document the values of each field.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use rust_decimal::prelude::ToPrimitive;
use serde::Serialize;

use super::documents::{Document, Source};
use super::pack::SearchFile;
use crate::archive::Archive;
use crate::domain::{Case, Competition, Named, Quarter};

/// The first character that stands for a set.
const FIRST_SET: usize = 35;

/// How many sets a field can have, so that each is one unit; documents with any more count as having no value.
const MOST_SETS: usize = 63_000;

/// A value, behind its place in lists.
type Value<'a> = (i64, Cow<'a, str>);

/// A field of every document, as `format.md` has it.
#[derive(Serialize)]
struct Field<'a> {
    values: Vec<Cow<'a, str>>,
    sets: Vec<Vec<usize>>,
    of: String,
}

/// The files of facets.
pub(super) fn facets(archive: &Archive, documents: &[Document<'_>]) -> Vec<SearchFile> {
    let names = archive.topics.iter().map(|topic| topic.name.as_str());
    let topics: HashMap<&str, i64> = names.zip(0..).collect();
    let field = |name: &'static str| (name, field(archive, &topics, name, documents));
    let fields = ["kind", "dimension", "year", "quarter", "unit", "result", "topic", "level", "bonus"].map(field);
    if super::is_large(documents.len()) {
        let file = |(name, field)| SearchFile::packed(format!("facet-{name}"), &BTreeMap::from([(name, field)]));
        return fields.into_iter().map(file).collect();
    }
    vec![SearchFile::packed("facets".to_owned(), &BTreeMap::from(fields))]
}

fn field<'a>(archive: &'a Archive, topics: &HashMap<&str, i64>, name: &str, documents: &[Document<'a>]) -> Field<'a> {
    let values = documents.iter().map(|document| match (name, document.source) {
        ("kind", source) => vec![(source.kind_order(), source.kind().into())],
        (_, Source::Case(case)) => values(archive, topics, name, case),
        (_, Source::Page(_) | Source::Competition(_)) => Vec::new(),
    });
    let values: Vec<Vec<Value<'_>>> = values.collect();
    let all: BTreeSet<&Value<'_>> = values.iter().flatten().collect();
    let places: BTreeMap<&Value<'_>, usize> = all.into_iter().zip(0..).collect();
    let mut sets: Vec<Vec<usize>> = vec![Vec::new()];
    let mut numbers: HashMap<Vec<usize>, usize> = HashMap::from([(Vec::new(), 0)]);
    let mut of = String::with_capacity(documents.len());
    for values in &values {
        let set: BTreeSet<usize> = values.iter().map(|value| places[value]).collect();
        let set: Vec<usize> = set.into_iter().collect();
        let number = numbers.get(&set).copied().unwrap_or_else(|| {
            if sets.len() == MOST_SETS {
                return 0;
            }
            sets.push(set.clone());
            numbers.insert(set, sets.len() - 1);
            sets.len() - 1
        });
        of.push(letter(number));
    }
    Field { values: places.keys().map(|(_, name)| name.clone()).collect(), sets, of }
}

fn values<'a>(archive: &'a Archive, topics: &HashMap<&str, i64>, field: &str, case: &'a Case) -> Vec<Value<'a>> {
    let competitions = || case.entries.iter().map(|entry| entry.competition.as_ref());
    match field {
        "dimension" => {
            let order = |slug: &str| archive.site.dimensions.iter().position(|dimension| dimension.slug == slug);
            case.dimensions.iter().map(|one| (signed(order(&one.slug)), Cow::from(&one.name))).collect()
        }
        "year" => competitions().map(|one| (-i64::from(one.quarter().year()), year(one).into())).collect(),
        "quarter" => {
            let order = |quarter: Quarter| -i64::from(quarter.year()) * 4 - i64::from(quarter.number());
            competitions().map(|one| (order(one.quarter()), one.quarter().name().into())).collect()
        }
        "unit" => vec![(signed(Some(case.unit.township.order)), Cow::from(&case.unit.township.name))],
        "result" => {
            let policy = &archive.site.policy;
            let results = case.entries.iter().flat_map(|entry| entry.all_results(policy));
            results.map(|one| (-signed(Some(policy.order(&one))), one.name.clone().into())).collect()
        }
        "topic" => case.theme.iter().map(|theme| (topics[theme.as_str()], Cow::from(theme))).collect(),
        "level" => competitions().map(|one| (one.level() as i64, one.level().name().into())).collect(),
        _ => {
            let points = case.bonus().points();
            let order = (points * rust_decimal::Decimal::from(1_000_000)).to_i64().unwrap_or(i64::MAX);
            vec![(-order, case.bonus().to_string().into())]
        }
    }
}

fn year(competition: &Competition) -> String {
    competition.quarter().year().to_string()
}

fn signed(place: Option<usize>) -> i64 {
    place.and_then(|place| i64::try_from(place).ok()).unwrap_or(i64::MAX)
}

/// The character for a set: in order from `#` on, without `\`, which JSON would have to escape, and surrogates.
fn letter(number: usize) -> char {
    let code = FIRST_SET + number + usize::from(FIRST_SET + number >= 92);
    let code = if code >= 0xD800 { code + 0x800 } else { code };
    u32::try_from(code).ok().and_then(char::from_u32).expect("sets are few enough for one unit each")
}
