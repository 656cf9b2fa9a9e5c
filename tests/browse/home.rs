//! The home page, and what is said of a case wherever it is listed.

use crate::inline_archive::Built;
use crate::{attributes, between, html, words};

const TWO_TOWNSHIPS: &str = "\
-- content/site.yaml --
name: 甲区擂台
-- content/units.yaml --
湖东街道: [青禾社区]
月坪乡: [月坪村]
";

/// A competition with these lines.
fn contest(id: &str, lines: &str) -> String {
    format!("-- content/competitions/{id}.md --\n---\nid: {id}\ntitle: {id}的比武\n{lines}\n---\n")
}

/// A case with these lines.
fn case(slug: &str, lines: &str) -> String {
    format!("-- content/cases/{slug}.md --\n---\ntitle: 案例{slug}\ndimension: 乡村产业\nunit: 月坪村\n{lines}\n---\n")
}

#[test]
fn points_are_never_said_to_be_of_a_result_that_did_not_bring_them() {
    let contests = contest("2026Q1", "") + &contest("2026Q2-月坪乡", "");
    let best = "{competition: 2026Q2-月坪乡, result: 推荐市级, award: 擂主}";
    let both = format!("entries: [{{competition: 2026Q1, result: 交流经验}}, {best}]");
    let built = Built::new(&format!("{TWO_TOWNSHIPS}{contests}{}", case("a", &both)));
    let said = "○交流经验加 0.2 分▲乡镇级 推荐市级擂主";
    for route in ["index.html", "cases/index.html", "results/recommended.html", "units/yue-ping-xiang.html"] {
        let page = html(&built, route);
        assert_eq!(words(between(&page, "<span class=\"outcome\"", "</li>")), said, "{route}");
    }
    let page = html(&built, "cases/a.html");
    assert!(words(between(&page, "<header class=\"case-head\"", "</header>")).ends_with(said));
    assert!(page.contains("<dt>加分</dt><dd>0.2 分</dd>"));
    assert!(!page.contains("champion"), "the colour of 擂主 is the district's");
    let facts = words(between(&page, "<dt>结果</dt>", "</div>"));
    assert_eq!(facts, "交流经验；乡镇级推荐市级，擂主");
    let other = html(&built, "results/experience.html");
    assert!(other.contains("另有 1 件在区级比武取得这一结果") && other.contains("cases/a.html"));
}

#[test]
fn a_case_with_two_results_of_one_entry_stands_in_both_lists_with_both() {
    let entered = "competition: 2026Q1\nresult: [观摩点, 交流经验]\naward: 一等奖";
    let built = Built::new(&format!("{TWO_TOWNSHIPS}{}{}", contest("2026Q1", ""), case("a", entered)));
    for route in ["cases/index.html", "results/showcase.html", "results/experience.html"] {
        let outcome = words(between(&html(&built, route), "<span class=\"outcome\"", "</li>"));
        assert_eq!(outcome, "●观摩点○交流经验一等奖加 0.2 分", "{route}");
    }
}

#[test]
fn the_charts_of_a_township_contest_are_a_townships() {
    let case = |slug, result| case(slug, &format!("competition: 2026Q1-月坪乡\nresult: {result}"));
    let cases = case("a", "推荐市级") + &case("b", "观摩点");
    let built = Built::new(&format!("{TWO_TOWNSHIPS}{}{cases}", contest("2026Q1-月坪乡", "")));
    let page = html(&built, "competitions/2026q1-yue-ping-xiang.html");
    let key = words(between(&page, "<ul class=\"chart-key\"", "</ul>"));
    assert!(key.contains("乡镇级 推荐市级") && key.contains("乡镇级 观摩点"), "{key}");
    assert!(!page.contains("fill-best") && !page.contains("fill-second"), "the colours are the district's");
}

#[test]
fn the_home_page_says_of_a_contest_that_it_goes_on_only_while_it_does() {
    let old = contest("2026Q1", "") + &case("a", "competition: 2026Q1\nresult: 观摩点");
    let upcoming = |newer: &str| {
        let page = html(&Built::new(&format!("{TWO_TOWNSHIPS}{old}{newer}")), "index.html");
        page.split("<h2 id=\"current-").skip(1).map(|rest| words(between(rest, "<span", "</h2>"))).collect::<Vec<_>>()
    };
    let (first, second, fourth) = (
        "2026年第一季度 · 区级比武 · 结果已公布2026Q1的比武",
        "2026年第二季度 · 区级比武 · 进行中2026Q2的比武",
        "2026年第四季度 · 区级比武 · 进行中2026Q4的比武",
    );
    let silent = second.replace("进行中", "没有公布结果");
    assert_eq!(upcoming(&contest("2026Q4", "")), [fourth, first]);
    assert_eq!(upcoming(&contest("2026Q2", "")), [&silent, first]);
    assert_eq!(upcoming(&contest("2026Q2", "published: 2027-01-10")), [second, first]);
    assert_eq!(upcoming(&contest("2026Q2", "published: 2026-07-10")), [first]);
    let later = contest("2026Q2", "") + &contest("2026Q3", "") + &case("b", "competition: 2026Q3\nresult: 交流经验");
    assert_eq!(upcoming(&later), ["2026年第三季度 · 区级比武 · 结果已公布2026Q3的比武"]);
}

#[test]
fn entries_that_are_not_shown_are_counted_beside_those_that_are() {
    let cases = case("a", "competition: 2026Q1\nresult: 观摩点")
        + &case("b", "competition: 2026Q1\nexpires: 2026-09-01")
        + &case("c", "competition: 2026Q1\nwithdrawn: {date: 2026-05-01, reason: 数据需要核实}");
    let built = Built::new(&format!("{TWO_TOWNSHIPS}{}{cases}", contest("2026Q1", "")));
    let said = "参赛案例 1 件，另有 1 件已不再公开、1 件已撤下";
    assert!(words(&html(&built, "index.html")).contains(said));
    assert_eq!(
        built.page("competitions/2026q1.html").head.description,
        format!("2026年第一季度区级比武，{said}：结果。")
    );
}

#[test]
fn a_contest_promises_only_what_its_page_has() {
    let described = |lines: &str, rest: &str| {
        let built = Built::new(&format!("{TWO_TOWNSHIPS}{}{rest}", contest("2026Q1", lines)));
        let more = words(between(&html(&built, "index.html"), "<div class=\"current-results\"", "</section>"));
        (built.page("competitions/2026q1.html").head.description.clone(), more)
    };
    let (none, _) = described("", "");
    assert_eq!(none, "2026年第一季度区级比武，参赛案例 0 件。");
    let entered = case("a", "competition: 2026Q1\nresult: 观摩点");
    let (some, more) = described("", &entered);
    assert_eq!(some, "2026年第一季度区级比武，参赛案例 1 件：结果。");
    assert!(more.ends_with("全部结果"), "{more}");
    let lines = "stages: {现场比武: 2026-03-01}\ncriteria: [{name: 实效, points: 100}]\nscores: sheet.csv";
    let sheet = "-- content/competitions/sheet.csv --\n案例,农业局,水务局\na,90,92\n";
    let (all, more) = described(lines, &(entered + sheet));
    assert_eq!(all, "2026年第一季度区级比武，参赛案例 1 件：程序、考评标准、结果、评分。");
    assert!(more.ends_with("全部结果与评分"), "{more}");
    let (awaited, _) =
        described("published: 2027-01-10", &case("a", "competition: 2026Q1\nresult: 观摩点\ndate: 2026-10-01"));
    assert_eq!(awaited, "2026年第一季度区级比武，参赛案例 1 件。");
}

#[test]
fn the_newest_cases_are_named_after_the_results_they_have() {
    let results = ["市级典型案例", "推荐市级", "推荐市级", "观摩点", "推荐市级"];
    let entered = results
        .iter()
        .enumerate()
        .map(|(n, result)| case(&format!("c{n}"), &format!("competition: 2026Q1\nresult: {result}")));
    let townships = contest("2026Q1-月坪乡", "") + &case("own", "competition: 2026Q1-月坪乡\nresult: 市级典型案例");
    let text = format!("{TWO_TOWNSHIPS}{}{townships}{}", contest("2026Q1", ""), entered.collect::<String>());
    let page = html(&Built::new(&text), "index.html");
    let section = between(&page, "<section aria-labelledby=\"newest\"", "</section>");
    assert_eq!(between(section, "<h2 id=\"newest\">", "</h2>"), "新近市级典型案例、推荐市级");
    let mut listed = attributes(section, "data-case");
    listed.sort_unstable();
    assert_eq!(listed, ["c0", "c1", "c2", "c4"], "a township's result is none of the district's");
    let more = between(section, "<p class=\"more\">", "</p>");
    assert_eq!(attributes(more, "href")[..2], ["results/city-model.html", "results/recommended.html"]);
}

#[test]
fn what_the_current_quarter_has_beside_what_is_shown_is_counted() {
    let models = (1..=11).map(|number| case(&format!("m{number}"), "competition: 2026Q1\nresult: 市级典型案例"));
    let others = ["推荐市级", "观摩点", "交流经验", "参赛"].iter().zip(1..);
    let others =
        others.map(|(result, number)| case(&format!("o{number}"), &format!("competition: 2026Q1\nresult: {result}")));
    let cases: String = models.chain(others).collect();
    let built = Built::new(&format!("{TWO_TOWNSHIPS}{}{cases}", contest("2026Q1", "")));
    let home = html(&built, "index.html");
    let results = between(&home, "<div class=\"current-results\"", "</section>");
    assert!(words(between(results, "<div class=\"result-group\"", "</p>")).ends_with("市级典型案例11 件"), "{results}");
    assert!(results.contains("另有 5 件，全部结果"), "3 models, 1 experience, 1 entered: {results}");
}

#[test]
fn a_card_without_a_picture_says_the_village() {
    let cases = case("a", "competition: 2026Q1");
    let built = Built::new(&format!("{TWO_TOWNSHIPS}{}{cases}", contest("2026Q1", "")));
    for route in ["index.html", "cases/index.html"] {
        let page = html(&built, route);
        assert_eq!(words(between(&page, "<p class=\"thumbnail drawn\"", "</p>")), "月坪村", "{route}");
    }
}
