//! Rows 10–13: values by themselves.

use crate::support::{Archive, expect, expect_none};

#[track_caller]
fn line(yaml: &str, column: usize, code: &str, cure: &str) {
    expect(&Archive::valid().with_lines(yaml), &[&format!("content/cases/a.md:7:{column} {code}")], &[cure]);
}

#[test]
fn a_wrong_date_is_shown_with_the_right_one_where_it_can_be_told() {
    for (date, cure) in [
        ("下周三", "年、月、日之间用半角减号"),
        ("2026-02-30", "日历上没有 2026 年 2 月 30 日"),
        ("2026-13-01", "日历上没有 2026 年 13 月 1 日"),
        ("2026/9/1", "请改成 2026-09-01"),
        ("2026年9月1日", "请改成 2026-09-01"),
        ("2026.9.1", "请改成 2026-09-01"),
        ("2026-9-1", "请改成 2026-09-01"),
        ("２０２６年９月１日", "请改成 2026-09-01"),
        ("2026—09—01", "请改成 2026-09-01"),
        ("20260901", "请改成 2026-09-01"),
        ("2026-09-01 12:30", "请改成 2026-09-01"),
        ("二〇二六年九月一日", "请改成 2026-09-01"),
        ("二零二六年十二月二十一日", "请改成 2026-12-21"),
        ("1/9/2026", "请把年份写在前面，并核对月和日：2026-09-01 或 2026-01-09"),
        ("21/9/2026", "请改成 2026-09-21"),
        ("26-9-1", "年份要写四位"),
        ("9月1日", "少了年份"),
        ("12-1", "少了年份"),
        ("true", "「true」不是一个日期"),
        ("[2026-09-01]", "「[2026-09-01]」不是一个日期"),
    ] {
        line(&format!("date: {date}"), 7, "LT305", cure);
        line(&format!("expires: {date}"), 10, "LT305", cure);
    }
    expect_none(&Archive::valid().with_lines("date: \"2026-09-01\""));
}

#[test]
fn days_of_stages_without_their_year_are_said_to_lack_it() {
    for days in ["7月5日至7月20日", "7月5日至20日", "7月5日..7月20日", "7.5-7.20", "12月5日"] {
        let competition = "content/competitions/2026Q3.md";
        let archive = Archive::valid().replacing(competition, "2026-07-05..2026-07-20", days);
        expect(&archive, &[&format!("{competition}:5:9 LT305")], &["少了年份", "2026-07-05..2026-07-20"]);
    }
}

#[test]
fn a_title_that_is_no_text_is_shown_with_its_cure() {
    for (title, cure) in [
        ("2026", "title: \"2026\""),
        ("1.5", "title: \"1.5\""),
        ("0x10", "title: \"0x10\""),
        ("true", "title: \"true\""),
        ("no", "title: \"no\""),
        ("[甲]", "这里却是列表"),
        ("{甲: 乙}", "这里却是一组「名称: 内容」"),
        ("\"\"", "这里却是空白"),
        // Hangul and Braille fill up with these.
        ("\"\u{115f}\"", "这里却是空白"),
        ("\u{2800}\u{2800}", "这里却是空白"),
    ] {
        let archive = Archive::valid().replacing("content/cases/a.md", "议事亭里解难题", title);
        expect(&archive, &["content/cases/a.md:2:8 LT303"], &[cure]);
    }
    let tagged = Archive::valid().replacing("content/cases/a.md", "议事亭里解难题", "!!int \"3\"");
    expect(&tagged, &["content/cases/a.md:2:14 LT303"], &["请加上引号：title: \"3\""]);
    expect_none(&Archive::valid().replacing("content/cases/a.md", "议事亭里解难题", "\"2026\""));
}

#[test]
fn a_bonus_that_is_no_number_names_the_figure_and_the_rule() {
    for bonus in ["三千", "-0.2", "2e-1", "+0.2", "0,2", "０.２", "0.2分", "true", "[0.2]", ".2", "0.", "99999999999"]
    {
        line(&format!("bonus: {bonus}"), 8, "LT306", "区级比武的「观摩点」加 0.2 分；请改成 0.2");
    }
}

#[test]
fn a_number_beyond_all_bounds_is_shown_with_its_cure() {
    for number in ["1e999", "-1e999", ".inf", ".NaN"] {
        line(&format!("bonus: {number}"), 8, "LT306", "请写成小数，例如 0.3");
    }
    line("presenter: {name: 1e999}", 19, "LT306", "请给整个内容加上引号");
}

#[test]
fn a_bonus_against_the_policy_names_the_figure_and_the_rule() {
    line("bonus: 0.5", 8, "LT406", "区级比武的「观摩点」加 0.2 分；请改成 0.2");
    line("bonus: 0", 8, "LT406", "按规则应当是 0.2");
    for bonus in ["0.2", "0.20", "\"0.2\"", "0.200000"] {
        expect_none(&Archive::valid().with_lines(&format!("bonus: {bonus}")));
    }
}

#[test]
fn a_wrong_bonus_in_an_unknown_competition_is_still_reported() {
    let yaml = "title: 甲\nunit: 云岭镇\ndimension: 乡村治理\nentries:\n  - {competition: 2026Q1, bonus: 三千}";
    let lines = ["content/cases/a.md:6:19 LT401", "content/cases/a.md:6:34 LT306"];
    expect(&Archive::valid().with_front_matter(yaml), &lines, &["「三千」"]);
}

#[test]
fn funding_is_a_plain_number() {
    for (funding, cure) in [
        ("10万", "请改成 10："),
        ("10万元", "请改成 10："),
        ("10,000", "请改成 10000："),
        ("１０", "请改成 10："),
        ("-5", "不带正负号"),
        ("一百", "请只写阿拉伯数字"),
        ("1e3", "请只写阿拉伯数字"),
        ("0.1234567", "小数点后最多 6 位"),
    ] {
        line(&format!("funding: {funding}"), 10, "LT306", cure);
    }
    expect_none(&Archive::valid().with_lines("funding: \"10.5\""));
}

#[test]
fn a_rank_is_a_whole_number_from_one() {
    for rank in ["0", "-1", "一", "1.0", "第一", "1st", "99999999999", "[1]"] {
        line(&format!("rank: {rank}"), 7, "LT306", "请写 1、2、3 这样的阿拉伯数字");
    }
    line("rank: 第1名", 7, "LT306", "请改成 1");
    expect_none(&Archive::valid().with_lines("rank: 1"));
}

#[test]
fn the_id_of_a_competition_is_read_in_every_spelling() {
    let named = |id: &str| Archive::valid().replacing("content/cases/a.md", "2026Q3", id);
    for id in [
        "2026q3",
        "\"2026Q3\"",
        "2026年第三季度",
        "2026年三季度",
        "2026年第3季度",
        "2026 Q3",
        "２０２６Ｑ３",
        "2026-Q3",
        "2026年 第三季度",
        "2026年Q3",
    ] {
        expect_none(&named(id));
    }
    for id in ["2026Q5", "三季度", "2026", "Q3", "2026Q3湖东", "2026Q3-"] {
        expect(&named(id), &["content/cases/a.md:5:14 LT310"], &["区级写成 2026Q3"]);
    }
    for (id, meant) in [
        ("2026年第三季度区级", "2026Q3"),
        ("2026Q3（区级）", "2026Q3"),
        ("2026第三季度", "2026Q3"),
        ("2026年三季", "2026Q3"),
        ("2O26Q3", "2026Q3"),
        ("2026Q3。", "2026Q3"),
        ("2026.Q3", "2026Q3"),
        ("2026Q03", "2026Q3"),
        ("2026Q3湖东街道", "2026Q3-湖东街道"),
    ] {
        expect(&named(id), &["content/cases/a.md:5:14 LT310"], &[&format!("请改成 {meant}")]);
    }
    expect(&named("2026Q5"), &["content/cases/a.md:5:14 LT310"], &["一年只有四个季度"]);
    expect(&named("三季度"), &["content/cases/a.md:5:14 LT310"], &["请写上四位的年份"]);
    let short = named("2026Q3-湖东");
    expect(&short, &["content/cases/a.md:5:14 LT401"], &["是不是「2026Q3-湖东街道」？"]);
    let township = Archive::valid()
        .with("-- content/competitions/x.md --\n---\nid: 2026q3-湖东街道\npublished: 2026-09-01\n---\n");
    for id in ["2026Q3-湖东街道", "2026q3－湖东街道", "2026Q3—湖东街道", "2026Q3 - 湖东街道", "2026年第三季度-湖东街道"]
    {
        let archive = Archive::valid()
            .with("-- content/competitions/x.md --\n---\nid: 2026q3-湖东街道\npublished: 2026-09-01\n---\n")
            .replacing("content/cases/a.md", "competition: 2026Q3", &format!("competition: {id}"));
        let empty = "content/competitions/2026Q3.md:1:1 LT426 note";
        expect(&archive, &[empty], &[]);
    }
    expect(&township, &["content/competitions/x.md:1:1 LT426 note"], &[]);
}

#[test]
fn a_township_stands_after_a_quarter_with_a_dash_in_it() {
    let township = "-- content/competitions/x.md --\n---\nid: 2026-Q3-湖东街道\npublished: 2026-09-01\n---\n";
    for id in ["2026-Q3-湖东街道", "2026Q3-湖东街道", "2026－Q3－湖东街道"] {
        let archive = Archive::valid().with(township).replacing("content/cases/a.md", "2026Q3", id);
        expect(&archive, &["content/competitions/2026Q3.md:1:1 LT426 note"], &[]);
    }
}

#[test]
fn an_id_that_no_file_can_have_for_its_name_is_refused() {
    for id in ["2026Q3-../x", "2026Q3-湖东/街道", "2026Q3-湖东\\街道", "2026Q3-湖:东", "2026Q3-con"] {
        let archive = Archive::valid().replacing("content/cases/a.md", "2026Q3", id);
        expect(&archive, &["content/cases/a.md:5:14 LT310"], &["不是比武场次的编号"]);
    }
    let control = Archive::valid().replacing("content/cases/a.md", "2026Q3", "\"2026Q3-湖\\u0007东\"");
    expect(&control, &["content/cases/a.md:5:14 LT103", "content/cases/a.md:5:14 LT310"], &[]);
}

#[test]
fn one_value_where_a_list_stands_is_asked_for() {
    line("source: [甲]", 9, "LT303", "请只写一段文字");
    line("presenter: 张三", 12, "LT303", "presenter: {name: 张三, role: 驻村第一书记}");
    line("withdrawn: true", 12, "LT303", "withdrawn: {date: ");
    line("withdrawn: {date: 2026-10-01}", 13, "LT301", "缺少「reason」");
    line("extra: 甲", 8, "LT303", "extra: {");
    let of_entries = |entries: &str| {
        Archive::valid().with_front_matter(&format!("title: 甲\nunit: 云岭镇\ndimension: 乡村治理\nentries: {entries}"))
    };
    expect(&of_entries("2026Q3"), &["content/cases/a.md:5:10 LT303"], &["entries: [{competition: 2026Q3"]);
    expect(&of_entries("[2026Q3]"), &["content/cases/a.md:5:11 LT303"], &["entries: [{competition: 2026Q3"]);
    expect(&of_entries("[{result: 观摩点}]"), &["content/cases/a.md:5:12 LT301"], &["缺少「competition」"]);
}

#[test]
fn words_for_yes_and_no_are_known_but_for_a_slip() {
    for (word, meant) in
        [("ｔｒｕｅ", "true"), ("“true”", "true"), ("ture", "true"), ("flase", "false"), ("“是”", "是")]
    {
        line(&format!("draft: {word}"), 8, "LT304", &format!("请改成 {meant}"));
    }
}

#[test]
fn quotes_around_what_readers_see_are_noted() {
    for (wrong, column) in [
        ("author: ＂张三＂", 9),
        ("author: 『张三』", 9),
        ("author: 〝张三〞", 9),
        ("author: “张三\"", 9),
        ("award: “一等奖”", 8),
        ("honors: [“云岭好书记候选”]", 10),
        ("tags: [甲, “议事协商”]", 11),
        ("presenter: {name: “张三”}", 19),
    ] {
        line(wrong, column, "LT314 note", "请去掉，只写 ");
    }
    expect_none(&Archive::valid().with_lines("tags: [“两委”班子, 网格]\nsummary: “红色管家”"));
}

#[test]
fn an_item_that_looks_like_several_is_noted() {
    line("tags: [议事协商/网格]", 8, "LT316 note", "请写成 tags: [议事协商, 网格]；本来就是一项的");
    line("tags: 议事协商 网格", 7, "LT316 note", "请写成 tags: [议事协商, 网格]");
    expect_none(&Archive::valid().with_lines("tags: [AI 应用, A/B, 议事协商]"));
}

#[test]
fn a_key_is_found_in_its_place_in_other_characters_and_by_other_names() {
    let with = |from: &str, to: &str| Archive::valid().replacing("content/cases/a.md", from, to);
    expect(&with("title:", "標題:"), &["content/cases/a.md:2:1 LT302"], &["是不是想写「标题」？"]);
    expect(&with("competition:", "季度:"), &["content/cases/a.md:5:1 LT302"], &["是不是想写「场次」？"]);
    let below = Archive::valid().with_lines("presenter:\nname: 张三\nrole: 书记");
    let places = ["content/cases/a.md:8:1 LT302", "content/cases/a.md:9:1 LT302"];
    expect(&below, &places, &["「name」是「汇报人」里的一项", "「role」是「汇报人」里的一项"]);
    line("presenter: {张三, 书记}", 13, "LT303", "{name: 张三, role: 书记}");
}

#[test]
fn a_name_is_suggested_from_elsewhere_and_with_its_words_in_order() {
    let with = |from: &str, to: &str| Archive::valid().replacing("content/cases/a.md", from, to);
    let unit = with("湖东街道/青禾社区", "云岭镇/青禾社区");
    expect(&unit, &["content/cases/a.md:3:7 LT402"], &["是不是「湖东街道/青禾社区」？"]);
    expect(&with("观摩点", "经验交流"), &["content/cases/a.md:6:9 LT405"], &["是不是「交流经验」？"]);
}
