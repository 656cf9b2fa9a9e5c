//! A build where nothing changed since the last one: it says the same, and does nothing.

use std::fs;
use std::io::{Read, Write};
use std::thread;
use std::time::Duration;

use super::support::TODAY;
use super::{Archive, Said, program};

const RECORD: &str = ".leitai/built.json";

/// An archive that is built, with advice to repeat and a file of somebody else's in its output.
fn built() -> Archive {
    let archive = Archive::valid().with_lines("theme: 自己的主题");
    archive.types_today(&["build"]);
    let archive = archive.with("-- output/笔记.txt --\n别人的\n");
    archive.types_today(&["build"]);
    archive
}

/// What a build says, with the record of the last one made to say so where it is used.
fn says(archive: &Archive) -> (Said, bool) {
    let record = archive.text(RECORD);
    fs::write(archive.path(RECORD), record.replace("完成：", "照旧：")).unwrap();
    let said = archive.types_today(&["build"]);
    let is_recalled = said.out.contains("照旧：");
    (said, is_recalled)
}

fn without_time(text: &str) -> String {
    let (before, after) = text.split_once("用时 ").unwrap();
    format!("{before}{}", after.split_once(' ').unwrap().1)
}

#[test]
fn nothing_is_made_again_and_all_is_said_again() {
    let archive = built();
    let first = archive.types_today(&["build"]);
    let (again, is_recalled) = says(&archive);
    assert!(is_recalled, "{}", again.out);
    assert_eq!(without_time(&again.out).replace("照旧", "完成"), without_time(&first.out));
    assert_eq!((again.code, &again.err), (Some(0), &first.err));
    assert!(again.err.contains("LT419") && again.err.contains("笔记.txt"), "{}", again.err);
    assert!(again.out.contains("新写 0 个"), "{}", again.out);
}

#[test]
fn any_change_makes_the_site_again() {
    let changes: [fn(Archive) -> Archive; 7] = [
        |archive| archive.replacing("content/cases/a.md", "做法。", "新做法。"),
        |archive| archive.with("-- content/cases/新图.txt --\n甲\n"),
        |archive| archive.replacing("content/site.yaml", "XX区“", "新XX区“"),
        |archive| archive.with("-- themes/leitai/static/extra.css --\na{}\n"),
        |archive| archive.replacing("output/index.html", "<title>", "<title >"),
        |archive| archive.without("output/cases/a.html"),
        |archive| archive.with("-- output/又一个.txt --\n甲\n"),
    ];
    for (number, change) in changes.into_iter().enumerate() {
        let archive = change(built());
        let (said, is_recalled) = says(&archive);
        assert!(!is_recalled && said.code == Some(0), "{number}: {}{}", said.out, said.err);
        let pages = archive.contents("output");
        let clean = archive.types_today(&["build", "--output", "clean"]);
        assert_eq!(clean.code, Some(0), "{}", clean.err);
        for (path, bytes) in archive.contents("clean") {
            assert_eq!(pages.get(&path), Some(&bytes), "{number}: {path}");
        }
    }
}

#[test]
fn another_day_or_another_wish_makes_the_site_again() {
    let archive = built();
    for arguments in [&["build", "--today", "2026-11-26"][..], &["build", "--base-url", "https://example.gov.cn/a/"]] {
        let text = archive.text(RECORD).replace("完成：", "照旧：");
        fs::write(archive.path(RECORD), text).unwrap();
        let said = archive.types(arguments);
        assert!(said.code == Some(0) && said.out.starts_with("完成："), "{}{}", said.out, said.err);
    }
    let strict = archive.types_today(&["build", "--strict"]);
    assert_eq!(strict.code, Some(1), "{}", strict.err);
}

#[test]
fn a_build_that_nobody_listens_to_does_not_take_the_site_of_a_later_one_for_its_own() {
    let archive = Archive::valid().replacing("content/cases/a.md", "result: 观摩点", "draft: true");
    let (mut reader, mut writer) = std::io::pipe().unwrap();
    let output = writer.try_clone().unwrap();
    thread::scope(|scope| {
        // Always full.
        scope.spawn(move || while writer.write_all(&[b'\n'; 4096]).is_ok() {});
        let mut first = program(&archive.path("")).args(["build", "--today", TODAY]).stdout(output).spawn().unwrap();
        while !archive.path("output/.leitai-manifest").exists() {
            thread::sleep(Duration::from_millis(10));
        }
        archive.types_today(&["build", "--drafts"]);
        assert!(archive.path("output/cases/a.html").exists());
        while first.try_wait().unwrap().is_none() {
            reader.read_exact(&mut [0; 4096]).unwrap();
        }
        drop(reader);
    });
    archive.types_today(&["build"]);
    assert!(!archive.path("output/cases/a.html").exists());
}

#[test]
fn a_record_that_is_damaged_or_of_another_archive_is_as_good_as_none() {
    let archive = built();
    let other = Archive::valid();
    other.types_today(&["build"]);
    for record in ["", "{", "[]", "{\"key\": 1}", &other.text(RECORD)] {
        fs::write(archive.path(RECORD), record.replace("完成：", "照旧：")).unwrap();
        let said = archive.types_today(&["build"]);
        assert!(said.code == Some(0) && said.out.starts_with("完成："), "{record}: {}{}", said.out, said.err);
    }
    fs::remove_dir_all(archive.path(".leitai")).unwrap();
    assert_eq!(archive.types_today(&["build"]).code, Some(0));
}

#[cfg(unix)]
#[test]
fn what_must_not_be_read_is_refused_after_a_build_too() {
    let archive = built().with_link("content/cases/outside.md", "/etc/hostname");
    let site = archive.contents("output");
    let said = archive.types_today(&["build"]);
    assert_eq!((said.code, archive.contents("output")), (Some(1), site), "{}{}", said.out, said.err);
    assert!(said.err.contains("LT105"), "{}", said.err);
}
