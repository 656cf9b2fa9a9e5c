//! Where the marks of charts stand.

use std::fmt::Write as _;

use super::inline_archive::Built;
use super::{archive, hundredths, list, view};
use proptest::prelude::*;
use serde_json::Value;

/// A competition with a score sheet of so many cases.
fn scored(scoring: &str, judges: &[&str], rows: &[&[&str]]) -> Built {
    let slugs: Vec<String> = (0..rows.len()).map(|n| format!("c{n}")).collect();
    let mut text = format!(
        "{}-- content/competitions/2026Q1.md --\n---\ntitle: 比武\nscoring: {scoring}\nscores: sheet.csv\n---\n",
        super::UNITS
    );
    for slug in &slugs {
        write!(text, "-- content/cases/{slug}.md --\n---\ntitle: 案例{slug}\nunit: 月坪乡\ndimension: 其他\n").unwrap();
        text.push_str("competition: 2026Q1\n---\n");
    }
    writeln!(text, "-- content/competitions/sheet.csv --\n案例,{}", judges.join(",")).unwrap();
    for (slug, row) in slugs.iter().zip(rows) {
        writeln!(text, "{slug},{}", row.join(",")).unwrap();
    }
    Built::new(&text)
}

fn plot(built: &Built) -> Value {
    view(built, "competitions/2026q1.html")["scores"]["dots"].clone()
}

#[test]
fn dots_stand_in_the_order_of_their_scores_within_the_plot() {
    let plot = plot(&scored("mean", &["甲局", "乙局"], &[&["90", "97.5"], &["88", "90"]]));
    let places: Vec<i64> =
        list(&plot["rows"]).iter().flat_map(|row| list(&row["dots"])).map(|dot| hundredths(&dot["x"])).collect();
    assert_eq!(places.len(), 4);
    assert!(places.iter().all(|x| (0..=10_000).contains(x)));
    assert!(places[2] < places[0] && places[0] < places[1] && places[0] == places[3], "{places:?}");
    let texts: Vec<&str> = list(&plot["rows"][0]["dots"]).iter().filter_map(|dot| dot["text"].as_str()).collect();
    assert_eq!(texts, ["甲局 90", "乙局 97.5"]);
    let mean = hundredths(&plot["rows"][0]["x"]);
    assert!(places[0] < mean && mean < places[1]);
    assert_eq!(
        plot["finding"],
        "《案例c0》综合得分最高，为 93.75 分；评委对这件案例的看法也最不一致，最高与最低相差 7.5 分。"
    );
}

#[test]
fn what_a_trimmed_mean_leaves_out_is_hollow_and_equal_scores_do_not_hide_each_other() {
    let row = plot(&scored("trimmed_mean", &["甲", "乙", "丙", "丁"], &[&["90", "90", "95", "95"]]))["rows"][0].clone();
    let counts: Vec<bool> = list(&row["dots"]).iter().map(|dot| dot["counts"].as_bool().unwrap()).collect();
    assert_eq!(counts.iter().filter(|counts| **counts).count(), 2);
    let dots = list(&row["dots"]);
    assert_ne!(dots[0]["y"], dots[1]["y"]);
    assert_eq!(dots[0]["y"], dots[2]["y"]);
}

#[test]
fn ten_equal_scores_stand_at_ten_heights() {
    let judges = ["甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸"];
    let row = plot(&scored("mean", &judges, &[&["90"; 10]]))["rows"][0].clone();
    let mut heights: Vec<u64> = list(&row["dots"]).iter().map(|dot| dot["y"].as_u64().unwrap()).collect();
    heights.dedup();
    assert_eq!(heights.len(), 10, "{heights:?}");
    assert!(heights.iter().all(|y| (4..=28).contains(y)), "{heights:?}");
}

#[test]
fn one_judge_and_judges_who_agree_are_said_as_they_are() {
    let finding = |judges: &[&str], rows: &[&[&str]]| plot(&scored("mean", judges, rows))["finding"].clone();
    assert_eq!(
        finding(&["甲局"], &[&["90"], &["80"]]),
        "《案例c0》综合得分最高，为 90.00 分；只有一位评委评分，共 2 件案例。"
    );
    assert_eq!(
        finding(&["甲局", "乙局"], &[&["90", "90"], &["80", "80"]]),
        "《案例c0》综合得分最高，为 90.00 分；2 位评委对每件案例的评分都相同。"
    );
    assert_eq!(finding(&["甲局", "乙局"], &[&["90", "90"]]), "2 位评委的评分相同。");
    assert_eq!(finding(&["甲局", "乙局"], &[&["90", "92"]]), "2 位评委的评分最多相差 2 分。");
    assert_eq!(
        finding(&["甲局", "乙局"], &[&["90", "92"], &["82", "80"]]),
        "《案例c0》综合得分最高，为 91.00 分；评委对 2 件案例的评分，最高与最低都相差 2 分。"
    );
    let table = |judges: &[&str], rows: &[&[&str]]| {
        view(&scored("trimmed_mean", judges, rows), "competitions/2026q1.html")["scores"].clone()
    };
    let two = table(&["甲局", "乙局"], &[&["90", "80"]]);
    assert_eq!(two["method"], "各评委评分的平均分（评委不足三位，没有去掉最高分和最低分）");
    assert_eq!(
        table(&["甲局", "乙局", "丙局"], &[&["90", "80", "70"]])["method"],
        "去掉一个最高分、一个最低分后的平均分"
    );
    let rows = table(&["甲局", "乙局", "丙局"], &[&["90", "90", "90"], &["90", "80", "80"]])["dots"]["rows"].clone();
    let said: Vec<&str> = list(&rows).iter().filter_map(|row| row["description"].as_str()).collect();
    assert_eq!(
        said,
        ["案例c0：各位评委都打 90 分", "案例c1：综合得分 80.00，最低 80 分（乙局等 2 位），最高 90 分（甲局）"]
    );
    let tied = finding(&["甲局", "乙局"], &[&["90", "92"], &["82", "80"], &["70", "70"]]);
    let leading = "《案例c0》综合得分最高，为 91.00 分；";
    assert_eq!(tied, format!("{leading}评委对《案例c0》《案例c1》的看法最不一致，最高与最低都相差 2 分。"));
    let shared = finding(&["甲局", "乙局"], &[&["90", "92"], &["92", "90"], &["80", "90"]]);
    assert_eq!(
        shared,
        "2 件案例综合得分并列最高，各得 91.00 分；评委对《案例c2》的看法最不一致，最高与最低相差 10 分。"
    );
}

#[test]
fn the_scale_has_few_ticks_for_scores_of_any_size() {
    for row in [["0", "0"], ["100", "100"], ["0", "100"], ["99.999999", "100"], ["3.7", "96.1"]] {
        let plot = plot(&scored("mean", &["甲局", "乙局"], &[&row]));
        let ticks: Vec<i64> = list(&plot["ticks"]).iter().map(|tick| hundredths(&tick["x"])).collect();
        assert!((2..=6).contains(&ticks.len()), "{row:?}: {ticks:?}");
        assert!(ticks.is_sorted() && ticks.iter().all(|x| (0..=10_000).contains(x)), "{row:?}: {ticks:?}");
        for mark in ["x", "low", "high"] {
            assert!((0..=10_000).contains(&hundredths(&plot["rows"][0][mark])), "{row:?}");
        }
    }
}

const RESULTS: [&str; 5] = ["参赛", "交流经验", "观摩点", "推荐市级", "市级典型案例"];
const DIMENSIONS: [&str; 6] = ["组织建设", "乡村产业", "人居环境", "乡村治理", "乡风文化", "其他"];
const TOWNSHIPS: [&str; 3] = ["湖东街道", "月坪乡", "银杏街道"];

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn segments_add_up_to_the_counts_and_lie_side_by_side(
        made in prop::collection::vec((0..3_usize, 0..6_usize, 0..5_usize), 2..40)
    ) {
        let slugs: Vec<String> = (0..made.len()).map(|n| format!("c{n}")).collect();
        let case = |(slug, &(township, dimension, result)): (&'_ String, &(usize, usize, usize))| {
            (slug.clone(), TOWNSHIPS[township], DIMENSIONS[dimension], RESULTS[result])
        };
        let cases: Vec<_> = slugs.iter().zip(&made).map(case).collect();
        let cases: Vec<super::Entered<'_>> =
            cases.iter().map(|(slug, unit, dimension, result)| (slug.as_str(), *unit, *dimension, "2026Q1", *result)).collect();
        let contest = view(&Built::new(&archive(super::UNITS, &cases)), "competitions/2026q1.html");
        for (bars, labels, of) in [("by_dimension", &DIMENSIONS[..], 2), ("by_township", &TOWNSHIPS[..], 1)] {
            let bars = &contest[bars];
            prop_assert_eq!(bars["total"].as_u64(), Some(made.len() as u64));
            for row in list(&bars["rows"]) {
                let label = row["label"]["text"].as_str().unwrap();
                prop_assert!(labels.contains(&label));
                for (kind, count) in list(&bars["key"]).iter().zip(list(&row["counts"])) {
                    let is_so = |case: &&super::Entered<'_>| {
                        (if of == 1 { case.1 } else { case.2 }) == label && kind["badge"]["name"] == case.4
                    };
                    prop_assert_eq!(count.as_u64(), Some(cases.iter().filter(is_so).count() as u64));
                }
                check_bar(row)?;
            }
        }
    }
}

/// The segments of a bar lie side by side from the left, none outside, with the middle of each in it.
fn check_bar(row: &Value) -> Result<(), TestCaseError> {
    let counts: u64 = list(&row["counts"]).iter().filter_map(Value::as_u64).sum();
    prop_assert_eq!(row["total"].as_u64(), Some(counts));
    let mut end = 0;
    for segment in list(&row["segments"]) {
        let (x, width, middle) =
            (hundredths(&segment["x"]), hundredths(&segment["width"]), hundredths(&segment["middle"]));
        // Each place is rounded by itself.
        prop_assert!((x - end).abs() <= 2, "a gap or an overlap in {row}");
        prop_assert!(width > 0 && x < middle && middle < x + width && x + width <= 10_002, "{row}");
        end = x + width;
    }
    Ok(())
}
