//! Front matter whose marks, lines or characters are not what they seem.

use crate::support::{Archive, expect, expect_none};

/// More lines of front matter, the place of the problem and the cure.
#[track_caller]
fn lines(yaml: &str, place: &str, cure: &str) {
    expect(&Archive::valid().with_lines(yaml), &[&format!("content/cases/a.md:{place}")], &[cure]);
}

/// Another title, the place of the problem and the cure.
#[track_caller]
fn title(yaml: &str, place: &str, cure: &str) {
    let archive = Archive::valid().replacing("content/cases/a.md", "title: 议事亭里解难题", yaml);
    expect(&archive, &[&format!("content/cases/a.md:{place}")], &[cure]);
}

#[test]
fn marks_of_markdown_in_a_value_are_shown_without_them() {
    title("title: **议事亭**", "2:8 LT204", "请改成「title: 议事亭」");
    title("title: `议事亭`", "2:8 LT204", "请改成「title: 议事亭」");
    title("title: 一座**议事亭**", "2:10 LT204", "请改成「title: 一座议事亭」");
    let unit = Archive::valid().replacing("content/cases/a.md", "湖东街道/青禾社区", "**湖东街道/青禾社区**");
    expect(&unit, &["content/cases/a.md:3:7 LT204"], &["unit: 湖东街道/青禾社区"]);
    expect_none(&Archive::valid().with_lines("source: 2*3*4"));
}

#[test]
fn quotes_written_twice_or_within_each_other_are_shown() {
    title("title: \"\"议事亭\"\"", "2:10 LT205", "title: \"议事亭\"");
    title("title: \"议事\"亭\"", "2:12 LT205", "「\"」有 3 个，配不成对");
    title("title: \"一座\"议事亭\"解难题\"", "2:12 LT205", "请改用中文引号：title: “一座”议事亭“解难题”");
}

#[test]
fn a_mapping_or_list_that_is_not_written_as_one_is_shown() {
    lines("presenter: name: 张三, role: 书记", "7:16 LT213", "请改成「presenter: {name: 张三, role: 书记}」");
    lines("presenter: {name: 张三 role: 书记}", "7:22 LT211", "「role」前面少一个逗号");
    for (yaml, column, cure) in [
        ("{姓名： 职务：书记}", 15, "请改成「{姓名: , 职务: 书记}」"),
        ("{name： role: 书记}", 17, "请改成「{name: , role: 书记}」"),
    ] {
        let archive = Archive::valid().with_lines(&format!("presenter: {yaml}"));
        let colon = format!("content/cases/a.md:7:{column} LT208");
        expect(&archive, &["content/cases/a.md:7:13 LT301", &colon], &[cure]);
    }
    lines("presenter: {name:张三}", "7:17 LT209", "请改成「{name: 张三}」");
    lines("presenter: {name: 张三, role: 书记: 甲}", "7:31 LT213", "\"书记: 甲\"");
    lines("presenter: {name: 张三，\n  role: 书记}", "7:21 LT211", "半角逗号");
    lines("tags: [甲: 乙, 丙]", "7:9 LT213", "请给这一项加上引号：\"甲: 乙\"");
    lines("tags:\n  - 甲: 乙", "8:6 LT213", "请给这一项加上引号：- \"甲: 乙\"");
    lines("tags: [甲, 乙】", "7:12 LT211", "请改成「tags: [甲, 乙]」");
    lines("tags: [甲, 乙]。", "7:13 LT211", "请改成「tags: [甲, 乙]」");
    lines("presenter: [name: 张三, role: 书记]", "7:17 LT213", "请改成「presenter: {name: 张三, role: 书记}」");
    lines("presenter: 【name：张三，role：书记】", "7:17 LT213", "请改成「presenter: {name: 张三, role: 书记}」");
    lines("rank: 1。", "7:7 LT306", "请改成 1");
    lines("presenter: {name: 张三｝", "7:21 LT211", "请改成「presenter: {name: 张三}」");
    lines("tags: [#甲, #乙]", "7:8 LT204", "请改成「[甲, 乙]」");
    lines("tags: #甲 #乙", "7:7 LT216 warning", "请改成「tags: [甲, 乙]」");
    lines("summary: #甲 乙", "7:10 LT216 warning", "summary: \"#甲 乙\"");
    expect_none(&Archive::valid().with_lines("summary: # 待补\nrank: #1"));
    lines("extra:\n  备注：甲", "8:5 LT208", "请改成「备注: 甲」");
    let entry = "title: 甲\nunit: 云岭镇\ndimension: 乡村治理\nentries:\n  - competition: 2026Q3，result: 观摩点";
    expect(&Archive::valid().with_front_matter(entry), &["content/cases/a.md:6:31 LT213"], &["「result」前面换行"]);
}

#[test]
fn several_keys_on_a_line_are_told_apart() {
    lines(
        "presenter:\n  姓名：张三 职务：书记",
        "8:5 LT208",
        "请在「职务」前面换行，左对齐：「姓名: 张三」「职务: 书记」",
    );
    lines("presenter:\n  name: 张三 role: 书记", "8:16 LT213", "「name: 张三」「role: 书记」");
    lines("author: 李四，source: 县里\ntags: [甲]", "7:18 LT213", "「author: 李四」「source: 县里」");
    let unit = "unit: 湖东街道/青禾社区";
    let joined = Archive::valid().replacing("content/cases/a.md", &format!("题\n{unit}"), &format!("题 {unit}"));
    expect(&joined, &["content/cases/a.md:2:20 LT213"], &["请在「unit」前面换行"]);
    for text in ["经验: 党建引领", "我的主题: 党建引领", "甲 competition: 党建引领"] {
        title(
            &format!("title: {text}"),
            &format!("2:{} LT213", 8 + text.find(':').map_or(0, |at| text[..at].chars().count())),
            &format!("title: \"{text}\""),
        );
    }
    expect_none(&Archive::valid().with_lines("summary: 时间:周三 来源：县里 地点:村委会"));
    expect_none(&Archive::valid().with_lines("summary: |\n  甲 source: 乙"));
}

#[test]
fn a_key_with_blanks_in_it_or_in_brackets_is_shown_on_its_own_line() {
    title("标　题：议事亭", "2:2 LT204", "请改成「标题: 议事亭」");
    title("【标题】议事亭", "2:1 LT204", "请改成「标题: 议事亭」");
    lines("presenter:\n  姓 名：张三", "8:4 LT204", "请改成「姓名: 张三」");
    expect_none(&Archive::valid().with_lines("summary: |\n  标　题：甲\n  【标题】乙\nsource: 【头条】县里"));
}

#[test]
fn lists_with_nothing_between_two_commas_are_shown_without_it() {
    lines("tags: [甲，，乙]", "7:9 LT211", "请改成「[甲, 乙]」");
    lines("tags: [甲,, 乙]", "7:10 LT211", "请改成「[甲, 乙]」");
    lines("tags: [,甲]", "7:8 LT211", "请改成「[甲]」");
    lines("tags: {甲, 乙}", "7:7 LT204", "请改成「tags: [甲, 乙]」");
    lines("tags:\n  - 甲 - 乙", "8:7 LT204", "请改成「- 甲」「- 乙」");
    expect_none(&Archive::valid().with_lines("honors:\n  - 先进集体 - 县级\ntags: [甲 - 乙, 丙,]"));
}

#[test]
fn an_item_that_would_become_part_of_another_is_shown() {
    lines("tags: - 甲\n  - 乙", "7:7 LT204", "请把「- 甲」移到下一行");
    lines("tags: 甲\n  - 乙", "8:3 LT204", "请把「甲」移到下一行，写成「- 甲」");
    lines("tags:\n  - 甲\n    - 乙", "9:5 LT204", "请改成「  - 乙」");
    lines("presenter:\n  name: 张三\n    role: 书记", "9:5 LT204", "请改成「  role: 书记」");
    for list in [
        "tags:\n  -\t甲\n  - 乙",
        "tags:\n  - 甲\n\n  - 乙",
        "summary: 甲\n  - 乙",
        "extra:\n  甲:\n    - 乙\n    - 丙",
    ] {
        expect_none(&Archive::valid().with_lines(list));
    }
}

#[test]
fn front_matter_in_brackets_over_several_lines_is_read() {
    let json =
        "{\n\"title\": \"甲\",\n\"unit\": \"云岭镇\",\n\"dimension\": \"乡村治理\",\n\"competition\": \"2026Q3\"\n}";
    expect_none(&Archive::valid().with_front_matter(json));
}

#[test]
fn the_first_line_is_shown_where_it_is_wrong_and_not_the_next() {
    title(" title: 议事亭", "2:1 LT204", "请改成「title: 议事亭」");
    for wrong in ["title；议事亭", "title; 议事亭", "title=议事亭", "- title: 议事亭", "**title**: 议事亭"]
    {
        title(wrong, "2:1 LT204", "请改成「title: 议事亭」");
    }
}

#[test]
fn characters_that_nobody_sees_are_shown_in_keys_and_values() {
    for c in ['\u{ad}', '\u{200b}', '\u{200c}', '\u{200d}', '\u{200e}', '\u{200f}', '\u{feff}'] {
        let name = format!("U+{:04X}", u32::from(c));
        title(&format!("title: 议事{c}亭"), "2:10 LT317 warning", &name);
        title(&format!("ti{c}tle: 议事亭"), "2:3 LT317 warning", &name);
        lines(&format!("tags: [甲,{c}乙]"), "7:10 LT317 warning", &name);
        lines(&format!("tags:\n  -{c}甲"), "8:4 LT210", &name);
        let id = Archive::valid().replacing("content/cases/a.md", "2026Q3", &format!("2026Q3{c}"));
        expect(&id, &["content/cases/a.md:5:20 LT317 warning"], &[&name]);
    }
    expect_none(&Archive::valid().with_lines("source: 👩\u{200d}🌾网格"));
}
