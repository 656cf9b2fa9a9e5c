//! The rules of the contest as properties of whole builds: archives made at random in, standings out.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use leitai::archive::Edition;
use leitai::model::{Bundle, Diagnostics, Route, SourcePath};
use leitai::pipeline::{Request, build};
use leitai::source::Sources;
use proptest::prelude::*;

const TOWNSHIPS: [&str; 4] = ["甲镇", "乙乡", "丙街道", "丁镇"];

/// Results from the least to the best, with their points in tenths.
const RESULTS: [(&str, u32); 5] = [("参赛", 0), ("交流经验", 2), ("观摩点", 2), ("推荐市级", 5), ("市级典型案例", 5)];

/// An entry: the quarter counted from 2024Q1, at district level or not, and the result by its place.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Entry {
    quarter: usize,
    is_district: bool,
    result: usize,
}

#[derive(Clone, Debug)]
struct Case {
    township: usize,
    entries: Vec<Entry>,
}

/// Cases of up to five entries, each in another competition.
fn cases() -> impl Strategy<Value = Vec<Case>> {
    let entry = (0..12_usize, any::<bool>(), 0..RESULTS.len());
    let entries = prop::collection::btree_map((0..12_usize, any::<bool>()), entry, 1..5).prop_map(|entries| {
        let make = |((quarter, is_district), (_, _, result))| Entry { quarter, is_district, result };
        entries.into_iter().map(make).collect()
    });
    let case = (0..TOWNSHIPS.len(), entries).prop_map(|(township, entries)| Case { township, entries });
    prop::collection::vec(case, 1..12)
}

fn competition(township: usize, entry: &Entry) -> String {
    let quarter = format!("{}Q{}", 2024 + entry.quarter / 4, entry.quarter % 4 + 1);
    if entry.is_district { quarter } else { format!("{quarter}-{}", TOWNSHIPS[township]) }
}

fn year(entry: &Entry) -> usize {
    2024 + entry.quarter / 4
}

/// The site of these cases; `names` says what each case's file is called.
fn site(cases: &[Case], names: &[usize], policy: &str) -> Bundle {
    let mut files: Vec<(String, String)> = vec![
        ("content/site.yaml".into(), format!("name: 某区案例库\n{policy}")),
        ("content/units.yaml".into(), TOWNSHIPS.map(|township| format!("{township}: [{township}东村]\n")).concat()),
    ];
    let ids: BTreeSet<String> =
        cases.iter().flat_map(|case| case.entries.iter().map(|entry| competition(case.township, entry))).collect();
    for id in ids {
        files.push((format!("content/competitions/{id}.md"), format!("---\nid: {id}\npublished: 2026-12-30\n---\n")));
    }
    for (number, case) in cases.iter().enumerate() {
        let mut text = format!("---\ntitle: 案例{number}\nslug: case-{number}\ndimension: 乡村治理\n");
        let _ = writeln!(text, "unit: {}\nentries:", TOWNSHIPS[case.township]);
        for entry in &case.entries {
            let (id, result) = (competition(case.township, entry), RESULTS[entry.result].0);
            let _ = writeln!(text, "  - {{competition: {id}, result: {result}}}");
        }
        text += "---\n## 主要做法\n做法。\n## 工作亮点\n亮点。\n## 取得成效\n成效。\n";
        files.push((format!("content/cases/{}.md", names[number]), text));
    }
    let files = files.into_iter().map(|(path, text)| (SourcePath::new(&path).unwrap(), text.into_bytes()));
    let mut diagnostics = Diagnostics::default();
    let today = "2026-12-31".parse().unwrap();
    let request = Request { edition: Edition { today, drafts: false, future: false }, base_url: None, drawer: None };
    let built = build(&mut diagnostics, &Sources::from_memory(files), &request, &mut |_| {});
    built.unwrap_or_else(|| panic!("{diagnostics:?}")).bundle
}

fn in_order(cases: &[Case]) -> Vec<usize> {
    (100..100 + cases.len()).collect()
}

/// The standing of a year as (township, points, rank); empty where the year has none.
fn standing(bundle: &Bundle, year: usize) -> Vec<(String, String, u64)> {
    let Some(bytes) = bundle.get(&Route::new(&format!("data/standing-{year}.json")).unwrap()) else {
        return Vec::new();
    };
    let rows: Vec<serde_json::Value> = serde_json::from_slice(bytes).unwrap();
    let text = |row: &serde_json::Value, key: &str| row[key].as_str().unwrap().to_owned();
    rows.iter().map(|row| (text(row, "unit"), text(row, "bonus"), row["rank"].as_u64().unwrap())).collect()
}

/// The same standing, counted here in whole tenths, in the plainest way.
fn recount(cases: &[Case], of: usize) -> Vec<(String, String, u64)> {
    let mut totals: BTreeMap<usize, u32> = BTreeMap::new();
    for case in cases {
        let district = case.entries.iter().filter(|entry| entry.is_district && year(entry) == of);
        if let Some(best) = district.map(|entry| RESULTS[entry.result].1).max() {
            *totals.entry(case.township).or_default() += best;
        }
    }
    let mut rows: Vec<(usize, u32)> = totals.into_iter().collect();
    rows.sort_by_key(|&(township, tenths)| (u32::MAX - tenths, township));
    let rank = |tenths: u32| 1 + rows.iter().filter(|(_, other)| *other > tenths).count() as u64;
    rows.iter().map(|&(township, tenths)| (TOWNSHIPS[township].to_owned(), decimal(tenths), rank(tenths))).collect()
}

fn decimal(tenths: u32) -> String {
    if tenths.is_multiple_of(10) { (tenths / 10).to_string() } else { format!("{}.{}", tenths / 10, tenths % 10) }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn a_standing_equals_an_independent_recount(cases in cases()) {
        let bundle = site(&cases, &in_order(&cases), "");
        for year in 2024..2027 {
            prop_assert_eq!(standing(&bundle, year), recount(&cases, year));
        }
    }

    #[test]
    fn the_order_of_the_files_changes_nothing(
        (cases, names) in cases().prop_flat_map(|cases| {
            let names = Just(in_order(&cases)).prop_shuffle();
            (Just(cases), names)
        })
    ) {
        prop_assert_eq!(site(&cases, &in_order(&cases), ""), site(&cases, &names, ""));
    }

    #[test]
    fn a_lower_result_added_to_a_case_never_changes_a_total(
        cases in cases(), chosen in any::<prop::sample::Index>(), quarter in 0..12_usize, is_district in any::<bool>(),
    ) {
        let before = site(&cases, &in_order(&cases), "");
        let mut more = cases.clone();
        let case = &mut more[chosen.index(cases.len())];
        let mut added = Entry { quarter, is_district, result: 0 };
        prop_assume!(!case.entries.iter().any(|e| e.quarter == quarter && e.is_district == is_district));
        // The highest result that is not above what the case has in that year already.
        let of_year = case.entries.iter().filter(|entry| entry.is_district && year(entry) == year(&added));
        let Some(best) = of_year.map(|entry| entry.result).max() else { return Ok(()) };
        added.result = best;
        case.entries.push(added);
        let after = site(&more, &in_order(&more), "");
        for year in 2024..2027 {
            prop_assert_eq!(standing(&before, year), standing(&after, year));
        }
    }

    #[test]
    fn counted_once_for_ever_a_case_brings_its_highest_bonus_and_no_more(cases in cases()) {
        let bundle = site(&cases, &in_order(&cases), "policy: {same_case: ever}\n");
        let bytes = bundle.get(&Route::new("data/cases.json").unwrap()).unwrap();
        let data: Vec<serde_json::Value> = serde_json::from_slice(bytes).unwrap();
        for row in data {
            let number: usize = row["slug"].as_str().unwrap()["case-".len()..].parse().unwrap();
            let years = row["year_bonus"].as_object().unwrap().values();
            let counted: Vec<String> = years.map(|b| b.as_str().unwrap().to_owned()).filter(|b| b != "0").collect();
            let district = cases[number].entries.iter().filter(|entry| entry.is_district);
            let highest = district.map(|entry| RESULTS[entry.result].1).max().filter(|tenths| *tenths > 0);
            let expected: Vec<String> = highest.map(decimal).into_iter().collect();
            prop_assert_eq!(counted, expected);
        }
    }
}
