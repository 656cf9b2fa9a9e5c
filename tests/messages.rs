//! The pictures of the commonest messages in README.md: what the program prints today, drawn as SVG.
//!
//! With `LEITAI_DRAW=1` they are drawn anew; without, they are compared.

#[path = "support/mod.rs"]
#[expect(dead_code, reason = "shared with tests/faults, which needs more of it")]
mod support;

use std::fmt::Write;
use std::path::Path;
use std::process::Command;

use support::{Archive, TODAY};

/// The width of half a Han character, the height of a line, and the frame, in pixels.
const CELL: usize = 8;
const LINE: usize = 22;
const FRAME: usize = 18;

const FRONT_MATTER: &str = "\
title：一座议事亭，解开百家结
unit:湖东街道/青禾社区
dimension: 乡村治理
competition: 2026Q3
tags: [议事协商，网格]";

const VALUES: &str = "\
title: 一座议事亭，解开百家结
unit: 湖东街道/青和社区
dimension: 乡村治理
competition: 2026Q3
rseult: 观摩点
date: 2026年9月1日";

#[test]
fn the_pictures_of_messages_are_those_of_today() {
    let written = "网格员每周入户。\n\n![居民在亭下议事](images/亭.jpg)";
    let body = |text: &str| Archive::valid().replacing("content/cases/a.md", "网格员每周入户。", text);
    let pictures = [
        ("front-matter", Archive::valid().with_front_matter(FRONT_MATTER)),
        ("values", Archive::valid().with_front_matter(VALUES)),
        ("write-up", body(written).replacing("content/cases/a.md", "## 工作亮点\n\n亮点。\n\n", "")),
        ("proofread", body("党健引领聚合力，办事请打 13800138000。")),
    ];
    let mut codes = Vec::new();
    for (name, archive) in pictures {
        let said = said(&archive);
        codes.extend(said.split('[').skip(1).filter_map(|rest| Some(rest.split_once(']')?.0.to_owned())));
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("docs/messages-{name}.svg"));
        let picture = drawn(&said);
        if std::env::var_os("LEITAI_DRAW").is_some() {
            std::fs::write(&path, &picture).unwrap();
        }
        let kept = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(kept == picture, "{} is old: run the tests once with LEITAI_DRAW=1", path.display());
    }
    codes.retain(|code| code.starts_with("LT"));
    assert_eq!(codes, ["LT208", "LT209", "LT211", "LT402", "LT302", "LT305", "LT507", "LT503", "LT911", "LT902"]);
    let readme = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap();
    for code in codes {
        assert!(readme.contains(&format!("| {code} |")), "README.md has no {code}");
    }
}

/// What `check` prints of an archive.
fn said(archive: &Archive) -> String {
    let mut program = Command::new(env!("CARGO_BIN_EXE_leitai"));
    let output = program.args(["check", "--today", TODAY]).current_dir(archive.path("")).output().unwrap();
    String::from_utf8(output.stdout).unwrap().trim_end().to_owned()
}

/// A text in a frame, every character at its place on the grid whatever the fonts are.
fn drawn(text: &str) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let widest = lines.iter().map(|line| width(line)).max().unwrap_or_default();
    let (wide, high) = (widest * CELL + 2 * FRAME, lines.len() * LINE + 2 * FRAME);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{wide}\" height=\"{high}\" viewBox=\"0 0 {wide} {high}\" \
         role=\"img\">\n<style>text{{font-family:Menlo,Consolas,'DejaVu Sans Mono','Noto Sans Mono CJK SC',\
         'Microsoft YaHei','PingFang SC',monospace;font-size:13px;fill:#e6e6e6;white-space:pre}}\
         .h{{font-size:16px}}.e{{fill:#ff7b72;font-weight:bold}}.w{{fill:#f2cc60;font-weight:bold}}\
         .n{{fill:#7ee787;font-weight:bold}}.p{{fill:#79c0ff}}</style>\n\
         <rect width=\"{wide}\" height=\"{high}\" rx=\"8\" fill=\"#1b1f24\"/>\n"
    );
    for (number, line) in lines.iter().enumerate() {
        let mut column = 0;
        for run in runs(line) {
            let (x, y, length) = (FRAME + column * CELL, FRAME + number * LINE + 16, width(run) * CELL);
            column += width(run);
            if run.trim().is_empty() {
                continue;
            }
            let size = if run.starts_with(is_wide) { " h" } else { "" };
            let class = format!("{}{size}", colour(line, run));
            let class = if class.trim().is_empty() { String::new() } else { format!(" class=\"{}\"", class.trim()) };
            let shown = run.replace('&', "&amp;").replace('<', "&lt;");
            writeln!(svg, "<text x=\"{x}\" y=\"{y}\" textLength=\"{length}\"{class}>{shown}</text>").unwrap();
        }
    }
    svg + "</svg>\n"
}

/// The parts of a line in which all characters are of one width.
fn runs(line: &str) -> Vec<&str> {
    let mut runs = Vec::new();
    let mut start = 0;
    for (at, c) in line.char_indices().skip(1) {
        let before = line[..at].chars().next_back().is_some_and(is_wide);
        if before != is_wide(c) {
            runs.push(&line[start..at]);
            start = at;
        }
    }
    runs.push(&line[start..]);
    runs
}

/// The colour that a terminal gives: of the first line of a message, of places and marks.
fn colour(line: &str, run: &str) -> &'static str {
    match line.chars().next() {
        Some('错') => "e",
        Some('警') => "w",
        Some('提') => "n",
        _ if run.contains("-->") || run.trim_start().starts_with(['|', '=']) => "p",
        _ => "",
    }
}

fn width(text: &str) -> usize {
    text.chars().map(|c| if is_wide(c) { 2 } else { 1 }).sum()
}

fn is_wide(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{ff00}'..='\u{ff60}' | '“' | '”' | '…')
}
