//! A package says what its case says: no word more, none less, and nothing that is not public.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use leitai::markdown::{self, Options};
use leitai::model::{Diagnostics, SourcePath, SourceText, Span};
use walkdir::WalkDir;

use crate::reader::{read, squeezed};
use crate::support::Archive;
use crate::{archive, built, text, with_platform};

/// What a reader of the site sees of a case.
pub(crate) fn words(file: &str) -> String {
    let body = file.split_once("\n---\n").unwrap().1;
    let source: Arc<SourceText> = SourceText::new(SourcePath::new("a.md").unwrap(), body);
    let span = Span::new(0, body.len());
    let markdown = markdown::parse(&mut Diagnostics::default(), &source, span, &Options::default());
    squeezed(&markdown.plain_text())
}

/// The sample archive with platforms that get every case.
pub(crate) fn sample() -> Archive {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut archive = Archive::valid().without("content/cases/a.md").without("content/competitions/2026Q3.md");
    for file in WalkDir::new(root.join("content")).into_iter().filter_map(Result::ok) {
        if file.file_type().is_file() {
            let path = file.path().strip_prefix(root).unwrap().to_str().unwrap().to_owned();
            archive = archive.with_bytes(&path, &fs::read(file.path()).unwrap());
        }
    }
    let platforms = "platforms: [{id: p, name: 甲, kind: wechat}, {id: t, name: 乙, kind: toutiao}, \
                     {id: d, name: 丙, kind: desk}]\n";
    archive.with(&format!("-- content/site.yaml --\nname: 案例库\ndistrict: XX区\n{platforms}"))
}

#[test]
fn every_package_of_the_sample_has_the_words_of_its_case() {
    let archive = sample();
    let files = built(&archive, &[]);
    let mut seen = 0;
    let cases = archive.contents("content/cases");
    let all: Vec<String> = cases
        .iter()
        .filter(|(name, _)| Path::new(name).extension().is_some_and(|end| end == "md"))
        .map(|(_, bytes)| words(std::str::from_utf8(bytes).unwrap()))
        .collect();
    for (name, _) in files.iter().filter(|(name, _)| name.ends_with("article.html") && !name.contains("-digest")) {
        let own = read(&text(&files, name)).words();
        assert!(all.contains(&own), "{name} has other words than its case: {own}");
        seen += 1;
    }
    assert!(seen >= 90, "{seen}");
}

#[test]
fn the_closing_block_names_unit_competition_and_result() {
    let article =
        read(&text(&built(&archive("wechat", "甲"), &["--base-url", "https://a.invalid/"]), "p/a/article.html"));
    let closing = article.children.last().unwrap().whole_text();
    for part in ["湖东街道青禾社区", "2026年第三季度（区级）", "观摩点", "阅读原文"] {
        assert!(closing.contains(part), "{closing}");
    }
}

#[test]
fn nothing_that_is_not_public_is_in_a_package() {
    let case = |name: &str, lines: &str| {
        format!(
            "-- content/cases/{name}.md --\n---\ntitle: 秘密{name}\nunit: 云岭镇\ndimension: 乡村治理\n\
             competition: 2026Q3\nslug: {name}\n{lines}\n---\n## 主要做法\n秘密\n## 工作亮点\n秘密\n## 取得成效\n秘密\n"
        )
    };
    for kind in ["wechat", "weibo", "toutiao", "desk"] {
        let archive = with_platform(kind)
            .with(&case("b", "draft: true"))
            .with(&case("c", "date: 2099-01-01"))
            .with(&case("d", "date: 2026-10-01\nexpires: 2026-10-02"))
            .with(&case("e", "date: 2026-10-20\nwithdrawn: {date: 2026-10-21, reason: 有误}"));
        let files = built(&archive, &[]);
        assert!(files.contains_key("index.html") && files.len() > 1);
        for (name, bytes) in &files {
            assert!(!String::from_utf8_lossy(bytes).contains("秘密"), "{name}");
            assert!(!["b", "c", "d", "e"].iter().any(|slug| name.starts_with(&format!("p/{slug}/"))), "{name}");
        }
    }
}

#[test]
fn without_platforms_nothing_is_written() {
    assert!(built(&Archive::valid(), &[]).is_empty());
}

#[test]
fn two_builds_give_the_same_bytes() {
    let archive = archive("wechat", "![亭](a.svg \"图的说明\")").with(
        "-- content/cases/a.svg --\n<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 40 20\"><circle cx=\"9\" cy=\"9\" r=\"7\"/></svg>\n",
    );
    let first = built(&archive, &[]);
    fs::remove_dir_all(archive.path("output")).unwrap();
    assert_eq!(first, built(&archive, &[]));
}
