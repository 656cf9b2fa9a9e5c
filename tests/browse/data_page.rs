//! The page of the data: every file of `data/`, every column, nothing else.

use std::collections::BTreeSet;

use leitai::archive::Edition;
use leitai::model::Diagnostics;
use leitai::pipeline::{Request, build};
use serde_json::Value;

use crate::{SMALL, attributes, between, inline_archive};

/// The files of a site by their addresses, as text.
fn site(text: &str) -> Vec<(String, String)> {
    let sources = inline_archive::sources(text);
    let edition = Edition { today: jiff::civil::date(2026, 12, 31), drafts: false, future: false };
    let request = Request { edition, base_url: None, drawer: None };
    let built = build(&mut Diagnostics::default(), &sources, &request, &mut |_| {}).expect("a site");
    let text = |(route, bytes): (&leitai::model::Route, &[u8])| {
        (route.to_string(), String::from_utf8_lossy(bytes).into_owned())
    };
    built.bundle.iter().map(text).collect()
}

fn file<'a>(site: &'a [(String, String)], route: &str) -> &'a str {
    &site.iter().find(|(known, _)| known == route).unwrap_or_else(|| panic!("{route} is written")).1
}

#[test]
fn it_lists_exactly_the_files_of_the_folder() {
    let site = site(SMALL);
    let html = file(&site, "data/index.html");
    let main = between(html, "<main", "</main>");
    let listed: BTreeSet<&str> = attributes(main, "href").into_iter().filter_map(|h| h.strip_prefix("../")).collect();
    let written = site.iter().map(|(route, _)| route.as_str()).filter(|route| route.starts_with("data/"));
    assert_eq!(listed, written.filter(|route| *route != "data/index.html").collect());
    assert_eq!(listed.len(), 11, "cases, competitions, two years, the package");
}

#[test]
fn it_explains_each_column_of_each_table() {
    let site = site(SMALL);
    let html = file(&site, "data/index.html");
    for (section, table) in [("案例", "data/cases.csv"), ("年度加分", "data/standing-2026.csv")] {
        let part = between(html, &format!("{section}表格各列的含义，共"), "</table>");
        let named: Vec<&str> = part.split("<tr><th scope=\"row\">").skip(1).map(|row| between(row, "", "<")).collect();
        let header = file(&site, table).trim_start_matches('\u{feff}').lines().next().expect("a header");
        assert_eq!(named.join(","), header);
    }
}

#[test]
fn it_explains_each_key_of_the_json() {
    let withdrawn = "-- content/cases/w.md --\n---\ntitle: 撤\nunit: 月坪村\ndimension: 其他\ncompetition: 2026Q1\n\
                     withdrawn: {date: 2026-09-01, reason: 有误}\n---\n";
    let site = site(&format!("{SMALL}{withdrawn}"));
    let html = file(&site, "data/index.html");
    for (section, name) in [("案例", "cases"), ("比武", "competitions"), ("年度加分", "standing-2026")] {
        let part = between(html, &format!("{section}数据（JSON）各项的含义，共"), "</table>");
        let named: Vec<&str> = part.split("<code>").skip(1).map(|row| between(row, "", "<")).collect();
        let value: Value = serde_json::from_str(file(&site, &format!("data/{name}.json"))).expect("JSON");
        let mut keys: Vec<&str> = Vec::new();
        for key in value.as_array().expect("a list").iter().flat_map(|one| one.as_object().expect("an object").keys()) {
            if !keys.contains(&key.as_str()) {
                keys.push(key);
            }
        }
        assert_eq!(named, keys, "of {name}");
    }
}

#[test]
fn its_sizes_are_those_of_the_files_and_every_page_leads_to_it() {
    let site = site(SMALL);
    let html = file(&site, "data/index.html");
    let size = leitai::pages::size_in_words(file(&site, "data/cases.json").len());
    assert!(between(html, "data/cases.json\"", "</a>").contains(&size));
    for (route, page) in site.iter().filter(|(_, page)| page.starts_with("<!DOCTYPE html>")) {
        assert!(page.contains("data/index.html\""), "{route} does not lead to the data");
    }
}

#[test]
fn an_archive_without_standings_names_none() {
    let start = "-- content/site.yaml --\nname: 甲区擂台\norganization: 甲区委组织部\n";
    let site = site(start);
    let html = file(&site, "data/index.html");
    assert!(!html.contains("standing-") && !html.contains("年度加分表格"));
}

#[test]
fn sizes_are_rounded_to_one_digit() {
    let sizes = [(0, "0 字节"), (999, "999 字节"), (1_000, "1 KB"), (12_450, "12.5 KB"), (3_049_999, "3 MB")];
    for (bytes, words) in sizes {
        assert_eq!(leitai::pages::size_in_words(bytes), words);
    }
}
