//! The page of a contest: how far it is, and where a case with several results counts.

use crate::between;
use crate::inline_archive::Built;

/// Two quarters, the second of which still goes on at the end of the year; one case was in both, and is in a third.
const CONTESTS: &str = "\
-- content/site.yaml --
name: 甲区擂台
-- content/units.yaml --
湖东街道: [青禾社区]
-- content/competitions/2026Q2.md --
---
title: 第二季度
published: 2026-07-10
---
-- content/competitions/2026Q3.md --
---
title: 第三季度
stages: {比武申报: 2026-08-01..2026-08-20, 现场比武: 2026-09-01, 集中评议: 2026-09-05, 领导小组评定: 2026-09-20}
published: 2026-10-10
---
-- content/competitions/2026Q4.md --
---
title: 第四季度
stages: {比武申报: 2026-12-01..2026-12-20, 现场比武: 2026-12-30..2027-01-02, 集中评议: 2027-01-05}
published: 2027-02-01
---
-- content/cases/a.md --
---
title: 多次参赛
dimension: 乡村产业
unit: 青禾社区
entries:
  - {competition: 2026Q2, result: 交流经验}
  - {competition: 2026Q3, result: 推荐市级}
  - {competition: 2026Q4}
---
";

fn html(route: &str) -> String {
    Built::new(CONTESTS).html(route).expect("the default theme renders")
}

#[test]
fn points_that_count_in_another_quarter_say_so() {
    assert!(html("competitions/2026q2.html").contains("加 0.2 分（就高，计入第三季度）"));
    assert!(html("competitions/2026q3.html").contains("加 0.5 分</span>"));
}

#[test]
fn a_stage_says_whether_it_goes_on_or_is_to_come() {
    let page = html("competitions/2026q4.html");
    let stages = between(&page, "<ol class=\"stages\">", "</ol>");
    let marks: Vec<&str> = stages.split("<b>").skip(1).map(|stage| stage.split("</b>").next().unwrap()).collect();
    let wanted = ["比武申报", "现场比武 <small>进行中</small>", "集中评议 <small>未到</small>", "领导小组评定"];
    assert_eq!(marks, wanted);
    assert_eq!(stages.matches("class=\"open\"").count(), 3);
    let page = html("competitions/2026q3.html");
    assert!(!between(&page, "<ol class=\"stages\">", "</ol>").contains("open"));
}

#[test]
fn a_case_stays_public_while_its_next_contest_goes_on() {
    let page = html("cases/a.html");
    assert!(page.contains("datetime=\"2026-10-10\"") && page.contains("▲"), "{page}");
    let contest = html("competitions/2026q4.html");
    assert!(contest.contains("待公布") && contest.contains("data-case=\"a\""), "{contest}");
    let table = html("competitions/index.html");
    assert!(between(&table, "<table class=\"matrix\">", "</table>").contains("待公布"));
}
