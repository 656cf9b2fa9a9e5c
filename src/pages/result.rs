//! The pages of results: what each brings, and how its cases are counted.
//!
//! A case is counted by its best entry of whatever level: at all of its results, and at all that these imply. Where townships' results
//! are among them, the page says how many, and names the cases whose district's result stands behind a township's.

use std::sync::Arc;

use serde::Serialize;

use super::Page;
use super::beside::Beside;
use super::index::{Index, List};
use super::listing::{self, Listing, ListingView};
use super::parts::{CountedLink, Link, case_link, join};
use super::shown::Badge;
use crate::archive::routes;
use crate::domain::{Case, Level, Outcome};

/// How many cases of a result are of which level.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct LevelCount {
    /// Of the district's competition.
    pub district: usize,
    /// Of a township's.
    pub township: usize,
}

/// The pages of the result at this place of the policy.
pub(super) fn pages(index: &Index<'_>, place: usize) -> Vec<Page> {
    let policy = &index.archive.site.policy;
    let outcome = &policy.outcomes[place];
    // The best result comes first for readers.
    let Beside { previous: next, next: previous } =
        Beside::new(&policy.outcomes, place, |o| Link::new(&o.name, routes::result(o, 1)));
    let sibling = |other: &Arc<Outcome>| CountedLink {
        text: other.name.clone(),
        url: routes::result(other, 1),
        count: index.count(List::Result(&other.slug)),
        current: other.slug == outcome.slug,
    };
    let meaning = meaning(index, outcome);
    let view = ListingView {
        badge: Some(Badge::new(policy, outcome)),
        siblings: policy.outcomes.iter().rev().map(sibling).collect(),
        meaning: meaning.clone(),
        beside: Beside { previous, next },
        levels: levels(index, outcome),
        elsewhere: elsewhere(index, outcome),
        ..listing::empty(index, &outcome.name)
    };
    listing::pages(
        index,
        &Listing {
            template: "result.html",
            title: format!("评比结果：{}", outcome.name),
            description: meaning,
            list: List::Result(&outcome.slug),
            view,
        },
        |page| routes::result(outcome, page),
    )
}

/// What a result brings, from the policy.
fn meaning(index: &Index<'_>, outcome: &Arc<Outcome>) -> String {
    let policy = &index.archive.site.policy;
    let bonus = policy.bonus(Level::District, &[Arc::clone(outcome)]);
    let points = if bonus.is_zero() {
        "区级比武中的这一结果只作记录，不加分。".to_owned()
    } else {
        format!(
            "区级比武中取得这一结果的，为所在乡镇（街道）当年的述职评议考核加 {bonus} 分；同一案例按就高原则只计一次，乡镇级比武的结果只作记录。"
        )
    };
    let implies = join(outcome.implies.iter().map(String::as_str));
    let implied = if implies.is_empty() { String::new() } else { format!("它包含“{implies}”。") };
    let wider = policy.outcomes.iter().rev().filter(|other| other.implies.contains(&outcome.name));
    let wider = join(wider.map(|other| other.name.as_str()));
    let included =
        if wider.is_empty() { String::new() } else { format!("“{wider}”包含它，也列在这里。") };
    let grant = outcome
        .grant_min
        .map_or(String::new(), |grant| format!("每件案例给予所在单位不低于 {} 万元的资金补助。", grant.normalize()));
    points + &implied + &included + &grant
}

fn is_of_township(case: &Case) -> bool {
    case.best_entry().competition.level() == Level::Township
}

fn levels(index: &Index<'_>, outcome: &Outcome) -> Option<LevelCount> {
    let numbers = index.list(List::Result(&outcome.slug));
    let township = numbers.iter().filter(|&&number| is_of_township(&index.archive.cases[number])).count();
    (township > 0).then_some(LevelCount { district: numbers.len() - township, township })
}

fn elsewhere(index: &Index<'_>, outcome: &Outcome) -> Vec<Link> {
    let policy = &index.archive.site.policy;
    let has = |results: Vec<Arc<Outcome>>| results.iter().any(|result| result.name == outcome.name);
    let stands_elsewhere = |case: &&Arc<Case>| {
        let main = case.main_entry();
        is_of_township(case)
            && !main.competition.is_pending
            && main.competition.level() == Level::District
            && has(main.all_results(policy))
            && !has(case.results(policy))
    };
    index.archive.cases.iter().filter(stands_elsewhere).map(|case| case_link(case)).collect()
}
