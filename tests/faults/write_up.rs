//! Sections and tables of the write-up that do not come out as their writer meant them.

mod slips;

use crate::support::{Archive, expect, expect_none, photo};

const CASE: &str = "content/cases/a.md";

#[test]
fn a_section_with_nothing_under_it_is_pointed_out() {
    for nothing in ["", "<!-- 请在这里写主要做法 -->", "### 一、收集议题\n\n### 二、公开办理"] {
        let archive = Archive::valid().replacing(CASE, "\n做法。\n", &format!("\n{nothing}\n"));
        expect(&archive, &[&format!("{CASE}:11:1 LT518 warning")], &["「主要做法」下面没有内容"]);
    }
    let last = Archive::valid().replacing(CASE, "成效。\n", "");
    expect(&last, &[&format!("{CASE}:19:1 LT518 warning")], &["「取得成效」"]);
    for something in ["### 一、收集议题\n\n入户。", "- 入户", "| 甲 |\n| --- |", "> 入户", "---"] {
        expect_none(&Archive::valid().replacing(CASE, "\n做法。\n", &format!("\n{something}\n")));
    }
    expect_none(&Archive::valid().with_markdown("## 附记\n\n## 附表"));
}

#[test]
fn a_line_that_looks_like_a_heading_is_pointed_out() {
    for (line, cure) in [
        ("一、搭好台子", "请写成「## 一、搭好台子」"),
        ("**（二）唱好戏**", "请写成「### （二）唱好戏」"),
        ("主要做法", "请写成「## 主要做法」"),
    ] {
        let archive = Archive::valid().with_markdown(&format!("{line}\n\n社区建了议事亭。"));
        expect(&archive, &[&format!("{CASE}:23:1 LT531 note")], &["像是小标题", cure]);
    }
    for text in [
        "一、搭好台子\n\n二、唱好戏\n\n三、收好尾",
        "一、搭好台子。\n\n社区建了议事亭。",
        "一、二、三产业融合\n\n社区建了议事亭。",
        "```\n一、搭好台子\n\n社区\n```",
        "> 一、搭好台子\n\n社区建了议事亭。",
        "一、搭好台子",
        "**一、先议。**居民每周四来议事。\n\n居民的事居民议。",
        "**（一）先议**：居民每周四来。\n\n居民的事居民议。",
    ] {
        expect_none(&Archive::valid().with_markdown(text));
    }
}

#[test]
fn a_misspelt_section_is_shown_at_its_heading() {
    let archive = Archive::valid().replacing(CASE, "## 主要做法", "## 主要作法");
    expect(&archive, &[&format!("{CASE}:11:1 LT507 warning")], &["缺少这几节：主要做法", "请改成「主要做法」"]);
    let other = Archive::valid().replacing(CASE, "## 主要做法", "## 主要经验");
    expect(&other, &[&format!("{CASE}:8:1 LT507 warning")], &["请在正文里加上一行「## 主要做法」"]);
}

#[test]
fn code_that_nothing_ends_is_pointed_out() {
    for text in ["```\n议事流程\n\n## 四", "~~~ text\n议事流程\n```", "````\n议事流程\n```"] {
        let archive = Archive::valid().with_markdown(text);
        expect(&archive, &[&format!("{CASE}:23:1 LT532 warning")], &["都会当作代码", "另起一行写"]);
    }
    for text in ["```\n议事流程\n```", "~~~\n```\n~~~", "```甲```是代码", "```text\n甲\n````"] {
        expect_none(&Archive::valid().with_markdown(text));
    }
}

#[test]
fn cells_with_tabs_between_them_are_pointed_out() {
    let archive = Archive::valid().with_markdown("姓名\t分数\n甲\t90\n乙\t91");
    let words = ["各格之间是 Tab", "请把第一行写成「| 姓名 | 分数 |」，下面加一行「| --- | --- |」"];
    expect(&archive, &[&format!("{CASE}:23:1 LT516 warning")], &words);
    for text in ["甲\t乙", "甲\t乙\n丙", "```\n甲\t1\n乙\t2\n```"] {
        expect_none(&Archive::valid().with_markdown(text));
    }
}

#[test]
fn a_table_that_became_text_is_pointed_out_with_its_fault() {
    for (table, fault, cure) in [
        ("| 项目 | 件数 |\n| 议事 | 9 |", "没有分隔行", "请在表头下面加一行「| --- | --- |」"),
        ("｜ 项目 ｜ 件数 ｜\n｜ 议事 ｜ 9 ｜", "没有分隔行", "都用半角"),
        ("｜ 项目 ｜ 件数 ｜\n｜ --- ｜ --- ｜\n｜ 议事 ｜ 9 ｜", "竖线是全角的", "都改成半角"),
        ("| 项目 | 件数 |\n| —— | —— |\n| 议事 | 9 |", "分隔行的写法不对", "请把分隔行改成「| --- | --- |」，都用半角"),
        ("| 项目 | 件数 |\n| --- |\n| 议事 | 9 |", "表头有 2 格，分隔行有 1 格", "请把分隔行改成「| --- | --- |」"),
    ] {
        expect(&Archive::valid().with_markdown(table), &[&format!("{CASE}:23:1 LT516 warning")], &[fault, cure]);
    }
    let close = "如下表：\n| 项目 | 件数 |\n| --- |\n| 议事 | 9 |";
    expect(&Archive::valid().with_markdown(close), &[&format!("{CASE}:24:1 LT516 warning")], &["表头有 2 格"]);
    expect_none(&Archive::valid().with_markdown(&close.replace("| --- |", "| --- | --- |")));
    let bare = Archive::valid().with_markdown(&close.replace("| --- |\n", ""));
    expect(&bare, &[&format!("{CASE}:24:1 LT516 warning")], &["没有分隔行"]);
    for text in [
        "| 一行 |",
        "甲 | 乙\n丙 | 丁",
        "```\n| 甲 | 乙 |\n| 丙 | 丁 |\n```",
        "| 甲 | 乙 |\n| --- | :-: |\n| 丙 | 丁 |",
    ] {
        expect_none(&Archive::valid().with_markdown(text));
    }
}

#[test]
fn a_row_with_more_or_fewer_cells_than_its_head_is_pointed_out() {
    let row = |row: &str| Archive::valid().with_markdown(&format!("| 项目 | 件数 |\n| --- | --- |\n| 甲 | 1 |\n{row}"));
    for (text, words, cure) in [
        ("| 议事 | 9 | 已办结 |", "有 3 格，表头有 2 格，多出的不会显示", "在表头里加上这一列"),
        ("| 议事 |", "有 1 格，表头有 2 格，少的会空着", "请补上少写的竖线"),
        ("以上截至九月。", "会当作表格的一行", "请在它前面空一行"),
    ] {
        expect(&row(text), &[&format!("{CASE}:26:1 LT517 warning")], &[words, cure]);
    }
    for text in ["| 议事 | |", "| 议事 \\| 协商 | 9 |", "议事 | 9", "|议事|9|  ", "\n以上截至九月。"] {
        expect_none(&row(text));
    }
    let quoted = Archive::valid().with_markdown("> | 项目 | 件数 |\n> | --- | --- |\n> | 甲 | 1 |\n>\n> 以上。");
    expect_none(&quoted);
}

/// The case with this in its first section, whose heading is line 11.
fn with_section(text: &str) -> Archive {
    Archive::valid().replacing(CASE, "\n做法。\n", &format!("\n{text}\n"))
}

#[test]
fn a_heading_that_skips_a_level_is_pointed_out() {
    let jump = with_section("做法。\n\n#### 收集议题\n\n入户。\n\n##### 每周一次\n\n入户。");
    expect(&jump, &[&format!("{CASE}:15:1 LT523 warning")], &["「收集议题」是 ####", "请改成 ###"]);
    let first = Archive::valid().replacing(CASE, "网格员每周入户。", "### 缘起\n\n网格员每周入户。");
    expect(&first, &[&format!("{CASE}:9:1 LT523 warning")], &["请改成 ##"]);
    expect_none(&with_section("### 收集议题\n\n#### 每周一次\n\n入户。"));
    expect_none(&Archive::valid().replacing(CASE, "网格员每周入户。", "# 缘起\n\n网格员每周入户。"));
}

#[test]
fn numbers_of_headings_count_from_one() {
    let headings = |numbers: &[&str]| {
        with_section(&numbers.iter().map(|number| format!("### {number}甲\n\n入户。\n")).collect::<Vec<_>>().join("\n"))
    };
    for (numbers, line, words, cure) in [
        (&["一、", "三、"][..], 17, "「三、」接在「一、」后面，次序不对", "请改成「二、」"),
        (&["一、", "二、", "二、"], 21, "编号「二、」重复了", "请改成「三、」"),
        (&["（一）", "（二）", "（一）"], 21, "「（一）」接在「（二）」后面", "请改成「（三）」"),
        (&["2. ", "3. "], 13, "从「2.」开始，前面没有「1.」", "请改成「1.」"),
        (&["1、", "2．", "(4)"], 21, "从「（4）」开始", "请改成「（1）」"),
        (&["1. ", "二、", "3. "], 17, "编号「二、」和同一层的「1.」写法不同", "请改成「2.」"),
        (&["一、", "（二）", "三、"], 17, "编号「（二）」和同一层的「一、」写法不同", "请改成「二、」"),
        (&["九、", "十、"], 13, "从「九、」开始", "请改成「一、」"),
    ] {
        expect(&headings(numbers), &[&format!("{CASE}:{line}:1 LT524 warning")], &[words, cure]);
    }
    for numbers in [
        &["一、", "二、", "三、"][..],
        &["一、", "（一）", "（二）", "二、", "（一）", "1. ", "2. "],
        &["", "2.5 万亩", "3.15 晚会", "三、四月的农忙", "一二三产业", "（2026年）", "二十"],
        &["1. ", "", "2. "],
    ] {
        expect_none(&headings(numbers));
    }
    let many: Vec<String> =
        ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"].map(|n| format!("{n}、")).into();
    expect_none(&headings(&many.iter().map(String::as_str).collect::<Vec<_>>()));
    let jump: Vec<&str> = many.iter().map(String::as_str).filter(|number| *number != "十、").collect();
    expect(
        &headings(&jump),
        &[&format!("{CASE}:49:1 LT524 warning")],
        &["「十一、」接在「九、」后面", "请改成「十、」"],
    );
}

#[test]
fn sections_that_stand_twice_or_in_another_order_than_their_numbers_are_pointed_out() {
    let twice = with_section("做法。\n\n## 主要做法\n\n又一些做法。");
    expect(&twice, &[&format!("{CASE}:15:1 LT539 warning")], &["写了两次，第一次在第 11 行"]);
    expect_none(&with_section("### 甲\n\n做法。").replacing(CASE, "亮点。", "### 甲\n\n亮点。"));
    let shuffled = with_section("### 一、甲\n\n甲。\n\n### 三、乙\n\n乙。\n\n### 二、丙\n\n丙。");
    expect(&shuffled, &[&format!("{CASE}:17:1 LT524 warning")], &["次序是「一、 三、 二、」", "请按编号排好这几节"]);
}

#[test]
fn a_step_without_the_one_before_it_is_pointed_out() {
    let lost = with_section("第一步，收集议题。\n\n第三步，公开办理。");
    expect(&lost, &[&format!("{CASE}:15:1 LT524 warning")], &["写了「第三步」，没有「第二步」"]);
    expect_none(&with_section("第一步，收集议题；第二步，议事；第三步，公开。"));
    expect_none(&with_section("走好第一步。"));
    expect_none(&with_section("第三步棋。"));
}

#[test]
fn numbers_of_headings_lie_in_their_order() {
    let under = with_section("### （一）甲\n\n入户。\n\n#### 一、乙\n\n入户。");
    expect(&under, &[&format!("{CASE}:17:1 LT524 warning")], &["「一、」在「（一）」这一层的下面，层次反了"]);
    expect_none(&with_section("### 一、甲\n\n#### 1. 乙\n\n入户。\n\n### 二、丙\n\n#### 1. 丁\n\n入户。"));
    // A count may go on from section to section, or begin anew.
    for next in ["三", "一"] {
        let text = "### 一、甲\n\n入户。\n\n### 二、乙\n\n入户。";
        let archive = with_section(text).replacing(CASE, "亮点。", &format!("### {next}、丙\n\n亮点。"));
        expect_none(&archive);
    }
    let sections = Archive::valid().replacing(CASE, "## 主要", "## 一、主要").replacing(CASE, "## 工作", "## 三、工作");
    expect(&sections, &[&format!("{CASE}:15:1 LT524 warning")], &["请改成「二、」"]);
}

#[test]
fn headings_of_contests_and_pages_are_looked_at_too() {
    let archive = Archive::valid()
        .with("-- content/pages/a.md --\n---\ntitle: 关于\n---\n## 一、甲\n\n甲。\n\n## 三、乙\n\n乙。\n")
        .replacing("content/competitions/2026Q3.md", "各乡镇", "#### 经过\n\n各乡镇");
    let lines = ["content/competitions/2026Q3.md:12:1 LT523 warning", "content/pages/a.md:8:1 LT524 warning"];
    expect(&archive, &lines, &[]);
}

#[test]
fn a_picture_needs_words() {
    let with = |text: &str| Archive::valid().with_bytes("content/cases/亭.jpg", &photo()).with_markdown(text);
    for text in ["![](亭.jpg)", "![ ](亭.jpg)", "![](亭.jpg \"议事亭\")"] {
        expect(&with(text), &[&format!("{CASE}:23:1 LT525 warning")], &["这幅图没有文字说明"]);
    }
    expect(&with("议事亭 ![](亭.jpg)。"), &[&format!("{CASE}:23:5 LT525 warning")], &[]);
    expect_none(&with("![议事亭](亭.jpg)"));
    expect_none(&with("![`亭`](亭.jpg)"));
}

#[test]
fn a_case_without_a_paragraph_has_no_summary() {
    let listed = Archive::valid()
        .replacing(CASE, "网格员每周入户。", "")
        .replacing(CASE, "做法。", "- 入户")
        .replacing(CASE, "亮点。", "- 议事")
        .replacing(CASE, "成效。", "- 九件");
    expect(&listed, &[&format!("{CASE}:8:1 LT526 note")], &["请写一行 summary（摘要）"]);
    expect_none(&listed.with_lines("summary: 网格员每周入户。"));
}
