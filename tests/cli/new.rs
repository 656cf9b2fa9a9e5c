//! `init` and `new`: files that need only what a person can write.

use std::collections::BTreeMap;

use crate::support::{Archive, TODAY};
use crate::type_in;

/// Makes a case with everything that can be said on the command line.
#[track_caller]
fn new_case(archive: &Archive, title: &str) -> String {
    let said = archive.types(&["new", "case", "--unit", "青禾社区", "--dimension", "乡村治理", "--", title]);
    assert_eq!(said.code, Some(0), "{title:?}: {}", said.err);
    let path = said.out.trim_end().trim_start_matches("./").to_owned();
    archive.text(&path)
}

#[test]
fn a_new_archive_builds_without_warnings() {
    let folder = tempfile::tempdir().unwrap();
    let said = type_in(folder.path(), &["init", "档案"]);
    assert_eq!(said.code, Some(0), "{}", said.err);
    assert!(said.err.contains("下一步：进入 档案，运行 leitai build"), "{}", said.err);
    let built = type_in(folder.path(), &["build", "--root", "档案", "--strict", "--today", TODAY]);
    assert_eq!((built.code, built.err.as_str()), (Some(0), ""), "{}", built.out);
    assert!(folder.path().join("档案/output/index.html").is_file());
}

#[test]
fn init_changes_nothing_where_content_is() {
    let archive = Archive::valid();
    let before = archive.contents("");
    let said = archive.types(&["init"]);
    assert_eq!(said.code, Some(2));
    assert!(said.err.contains("已经有 content 文件夹，什么都没有改动"), "{}", said.err);
    assert_eq!(archive.contents(""), before);
}

#[test]
fn a_new_case_has_no_errors_when_all_is_given() {
    let titles = [
        "网格里的“红色管家”",
        "CON",
        "com1",
        "Index",
        "page-2",
        "Привет",
        "甲\n---\n乙",
        "议事亭里解难题",
        "a",
        "a: b #c",
        "- 甲",
        "是",
        "true",
        "12:30",
        "~$甲",
        "【头条】\"甲\"：\u{1}乙，丙、丁:",
        "\u{feff}甲\u{200b}",
        "[甲]",
        "../../甲",
    ];
    let archive = Archive::valid();
    for title in titles {
        new_case(&archive, title);
        let run = archive.check();
        let errors: Vec<String> = run.lines().into_iter().filter(|line| line.ends_with("error")).collect();
        assert_eq!(errors, Vec::<String>::new(), "{title:?}: {:#?}", run.diagnostics);
    }
    assert_eq!(archive.contents("content/cases").len(), titles.len() + 1);
}

#[test]
fn a_new_case_lacks_only_what_a_person_must_fill_in() {
    let archive = Archive::valid();
    assert_eq!(archive.types(&["new", "case", "甲"]).code, Some(0));
    let run = archive.check();
    let errors: Vec<String> = run.lines().into_iter().filter(|line| line.ends_with("error")).collect();
    let place = |line| format!("content/cases/2026/甲.md:{line}:1 LT301 error");
    assert_eq!(errors, [place(3), place(4)]);
}

#[test]
fn a_slug_is_written_only_where_the_name_gives_none_that_is_free() {
    let archive = Archive::valid();
    assert!(!new_case(&archive, "议事亭").contains("slug:"));
    for (title, slug) in [
        ("a", "a-2"),
        ("A", "a-3"),
        ("Index", "index-2"),
        ("Привет", "case-2026q3-1"),
        ("Спасибо", "case-2026q3-2"),
        ("page-2", "page-2-2"),
        ("议事-亭", "yi-shi-ting-2"),
    ] {
        assert!(new_case(&archive, title).contains(&format!("\nslug: {slug}\n")), "{title}");
    }
    let pages = Archive::valid().replacing("content/cases/a.md", "title:", "slug: page\ntitle:");
    assert!(new_case(&pages, "page").contains("\nslug: case-2026q3-1\n"));
    let moved = Archive::valid().with_lines("aliases: [cases/jia.html]");
    assert!(new_case(&moved, "甲").contains("\nslug: jia-2\n"));
}

#[test]
fn a_title_is_one_line() {
    let text = new_case(&Archive::valid(), " 甲\n---\n乙\t丙\u{7f}");
    assert!(text.starts_with("---\ntitle: 甲 --- 乙 丙\n"), "{text}");
}

#[test]
fn a_name_that_windows_reserves_gets_an_ending() {
    let archive = Archive::valid();
    new_case(&archive, "CON");
    assert!(archive.path("content/cases/2026/CON-案例.md").is_file());
}

#[test]
fn nothing_is_written_outside_the_archive() {
    let outer = tempfile::tempdir().unwrap();
    let root = outer.path().join("甲/乙");
    let said = type_in(outer.path(), &["init", "甲/乙"]);
    assert_eq!(said.code, Some(0));
    std::fs::remove_file(root.join("content/units.yaml")).unwrap();
    let before = std::fs::read_dir(outer.path()).unwrap().count();
    for id in
        ["2027Q1-x/../../../../../ESC", "2027Q1-../ESC", "2027Q1-a/b", "2027Q1-a\\b", "2027Q1-a:b", "2027Q1-\u{1}"]
    {
        let said = type_in(&root, &["new", "competition", id]);
        assert_eq!(said.code, Some(2), "{id}: {}", said.out);
        assert!(said.err.starts_with("没有新建："), "{}", said.err);
    }
    assert_eq!(std::fs::read_dir(outer.path()).unwrap().count(), before);
    assert!(!root.join("content/competitions/2027").exists());
}

#[test]
fn a_new_competition_is_in_order() {
    let archive = Archive::valid();
    for id in ["2026Q4", "2026Q4-湖东街道"] {
        let said = archive.types(&["new", "competition", id]);
        assert_eq!(said.code, Some(0), "{}", said.err);
        assert!(archive.path(&format!("content/competitions/2026/{id}.md")).is_file());
    }
    let run = archive.check();
    assert_eq!(run.code, Some(0), "{:#?}", run.diagnostics);
    let again = archive.types(&["new", "competition", "2026年第四季度"]);
    assert_eq!(again.code, Some(2));
    assert!(again.err.contains("已经有了"), "{}", again.err);
}

#[test]
fn a_file_that_exists_stays_as_it_is() {
    let archive = Archive::valid().with("-- content/cases/2026/甲.md --\n写了一半\n");
    let before: BTreeMap<_, _> = archive.contents("content");
    let said = archive.types(&["new", "case", "甲"]);
    assert_eq!(said.code, Some(2));
    assert!(said.err.contains("已经有了，没有改动它"), "{}", said.err);
    assert_eq!(archive.contents("content"), before);
}

#[test]
fn prompts_of_a_new_case_are_not_on_its_page() {
    let archive = Archive::valid();
    let text = new_case(&archive, "甲");
    assert!(text.contains("<!-- 请在这里写主要做法"), "{text}");
    let said = archive.types_today(&["build"]);
    assert_eq!(said.code, Some(0), "{}", said.err);
    assert!(archive.path("output/cases/jia.html").is_file());
    for (name, bytes) in archive.contents("output") {
        assert!(!String::from_utf8_lossy(&bytes).contains("请在这里写"), "{name}");
    }
}
