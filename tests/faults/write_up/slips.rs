//! What was pasted from Word or is not written yet: lines that run together, headings that are none, sections left open.

use super::CASE;
use crate::support::{Archive, expect, expect_none};

#[test]
fn lines_that_run_together_are_pointed_out() {
    for text in [
        "社区建了议事亭。\n　　居民每周四来议事。",
        "　　社区建了议事亭。\n　　居民每周四来议事。\n　　事事有回音。",
        "1.收集\n2.公开",
        "（1）收集\n（2）公开",
        "-收集民意\n-公开办理",
        "社区建了议事亭。\n●居民每周四来议事。",
    ] {
        let archive = Archive::valid().with_markdown(text);
        expect(&archive, &[&format!("{CASE}:24:1 LT533 note")], &["会和上一行连成一段", "在它前面空一行"]);
    }
    for text in [
        "　　社区建了议事亭。\n\n　　居民每周四来议事。",
        "1. 收集\n2. 公开",
        "- 收集\n- 公开",
        "-5℃以下停工，\n-8℃以下放假。",
        "社区建了议事亭，\n居民每周四来议事，\n1.5万人次。",
        "居民这样办：\n（一）先议后办；（二）先急后缓。",
        "### 收集\n　　居民每周四来议事。",
        "社区建了议事亭。  \n　　居民每周四来议事。",
        "```text\n甲\n　　乙\n```",
    ] {
        expect_none(&Archive::valid().with_markdown(text));
    }
}

#[test]
fn a_heading_without_marks_is_found_before_text_too() {
    for (line, column, cure) in [
        ("一、搭好台子\n社区建了议事亭。", 1, "## 一、搭好台子"),
        ("1.搭好台子\n\n社区建了议事亭。", 1, "### 1.搭好台子"),
        ("　　一、搭好台子\n\n社区建了议事亭。", 3, "## 一、搭好台子"),
    ] {
        let archive = Archive::valid().with_markdown(line);
        expect(&archive, &[&format!("{CASE}:23:{column} LT531 note")], &[cure]);
    }
    expect_none(&Archive::valid().with_markdown("一、搭好台子\n\n二、唱好戏\n\n社区建了议事亭。"));
    expect_none(&Archive::valid().replacing(CASE, "## 工作亮点", "工作亮点\n---"));
}

#[test]
fn a_section_that_waits_for_its_words_is_empty() {
    for nothing in ["（待补充）", "……", "XXX", "略", "&nbsp;"] {
        let archive = Archive::valid().replacing(CASE, "\n做法。\n", &format!("\n{nothing}\n"));
        let run = archive.check();
        assert!(run.lines().contains(&format!("{CASE}:11:1 LT518 warning")), "{nothing}: {:?}", run.lines());
    }
    let archive = Archive::valid().with_markdown("### \n\n社区。");
    expect(&archive, &[&format!("{CASE}:23:1 LT518 warning")], &["没有写字"]);
}

#[test]
fn a_section_that_stands_there_as_a_slip_is_not_missing() {
    for (slip, code) in [("##工作亮点", "LT515"), ("＃＃ 工作亮点", "LT515"), ("**工作亮点**", "LT531")] {
        let archive = Archive::valid().replacing(CASE, "## 工作亮点", slip);
        let lines = archive.check().lines();
        assert!(lines.len() == 1 && lines[0].contains(code), "{slip}: {lines:?}");
    }
    for (plain, code) in [
        ("亮点前。\n工作亮点", "LT531"),
        ("工作亮点\n\n一、甲。", "LT531"),
        ("工作亮点  ", "LT531"),
        ("　　工作亮点", "LT531"),
        ("  工作亮点", "LT507"),
    ] {
        let archive = Archive::valid().replacing(CASE, "## 工作亮点", plain);
        let lines = archive.check().lines();
        assert!(lines.len() == 1 && lines[0].contains(code), "{plain}: {lines:?}");
    }
    let open = Archive::valid().replacing(CASE, "做法。", "做法。\n\n```");
    assert!(open.check().lines().iter().all(|line| line.contains("LT532")));
    let closed = Archive::valid().replacing(CASE, "## 工作亮点", "```text\n## 工作亮点\n```");
    assert!(closed.check().lines().iter().any(|line| line.contains("LT507")));
}

#[test]
fn first_and_third_have_a_second_between_them() {
    for (first, third) in
        [("第一，收集", "第三，公开"), ("①收集", "③公开"), ("一.收集", "三.公开"), ("１．收集", "３．公开")]
    {
        let archive = Archive::valid().with_markdown(&format!("### {first}\n\n甲。\n\n### {third}\n\n乙。"));
        expect(&archive, &[&format!("{CASE}:27:1 LT524 warning")], &[]);
    }
    expect_none(&Archive::valid().with_markdown("### 第一书记来了\n\n甲。\n\n### 第三方评议\n\n乙。"));
}
