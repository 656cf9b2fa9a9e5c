//! Facets, against a recount from `data/cases.json`.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::build;
use crate::made::Made;
use crate::reader::{Field, Index};

const FIELDS: [&str; 8] = ["dimension", "year", "quarter", "unit", "result", "topic", "level", "bonus"];

/// The strings of a value that is one or a list.
fn list(value: &Value) -> Vec<String> {
    let all = value.as_array().cloned().unwrap_or_else(|| vec![value.clone()]);
    all.iter().filter_map(Value::as_str).map(str::to_owned).collect()
}

fn recounted(case: &Value, field: &str) -> BTreeSet<String> {
    let entries = case["entries"].as_array().expect("a list").iter();
    let quarters = entries.clone().filter_map(|entry| entry["quarter"].as_str());
    match field {
        "dimension" => list(&case["dimension"]).into_iter().collect(),
        "year" => quarters.map(|quarter| quarter[..4].to_owned()).collect(),
        "quarter" => quarters.map(quarter_name).collect(),
        "unit" => list(&case["unit"]["township"]).into_iter().collect(),
        "result" => {
            let own: BTreeSet<String> = list(&case["result"]).into_iter().collect();
            let implied = own.contains("市级典型案例").then(|| "推荐市级".to_owned());
            own.into_iter().chain(implied).collect()
        }
        "topic" => entries.map(|entry| &entry["theme"]).chain([&case["theme"]]).flat_map(list).collect(),
        "level" => entries.flat_map(|entry| list(&entry["level"])).collect(),
        _ => list(&case["bonus"]).into_iter().collect(),
    }
}

fn quarter_name(quarter: &str) -> String {
    let number = ["一", "二", "三", "四"][usize::from(quarter.as_bytes()[5] - b'1')];
    format!("{}年第{number}季度", &quarter[..4])
}

#[test]
fn the_values_of_every_document_are_those_of_the_open_data() {
    let (archive, files) = build(&Made::new().files);
    let index = Index::read(&files);
    let cases = leitai::data::files(&archive).into_iter().find(|(route, _)| route.as_str() == "data/cases.json");
    let cases: Vec<Value> = serde_json::from_slice(&cases.expect("it is written").1).expect("JSON");
    let by_url: BTreeMap<&str, &Value> =
        cases.iter().map(|case| (case["url"].as_str().expect("a URL"), case)).collect();
    for (number, one) in index.stored.iter().enumerate() {
        let (folder, _) = one.url.split_once('/').expect("a folder");
        let kind =
            [("cases", "案例"), ("competitions", "场次"), ("pages", "页面")].iter().find(|kind| kind.0 == folder);
        assert_eq!(index.values("kind", number), [kind.expect("a kind").1]);
        for field in FIELDS {
            let expected = by_url.get(one.url.as_str()).map(|case| recounted(case, field)).unwrap_or_default();
            let values = index.values(field, number).into_iter().map(str::to_owned);
            assert_eq!(values.collect::<BTreeSet<String>>(), expected, "{field} of {}", one.url);
        }
    }
    assert_eq!(index.facets.len(), FIELDS.len() + 1);
}

#[test]
fn values_that_have_pages_lead_to_them() {
    let (archive, files) = build(&Made::new().files);
    let index = Index::read(&files);
    for field in ["dimension", "year", "unit", "result", "topic"] {
        let Field { values, pages, .. } = &index.facets[field];
        assert_eq!(values.len(), pages.len(), "{field}");
    }
    let page = |field: &str, value: &str| {
        let Field { values, pages, .. } = &index.facets[field];
        pages[values.iter().position(|one| one == value).expect("it is there")].clone()
    };
    assert_eq!(page("unit", "月坪乡"), "units/yue-ping-xiang.html");
    assert_eq!(page("result", "推荐市级"), "results/recommended.html");
    assert_eq!(page("year", "2026"), "years/2026.html");
    let topic = &archive.topics[0];
    assert_eq!(page("topic", &topic.name), format!("topics/{}.html", topic.slug));
    assert!(["quarter", "level", "bonus", "kind"].iter().all(|field| index.facets[*field].pages.is_empty()));
}

#[test]
fn values_are_listed_in_the_order_of_the_house() {
    let index = Index::read(&build(&Made::new().files).1);
    let values = |field: &str| index.facets[field].values.clone();
    assert_eq!(values("kind"), ["案例", "场次", "页面"]);
    assert_eq!(values("quarter"), ["2026年第二季度", "2026年第一季度"]);
    assert_eq!(values("unit"), ["湖东街道", "月坪乡"]);
    let mut bonus: Vec<f64> = values("bonus").iter().map(|points| points.parse().expect("a number")).collect();
    let listed = bonus.clone();
    bonus.sort_by(|a, b| b.total_cmp(a));
    assert_eq!(listed, bonus, "the highest first");
}
