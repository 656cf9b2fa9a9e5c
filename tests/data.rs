//! Open data through its front door: an archive of a few files in, the bytes of `data/` out.

#[path = "data/cases.rs"]
mod cases;
#[path = "data/others.rs"]
mod others;
#[path = "data/tables.rs"]
mod tables;
#[path = "data/workbooks.rs"]
mod workbooks;

use leitai::archive::{Archive, Edition, read_site, resolve};
use leitai::data::files;
use leitai::document;
use leitai::model::{Diagnostics, SourcePath};
use leitai::source::Sources;

/// The archive of files written one after another, each below a line `-- path --`, on 2027-01-01.
pub(crate) fn archive(files: &str) -> Archive {
    let parts = files.split("-- content/").skip(1).map(|part| part.split_once(" --\n").expect("a path"));
    let in_memory = parts.map(|(path, text)| (path_of(path), text.as_bytes().to_vec()));
    let sources = Sources::from_memory(in_memory);
    let mut diagnostics = Diagnostics::default();
    let site = read_site(&mut diagnostics, &sources);
    let documents = document::parse(&mut diagnostics, &sources, &site.writing_rules());
    let today = "2027-01-01".parse().expect("a day");
    let archive =
        resolve(&mut diagnostics, &sources, site, &documents, Edition { today, drafts: false, future: false });
    let errors = diagnostics.iter().filter(|d| d.code.id() != "LT507").map(|d| format!("{} {}", d.message, d.help));
    assert_eq!(errors.collect::<Vec<_>>(), Vec::<String>::new());
    archive
}

fn path_of(path: &str) -> SourcePath {
    SourcePath::new(&format!("content/{path}")).expect("a plain path")
}

/// One file of `data/` as text.
pub(crate) fn text(archive: &Archive, name: &str) -> String {
    let route = format!("data/{name}");
    let file = files(archive).into_iter().find(|(known, _)| known.as_str() == route);
    String::from_utf8(file.unwrap_or_else(|| panic!("{route} is written")).1).expect("UTF-8")
}

/// Two townships, a year with a contest of each level, and cases of every kind.
pub(crate) const SMALL: &str = r#"
-- content/site.yaml --
name: 清源区擂台
organization: 中共清源区委组织部
base_url: https://example.gov.cn/leitai
-- content/units.yaml --
湖东街道: [青禾社区]
山前镇: [石桥村]
-- content/competitions/2026Q2-湖东街道.md --
---
title: 湖东街道预选
theme: 网格里的服务
published: 2026-04-20
---
-- content/competitions/2026Q3.md --
---
title: 三季度比武
theme: 治理有方
dimensions: [乡村治理, 乡村产业]
formats: [实地观摩, 经验交流]
stages:
  比武申报: 2026-07-05..2026-07-20
  领导小组评定: 2026-08-30
criteria:
  - {name: 成效, points: 60.50, look_for: 群众得实惠}
  - {name: 现场, points: 39.5}
scores: scores.csv
scoring: trimmed_mean
published: 2026-09-01
---
-- content/competitions/scores.csv --
案例,甲局,乙局,丙局,丁局
qing-he,90,92.50,91,80
shi-qiao,88,88,89,90
past,75,75,75,75
gone,70,70,70,70
-- content/cases/img.png --
png
-- content/cases/qing-he.md --
---
title: 网格里的“红色管家”
dimension: [乡村治理, 组织建设]
unit: 青禾社区
entries:
  - {competition: 2026q2-湖东街道, result: 交流经验, rank: 1, award: 擂主}
  - {competition: 2026年第三季度, result: [推荐市级, 观摩点], rank: 1, tie: true, award: 一等奖, track: 规定动作, format: [实地观摩, 经验交流]}
presenter: {name: 张三, role: 驻村第一书记}
theme: 治理有方
date: 2026-09-03
expires: 2030-01-01
cover: img.png
tags: [网格, 红色管家]
honors: [云岭好书记候选]
funding: 12.50
site_type: 治理有效村
source: 湖东街道
author: 李四
aliases: [old/qing-he.html, cases/guan-jia.html]
extra: {视频: [a, b], "line": "a\u2028b"}
---
居民的事，网格里办。
-- content/cases/shi-qiao.md --
---
title: =1+1
dimension: 其他
competition: 2026Q3
unit: 山前镇
result: 观摩点
rank: 1
tie: true
---
-- content/cases/past.md --
---
title: 过期的案例
dimension: 乡村产业
competition: 2026Q3
unit: 山前镇/石桥村
result: 交流经验
expires: 2026-12-31
---
-- content/cases/gone.md --
---
title: 撤下的案例
dimension: 乡村产业
competition: 2026Q3
unit: 石桥村
result: 推荐市级
withdrawn: {date: 2026-10-01, reason: 内容有误，正在核实}
---
"#;

#[test]
fn the_same_archive_gives_the_same_bytes() {
    assert_eq!(files(&archive(SMALL)), files(&archive(SMALL)));
}

#[test]
fn every_file_of_the_folder_is_written() {
    let names: Vec<String> = files(&archive(SMALL)).iter().map(|(route, _)| route.to_string()).collect();
    let expected = [
        "data/cases.json",
        "data/cases.csv",
        "data/cases.xlsx",
        "data/competitions.json",
        "data/standing-2026.json",
        "data/standing-2026.csv",
        "data/standing-2026.xlsx",
        "data/datapackage.json",
    ];
    assert_eq!(names, expected);
}

#[test]
fn nothing_of_a_case_that_is_not_public_leaks() {
    let archive = archive(SMALL);
    for (route, bytes) in files(&archive) {
        let text = String::from_utf8(bytes).unwrap_or_else(|packed| workbooks::words(packed.as_bytes()));
        assert!(!text.contains("过期的案例") && !text.contains("past"), "{route}");
        assert!(route.as_str() == "data/cases.json" || !text.contains("gone"), "{route}");
    }
}
