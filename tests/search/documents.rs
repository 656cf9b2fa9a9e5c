//! Which documents there are, how they are numbered, and that nothing else is in any file.

use leitai::model::{Diagnostics, Route};
use leitai::pipeline::{self, Request};

use crate::reader::{Files, Index, unpacked};
use crate::{EDITION, FRAME, build, case, index, plain_case, sources};

fn urls(index: &Index) -> Vec<&str> {
    index.stored.iter().map(|one| one.url.as_str()).collect()
}

#[test]
fn documents_are_numbered_by_day_then_kind() {
    let days = [("b", "2026-05-01"), ("old", "2025-01-02"), ("k", "2026-04-10"), ("z", "2026-11-25")];
    let cases: String = days.iter().map(|(slug, day)| plain_case(slug, day, slug, "")).collect();
    let expected = [
        "pages/about.html",
        "cases/old.html",
        "competitions/2026q1.html",
        "cases/k.html",
        "cases/b.html",
        "competitions/2026q2-hu-dong-jie-dao.html",
        "cases/z.html",
    ];
    assert_eq!(urls(&index(&cases)), expected);
}

#[test]
fn what_a_result_shows_is_stored_with_the_document() {
    let lines =
        "title: 鄉村〔一〕\nunit: 青禾社区\ndimension: 乡村产业\ncompetition: 2026Q1\nresult: 观摩点\ndate: 2026-05-01";
    let index = index(&case(
        "a",
        lines,
        "## 主要做法\n\n**加粗**的[字](https://example.invalid/)。\n\n| 甲 | 乙 |\n| - | - |\n| 丙 | 丁 |",
    ));
    let one = index.stored.iter().find(|one| one.slug == "a").expect("the case");
    assert_eq!(
        (one.url.as_str(), one.title.as_str(), one.words.as_str()),
        ("cases/a.html", "鄉村〔一〕", "湖东街道青禾社区\n强产业")
    );
    assert_eq!(one.facts, "湖东街道青禾社区 · 2026年第一季度 · 乡村产业 · 观摩点 · 加 0.2 分");
    assert_eq!(one.body, "主要做法\n加粗的字。\n甲 乙\n丙 丁");
    assert_eq!(one.flags, 1, "it has a traditional character");
    let others = index.stored.iter().filter(|one| one.slug != "a");
    assert!(others.into_iter().all(|one| one.slug.is_empty() && one.flags == 0));
}

#[test]
fn a_result_says_of_a_township_stands_behind_the_districts() {
    let entries = "[{competition: 2026Q1, result: 观摩点}, {competition: 2026Q2-湖东街道, result: 推荐市级}]";
    let lines =
        format!("title: 甲\nunit: 青禾社区\ndimension: [乡村产业, 乡村治理]\ndate: 2026-05-01\nentries: {entries}");
    let index = index(&case("a", &lines, ""));
    let one = index.stored.iter().find(|one| one.slug == "a").expect("the case");
    let facts = "湖东街道青禾社区 · 2026年第一季度 · 乡村产业、乡村治理 · 观摩点 · 加 0.2 分 · 乡镇级推荐市级";
    assert_eq!(one.facts, facts);
}

#[test]
fn the_manifest_describes_the_files() {
    let (_, files) = build(&format!("{FRAME}{}", plain_case("a", "2026-05-01", "一", "")));
    let index = Index::read(&files);
    let manifest = &index.manifest;
    assert_eq!((manifest.format, manifest.documents, manifest.per_store, manifest.split), (2, 4, 1, false));
    assert!(!manifest.common);
    assert!(manifest.buckets.is_power_of_two() && manifest.id.len() == 8);
    let terms = files.keys().filter(|name| name.starts_with('t')).count();
    assert_eq!(files.len(), terms + 4 + manifest.buckets + ["facets", "fold", "manifest"].len());
}

/// All that the files say: packed texts, and each term of the others.
fn told(files: &Files) -> String {
    let texts = files.keys().filter(|name| !name.starts_with('t')).map(|name| unpacked(files, name));
    let index = Index::read(files);
    let terms = index.terms().map(|(term, _)| String::from_utf16_lossy(&term));
    texts.chain(terms).collect::<Vec<_>>().join("\n")
}

#[test]
fn nothing_of_a_case_that_is_not_public_is_in_any_file() {
    let made = |slug: &str, title: &str, lines: &str| {
        let fixed = "unit: 月坪村\ndimension: 乡村产业\ncompetition: 2026Q1\nresult: 观摩点";
        case(
            slug,
            &format!("title: {title}\n{fixed}\ntags: [{title}签]\ntheme: {title}题\n{lines}"),
            &format!("{title}文"),
        )
    };
    let shown = made("shown", "甴", "date: 2026-05-01");
    let hidden = [
        made("qi", "鼛", "date: 2026-05-01\ndraft: true"),
        made("wang", "鼜", "date: 2026-12-24"),
        made("jiu", "鼝", "date: 2026-05-01\nexpires: 2026-10-01"),
        made("che", "鼞", "date: 2026-05-01\nwithdrawn: {date: 2026-08-01, reason: 黱有误}"),
        "-- content/pages/gao.md --\n---\ntitle: 鼟\ndraft: true\n---\n\n鼟文\n".to_owned(),
    ];
    let with = told(&build(&format!("{FRAME}{shown}{}", hidden.concat())).1);
    assert!(with.contains('甴'));
    for c in ['鼛', '鼜', '鼝', '鼞', '鼟', '黱'] {
        assert!(!with.contains(c), "{c}");
    }
    for slug in ["qi", "wang", "jiu", "che", "gao"] {
        assert!(!with.contains(&format!("/{slug}.html")), "{slug}");
    }
    let (_, files) = build(&format!("{FRAME}{shown}"));
    assert_eq!(with, told(&files), "an archive without them gives the same");
}

#[test]
fn a_result_before_its_day_is_in_no_file() {
    let frame = FRAME.replace("published: 2026-04-10", "published: 2026-12-01");
    let case = plain_case("a", "2026-05-01", "一", "");
    let (_, files) = build(&format!("{frame}{case}"));
    let index = Index::read(&files);
    let number = index.stored.iter().position(|one| one.slug == "a").expect("the case");
    assert_eq!(index.stored[number].facts, "月坪乡月坪村 · 2026年第一季度 · 乡村产业 · 待公布");
    assert_eq!(index.values("result", number), ["待公布"]);
    assert_eq!(index.values("bonus", number), ["0"]);
    let contest = index.stored.iter().find(|one| one.title == "第一季度比武").expect("the contest");
    assert_eq!(contest.body, "", "its account may tell them");
}

#[test]
fn the_account_of_a_contest_waits_for_its_results() {
    let page = |published: &str| {
        let files = FRAME.replace("published: 2026-04-10", &format!("published: {published}"));
        let request = Request { edition: EDITION, base_url: None, drawer: None };
        let built =
            pipeline::build(&mut Diagnostics::default(), &sources(&files), &request, &mut |_| {}).expect("a site");
        let is_page = |(route, _): &(&Route, _)| route.as_str() == "competitions/2026q1.html";
        let (_, bytes) = built.bundle.iter().find(is_page).expect("its page");
        String::from_utf8(bytes.to_vec()).expect("UTF-8")
    };
    let (over, pending) = (page("2026-04-10"), page("2026-12-01"));
    assert!(over.contains("现场观摩三天") && !over.contains("一同公布"));
    assert!(!pending.contains("现场观摩三天") && pending.contains("比武纪实也一同公布"));
}

#[test]
fn a_site_without_search_has_neither_its_files_nor_its_page() {
    let case = plain_case("a", "2026-05-01", "一", "");
    for (search, count) in [("", 1), ("search: false\n", 0)] {
        let files = format!("{FRAME}{case}").replacen("name: 甲区擂台\n", &format!("name: 甲区擂台\n{search}"), 1);
        let request = Request { edition: EDITION, base_url: None, drawer: None };
        let mut diagnostics = Diagnostics::default();
        let built = pipeline::build(&mut diagnostics, &sources(&files), &request, &mut |_| {}).expect("a site");
        let all: Vec<&Route> = built.bundle.iter().map(|(route, _)| route).collect();
        let having = |name: &str| all.iter().filter(|route| route.as_str() == name).count();
        assert_eq!((having("search.html"), having("search/manifest.js")), (count, count));
        assert_eq!(all.iter().any(|route| route.as_str().starts_with("search/")), count == 1);
        assert_eq!(all.iter().filter(|route| route.as_str().starts_with("assets/search")).count(), 4 * count);
    }
}
