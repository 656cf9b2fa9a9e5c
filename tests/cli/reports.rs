//! The formats of what is found, and `explain`.

use serde_json::Value;

use crate::support::Archive;
use crate::type_in;

/// One error with two places and one warning.
fn with_problems() -> Archive {
    let double = Archive::valid().with_lines("标题: 另一个");
    double.replacing("content/cases/a.md", "## 取得成效\n", "")
}

#[test]
fn text_shows_the_line_and_the_cure() {
    let said = with_problems().types_today(&["check"]);
    assert_eq!(said.code, Some(1));
    for words in ["错误[LT207]", "content/cases/a.md:7:1", "标题: 另一个", "第一次写在这里", "处理", "警告[LT507]"]
    {
        assert!(said.out.contains(words), "「{words}」 is not in\n{}", said.out);
    }
    assert!(said.err.starts_with("检查完毕：1 个错误、1 个警告，用时 "), "{}", said.err);
}

#[test]
fn of_many_notes_alike_text_shows_the_first() {
    let mixed = Archive::valid().text("content/cases/a.md").replacen('\n', "\r\n", 1);
    let add = |archive: Archive, n| archive.with_bytes(&format!("content/cases/n{n}.md"), mixed.as_bytes());
    let archive = (0..60).fold(Archive::valid(), add);
    let said = archive.types_today(&["check"]);
    assert_eq!(said.out.matches("提示[LT108]").count(), 51);
    assert!(said.out.contains("提示[LT108]: 同样的提示还有 10 个，没有列出\n"), "{}", said.out);
    assert!(said.err.contains("60 个提示"), "{}", said.err);
    let json = archive.types_today(&["check", "--format", "json"]);
    assert_eq!(json.out.matches("LT108").count(), 60);
}

#[test]
fn an_archive_in_order_has_no_report() {
    let said = Archive::valid().types_today(&["check"]);
    assert_eq!((said.code, said.out.as_str()), (Some(0), ""));
    assert!(said.err.starts_with("检查完毕，没有问题：1 个案例，用时 "), "{}", said.err);
}

#[test]
fn json_is_an_object_a_line() {
    for command in ["check", "build"] {
        let said = with_problems().types_today(&[command, "--format", "json"]);
        assert_eq!(said.code, Some(1));
        let found: Vec<Value> = said.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(found.len(), 2, "{}", said.out);
        let first = found.iter().find(|found| found["code"] == "LT207").unwrap();
        assert_eq!(first["file"], "content/cases/a.md");
        assert_eq!((&first["line"], &first["column"]), (&7.into(), &1.into()));
        assert_eq!((&first["end_line"], &first["end_column"]), (&7.into(), &3.into()));
        assert_eq!(first["severity"], "error");
        assert_eq!(first["related"][0]["line"], 2);
        assert!(first["message"].is_string() && first["help"].is_string());
    }
}

#[test]
fn an_object_stays_in_its_line_whatever_it_quotes() {
    for end in ['\u{85}', '\u{2028}', '\u{2029}'] {
        let archive = Archive::valid().with_lines(&format!("track: 规定{end}动作"));
        let out = archive.types_today(&["check", "--format", "json"]).out;
        assert!(!out.is_empty() && !out.contains(end), "{out}");
        assert!(out.lines().all(|line| serde_json::from_str::<Value>(line).is_ok()), "{out}");
    }
}

#[test]
fn a_build_in_json_prints_nothing_else() {
    let said = Archive::valid().types_today(&["build", "--format", "json"]);
    assert_eq!((said.code, said.out.as_str()), (Some(0), ""));
    assert!(said.err.starts_with("完成："), "{}", said.err);
}

#[test]
fn sarif_is_one_document_that_names_every_rule_it_uses() {
    let said = with_problems().types_today(&["check", "--format", "sarif"]);
    let log: Value = serde_json::from_str(&said.out).unwrap();
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    let rules: Vec<&Value> =
        run["tool"]["driver"]["rules"].as_array().unwrap().iter().map(|rule| &rule["id"]).collect();
    let results = run["results"].as_array().unwrap();
    assert_eq!(results.len(), 2);
    for result in results {
        assert!(rules.contains(&&result["ruleId"]), "{result}");
        assert!(["error", "warning", "note"].contains(&result["level"].as_str().unwrap()));
        let physical = &result["locations"][0]["physicalLocation"];
        assert_eq!(physical["artifactLocation"]["uri"], "content/cases/a.md");
        assert!(physical["region"]["startLine"].as_u64().unwrap() >= 1, "{result}");
    }
}

#[test]
fn sarif_names_files_as_addresses() {
    let page = "-- content/pages/关于 我们.md --\n---\ntitle: 关于\nslug: A\n---\n\n我们。\n";
    let said = Archive::valid().with(page).types_today(&["check", "--format", "sarif"]);
    let log: Value = serde_json::from_str(&said.out).unwrap();
    let place = &log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"];
    assert_eq!(place["uri"], "content/pages/%E5%85%B3%E4%BA%8E%20%E6%88%91%E4%BB%AC.md");
}

#[test]
fn github_is_a_workflow_command_a_line() {
    let said = with_problems().types_today(&["check", "--format", "github"]);
    let starts = [
        "::error file=content/cases/a.md,line=7,endLine=7,col=1,endColumn=3,title=LT207 同一项写了两次::「标题」和第 2 行",
        "::warning file=content/cases/a.md,line=9,endLine=9,col=1,endColumn=1,title=LT507 缺少章节::正文缺少这几节",
    ];
    assert_eq!(said.out.lines().count(), starts.len(), "{}", said.out);
    for (line, start) in said.out.lines().zip(starts) {
        assert!(line.starts_with(start), "{line}");
    }
    let odd = Archive::valid().with_lines("track: \"\\e]0;甲\\a\\u202e\"");
    let said = odd.types_today(&["check", "--format", "github"]);
    assert!(!said.out.is_empty() && !said.out.contains(['\u{1b}', '\u{7}', '\u{202e}']), "{:?}", said.out);
    let percent = Archive::valid().with_markdown("满意率在 63~68%。").types_today(&["check", "--format", "github"]);
    let start = "::notice file=content/cases/a.md,line=23,endLine=23,col=6,endColumn=12,title=LT918 少了百分号::";
    assert!(percent.out.starts_with(start) && percent.out.contains("63%25~68%25"), "{}", percent.out);
}

#[test]
fn a_code_is_explained_and_an_unknown_one_refused() {
    let folder = tempfile::tempdir().unwrap();
    let said = type_in(folder.path(), &["explain", "LT208"]);
    assert_eq!(said.code, Some(0));
    assert!(said.out.contains("LT208 全角冒号") && said.out.contains("改成："), "{}", said.out);
    let unknown = type_in(folder.path(), &["explain", "LT999"]);
    assert_eq!((unknown.code, unknown.out.as_str()), (Some(2), ""));
    assert!(unknown.err.contains("LT999"), "{}", unknown.err);
}

#[test]
fn no_control_character_of_a_file_reaches_the_terminal() {
    let archive = Archive::valid().with_markdown("正文\u{9b}31m，[甲](没有\u{90}.md)。");
    for format in ["text", "json", "sarif", "github"] {
        let said = archive.types_today(&["check", "--format", format]);
        let all = said.out + &said.err;
        assert!(all.contains("LT103") && !all.contains(['\u{9b}', '\u{90}']), "{format}: {all:?}");
    }
}
