//! The numbers behind charts: those of the standings, and nothing of what is not public.

use super::inline_archive::Built;
use super::{hundredths, list, view};

/// Cases in several quarters: one counts once a year, one is expired, others are not public.
const SEVERAL: &str = "\
-- content/site.yaml --
name: 甲区擂台
-- content/units.yaml --
湖东街道: [青禾社区]
月坪乡: [月坪村]
-- content/competitions/2025Q4.md --
---
title: 一
---
-- content/competitions/2026Q1.md --
---
title: 二
---
-- content/competitions/2026Q2.md --
---
title: 三
---
-- content/cases/twice.md --
---
title: 两次参赛
unit: 青禾社区
dimension: 乡村治理
entries:
  - {competition: 2025Q4, result: 推荐市级}
  - {competition: 2026Q1, result: 观摩点}
  - {competition: 2026Q2, result: 市级典型案例}
---
-- content/cases/plain.md --
---
title: 一次参赛
unit: 湖东街道
dimension: 乡村产业
competition: 2026Q1
result: 交流经验
---
-- content/cases/old.md --
---
title: 过期了的
unit: 月坪村
dimension: 乡村产业
competition: 2026Q1
result: 观摩点
expires: 2026-06-01
---
-- content/cases/draft.md --
---
title: 还是草稿的
unit: 月坪村
dimension: 乡风文化
competition: 2026Q2
result: 观摩点
draft: true
---
-- content/cases/gone.md --
---
title: 撤下了的
unit: 月坪村
dimension: 人居环境
competition: 2026Q2
result: 推荐市级
withdrawn: {date: 2026-08-01, reason: 数字有误}
---
";

#[test]
fn the_points_of_all_quarters_add_up_to_the_standings() {
    let built = Built::new(SEVERAL);
    let heat = view(&built, "competitions/index.html")["heat"].clone();
    let years: Vec<i16> =
        list(&heat["columns"]).iter().map(|column| column["name"].as_str().unwrap()[..4].parse().unwrap()).collect();
    for (&year, standing) in &built.archive.standings {
        for row in &standing.rows {
            let line = list(&heat["rows"]).iter().find(|line| line["township"]["text"] == row.township.name.as_str());
            let cells = line.map(|line| list(&line["cells"])).unwrap_or_default();
            let of_year = cells.iter().zip(&years).filter(|(cell, of)| **of == year && !cell.is_null());
            let sum: i64 = of_year.map(|(cell, _)| hundredths(&cell["bonus"])).sum();
            assert_eq!(sum, hundredths(&row.bonus.to_string().into()), "{} in {year}", row.township.name);
        }
    }
    assert_eq!((heat["total"].as_str(), heat["columns"][1]["total"].as_str()), (Some("1.4"), Some("0.4")));
}

#[test]
fn a_case_counts_in_the_quarter_of_its_highest_points_and_shows_its_result_in_each() {
    let heat = view(&Built::new(SEVERAL), "competitions/index.html")["heat"].clone();
    let row = &heat["rows"][0];
    assert_eq!(row["township"]["text"], "湖东街道");
    let cells: Vec<String> = list(&row["cells"])
        .iter()
        .map(|cell| {
            format!("{} {} {}", cell["bonus"], cell["best"]["badge"]["name"], cell["best"]["slug"]).replace('"', "")
        })
        .collect();
    assert_eq!(heat["counted_elsewhere"], false, "the quarter has points of another case");
    assert_eq!(cells, ["0.5 市级典型案例 twice", "0.2 观摩点 twice", "0.5 推荐市级 twice"]);
}

#[test]
fn an_expired_case_keeps_its_points_without_its_name() {
    let built = Built::new(SEVERAL);
    let heat = view(&built, "competitions/index.html")["heat"].clone();
    let cell = &heat["rows"][1]["cells"][1];
    assert_eq!((cell["bonus"].as_str(), cell["best"].is_null()), (Some("0.2"), true));
    let line = view(&built, "units/yue-ping-xiang.html")["points"].clone();
    assert_eq!(
        (line["points"][0]["bonus"].as_str(), line["points"][0]["entered"].as_bool()),
        (Some("0.2"), Some(true))
    );
}

#[test]
fn nothing_of_drafts_and_withdrawn_or_expired_cases_is_drawn() {
    let built = Built::new(SEVERAL);
    let routes = ["years/2026.html", "competitions/2026q2.html", "competitions/2026q1.html", "competitions/index.html"];
    for route in routes.into_iter().chain(["units/yue-ping-xiang.html", "units/hu-dong-jie-dao.html"]) {
        let html = built.html(route).unwrap();
        for word in ["过期了的", "还是草稿的", "撤下了的", "乡风文化", "人居环境"] {
            assert!(!html.contains(word), "{word} on {route}");
        }
    }
    let year = view(&built, "years/2026.html");
    assert_eq!(year["results"]["total"], 3);
}

#[test]
fn the_sources_of_a_townships_points_add_up_and_stand_under_their_village() {
    let year = view(&Built::new(SEVERAL), "years/2026.html");
    for line in list(&year["townships"]) {
        let sources = list(&line["sources"]);
        let sum: i64 = sources.iter().map(|source| hundredths(&source["bonus"])).sum();
        assert_eq!(sum, hundredths(&line["bonus"]));
        let reasons =
            |source: &serde_json::Value| list(&source["reasons"]).iter().map(|r| hundredths(&r["bonus"])).sum::<i64>();
        assert!(sources.iter().all(|source| reasons(source) == hundredths(&source["bonus"])));
    }
    let first = &year["townships"][0]["sources"];
    assert_eq!((first[0]["village"]["text"].as_str(), first[1]["village"].is_null()), (Some("青禾社区"), true));
    assert_eq!(year["townships"][1]["sources"][0]["nameless"], true);
}

#[test]
fn the_table_of_a_chart_says_what_its_bars_say() {
    let built = Built::new(SEVERAL);
    assert_eq!(built.problems, [""; 0]);
    let html = built.html("competitions/2026q1.html").unwrap();
    let section = html.split("id=\"page--entries\"").nth(1).and_then(|rest| rest.split("</section>").next()).unwrap();
    let bars: Vec<&str> =
        section.split("role=\"img\" aria-label=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert_eq!(
        bars,
        ["乡村产业 1 件次：交流经验 1", "乡村治理 1 件次：观摩点 1", "湖东街道 2 件次：观摩点 1，交流经验 1"]
    );
    let tables: Vec<String> =
        section.split("<tbody>").skip(1).filter_map(|rest| rest.split("</tbody>").next()).map(text).collect();
    assert_eq!(tables, ["乡村产业 0 1 1 乡村治理 1 0 1 合计 1 1 2", "湖东街道 1 1 2 合计 1 1 2"]);
}

/// The text between tags.
fn text(html: &str) -> String {
    let words =
        html.split('>').filter_map(|part| part.split('<').next()).map(str::trim).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}
