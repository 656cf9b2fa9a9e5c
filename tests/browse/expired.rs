//! Cases that are no longer public: that they took part is said, and nothing else of them.

use crate::inline_archive::Built;
use crate::{between, html, words};

/// A district's contest of which only one case has expired, one of which all have, and a township's.
const EXPIRED: &str = "\
-- content/site.yaml --
name: 甲区擂台
-- content/units.yaml --
湖东街道: [青禾社区]
月坪乡: [月坪村]
-- content/competitions/2025Q4.md --
---
title: 去年第四季度
---
-- content/competitions/2025Q4-月坪乡.md --
---
title: 乡级比武
---
-- content/competitions/2026Q1.md --
---
title: 第一季度
---
-- content/cases/kept.md --
---
title: 留下的
dimension: 乡村产业
unit: 青禾社区
competition: 2026Q1
---
-- content/cases/own.md --
---
title: 乡里的
dimension: 乡村产业
unit: 月坪村
competition: 2025Q4-月坪乡
result: 观摩点
---
-- content/cases/gone-one.md --
---
title: 过期的甲
dimension: 乡村治理
unit: 月坪村
entries: [{competition: 2025Q4, result: 观摩点}, {competition: 2026Q1}]
expires: 2026-06-01
---
-- content/cases/gone-two.md --
---
title: 过期的乙
dimension: 乡村治理
unit: 青禾社区
competition: 2025Q4
expires: 2026-06-01
---
";

/// The cells of a township in the table of a year, as text.
fn cells(html: &str, year: &str, township: &str) -> Vec<String> {
    let table = between(html, &format!("<caption>{year}年各乡镇（街道）各季度公开案例的最好结果"), "</table>");
    let row = between(table, &format!(">{township}</a></th>"), "</tr>");
    row.split("<td").skip(1).map(words).collect()
}

#[test]
fn the_table_of_best_results_tells_an_expired_entry_from_none() {
    let page = html(&Built::new(EXPIRED), "competitions/index.html");
    assert_eq!(cells(&page, "2025", "湖东街道"), ["案例已不再公开"]);
    assert_eq!(cells(&page, "2026", "月坪乡"), ["案例已不再公开"]);
    let [own] = &cells(&page, "2025", "月坪乡")[..] else { panic!("one quarter") };
    assert!(own.ends_with("乡镇级 观摩点另有案例已不再公开"), "{own}");
    let without = EXPIRED.replace("expires: 2026-06-01", "draft: true");
    let page = html(&Built::new(&without), "competitions/index.html");
    assert_eq!(cells(&page, "2026", "月坪乡"), ["–没有公开的案例"]);
    assert!(!page.contains("进行中"), "a quarter without results that is over does not go on");
}

#[test]
fn the_table_of_points_marks_an_expired_entry() {
    let page = html(&Built::new(EXPIRED), "competitions/index.html");
    let table = between(&page, "<table class=\"heat\">", "</table>");
    assert_eq!(table.matches("aria-label=\"案例已不再公开\">×</i>").count(), 3);
    let hint = "标“×”的，当季的案例已不再公开。";
    assert!(page.contains(hint));
    let without = EXPIRED.replace("expires: 2026-06-01", "draft: true");
    assert!(!html(&Built::new(&without), "competitions/index.html").contains(hint));
}

#[test]
fn a_contest_whose_cases_have_all_expired_is_over() {
    let page = html(&Built::new(EXPIRED), "competitions/index.html");
    let quarter = between(&page, "<h4>第四季度</h4>", "<ul");
    assert!(quarter.contains("结果已公布") && quarter.contains("参赛 2 件"), "{quarter}");
}

#[test]
fn a_contest_says_how_many_of_its_cases_are_no_longer_public() {
    let built = Built::new(EXPIRED);
    let some = html(&built, "competitions/2026q1.html");
    assert!(some.contains("<dd>1 件，另有 1 件已不再公开</dd>"));
    let all = html(&built, "competitions/2025q4.html");
    assert!(all.contains("这场比武的参赛案例 2 件已不再公开。") && !all.contains("还没有公布"));
    let none = html(&built, "competitions/2025q4-yue-ping-xiang.html");
    assert!(!none.contains("不再公开"));
}

#[test]
fn a_withdrawn_case_is_counted_at_its_contest_and_in_its_year_without_its_name() {
    let gone = "-- content/cases/taken-back.md --\n---\ntitle: 撤下的\ndimension: 乡村治理\nunit: 月坪村\n\
        competition: 2026Q1\nresult: 市级典型案例\nwithdrawn: {date: 2026-05-01, reason: 数据需要核实}\n---\n";
    let built = Built::new(&format!("{EXPIRED}{gone}"));
    let contest = html(&built, "competitions/2026q1.html");
    assert!(contest.contains("<dd>1 件，另有 1 件已不再公开、1 件已撤下</dd>"));
    let year = html(&built, "years/2026.html");
    assert!(year.contains("；另有 1 件次参赛的案例已撤下，不计在内。"));
    let figure = between(&year, "<dt>区级参赛</dt>", "</div>");
    assert!(figure.contains("<b>2</b> 件次"), "{figure}");
    for page in [contest, year] {
        assert!(!page.contains("撤下的") && !page.contains("taken-back"));
    }
}

#[test]
fn no_page_names_an_expired_case() {
    let built = Built::new(EXPIRED);
    for page in &built.pages {
        let html = html(&built, page.route.as_str());
        for word in ["过期的甲", "过期的乙", "gone-one", "gone-two"] {
            assert!(!html.contains(word), "{word} on {}", page.route);
        }
    }
}

#[test]
fn the_figures_of_a_year_count_expired_cases_alike() {
    let best = EXPIRED.replace("{competition: 2025Q4, result: 观摩点}", "{competition: 2025Q4, result: 市级典型案例}");
    let page = html(&Built::new(&best), "years/2025.html");
    let figure = |label: &str| words(between(&page, &format!("<dt>{label}</dt>"), "</div>"));
    let figures = ["区级参赛", "加分案例", "市级典型案例"].map(figure);
    assert_eq!(figures, ["2件次", "1件", "1件"]);
}

#[test]
fn a_township_whose_only_case_is_withdrawn_is_not_said_to_have_stayed_away() {
    let withdrawn = EXPIRED.replace("expires: 2026-06-01", "withdrawn: {date: 2026-05-01, reason: 数据需要核实}");
    let built = Built::new(&withdrawn);
    let year = html(&built, "years/2026.html");
    assert!(year.contains("没有公开的案例参加区级比武：<a href=\"../units/yue-ping-xiang.html\">"));
    let index = html(&built, "competitions/index.html");
    assert_eq!(cells(&index, "2025", "湖东街道"), ["–没有公开的案例"]);
    for page in [year, index] {
        assert!(!page.contains("没有参赛") && !page.contains("没有案例参加"));
    }
}
