//! What `leitai explain` says is true: its wrong examples bring their code about, its cures do not.
//!
//! An example is put into a small archive that is in order. A line `# content/…` or `# themes/…` names the file of
//! what follows, `content/cases/甲.md` where there is none. Text with a line `---`, or of a file that is neither an
//! article nor `site.yaml`, is the whole file. Text that starts with a key replaces the lines of the same keys.
//! Other text is the body. `→` stands for a tab and `□` for an ideographic space, as they are shown to readers.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::process::{Command, Output};

use leitai::model::{Code, SourcePath};
use serde_json::Value;

const EXPLANATIONS: &str = include_str!("../src/model/explanations.md");

/// Bytes, links and sizes of files and other sites, which lines of text cannot show.
const WITHOUT_EXAMPLE: [&str; 16] = [
    "LT101", "LT102", "LT103", "LT104", "LT105", "LT106", "LT108", "LT317", "LT521", "LT522", "LT527", "LT529",
    "LT530", "LT535", "LT805", "LT806",
];

/// What the program's own templates may bring about; of interest only in files that an example shows.
const OF_TEMPLATES: [&str; 2] = ["LT601", "LT602"];

const CASE: &str = "\
---
title: 网格里的“红色管家”
unit: 湖东街道/青禾社区
dimension: 乡村治理
competition: 2026Q3
---
## 主要做法

做法。

## 工作亮点

亮点。

## 取得成效

成效。
";

const ARTICLE: &str = "content/cases/甲.md";

/// Files that every archive has, with the picture `images/会场.jpg`.
const FILES: [(&str, &str); 8] = [
    ("content/site.yaml", "name: 案例库\n"),
    ("content/units.yaml", "湖东街道: [青禾社区, 柳溪村]\n云岭镇: [上云村]\n"),
    ("content/competitions/2026Q3.md", "---\nid: 2026Q3\n---\n"),
    ("content/cases/images/坏图.jpg", "jpg"),
    ("content/cases/images/会场.heic", "heic"),
    ("content/cases/images/架构.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>x</script></svg>"),
    ("content/cases/统计.exe", "exe"),
    ("content/cases/统计.xlsx", "xlsx"),
];

#[test]
fn every_code_is_explained_once_and_in_order() {
    let explained: Vec<&str> = EXPLANATIONS.lines().filter_map(|line| line.strip_prefix("# ")?.get(..5)).collect();
    let codes: Vec<&str> = Code::ALL.iter().map(|code| code.id()).collect();
    assert_eq!(explained, codes);
    assert!(codes.is_sorted_by(|a, b| a < b), "the numbers ascend");
}

#[test]
fn every_explanation_has_a_title_of_its_own() {
    let mut seen = BTreeSet::new();
    for code in Code::ALL {
        let heading = code.explanation().lines().next().unwrap();
        let title = heading.strip_prefix(&format!("# {} ", code.id())).unwrap();
        assert!((2..=12).contains(&title.chars().count()), "{heading}");
        assert!(seen.insert(title), "{heading}");
    }
}

#[test]
fn every_explanation_shows_what_is_wrong_and_what_is_right() {
    for code in Code::ALL {
        let text = code.explanation();
        let has_example = !WITHOUT_EXAMPLE.contains(&code.id());
        for marker in ["错误的写法：", "改成："] {
            assert_eq!(block(text, marker).is_some_and(|block| !block.is_empty()), has_example, "{}", code.id());
        }
        assert!(has_example || text.lines().filter(|line| line.starts_with(['1', '-'])).count() > 0, "{}", code.id());
    }
}

#[test]
fn explanations_are_plain_and_polite() {
    for line in EXPLANATIONS.lines() {
        assert!(!line.contains('！') && !line.ends_with(' '), "{line}");
        assert!(line.chars().count() <= 64, "{line}");
    }
}

#[test]
fn the_examples_of_front_matter_are_true() {
    assert_examples("LT2");
}

#[test]
fn the_examples_of_values_are_true() {
    assert_examples("LT3");
}

#[test]
fn the_examples_of_disagreements_are_true() {
    assert_examples("LT4");
}

#[test]
fn the_examples_of_the_write_up_are_true() {
    assert_examples("LT5");
}

#[test]
fn the_examples_of_themes_are_true() {
    assert_examples("LT6");
}

#[test]
fn the_examples_of_addresses_are_true() {
    assert_examples("LT7");
}

#[test]
fn the_examples_of_platforms_are_true() {
    assert_examples("LT8");
}

#[test]
fn the_examples_of_what_should_not_be_published_are_true() {
    assert_examples("LT9");
}

#[test]
fn without_a_code_all_are_listed() {
    let output = leitai(&["explain"]);
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.contains("LT208  错误  全角冒号\n"), "{text}");
    let listed = text.lines().filter(|line| line.starts_with("LT")).count();
    assert_eq!(listed, Code::ALL.len());
}

#[test]
fn a_code_is_known_by_its_number_alone() {
    for spelling in ["LT208", "lt208", "208", " Lt208 ", "ＬＴ２０８"] {
        let output = leitai(&["explain", spelling]);
        let text = String::from_utf8(output.stdout).unwrap();
        assert_eq!(text.trim_end(), Code::FullWidthColon.explanation(), "{spelling}");
    }
    let output = leitai(&["explain", "298"]);
    assert_eq!(output.status.code(), Some(2));
}

/// Checks both examples of every code whose number starts so.
fn assert_examples(start: &str) {
    let mut untrue = Vec::new();
    let has_example = |code: &&Code| code.id().starts_with(start) && !WITHOUT_EXAMPLE.contains(&code.id());
    for code in Code::ALL.iter().filter(has_example) {
        let text = code.explanation();
        let wrong = check(*code, &block(text, "错误的写法：").unwrap());
        if !wrong.iter().any(|found| found["code"] == code.id()) {
            untrue.push(format!("the wrong example of {} gives {wrong:#?}", code.id()));
        }
        let mut cured = check(*code, &block(text, "改成：").unwrap());
        cured.retain(|found| found["code"] == code.id() || found["severity"] == "error");
        if !cured.is_empty() {
            untrue.push(format!("the cure of {} gives {cured:#?}", code.id()));
        }
    }
    assert!(untrue.is_empty(), "{}", untrue.join("\n"));
}

/// The indented lines after a line, without their indent.
fn block(text: &str, marker: &str) -> Option<String> {
    let (_, rest) = text.split_once(&format!("\n{marker}\n"))?;
    let lines = rest.lines().take_while(|line| line.is_empty() || line.starts_with("    "));
    let lines: Vec<&str> = lines.map(|line| line.strip_prefix("    ").unwrap_or(line)).collect();
    Some(lines.join("\n").trim_matches('\n').to_owned())
}

/// What `check` finds in the archive with this example.
fn check(code: Code, example: &str) -> Vec<Value> {
    let mut files: BTreeMap<String, String> =
        FILES.iter().map(|&(path, text)| (path.to_owned(), text.to_owned())).collect();
    files.insert(ARTICLE.into(), CASE.into());
    if code.id().starts_with("LT5") {
        files.insert("content/cases/乙.md".into(), CASE.into());
    }
    let examples = files_of(example);
    for (path, shown) in &examples {
        let text = put(path, files.get(path), &shown.replace('→', "\t").replace('□', "\u{3000}"));
        files.insert(path.clone(), text);
    }
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let picture = folder.path().join("content/cases/images/会场.jpg");
    image::RgbImage::new(4, 3).save(picture).unwrap();
    let root = folder.path().to_str().unwrap();
    let output = leitai(&["check", "--root", root, "--format", "json", "--today", "2026-11-25"]);
    let lines = String::from_utf8(output.stdout).unwrap();
    let mut found: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let is_shown = |found: &Value| examples.iter().any(|(path, _)| found["file"] == path.as_str());
    found.retain(|found| !OF_TEMPLATES.iter().any(|id| found["code"] == *id) || is_shown(found));
    found
}

fn leitai(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_leitai")).args(arguments).output().unwrap()
}

/// The parts of an example, each with the file it belongs to.
fn files_of(example: &str) -> Vec<(String, String)> {
    let mut files: Vec<(String, String)> = Vec::new();
    for line in example.lines() {
        let path = line.strip_prefix("# ").filter(|path| path.starts_with("content/") || path.starts_with("themes/"));
        if let Some(path) = path {
            files.push((path.split('（').next().unwrap().to_owned(), String::new()));
            continue;
        }
        if files.is_empty() {
            files.push((ARTICLE.into(), String::new()));
        }
        let (_, text) = files.last_mut().unwrap();
        text.push_str(line);
        text.push('\n');
    }
    files
}

/// A file with what an example shows of it.
fn put(path: &str, known: Option<&String>, shown: &str) -> String {
    let is_article = SourcePath::new(path).unwrap().extension() == "md";
    let is_whole = shown.is_empty() || shown.lines().any(|line| line == "---");
    if is_whole || !(is_article || path == "content/site.yaml") {
        return shown.to_owned();
    }
    let id = path.rsplit('/').next().unwrap().trim_end_matches(".md");
    let fresh = if path.starts_with("content/cases/") { CASE.into() } else { format!("---\nid: {id}\n---\n") };
    let text = known.unwrap_or(&fresh);
    if !is_article {
        return replaced(text, shown);
    }
    let (front_matter, body) = text.strip_prefix("---\n").unwrap().split_once("---\n").unwrap();
    match shown.lines().next().and_then(key) {
        Some(_) => format!("---\n{}---\n{body}", replaced(front_matter, shown)),
        None => format!("---\n{front_matter}---\n{shown}"),
    }
}

/// YAML in which the shown lines stand for those of the same keys.
fn replaced(yaml: &str, shown: &str) -> String {
    let keys: Vec<&str> = shown.lines().filter_map(key).collect();
    let kept = yaml.lines().filter(|line| !key(line).is_some_and(|key| keys.contains(&key)));
    kept.chain(shown.lines().filter(|line| !line.is_empty())).flat_map(|line| [line, "\n"]).collect()
}

/// The key of a line that begins with one.
fn key(line: &str) -> Option<&str> {
    let (name, _) = line.split_once([':', '：'])?;
    (!name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '_')).then_some(name)
}
