//! What platforms refuse or cut, said to the writer and to the editor.

use crate::support::Archive;
use crate::{archive, built, covered, text};

fn titled(kind: &str, length: usize) -> Archive {
    let title = format!("title: {}", "题".repeat(length));
    covered(archive(kind, "甲")).replacing("content/cases/a.md", "title: 议事亭里解难题", &title)
}

fn codes(archive: &Archive) -> Vec<String> {
    archive.check().lines().iter().map(|line| line.split_once(' ').unwrap().1.to_owned()).collect()
}

#[test]
fn a_title_is_refused_above_32_and_cut_above_21() {
    assert_eq!(codes(&titled("wechat", 21)), Vec::<String>::new());
    assert_eq!(codes(&titled("wechat", 22)), ["LT802 note"]);
    assert_eq!(codes(&titled("wechat", 32)), ["LT802 note"]);
    assert_eq!(codes(&titled("wechat", 33)), ["LT801 warning"]);
    let words = titled("wechat", 33).check().words("LT801");
    assert!(words.contains("33 字") && words.contains("超出 1 字") && words.contains("45003"), "{words}");
}

#[test]
fn another_platform_has_its_own_limit() {
    assert_eq!(codes(&titled("toutiao", 30)), Vec::<String>::new());
    assert_eq!(codes(&titled("toutiao", 31)), ["LT801 warning"]);
    assert_eq!(codes(&titled("weibo", 60)), Vec::<String>::new());
}

#[test]
fn author_and_digest_are_reported_where_they_are_written() {
    let (author, digest) = ("作".repeat(17), "摘".repeat(129));
    let lines = format!("title: 议事亭里解难题\nauthor: {author}\nsummary: {digest}");
    let archive = covered(archive("wechat", "甲"));
    let archive = archive.replacing("content/cases/a.md", "title: 议事亭里解难题", &lines);
    let run = archive.check();
    assert_eq!(run.lines(), ["content/cases/a.md:3:9 LT803 warning", "content/cases/a.md:4:10 LT804 warning"]);
    assert!(run.words("LT804").contains("45004"));
}

#[test]
fn content_is_counted_with_its_tags_and_the_heaviest_part_is_named() {
    let long = covered(archive("wechat", &format!("## 附录\n\n{}", "字".repeat(18_000))));
    assert_eq!(codes(&long), Vec::<String>::new());
    let table = format!("| 甲 | 乙 |\n|---|---|\n{}", "| 一 | 二 |\n".repeat(150));
    let run = covered(archive("wechat", &table)).check();
    assert_eq!(run.lines().len(), 1, "{:?}", run.lines());
    let words = run.words("LT805");
    assert!(words.contains("45002") && words.contains("最重的是表格"), "{words}");
}

#[test]
fn what_is_reported_is_advice_in_the_package_too() {
    let files = built(&titled("wechat", 33), &[]);
    for name in ["p/a/article.json", "p/a/preview.html", "index.html"] {
        assert!(text(&files, name).contains("45003"), "{name}");
    }
}

#[test]
fn an_article_without_a_picture_has_a_plain_cover() {
    for (kind, is_plain) in [("wechat", true), ("toutiao", true), ("weibo", false), ("desk", false)] {
        let run = archive(kind, "甲").check();
        let lines: &[&str] = if is_plain { &["content/cases/a.md:2:8 LT807 note"] } else { &[] };
        assert_eq!(run.lines(), lines, "{kind}");
    }
    assert_eq!(codes(&covered(archive("wechat", "甲"))), Vec::<String>::new());
    let shown = archive("wechat", "![亭](图.jpg)").with_bytes("content/cases/图.jpg", &crate::support::photo());
    assert_eq!(codes(&shown), Vec::<String>::new());
}
