//! 本季结果一览: the results of the newest quarter in one package.

use crate::desk::files_of;
use crate::support::{Archive, SECTIONS};
use crate::{built, text, with_platform};

/// A case with these lines in its front matter.
fn case(slug: &str, title: &str, lines: &str) -> String {
    format!(
        "-- content/cases/{slug}.md --\n---\ntitle: {title}\nunit: 云岭镇/上云村\ndimension: 乡村治理\nslug: {slug}\n{lines}\n\
         ---\n{SECTIONS}"
    )
}

/// Two quarters, the newer of both levels.
fn archive(kind: &str) -> Archive {
    with_platform(kind)
        .with("-- content/competitions/2026Q1.md --\n---\ntitle: 一季度\npublished: 2026-04-01\n---\n")
        .with("-- content/competitions/2026Q3-云岭镇.md --\n---\ntitle: 云岭镇\npublished: 2026-09-10\n---\n")
        .with(&case("old", "旧案例", "competition: 2026Q1\nresult: 推荐市级"))
        .with(&case("best", "'[最好]的*案例*'", "competition: 2026Q3\nresult: [推荐市级, 交流经验]\naward: 一等奖"))
        .with(&case("own", "镇里的案例", "competition: 2026Q3-云岭镇\nresult: 观摩点"))
        .with(&case("entered", "参赛的案例", "competition: 2026Q3"))
}

const ADDRESS: [&str; 2] = ["--base-url", "https://a.invalid/x/"];

#[test]
fn the_newest_quarter_has_its_results_by_level_and_result() {
    let zip = &built(&archive("desk"), &ADDRESS)["p/2026q3-digest/2026q3-digest.zip"];
    let expected = "2026年第三季度“擂台比武”结果一览\n\
                    2026年第三季度“擂台比武”结果已经公布。区级：推荐市级 1 个、观摩点 1 个；乡镇级：观摩点 1 个。\
                    另有 1 件案例参赛。同一案例只按最高的一次加分，以年度加分为准。\n\
                    区级\n推荐市级\n• [最好]的*案例*（云岭镇上云村，交流经验，一等奖，加 0.5 分）\n\
                    观摩点\n• 议事亭里解难题（湖东街道青禾社区，加 0.2 分）\n\
                    乡镇级\n观摩点\n• 镇里的案例（云岭镇上云村）\n\
                    2026年全区加分\n截至第三季度，云岭镇以 1 分居首，比第二名湖东街道多 0.8 分。\n\
                    名次\t乡镇（街道）\t加分\n1\t云岭镇\t1\n2\t湖东街道\t0.2\n\
                    发布单位：中共XX区委组织部\n";
    let files = files_of(zip);
    assert_eq!(text(&files, "article.txt"), expected);
    assert!(
        text(&files, "article.html").contains("<a href=\"https://a.invalid/x/cases/best.html\">[最好]的*案例*</a>")
    );
    assert!(files.contains_key("docx/word/document.xml"));
}

#[test]
fn of_some_of_the_results_it_says_that_there_are_more() {
    let archive =
        archive("desk").replacing("content/site.yaml", "kind: desk", "kind: desk, select: {result: 推荐市级}");
    let zip = &built(&archive, &[])["p/2026q3-digest/2026q3-digest.zip"];
    let article = text(&files_of(zip), "article.txt");
    let start = "2026年第三季度“擂台比武”结果选登\n\
                 2026年第三季度“擂台比武”结果已经公布，选登如下。区级：推荐市级 1 个。同一案例";
    assert!(article.starts_with(start), "{article}");
}

#[test]
fn its_links_are_numbered_references_where_the_site_knows_its_address() {
    for (arguments, count) in [(&ADDRESS[..], 3), (&[], 0)] {
        let html = text(&built(&archive("wechat"), arguments), "p/2026q3-digest/article.html");
        assert_eq!(html.matches("https://a.invalid/x/cases/").count(), count, "{html}");
        assert!(!html.contains("href"), "{html}");
    }
}

#[test]
fn its_title_author_and_digest_are_within_what_is_advised() {
    let json = text(&built(&archive("wechat"), &[]), "p/2026q3-digest/article.json");
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let count = |key: &str| json[key].as_str().unwrap().chars().count();
    assert!(
        count("title") <= 21 && (1..=16).contains(&count("author")) && (1..=120).contains(&count("digest")),
        "{json}"
    );
}

#[test]
fn it_is_the_first_of_its_quarter_on_the_page() {
    let page = text(&built(&archive("wechat"), &[]), "index.html");
    let packages: Vec<&str> =
        page.split("data-package=\"").skip(1).map(|part| part.split('"').next().unwrap()).collect();
    assert_eq!((packages[0], packages.len()), ("2026q3-digest", 6), "{packages:?}");
}

#[test]
fn results_that_are_not_public_are_in_none() {
    let later =
        archive("desk").replacing("content/competitions/2026Q3.md", "published: 2026-09-01", "published: 2026-12-01");
    let files = files_of(&built(&later, &[])["p/2026q3-digest/2026q3-digest.zip"]);
    let shown = text(&files, "article.txt");
    assert!(shown.contains("乡镇级：观摩点 1 个。") && !shown.contains("区级：推荐"), "{shown}");
    let later =
        later.replacing("content/competitions/2026Q3-云岭镇.md", "published: 2026-09-10", "published: 2026-12-01");
    let files = built(&later, &[]);
    assert!(files.contains_key("p/2026q1-digest/2026q1-digest.zip"), "{:?}", files.keys());
    assert!(!files.keys().any(|name| name.contains("2026q3-digest")));
}

#[test]
fn a_platform_has_the_results_it_selects_and_microblogs_have_none() {
    let files = built(&archive("desk, select: {level: 乡镇级}"), &[]);
    let shown = text(&files_of(&files["p/2026q3-digest/2026q3-digest.zip"]), "article.txt");
    assert!(shown.contains("镇里的案例") && !shown.contains("议事亭"), "{shown}");
    for kind in ["weibo", "desk, select: {result: 参赛, level: 乡镇级, since: 2026Q4}"] {
        let files = built(&archive(kind), &[]);
        assert!(!files.keys().any(|name| name.contains("digest")), "{:?}", files.keys());
    }
}

#[test]
fn since_a_quarter_means_the_quarter_of_the_contest_and_since_a_day_that_of_publication() {
    for (since, has_case) in [("2026Q3", true), ("2026Q4", false), ("2026-09-01", true), ("2026-10-01", false)] {
        let files = built(&archive(&format!("weibo, select: {{level: 区级, since: {since}}}")), &[]);
        assert_eq!(files.contains_key("p/a/post-140.txt"), has_case, "{since}: {:?}", files.keys());
    }
}

#[test]
fn a_case_stands_under_the_newest_quarter_for_which_the_platform_takes_it() {
    let entries = "entries: [{competition: 2026Q1, result: 观摩点}, {competition: 2026Q3-云岭镇, result: 交流经验}]";
    let archive = archive("weibo, select: {level: 乡镇级}").with(&case("b", "又比了一次", entries));
    let page = text(&built(&archive, &[]), "index.html");
    let quarter = page.find("2026年第三季度").expect("the newest quarter");
    assert!(page.find("又比了一次").is_some_and(|at| at > quarter) && !page.contains("2026年第一季度"), "{page}");
}

#[test]
fn it_takes_no_address_from_a_case() {
    let files =
        built(&archive("desk").with(&case("2026q3-digest", "同名", "competition: 2026Q1\nresult: 观摩点")), &[]);
    assert!(
        files.contains_key("p/2026q3-digest/2026q3-digest.zip")
            && files.contains_key("p/2026q3-digest-2/2026q3-digest-2.zip")
    );
}

#[test]
fn what_is_too_long_of_it_is_told_to_the_editor_and_not_to_a_writer() {
    let mut archive = archive("wechat");
    for number in 0..120 {
        archive = archive.with(&case(
            &format!("n{number}"),
            &format!("第{number}个案例"),
            "competition: 2026Q3\nresult: 观摩点",
        ));
    }
    let run = archive.run("build", &ADDRESS);
    assert_eq!((run.code, run.words("LT804")), (Some(0), String::new()));
    let json = text(&archive.contents("output/platforms"), "p/2026q3-digest/article.json");
    assert!(json.contains("45002"), "{json}");
}
