//! Row 56 and what holds in every row: all at once, in order, the old site untouched.

use std::process::Command;

use crate::support::{Archive, expect_none};

const CASE: &str = "content/cases/a.md";

#[test]
fn a_valid_archive_has_no_problems_and_builds() {
    let archive = Archive::valid();
    expect_none(&archive);
    let run = archive.build();
    assert_eq!((run.code, run.lines().len()), (Some(0), 0));
    assert!(archive.contents("output").contains_key("cases/a.html"));
}

#[test]
fn every_bad_file_is_reported_in_the_order_of_the_paths() {
    let archive = broken(Archive::valid());
    let run = archive.check();
    let lines = [
        "content/cases/a.md:7:7 LT305 error",
        "content/cases/b.md:1:1 LT201 error",
        "content/cases/c.md:1:1 LT301 error",
        "content/cases/c.md:1:1 LT301 error",
        "content/cases/c.md:2:6 LT208 error",
        "content/cases/c.md:3:5 LT208 error",
        "content/cases/d.md:1:1 LT203 error",
        "content/cases/e.md:1:4 LT101 error",
        "content/competitions/2026Q3.md:10:1 LT302 error",
        "content/pages/p.md:1:1 LT301 error",
        "content/site.yaml:4:1 LT302 error",
        "content/units.yaml:3:4 LT208 error",
    ];
    assert_eq!(run.lines(), lines);
    assert_eq!(run.code, Some(1));
}

#[test]
fn what_pages_and_packages_show_is_told_beside_a_broken_link() {
    let platforms = "district: XX区\nplatforms: [{id: p, name: XX发布, kind: toutiao}]\n";
    let archive = Archive::valid()
        .replacing("content/site.yaml", "district: XX区\n", platforms)
        .with_lines("aliases: index.html")
        .with_markdown("[甲](b.md)\n")
        .with("-- themes/leitai/templates/404.html --\n{{ page.nothing.more }}\n");
    let lines = [
        "content/cases/a.md:2:8 LT807 note",
        "content/cases/a.md:7:10 LT702 error",
        "content/cases/a.md:24:5 LT501 error",
        "content/cases/a.md:24:5 LT808 note",
        "themes/leitai/templates/404.html:1:9 LT602 error",
    ];
    assert_eq!(archive.check().lines(), lines);
}

fn broken(archive: Archive) -> Archive {
    archive
        .with_lines("date: 下周三")
        .with_competition_lines("resluts: []")
        .with("-- content/cases/b.md --\n正文\n-- content/cases/c.md --\n---\ntitle：丙\nunit：云岭镇\n---\n")
        .with("-- content/pages/p.md --\n---\nsummary: 甲\n---\n")
        .with_bytes("content/cases/d.md", b"")
        .with_bytes("content/cases/e.md", b"---\xff")
        .replacing("content/site.yaml", "district: XX区\n", "district: XX区\norganisation: x\n")
        .replacing("content/units.yaml", "云岭镇: [上云村, 柳溪村]\n", "云岭镇: [上云村, 柳溪村]\n山前镇：[山前村]\n")
}

#[test]
fn a_slip_in_front_matter_hides_nothing_else() {
    let archive = Archive::valid()
        .replacing(CASE, "title: ", "title：")
        .replacing(CASE, "青禾社区", "青和社区")
        .with_lines("tags: [甲，乙]\ntrack: 规定动做\npresenter: {姓名：张三，职务：书记}\ndate: 2026-02-30")
        .replacing(CASE, "result: 观摩点", "result:关摩点")
        .with_markdown("党健引领，[甲](b.md)。\n\n#### 四");
    let lines = [
        "2:6 LT208 error",
        "3:7 LT402 error",
        "6:7 LT209 error",
        "6:8 LT405 error",
        "7:9 LT211 error",
        "8:8 LT304 error",
        "9:15 LT208 error",
        "10:7 LT305 error",
        "27:1 LT911 warning",
        "27:10 LT501 error",
        "29:1 LT523 warning",
    ];
    assert_eq!(
        archive.check().lines(),
        lines.map(|line| format!("{CASE}:{line}")),
        "{:#?}",
        archive.check().diagnostics
    );
}

#[test]
fn a_slip_without_a_certain_cure_hides_nothing_else_and_its_key_is_not_missing() {
    let slips = [
        ("title: \"议事\"亭\"", "2:12 LT205"),
        ("title 议事亭", "2:1 LT204"),
        ("title: \"议事亭\n  里解", "2:8 LT205"),
        ("title: [议事亭", "2:8 LT204"),
        ("title: 议事亭\n里解难题", "3:1 LT204"),
        ("title: 议事亭\npresenter:\n\t\tname: 张三", "4:1 LT206"),
        ("title: 议事亭\ntags: [甲] 乙", "3:11 LT204"),
        ("title: 议事亭\nsummary: *a", "3:10 LT204"),
    ];
    for (slip, place) in slips {
        let unit = 2 + slip.lines().count();
        let archive = Archive::valid()
            .replacing(CASE, "title: 议事亭里解难题", slip)
            .replacing(CASE, "青禾社区", "青和社区")
            .with_lines("date: 2026-02-30\ntilte: 乙");
        let wanted = [
            place.to_owned(),
            format!("{unit}:7 LT402"),
            format!("{}:7 LT305", unit + 4),
            format!("{}:1 LT302", unit + 5),
        ];
        let run = archive.check();
        assert_eq!(run.lines(), wanted.map(|line| format!("{CASE}:{line} error")), "{slip}\n{:#?}", run.diagnostics);
    }
}

#[test]
fn entries_that_cannot_be_read_are_not_missing() {
    let entries = "entries: [{competition: 2026Q3}] 参赛";
    let archive = Archive::valid().replacing(CASE, "competition: 2026Q3\nresult: 观摩点", entries);
    assert_eq!(archive.check().lines(), [format!("{CASE}:5:34 LT204 error")]);
}

#[test]
fn a_number_before_an_item_hides_nothing_else_either() {
    let lists = ["1. 甲1\n1. 乙", "  （1）甲1；\n  （2）乙", "①甲1\n②乙"];
    for list in lists {
        let yaml =
            format!("title: 甲\nunit: 青和社区\ntags:\n{list}\ndimension: 乡村治里\ncompetition: 2026Q3\ntilte: 乙");
        let column = 1 + list.len() - list.trim_start().len();
        let place = |line: &str| format!("{CASE}:{line} error");
        let slips = [5, 6].map(|line| place(&format!("{line}:{column} LT212")));
        let wanted = [place("3:7 LT402"), slips[0].clone(), slips[1].clone(), place("7:12 LT404"), place("9:1 LT302")];
        let run = Archive::valid().with_front_matter(&yaml).check();
        assert_eq!(run.lines(), wanted, "{list}");
    }
}

#[test]
fn front_matter_that_cannot_be_read_hides_nothing_of_the_body() {
    for front in ["title: \"议事亭", "title: [议事亭"] {
        let archive = Archive::valid()
            .replacing(CASE, "title: 议事亭里解难题", front)
            .with_markdown("党健引领，[甲](b.md)，电话13800138000。\n\n![亭](c.jpg)");
        let lines: Vec<String> = archive.check().lines().into_iter().skip(1).collect();
        let wanted = ["23:1 LT911 warning", "23:10 LT501 error", "23:18 LT902 warning", "25:6 LT503 error"];
        assert_eq!(lines, wanted.map(|line| format!("{CASE}:{line}")));
    }
    let without = Archive::valid().with("-- content/cases/b.md --\n党健引领，电话13800138000。\n");
    let lines = ["1:1 LT201 error", "1:1 LT911 warning", "1:8 LT902 warning"];
    assert_eq!(without.check().lines(), lines.map(|line| format!("content/cases/b.md:{line}")));
}

#[test]
fn the_output_and_the_sources_stay_as_they_are() {
    let archive = Archive::valid();
    assert_eq!(archive.build().code, Some(0));
    let archive = broken(archive);
    let before = archive.contents("");
    for command in ["check", "build"] {
        let run = archive.run(command, &[]);
        assert_eq!(run.code, Some(1));
        assert_eq!(archive.contents(""), before, "{command}");
    }
}

#[test]
fn warnings_fail_a_strict_run_only() {
    let archive = Archive::valid().with_lines("theme: 别的");
    assert_eq!(archive.check().code, Some(0));
    assert_eq!(archive.run("check", &["--strict"]).code, Some(1));
    assert_eq!(archive.run("build", &["--strict"]).code, Some(1));
    assert!(archive.contents("output").is_empty());
}

#[test]
fn a_wrong_command_line_is_told_apart_from_wrong_content() {
    let archive = Archive::valid();
    let told = |arguments: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_leitai")).args(arguments).output().unwrap();
        assert!(output.stdout.is_empty());
        (output.status.code(), String::from_utf8(output.stderr).unwrap())
    };
    let root = archive.path("");
    let root = root.to_str().unwrap();
    for (arguments, words) in [
        (&["chekc"][..], "没有「chekc」这个命令"),
        (&["check", "--formt", "json"], "--formt"),
        (&["check", "--root", root, "--format", "xml"], "「xml」"),
        (&["check", "--root", root, "--today", "明天"], "「明天」不是日期"),
        (&["check", "--root", "/nowhere"], "没有 content 文件夹"),
        (&["build", "--root", root, "--base-url", "x"], "不是完整的网址"),
    ] {
        let (code, text) = told(arguments);
        assert_eq!(code, Some(2), "{arguments:?} {text}");
        assert!(text.contains(words), "{text}");
    }
}
