//! `check --fix`: what it mends, what it leaves alone, and what it keeps.

use std::fs;

use encoding_rs::{BIG5, GBK};

use super::Archive;
use crate::support::{expect, photo};

const CASE: &str = "content/cases/a.md";

/// Lines of front matter as people write them, and as they should be.
const LINES: &[(&str, &str)] = &[
    // Words that are keys nobody needs stay in the sentence they stand in.
    ("summary: 本季比武 主题: 乡村治理，结果: 很好", "summary: \"本季比武 主题: 乡村治理，结果: 很好\""),
    ("award: 一等奖 作者: 张三", "award: \"一等奖 作者: 张三\""),
    ("summary: 一件一件办 tags: [甲]", "summary: 一件一件办\ntags: [甲]"),
    ("tags: \\[甲，乙\\]", "tags: [甲, 乙]"),
    ("summary：议事亭", "summary: 议事亭"),
    ("summary ： 议事亭", "summary: 议事亭"),
    ("summary:议事亭", "summary: 议事亭"),
    ("summary:\u{3000}议事亭", "summary: 议事亭"),
    ("summary: \u{a0}议事亭\u{200b}", "summary: 议事亭"),
    ("summary\u{3000}: 议事亭", "summary: 议事亭"),
    ("\tsummary: 议事亭", "summary: 议事亭"),
    ("  summary: 议事亭", "summary: 议事亭"),
    ("\u{3000}summary: 议事亭", "summary: 议事亭"),
    ("summary: 擂台比武: 第三季度", "summary: \"擂台比武: 第三季度\""),
    ("summary：：议事亭", "summary: 议事亭"),
    ("tags：【红提】【合作社】", "tags: [红提, 合作社]"),
    ("tags: 【甲】，【乙】", "tags: [甲, 乙]"),
    ("tags: 【甲】、乙", "tags: [甲, 乙]"),
    ("tags: （甲，乙]", "tags: [甲, 乙]"),
    ("honors: [区、乡两级先进党支部，全国文明村]", "honors: [区、乡两级先进党支部, 全国文明村]"),
    ("honors: 省、市级文明村；1、2月先进", "honors: [省、市级文明村, 1、2月先进]"),
    ("presenter: {姓名：李青 职务：社区党委书记}", "presenter: {姓名: 李青, 职务: 社区党委书记}"),
    ("summary:： 议事亭", "summary: 议事亭"),
    ("summary: 'it's 好'", "summary: \"it's 好\""),
    ("summary: \"议事亭\",", "summary: \"议事亭\""),
    ("summary：擂台比武: 第三季度", "summary: \"擂台比武: 第三季度\""),
    ("summary: 说是 \"好\": \\", "summary: \"说是 \\\"好\\\": \\\\\""),
    ("summary: \"红色\"管家", "summary: “红色”管家"),
    ("summary: @青禾", "summary: \"@青禾\""),
    ("summary: *重要*的事", "summary: 重要的事"),
    ("summary: 一座**议事亭**", "summary: 一座议事亭"),
    ("summary: `议事亭`", "summary: 议事亭"),
    ("summary: \"\"议事亭\"\"", "summary: \"议事亭\""),
    ("summary: \"红色\"管家\"网格\"员", "summary: “红色”管家“网格”员"),
    ("summary: 议事\u{200b}亭\u{ad}", "summary: 议事亭"),
    ("summ\u{200b}ary: 议事亭", "summary: 议事亭"),
    ("\u{200e}summary: 议事亭", "summary: 议事亭"),
    ("summary: !重要", "summary: \"!重要\""),
    ("summary: 青禾 #3 楼", "summary: \"青禾 #3 楼\""),
    ("Summary: 议事亭", "summary: 议事亭"),
    ("ＳＵＭＭＡＲＹ: 议事亭", "summary: 议事亭"),
    ("summary: \"议事亭", "summary: \"议事亭\""),
    ("summary: \"议事亭”", "summary: \"议事亭\""),
    ("tags: [甲，乙", "tags: [甲, 乙]"),
    ("presenter: {name: 张三", "presenter: {name: 张三}"),
    ("摘　要：议事亭", "摘要: 议事亭"),
    ("【摘要】议事亭", "摘要: 议事亭"),
    ("presenter:\n  姓　名：李青", "presenter:\n  姓名: 李青"),
    ("tags: [甲，，乙]", "tags: [甲, 乙]"),
    ("tags: [，甲]", "tags: [甲]"),
    ("tags: [甲,,乙，]", "tags: [甲, 乙]"),
    ("tags: 甲，，乙", "tags: [甲, 乙]"),
    ("tags: {甲, 乙}", "tags: [甲, 乙]"),
    ("tags: {甲、乙}", "tags: [甲, 乙]"),
    ("tags: - 甲 - 乙", "tags:\n  - 甲\n  - 乙"),
    ("tags:\n  - 甲 - 乙", "tags:\n  - 甲\n  - 乙"),
    ("presenter:\n  姓名：李青 职务：书记", "presenter:\n  姓名: 李青\n  职务: 书记"),
    ("presenter:\n  name: 李青 role: 书记", "presenter:\n  name: 李青\n  role: 书记"),
    ("summary: 议事亭 tags: [甲，乙]", "summary: 议事亭\ntags: [甲, 乙]"),
    ("摘要：议事亭　来源：县里", "摘要: 议事亭\n来源: 县里"),
    ("tags: [甲, 乙] rank: 1", "tags: [甲, 乙]\nrank: 1"),
    ("summary: 议事亭 单位: 县里", "summary: \"议事亭 单位: 县里\""),
    ("summary: 大家满意，来源: 县里", "summary: \"大家满意，来源: 县里\""),
    ("extra:\n  甲: 乙 日期: 丙", "extra:\n  甲: \"乙 日期: 丙\""),
    ("tags: [甲，乙]", "tags: [甲, 乙]"),
    ("tags: [甲、 乙 ，丙]", "tags: [甲, 乙, 丙]"),
    ("tags: [\"甲，乙\"，丙]", "tags: [\"甲，乙\", 丙]"),
    ("tags: 甲，乙、丙", "tags: [甲, 乙, 丙]"),
    ("tags: 【甲，乙】", "tags: [甲, 乙]"),
    ("tags: （甲、乙）", "tags: [甲, 乙]"),
    ("tags: 〔甲，乙〕", "tags: [甲, 乙]"),
    ("tags: 〖甲、乙〗", "tags: [甲, 乙]"),
    ("tags: 〔2026〕3号，甲", "tags: [〔2026〕3号, 甲]"),
    ("tags:\n  ﹣ 甲\n  ﹣ 乙", "tags:\n  - 甲\n  - 乙"),
    ("tags:\n  ─ 甲\n  ─ 乙", "tags:\n  - 甲\n  - 乙"),
    ("tags: 甲, 乙]", "tags: [甲, 乙]"),
    ("tags: 甲；乙", "tags: [甲, 乙]"),
    ("标签：［甲］", "标签: [甲]"),
    ("tags: [甲;乙]", "tags: [甲, 乙]"),
    ("tags: [甲, 乙】", "tags: [甲, 乙]"),
    ("tags: 【甲，乙]", "tags: [甲, 乙]"),
    ("tags: [甲 , “乙、丙”，丁]", "tags: [甲, “乙、丙”, 丁]"),
    ("tags: 甲（乙、丙），丁", "tags: [甲（乙、丙）, 丁]"),
    ("tags: 甲（乙,丙)，丁", "tags: [\"甲（乙,丙)\", 丁]"),
    ("tags: 甲 、乙（丙，丁", "tags: [甲, 乙（丙, 丁]"),
    ("tags: [#甲《乙、丙》, #丁]", "tags: [甲《乙、丙》, 丁]"),
    ("honors: 《云岭、先锋》奖、好书记", "honors: [《云岭、先锋》奖, 好书记]"),
    ("presenter: {name: 张三，role: 书记（兼，role：主任）}", "presenter: {name: 张三, role: 书记（兼，role：主任）}"),
    ("tags: [甲, 乙],", "tags: [甲, 乙]"),
    ("tags: [甲，乙]，", "tags: [甲, 乙]"),
    ("presenter: {name: 张三, role: 书记},", "presenter: {name: 张三, role: 书记}"),
    ("tags:\n  甲，\n  乙", "tags:\n  - 甲\n  - 乙"),
    ("tags:\n  甲\n  乙\n  丙", "tags:\n  - 甲\n  - 乙\n  - 丙"),
    ("tags:\n甲，\n乙", "tags:\n- 甲\n- 乙"),
    ("tags:\n甲，乙", "tags:\n  [甲, 乙]"),
    ("format: [“实地观摩”]", "format: [实地观摩]"),
    ("bonus: ０.２分", "bonus: 0.2"),
    ("// 备注", "# 备注"),
    ("tags:\n  - #党建\n  - 甲", "tags:\n  - 党建\n  - 甲"),
    ("honors:\n【甲】、乙", "honors:\n  [甲, 乙]"),
    ("tags:\n  （1）甲；\n  （2）乙", "tags:\n  - 甲\n  - 乙"),
    ("tags:\n  ①甲\n  ②乙", "tags:\n  - 甲\n  - 乙"),
    ("tags:\n  一、甲\n  二、乙", "tags:\n  - 甲\n  - 乙"),
    ("tags:\n  甲，乙\n  丙", "tags:\n  - 甲\n  - 乙\n  - 丙"),
    ("tags:\n  甲、乙", "tags:\n  [甲, 乙]"),
    ("tags:\n  - 甲，\n  - 乙、", "tags:\n  - 甲\n  - 乙"),
    ("tags: #甲 #乙", "tags: [甲, 乙]"),
    ("tags: [#甲, #乙]", "tags: [甲, 乙]"),
    ("tags: [甲: 乙, 丙]", "tags: [\"甲: 乙\", 丙]"),
    ("tags:\n- 甲: 乙\n- 丙: 丁", "tags:\n- \"甲: 乙\"\n- \"丙: 丁\""),
    ("tags: - 甲\n  - 乙", "tags:\n  - 甲\n  - 乙"),
    ("tags: - 甲\n- 乙", "tags:\n- 甲\n- 乙"),
    ("tags: 甲\n  - 乙\n  - 丙", "tags:\n  - 甲\n  - 乙\n  - 丙"),
    ("tags:\n  - 甲\n    - 乙\n    - 丙", "tags:\n  - 甲\n  - 乙\n  - 丙"),
    ("tags:\n■ 甲\n●乙", "tags:\n- 甲\n- 乙"),
    ("tags:\n＊ 甲\n～ 乙\nー 丙\n― 丁", "tags:\n- 甲\n- 乙\n- 丙\n- 丁"),
    ("presenter: name: 张三, role: 书记", "presenter: {name: 张三, role: 书记}"),
    ("presenter: （name：张三，role：书记）", "presenter: {name: 张三, role: 书记}"),
    ("presenter: {name:张三, role: 书记}", "presenter: {name: 张三, role: 书记}"),
    ("presenter: {name: 张三 role: 书记}", "presenter: {name: 张三, role: 书记}"),
    ("presenter: {name: 张三, role: 书记｝", "presenter: {name: 张三, role: 书记}"),
    ("presenter: {姓名：张三，role: 书记｝", "presenter: {姓名: 张三, role: 书记}"),
    ("presenter: ｛name: 张三，role：书记}", "presenter: {name: 张三, role: 书记}"),
    ("presenter: {name: 张三, role: 书记]", "presenter: {name: 张三, role: 书记}"),
    ("presenter: {name: 张三, role: 书记)", "presenter: {name: 张三, role: 书记}"),
    ("tags: [甲、乙}", "tags: [甲, 乙]"),
    ("tags: {甲，乙]", "tags: [甲, 乙]"),
    ("tags: [“甲”、乙］", "tags: [“甲”, 乙]"),
    ("tags: [甲，乙】", "tags: [甲, 乙]"),
    ("tags: [甲（一、二), 乙）", "tags: [甲（一、二), 乙]"),
    ("tags: ［甲", "tags: [甲]"),
    ("tags: 甲]", "tags: [甲]"),
    ("format: ［实地观摩、经验交流]", "format: [实地观摩, 经验交流]"),
    ("extra: {甲: ［乙，｛丙：丁｝］}", "extra: {甲: [乙, {丙: 丁}]}"),
    ("extra:\n  甲:\n    - ｛名称：组织，分值：10]", "extra:\n  甲:\n    - {名称: 组织, 分值: 10}"),
    ("summary: : 议事亭", "summary: 议事亭"),
    ("presenter: {name: 张三，\n  role: 书记}", "presenter: {name: 张三,\n  role: 书记}"),
    ("tags: [8:30, 12:00: 甲]", "tags: [8:30, \"12:00: 甲\"]"),
    (
        "presenter: {name: 张三, role: 见 http://a.b/c: 更正}",
        "presenter: {name: 张三, role: \"见 http://a.b/c: 更正\"}",
    ),
    ("presenter: {name: 张三, role: 社区: 书记，副书记}", "presenter: {name: 张三, role: \"社区: 书记，副书记\"}"),
    ("extra: {审核：王五，字数: 1860}", "extra: {审核: 王五, 字数: 1860}"),
    ("extra: {地址：甲，电话：0877-6123456}", "extra: {地址: 甲, 电话: 0877-6123456}"),
    ("extra: {时间：9：30，地点：甲（乙，丙：丁）}", "extra: {时间: 9：30, 地点: 甲（乙，丙：丁）}"),
    ("presenter: {name: 张三, role: 书记: 社区}", "presenter: {name: 张三, role: \"书记: 社区\"}"),
    ("presenter:\n\u{200b}\u{200b}name: 张三\n\u{200b}\u{200b}role: 书记", "presenter:\n  name: 张三\n  role: 书记"),
    ("extra:\n  备注：甲\n  电话：乙", "extra:\n  备注: 甲\n  电话: 乙"),
    ("tags:\n－ 甲\n－乙", "tags:\n- 甲\n- 乙"),
    ("tags:\n\t- 甲\n  -乙", "tags:\n  - 甲\n  - 乙"),
    ("tags:\n1. 甲\n2、乙", "tags:\n- 甲\n- 乙"),
    ("presenter: {name：张三，role：村（社区）党组织书记}", "presenter: {name: 张三, role: 村（社区）党组织书记}"),
    ("presenter:\n\tname: 张三\n\trole: 书记", "presenter:\n  name: 张三\n  role: 书记"),
    ("date: 2026年9月1日", "date: 2026-09-01"),
    ("date: 2026.9.1", "date: 2026-09-01"),
    ("date: 2026/09/01", "date: 2026-09-01"),
    ("date：２０２６－９－１", "date: 2026-09-01"),
    ("date: 20260901", "date: 2026-09-01"),
    ("funding: １２．５", "funding: 12.5"),
    ("funding: 1,250 万元", "funding: 1250"),
    ("date: >-\n  2026.9.1", "date: >-\n  2026-09-01"),
    ("honors:\n  2025.12 区级\n  2026.3 市级", "honors:\n  - 2025.12 区级\n  - 2026.3 市级"),
    ("honors:\n  一、二等奖\n  先进", "honors:\n  - 一、二等奖\n  - 先进"),
    ("author::张三", "author: 张三"),
    ("presenter: {name: 张三, role:: 书记}", "presenter: {name: 张三, role: 书记}"),
    ("summary：我们的做法是：", "summary: 我们的做法是："),
    ("funding: 12万元", "funding: 12"),
];

#[test]
fn a_slip_whose_meaning_is_certain_is_mended() {
    for (wrong, right) in LINES {
        let archive = Archive::valid().with_lines(wrong);
        let fixed = archive.types_today(&["check", "--fix"]);
        assert_eq!(archive.text(CASE), Archive::valid().with_lines(right).text(CASE), "{wrong}\n{}", fixed.err);
        assert_eq!(fixed.code, Some(0), "{wrong}\n{}", fixed.out);
        assert!(fixed.err.contains("已改正 1 个文件"), "{}", fixed.err);
    }
}

/// Only the administrator can give a file away, as whoever runs this in a container mostly is.
#[cfg(unix)]
#[test]
fn a_mended_file_stays_whose_it_was() {
    use std::os::unix::fs::{MetadataExt, chown};
    let archive = Archive::valid().with_lines("summary：议事亭");
    let _ = chown(archive.path(CASE), Some(1234), Some(1234));
    let owner = || std::fs::metadata(archive.path(CASE)).map(|found| (found.uid(), found.gid())).unwrap();
    let before = owner();
    assert_eq!(archive.types_today(&["check", "--fix"]).code, Some(0));
    assert_eq!((owner(), archive.text(CASE).contains("summary: 议事亭")), (before, true));
}

/// Lines in the midst of front matter that look like its end.
const FENCES: [&str; 8] = ["***", "——", "==", "...", "－－－", "----", "- - -", "+++"];

#[test]
fn no_key_becomes_a_part_of_the_write_up() {
    let betweens = ["\ndraft：true\n", "darft: true", "====\ndraft: true", "tags:\n- 甲\n***\ndraft: true"];
    let first = FENCES.map(|fence| (fence, "draft: true"));
    for (fence, between) in first.into_iter().chain(betweens.map(|between| ("***", between))) {
        let archive = Archive::valid().with_lines(&format!("{fence}\n{between}"));
        let fixed = archive.types_today(&["check", "--fix"]);
        let text = archive.text(CASE);
        let front = text["---".len()..].split("\n---\n").next().unwrap();
        assert!(front.contains("ft: true"), "{fence} {between}\n{text}");
        assert!(front.lines().all(|line| line.is_empty() || line.contains(char::is_alphanumeric)), "{front}");
        assert_eq!(fixed.code, Some(i32::from(between.starts_with("dar"))), "{fence} {between}\n{}", fixed.out);
    }
    for below in ["draft: true\n甲村\n---", "草搞：是\n---", "- 甲\n---", "来源: 甲\n甲村"] {
        let fence = |line: &str| Archive::valid().replacing(CASE, "\n---\n", &format!("\n{line}\n{below}\n"));
        let archive = fence("***");
        let fixed = archive.types_today(&["check", "--fix"]);
        assert_eq!((fixed.code, archive.text(CASE)), (Some(1), fence("***").text(CASE)), "{below}\n{}", fixed.err);
        assert!(fixed.out.contains("[LT202]"), "{below}\n{}", fixed.out);
    }
}

#[test]
fn many_slips_in_many_files_are_mended_in_one_run() {
    let archive = Archive::valid()
        .replacing(CASE, "title: ", "title：")
        .replacing(CASE, "unit: ", "unit:")
        .replacing(CASE, "dimension: 乡村治理", "dimension: “乡村治理”")
        .replacing("content/competitions/2026Q3.md", "published: 2026-09-01\n---", "published: 2026.9.1\n－－－")
        .replacing("content/units.yaml", "[青禾社区, 柳溪村]", "[青禾社区、柳溪村]")
        .replacing("content/site.yaml", "district: ", "district：");
    let fixed = archive.types_today(&["check", "--fix"]);
    assert_eq!(fixed.code, Some(0), "{}", fixed.out);
    assert_eq!(archive.contents("content"), Archive::valid().contents("content"));
    assert!(fixed.err.contains("     2 - title：议事亭里解难题\n     2 + title: 议事亭里解难题\n"), "{}", fixed.err);
}

#[test]
fn lists_within_lists_and_spans_of_days_are_mended() {
    const COMPETITION: &str = "content/competitions/2026Q3.md";
    let archive = Archive::valid()
        .replacing(
            "content/site.yaml",
            "district: XX区",
            "district: XX区\ndimensions: [{name：乡村治理，slug：zhi-li}]",
        )
        .replacing("content/units.yaml", "[青禾社区, 柳溪村]", "青禾社区，柳溪村")
        .replacing(COMPETITION, "2026-07-05..2026-07-20", "2026.7.5至2026年7月20日")
        .replacing(COMPETITION, "2026-08-18", "2026.8.18")
        .with_lines("presenter: {name: 张三，role: 村、社区党组织书记}");
    let fixed = archive.types_today(&["check", "--fix"]);
    assert_eq!(fixed.code, Some(0), "{}", fixed.out);
    assert!(archive.text("content/site.yaml").ends_with("dimensions: [{name: 乡村治理, slug: zhi-li}]\n"));
    assert_eq!(archive.text("content/units.yaml"), Archive::valid().text("content/units.yaml"));
    assert_eq!(archive.text(COMPETITION), Archive::valid().text(COMPETITION));
    assert!(
        archive.text(CASE).contains("\npresenter: {name: 张三, role: 村、社区党组织书记}\n"),
        "{}",
        archive.text(CASE)
    );
}

#[test]
fn all_keys_on_the_line_of_an_item_get_lines_of_their_own() {
    let right = "entries:\n  - competition: 2026Q3\n    result: 观摩点\n    rank: 1";
    for wrong in [
        "entries:\n  - competition: 2026Q3，result: 观摩点，rank: 1",
        "entries:\n  - competition: 2026Q3\n    result: 观摩点， rank: 1",
        "entries:\n  - 场次：2026Q3，结果：观摩点；名次：1",
    ] {
        let front = |entries: &str| Archive::valid().replacing(CASE, "competition: 2026Q3\nresult: 观摩点", entries);
        let archive = front(wrong);
        let fixed = archive.types_today(&["check", "--fix"]);
        let names =
            |text: String| text.replace("场次", "competition").replace("结果", "result").replace("名次", "rank");
        assert_eq!(names(archive.text(CASE)), front(right).text(CASE), "{wrong}\n{}", fixed.err);
        assert_eq!(fixed.code, Some(0), "{wrong}\n{}", fixed.out);
    }
}

#[test]
fn what_was_meant_is_not_guessed() {
    let lines = [
        "summary: \"议事亭\n    里解难题",
        "source: [议事亭",
        "summary: \"红色\"管家\"网格员\"",
        "date: [2026-09-01]",
        "date: 下周三",
        "date: 2026-02-30",
        "date: 2026.9.1前后",
        "tilte: 甲",
        "tags: [甲, 乙\n  丙",
        "tags: [甲, 乙] 丙",
        "presenter: {name: 张三} 书记",
        "summary: 'it's 好",
        // A `]` at the end would be within the quotation mark.
        "tags: ['议事, 网格]",
        "tags: [甲, 乙〕",
        "tags: [C#, #党建]",
        // Numbers are no numbers of items.
        "funding:\n12.5",
        "rank:\n3.1",
        "title:\n1.2亿元的账",
        "funding: 12,50",
        "funding: 10 20",
        "author: 张三\n——记青禾社区",
    ];
    for line in lines {
        let archive = Archive::valid().with_lines(line);
        let before = archive.text(CASE);
        let fixed = archive.types_today(&["check", "--fix"]);
        assert_eq!((fixed.code, archive.text(CASE)), (Some(1), before), "{line}\n{}", fixed.err);
    }
}

#[test]
fn what_may_be_a_remark_stays_one_and_what_is_right_stays() {
    for line in [
        "honors: #待核实",
        "source: 县委 #2026年7月张三提供",
        "summary:\n  1.5万亩红提一起管",
        "summary:\n  全村收入\n  3.5万元",
        "extra:\n  a:\n    3.5",
        "summary: ［甲乙丙］",
    ] {
        let archive = Archive::valid().with_lines(line);
        let before = archive.text(CASE);
        let fixed = archive.types_today(&["check", "--fix"]);
        assert_eq!((fixed.code, archive.text(CASE)), (Some(0), before), "{line}\n{}", fixed.err);
    }
    let remark = "track: 规定动作 summary: 议事亭 # 注: 内部";
    let archive = Archive::valid().with_lines(remark);
    archive.types_today(&["check", "--fix"]);
    assert!(archive.text(CASE).contains("\nsummary: 议事亭 # 注: 内部\n"), "{}", archive.text(CASE));
}

#[test]
fn keys_below_the_end_of_front_matter_come_into_it() {
    let archive = Archive::valid().replacing(CASE, "\n---\n", "\n---\ndraft: true\n---\n");
    let fixed = archive.types_today(&["check", "--fix"]);
    assert!(archive.text(CASE).contains("\ndraft: true\n---\n"), "{}", fixed.err);
    assert_eq!(archive.text(CASE).matches("\n---\n").count(), 1);
}

#[test]
fn the_write_up_stays_to_the_byte() {
    let body = "\u{3000}\u{3000}标题：议事亭\r\n\ttags: [甲，乙]\r\n- date: 2026.9.1\r\n－ 甲\r\n———\r\n title:甲";
    let text = Archive::valid().text(CASE).replace('\n', "\r\n");
    let wrong = format!("\u{feff}{}", text.replacen("title: ", "title：", 1)) + body;
    let archive = Archive::valid().with_bytes(CASE, wrong.as_bytes());
    archive.types_today(&["check", "--fix"]);
    assert_eq!(archive.text(CASE), format!("\u{feff}{text}{body}"));
}

#[test]
fn an_old_encoding_becomes_utf_8() {
    let text = Archive::valid().text(CASE).replace('\n', "\r\n");
    let archive = Archive::valid().with_bytes(CASE, &GBK.encode(&text).0);
    let fixed = archive.types_today(&["check", "--fix", "--strict"]);
    assert_eq!((fixed.code, archive.text(CASE)), (Some(0), text), "{}", fixed.err);
    assert!(fixed.err.contains("改存为 UTF-8 编码，文字没有变"), "{}", fixed.err);
}

#[test]
fn line_ends_become_those_of_most_lines() {
    let text = Archive::valid().text(CASE);
    let crlf = text.replace('\n', "\r\n");
    for (mixed, whole) in [
        (crlf.replacen("\r\n", "\n", 3), crlf.clone()),
        (text.replacen('\n', "\r\n", 3), text.clone()),
        (crlf.replacen("title: 议", "title：议", 1).replacen("户。\r\n", "户。\r", 1), crlf.clone()),
        (format!("\u{feff}{}", crlf.replacen("---\r\n", "---\n", 2)), format!("\u{feff}{crlf}")),
    ] {
        let archive = Archive::valid().with_bytes(CASE, mixed.as_bytes());
        let fixed = archive.types_today(&["check", "--fix", "--strict"]);
        assert_eq!((fixed.code, archive.text(CASE)), (Some(0), whole), "{}", fixed.err);
    }
    let archive = Archive::valid().with_bytes(CASE, text.replacen('\n', "\r\n", 3).as_bytes());
    assert!(archive.types_today(&["check", "--fix"]).err.contains("统一了换行，文字没有变"));
}

#[test]
fn big5_becomes_utf_8() {
    let page = "---\ntitle: 關於我們\n---\n\n網格員每週入戶，逐戶登記，把居民的事記下來。\n";
    let archive = Archive::valid().with_bytes("content/pages/p.md", &BIG5.encode(page).0);
    archive.types_today(&["check", "--fix"]);
    assert_eq!(archive.text("content/pages/p.md"), page);
}

#[test]
fn a_link_in_another_case_gets_the_name_of_the_file() {
    let body = "![亭](Images/会场.JPG)和[文](说明.TXT)、[页](../Pages/P.md#甲)、[自己](./A.md)";
    let archive = Archive::valid()
        .with_lines("cover: images\\会场.jpg")
        .with_markdown(body)
        .with_bytes("content/cases/images/会场.jpg", &photo())
        .with("-- content/cases/说明.txt --\n甲\n-- content/pages/p.md --\n---\ntitle: 页\n---\n\n# 甲\n");
    let fixed = archive.types_today(&["check", "--fix"]);
    let text = archive.text(CASE);
    assert!(text.contains("\ncover: images/会场.jpg\n"), "{}", fixed.out);
    assert!(
        text.ends_with("![亭](images/会场.jpg)和[文](说明.txt)、[页](../pages/p.md#甲)、[自己](a.md)\n"),
        "{text}{}",
        fixed.out
    );
}

#[test]
fn every_file_is_kept_as_it_was() {
    let archive = Archive::valid().with_lines("summary：甲");
    let first = archive.text(CASE);
    archive.types_today(&["check", "--fix"]);
    let archive = archive.replacing(CASE, "summary: 甲", "summary：乙");
    let second = archive.text(CASE);
    let fixed = archive.types_today(&["check", "--fix"]);
    assert!(fixed.err.contains("2026-11-25-2"), "{}", fixed.err);
    assert_eq!(archive.text("备份/2026-11-25/content/cases/a.md"), first);
    assert_eq!(archive.text("备份/2026-11-25-2/content/cases/a.md"), second);
    assert_eq!(archive.contents("备份").len(), 2);
}

#[test]
fn a_file_from_a_mac_is_mended_under_the_name_it_has() {
    let path = "content/cases/cafe\u{301}.md";
    let text = Archive::valid().text(CASE).replace("unit:", "unit：");
    let archive = Archive::valid().without(CASE).with_bytes(path, text.as_bytes());
    let fixed = archive.types_today(&["check", "--fix"]);
    assert!(archive.text(path).contains("unit: "), "{}", fixed.err);
    assert_eq!(archive.text(&format!("备份/2026-11-25/{path}")), text);
}

#[test]
fn without_problems_nothing_is_written() {
    let archive = Archive::valid();
    let before = archive.contents("");
    let fixed = archive.types_today(&["check", "--fix"]);
    assert_eq!((fixed.code, archive.contents("")), (Some(0), before));
    assert!(fixed.err.starts_with("没有可以自动改正的问题\n"), "{}", fixed.err);
}

#[test]
fn check_alone_says_what_could_be_mended_and_writes_nothing() {
    let archive = Archive::valid().with_lines("summary：甲\ndate: 下周三");
    let before = archive.contents("");
    let checked = archive.types_today(&["check"]);
    assert_eq!((checked.code, archive.contents("")), (Some(1), before));
    assert!(checked.err.contains("其中 1 个可以自动改正：leitai check --fix"), "{}", checked.err);
}

#[test]
fn a_file_that_must_not_be_written_stays_and_is_named() {
    let archive = Archive::valid().with_lines("summary：甲");
    let before = archive.text(CASE);
    let mut permissions = fs::metadata(archive.path(CASE)).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(archive.path(CASE), permissions).unwrap();
    let fixed = archive.types_today(&["check", "--fix"]);
    assert_eq!((fixed.code, archive.text(CASE)), (Some(3), before));
    let told = "a.md 写不进去（没有权限）；原来的文件没有动\n没有改正任何文件，没有留下备份\n";
    assert!(fixed.err.contains(told), "{}", fixed.err);
    assert!(archive.contents("备份").is_empty());
}

#[test]
fn a_file_that_has_the_name_of_an_unfinished_one_stays() {
    let archive = Archive::valid().with_lines("summary：甲").with("-- content/cases/.a.md.leitai --\n我的\n");
    let fixed = archive.types_today(&["check", "--fix"]);
    assert_eq!((fixed.code, archive.text("content/cases/.a.md.leitai").as_str()), (Some(0), "我的\n"), "{}", fixed.err);
    assert_eq!(archive.text(CASE), Archive::valid().with_lines("summary: 甲").text(CASE));
    assert_eq!(fs::read_dir(archive.path("content/cases")).unwrap().count(), 2);
}

#[test]
fn the_other_files_are_mended_beside_one_that_must_not_be_written() {
    let units = "content/units.yaml";
    let archive = Archive::valid().with_lines("summary：甲").replacing(units, "湖东街道: ", "湖东街道：");
    let mut permissions = fs::metadata(archive.path(CASE)).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(archive.path(CASE), permissions).unwrap();
    let fixed = archive.types_today(&["check", "--fix"]);
    assert_eq!(fixed.code, Some(3));
    assert!(fixed.err.contains("已改正 1 个文件"), "{}", fixed.err);
    assert_eq!(archive.text(units), Archive::valid().text(units));
    assert!(fixed.out.contains("[LT208]"), "{}", fixed.out);
}

#[test]
fn a_file_in_place_of_the_folder_of_copies_is_named() {
    let archive = Archive::valid().with_lines("summary：甲").with_bytes("备份", b"");
    let before = archive.text(CASE);
    let fixed = archive.types_today(&["check", "--fix"]);
    assert_eq!((fixed.code, archive.text(CASE)), (Some(3), before));
    assert!(fixed.err.contains("备份 写不进去（那里已经有一个同名的文件）"), "{}", fixed.err);
    assert!(fixed.out.contains("[LT208]"), "{}", fixed.out);
}

#[test]
fn a_line_that_becomes_two_is_shown_as_these_and_keeps_the_line_ends() {
    let text = Archive::valid().with_lines("tags: - 甲\n  - 乙\nsource：丙").text(CASE).replace('\n', "\r\n");
    let archive = Archive::valid().with_bytes(CASE, text.as_bytes());
    let fixed = archive.types_today(&["check", "--fix", "--strict"]);
    let right = Archive::valid().with_lines("tags:\n  - 甲\n  - 乙\nsource: 丙").text(CASE).replace('\n', "\r\n");
    assert_eq!((fixed.code, archive.text(CASE)), (Some(0), right), "{}", fixed.err);
    let shown = "     7 - tags: - 甲\n     7 + tags:\n     8 +   - 甲\n     9 - source：丙\n    10 + source: 丙\n";
    assert!(fixed.err.contains(shown), "{}", fixed.err);
}

#[test]
fn only_lines_that_changed_are_shown() {
    let text = Archive::valid().with_lines("summary：甲").text(CASE);
    let archive = Archive::valid().with_bytes(CASE, format!("\n{text}").as_bytes());
    let fixed = archive.types_today(&["check", "--fix"]);
    let shown: Vec<&str> = fixed.err.lines().filter(|line| line.contains(" - ") || line.contains(" + ")).collect();
    assert_eq!(shown, ["     1 - ", "     8 - summary：甲", "     7 + summary: 甲"], "{}", fixed.err);
}

#[test]
fn nothing_is_mended_under_the_hands_of_who_writes() {
    let refused = Archive::valid().types_today(&["check", "--fix", "--watch"]);
    assert_eq!(refused.code, Some(2), "{}", refused.err);
}

#[test]
fn villages_in_one_text_become_a_list_of_bare_names() {
    for written in
        ["（上云村，柳溪村）", "［上云村、柳溪村]", "上云村、柳溪村]", "上云村，柳溪村。", "“上云村”、“柳溪村”"]
    {
        let archive = Archive::valid().replacing("content/units.yaml", "[上云村, 柳溪村]", written);
        let said = archive.types_today(&["check", "--fix"]);
        assert_eq!(said.code, Some(0), "{written}: {}", said.out);
        assert!(archive.text("content/units.yaml").contains("云岭镇: [上云村, 柳溪村]\n"), "{written}");
    }
}

#[test]
fn a_value_that_goes_on_in_the_next_line_is_not_quoted_in_its_first() {
    let archive = Archive::valid().with_lines("summary: 一: 二\n  三，四");
    let before = archive.text(CASE);
    assert_eq!(archive.types_today(&["check", "--fix"]).code, Some(1));
    assert_eq!(archive.text(CASE), before);
}

#[test]
fn fences_with_unseen_characters_or_backslashes_are_told_and_mended() {
    for fence in ["---\u{200b}", "-\u{200b}--", "\\---", "\\-\\--", "＝＝＝"] {
        let archive = Archive::valid().replacing(CASE, "\n---\n", &format!("\n{fence}\n"));
        expect(&archive, &["content/cases/a.md:7:1 LT202"], &[]);
        archive.types_today(&["check", "--fix"]);
        assert_eq!(archive.text(CASE), Archive::valid().text(CASE), "{fence}");
    }
    let opened = Archive::valid().replacing(CASE, "---\ntitle", "\u{200b}---\ntitle");
    expect(&opened, &["content/cases/a.md:1:1 LT201"], &["看不见的字符"]);
}

#[test]
fn links_are_mended_in_whatever_way_they_lead_to_the_file() {
    for (wrong, right) in [
        ("[甲](%70lan.txt)", "[甲](Plan.txt)"),
        ("![亭](./图/../PLAN.txt)", "![亭](Plan.txt)"),
        ("[甲](../cases/plan.txt#一)", "[甲](Plan.txt#一)"),
        ("[甲](../pages/%61bout.md#甲)", "[甲](../pages/About.md#甲)"),
        ("[甲](名单#2.txt)", "[甲](名单%232.txt)"),
        ("[甲](<名单 #3.txt>)", "[甲](<名单 %233.txt>)"),
        ("[甲](Q%231.txt)", "[甲](q%231.txt)"),
    ] {
        let archive =
            Archive::valid().with_markdown(wrong).with("-- content/pages/About.md --\n---\ntitle: 关于\n---\n## 甲\n");
        let names = ["Plan.txt", "名单#2.txt", "名单 #3.txt", "q#1.txt"];
        let archive =
            names.iter().fold(archive, |archive, name| archive.with_bytes(&format!("content/cases/{name}"), b"x"));
        archive.types_today(&["check", "--fix"]);
        assert!(archive.text(CASE).contains(right), "{wrong}: {}", archive.text(CASE));
    }
}

/// The Han characters and digits of a text, sorted.
fn words_of(text: &str) -> Vec<char> {
    let mut words: Vec<char> = text.chars().filter(|c| c.is_alphanumeric() && !c.is_ascii_alphabetic()).collect();
    words.sort_unstable();
    words
}

#[test]
fn whatever_mark_is_wrong_no_word_goes_and_a_second_run_changes_nothing() {
    const MARKS: [&str; 24] = [
        ":", "：", "::", "，", "、", "[", "]", "【", "〕", "{", "}", "\"", "'", "“", " #", "- ", "——", "·", "*",
        "\u{3000}", "\n", "\n  ", ": |\n  ", "3.5万",
    ];
    let lines = "summary: 全村收入 12.5 万元\ntags: [甲乙, 丙丁]\nhonors:\n  - 先进党支部\nauthor: 张三";
    let valid = Archive::valid().with_lines(lines);
    let text = valid.text(CASE);
    let end = text.find("\n---\n").unwrap();
    let places: Vec<usize> = text[..end].char_indices().map(|(at, _)| at).skip(4).collect();
    let mut archive = valid.without(CASE);
    let mut before = Vec::new();
    for n in 0..480 {
        // Every mark comes to twenty places, spread over all.
        let (at, mark) = (places[(n * 37) % places.len()], MARKS[n % MARKS.len()]);
        let path = format!("content/cases/n{n}.md");
        let slipped = [&text[..at], mark, &text[at..]].concat();
        archive = archive.with_bytes(&path, slipped.as_bytes());
        before.push((path, slipped));
    }
    archive.types_today(&["check", "--fix"]);
    let once: Vec<String> = before.iter().map(|(path, _)| archive.text(path)).collect();
    archive.types_today(&["check", "--fix"]);
    let mended = before.iter().zip(&once).filter(|((_, slipped), mended)| slipped != *mended).count();
    assert!(mended > 100, "{mended}");
    for ((path, slipped), mended) in before.iter().zip(&once) {
        assert_eq!(words_of(mended), words_of(slipped), "{slipped}\n{mended}");
        assert_eq!(archive.text(path), *mended, "{slipped}");
    }
}
