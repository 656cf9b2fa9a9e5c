//! Rows 1–9 and F1–F7: the form of front matter.

use crate::support::{Archive, SECTIONS, expect, expect_none, photo};

/// One more line of front matter, the problem on line 7 and the cure.
#[track_caller]
fn line(yaml: &str, column: usize, code: &str, cure: &str) {
    expect(&Archive::valid().with_lines(yaml), &[&format!("content/cases/a.md:7:{column} {code}")], &[cure]);
}

/// Another title, the problem on line 2 and the cure.
#[track_caller]
fn title(yaml: &str, column: usize, code: &str, cure: &str) {
    let archive = Archive::valid().replacing("content/cases/a.md", "title: 议事亭里解难题", yaml);
    expect(&archive, &[&format!("content/cases/a.md:2:{column} {code}")], &[cure]);
}

#[test]
fn an_unclosed_quote_is_shown_where_it_opens() {
    title("title: \"议事亭", 8, "LT205", "请在内容末尾补上「\"」");
    title("title: '议事亭", 8, "LT205", "请在内容末尾补上「'」");
    // A later quotation mark would close it, and a parser would stumble there.
    let later = Archive::valid().replacing("content/cases/a.md", "title: 议", "title: \"议").replacing(
        "content/cases/a.md",
        "result: 观摩点",
        "result: \"观摩点\"",
    );
    expect(&later, &["content/cases/a.md:2:8 LT205"], &["请在内容末尾补上「\"」"]);
    let nested = Archive::valid().with_lines("presenter:\n  name: \"张三\n  role: \"书记\"");
    expect(&nested, &["content/cases/a.md:8:9 LT205"], &["中文引号"]);
    let list = Archive::valid().with_lines("tags:\n  - \"甲\n  - \"乙\"");
    expect(&list, &["content/cases/a.md:8:5 LT205"], &[]);
}

#[test]
fn text_after_a_closed_quote_is_shown_with_chinese_quotes_as_the_cure() {
    title("title: \"议事亭\"里解难题", 13, "LT205", "title: “议事亭”里解难题");
}

#[test]
fn chinese_quotes_and_quotes_within_a_value_are_text() {
    for title in ["“议事亭”里解难题", "议事\"亭\"里", "'它''s'", "\"甲\\\"乙\" # 说明", "【头条】议事亭", "12:30 开会"]
    {
        expect_none(&Archive::valid().replacing("content/cases/a.md", "议事亭里解难题", title));
    }
}

#[test]
fn unclosed_brackets_are_shown_where_they_open() {
    line("tags: [甲, 乙", 7, "LT204", "请在内容末尾补上「]」");
    line("presenter: {name: 张三", 12, "LT204", "请在内容末尾补上「}」");
    line("source: [2026]5号", 15, "LT204", "source: \"[2026]5号\"");
    let before_a_key = Archive::valid().replacing("content/cases/a.md", "result:", "tags: [甲, 乙\nresult:");
    expect(&before_a_key, &["content/cases/a.md:6:7 LT204"], &["「]」"]);
}

#[test]
fn brackets_of_another_width_or_kind_are_shown_where_they_stand_with_the_whole_line_as_the_cure() {
    line("presenter: {name: 张三, role: 书记｝", 31, "LT211", "「presenter: {name: 张三, role: 书记}」");
    line("tags: [甲, 乙}", 12, "LT211", "「tags: [甲, 乙]」");
    line("presenter: ｛name: 张三，role：书记}", 12, "LT211", "「｛」是全角括号");
    // The first slip of several is shown; the cure is that of all.
    line("tags: [甲、乙}", 9, "LT211", "「tags: [甲, 乙]」");
    line("presenter: {姓名：张三，职务：书记｝", 15, "LT208", "「presenter: {姓名: 张三, 职务: 书记}」");
    for (yaml, column) in [("format:\n  - ［实地观摩］", 5), ("format: [［实地观摩］]", 10)] {
        let run = Archive::valid().with_lines(yaml).check();
        let row = 6 + yaml.lines().count();
        assert!(run.lines().contains(&format!("content/cases/a.md:{row}:{column} LT211 error")), "{:?}", run.lines());
    }
    for own in ["tags: [［头条］甲, 乙]", "tags: [（一）甲, 乙]", "tags: [甲【乙】, 丙]", "source: ［2026］5号"]
    {
        expect_none(&Archive::valid().with_lines(own));
    }
}

#[test]
fn a_line_that_is_no_key_is_the_one_that_is_shown_below_a_blank_line_too() {
    for stray in ["\n这是说明\n", "\n这是说明\n\n", "这是说明\n"] {
        let archive = Archive::valid().replacing("content/cases/a.md", "---\n", &format!("---\n{stray}"));
        let row = if stray.starts_with('\n') { 3 } else { 2 };
        expect(&archive, &[&format!("content/cases/a.md:{row}:1 LT204")], &["请改成「# 这是说明」"]);
    }
}

#[test]
fn a_value_that_yaml_reserves_is_to_be_quoted() {
    for value in ["@某某", "`某某", "%某", "|某", "> 某", "- 某", "? 某", ", 某", "] 某"] {
        line(&format!("source: {value}"), 9, "LT204", &format!("source: \"{value}\""));
    }
    line("source: *某", 9, "LT204", "加上引号");
}

#[test]
fn a_tab_indent_is_shown_at_the_tab() {
    title("\ttitle: 议事亭", 1, "LT206", "空格");
    for (yaml, column) in [("presenter:\n\tname: 张三", 1), ("tags:\n\t- 甲", 1), ("presenter:\n  \tname: 张三", 3)]
    {
        let place = format!("content/cases/a.md:8:{column} LT206");
        expect(&Archive::valid().with_lines(yaml), &[&place], &["两个空格"]);
    }
}

#[test]
fn front_matter_never_closed_is_shown_at_its_start_with_the_line_that_may_be_meant() {
    let unclosed = |line: &str| Archive::valid().replacing("content/cases/a.md", "result: 观摩点\n---\n", line);
    expect(&unclosed(""), &["content/cases/a.md:1:1 LT202"], &["找不到第二行 ---"]);
    for fence in ["----", "...", "———", "－－－", " ---x"] {
        let archive = unclosed(&format!("{fence}\n"));
        let is_none = fence == " ---x";
        let words = if is_none { "另起一行".into() } else { format!("这一行的「{fence}」如果就是") };
        expect(&archive, &[&format!("content/cases/a.md:{}:1 LT202", if is_none { 1 } else { 6 })], &[&words]);
    }
    // A rule further below in the write-up is not the end of the front matter.
    for (line, row) in [("－－－\n", 6), ("----\n", 6), ("", 1)] {
        let archive = unclosed(line).replacing("content/cases/a.md", "\n网格员", "\n时间：每月5日。网格员");
        let archive = archive.replacing("content/cases/a.md", "## 工作亮点", "---\n\n## 工作亮点");
        expect(&archive, &[&format!("content/cases/a.md:{row}:1 LT202")], &[]);
    }
    for text in ["---", "---\n", "---\ntitle: 甲"] {
        let archive = Archive::valid().with_bytes("content/cases/a.md", text.as_bytes());
        expect(&archive, &["content/cases/a.md:1:1 LT202"], &[]);
    }
}

#[test]
fn a_duplicate_key_shows_both_lines() {
    for (yaml, column, words) in [
        ("title: 另一个", 1, "「title」写了两次，第一次在第 2 行"),
        ("标题: 另一个", 1, "「标题」和第 2 行的「title」是同一项"),
    ] {
        let run = Archive::valid().with_lines(yaml).check();
        assert_eq!(run.lines(), [format!("content/cases/a.md:7:{column} LT207 error")]);
        assert_eq!(run.related("LT207"), ["content/cases/a.md:2:1"]);
        assert!(run.words("LT207").contains(words), "{}", run.words("LT207"));
    }
    line("presenter: {name: 张三, name: 李四}", 23, "LT207", "请只留一处");
    let nested = Archive::valid().with_lines("presenter:\n  name: 张三\n  姓名: 李四");
    expect(&nested, &["content/cases/a.md:9:3 LT207"], &["第 8 行的「name」"]);
}

#[test]
fn a_key_that_is_there_twice_is_reported_once_in_any_mapping() {
    let extra = Archive::valid().with_lines("extra:\n  电话: 甲\n  内:\n    - {a: 1, b: 2, a: 3}\n  电话: 乙");
    expect(&extra, &["content/cases/a.md:10:20 LT207", "content/cases/a.md:11:3 LT207"], &["第一次在第 8 行"]);
    let gov = Archive::valid().replacing(
        "content/site.yaml",
        "name:",
        "gov: {SiteIDCode: 1, SiteDomain: 甲, SiteDomain: 乙}\nname:",
    );
    expect(&gov, &["content/site.yaml:1:37 LT207"], &["「SiteDomain」写了两次，第一次在第 1 行"]);
    let theme = Archive::valid().with("-- themes/leitai/theme.yaml --\npaper: \"#fff\"\npaper: \"#000\"\n");
    expect(&theme, &["themes/leitai/theme.yaml:2:1 LT207"], &["「paper」写了两次"]);
    let units = Archive::valid().with("-- content/units.yaml --\n湖东街道: [青禾社区]\n云岭镇: []\n湖东街道: []\n");
    expect(&units, &["content/units.yaml:3:1 LT207"], &["「湖东街道」写了两次"]);
}

#[test]
fn a_key_is_shown_where_it_is_and_not_where_it_is_mentioned() {
    let remark = Archive::valid().with_lines("source: 甲\n颜色: # 颜色\n  红");
    expect(&remark, &["content/cases/a.md:8:1 LT302"], &[]);
    let escaped = Archive::valid().with_lines("source: kA\n\"k\\x41\": 红");
    expect(&escaped, &["content/cases/a.md:8:10 LT302"], &["「kA」"]);
    let explicit = Archive::valid().with_lines("? 颜色\n: 红");
    expect(&explicit, &["content/cases/a.md:7:3 LT302"], &[]);
}

#[test]
fn what_goes_on_in_deeper_lines_than_its_key_is_whole() {
    for lines in [
        "tags:\n  [议事,\n  协商]",
        "tags:\n    [议事,\n  协商]",
        "presenter:\n  {name: 张三,\n  role: 书记}",
        "summary:\n  \"议事亭\n  里\"",
        "extra:\n  甲:\n    [乙,\n    丙]\n  丁: 戊",
    ] {
        expect_none(&Archive::valid().with_lines(lines));
    }
    for (lines, column) in [("tags:\n  [议事,\nsource: 甲", 3), ("tags: [议事,\nsource: 甲", 7)] {
        let run = Archive::valid().with_lines(lines).check();
        let row = 6 + lines.lines().position(|line| line.contains('[')).unwrap() + 1;
        assert_eq!(run.lines(), [format!("content/cases/a.md:{row}:{column} LT204 error")]);
    }
}

#[test]
fn a_file_without_front_matter_is_shown_at_its_start() {
    for (text, cure) in
        [("# 标题\n\n正文\n", "请在第一行写三个半角减号"), ("title: 甲\n---\n", "请在第一行写三个半角减号")]
    {
        let archive = Archive::valid().with_bytes("content/cases/a.md", text.as_bytes());
        expect(&archive, &["content/cases/a.md:1:1 LT201"], &[cure]);
    }
}

#[test]
fn front_matter_below_another_line_than_three_dashes_is_read_on() {
    for (fence, cure) in [
        ("\n---", "请删去它前面的空行"),
        (" ---", "请删去它前面的空行和空格"),
        ("———", "第一行的「———」不是三个半角减号"),
        ("－－－", "请改成 ---"),
        ("+++", "请改成 ---"),
        ("***", "请改成 ---"),
        ("- - -", "请改成 ---"),
    ] {
        let opened = |text: &str| Archive::valid().replacing("content/cases/a.md", "---\ntitle: ", text);
        expect(&opened(&format!("{fence}\ntitle: ")), &["content/cases/a.md:1:1 LT201"], &[cure]);
        let row = 2 + fence.matches('\n').count();
        let second = format!("content/cases/a.md:{row}:6 LT208");
        expect(&opened(&format!("{fence}\ntitle：")), &["content/cases/a.md:1:1 LT201", &second], &[cure]);
    }
}

#[test]
fn all_that_is_wrong_is_said_at_once_below_and_above_a_wrong_fence() {
    let yaml = "title：甲\nunit:云岭镇\ndimension: 乡村治里\ncompetition: 2026Q3\ntags:\n－甲\n";
    let text = format!("－－－\n{yaml}————\n\n网格员。\n\n{SECTIONS}");
    let run = Archive::valid().with_bytes("content/cases/a.md", text.as_bytes()).check();
    let places = ["1:1 LT201", "2:6 LT208", "3:5 LT209", "4:12 LT404", "7:1 LT212", "8:1 LT202"];
    assert_eq!(run.lines(), places.map(|place| format!("content/cases/a.md:{place} error")));
}

#[test]
fn an_empty_file_is_shown_at_its_start() {
    for bytes in [&b""[..], b" \n\n\t\n", b"\xef\xbb\xbf", b"\r\n"] {
        let archive = Archive::valid().with_bytes("content/cases/a.md", bytes);
        expect(&archive, &["content/cases/a.md:1:1 LT203"], &["leitai new case"]);
    }
}

#[test]
fn a_needed_key_is_named_where_it_is_missing_empty_or_blank() {
    let front = ["title: 甲", "unit: 云岭镇", "dimension: 乡村治理", "competition: 2026Q3"];
    for (at, line) in front.iter().enumerate() {
        let (key, _) = line.split_once(": ").unwrap();
        let with = |replaced: &str| {
            let mut lines = front.to_vec();
            lines[at] = replaced;
            Archive::valid().with_front_matter(&lines.join("\n"))
        };
        expect(&with("source: 某"), &["content/cases/a.md:1:1 LT301"], &[&format!("缺少「{key}」")]);
        let place = format!("content/cases/a.md:{}:1 LT301", at + 2);
        for empty in [format!("{key}:"), format!("{key}: ~"), format!("{key}: null")] {
            expect(&with(&empty), &[&place], &["后面没有内容", &format!("例如：{key}: ")]);
        }
        let place = format!("content/cases/a.md:{}:{} LT303", at + 2, key.len() + 3);
        expect(&with(&format!("{key}: \"  \"")), &[&place], &["空白"]);
    }
}

#[test]
fn an_empty_list_is_no_value_for_a_needed_key() {
    let empty = |yaml: &str| Archive::valid().with_front_matter(yaml);
    let dimension = empty("title: 甲\nunit: 云岭镇\ndimension: []\ncompetition: 2026Q3");
    expect(&dimension, &["content/cases/a.md:4:1 LT301"], &["「dimension」后面没有内容"]);
    let entries = empty("title: 甲\nunit: 云岭镇\ndimension: 乡村治理\nentries: []");
    expect(&entries, &["content/cases/a.md:5:1 LT301"], &["「entries」后面没有内容"]);
}

#[test]
fn a_misspelt_key_names_the_nearest_and_is_not_called_missing_too() {
    title("titel: 议事亭", 1, "LT302", "是不是想写「title」？");
    title("Title: 议事亭", 1, "LT302", "是不是想写「title」？");
    title("标提: 议事亭", 1, "LT302", "是不是想写「标题」？");
    line("颜色: 红", 1, "LT302", "这里可以写：标题、主题");
    line("tilte: 议事亭", 1, "LT302", "很像「title」，而它已经写了");
    line("presenter: {nam: 张三}", 13, "LT302", "是不是想写「name」？");
    line("withdrawn: {date: 2026-10-01, reson: 有误}", 31, "LT302", "是不是想写「reason」？");
}

#[test]
fn a_value_outside_its_list_names_the_nearest_and_all() {
    line("track: 规定动做", 8, "LT304", "是不是「规定动作」？可以写：规定动作、自选动作");
    line("site_type: 产业兴旺", 12, "LT304", "是不是「产业兴旺村」？");
    line("format: [实地观摩, 经验交留]", 16, "LT304", "是不是「经验交流」？");
    line("draft: maybe", 8, "LT304", "请写 true（是）或 false（否）");
    line("draft: 1", 8, "LT304", "请写 true（是）或 false（否）");
}

#[test]
fn a_full_width_colon_is_shown_on_its_own_line() {
    line("source：值", 7, "LT208", "请改成「source: 值」");
    line("source： 值", 7, "LT208", "请改成「source: 值」");
    line("source ：值", 8, "LT208", "请改成「source: 值」");
    line("来源：值", 3, "LT208", "请改成「来源: 值」");
    line("tags：[甲，乙]", 5, "LT208", "请改成「tags: [甲, 乙]」");
    line("presenter: {name：张三，role：书记}", 17, "LT208", "{name: 张三, role: 书记}");
    let nested = Archive::valid().with_lines("presenter:\n  姓名：张三");
    expect(&nested, &["content/cases/a.md:8:5 LT208"], &["半角冒号"]);
    let front = "title: 甲\nunit: 云岭镇\ndimension: 乡村治理\nentries:\n  - competition：2026Q3";
    expect(&Archive::valid().with_front_matter(front), &["content/cases/a.md:6:16 LT208"], &["半角冒号"]);
}

#[test]
fn every_full_width_colon_is_shown() {
    let yaml = "title：甲\nunit：云岭镇\ndimension：乡村治理\ncompetition：2026Q3\nresult：观摩点";
    let lines = [(2, 6), (3, 5), (4, 10), (5, 12), (6, 7)].map(|(l, c)| format!("content/cases/a.md:{l}:{c} LT208"));
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    expect(&Archive::valid().with_front_matter(yaml), &lines, &["「unit: 云岭镇」", "「result: 观摩点」"]);
}

#[test]
fn a_missing_space_after_the_colon_is_shown_at_the_colon() {
    line("source:值", 7, "LT209", "请改成「source: 值」");
    line("tags:[甲]", 5, "LT209", "请改成「tags: [甲]」");
    line("funding:10", 8, "LT209", "请改成「funding: 10」");
    let nested = Archive::valid().with_lines("extra:\n  电话:123");
    expect(&nested, &["content/cases/a.md:8:5 LT209"], &["请改成「电话: 123」"]);
}

#[test]
fn an_odd_space_is_shown_where_it_stands() {
    for space in ['\u{3000}', '\u{a0}', '\u{200b}', '\u{2009}', '\u{202f}', '\u{feff}'] {
        let name = format!("U+{:04X}", u32::from(space));
        line(&format!("source:{space}值"), 8, "LT210", &name);
        line(&format!("source: {space}值"), 9, "LT210", "请改成「source: 值」");
        line(&format!("source{space}: 值"), 7, "LT210", "请改成「source: 值」");
        line(&format!("{space}source: 值"), 1, "LT210", &name);
    }
}

#[test]
fn full_width_commas_and_brackets_of_a_list_are_shown() {
    line("tags: [甲，乙]", 9, "LT211", "请改成「[甲, 乙]」");
    line("tags: [甲、乙]", 9, "LT211", "请改成「[甲, 乙]」");
    line("tags: [甲， 乙, 丙]", 9, "LT211", "请改成「[甲, 乙, 丙]」");
    line("tags: 甲，乙", 8, "LT211", "请改成「tags: [甲, 乙]」");
    line("tags: 甲, 乙", 8, "LT211", "请改成「tags: [甲, 乙]」");
    line("tags: ［甲，乙］", 7, "LT211", "请改成「tags: [甲, 乙]」");
    line("tags: 【甲、乙】", 7, "LT211", "请改成「tags: [甲, 乙]」");
    line("presenter: {name: 张三，role: 书记}", 21, "LT211", "{name: 张三, role: 书记}");
    line("presenter: ｛name：张三，role：书记｝", 12, "LT211", "{name: 张三, role: 书记}");
    let lines = Archive::valid().with_lines("tags: [\n  甲，\n  乙\n  ]");
    expect(&lines, &["content/cases/a.md:8:4 LT211"], &["半角逗号"]);
}

#[test]
fn whatever_stands_for_a_dash_is_shown() {
    for mark in ["－ ", "—", "— ", "–", "• ", "· ", "-", "* ", "+ ", "1. ", "1、"] {
        let run = Archive::valid().with_lines(&format!("tags:\n  {mark}甲\n  {mark}乙")).check();
        assert_eq!(run.lines(), ["content/cases/a.md:8:3 LT212 error", "content/cases/a.md:9:3 LT212 error"], "{mark}");
        assert!(run.words("LT212").contains("请改成「- 甲」"), "{}", run.words("LT212"));
    }
    let second = Archive::valid().with_lines("tags:\n  - 甲\n  -乙");
    expect(&second, &["content/cases/a.md:9:3 LT212"], &["请改成「- 乙」"]);
}

#[test]
fn a_second_colon_is_shown_with_quotes_as_the_cure() {
    title("title: 擂台比武: 第三季度", 12, "LT213", "title: \"擂台比武: 第三季度\"");
    title("标题: 擂台\"比\"武: 三", 11, "LT213", r#"标题: "擂台\"比\"武: 三""#);
    title("title: 擂台比武:", 12, "LT213", "title: \"擂台比武:\"");
}

#[test]
fn a_line_that_is_no_key_and_value_is_shown_as_what_it_should_be() {
    for (line, place, words) in [
        ("author  张三", "7:1 LT204", "请改成「author: 张三」"),
        ("作者 张三", "7:1 LT204", "请改成「作者: 张三」"),
        ("author=张三", "7:1 LT204", "请改成「author: 张三」"),
        ("author；张三", "7:1 LT204", "请改成「author: 张三」"),
        ("- author: 张三", "7:1 LT204", "请改成「author: 张三」"),
        ("* 作者：张三", "7:1 LT204", "请改成「作者: 张三」"),
        ("**author**: 张三", "7:1 LT204", "请改成「author: 张三」"),
        ("author﹕张三", "7:7 LT208", "全角冒号「﹕」"),
        ("author︰ 张三", "7:7 LT208", "全角冒号「︰」"),
        ("summary:\n网格员每周入户。", "8:1 LT204", "是「summary」的内容的，请接在上一行后面"),
        ("summary: 网格员\n每周入户。", "8:1 LT204", "是「summary」的内容的"),
        ("author: 张三\ntags: 甲，", "8:8 LT211", "内容后面多了一个逗号"),
        ("cover: “images/a.jpg”", "7:8 LT503", "请去掉两头的引号"),
        ("rank: １", "7:7 LT306", "请改成 1"),
        ("＃ 备注", "7:1 LT204", "请改成「# 备注」"),
        ("<!-- 备注 -->", "7:1 LT204", "请改成「# 备注」"),
        ("track: “自选动作”", "7:8 LT304", "「track」里写成 自选动作"),
        ("presenter: {name: 张三,\u{a0}role: 书记}", "7:22 LT210", "请改成「{name: 张三, role: 书记}」"),
        ("tags：［甲、乙］", "7:5 LT208", "请改成「tags: [甲, 乙]」"),
        ("汇报人：｛姓名：张三，职务：书记｝", "7:4 LT208", "请改成「汇报人: {姓名: 张三, 职务: 书记}」"),
        ("summary: '议事亭': 百家结", "7:15 LT205", "summary: \"“议事亭”: 百家结\""),
        ("tags: [党建 #治理]", "7:11 LT204", "请改成「[党建, 治理]」"),
    ] {
        let run = Archive::valid().with_bytes("content/cases/images/a.jpg", &photo()).with_lines(line).check();
        assert_eq!(run.lines(), [format!("content/cases/a.md:{place} error")], "{line}: {:#?}", run.diagnostics);
        let code = &place[place.len() - 5..];
        assert!(run.words(code).contains(words), "{line}: {}", run.words(code));
    }
    for line in
        ["tags:\n- 甲\n- 乙", "summary: >\n  作者 张三\n  写的。", "extra:\n  作者: 张三", "honors: [甲,\n  乙\n]"]
    {
        expect_none(&Archive::valid().with_lines(line));
    }
}

#[test]
fn a_line_above_all_keys_is_shown_where_it_stands() {
    for (line, words) in [("案例申报材料", "请改成「# 案例申报材料」"), ("// 申报材料", "请改成「# 申报材料」")]
    {
        let archive = Archive::valid().replacing("content/cases/a.md", "title: ", &format!("{line}\ntitle: "));
        expect(&archive, &["content/cases/a.md:2:1 LT204"], &[words]);
        let wide = archive.replacing("content/cases/a.md", "title: ", "标题：");
        expect(&wide, &["content/cases/a.md:2:1 LT204", "content/cases/a.md:3:3 LT208"], &[words]);
    }
    let entry = "title: 甲\nunit: 云岭镇\ndimension: 乡村治理\nentries:\n  - ｛competition: 2026Q3，result: 观摩点｝";
    let cure = "请改成「- {competition: 2026Q3, result: 观摩点}」";
    expect(&Archive::valid().with_front_matter(entry), &["content/cases/a.md:6:5 LT211"], &[cure]);
}

#[test]
fn text_that_becomes_a_remark_is_pointed_out() {
    title("title: #1号楼", 1, "LT301", "「#1号楼」会当作备注，要显示的请加上引号：title: \"#1号楼\"");
    let tags = Archive::valid().with_lines("tags:\n  - #党建\n  - 甲");
    expect(&tags, &["content/cases/a.md:8:5 LT216 warning"], &["请改成「- 党建」"]);
    for (line, column, cure) in [
        ("summary: 甲 # 乙", 12, "summary: \"甲 # 乙\""),
        ("摘要: 议事亭 #3", 9, "摘要: \"议事亭 #3\""),
        ("award: 擂主 #乡村振兴#", 11, "award: \"擂主 #乡村振兴#\""),
        ("来源: 县融媒体中心 #3", 12, "来源: \"县融媒体中心 #3\""),
        ("author: 王五 # 李四", 12, "author: \"王五 # 李四\""),
    ] {
        let place = format!("content/cases/a.md:7:{column} LT216 warning");
        expect(&Archive::valid().with_lines(line), &[&place], &["不会显示", cure]);
    }
    for (lines, cure) in [
        ("presenter:\n  name: 张三 #2", "name: \"张三 #2\""),
        ("tags:\n  - 甲乙 #3", "- \"甲乙 #3\""),
        ("extra:\n  期号: 甲 #3", "期号: \"甲 #3\""),
    ] {
        let archive = Archive::valid().with_lines(lines);
        let column = lines.lines().nth(1).unwrap().chars().count() - 1;
        expect(&archive, &[&format!("content/cases/a.md:8:{column} LT216 warning")], &["不会显示", cure]);
    }
    for line in [
        "summary: 甲  # 备注",
        "summary: \"甲\" # 备注",
        "summary: C#语言",
        "tags: [甲] # 备注",
        "rank: 1 # 备注",
        "track: 规定动作 # 备注",
        "summary: |\n  甲 # 乙",
    ] {
        expect_none(&Archive::valid().with_lines(line));
    }
}

#[test]
fn a_key_in_other_letters_or_words_is_told_from_an_unknown_one() {
    line("Author: 甲", 1, "LT302", "是不是想写「author」？请用半角小写字母");
    line("ａｕｔｈｏｒ: 甲", 1, "LT302", "是不是想写「author」？请用半角小写字母");
    line("关键词: 甲", 1, "LT302", "是不是想写「标签」？");
    line("简介: 甲", 1, "LT302", "是不是想写「摘要」？");
    line("姓名: 张三", 1, "LT302", "「姓名」是「汇报人」里的一项：请写在「汇报人:」的下一行，前面空两格");
}

#[test]
fn chinese_quotes_around_a_whole_name_are_pointed_out() {
    let author = Archive::valid().with_lines("author: “张三”");
    expect(&author, &["content/cases/a.md:7:9 LT314 note"], &["读者会看到", "只写 张三"]);
    for line in ["author: 张“三”", "source: “甲”和“乙”"] {
        expect_none(&Archive::valid().with_lines(line));
    }
}

#[test]
fn settings_need_no_lines_of_dashes_around_them() {
    let site = "name: 甲\norganization: 乙\ndistrict: XX区\n";
    let with = |text: &str| Archive::valid().with(&format!("-- content/site.yaml --\n{text}"));
    expect(&with(&format!("---\n{site}---\n")), &["content/site.yaml:5:1 LT204"], &["请删去这一行"]);
    expect_none(&with(&format!("---\n{site}")));
}
