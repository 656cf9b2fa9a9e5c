//! The entries of a case: what is wrong with one of them, and what of it follows for the others.

use crate::support::{Archive, SECTIONS, expect, expect_none};

#[test]
fn nothing_follows_from_a_line_of_entries_that_could_not_be_read() {
    let front = "title: 甲\nunit: 云岭镇\ndimension: 乡村治理\n";
    let of = |yaml: &str| Archive::valid().with_front_matter(&format!("{front}{yaml}"));
    let listed = |archive: Archive| {
        archive.with("-- content/competitions/2026Q2.md --\n---\npublished: 2026-06-30\nresults: [{case: a}]\n---\n")
    };
    for (second, place) in
        [("2026Q2", "8:5 LT303"), ("{comptition: 2026Q2}", "8:6 LT302"), ("{competition: 二季度}", "8:19 LT310")]
    {
        let yaml = format!("bonus: 0.5\nentries:\n  - {{competition: 2026Q3, result: 观摩点}}\n  - {second}");
        expect(&listed(of(&yaml)), &[&format!("content/cases/a.md:{place}")], &[]);
    }
    let alone = of("competition: 2026Q3\nresult: 观摩点\nbonus: 0.5\nentries: 2026Q3");
    expect(&alone, &["content/cases/a.md:8:10 LT303"], &[]);
    let misspelt = of("bonus: 0.5\nentries:\n  - {competition: 2026Q3, reslt: 推荐市级, bonus: 0.5}");
    expect(&misspelt, &["content/cases/a.md:7:27 LT302"], &["是不是想写「result」？"]);
    let number = of("competition: 2026Q3\nresult: 5\nbonus: 0.5");
    expect(&number, &["content/cases/a.md:6:9 LT303"], &[]);
}

#[test]
fn a_competition_beside_the_entries_is_pointed_out() {
    let yaml = "title: 甲\nunit: 云岭镇\ndimension: 乡村治理\ncompetition: 2026Q3\nentries:\n  - {competition: 2026Q3}";
    let archive = Archive::valid().with_front_matter(yaml);
    expect(&archive, &["content/cases/a.md:5:14 LT431 note"], &["请删去 competition 这一行"]);
}

#[test]
fn a_dimension_or_result_that_is_written_twice_is_pointed_out() {
    let dimension = Archive::valid().replacing("content/cases/a.md", "乡村治理", "[乡村治理, 乡村治理]");
    expect(&dimension, &["content/cases/a.md:4:19 LT312 warning"], &["维度「乡村治理」写了两次"]);
    let result = Archive::valid().replacing("content/cases/a.md", "观摩点", "[观摩点, 交流经验, 观摩点]");
    expect(&result, &["content/cases/a.md:6:21 LT312 warning"], &["结果「观摩点」写了两次"]);
    let competition = Archive::valid().with_competition_lines("dimensions: [乡村治理, 其他, 其他]");
    expect(&competition, &["content/competitions/2026Q3.md:10:24 LT312 warning"], &["维度「其他」写了两次"]);
}

#[test]
fn a_tag_or_honor_that_is_written_twice_is_pointed_out_and_counts_once() {
    let tags = Archive::valid().with_lines("tags: [网格, 议事, 网格, 网格]");
    expect(&tags, &["content/cases/a.md:7:16 LT312 warning"], &["「tags」里「网格」不止写了一次"]);
    assert_eq!(tags.build().code, Some(0));
    let cases = String::from_utf8(tags.contents("output/data")["cases.json"].clone()).unwrap();
    assert_eq!(cases.matches("\"网格\"").count(), 1, "{cases}");
    let honors = Archive::valid().with_lines("荣誉:\n  - 云岭好书记候选\n  - 云岭好书记候选");
    expect(&honors, &["content/cases/a.md:9:5 LT312 warning"], &["「荣誉」里「云岭好书记候选」不止写了一次"]);
}

#[test]
fn a_competition_has_one_champion() {
    let with = |first: &str, second: &str| {
        Archive::valid().with_lines(first).with(&format!(
            "-- content/cases/b.md --\n---\ntitle: 乙\nunit: 云岭镇\ndimension: 其他\ncompetition: 2026Q3\n{second}\n---\n\
             {SECTIONS}"
        ))
    };
    let two = with("rank: 1\naward: 擂主", "rank: 2\naward: 擂主");
    expect(&two, &["content/cases/b.md:7:8 LT432 warning"], &["另一个是「议事亭里解难题」"]);
    assert_eq!(two.check().related("LT432"), ["content/cases/a.md:8:8"]);
    expect(&with("award: 擂主", "award: 擂主"), &["content/cases/b.md:6:8 LT432 warning"], &[]);
    let ranks = ["content/cases/a.md:7:7 LT410", "content/cases/b.md:6:7 LT410"];
    expect(&with("rank: 1\naward: 擂主", "rank: 1\naward: 擂主"), &ranks, &[]);
    expect_none(&with("award: 擂主\ntie: true", "award: 擂主\ntie: true"));
    expect_none(&with("award: 擂主", "award: 一等奖"));
}
