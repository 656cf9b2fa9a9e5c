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

/// The small archive and four more cases of one village, so that its lists are long enough to narrow.
fn wide() -> String {
    more("乡村产业", "2025Q4", |_| "青禾社区", 4)
}

/// The small archive and so many more cases.
fn more(dimension: &str, contest: &str, unit: impl Fn(usize) -> &'static str, count: usize) -> String {
    let mut text = SMALL.to_owned();
    for number in 0..count {
        let header = format!("dimension: {dimension}\nunit: {}\ncompetition: {contest}", unit(number));
        write!(text, "-- content/cases/n{number}.md --\n---\ntitle: 案例{number}\n{header}\n---\n").expect("to memory");
    }
    text
}

/// The years of the small archive: their pages list no cases.
fn years(newer: usize, older: usize) -> [(String, Option<usize>, usize); 2] {
    [("2025".into(), None, older), ("2026".into(), None, newer)]
}

#[test]
fn no_more_townships_are_named_than_a_district_has() {
    let mut text = "-- content/competitions/2026Q3.md --\n---\npublished: 2026-09-01\n---\n".to_owned();
    for number in 0..250 {
        let header = format!("title: 案例{number}\nunit: 乡{}\ndimension: 乡村治理", number % 230);
        write!(text, "-- content/cases/n{number}.md --\n---\n{header}\ncompetition: 2026Q3\n---\n").expect("to memory");
    }
    let html = html(&Built::new(&text), "cases/index.html");
    let counts = counts(&html, "unit");
    assert_eq!(counts.len(), 200);
    assert_eq!(counts.iter().filter(|(_, _, within)| *within == 2).count(), 20);
}

#[test]
fn all_cases_can_be_narrowed_by_five_fields() {
    let html = html(&Built::new(&wide()), "cases/index.html");
    assert_eq!(counts(&html, "dimension"), expected(&[("乡村产业", 8, 8), ("组织建设", 1, 1), ("乡村治理", 1, 1)]));
    assert_eq!(counts(&html, "year"), years(4, 6));
    assert_eq!(counts(&html, "unit"), expected(&[("湖东街道", 7, 7), ("月坪乡", 2, 2)]));
    assert_eq!(counts(&html, "topic"), expected(&[("强产业", 6, 6), ("善治理", 3, 3)]));
}

#[test]
fn a_case_with_two_entries_counts_under_its_best_result_alone() {
    let html = html(&Built::new(&wide()), "cases/index.html");
    let wanted = [("市级典型案例", 1, 1), ("推荐市级", 1, 1), ("观摩点", 3, 3), ("参赛", 5, 5)];
    assert_eq!(counts(&html, "result"), expected(&wanted));
}

#[test]
fn a_listing_counts_within_itself_and_leaves_its_own_field_out() {
    let html = html(&Built::new(&wide()), "dimensions/industry.html");
    assert_eq!(counts(&html, "dimension"), []);
    assert_eq!(counts(&html, "unit"), expected(&[("湖东街道", 7, 6), ("月坪乡", 2, 2)]));
    assert_eq!(counts(&html, "year"), years(3, 6));
    assert_eq!(attributes(&html, "data-own"), ["dimension"]);
    assert_eq!(attributes(&html, "data-own-value"), ["乡村产业"]);
    assert_eq!(attributes(&html, "data-narrow"), ["../search.html"]);
}

#[test]
fn counts_within_equal_a_recount_from_the_archive() {
    let built = Built::new(&wide());
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
    let html = html(&Built::new(&wide()), "units/hu-dong-jie-dao/qing-he-she-qu.html");
    assert_eq!(counts(&html, "dimension"), expected(&[("乡村产业", 8, 6), ("组织建设", 1, 1)]));
    assert_eq!(counts(&html, "unit"), []);
    assert!(!html.contains("data-narrow") && !html.contains("data-sorts"));
}

#[test]
fn a_handful_of_cases_has_no_conditions() {
    let built = Built::new(SMALL);
    for route in ["cases/index.html", "dimensions/industry.html", "dimensions/culture.html"] {
        assert!(conditions(&html(&built, route)).is_empty(), "{route}");
    }
}

#[test]
fn a_field_that_all_cases_of_a_list_have_alike_is_left_out() {
    let partly = html(&Built::new(&wide()), "units/hu-dong-jie-dao/qing-he-she-qu.html");
    assert_eq!(counts(&partly, "year"), years(1, 6), "one of them was in both years");
    let same = Built::new(&more("其他", "2026Q1", |_| "望湖社区", 6));
    assert!(conditions(&html(&same, "units/hu-dong-jie-dao/wang-hu-she-qu.html")).is_empty());
}

#[test]
fn a_result_that_is_still_to_come_is_a_condition_that_leads_to_its_contest() {
    let to_come = |text: &str| {
        let page = html(&Built::new(text), "cases/index.html");
        conditions(&page).into_iter().find(|((_, value), _)| value == "待公布").map(|(_, condition)| condition)
    };
    assert_eq!(to_come(&wide()), None);
    let waiting = more("其他", "2026Q2", |_| "月坪村", 3).replace("title: 案例", "date: 2026-05-01\ntitle: 案例");
    let waiting = waiting.replace("title: 第二季度", "title: 第二季度\npublished: 2027-01-10");
    assert_eq!(to_come(&waiting), Some(("../competitions/2026q2.html".to_owned(), Some(3), 3)));
}

#[test]
fn the_page_of_a_result_says_how_many_of_its_cases_are_of_townships() {
    let built = Built::new(SMALL);
    let page = html(&built, "results/showcase.html");
    assert!(page.contains("下面 3 件，区级比武 2 件，乡镇级比武 1 件"));
    assert!(!html(&built, "results/city-model.html").contains("乡镇级比武 "), "none of them is");
}

#[test]
fn without_a_search_the_pages_of_the_values_are_left() {
    let built = Built::new(&wide().replace("name: 甲区擂台", "name: 甲区擂台\nsearch: false"));
    let html = html(&built, "dimensions/industry.html");
    assert_eq!(counts(&html, "unit").len(), 2);
    assert!(!html.contains("data-narrow") && !html.contains("data-sorts") && !html.contains("search.html"));
}

#[test]
fn every_page_of_a_list_has_the_same_conditions_and_orders() {
    let text = more("其他", "2026Q1", |number| if number % 2 == 0 { "月坪村" } else { "青禾社区" }, 25);
    let built = Built::new(&text);
    let all = |route: &str| conditions(&html(&built, route)).into_keys().collect::<Vec<_>>();
    assert_eq!(all("cases/index.html"), all("cases/page-2.html"));
    let by_date = |route: &str| html(&built, route).contains(">按日期</a>");
    let lists = ["cases/index.html", "cases/page-2.html", "dimensions/other.html"];
    assert_eq!(lists.map(by_date), [false, false, true], "what is by date already cannot be put so");
}
