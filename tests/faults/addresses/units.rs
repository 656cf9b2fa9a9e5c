//! Townships and villages: their addresses, how they are found, and which of them readers may see.

use crate::support::{Archive, expect, expect_none};

const UNITS: &str = "content/units.yaml";

fn with_units(text: &str) -> Archive {
    Archive::valid().with_bytes(UNITS, text.as_bytes())
}

/// No `units.yaml`; the cases `a`, `b` … of these units, each with more lines of front matter.
fn named(cases: &[(&str, &str)]) -> Archive {
    let mut archive = Archive::valid().without(UNITS);
    for ((unit, lines), name) in cases.iter().zip('a'..) {
        let text = format!(
            "---\ntitle: 案例 {name}\nunit: {unit}\ndimension: 乡村治理\ncompetition: 2026Q3\nresult: 观摩点\n{lines}---\n\n\
             ## 主要做法\n做法。\n## 工作亮点\n亮点。\n## 取得成效\n成效。\n"
        );
        archive = archive.with_bytes(&format!("content/cases/{name}.md"), text.as_bytes());
    }
    archive
}

fn pages(archive: &Archive, folders: &[&str]) -> Vec<String> {
    let run = archive.build();
    assert_eq!(run.code, Some(0), "{:#?} {}", run.diagnostics, run.told);
    let files = archive.contents("output").into_keys();
    files.filter(|file| folders.iter().any(|folder| file.starts_with(folder))).collect()
}

#[test]
fn names_of_cases_that_are_not_public_are_nowhere_in_the_site() {
    let archive = named(&[
        ("湖东街道/青禾社区", ""),
        ("草稿镇/草稿村", "draft: true\n"),
        ("湖东街道/将来村", "date: 2027-01-01\n"),
        ("撤下镇/撤下村", "withdrawn: {date: 2026-10-01, reason: 内容失实}\n"),
        ("旧岭镇/过期村", "expires: 2026-10-01\n"),
    ]);
    let units = ["units/hu-dong-jie-dao.html", "units/hu-dong-jie-dao/qing-he-she-qu.html", "units/jiu-ling-zhen.html"];
    assert_eq!(pages(&archive, &["units/"]), units);
    for (path, bytes) in archive.contents("output") {
        let text = String::from_utf8_lossy(&bytes);
        for name in ["草稿镇", "草稿村", "将来村", "撤下镇", "撤下村", "过期村"] {
            assert!(!text.contains(name), "{name} is in {path}");
        }
    }
}

#[test]
fn a_village_of_an_expired_case_is_shown_where_a_public_case_names_it() {
    let archive = named(&[("云岭镇/上云村", "expires: 2026-10-01\n"), ("云岭镇/上云村", "")]);
    assert_eq!(pages(&archive, &["units/"]), ["units/yun-ling-zhen.html", "units/yun-ling-zhen/shang-yun-cun.html"]);
}

#[test]
fn every_unit_of_the_list_has_its_page() {
    let archive = with_units("湖东街道: [青禾社区]\n云岭镇: [上云村]\n");
    assert_eq!(pages(&archive, &["units/"]).len(), 4);
}

#[test]
fn names_that_no_address_can_have_get_others() {
    let archive = named(&[
        ("CON/COM1", "theme: AUX\ntrack: 自选动作\n"),
        ("CON/！！", "theme: Page 2\ntrack: 自选动作\n"),
        ("CON/Page 2", "theme: page\ntrack: 自选动作\n"),
        ("CON/page", "theme: Page!\ntrack: 自选动作\n"),
        ("CON/PAGE", "theme: index\ntrack: 自选动作\n"),
        ("？？", ""),
    ]);
    assert_eq!(
        pages(&archive, &["topics/", "units/"]),
        [
            "topics/aux-2.html",
            "topics/dang-jian-yin-ling-xiang-cun-zhi-li.html",
            "topics/index-2.html",
            "topics/page-2-2.html",
            "topics/page-x-2.html",
            "topics/page.html",
            "units/con-2.html",
            "units/con-2/com1-2.html",
            "units/con-2/page-2-2.html",
            "units/con-2/page-x-2.html",
            "units/con-2/page.html",
            "units/con-2/wei-ming-ming.html",
            "units/wei-ming-ming.html",
        ]
    );
}

#[test]
fn a_name_in_the_list_that_gives_no_address_is_reported_at_the_name() {
    for (text, place) in [
        ("湖东街道: [青禾社区, COM1]\n", "1:14"),
        ("湖东街道: [青禾社区, ！！, ？？]\n", "1:14"),
        ("湖东街道: [青禾社区, Page 2]\n", "1:14"),
        ("湖东街道: [青禾社区, {name: AUX}]\n", "1:21"),
        ("湖东街道: [青禾社区]\nCON: [上云村]\n", "2:1"),
        ("湖东街道: [青禾社区]\n！！: {villages: [上云村]}\n", "2:1"),
    ] {
        let run = with_units(text).check();
        assert_eq!(run.lines()[0], format!("{UNITS}:{place} LT307 error"), "{:#?}", run.diagnostics);
        assert!(run.diagnostics.iter().all(|d| d["code"] == "LT307"), "{:#?}", run.diagnostics);
        assert!(run.words("LT307").contains("slug: "));
    }
    expect_none(&with_units("湖东街道: [青禾社区, {name: COM1, slug: com-1}]\n"));
}

#[test]
fn a_slug_of_the_wrong_kind_in_the_list_is_that_one_error() {
    let villages = with_units("湖东街道: [青禾社区, {name: 甲村, slug: 123}, {name: 乙村, slug: 456}]\n");
    expect(&villages, &["content/units.yaml:1:31 LT303", "content/units.yaml:1:54 LT303"], &[]);
    let townships = with_units("湖东街道: {slug: 1, villages: [青禾社区]}\n云岭镇: {slug: 2}\n");
    expect(&townships, &["content/units.yaml:1:14 LT303", "content/units.yaml:2:13 LT303"], &[]);
    let nameless = with_units("湖东街道: [青禾社区, {slug: a}, {slug: b}]\n");
    expect(&nameless, &["content/units.yaml:1:15 LT301", "content/units.yaml:1:26 LT301"], &[]);
}

#[test]
fn a_slash_in_the_name_of_a_unit_is_that_one_error() {
    let village = with_units("湖东街道: [青禾社区, 柳溪村/新桥村, {name: 甲／乙, slug: jia}]\n");
    let places = ["content/units.yaml:1:14 LT313", "content/units.yaml:1:23 LT313"];
    expect(
        &village,
        &[places[0], "content/units.yaml:1:30 LT313"],
        &["单位的名称「柳溪村/新桥村」里有斜杠", "请去掉斜杠"],
    );
    let township = with_units("湖东街道: [青禾社区]\n云岭镇/上云村: []\n");
    let cure = "村（社区）请写在乡镇（街道）后面的列表里：云岭镇: [上云村]";
    expect(&township, &["content/units.yaml:2:1 LT313"], &[cure]);
}

#[test]
fn a_village_that_is_not_in_a_list_is_no_second_error() {
    expect(&with_units("湖东街道: 青禾社区\n"), &["content/units.yaml:1:7 LT303"], &["请写成列表"]);
    let alone = with_units("湖东街道: 青禾社区\n").replacing("content/cases/a.md", "湖东街道/青禾社区", "青禾社区");
    expect(&alone, &["content/units.yaml:1:7 LT303"], &[]);
    expect(&with_units("湖东街道: [[青禾社区]]\n"), &["content/units.yaml:1:8 LT303"], &[]);
    let other = with_units("湖东街道: [柳溪村]\n云岭镇: 上云村\n");
    expect(&other, &["content/cases/a.md:3:7 LT402", "content/units.yaml:2:6 LT303"], &["湖东街道没有「青禾社区」"]);
}

#[test]
fn nothing_is_said_of_units_while_their_list_cannot_be_read() {
    let contest = "-- content/competitions/2026Q3-云岭镇.md --\n---\npublished: 2026-09-01\n---\n";
    let case = |unit: &str| {
        Archive::valid()
            .with(contest)
            .replacing("content/cases/a.md", "2026Q3", "2026Q3-云岭镇")
            .replacing("content/cases/a.md", "湖东街道/青禾社区", unit)
            .without("content/competitions/2026Q3.md")
            .with_bytes(UNITS, "- 云岭镇\n".as_bytes())
    };
    for unit in ["上云村", "云岭镇/上云村", "云岭/上云村"] {
        expect(&case(unit), &["content/units.yaml:1:1 LT214"], &[]);
    }
}

#[test]
fn a_village_alone_is_found_by_another_case_that_names_its_township() {
    let archive = named(&[("青禾社区", ""), ("湖东街道/青禾社区", "")]);
    expect_none(&archive);
    assert_eq!(
        pages(&archive, &["units/"]),
        ["units/hu-dong-jie-dao.html", "units/hu-dong-jie-dao/qing-he-she-qu.html"]
    );
    let two = named(&[("柳溪村", ""), ("湖东街道/柳溪村", ""), ("云岭镇/柳溪村", "")]);
    expect(&two, &["content/cases/a.md:3:7 LT403"], &["湖东街道/柳溪村", "云岭镇/柳溪村"]);
}

#[test]
fn a_file_of_units_with_nothing_in_it_is_as_none() {
    for empty in ["", "# 还没有写\n", "{}\n"] {
        let archive = named(&[("湖东街道/青禾社区", ""), ("云岭镇", "")]).with_bytes(UNITS, empty.as_bytes());
        expect_none(&archive);
        let written =
            ["units/hu-dong-jie-dao.html", "units/hu-dong-jie-dao/qing-he-she-qu.html", "units/yun-ling-zhen.html"];
        assert_eq!(pages(&archive, &["units/"]), written, "{empty:?}");
    }
}

#[test]
fn the_name_of_a_unit_may_be_two_characters_with_one_wrong() {
    for unit in ["青和", "湖东街道/青和"] {
        let archive =
            Archive::valid().replacing("content/cases/a.md", "unit: 湖东街道/青禾社区", &format!("unit: {unit}"));
        expect(&archive, &["content/cases/a.md:3:7 LT402"], &["青禾社区」？"]);
    }
}
