//! `export`: folders and one zip, all or nothing.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use zip::ZipArchive;

use crate::support::Archive;
use crate::{archive, with_platform};

/// The files in a zip.
pub(crate) fn unzipped(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let read = |number| {
        let mut file = zip.by_index(number).unwrap();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        (file.name().unwrap().into_owned(), bytes)
    };
    (0..ZipArchive::new(Cursor::new(bytes)).unwrap().len()).map(read).collect()
}

fn exported(archive: &Archive, arguments: &[&str]) -> BTreeMap<String, Vec<u8>> {
    let output = archive.path("out");
    let run = archive.run("export", &[&["p", "--output", output.to_str().unwrap()], arguments].concat());
    assert_eq!(run.code, Some(0), "{}", run.told);
    archive.contents("out")
}

#[test]
fn the_zip_holds_what_the_folders_hold() {
    let files = exported(&archive("wechat", "甲"), &[]);
    let mut folders = files.clone();
    let zip = folders.remove("p.zip").unwrap();
    assert_eq!(unzipped(&zip), folders);
    assert!(folders.contains_key("a/article.html") && folders.contains_key("a/cover-1x1.jpg"));
}

#[test]
fn the_zips_of_a_desk_are_exported_too() {
    let files = exported(&archive("desk", "甲"), &[]);
    assert_eq!(files.keys().collect::<Vec<_>>(), ["2026q3-digest/2026q3-digest.zip", "a/a.zip", "p.zip"]);
}

#[test]
fn two_exports_give_the_same_bytes() {
    assert_eq!(exported(&archive("wechat", "甲"), &[]), exported(&archive("wechat", "甲"), &[]));
}

#[test]
fn a_second_export_into_a_folder_leaves_the_first_and_says_what_it_is() {
    let archive = archive("wechat", "甲");
    let first = exported(&archive, &[]);
    let again = archive.run("export", &["p", "--output", archive.path("out").to_str().unwrap()]);
    assert_eq!(again.code, Some(2));
    assert!(again.told.contains("如果是上一次导出的，可以移走或删去"), "{}", again.told);
    assert_eq!(archive.contents("out"), first);
}

#[test]
fn chosen_cases_alone_are_exported_and_unknown_ones_refused() {
    let archive = archive("toutiao", "甲").with(
        "-- content/cases/b.md --\n---\ntitle: 乙\nunit: 云岭镇\ndimension: 乡村治理\ncompetition: 2026Q3\nslug: b\n\
         ---\n## 主要做法\n甲\n## 工作亮点\n乙\n## 取得成效\n丙\n",
    );
    let run = archive.run("export", &["p", "c"]);
    assert_eq!(run.code, Some(2), "{}", run.told);
    let files = exported(&archive, &["b"]);
    assert!(files.keys().all(|name| name == "p.zip" || name.starts_with("b/")), "{:?}", files.keys());
}

#[test]
fn an_unknown_platform_and_one_without_packages_are_refused_by_name() {
    let run = archive("wechat", "甲").run("export", &["q"]);
    assert_eq!(run.code, Some(2));
    assert!(run.told.contains("没有平台「q」；可以写：p"), "{}", run.told);
    let later = with_platform("desk, select: {since: 2027Q1}");
    assert_eq!(later.run("export", &["p"]).code, Some(2));
}

#[test]
fn a_folder_with_something_in_it_is_left_as_it_is() {
    let archive = archive("wechat", "甲").with("-- out/mine.txt --\n我的\n");
    let output = archive.path("out");
    let run = archive.run("export", &["p", "--output", output.to_str().unwrap()]);
    assert_eq!(run.code, Some(2), "{}", run.told);
    assert_eq!(archive.contents("out").keys().collect::<Vec<_>>(), ["mine.txt"]);
    let content = archive.path("content");
    assert_eq!(archive.run("export", &["p", "--output", content.to_str().unwrap()]).code, Some(2));
}

#[test]
fn a_folder_that_has_the_name_of_an_unfinished_export_stays() {
    let archive = archive("wechat", "甲").with("-- .out.leitai/我的/论文.doc --\n毕业\n");
    assert!(exported(&archive, &[]).contains_key("p.zip"));
    assert_eq!(archive.contents(".out.leitai").keys().collect::<Vec<_>>(), ["我的/论文.doc"]);
    assert!(!archive.path(".out.leitai-2").exists());
}

#[cfg(unix)]
#[test]
fn a_link_that_is_asked_for_leads_to_the_folder_and_one_of_the_archive_does_not() {
    let elsewhere = tempfile::tempdir().unwrap();
    let archive = archive("wechat", "甲").with_link("out", elsewhere.path()).with_link("export", elsewhere.path());
    let refused = archive.run("export", &["p"]);
    assert_eq!(refused.code, Some(2));
    assert!(refused.told.contains("export」是链接") && refused.told.contains("--output"), "{}", refused.told);
    assert_eq!(std::fs::read_dir(elsewhere.path()).unwrap().count(), 0);
    assert!(exported(&archive, &[]).contains_key("p.zip"));
    assert!(elsewhere.path().join("p.zip").is_file());
}

#[test]
fn content_with_errors_is_not_exported() {
    let archive = archive("wechat", "[坏](b.md)");
    assert_eq!(archive.run("export", &["p"]).code, Some(1));
    assert!(archive.contents("export").is_empty());
}
