//! Pages of small archives: which there are, what they list, where their links lead.

mod inline_archive;

use std::collections::BTreeSet;
use std::fmt::Write as _;

use inline_archive::Built;

const SMALL: &str = "\
-- content/site.yaml --
name: 甲区擂台
organization: 甲区委组织部
-- content/units.yaml --
湖东街道: [青禾社区, 柳堤社区]
月坪乡: [月坪村]
银杏街道: [银杏社区]
-- content/competitions/2026Q1.md --
---
id: 2026Q1
title: 第一季度
theme: 强产业
published: 2026-04-10
---
-- content/competitions/2026Q2.md --
---
id: 2026Q2
title: 第二季度
published: 2026-07-10
criteria: [{name: 实效, points: 100}]
scores: sheet.csv
---
-- content/competitions/sheet.csv --
案例,农业局,水务局
a,90,92
b,95,97
-- content/competitions/hudong.md --
---
id: 2026Q2-湖东街道
title: 街道比武
---
-- content/cases/a.md --
---
title: 甲<案例>
dimension: [乡村产业, 组织建设]
unit: 青禾社区
entries:
  - {competition: 2026Q1, result: 交流经验}
  - {competition: 2026Q2, result: 市级典型案例, rank: 1, award: 擂主}
aliases: [cases/old.html]
---
-- content/cases/b.md --
---
title: 乙案例
dimension: 乡村产业
unit: 月坪村
competition: 2026Q2
result: 推荐市级
rank: 2
---
-- content/cases/c.md --
---
title: 丙案例
dimension: 人居环境
unit: 湖东街道
competition: 2026Q2-湖东街道
result: 观摩点
---
-- content/cases/gone.md --
---
title: 丁案例
dimension: 其他
unit: 银杏社区
competition: 2026Q1
withdrawn: {date: 2026-08-01, reason: 数字有误}
---
-- content/pages/about.md --
---
title: 关于
---
";

/// The slugs of the cases that a page lists, in order.
fn cases(built: &Built, route: &str) -> Vec<String> {
    let html = built.html(route).expect("the default theme renders");
    html.split("data-case=\"").skip(1).map(|rest| rest.split('"').next().unwrap_or_default().into()).collect()
}

#[test]
fn every_page_renders_and_every_link_is_relative_and_leads_somewhere() {
    let built = Built::new(SMALL);
    assert_eq!(built.problems, [""; 0]);
    let pages = built.pages.iter().map(|page| page.route.to_string());
    let known: BTreeSet<String> = pages.chain(built.theme.assets().map(|(route, _)| route.to_string())).collect();
    for page in &built.pages {
        let html = built.html(page.route.as_str()).expect("the default theme renders");
        let root = format!("{}/", page.route.as_str().rsplit_once('/').map_or("", |(folder, _)| folder));
        let links = ["href=\"", "src=\""].iter().flat_map(|attribute| html.split(attribute).skip(1));
        for link in links.filter_map(|rest| rest.split('"').next()).filter(|link| !link.starts_with('#')) {
            let path = link.split('#').next().unwrap_or_default();
            let target = leitai::model::SourcePath::new(format!("{root}{path}").trim_start_matches('/'));
            let target = target.unwrap_or_else(|_| panic!("{link} on {}", page.route));
            assert!(known.contains(target.as_str()), "{link} on {} leads nowhere", page.route);
        }
        assert_eq!(html.matches("<h1").count(), 1, "one h1 on {}", page.route);
        assert!(!html.contains("<案例>"), "{} is not escaped", page.route);
    }
}

#[test]
fn a_result_page_lists_what_implies_it_and_a_case_stands_under_each_dimension() {
    let built = Built::new(SMALL);
    assert_eq!(cases(&built, "results/recommended.html"), ["a", "b"]);
    assert_eq!(cases(&built, "results/city-model.html"), ["a"]);
    assert_eq!(cases(&built, "results/experience.html"), [""; 0]);
    assert_eq!(cases(&built, "dimensions/industry.html"), ["a", "b"]);
    assert_eq!(cases(&built, "dimensions/organization.html"), ["a"]);
    assert_eq!(cases(&built, "units/hu-dong-jie-dao.html"), ["a", "c"]);
    assert_eq!(cases(&built, "units/yin-xing-jie-dao/yin-xing-she-qu.html"), [""; 0]);
}

#[test]
fn the_matrix_shows_the_districts_result_and_else_the_townships() {
    let html = Built::new(SMALL).html("competitions/index.html").expect("the default theme renders");
    let matrix =
        html.split("class=\"matrix\"").nth(1).and_then(|rest| rest.split("</table>").next()).unwrap_or_default();
    let rows: Vec<&str> = matrix.split("<tr>").filter(|row| row.contains("湖东街道</a></th>")).collect();
    assert_eq!(rows.len(), 1);
    assert_eq!(rows[0].matches("data-case=\"a\"").count(), 2, "交流经验 and 市级典型案例");
    assert!(!rows[0].contains("乡镇级"));
}

#[test]
fn a_final_order_that_differs_from_the_scores_is_marked_on_both_rows() {
    let html = Built::new(SMALL).html("competitions/2026q2.html").expect("the default theme renders");
    assert_eq!(html.matches("class=\"differs\"").count(), 2);
    assert!(html.contains("96.00"));
}

#[test]
fn a_withdrawn_case_shows_its_title_and_reason_only() {
    let built = Built::new(SMALL);
    let html = built.html("cases/gone.html").expect("the default theme renders");
    assert!(html.contains("丁案例") && html.contains("数字有误") && html.contains("2026年8月1日"));
    assert!(!html.contains("银杏社区"));
    assert!(built.html("cases/old.html").expect("it renders").contains("url=../cases/a.html"));
}

#[test]
fn the_page_of_what_is_missing_finds_its_files_at_any_address_of_any_host() {
    let at = |base_url: &str| {
        let site = SMALL.replace("name: 甲区擂台", &format!("name: 甲区擂台\nbase_url: {base_url}"));
        Built::new(&site).html("404.html").expect("the default theme renders")
    };
    let (below, top) = (at("https://example.org/a/leitai"), at("http://example.org"));
    assert!(below.contains("<base href=\"/a/leitai/\">") && top.contains("<base href=\"/\">"));
    assert!(below.contains("base-uri 'self'\">") && !below.contains("https://example.org/a/leitai/assets"));
    let without = Built::new(SMALL).html("404.html").expect("the default theme renders");
    assert!(!without.contains("<base") && without.contains("base-uri 'none'\">"));
}

#[test]
fn a_long_list_has_pages_with_their_number_in_the_title() {
    let mut text = SMALL.to_owned();
    for number in 0..100 {
        let header = "dimension: 其他\nunit: 月坪村\ncompetition: 2026Q1";
        write!(text, "-- content/cases/n{number}.md --\n---\ntitle: 案例{number}\n{header}\n---\n").expect("to memory");
    }
    let built = Built::new(&text);
    assert_eq!(built.page("cases/page-3.html").head.title, "全部案例（第 3 页，共 6 页）");
    assert_eq!(cases(&built, "cases/page-3.html").len(), 20);
    assert_eq!(cases(&built, "cases/page-6.html").len(), 3);
    let html = built.html("cases/page-3.html").expect("the default theme renders");
    let pager = html.split("class=\"pager\"").nth(1).expect("a pager");
    let numbers: Vec<&str> = pager.split("aria-label=\"第 ").skip(1).map(|rest| &rest[..1]).collect();
    assert_eq!(numbers, ["1", "2", "3", "4", "6"]);
}

#[test]
fn the_search_page_leads_to_every_list_and_each_page_has_one_search_box() {
    let built = Built::new(SMALL);
    let html = built.html("search.html").expect("the default theme renders");
    for list in [
        "cases/index.html",
        "years/2026.html",
        "dimensions/industry.html",
        "results/city-model.html",
        "units/hu-dong-jie-dao.html",
    ] {
        assert!(html.contains(&format!("href=\"{list}\"")), "no way to {list}");
    }
    assert!(html.contains("<noscript>"));
    for page in &built.pages {
        let html = built.html(page.route.as_str()).expect("the default theme renders");
        assert_eq!(html.matches("name=\"q\"").count(), 1, "on {}", page.route);
    }
}

#[test]
fn a_site_without_search_shows_none() {
    let built = Built::new(&SMALL.replace("name: 甲区擂台", "name: 甲区擂台\nsearch: false"));
    for page in &built.pages {
        assert_ne!(page.route.as_str(), "search.html");
        let html = built.html(page.route.as_str()).unwrap();
        assert!(!html.contains("search"), "{} has a search", page.route);
    }
}
