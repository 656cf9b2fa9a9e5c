//! Conditions: what they count, where they lead.

use std::fmt::Write as _;
use std::sync::Arc;

use leitai::domain::{Case, Entry};

use crate::inline_archive::Built;
use crate::{SMALL, attributes, conditions, html};

/// `(value, behind its page, in the list too)` of a field.
fn counts(html: &str, field: &str) -> Vec<(String, Option<usize>, usize)> {
    let all = conditions(html).into_iter().filter(|((by, _), _)| by == field);
    all.map(|((_, value), (_, count, within))| (value, count, within)).collect()
}

fn expected(all: &[(&str, usize, usize)]) -> Vec<(String, Option<usize>, usize)> {
    let mut all: Vec<_> = all.iter().map(|&(value, count, within)| (value.to_owned(), Some(count), within)).collect();
    all.sort();
    all
}

/// The years of the small archive: their pages list no cases.
fn years(newer: usize, older: usize) -> [(String, Option<usize>, usize); 2] {
    [("2025".into(), None, older), ("2026".into(), None, newer)]
}

#[test]
fn all_cases_can_be_narrowed_by_five_fields() {
    let html = html(&Built::new(SMALL), "cases/index.html");
    assert_eq!(counts(&html, "dimension"), expected(&[("乡村产业", 4, 4), ("组织建设", 1, 1), ("乡村治理", 1, 1)]));
    assert_eq!(counts(&html, "year"), years(4, 2));
    assert_eq!(counts(&html, "unit"), expected(&[("湖东街道", 3, 3), ("月坪乡", 2, 2)]));
    assert_eq!(counts(&html, "topic"), expected(&[("强产业", 2, 2), ("善治理", 3, 3)]));
}

#[test]
fn a_case_with_two_entries_counts_under_its_best_result_alone() {
    let html = html(&Built::new(SMALL), "cases/index.html");
    let wanted = [("市级典型案例", 1, 1), ("推荐市级", 1, 1), ("观摩点", 3, 3), ("参赛", 1, 1)];
    assert_eq!(counts(&html, "result"), expected(&wanted));
}

#[test]
fn a_listing_counts_within_itself_and_leaves_its_own_field_out() {
    let html = html(&Built::new(SMALL), "dimensions/industry.html");
    assert_eq!(counts(&html, "dimension"), []);
    assert_eq!(counts(&html, "unit"), expected(&[("湖东街道", 3, 2), ("月坪乡", 2, 2)]));
    assert_eq!(counts(&html, "year"), years(3, 2));
    assert_eq!(attributes(&html, "data-own"), ["dimension"]);
    assert_eq!(attributes(&html, "data-own-value"), ["乡村产业"]);
    assert_eq!(attributes(&html, "data-narrow"), ["../search.html"]);
}

#[test]
fn counts_within_equal_a_recount_from_the_archive() {
    let built = Built::new(SMALL);
    let policy = &built.archive.site.policy;
    for dimension in &built.archive.site.dimensions {
        let html = html(&built, &format!("dimensions/{}.html", dimension.slug));
        for ((field, value), (.., within)) in conditions(&html) {
            let has = |case: &&Arc<Case>| match field.as_str() {
                "unit" => case.unit.township.name == value,
                "topic" => {
                    let set = case.entries.iter().map(|entry| &entry.competition.theme);
                    set.chain([&case.theme]).any(|theme| theme.as_ref() == Some(&value))
                }
                "year" => case.entries.iter().any(|e| e.competition.quarter().year().to_string() == value),
                _ => {
                    let best = case.entries.iter().map(Entry::result).max_by_key(|result| policy.order(result));
                    best.is_some_and(|best| best.name == value || best.implies.contains(&value))
                }
            };
            let own = built.archive.cases.iter().filter(|case| case.dimensions.contains(dimension));
            assert_eq!(own.filter(has).count(), within, "{value} within {}", dimension.name);
        }
    }
}

#[test]
fn a_village_offers_pages_only_because_the_search_knows_no_villages() {
    let html = html(&Built::new(SMALL), "units/hu-dong-jie-dao/qing-he-she-qu.html");
    assert_eq!(counts(&html, "dimension"), expected(&[("乡村产业", 4, 2), ("组织建设", 1, 1)]));
    assert_eq!(counts(&html, "unit"), []);
    assert!(!html.contains("data-narrow") && !html.contains("data-sorts"));
}

#[test]
fn a_list_of_one_case_has_no_conditions() {
    let built = Built::new(SMALL);
    assert!(conditions(&html(&built, "dimensions/governance.html")).is_empty());
    assert!(conditions(&html(&built, "dimensions/culture.html")).is_empty());
}

#[test]
fn without_a_search_the_pages_of_the_values_are_left() {
    let built = Built::new(&SMALL.replace("name: 甲区擂台", "name: 甲区擂台\nsearch: false"));
    let html = html(&built, "dimensions/industry.html");
    assert_eq!(counts(&html, "unit").len(), 2);
    assert!(!html.contains("data-narrow") && !html.contains("data-sorts") && !html.contains("search.html"));
}

#[test]
fn every_page_of_a_list_has_the_same_conditions_and_orders() {
    let mut text = SMALL.to_owned();
    for number in 0..25 {
        let header = "dimension: 其他\nunit: 月坪村\ncompetition: 2026Q1";
        write!(text, "-- content/cases/n{number}.md --\n---\ntitle: 案例{number}\n{header}\n---\n").expect("to memory");
    }
    let built = Built::new(&text);
    let all = |route: &str| conditions(&html(&built, route)).into_keys().collect::<Vec<_>>();
    assert_eq!(all("cases/index.html"), all("cases/page-2.html"));
    let by_date = |route: &str| html(&built, route).contains(">按日期</a>");
    let lists = ["cases/index.html", "cases/page-2.html", "dimensions/other.html"];
    assert_eq!(lists.map(by_date), [false, false, true], "what is by date already cannot be put so");
}
