//! Results before the day they are published: checked, but not shown.

use crate::support::{Archive, Run, SECTIONS, expect, expect_none, photo};

const COMPETITION: &str = "content/competitions/2026Q3.md";

/// The valid archive with results of all kinds, published on a later day than that of the tests.
fn unpublished() -> Archive {
    Archive::valid()
        .replacing(COMPETITION, "published: 2026-09-01", "published: 2026-12-01\nscores: s.csv")
        .with_lines("date: 2026-09-01\nrank: 7\naward: 暗香奖\nbonus: 0.2")
        .with_bytes("content/competitions/s.csv", "案例,评委某\na,93.75\n".as_bytes())
}

/// The files of the site that have one of the words.
fn telling(archive: &Archive, words: &[&str]) -> Vec<String> {
    let files = archive.contents("output").into_iter();
    let tells = |bytes: &[u8]| words.iter().any(|word| String::from_utf8_lossy(bytes).contains(word));
    files.filter(|(_, bytes)| tells(bytes)).map(|(path, _)| path).collect()
}

fn data(archive: &Archive, file: &str) -> serde_json::Value {
    serde_json::from_slice(&archive.contents("output/data")[file]).unwrap()
}

#[track_caller]
fn succeeds(run: &Run) {
    assert_eq!(run.code, Some(0), "{:#?}", run.diagnostics);
}

#[test]
fn results_are_not_told_before_they_are_published() {
    let archive = unpublished();
    succeeds(&archive.build());
    let files = archive.contents("output");
    assert!(files.contains_key("cases/a.html"), "the case itself is dated earlier");
    assert_eq!(telling(&archive, &["暗香奖", "评委某", "93.75"]), Vec::<String>::new());
    let case = &data(&archive, "cases.json")[0];
    assert_eq!((&case["result"], &case["bonus"]), (&"参赛".into(), &"0".into()));
    assert!(case["rank"].is_null() && case["award"].is_null() && case["entries"][0]["rank"].is_null(), "{case}");
    assert_eq!(case["year_bonus"]["2026"], "0");
    assert_eq!(data(&archive, "standing-2026.json")[0]["bonus"], "0");
}

#[test]
fn feeds_packages_and_data_give_no_result_away_before_its_day() {
    let platforms = "platforms: [{id: gzh, name: 公众号, kind: wechat}, {id: wb, name: 微博, kind: weibo}, \
                     {id: tt, name: 头条, kind: toutiao}, {id: mh, name: 门户, kind: desk}]";
    let site = format!("name: 某区案例库\norganization: 组织部\nbase_url: https://example.org/\n{platforms}\n");
    let archive = unpublished().with_bytes("content/site.yaml", site.as_bytes());
    succeeds(&archive.build());
    // Every result is named in the table of points and in legends; there it tells nothing of the case.
    let folders = ["feeds/", "platforms/", "cases/", "years/", "units/", "data/c", "data/s"];
    let told = telling(&archive, &["暗香奖", "观摩点", "第 7 名"]).into_iter();
    let told = told.filter(|path| folders.iter().any(|folder| path.starts_with(folder)));
    assert_eq!(told.collect::<Vec<_>>(), Vec::<String>::new());
    let article = String::from_utf8(archive.contents("output/platforms/gzh/a")["article.html"].clone()).unwrap();
    assert!(article.contains("还没有公布"), "{article}");
}

#[test]
fn a_preview_of_later_days_shows_the_results() {
    let archive = unpublished();
    succeeds(&archive.run("build", &["--future"]));
    let case = &data(&archive, "cases.json")[0];
    assert_eq!((&case["result"], &case["bonus"], &case["award"]), (&"观摩点".into(), &"0.2".into(), &"暗香奖".into()));
    assert_eq!(data(&archive, "standing-2026.json")[0]["bonus"], "0.2");
}

#[test]
fn results_are_shown_from_their_day_on() {
    let archive = unpublished().replacing(COMPETITION, "2026-12-01", crate::support::TODAY);
    succeeds(&archive.build());
    assert_eq!(data(&archive, "cases.json")[0]["rank"], 7);
}

#[test]
fn unpublished_results_are_checked_as_they_were_written() {
    expect_none(&unpublished());
    let bonus = unpublished().replacing("content/cases/a.md", "bonus: 0.2", "bonus: 0.5");
    expect(&bonus, &["content/cases/a.md:10:8 LT406"], &["请改成 0.2"]);
    let row = unpublished().replacing(COMPETITION, "scores: s.csv", "results: [{case: a, rank: 8}]");
    expect(&row, &["content/cases/a.md:8:7 LT408"], &["比武写的是「8」"]);
}

#[test]
fn an_earlier_result_stays_the_best_until_the_later_one_is_published() {
    let yaml = "title: 甲\nunit: 云岭镇\ndimension: 乡村治理\ndate: 2026-09-01\nentries:\n  \
                - {competition: 2026Q2, result: 交流经验}\n  - {competition: 2026Q3, result: 市级典型案例}";
    let archive = Archive::valid()
        .replacing(COMPETITION, "published: 2026-09-01", "published: 2026-12-01")
        .with_front_matter(yaml)
        .with("-- content/competitions/2026Q2.md --\n---\npublished: 2026-06-30\n---\n");
    expect_none(&archive);
    succeeds(&archive.build());
    let case = &data(&archive, "cases.json")[0];
    assert_eq!((&case["result"], &case["competition"]), (&"交流经验".into(), &"2026Q2".into()));
    assert_eq!(case["year_bonus"]["2026"], "0.2");
}

/// The valid archive with another case, of which every word is its own, handed to every platform.
fn with_other(lines: &str) -> Archive {
    let kinds =
        ["wechat", "weibo", "toutiao", "desk"].map(|kind| format!("{{id: {kind}, name: {kind}, kind: {kind}}}"));
    let settings = format!("base_url: https://example.org/\nplatforms: [{}]\ndistrict: ", kinds.join(", "));
    let case = format!(
        "---\ntitle: 暗香标题\nslug: anxiang\nunit: 湖东街道/青禾社区\ndimension: 乡村治理\ncompetition: 2026Q3\nsummary: 暗香摘要\n\
         tags: [暗香标签]\ncover: p.jpg\n{lines}\n---\n\n{SECTIONS}\n暗香正文。![暗香图](p.jpg)[暗香附件](anxiang.pdf)\n"
    );
    Archive::valid()
        .replacing("content/site.yaml", "district: ", &settings)
        .with_bytes("content/cases/anxiang.md", case.as_bytes())
        .with_bytes("content/cases/p.jpg", &photo())
        .with_bytes("content/cases/anxiang.pdf", b"anxiang")
}

#[test]
fn not_a_byte_of_a_later_case_or_a_draft_is_in_any_file() {
    let without = with_other("").without("content/cases/anxiang.md");
    succeeds(&without.build());
    for lines in ["date: 2026-12-01", "draft: true"] {
        let archive = with_other(lines);
        succeeds(&archive.build());
        assert!(
            archive.contents("output") == without.contents("output"),
            "{lines}: {:?}",
            telling(&archive, &["暗香"])
        );
    }
    let shown = with_other("date: 2026-11-01");
    succeeds(&shown.build());
    assert!(telling(&shown, &["暗香", "anxiang"]).len() > 20);
}

#[test]
fn an_expired_case_is_named_in_no_file() {
    let archive = with_other("date: 2026-09-01\nexpires: 2026-10-01");
    succeeds(&archive.build());
    assert_eq!(telling(&archive, &["暗香", "anxiang"]), Vec::<String>::new());
    assert!(!archive.contents("output").keys().any(|path| path.contains("anxiang")));
}
