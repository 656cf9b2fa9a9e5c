//! A year that still goes on: its standing says how far it is.

use crate::inline_archive::Built;
use crate::{between, html, words};

/// Two contests whose results are known, in which one of two townships has points.
const TWO_QUARTERS: &str = "\
-- content/site.yaml --
name: 甲区擂台
-- content/units.yaml --
湖东街道: [青禾社区]
月坪乡: [月坪村]
-- content/competitions/2026Q1.md --
---
title: 第一季度
published: 2026-04-10
---
-- content/competitions/2026Q2.md --
---
title: 第二季度
published: 2026-07-10
stages:
  现场比武: 2026-05-20
---
-- content/cases/first.md --
---
title: 第一季度的案例
dimension: 乡村产业
unit: 青禾社区
competition: 2026Q1
result: 观摩点
---
-- content/cases/second.md --
---
title: 第二季度的案例
dimension: 乡村产业
unit: 青禾社区
competition: 2026Q2
---
";

/// A contest of the district that has this case, whose results are to come.
const NEXT: &str = "\
-- content/competitions/2026Q4.md --
---
title: 第四季度
stages:
  现场比武: 2027-01-20
---
-- content/cases/next.md --
---
title: 下一场的案例
dimension: 乡村产业
unit: 月坪村
date: 2026-06-10
competition: 2026Q4
---
";

/// A case of a contest, without a result.
fn case(slug: &str, unit: &str, competition: &str) -> String {
    let keys = format!("dimension: 乡村产业\nunit: {unit}\ncompetition: {competition}");
    format!("-- content/cases/{slug}.md --\n---\ntitle: 案例{slug}\n{keys}\n---\n")
}

/// The finding of the year, and the captions of its standing there and on the home page.
fn standing(archive: &str) -> [String; 3] {
    let built = Built::new(archive);
    let year = html(&built, "years/2026.html");
    let caption = |page: &str| between(page, "<table class=\"standing\">\n<caption>", "</caption>").to_owned();
    let home = caption(&html(&built, "index.html"));
    [between(&year, "<p class=\"finding\">", "</p>").to_owned(), caption(&year), home]
}

#[test]
fn the_standing_of_the_newest_year_says_how_far_it_is() {
    let caption = "2026年各乡镇（街道）区级比武加分";
    assert_eq!(
        standing(TWO_QUARTERS),
        [
            "截至第二季度，只有湖东街道参赛，共加 0.2 分。".to_owned(),
            format!("{caption}，截至第二季度，同分并列"),
            format!("{caption}，截至第二季度")
        ]
    );
}

#[test]
fn a_year_is_over_with_its_last_quarter_or_when_another_begins() {
    let last = TWO_QUARTERS.replace("2026Q2", "2026Q4").replace("2026-05-20", "2026-11-20");
    let last = last.replace("2026-07-10", "2026-12-01");
    let begun = format!(
        "{TWO_QUARTERS}-- content/competitions/2027Q1.md --\n---\ntitle: 明年\npublished: 2026-12-30\n---\n{}",
        case("of-next", "月坪村", "2027Q1")
    );
    for archive in [last, begun] {
        assert_eq!(standing(&archive)[0], "只有湖东街道参赛，共加 0.2 分。");
    }
}

#[test]
fn a_contest_whose_entries_are_not_public_is_still_to_come_all_the_same() {
    let hidden = NEXT.replace("date: 2026-06-10", "draft: true");
    let finding = &standing(&format!("{TWO_QUARTERS}{hidden}"))[0];
    assert_eq!(finding, "截至第二季度，只有湖东街道参赛，共加 0.2 分。2026年第四季度的结果还没有公布。");
}

#[test]
fn points_to_come_are_no_zero_and_have_no_rank() {
    let built = Built::new(&format!("{TWO_QUARTERS}{NEXT}"));
    let year = html(&built, "years/2026.html");
    let row = |page: &str, before: &str| words(between(page, before, "</tr>"));
    assert_eq!(row(&year, "</tr>\n<tr>"), "–月坪乡待公布");
    assert!(!year.contains("2 个乡镇（街道）参赛"), "whose results are to come is in no sentence on points");
    let reasons = words(between(&year, "<span class=\"reasons-name\">月坪乡", "</details>"));
    let because = "2026年第四季度区级比武，结果还没有公布";
    assert_eq!(reasons, format!("案例 1 件待公布月坪村待公布下一场的案例月坪村：{because}待公布"));
    assert_eq!(row(&html(&built, "units/yue-ping-xiang.html"), "<tr><th scope=\"row\">"), "2026年待公布–0–");
    let caption = "月坪乡各年度区级比武加分，2026年截至第二季度、另有 1 件次待公布";
    assert!(html(&built, "units/yue-ping-xiang.html").contains(caption));
    let village = html(&built, "units/yue-ping-xiang/yue-ping-cun.html");
    assert_eq!(row(&village, "<tr><th scope=\"row\">"), "2026年待公布0–");
    assert!(village.contains("加的分，2026年截至第二季度、另有 1 件待公布</caption>"));
}

#[test]
fn a_stage_without_days_is_to_be_set_only_before_the_results() {
    let built = Built::new(&format!("{TWO_QUARTERS}{NEXT}"));
    let undated = |route: &str| {
        let page = html(&built, route);
        let stages = between(&page, "<ol class=\"stages\">", "</ol>");
        ["没有记载日期", "日期未定"].map(|word| stages.matches(word).count())
    };
    assert_eq!(undated("competitions/2026q2.html"), [3, 0]);
    assert_eq!(undated("competitions/2026q4.html"), [0, 3]);
}

#[test]
fn the_home_page_shows_the_contest_that_goes_on_and_the_last_results() {
    let built = Built::new(&format!("{TWO_QUARTERS}{NEXT}"));
    let page = html(&built, "index.html");
    let [going_on, over] = ["1", "2"].map(|place| {
        let section = between(&page, &format!("aria-labelledby=\"current-{place}\""), "</section>");
        words(section.split_once('>').map_or("", |(_, rest)| rest))
    });
    assert!(
        going_on.starts_with("2026年第四季度 · 区级比武 · 未开始第四季度") && going_on.contains("待公布下一场的案例"),
        "{going_on}"
    );
    assert!(
        over.starts_with("2026年第二季度 · 区级比武 · 结果已公布第二季度") && over.contains("参赛1 件第二季度的案例"),
        "{over}"
    );
}

/// Two contests of the year before: one at the same time of the year, and a later one.
const YEAR_BEFORE: &str = "\
-- content/competitions/2025Q2.md --
---
title: 去年第二季度
published: 2025-07-10
---
-- content/competitions/2025Q4.md --
---
title: 去年第四季度
published: 2026-01-10
---
-- content/cases/before.md --
---
title: 去年第二季度的案例
dimension: 乡村产业
unit: 月坪村
competition: 2025Q2
result: 观摩点
---
-- content/cases/later.md --
---
title: 去年第四季度的案例
dimension: 乡村产业
unit: 青禾社区
competition: 2025Q4
result: 推荐市级
---
-- content/competitions/2025Q1.md --
---
title: 去年第一季度
published: 2025-04-10
---
-- content/cases/earliest.md --
---
title: 去年第一季度的案例
dimension: 乡村产业
unit: 月坪村
competition: 2025Q1
---
";

#[test]
fn a_year_that_goes_on_is_compared_with_the_same_quarters_of_the_year_before() {
    let second = case("known", "月坪村", "2026Q2");
    let built = Built::new(&format!("{TWO_QUARTERS}{NEXT}{YEAR_BEFORE}{second}"));
    let page = html(&built, "years/2026.html");
    let summary = words(between(&page, "aria-label=\"全年概况\"", "</section>"));
    for said in [
        "积分合计0.2分＝ 与上年同期相同",
        "区级参赛3件次另有 1 件次待公布↑ 比上年同期多 1",
        "加分案例1件＝ 与上年同期相同",
        "↓名次下降月坪乡（第 1 到第 2）",
        "上年同期未参赛湖东街道（第 1）",
        "增减和名次都与上年同期（截至第二季度）相比。",
    ] {
        assert!(summary.contains(said), "{said}: {summary}");
    }
    assert!(page.contains(">比上年同期</th>"));
    let whole = html(&built, "years/2025.html");
    assert!(words(between(&whole, "<table class=\"standing\">", "</table>")).contains("1湖东街道0.5"));
}

#[test]
fn the_first_contest_of_a_year_has_no_zeros_and_leaves_the_last_standing_on_the_home_page() {
    let next = NEXT.replace("2026Q4", "2027Q1");
    let built = Built::new(&format!("{TWO_QUARTERS}{next}"));
    let page = html(&built, "years/2027.html");
    let summary = words(between(&page, "<dl class=\"figures\">", "</dl>"));
    assert_eq!(summary, "区级参赛，结果待公布1件次");
    assert!(page.contains("目前没有公开的案例参加区级比武"));
    let home = html(&built, "index.html");
    assert!(home.contains(">2026年度积分</a></h2>") && home.contains("years/2026.html\">年度积分</a>"), "{home}");
}

#[test]
fn a_page_says_when_it_changed_last() {
    let day = |route: &str| {
        let page = html(&Built::new(&format!("{TWO_QUARTERS}{NEXT}")), route);
        words(page.split_once("<dt>更新</dt>").map_or("", |(_, rest)| rest.split("</div>").next().unwrap_or_default()))
    };
    for route in ["index.html", "years/2026.html", "competitions/index.html", "competitions/2026q2.html"] {
        assert_eq!(day(route), "2026年7月10日", "{route}");
    }
    assert_eq!(day("competitions/2026q4.html"), "", "its results are to come");
}

#[test]
fn a_gap_before_the_last_results_is_told_where_years_are_compared() {
    let early = TWO_QUARTERS.replace("published: 2026-04-10", "published: 2027-04-10");
    let said = |before: &str| {
        let page = html(&Built::new(&format!("{early}{before}")), "years/2026.html");
        words(between(&page, "aria-label=\"全年概况\"", "</section>"))
    };
    let (second, _) = YEAR_BEFORE.split_once("-- content/competitions/2025Q1.md").unwrap();
    assert!(said(second).contains("2026年第一季度的结果还没有公布。增减和名次到那时还会变。"), "{}", said(second));
    let more = "2026年有 1 个季度公布了结果，上年同期有 2 个季度，所以不作比较。";
    assert!(said(YEAR_BEFORE).contains(more) && !said(YEAR_BEFORE).contains("比上年"), "{}", said(YEAR_BEFORE));
}

#[test]
fn of_contests_that_go_on_the_home_page_shows_those_that_have_begun_and_the_next() {
    let plan = |id: &str| format!("-- content/competitions/{id}.md --\n---\ntitle: 计划\npublished: 2028-01-01\n---\n");
    let archive = format!("{TWO_QUARTERS}{}{}{}", plan("2026Q3"), plan("2027Q1"), plan("2027Q2"));
    let page = html(&Built::new(&archive), "index.html");
    let sections = page.split("<h2 id=\"current-").skip(1);
    let shown: Vec<String> = sections.map(|rest| words(between(rest, "<span", "</h2>"))).collect();
    let wanted = [
        "2026年第三季度 · 区级比武 · 进行中计划",
        "2027年第一季度 · 区级比武 · 未开始计划",
        "2026年第二季度 · 区级比武 · 结果已公布第二季度",
    ];
    assert_eq!(shown, wanted);
}
