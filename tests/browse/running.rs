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
    let caption = "2026年各乡镇（街道）擂台比武加分";
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
    let begun = format!("{TWO_QUARTERS}-- content/competitions/2027Q1.md --\n---\ntitle: 明年\n---\n");
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
    let reasons = words(between(&year, "<span class=\"reasons-name\">月坪乡", "</details>"));
    let because = "2026年第四季度区级比武，结果还没有公布";
    assert_eq!(reasons, format!("案例 1 件待公布月坪村待公布下一场的案例月坪村：{because}待公布"));
    assert_eq!(row(&html(&built, "units/yue-ping-xiang.html"), "<tr><th scope=\"row\">"), "2026年待公布–10");
    let caption = "月坪乡各年度擂台比武加分，2026年截至第二季度";
    assert!(html(&built, "units/yue-ping-xiang.html").contains(caption));
    let village = html(&built, "units/yue-ping-xiang/yue-ping-cun.html");
    assert_eq!(row(&village, "<tr><th scope=\"row\">"), "2026年待公布10");
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
        going_on.starts_with("2026年第四季度 · 区级比武第四季度") && going_on.contains("待公布下一场的案例"),
        "{going_on}"
    );
    assert!(over.starts_with("2026年第二季度 · 区级比武第二季度") && over.contains("参赛第二季度的案例"), "{over}");
}
