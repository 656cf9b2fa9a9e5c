//! What is right in front matter and must not be taken for a slip, and keys that are indented by mistake.

use crate::support::{Archive, expect, expect_none};

#[test]
fn full_width_marks_inside_texts_are_the_writers_own() {
    for yaml in [
        "summary: |\n  名称：内容\n  另一行：甲，乙\n  － 甲\n\n  -乙",
        "summary: >-\n  名称：内容\n  x: y",
        "summary: 第一行\n  第二行：内容\n  \"第三行\" 某\n  - 第四行",
        "source: https://example.gov.cn/a?b=1#c",
        "source: 上午 12:30 开始",
        "source: 甲#乙",
        "source: \"甲: 乙：丙\"",
        "# 说明：这是注释\nsource: 甲  # 注释：乙",
        "tags: [\n  甲,\n  乙\n]",
        "tags: [\"甲，乙\", '丙、丁'] # 说明，说明",
        "extra: {甲: \"乙，丙\", 丁: 戊，己}",
        "tags: [\"甲\\\"乙\", \"丙\\\"]丁\"]",
        "tags: [it's, 乙]",
        "presenter: {name: \"张\\\"三\", role: 驻村第一书记}",
        "source: &a 甲\nauthor: *a",
        "? source\n: 甲",
        "presenter: {姓名: 张三, 职务: 村(社区)党组织书记}",
        "honors:\n- 云岭好书记候选\n- 云岭红旗党支部",
        "honors:\n  - 2025年度：先进党支部\n  - 2024年度:先进党支部",
        "extra:\n  链接:\n    - https://www.example.gov.cn/a.html\n    - 14:30\n    - 地点：村部",
        "source:\n  https://www.example.gov.cn/a.html",
        "source:\n  http://a.cn/b:c\nauthor:\n  记者：张三",
    ] {
        expect_none(&Archive::valid().with_lines(yaml));
    }
}

#[test]
fn a_key_of_the_first_level_that_is_indented_is_shown_at_its_indent() {
    for (line, code) in
        [(" 来源: 甲", "LT204"), ("  source: 甲", "LT204"), ("\tsource: 甲", "LT206"), (" tags:", "LT204")]
    {
        for above in ["author: 乙", "author: \"乙\"", "honors: [\n  甲]", "author: 乙  # 丙"] {
            let row = 7 + above.lines().count();
            let place = format!("content/cases/a.md:{row}:1 {code}");
            let cure = format!("请改成「{}」", line.trim());
            let archive = Archive::valid().with_lines(&format!("{above}\n{line}"));
            expect(&archive, &[&place], &["这一行开头多了空格，请顶格写", &cure]);
        }
    }
    let both = Archive::valid().with_lines(" author: 乙\n source: 甲");
    expect(&both, &["content/cases/a.md:7:1 LT204", "content/cases/a.md:8:1 LT204"], &[]);
}

#[test]
fn an_indented_key_where_it_belongs_is_right() {
    for yaml in ["extra:\n  source: 甲\n  title: 乙", "summary: |\n  甲\n  result: 观摩点"] {
        expect_none(&Archive::valid().with_lines(yaml));
    }
    let entries = "title: 甲\nunit: 云岭镇\ndimension: 乡村治理\nentries:\n  - competition: 2026Q3\n    result: 观摩点";
    expect_none(&Archive::valid().with_front_matter(entries));
}

#[test]
fn chinese_quotes_around_a_name_that_is_looked_up_are_to_go() {
    for (from, to, place) in [
        ("湖东街道/青禾社区", "“湖东街道/青禾社区”", "3:7 LT402"),
        ("乡村治理", "“乡村治理”", "4:12 LT404"),
        ("乡村治理", "[乡村产业, ‘乡村治理’]", "4:19 LT404"),
        ("2026Q3", "‘2026Q3’", "5:14 LT310"),
        ("观摩点", "「观摩点」", "6:9 LT405"),
    ] {
        let archive = Archive::valid().replacing("content/cases/a.md", from, to);
        let run = archive.check();
        assert_eq!(run.lines(), [format!("content/cases/a.md:{place} error")], "{:#?}", run.diagnostics);
        let code = place.split(' ').next_back().unwrap();
        assert!(run.words(code).contains("请去掉两头的引号"), "{}", run.words(code));
    }
    expect_none(&Archive::valid().replacing("content/cases/a.md", "议事亭里解难题", "“三号案例”"));
}
