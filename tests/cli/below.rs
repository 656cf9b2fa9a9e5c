//! Values of front matter that go on in the lines below, as Word breaks long ones.

use super::Archive;
use crate::support::{expect, expect_none};

const CASE: &str = "content/cases/a.md";

/// Expects the problem of line 7 with help that tells to join the lines, and `check --fix` to leave the file as it is.
#[track_caller]
fn expect_to_be_joined(lines: &str, place: &str, others: &[&str]) {
    let archive = Archive::valid().with_lines(lines);
    let place = format!("{CASE}:{place}");
    let all: Vec<&str> = [place.as_str()].into_iter().chain(others.iter().copied()).collect();
    expect(&archive, &all, &["请先把下面接着的几行并到这一行"]);
    let before = archive.text(CASE);
    archive.types_today(&["check", "--fix"]);
    assert_eq!(archive.text(CASE), before, "{lines}");
}

#[test]
fn a_cure_is_of_the_whole_value_and_not_of_its_first_line() {
    for value in ["@青禾", "`青禾`村", "**青禾**村", "- 青禾", ">青禾"] {
        expect_to_be_joined(&format!("summary: {value}\n  每周入户。"), "7:10 LT204", &[]);
    }
    expect_to_be_joined("summary: %青禾\n\n  每周入户。", "7:10 LT204", &[]);
    expect_to_be_joined("summary: *青禾\n# 备注\n  每周入户。", "7:10 LT204", &[]);
    expect_to_be_joined("summary: [看]青禾\n  每周入户。", "7:13 LT204", &[]);
    expect_to_be_joined("summary: 青禾: 网格\n\n  每周入户。", "7:12 LT213", &[]);
    expect_to_be_joined("summary: : 青禾\n  每周入户。", "7:10 LT213", &[]);
    expect_to_be_joined("summary: \"青禾\"村\n  每周入户。", "7:14 LT205", &[]);
    expect_to_be_joined("summary: \"\"青禾村\n  每周入户\"\"", "7:12 LT205", &[]);
    expect_to_be_joined("summary: 'it's a\n  b'", "7:14 LT205", &[]);
    expect_to_be_joined("tags: 甲、乙、\n  丙", "7:8 LT211", &[]);
    expect_to_be_joined("tags: ［甲、乙］\n  丙", "7:7 LT211", &[]);
    expect_to_be_joined("tags: #甲 #乙\n  #丙", "7:7 LT216 warning", &[]);
    expect_to_be_joined("presenter: name: 张三, role: 书记\n  兼主任", "7:16 LT213", &[]);
    expect_to_be_joined("honors:\n  - 甲: 乙\n    丙", "8:6 LT213", &[]);
    expect_to_be_joined("extra:\n  甲: @乙\n    丙", "8:6 LT204", &[]);
    // The rest stands where a key should.
    expect_to_be_joined("summary: @青禾\n每周入户。", "7:10 LT204", &["content/cases/a.md:8:1 LT204"]);
}

#[test]
fn marks_before_a_value_are_mended_wherever_it_ends() {
    for (wrong, right) in [
        ("summary：青禾村\n  每周入户。", "summary: 青禾村\n  每周入户。"),
        ("summary:青禾村\n\n  每周入户。", "summary: 青禾村\n\n  每周入户。"),
        ("tags:\n－ 甲的\n  乙\n－ 丙", "tags:\n- 甲的\n  乙\n- 丙"),
        ("tags: [甲、乙,\n  丙、丁]", "tags: [甲, 乙,\n  丙, 丁]"),
    ] {
        let archive = Archive::valid().with_lines(wrong);
        archive.types_today(&["check", "--fix"]);
        assert_eq!(archive.text(CASE), Archive::valid().with_lines(right).text(CASE), "{wrong}");
    }
    // What is shown is what stands there.
    let colon = Archive::valid().with_lines("summary：青禾: 网格\n  每周入户。");
    expect(&colon, &["content/cases/a.md:7:8 LT208"], &["请改成「summary: 青禾: 网格」"]);
}

#[test]
fn a_line_that_begins_with_spaces_of_word_is_the_rest_of_the_one_above() {
    let archive = Archive::valid().with_lines("summary: 青禾村\n　　每周入户。\ndate: 下周三");
    let places = ["content/cases/a.md:8:1 LT210", "content/cases/a.md:9:7 LT305"];
    expect(&archive, &places, &["是上面一项的内容的，请接在上一行后面"]);
    let before = archive.text(CASE);
    archive.types_today(&["check", "--fix"]);
    assert_eq!(archive.text(CASE), before);
}

#[test]
fn a_remark_behind_the_last_line_cuts_the_text_too() {
    let archive = Archive::valid().with_lines("summary: 青禾村\n  每周入户 #记下。");
    expect(&archive, &["content/cases/a.md:8:8 LT216 warning"], &["请把几行并成一行，再给整个内容加上引号"]);
}

#[test]
fn entries_with_keys_of_ones_own_are_parted_by_any_mark() {
    let right = "extra: {审核: 王五, 字数: 1860}";
    for wrong in [
        "extra: {审核：王五、字数：1860}",
        "extra: {审核：王五；字数：1860}",
        "extra: {审核:王五、字数:1860}",
        "extra: {审核: 王五；字数: 1860}",
        "extra: {审核: 王五、字数: 1860}",
        "extra: {审核: 王五，字数: 1860}",
        "extra: ｛审核：王五；字数：1860｝",
        "extra: 审核: 王五，字数: 1860",
        "extra: 审核：王五、字数：1860",
    ] {
        let archive = Archive::valid().with_lines(wrong);
        let run = archive.check();
        assert_eq!(run.diagnostics.len(), 1, "{wrong} {:#?}", run.diagnostics);
        assert!(run.diagnostics[0]["help"].as_str().unwrap().contains("{审核: 王五, 字数: 1860}"), "{wrong}");
        archive.types_today(&["check", "--fix"]);
        assert_eq!(archive.text(CASE), Archive::valid().with_lines(right).text(CASE), "{wrong}");
    }
    let apart = Archive::valid().with_lines("extra: {审核: 王五 字数: 1860}");
    expect(&apart, &["content/cases/a.md:7:16 LT211"], &["「{审核: 王五, 字数: 1860}」；是一项的"]);
    let own = "extra: {审核: 王五、李四, 时间: 9：30；10：30, 网址: \"见 http://a.cn\"}";
    expect_none(&Archive::valid().with_lines(own));
    let one = Archive::valid().with_lines("extra: 审核: 王五");
    expect(&one, &["content/cases/a.md:7:10 LT213"], &["请改成「extra: {审核: 王五}」"]);
}

#[test]
fn a_list_that_only_lacks_its_bracket_is_closed_without_its_last_comma() {
    for wrong in ["tags: [甲、乙,", "tags: [甲, 乙，"] {
        let archive = Archive::valid().with_lines(wrong);
        archive.types_today(&["check", "--fix"]);
        assert_eq!(archive.text(CASE), Archive::valid().with_lines("tags: [甲, 乙]").text(CASE), "{wrong}");
    }
}

#[test]
fn brackets_that_go_on_at_the_margin_are_indented() {
    for (wrong, right) in [
        ("tags: [协商,\n亭子]", "tags: [协商,\n  亭子]"),
        ("tags: [甲，乙，\n丙、丁]", "tags: [甲, 乙,\n  丙, 丁]"),
        ("tags: [甲,\n乙,\n丙]\ndate: 2026-09-02", "tags: [甲,\n  乙,\n  丙]\ndate: 2026-09-02"),
        ("presenter: {name: 张三,\nrole: 书记}", "presenter: {name: 张三,\n  role: 书记}"),
        // Where nothing of the kind follows, the bracket is what is missing.
        ("tags: [甲, 乙\ndate: 2026-09-02", "tags: [甲, 乙]\ndate: 2026-09-02"),
    ] {
        let archive = Archive::valid().with_lines(wrong);
        archive.types_today(&["check", "--fix"]);
        assert_eq!(archive.text(CASE), Archive::valid().with_lines(right).text(CASE), "{wrong}");
    }
    let archive = Archive::valid().with_lines("tags: [协商,\n亭子]");
    expect(&archive, &["content/cases/a.md:8:1 LT204"], &["请改成「  亭子]」"]);
}

#[test]
fn a_text_that_is_broken_over_a_blank_line_is_told_where_it_goes_on() {
    for (lines, place) in [
        ("summary: 第一行，\n\n第二行。\ndate: 2026-09-02", "9:1"),
        ("tags:\n  - 甲\n\n乙\ndate: 2026-09-02", "10:1"),
        // In the last line of front matter, too.
        ("summary: 第一行，\n\n第二行。", "9:1"),
        // A sentence with a colon is no key.
        ("summary: 第一行，\n书记说：好的。", "8:1"),
    ] {
        let archive = Archive::valid().with_lines(lines);
        expect(&archive, &[&format!("{CASE}:{place} LT204")], &["请接在上一行后面"]);
        let before = archive.text(CASE);
        archive.types_today(&["check", "--fix"]);
        assert_eq!(archive.text(CASE), before, "{lines}");
    }
}

#[test]
fn a_text_that_goes_on_in_the_next_line_has_no_space_there_but_between_words_of_letters() {
    let title = "title: 议事亭里\n  解难题";
    let archive = Archive::valid().replacing(CASE, "title: 议事亭里解难题", title);
    let lines =
        "summary: >\n  网格员，\n  用 AI\n  办事。\n\n  又一段\nsource: \"县里\n  的人\"\nhonors:\n  - 先进\n    集体";
    let archive = archive.with_lines(lines);
    let built = archive.types_today(&["build"]);
    assert_eq!(built.code, Some(0), "{}", built.err);
    let data = archive.text("output/data/cases.json");
    for value in ["\"议事亭里解难题\"", "\"网格员，用 AI 办事。\\n又一段\"", "\"县里的人\"", "[\"先进集体\"]"]
    {
        assert!(data.contains(value), "{value} {data}");
    }
    expect(&archive.with_lines("rank: 零"), &[&format!("{CASE}:8:7 LT306")], &[]);
}
