//! What results can be narrowed by: for every document the values of each field.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde::Serialize;

use super::documents::{Document, Source};
use super::pack::SearchFile;
use crate::archive::{Archive, routes};
use crate::domain::{Case, Competition, Named, Quarter, TO_COME, Township};
use crate::model::Route;

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
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pages: Vec<Route>,
    sets: Vec<Vec<usize>>,
    of: String,
}

/// What the values of a field are read from.
struct Context<'a> {
    archive: &'a Archive,
    /// The place of each theme in the list of topics.
    topics: HashMap<&'a str, i64>,
    townships: HashMap<&'a str, &'a Township>,
}

/// Gives the values of a case in one field.
type Values = for<'a> fn(&Context<'a>, &'a Case) -> Vec<Value<'a>>;

/// The fields of cases; `kind` is one of all documents.
const FIELDS: [(&str, Values); 8] = [
    ("dimension", |context, case| {
        let all = &context.archive.site.dimensions;
        let order = |slug: &str| all.iter().position(|dimension| dimension.slug == slug);
        case.dimensions.iter().map(|one| (signed(order(&one.slug)), Cow::from(&one.name))).collect()
    }),
    ("year", |_, case| competitions(case).map(|one| (-i64::from(one.quarter().year()), year(one).into())).collect()),
    ("quarter", |_, case| {
        let order = |quarter: Quarter| -i64::from(quarter.year()) * 4 - i64::from(quarter.number());
        competitions(case).map(|one| (order(one.quarter()), one.quarter().name().into())).collect()
    }),
    ("unit", |_, case| vec![(signed(Some(case.unit.township.order)), Cow::from(&case.unit.township.name))]),
    ("result", |context, case| {
        let policy = &context.archive.site.policy;
        let known = case.results(policy).into_iter();
        let known = known.map(|one| (-signed(Some(policy.order(&one))), Cow::from(one.name.clone())));
        known.chain(case.awaits_result(policy).then_some((1, TO_COME.into()))).collect()
    }),
    ("topic", |context, case| {
        case.themes().into_iter().map(|theme| (context.topics[theme], Cow::from(theme))).collect()
    }),
    ("level", |_, case| competitions(case).map(|one| (one.level() as i64, one.level().name().into())).collect()),
    ("bonus", |_, case| {
        let bonus = case.bonus();
        let order = (bonus.points() * Decimal::from(1_000_000)).to_i64().unwrap_or(i64::MAX);
        vec![(-order, bonus.to_string().into())]
    }),
];

/// The files of facets.
pub(super) fn facets(archive: &Archive, documents: &[Document<'_>]) -> Vec<SearchFile> {
    let names = archive.topics.iter().map(|topic| topic.name.as_str());
    let townships = archive.townships.iter().map(|township| (township.name.as_str(), &**township));
    let context = Context { archive, topics: names.zip(0..).collect(), townships: townships.collect() };
    let kinds =
        field(documents.iter().map(|Document { source, .. }| vec![(source.kind_order(), source.kind().into())]));
    let of_cases = FIELDS.map(|(name, values)| {
        let values = documents.iter().map(|document| match document.source {
            Source::Case(case) => values(&context, case),
            Source::Page(_) | Source::Competition(_) => Vec::new(),
        });
        let mut field = field(values);
        field.pages = field.values.iter().map_while(|value| page_of(&context, name, value)).collect();
        (name, field)
    });
    let fields: BTreeMap<_, _> = of_cases.into_iter().chain([("kind", kinds)]).collect();
    if super::is_large(documents.len()) {
        let file = |(name, field)| SearchFile::packed(format!("facet-{name}"), &BTreeMap::from([(name, field)]));
        return fields.into_iter().map(file).collect();
    }
    vec![SearchFile::packed("facets".to_owned(), &fields)]
}

/// A field of these values, document by document.
fn field<'a>(values: impl Iterator<Item = Vec<Value<'a>>>) -> Field<'a> {
    let values: Vec<Vec<Value<'_>>> = values.collect();
    let all: BTreeSet<&Value<'_>> = values.iter().flatten().collect();
    let places: BTreeMap<&Value<'_>, usize> = all.into_iter().zip(0..).collect();
    let mut sets: Vec<Vec<usize>> = vec![Vec::new()];
    let mut numbers: HashMap<Vec<usize>, usize> = HashMap::from([(Vec::new(), 0)]);
    let mut of = String::with_capacity(values.len());
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
    Field { values: places.keys().map(|(_, name)| name.clone()).collect(), pages: Vec::new(), sets, of }
}

/// The page of a value; none in the fields whose values have no pages of their own.
fn page_of(context: &Context<'_>, field: &str, value: &str) -> Option<Route> {
    let Archive { site, topics, .. } = context.archive;
    match field {
        "dimension" => site.dimensions.iter().find(|one| one.name == value).map(|one| routes::dimension(one, 1)),
        "unit" => context.townships.get(value).map(|one| routes::township(one, 1)),
        "result" => site.policy.outcome(value).map(|one| routes::result(one, 1)),
        "topic" => usize::try_from(context.topics[value]).ok().map(|place| routes::topic(&topics[place], 1)),
        "year" => value.parse().ok().map(routes::year),
        _ => None,
    }
}

fn competitions(case: &Case) -> impl Iterator<Item = &Competition> {
    case.entries.iter().map(|entry| entry.competition.as_ref())
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
