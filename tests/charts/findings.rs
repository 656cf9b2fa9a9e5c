//! What charts say in a sentence.

use super::inline_archive::Built;
use super::{Entered, UNITS, archive, list, view, year_of};

#[test]
fn the_leader_is_named_with_the_distance() {
    let a = ("a", "湖东街道", "乡村产业", "2026Q4", "推荐市级");
    let b = ("b", "月坪乡", "乡村产业", "2026Q4", "观摩点");
    let c = ("c", "银杏街道", "乡村产业", "2026Q4", "交流经验");
    let finding = |cases: &[Entered<'_>]| year_of(UNITS, cases)["finding"].as_str().unwrap().to_owned();
    assert_eq!(finding(&[a, b]), "湖东街道以 0.5 分居首，比第二名月坪乡多 0.3 分。");
    assert_eq!(finding(&[a, b, c]), "湖东街道以 0.5 分居首，比并列第二的月坪乡、银杏街道多 0.3 分。");
    assert_eq!(finding(&[a]), "只有湖东街道参赛，共加 0.5 分。");
}

#[test]
fn ties_and_no_points_are_said_as_they_are() {
    let entered = |slug, unit, result| (slug, unit, "乡村产业", "2026Q4", result);
    let year = |cases: &[Entered<'_>]| {
        let year = year_of(UNITS, cases);
        [year["finding"].as_str().unwrap().to_owned(), year["distribution"].as_str().unwrap().to_owned()]
    };
    let (a, b) = (entered("a", "湖东街道", "观摩点"), entered("b", "月坪乡", "交流经验"));
    let (c, d) = (entered("c", "银杏街道", "参赛"), entered("d", "月坪乡", "参赛"));
    assert_eq!(year(&[a, b]), ["2 个乡镇（街道）积分相同，各 0.2 分。", "2 个乡镇（街道）参赛，都有加分，分数相同。"]);
    let third = "3 个乡镇（街道）参赛，2 个有加分，最高与最低相差 0.2 分。";
    assert_eq!(year(&[a, b, c]), ["湖东街道、月坪乡并列第一，各 0.2 分。", third]);
    assert_eq!(year(&[c, d]), ["2 个乡镇（街道）参赛，都没有加分。", ""], "nothing is said twice");
    assert_eq!(year(&[a, c])[0], "只有湖东街道加分，共 0.2 分。");
    assert_eq!(year(&[c]), ["只有银杏街道参赛，没有加分。", ""]);
}

#[test]
fn of_many_who_lead_some_are_named_and_all_are_counted() {
    let units: String = (0..40)
        .fold("-- content/site.yaml --\nname: 甲\n-- content/units.yaml --\n".into(), |text, n| {
            format!("{text}{n}号镇:\n  slug: t{n}\n  villages: []\n")
        });
    let names: Vec<(String, String)> = (0..40).map(|n| (format!("c{n}"), format!("{n}号镇"))).collect();
    let result = |n: usize| if n == 39 { "参赛" } else { "观摩点" };
    let case = |(n, (slug, unit))| (slug, unit, result(n));
    let cases: Vec<(&String, &String, &str)> = names.iter().enumerate().map(|(n, (s, u))| case((n, (s, u)))).collect();
    let cases: Vec<Entered<'_>> =
        cases.iter().map(|(slug, unit, result)| (slug.as_str(), unit.as_str(), "其他", "2026Q4", *result)).collect();
    let built = Built::new(&archive(&units, &cases));
    let year = view(&built, "years/2026.html");
    assert_eq!(year["finding"], "0号镇、1号镇、2号镇等 39 个并列第一，各 0.2 分。");
    let contest = view(&built, "competitions/2026q4.html");
    assert_eq!((list(&contest["by_township"]["rows"]).len(), &contest["by_township"]["drawn"]), (40, &12.into()));
    assert_eq!(contest["by_township"]["finding"], "40 个乡镇（街道）参赛一样多，各 1 件次。");
    assert_eq!(contest["by_dimension"]["finding"], "40 件次参赛案例都属于其他。");
    assert_eq!(built.html("competitions/2026q4.html").unwrap().matches("<svg class=\"chart-bar\"").count(), 13);
}

#[test]
fn half_a_per_cent_is_rounded_up() {
    let cases: Vec<(String, &str)> =
        (0..8).map(|n| (format!("c{n}"), if n < 5 { "乡村产业" } else { "乡村治理" })).collect();
    let cases: Vec<Entered<'_>> =
        cases.iter().map(|(slug, dimension)| (slug.as_str(), "月坪乡", *dimension, "2026Q1", "参赛")).collect();
    let contest = view(&Built::new(&archive(UNITS, &cases)), "competitions/2026q1.html");
    assert_eq!(contest["by_dimension"]["finding"], "乡村产业参赛最多，有 5 件次，占全部 8 件次的 63%。");
}

#[test]
fn ranks_are_not_compared_with_a_year_without_points() {
    let cases = [
        ("a", "湖东街道", "其他", "2025Q4", "参赛"),
        ("b", "月坪乡", "其他", "2025Q4", "参赛"),
        ("c", "月坪乡", "其他", "2026Q1", "推荐市级"),
        ("d", "湖东街道", "其他", "2026Q1", "观摩点"),
    ];
    let year = view(&Built::new(&archive(UNITS, &cases)), "years/2026.html");
    assert!(year["summary"]["against"].is_null() && list(&year["summary"]["moves"]).is_empty());
    assert!(year["standing"][0]["change"].is_null());
}

#[test]
fn the_year_before_is_compared_with_where_there_is_one() {
    let cases = [
        ("a", "湖东街道", "其他", "2025Q4", "推荐市级"),
        ("b", "月坪乡", "其他", "2025Q4", "观摩点"),
        ("c", "月坪乡", "其他", "2026Q4", "推荐市级"),
        ("d", "银杏街道", "其他", "2026Q4", "观摩点"),
    ];
    let built = Built::new(&archive(UNITS, &cases));
    let (before, year) = (view(&built, "years/2025.html"), view(&built, "years/2026.html"));
    assert!(before["summary"]["against"].is_null() && list(&before["summary"]["moves"]).is_empty());
    assert!(before["standing"][0]["change"].is_null());
    let moves: Vec<String> = list(&year["summary"]["moves"])
        .iter()
        .map(|group| {
            format!(
                "{} {} {}",
                group["word"], group["townships"][0]["township"]["text"], group["townships"][0]["words"]
            )
        })
        .map(|text| text.replace('"', ""))
        .collect();
    assert_eq!(moves, ["名次上升 月坪乡 第 2 到第 1", "上年未参赛 银杏街道 第 2", "本年没有参赛 湖东街道 上年第 1"]);
    assert_eq!(year["standing"][0]["change"]["words"], "升 1 位");
    let figures = list(&year["summary"]["figures"]).iter();
    let figures: Vec<&str> = figures.map(|figure| figure["change"].as_str().unwrap()).collect();
    assert_eq!(figures, ["＝ 与上年相同"; 4]);
    assert!(year["summary"]["caution"].is_null());
}

#[test]
fn years_with_results_of_more_quarters_are_not_compared() {
    let cases = [
        ("a", "湖东街道", "其他", "2025Q4", "推荐市级"),
        ("b", "月坪乡", "其他", "2026Q1", "推荐市级"),
        ("c", "湖东街道", "其他", "2026Q4", "观摩点"),
    ];
    let year = view(&Built::new(&archive(UNITS, &cases)), "years/2026.html");
    let summary = &year["summary"];
    assert_eq!(summary["caution"], "2026年有 2 个季度公布了结果，上年有 1 个季度，所以不作比较。");
    assert!(summary["against"].is_null() && list(&summary["moves"]).is_empty());
    assert!(list(&summary["figures"]).iter().all(|figure| figure["change"].is_null()));
    assert!(list(&year["standing"]).iter().all(|row| row["change"].is_null()));
}

#[test]
fn a_line_says_what_it_shows_with_one_quarter_without_points_and_with_many_quarters() {
    let line = |cases: &[Entered<'_>]| {
        view(&Built::new(&archive(UNITS, cases)), "units/yue-ping-xiang.html")["points"].clone()
    };
    let at = |slug, contest, result| (slug, "月坪乡", "其他", contest, result);
    let one = line(&[at("a", "2026Q1", "观摩点")]);
    assert_eq!(one["finding"], "目前只有2026年第一季度的记录，加 0.2 分。");
    assert_eq!((list(&one["points"]).len(), list(&one["steps"]).len()), (1, 0));
    let none = line(&[at("a", "2026Q1", "参赛"), at("b", "2026Q3", "参赛")]);
    assert_eq!(none["finding"], "2 个季度都没有加分。");
    let less = line(&[at("a", "2025Q4", "推荐市级"), at("b", "2026Q3", "观摩点")]);
    assert_eq!(less["finding"], "2025年第四季度加分最多，加 0.5 分；最近的2026年第三季度比上一个季度少 0.3 分。");
    let other = ("c", "湖东街道", "其他", "2026Q1", "观摩点");
    let gap = line(&[at("a", "2025Q4", "推荐市级"), at("b", "2026Q3", "观摩点"), other]);
    let said = "2025年第四季度加分最多，加 0.5 分；最近的2026年第三季度加 0.2 分，上一个季度没有公开的参赛案例。";
    assert_eq!((gap["finding"].as_str(), list(&gap["steps"]).len()), (Some(said), 0));
    let left_out = line(&[at("a", "2025Q4", "推荐市级"), other]);
    let said = "2025年第四季度加分最多，加 0.5 分；最近的2026年第一季度没有公开的参赛案例。";
    assert_eq!(left_out["finding"], said);
    assert!(line(&[("a", "湖东街道", "其他", "2026Q1", "观摩点")]).is_null());
}

#[test]
fn a_quarter_without_an_entry_of_the_township_is_told_from_one_without_points() {
    let cases = [
        ("a", "月坪乡", "其他", "2025Q4", "推荐市级"),
        ("b", "湖东街道", "其他", "2026Q1", "观摩点"),
        ("c", "月坪乡", "其他", "2026Q2", "参赛"),
    ];
    let built = Built::new(&archive(UNITS, &cases));
    let points = view(&built, "units/yue-ping-xiang.html")["points"]["points"].clone();
    let points: Vec<(String, bool)> = list(&points)
        .iter()
        .map(|point| (point["bonus"].as_str().unwrap().to_owned(), point["entered"].as_bool().unwrap()))
        .collect();
    assert_eq!(points, [("0.5".into(), true), ("0".into(), false), ("0".into(), true)]);
    let later = view(&built, "units/hu-dong-jie-dao.html")["points"]["points"].clone();
    assert_eq!(list(&later).len(), 2, "what was before its first entry is not drawn");
}

#[test]
fn more_quarters_than_fit_are_drawn_as_years() {
    let contests: Vec<String> = (0..17).map(|n| format!("{}Q{}", 2022 + n / 4, n % 4 + 1)).collect();
    let slugs: Vec<String> = (0..17).map(|n| format!("c{n}")).collect();
    let cases: Vec<Entered<'_>> = slugs
        .iter()
        .zip(&contests)
        .map(|(slug, contest)| (slug.as_str(), "月坪乡", "其他", contest.as_str(), "观摩点"))
        .collect();
    let line = view(&Built::new(&archive(UNITS, &cases)), "units/yue-ping-xiang.html")["points"].clone();
    assert_eq!((line["unit"].as_str(), list(&line["points"]).len()), (Some("年度"), 5));
    assert_eq!(line["finding"], "不算还没有完的2026年，4 个年度加分相同，各加 0.8 分。");
    let sixteen = view(&Built::new(&archive(UNITS, &cases[1..])), "units/yue-ping-xiang.html")["points"].clone();
    assert_eq!(sixteen["unit"], "季度");
}

#[test]
fn the_heat_table_says_who_has_most_and_when() {
    let heat = |cases: &[Entered<'_>]| {
        view(&Built::new(&archive(UNITS, cases)), "competitions/index.html")["heat"]["finding"].clone()
    };
    let a = ("a", "湖东街道", "其他", "2025Q4", "推荐市级");
    let b = ("b", "月坪乡", "其他", "2026Q1", "推荐市级");
    let c = ("c", "月坪乡", "其他", "2026Q1", "参赛");
    assert_eq!(heat(&[c]), "1 个季度的区级比武都没有加分。");
    assert_eq!(heat(&[b]), "2026年第一季度，月坪乡加分最多，共 0.5 分。");
    assert_eq!(heat(&[a, b]), "2 个季度累计，湖东街道、月坪乡加分最多，各 0.5 分。");
    assert_eq!(heat(&[a, c]), "2 个季度累计，湖东街道加分最多，共 0.5 分；全区加分最多的是2025年第四季度，共 0.5 分。");
    assert!(heat(&[("t", "月坪乡", "其他", "2026Q1-月坪乡", "观摩点")]).is_null());
}

#[test]
fn one_more_township_is_named_and_two_are_counted() {
    let home = |count: usize| {
        let names: Vec<(String, String)> = (0..count).map(|n| (format!("c{n}"), format!("{n}号镇"))).collect();
        let cases: Vec<Entered<'_>> =
            names.iter().map(|(slug, unit)| (slug.as_str(), unit.as_str(), "其他", "2026Q1", "参赛")).collect();
        let units = "-- content/site.yaml --\nname: 甲\n-- content/units.yaml --\n".to_owned();
        let units = (0..count).fold(units, |text, n| format!("{text}{n}号镇: {{slug: t{n}}}\n"));
        let standing = view(&Built::new(&archive(&units, &cases)), "index.html")["standing"].clone();
        (list(&standing["lines"]).len(), standing["more"].as_u64())
    };
    let (shown, more) = home(40);
    assert_eq!(more, Some(40 - shown as u64));
    assert_eq!(home(shown), (shown, Some(0)));
    assert_eq!(home(shown + 1), (shown + 1, Some(0)));
    assert_eq!(home(shown + 2), (shown, Some(2)));
}
