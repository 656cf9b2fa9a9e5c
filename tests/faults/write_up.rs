//! Sections and tables of the write-up that do not come out as their writer meant them.

use crate::support::{Archive, expect, expect_none};

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
