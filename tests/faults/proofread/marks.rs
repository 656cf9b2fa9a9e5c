//! Marks, ranges, days, totals, leftovers, traditional characters.

use super::super::support::{Archive, expect, expect_none};
use super::{expect_clean, expect_found};

#[test]
fn a_character_written_twice_is_none_where_two_words_meet() {
    expect_clean(&[
        "他在在建工地，王和和李和，谁是是谁非，走了了无牵挂，了了一桩心事，陈和和、李小禾。",
        "与与会代表座谈，在在外务工党员中，在在家党员中，在在场群众中，在在村党员中，在在读大学生中。",
        "实事求是是根本，重在在平时，三声的的哥。",
        "土地被被告占用，就就业问题开会，成就就是这样，自由由来已久，成都都市圈，棉被被子，中和和面。",
    ]);
    expect_found(&[
        ("村民也也来了。", 3, "LT917"),
        ("村里就就定了。", 3, "LT917"),
        ("被被评为先进。", 1, "LT917"),
        ("办成了了十件事。", 3, "LT917"),
    ]);
}

#[test]
fn marks_of_half_width_are_found_with_spaces_quotes_and_brackets() {
    expect_found(&[
        ("这件事, 办成了。", 4, "LT915"),
        ("他说\"明天再来\"。", 3, "LT915"),
        ("他说：'明天再来'。", 4, "LT915"),
        ("村里（共两组)开会。", 7, "LT915"),
        ("网格员(三组)上门。", 4, "LT915"),
        ("读了《甲》,《乙》。", 6, "LT915"),
        ("增长63∼68%。", 3, "LT918"),
        ("村里(共两组）开会。", 7, "LT915"),
    ]);
    expect_clean(&[
        "水泥:沙:石=1:2:3，长:宽=3:2，甲, 乙，村(社区)，1.5\"屏",
        "[方案](https://example.com/a.pdf \"方案\")，代码 `{\"名\": \"值\"}`。",
    ]);
}

#[test]
fn the_stars_of_somebody_who_is_not_named_are_no_bold() {
    expect_clean(&["低保户李**一家。", "**困难户**有李**一家。", "**困难户老李**一家。"]);
    expect_found(&[("组织**建设。", 3, "LT916"), ("**帮困：钱从哪里来。", 1, "LT916")]);
}

#[test]
fn addresses_and_remarks_have_marks_of_their_own() {
    expect_clean(&[
        "见[方案](https://example.com/方案,终稿?页)，（[文章](https://example.com/a(甲,乙)丙,丁)）。",
        "见https://example.com/政策,解读?页=一，<https://example.com/甲:乙>。",
        "<!-- 甲方,乙方 --> 入户。",
        "<!-- 甲方,乙方",
        "入户,登记 --> 完毕。",
    ]);
    expect_found(&[
        ("见[方案](https://example.com)入户,登记。", 29, "LT915"),
        ("见https://example.com/a 入户,登记。", 26, "LT915"),
        ("<!-- 甲 -->入户,登记。", 13, "LT915"),
        ("[甲,乙](https://example.com)", 3, "LT915"),
    ]);
    // A target that nothing closes, or that a full-width bracket closes.
    expect_found(&[("见[清单](附件/清单.csv）。", 2, "LT514"), ("[1](见说明，，另附", 8, "LT914")]);
}

#[test]
fn a_range_has_its_sign_twice() {
    expect_found(&[("满意率63–68%。", 4, "LT918"), ("满意率63 ~ 68 %。", 4, "LT918"), ("坡度10~20‰。", 3, "LT918")]);
    expect_clean(&["缩印 A3-50%，增长20%—30%，A4–50%。"]);
}

#[test]
fn days_months_and_quarters_are_those_of_the_calendar() {
    expect_found(&[
        ("2026年13月开会。", 1, "LT913"),
        ("2026年0月开会。", 1, "LT913"),
        ("九月三十一日开会。", 1, "LT913"),
        ("二〇二六年二月三十日开会。", 1, "LT913"),
        ("5月1日至32日开会。", 6, "LT913"),
        ("2026年第五季度。", 1, "LT913"),
    ]);
    expect_clean(&[
        "农历二月三十日是庙会，农历2月30日，正月三十，腊月二十三，2026年七八月，2026年三四季度，2026年第四季度。",
        "五月一日至三十一日，十二月三十一日，二〇二四年二月二十九日，5月1日至31日，2026年12月。",
    ]);
}

#[test]
fn totals_may_be_rounded_and_joined_by_and() {
    expect_found(&[("男12人、女8人，总计21人。", 12, "LT920"), ("投入3.5万元和2.5万元，合计7万元。", 17, "LT920")]);
    expect_clean(&["长3.33米、3.33米、3.33米，共10米。", "收入3.5万元和2.5万元，合计6万元。"]);
}

#[test]
fn what_programs_leave_is_found() {
    expect_found(&[
        ("村里\u{f0b7}开会。", 3, "LT912"),
        ("村里\u{200b}开会。", 3, "LT912"),
        ("村里\u{ad}开会。", 3, "LT912"),
        ("村里\u{2028}开会。", 3, "LT912"),
        ("&nbsp;&nbsp;村里开会。", 1, "LT912"),
        ("见图错误!未找到引用源。。", 3, "LT912"),
        ("Error! Reference source not found.", 1, "LT912"),
        ("HYPERLINK \"http://a.cn\" 网站", 1, "LT912"),
        ("PAGEREF _Toc123", 1, "LT912"),
        ("ï»¿村里", 1, "LT912"),
        ("名字叫李□。", 5, "LT912"),
        ("浜掕仈缃戞潙", 1, "LT912"),
        ("棣栧厛开会", 1, "LT912"),
        ("原来是鄉(xiāng)村。", 4, "LT912"),
    ]);
    expect_clean(&["犇（bēn）牛合作社，涓涓细流，淇河、洹水、浜水、氓、棣棠、缃色。", "写成 `&nbsp;` 的空格。"]);
}

#[test]
fn traditional_characters_are_looked_for_in_front_matter_too() {
    let text =
        "网格员每周入户走访，把居民反映的事记在本子上，开会时一件一件说清楚，谁来办、哪天办完都写明白，再由社区公布。";
    let archive = Archive::valid().with_lines("summary: 居民開会\nsource: 区委組织部").with_markdown(text);
    expect(&archive, &["content/cases/a.md:7:12 LT919 note", "content/cases/a.md:8:11 LT919 note"], &[]);
    let archive = Archive::valid().with_markdown(&format!("後来，{text}{text}"));
    expect(&archive, &["content/cases/a.md:23:1 LT919 note"], &["请改成「后」"]);
    expect_none(&Archive::valid().with_markdown(&format!("“開會”，{text}")));
}

#[test]
fn of_very_many_slips_the_first_are_listed_and_the_others_counted() {
    let run = Archive::valid().with_markdown(&"党健引领。\n\n".repeat(1_000)).check();
    assert_eq!(run.lines().len(), 50);
    assert!(run.diagnostics.iter().any(|d| format!("{d:?}").contains("同样的问题还有 950 个")));
}

#[test]
fn signs_of_numbers_an_ellipsis_and_blanks_before_stops_are_looked_at() {
    expect_found(&[
        ("占比30％~40。", 3, "LT918"),
        ("增长30%—45%，占20%-30左右。", 12, "LT918"),
        ("增长30%%。", 5, "LT914"),
        ("共12，345人。", 4, "LT915"),
        ("投入1，234，567元。", 4, "LT915"),
        ("收入1。5万元。", 4, "LT915"),
        ("他说......走了。", 3, "LT914"),
        ("他说：“好......”", 6, "LT914"),
        ("（（甲乙））开会。", 1, "LT914"),
        ("读了《《甲》》。", 3, "LT914"),
        ("办好了 ，开会。", 4, "LT915"),
    ]);
    expect_clean(&[
        "30%-40%，A4 30%—2026年，增长30%，40户受益，降低30%——40户受益。",
        "排名前3，300人参加，满意度98，120户受访。\n\n1。5万元用于修路。",
        "目录：主要做法......3，目录../a，a...b，见`甲`，好，见 `甲`，好，见[甲](https://a.cn)，好。",
        "（（甲）乙），（甲（乙）），姓名 ：张三。",
    ]);
}

#[test]
fn the_second_day_of_a_range_needs_no_word_behind_the_first() {
    expect_found(&[
        ("4月29—31日开会。", 6, "LT913"),
        ("二月二十八至三十日开会。", 7, "LT913"),
        ("二月三十日开会。", 1, "LT913"),
    ]);
    expect_clean(&["4月29—30日，5月1-31日，2月10-45日龄，4月29—5月31日，二月三十日是庙会，二月三十。"]);
}
