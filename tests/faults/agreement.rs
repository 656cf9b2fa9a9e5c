//! D1–D8: what a case says of itself and what others say of it.

use crate::support::{Archive, Run, SECTIONS, expect, expect_none};

const COMPETITION: &str = "content/competitions/2026Q3.md";

fn with(from: &str, to: &str) -> Archive {
    Archive::valid().replacing("content/cases/a.md", from, to)
}

fn stages(from: &str, to: &str) -> Archive {
    Archive::valid().replacing(COMPETITION, from, to)
}

/// A case that is like the valid one, in another file.
fn second(archive: Archive, yaml: &str) -> Archive {
    archive.with(&format!(
        "-- content/cases/b.md --\n---\ntitle: 案例乙\nunit: 云岭镇\ndimension: 乡村治理\ncompetition: 2026Q3\n{yaml}---\n\n\
         {SECTIONS}"
    ))
}

fn results(results: &str) -> Archive {
    Archive::valid().with_competition_lines(&format!("results: {results}"))
}

#[track_caller]
fn disagreement(run: &Run, line: &str, code: &str, related: &str) {
    assert_eq!(run.lines(), [format!("{line} {code} error")], "{:#?}", run.diagnostics);
    assert_eq!(run.related(code), [related]);
}

#[test]
fn an_unknown_competition_names_the_nearest() {
    expect(
        &with("2026Q3", "2025Q3"),
        &["content/cases/a.md:5:14 LT401"],
        &["最接近的是「2026Q3」", "leitai new competition 2025Q3"],
    );
    expect(
        &with("2026Q3", "2026Q3-湖东街道"),
        &["content/cases/a.md:5:14 LT401"],
        &["没有「2026Q3-湖东街道」这场比武"],
    );
}

#[test]
fn units_are_found_by_full_and_unique_names() {
    for unit in ["湖东街道／青禾社区", "湖东街道 / 青禾社区", "青禾社区", "湖东街道", "云岭镇/柳溪村"]
    {
        expect_none(&with("湖东街道/青禾社区", unit));
    }
}

#[test]
fn an_unknown_unit_names_the_nearest() {
    for (unit, words) in [
        ("湖东街道/清禾社区", "湖东街道没有「清禾社区」"),
        ("湖东街道/清禾社区", "是不是「青禾社区」？"),
        ("湖东街办/青禾社区", "是不是「湖东街道」？"),
        ("湖东街道青禾社区", "请改成「湖东街道/青禾社区」"),
        ("湖东街道\\青禾社区", "请改成「湖东街道/青禾社区」"),
        ("湖东街道-青禾社区", "请改成「湖东街道/青禾社区」"),
        ("湖东街道/", "斜杠后面没有写村（社区）"),
        ("/青禾社区", "斜杠前面没有写乡镇（街道）"),
        ("火星", "可以写：湖东街道/青禾社区"),
        ("上云社区", "是不是「上云村」？"),
        ("云岭镇/上云社区", "是不是「上云村」？"),
        ("湖东街道/青禾居委会", "是不是「青禾社区」？"),
    ] {
        expect(&with("湖东街道/青禾社区", unit), &["content/cases/a.md:3:7 LT402"], &[words]);
    }
}

#[test]
fn an_ambiguous_unit_lists_its_choices() {
    let words = "请写成：湖东街道/柳溪村 或 云岭镇/柳溪村";
    expect(&with("湖东街道/青禾社区", "柳溪村"), &["content/cases/a.md:3:7 LT403"], &[words]);
}

#[test]
fn an_unknown_dimension_or_result_names_the_nearest_and_all() {
    let dimensions = "组织建设、乡村产业、人居环境、乡村治理、乡风文化、其他";
    for (name, words) in
        [("乡村冶理", "是不是「乡村治理」？"), ("其它", "是不是「其他」？"), ("governance", "可以写：")]
    {
        expect(&with("乡村治理", name), &["content/cases/a.md:4:12 LT404"], &[words, dimensions]);
    }
    expect(&with("乡村治理", "[乡村治理, 乡风]"), &["content/cases/a.md:4:19 LT404"], &["是不是「乡风文化」？"]);
    expect(
        &with("乡村治理", "乡村治理、乡风文化"),
        &["content/cases/a.md:4:16 LT211"],
        &["dimension: [乡村治理, 乡风文化]"],
    );
    for (name, words) in
        [("关摩点", "是不是「观摩点」？"), ("一等奖", "可以写：参赛、交流经验、观摩点、推荐市级、市级典型案例")]
    {
        expect(&with("观摩点", name), &["content/cases/a.md:6:9 LT405"], &[words]);
    }
}

#[test]
fn a_result_rank_or_award_that_differs_names_both_places() {
    let case = |yaml: &str, row: &str| results(&format!("[{{case: a, {row}}}]")).with_lines(yaml).check();
    let place = |column: usize| format!("{COMPETITION}:10:{column}");
    disagreement(&case("", "result: 交流经验"), "content/cases/a.md:6:9", "LT407", &place(29));
    disagreement(&case("rank: 1", "rank: 2"), "content/cases/a.md:7:7", "LT408", &place(27));
    disagreement(&case("award: 擂主", "award: 一等奖"), "content/cases/a.md:7:8", "LT409", &place(28));
    expect_none(&results("[{case: a, result: [观摩点], rank: 1}]").with_lines("rank: 1"));
}

#[test]
fn a_row_that_names_its_case_by_title_is_compared_too() {
    let run = results("[{case: 议事亭里解难题, result: 交流经验}]").check();
    disagreement(&run, "content/cases/a.md:6:9", "LT407", &format!("{COMPETITION}:10:35"));
}

#[test]
fn an_unknown_result_in_one_place_is_no_disagreement() {
    expect(&results("[{case: a, result: 关摩点}]"), &["content/competitions/2026Q3.md:10:29 LT405"], &["「观摩点」"]);
}

#[test]
fn results_that_name_a_case_wrongly_are_shown_there_alone() {
    for (rows, fault, words) in [
        ("[{case: b}]", "10:18 LT417", "没有「b」这个案例"),
        ("[{case: A}]", "10:18 LT417", "最接近的是「a」"),
        ("[{case: a}, {case: a}]", "10:29 LT423", "写了两次"),
        ("[{result: 观摩点}]", "10:12 LT301", "缺少「case」"),
        ("[{case: 123}]", "10:18 LT303", "case: \"123\""),
        ("[{case: a, rank: 0}]", "10:27 LT306", "阿拉伯数字"),
        ("[{case: a, rank: “1”}]", "10:27 LT306", "请改成 1"),
        ("[{case: a, rank: “１”}]", "10:27 LT306", "请改成 1"),
        ("a", "10:10 LT303", "results: [{case: "),
        ("[a]", "10:11 LT303", "results: [{case: "),
    ] {
        expect(&results(rows), &[&format!("{COMPETITION}:{fault}")], &[words]);
    }
    let other = second(results("[{case: a}, {case: b}]"), "").replacing("content/cases/b.md", "2026Q3", "2026Q2");
    let other = other.with("-- content/competitions/2026Q2.md --\n---\npublished: 2026-06-30\n---\n");
    expect(&other, &[&format!("{COMPETITION}:10:29 LT417")], &["案例「b」没有参加 2026Q3"]);
    let unlisted = second(results("[{case: a}]"), "");
    expect(&unlisted, &["content/cases/b.md:1:1 LT424 warning"], &["加上 b"]);
}

#[test]
fn a_shared_rank_is_a_tie_on_each() {
    let ranks = |a: &str, b: &str| second(Archive::valid().with_lines(a), b);
    let run = ranks("rank: 1", "rank: 1\n").check();
    assert_eq!(run.lines(), ["content/cases/a.md:7:7 LT410 error", "content/cases/b.md:6:7 LT410 error"]);
    assert_eq!(run.related("LT410"), ["content/cases/b.md:6:7"]);
    assert!(run.words("LT410").contains("tie: true"));
    expect(&ranks("rank: 1\ntie: true", "rank: 1\n"), &["content/cases/b.md:6:7 LT410"], &["并列的请各写上 tie: true"]);
    expect_none(&ranks("rank: 1\ntie: true", "rank: 1\n并列: 是\n"));
    let three = ranks("rank: 1", "rank: 1\n").with(&format!(
        "-- content/cases/c.md --\n---\ntitle: 丙\nunit: 云岭镇\ndimension: 其他\ncompetition: 2026Q3\nrank: 1\n---\n\
         {SECTIONS}"
    ));
    let places = ["content/cases/a.md:7:7 LT410", "content/cases/b.md:6:7 LT410", "content/cases/c.md:6:7 LT410"];
    expect(&three, &places, &["有 3 个案例"]);
    let rows = "\n  - {case: a, rank: 1}\n  - {case: 案例乙, rank: 1}";
    let in_results = second(results(rows), "");
    expect(&in_results, &[&format!("{COMPETITION}:11:21 LT410"), &format!("{COMPETITION}:12:23 LT410")], &[]);
}

#[test]
fn stages_run_forwards_and_results_come_after_them() {
    for (from, to, fault, words) in [
        ("2026-07-05..2026-07-20", "2026-07-20..2026-07-05", "5:9 LT411", "早于开始日期"),
        ("比武: 2026-08-18", "比武: 2026-07-01", "6:9 LT411", "早于「比武申报」"),
        ("比武: 2026-08-18", "比武: 2026-07-10", "6:9 LT411", "比武申报 → 现场比武 → 集中评议 → 领导小组评定"),
        ("2026-09-01", "2026-08-24", "9:12 LT412", "早于「领导小组评定」结束的 2026-08-25"),
        ("集中评议", "集中评审", "7:3 LT302", "是不是想写「集中评议」？"),
        ("领导小组评定", "领导小组评审", "8:3 LT302", "是不是想写「领导小组评定」？"),
        ("..", "～", "5:9 LT305", "请改成 2026-07-05..2026-07-20"),
        ("..", " 至 ", "5:9 LT305", "请改成 2026-07-05..2026-07-20"),
        ("2026-07-05..2026-07-20", "2026年7月5日至20日", "5:9 LT305", "请改成 2026-07-05..2026-07-20"),
        ("2026-07-05..2026-07-20", "2026.7.5-7.20", "5:9 LT305", "请改成 2026-07-05..2026-07-20"),
        ("..", "…", "5:9 LT305", "请改成 2026-07-05..2026-07-20"),
        ("..", "...", "5:9 LT305", "「2026-07-05...2026-07-20」不是一个日期"),
        ("..", ".", "5:9 LT305", "请改成 2026-07-05..2026-07-20"),
        ("2026-08-20", "八月二十日", "7:9 LT305", "「八月二十日」不是一个日期"),
    ] {
        expect(&stages(from, to), &[&format!("{COMPETITION}:{fault}")], &[words]);
    }
    let run = stages("比武: 2026-08-18", "比武: 2026-07-01").check();
    assert_eq!(run.related("LT411"), [format!("{COMPETITION}:5:9")]);
    expect_none(&stages("2026-09-01", "2026-08-25"));
    let written_late =
        stages("  现场比武: 2026-08-18\n  集中评议: 2026-08-20\n", "  集中评议: 2026-08-20\n  现场比武: 2026-08-18\n");
    expect_none(&written_late);
}

#[test]
fn what_a_competition_says_of_itself_must_agree_with_its_id() {
    for (yaml, fault, words) in [
        ("level: 乡镇级", "10:8 LT310", "编号 2026Q3 却是区级的"),
        ("level: 区", "10:8 LT304", "是不是「区级」？"),
        ("quarter: 2026Q2", "10:10 LT310", "季度是 2026Q2"),
        ("quarter: 三季度", "10:10 LT304", "2026年第三季度"),
        ("scoring: trimed_mean", "10:10 LT304", "是不是「trimmed_mean」？"),
        ("criteria: [{name: 甲, point: 20}]", "10:22 LT302", "是不是想写「points」？"),
        ("criteria: [{name: 甲, points: 二十}]", "10:30 LT306", "「二十」"),
        ("dimensions: [乡村冶理]", "10:14 LT404", "是不是「乡村治理」？"),
        ("resluts: []", "10:1 LT302", "是不是想写「results」？"),
        ("id: 2026Q9", "10:5 LT310", "「2026Q9」不是比武场次的编号"),
    ] {
        expect(&Archive::valid().with_competition_lines(yaml), &[&format!("{COMPETITION}:{fault}")], &[words]);
    }
    let nameless = Archive::valid().with("-- content/competitions/第三场.md --\n---\ntitle: 甲\n---\n");
    expect(&nameless, &["content/competitions/第三场.md:1:1 LT301"], &["例如：id: 2026Q3"]);
    let elsewhere = Archive::valid().with("-- content/competitions/2026Q3-湖西街道.md --\n---\ntitle: 甲\n---\n");
    let place = "content/competitions/2026Q3-湖西街道.md:1:1";
    expect(&elsewhere, &[&format!("{place} LT402"), &format!("{place} LT426 note")], &["是不是「湖东街道」？"]);
}

#[test]
fn a_case_with_several_entries_must_amount_to_them() {
    let front = "title: 甲\nunit: 云岭镇\ndimension: 乡村治理\n";
    let of = |yaml: &str| Archive::valid().with_front_matter(&format!("{front}{yaml}"));
    let twice = of("entries:\n  - {competition: 2026Q3, result: 观摩点}\n  - {competition: 2026q3}");
    expect(&twice, &["content/cases/a.md:7:6 LT423"], &["result: [观摩点, 交流经验]"]);
    let own = of("result: 观摩点\nbonus: 0.5\nrank: 3\nentries:\n  - {competition: 2026Q3, result: 交流经验}");
    let lines = ["content/cases/a.md:5:9 LT407", "content/cases/a.md:6:8 LT406", "content/cases/a.md:7:7 LT408"];
    expect(&own, &lines, &["请改成 0.2"]);
    let words = of("bonus: 三千\nentries:\n  - {competition: 2026Q3, result: 交流经验}");
    expect(&words, &["content/cases/a.md:5:8 LT306"], &["请改成 0.2"]);
}

#[test]
fn the_award_of_a_case_with_several_entries_is_that_of_the_best() {
    let of = |own: &str| {
        let entries = "  - {competition: 2026Q3, result: 交流经验, rank: 2, award: 擂主}";
        Archive::valid()
            .with_front_matter(&format!("title: 甲\nunit: 云岭镇\ndimension: 乡村治理\n{own}\nentries:\n{entries}"))
    };
    expect_none(&of("award: 擂主\nrank: 2"));
    expect(&of("award: 一等奖"), &["content/cases/a.md:5:8 LT409"], &["没有这个奖项"]);
    expect(&of("rank: 2\ntie: true"), &["content/cases/a.md:5:7 LT408"], &["写到 entries 里并列的那一次参赛"]);
    expect(&of("competition: 2026Q2"), &["content/cases/a.md:5:14 LT407"], &["请删去 competition"]);
}

#[test]
fn an_unknown_result_is_not_blamed_on_the_bonus_too() {
    let unknown = with("观摩点\n", "观摩典\nbonus: 0.2\n");
    expect(&unknown, &["content/cases/a.md:6:9 LT405"], &["是不是「观摩点」？"]);
    let row = results("[{case: a, result: 关摩点}]").with_lines("bonus: 0.2");
    expect(&row, &["content/competitions/2026Q3.md:10:29 LT405"], &[]);
}

#[test]
fn a_case_is_not_held_against_entries_of_which_one_is_broken() {
    let yaml = "title: 甲\nunit: 云岭镇\ndimension: 乡村治理\ntheme: 别的\nresult: 市级典型案例\nbonus: 0.5\nrank: 1\n\
                award: 擂主\nfunding: 5\nentries:\n  - {competition: 2026Q3, result: 交流经验}\n  \
                - {competition: 2025Q3, result: 市级典型案例}";
    expect(&Archive::valid().with_front_matter(yaml), &["content/cases/a.md:13:19 LT401"], &[]);
}

#[test]
fn a_case_is_not_missing_from_results_of_which_a_line_is_broken() {
    let broken = second(results("[{case: a}, b]"), "");
    expect(&broken, &[&format!("{COMPETITION}:10:22 LT303")], &[]);
    let bonus = second(results("[{case: a}, b]"), "bonus: 0.2\n");
    expect(&bonus, &[&format!("{COMPETITION}:10:22 LT303")], &[]);
}

#[test]
fn themes_and_grants_are_checked_against_the_competition() {
    expect(
        &Archive::valid().with_lines("theme: 别的"),
        &["content/cases/a.md:7:8 LT419 warning"],
        &["track: 自选动作"],
    );
    let required = Archive::valid().with_lines("theme: 别的\ntrack: 规定动作");
    expect(&required, &["content/cases/a.md:7:8 LT418"], &["党建引领乡村治理"]);
    let grant = with("观摩点\n", "市级典型案例\nfunding: 5\n");
    expect(&grant, &["content/cases/a.md:7:10 LT420"], &["不少于 10 万元"]);
}

#[test]
fn a_broken_file_is_the_only_one_reported() {
    let broken = [
        (COMPETITION, "title: 2026", "title： 2026", "content/competitions/2026Q3.md:2:6 LT208"),
        (COMPETITION, "title: 2026", "title: \"2026", "content/competitions/2026Q3.md:2:8 LT205"),
        (COMPETITION, "---\n\n各", "\n\n各", "content/competitions/2026Q3.md:1:1 LT202"),
        ("content/units.yaml", "湖东街道: [", "湖东街道：[", "content/units.yaml:1:5 LT208"),
        ("content/units.yaml", "青禾社区, ", "青禾社区，", "content/units.yaml:1:12 LT211"),
        ("content/site.yaml", "name: ", "name：", "content/site.yaml:1:5 LT208"),
    ];
    for (path, from, to, line) in broken {
        expect(&Archive::valid().replacing(path, from, to), &[line], &[]);
    }
    for (title, column, code) in [("title：乙", 6, "LT208"), ("title: \"乙", 8, "LT205")] {
        let lines = "unit: 云岭镇\ndimension: 乡村治理\ncompetition: 2026Q3";
        let file = format!("-- content/cases/b.md --\n---\n{title}\n{lines}\n---\n\n乙。\n\n{SECTIONS}");
        let place = format!("content/cases/b.md:2:{column} {code}");
        expect(&results("[{case: a}, {case: b}]").with(&file), &[&place], &[]);
        expect(&Archive::valid().with_markdown("[乙](b.md)").with(&file), &[&place], &[]);
    }
    #[cfg(unix)]
    expect(
        &Archive::valid().with_link(COMPETITION, "/etc/hostname"),
        &["content/competitions/2026Q3.md:1:1 LT105"],
        &[],
    );
}
