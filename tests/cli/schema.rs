//! The schemas for editors say what the parser takes: no more, no less.

use std::path::Path;

use leitai::archive::SITE_KEYS;
use leitai::document::keys::{KeyTable, Shape};
use leitai::document::{CASE_KEYS, COMPETITION_KEYS, PAGE_KEYS, TOWNSHIP_KEYS, VILLAGE_KEYS};
use regex_lite::Regex;
use serde_json::Value;
use walkdir::WalkDir;

use crate::support::Archive;
use crate::type_in;

const ALL: [&str; 5] = ["case", "competition", "page", "units", "site"];

/// A schema as it is for the archive in a folder.
fn schema(root: &Path, kind: &str) -> Value {
    let said = type_in(root, &["schema", kind]);
    assert_eq!((said.code, said.err.as_str()), (Some(0), ""), "{kind}");
    serde_json::from_str(&said.out).unwrap()
}

fn sample() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// What is wrong with a value, as a validator of the keywords that the schemas use.
fn faults(schema: &Value, value: &Value) -> Vec<String> {
    let mut found = Vec::new();
    for (keyword, wanted) in schema.as_object().unwrap() {
        let is_kept = match keyword.as_str() {
            "type" => types(wanted).iter().any(|name| is_of_type(name, value)),
            "enum" => wanted.as_array().unwrap().contains(value),
            "pattern" => value.as_str().is_none_or(|text| Regex::new(wanted.as_str().unwrap()).unwrap().is_match(text)),
            "maximum" => value.as_f64().is_none_or(|number| number <= wanted.as_f64().unwrap()),
            "minimum" => value.as_f64().is_none_or(|number| number >= wanted.as_f64().unwrap()),
            "required" => wanted.as_array().unwrap().iter().all(|key| value.get(key.as_str().unwrap()).is_some()),
            "anyOf" => wanted.as_array().unwrap().iter().any(|one| faults(one, value).is_empty()),
            "allOf" => wanted.as_array().unwrap().iter().all(|one| faults(one, value).is_empty()),
            "items" => value.as_array().into_iter().flatten().all(|item| faults(wanted, item).is_empty()),
            "properties" => {
                let known =
                    value.as_object().into_iter().flatten().filter_map(|(key, value)| Some((wanted.get(key)?, value)));
                found.extend(known.flat_map(|(schema, value)| faults(schema, value)));
                true
            }
            "additionalProperties" => {
                let known = &schema["properties"];
                let other =
                    value.as_object().into_iter().flatten().filter(|(key, _)| known.get(key.as_str()).is_none());
                match wanted {
                    Value::Bool(false) => {
                        found.extend(other.map(|(key, _)| format!("{key} is unknown")));
                    }
                    schema => found.extend(other.flat_map(|(_, value)| faults(schema, value))),
                }
                true
            }
            "$schema" | "default" | "title" | "description" | "examples" | "patternErrorMessage" => true,
            other => panic!("the validator does not know {other}"),
        };
        if !is_kept {
            found.push(format!("{value} against {keyword}"));
        }
    }
    found
}

fn types(wanted: &Value) -> Vec<&str> {
    wanted
        .as_array()
        .map_or_else(|| vec![wanted.as_str().unwrap()], |all| all.iter().filter_map(Value::as_str).collect())
}

fn is_of_type(name: &str, value: &Value) -> bool {
    match name {
        "string" => value.is_string(),
        "number" => value.is_number(),
        "integer" => value.is_u64(),
        "object" => value.is_object(),
        "array" => value.is_array(),
        "null" => value.is_null(),
        other => panic!("no such type: {other}"),
    }
}

fn yaml(text: &str) -> Value {
    serde_yaml::from_str(text).unwrap()
}

/// Checks that a schema of a mapping has exactly these keys, and needs those that are needed.
fn holds(schema: &Value, keys: KeyTable) {
    let written: Vec<&str> = schema["properties"].as_object().unwrap().keys().map(String::as_str).collect();
    let known: Vec<&str> = keys.iter().flat_map(|row| [row.name, row.alias]).filter(|name| !name.is_empty()).collect();
    assert_eq!(written, known);
    assert_eq!(schema["additionalProperties"], false);
    for row in keys {
        let one = &schema["properties"][row.name];
        assert!(one["description"].as_str().unwrap().starts_with(row.about), "{}", row.name);
        match row.shape {
            Shape::Map(inner) => holds(one, inner),
            Shape::Maps(inner) => {
                holds(&one["anyOf"][0], inner);
                holds(&one["anyOf"][1]["items"], inner);
            }
            _ => {}
        }
    }
}

#[test]
fn every_key_that_the_parser_knows_is_in_the_schema() {
    let keys = [("case", CASE_KEYS), ("competition", COMPETITION_KEYS), ("page", PAGE_KEYS), ("site", SITE_KEYS)];
    for (kind, keys) in keys {
        holds(&schema(sample(), kind), keys);
    }
    let units = schema(sample(), "units");
    let township = &units["additionalProperties"]["anyOf"];
    holds(&township[1], TOWNSHIP_KEYS);
    holds(&township[0]["items"]["anyOf"][1], VILLAGE_KEYS);
}

#[test]
fn the_sample_archive_keeps_to_the_schemas() {
    let mut count = 0;
    for (kind, folder) in [("case", "cases"), ("competition", "competitions"), ("page", "pages")] {
        let schema = schema(sample(), kind);
        for file in WalkDir::new(sample().join("content").join(folder)).into_iter().map(Result::unwrap) {
            if file.path().extension().is_some_and(|extension| extension == "md") {
                let text = std::fs::read_to_string(file.path()).unwrap();
                let front_matter = text.strip_prefix("---\n").unwrap().split_once("\n---\n").unwrap().0;
                assert_eq!(faults(&schema, &yaml(front_matter)), Vec::<String>::new(), "{}", file.path().display());
                count += 1;
            }
        }
    }
    assert!(count > 60, "{count}");
    for kind in ["units", "site"] {
        let text = std::fs::read_to_string(sample().join(format!("content/{kind}.yaml"))).unwrap();
        assert_eq!(faults(&schema(sample(), kind), &yaml(&text)), Vec::<String>::new(), "{kind}");
    }
}

#[test]
fn what_the_parser_refuses_the_schema_refuses() {
    let archive = Archive::valid();
    let schema = schema(&archive.path(""), "case");
    let good = "title: 甲\n单位: 青禾社区\ndimension: [乡村治理, 其他]\ncompetition: 2026Q3\n";
    let cases = [
        ("", true),
        ("date: 2026-09-01", true),
        ("date:", true),
        ("funding: 12.5\nrank: 2\ntie: 是\ndraft: false", true),
        ("presenter: {name: 张三, 职务: 驻村第一书记}", true),
        ("date: 2026.9.1", false),
        ("rank: 0", false),
        ("rank: 一", false),
        ("funding: -1", false),
        ("draft: 可以", false),
        ("track: 自选", false),
        ("result: 参加", false),
        ("slug: Jia", false),
        ("presenter: {role: 驻村第一书记}", false),
        ("withdrawn: {date: 2026-07-05}", false),
        ("summary: 12", false),
        ("rseult: 观摩点", false),
        ("extra: 甲", false),
    ];
    for (lines, is_good) in cases {
        let found = faults(&schema, &yaml(&format!("{good}{lines}\n")));
        assert_eq!(found.is_empty(), is_good, "{lines}: {found:?}");
        let front_matter = format!("{good}{lines}");
        let errors = Archive::valid().with_front_matter(&front_matter).check().lines();
        assert_eq!(!errors.iter().any(|line| line.ends_with("error")), is_good, "{lines}: {errors:?}");
    }
}

#[test]
fn what_must_be_written_is_needed_in_both() {
    let archive = Archive::valid();
    for (kind, path, text) in [
        ("case", "content/cases/a.md", "---\n{}\n---\n"),
        ("page", "content/pages/a.md", "---\n{}\n---\n"),
        ("competition", "content/competitions/2026Q3.md", "---\n{}\n---\n"),
        ("site", "content/site.yaml", "district: XX区\n"),
    ] {
        let schema = schema(&archive.path(""), kind);
        let archive = Archive::valid().with_bytes(path, text.as_bytes());
        let run = archive.check();
        let missing = run.diagnostics.iter().filter(|d| d["code"] == "LT301" && d["file"] == path);
        let mut missing: Vec<String> =
            missing.map(|d| d["message"].as_str().unwrap().split(['「', '」']).nth(1).unwrap().to_owned()).collect();
        let mut needed: Vec<String> = schema["allOf"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|one| one["anyOf"][0]["required"][0].as_str().unwrap().to_owned())
            .collect();
        missing.sort();
        needed.sort();
        assert_eq!(missing, needed, "{kind}");
    }
}

#[test]
fn names_are_those_of_the_archive() {
    let archive = Archive::valid().replacing(
        "content/site.yaml",
        "district: XX区\n",
        "district: XX区\ndimensions: [{name: 乡村治理, slug: governance}, {name: 数字乡村, slug: digital}]\n",
    );
    let schema = schema(&archive.path(""), "case");
    assert_eq!(schema["properties"]["维度"]["anyOf"][0]["enum"], serde_json::json!(["乡村治理", "数字乡村"]));
    assert_eq!(schema["properties"]["competition"]["examples"], serde_json::json!(["2026Q3"]));
    assert_eq!(schema["properties"]["unit"]["examples"][1], "湖东街道/青禾社区");
}

#[test]
fn schemas_are_written_beside_settings_that_stay() {
    let archive = Archive::valid().with("-- .vscode/settings.json --\n{\"editor.wordWrap\": \"on\"}\n");
    let said = archive.types(&["schema", "--write"]);
    assert_eq!(said.code, Some(0), "{}", said.err);
    for kind in ALL {
        let schema = schema(&archive.path(""), kind);
        let written: Value = serde_json::from_str(&archive.text(&format!(".vscode/schemas/{kind}.json"))).unwrap();
        assert_eq!(written, schema, "{kind}");
    }
    assert_eq!(archive.text(".vscode/settings.json"), "{\"editor.wordWrap\": \"on\"}\n");
    assert!(said.err.contains("settings.json 已经有了，没有改动它"), "{}", said.err);
    assert!(said.err.contains("\"./.vscode/schemas/site.json\": \"content/site.yaml\""), "{}", said.err);
    assert!(archive.text(".vscode/tasks.json").contains("leitai check --watch --format github"));
}

#[test]
fn schemas_that_are_as_they_were_are_left_alone() {
    let archive = Archive::valid();
    assert_eq!(archive.types(&["schema", "--write"]).code, Some(0));
    let again = archive.types(&["schema", "--write"]);
    assert_eq!((again.code, again.out.as_str()), (Some(0), ""), "{}", again.err);
    assert!(again.err.ends_with("里的说明都是最新的，没有改动\n"), "{}", again.err);
    let archive = archive.with("-- content/units.yaml --\n云岭镇: [上云村]\n湖东街道: [青禾社区]\n山前镇: [山前村]\n");
    let changed = archive.types(&["schema", "--write"]);
    assert_eq!(changed.out.lines().count(), 1, "{}", changed.out);
}

/// The slips of YAML are found by the keys that there are, so these must be known there too.
#[test]
fn a_key_without_its_colon_is_known_as_one() {
    let schema = schema(&Archive::valid().path(""), "case");
    let keys: Vec<&String> = schema["properties"].as_object().unwrap().keys().collect();
    for keys in keys.chunks(20) {
        let lines: Vec<String> = keys.iter().map(|key| format!("{key}；甲")).collect();
        let said = Archive::valid().with_lines(&lines.join("\n")).types_today(&["check"]).out;
        for key in keys {
            assert!(said.contains(&format!("请改成「{key}: 甲」")), "{key}: {said}");
        }
    }
}

/// VS Code finds the places of problems by the expression in `tasks.json`.
#[test]
fn the_task_reads_what_check_prints() {
    let archive = Archive::valid().with_lines("rseult: 观摩点");
    assert_eq!(archive.types(&["schema", "--write"]).code, Some(0));
    let tasks: Value = serde_json::from_str(&archive.text(".vscode/tasks.json")).unwrap();
    let pattern = tasks["tasks"][0]["problemMatcher"]["pattern"]["regexp"].as_str().unwrap();
    let said = archive.types_today(&["check", "--format", "github"]);
    let regex = Regex::new(pattern).unwrap();
    let found = regex.captures(said.out.lines().next().unwrap()).unwrap();
    let parts: Vec<&str> = (1..=5).map(|at| &found[at]).collect();
    assert_eq!(parts, ["error", "content/cases/a.md", "7", "1", "LT302"], "{}", said.out);
    assert!(found[6].starts_with("没有「rseult」这一项"), "{}", &found[6]);
}
