//! Contests whose results are published on a later day: nothing reads as if they were final.

use crate::inline_archive::Built;
use crate::{between, html, words};

/// A year with a contest whose results are known, and one whose results are to come; then a year that only has these.
const PENDING: &str = "\
-- content/site.yaml --
name: 甲区擂台
-- content/units.yaml --
湖东街道: [青禾社区]
月坪乡: [月坪村]
-- content/competitions/2026Q3.md --
---
title: 第三季度
published: 2026-10-10
---
-- content/competitions/2026Q4.md --
---
title: 第四季度
published: 2027-01-10
---
-- content/competitions/2027Q1.md --
---
title: 明年第一季度
published: 2027-04-10
---
-- content/cases/twice.md --
---
title: 两次参赛
dimension: 乡村产业
unit: 青禾社区
date: 2026-10-10
entries:
  - {competition: 2026Q3, result: 观摩点, rank: 2}
  - {competition: 2026Q4, result: 市级典型案例, rank: 1, award: 擂主}
---
-- content/cases/once.md --
---
title: 一次参赛
dimension: 乡村产业
unit: 月坪村
date: 2026-12-10
competition: 2026Q4
result: 推荐市级
rank: 2
---
-- content/cases/next.md --
---
title: 明年参赛
dimension: 乡村产业
unit: 月坪村
date: 2026-12-20
competition: 2027Q1
result: 推荐市级
---
";

/// The lines of the table of a case's entries.
fn history(html: &str) -> Vec<String> {
    let table = between(html, "<section class=\"history\"", "</table>");
    between(table, "<tbody>", "</tbody>").split("<tr").skip(1).map(words).collect()
}

#[test]
fn a_case_says_of_an_entry_that_its_result_is_still_to_come() {
    let built = Built::new(PENDING);
    let twice = html(&built, "cases/twice.html");
    let known = "2026年第三季度区级比武●观摩点第 2 名0.2✓ 计入2026年度";
    assert_eq!(history(&twice), [known, "2026年第四季度区级比武结果还没有公布–待结果公布"]);
    assert!(twice.contains("结果为观摩点，加 0.2 分；2026年第四季度的结果还没有公布。"));
    let once = html(&built, "cases/once.html");
    assert_eq!(history(&once), ["2026年第四季度区级比武结果还没有公布–待结果公布"]);
    assert!(once.contains("2026年第四季度区级比武，结果还没有公布。"));
    assert!(
        once.contains("<dt>结果</dt><dd><span class=\"whole\">还没有公布</span></dd>")
            && once.contains("<dt>加分</dt><dd>结果还没有公布</dd>")
    );
    assert!(!once.contains("不加分") && !once.contains("不计"));
}

#[test]
fn a_year_says_which_results_are_still_to_come() {
    let page = html(&Built::new(PENDING), "years/2026.html");
    let finding = between(&page, "<p class=\"finding\">", "</p>");
    assert_eq!(finding, "截至第三季度，只有湖东街道参赛，共加 0.2 分。2026年第四季度的结果还没有公布。");
    assert!(page.contains("2026年第四季度区级比武，结果还没有公布</span>") && !page.contains("不加分"));
}

#[test]
fn a_year_without_any_result_has_no_ranks_and_no_changes() {
    let built = Built::new(PENDING);
    let page = html(&built, "years/2027.html");
    assert_eq!(between(&page, "<p class=\"finding\">", "</p>"), "1 个乡镇（街道）参赛，结果还没有公布。");
    assert!(page.contains("<td class=\"num\">–</td>"));
    for word in ["第 1 名", "比上年", "名次上升", "没有加分", "上年未参赛"] {
        assert!(!page.contains(word), "{word}");
    }
    let township = html(&built, "units/yue-ping-xiang.html");
    assert!(township.contains("2026年第四季度、2027年第一季度的结果还没有公布。") && !township.contains("没有加分"));
}

#[test]
fn a_quarter_whose_results_are_to_come_is_a_gap_in_the_line_and_no_zero_in_the_table() {
    let built = Built::new(PENDING);
    let page = html(&built, "units/hu-dong-jie-dao.html");
    let drawing = between(&page, "<svg class=\"plot-drawing\"", "</svg>");
    assert_eq!((drawing.matches("<circle").count(), drawing.matches("class=\"step\"").count()), (1, 0));
    assert_eq!(drawing.matches(">待公布</text>").count(), 1);
    assert!(!page.contains("2027年第一季度"), "it has no entry there");
    let row = between(&page, "2026年第四季度</a></th>", "</tr>");
    assert_eq!(words(row), "–…待公布两次参赛");
    let heat = html(&built, "competitions/index.html");
    let table = between(&heat, "<table class=\"heat\">", "</table>");
    assert_eq!(words(between(table, "<tfoot>", "</tfoot>")), "全区0.2…待公布…待公布0.2");
    assert!(
        heat.contains("2026年第三季度，湖东街道加分最多，共 0.2 分。2026年第四季度、2027年第一季度的结果还没有公布。")
    );
}

#[test]
fn bars_count_results_that_are_still_to_come_apart() {
    let best_only = "一次参赛有几个结果的，只按最好的一个计。";
    let bars = |site: &str| {
        let page = html(&Built::new(site), "years/2026.html");
        let key = words(between(&page, "<ul class=\"chart-key\"", "</ul>"));
        (key, page.contains(best_only))
    };
    assert_eq!(bars(PENDING), ("●观摩点 1…待公布 2".to_owned(), false));
    let known = PENDING.replace("published: 2027-01-10", "published: 2026-11-10");
    assert_eq!(bars(&known), ("★市级典型案例 1▲推荐市级 1●观摩点 1".to_owned(), false));
    let two = known.replace("result: 观摩点, rank: 2", "result: [观摩点, 交流经验], rank: 2");
    assert!(bars(&two).1);
}

#[test]
fn a_contest_that_nobody_has_judged_is_pending_whatever_was_planned() {
    let open = PENDING
        .replace("published: 2027-01-10", "stages: {领导小组评定: 2026-12-20}")
        .replace(", result: 市级典型案例, rank: 1, award: 擂主", "");
    let open = open.replace("competition: 2026Q4\nresult: 推荐市级\nrank: 2", "competition: 2026Q4");
    let built = Built::new(&open);
    let once = html(&built, "cases/once.html");
    assert_eq!(history(&once), ["2026年第四季度区级比武结果还没有公布–待结果公布"]);
    assert!(!once.contains("不加分"));
    let contest = html(&built, "competitions/2026q4.html");
    assert!(contest.contains("结果还没有公布；在那以前只列出参赛的案例。"), "its account does not wait");
    let told = Built::new(&open.replace("competition: 2026Q4\n---", "competition: 2026Q4\nresult: 推荐市级\n---"));
    assert!(!html(&told, "competitions/2026q4.html").contains("还没有公布"));
}

#[test]
fn a_result_to_come_does_not_hide_a_known_one() {
    let entered = PENDING.replace("result: 观摩点, rank: 2", "result: 参赛");
    let page = html(&Built::new(&entered), "cases/twice.html");
    assert!(
        page.contains(
            "<dt>结果</dt><dd><span class=\"whole\"><a href=\"../results/entered.html\">参赛</a></span></dd>"
        )
    );
    assert!(page.contains("<dt>场次</dt><dd><a href=\"../competitions/2026q3.html\">"));
}

#[test]
fn the_home_page_names_some_of_very_many_entries_and_says_how_many_there_are() {
    let case = |number: usize| {
        let header = "dimension: 乡村产业\nunit: 月坪村\ndate: 2026-12-20\ncompetition: 2027Q1";
        format!("-- content/cases/n{number}.md --\n---\ntitle: 案例{number}\n{header}\n---\n")
    };
    let many: String = (0..30).map(case).collect();
    let page = html(&Built::new(&format!("{PENDING}{many}")), "index.html");
    // After that of 2026, which has begun.
    let current = between(&page, "aria-labelledby=\"current-2\"", "</section>");
    assert_eq!(current.matches(" data-case=").count(), 4);
    assert!(current.contains(">全部 31 件参赛案例</a>"));
}

#[test]
fn a_contest_says_when_its_results_come() {
    let page = html(&Built::new(PENDING), "competitions/2026q4.html");
    assert!(page.contains("结果将于 2027年1月10日公布；在那以前只列出参赛的案例，比武纪实也一同公布。"));
    assert!(!html(&Built::new(PENDING), "competitions/2026q3.html").contains("将于"));
}

#[test]
fn a_year_is_compared_only_with_one_that_has_results_and_says_what_is_still_to_come_in_either() {
    let year = |contests: &str, route: &str| {
        let page = html(&Built::new(contests), route);
        let compared = [">比上年</th>", "比上年多", "名次"].map(|word| page.contains(word));
        (compared, between(&page, "<p class=\"note\">", "积分只算").to_owned())
    };
    let to_come = "2026年第四季度的结果还没有公布。增减和名次到那时还会变。";
    let whole = PENDING.replace("2027Q1", "2027Q4");
    let next_known = whole.replace("published: 2027-04-10", "published: 2026-12-21");
    let (compared, note) = year(&next_known, "years/2027.html");
    assert_eq!((compared, note.as_str()), ([true, true, true], to_come));
    let none_before = next_known.replace("published: 2026-10-10", "published: 2027-01-09");
    let (compared, note) = year(&none_before, "years/2027.html");
    assert_eq!((compared, note.as_str()), ([false, false, true], ""), "the ranks of the year itself are left");
}
