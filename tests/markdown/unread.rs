//! Images, links and headings that were meant, but became text.

use leitai::model::Diagnostic;

use crate::{complaints, read};

/// Code, text of the place and cure of the one complaint.
#[track_caller]
fn complaint(body: &str) -> (&'static str, String, String) {
    let (_, diagnostics, source) = read(body);
    let found: Vec<&Diagnostic> = diagnostics.iter().collect();
    assert_eq!(found.len(), 1, "{body}: {found:#?}");
    (found[0].code.id(), source.slice(found[0].place.span).to_owned(), found[0].help.clone())
}

#[test]
fn an_image_or_link_that_became_text_is_shown_whole_with_its_cure() {
    for (text, cure) in [
        ("![图](img/照片 1.jpg)", "![图](<img/照片 1.jpg>)"),
        ("[甲](../乙 丙.md)", "[甲](<../乙 丙.md>)"),
        ("![图】（a.jpg)", "![图](a.jpg)"),
        ("![图]（a.jpg）", "![图](a.jpg)"),
        ("！【图】（img/a.jpg）", "![图](img/a.jpg)"),
        ("[甲]（https://a.cn/）", "[甲](https://a.cn/)"),
        ("[甲](a.md）", "[甲](a.md)"),
        ("![亭](img/照片 (1).png)", "![亭](<img/照片 (1).png>)"),
        ("![亭](img/a.png “湖边的亭子”)", "![亭](img/a.png \"湖边的亭子\")"),
        ("[甲](a.csv \"清单”)", "[甲](a.csv \"清单\")"),
        ("[甲] (a.md)", "[甲](a.md)"),
        ("[甲]：(a.md)", "[甲](a.md)"),
        ("[甲] (附件/a.csv)", "[甲](附件/a.csv)"),
        ("［甲］(a.md)", "[甲](a.md)"),
        ("[甲](a.md]", "[甲](a.md)"),
        ("[甲](<a.md)", "[甲](a.md)"),
        ("[甲]【a.md】", "[甲](a.md)"),
        ("[甲][a.md]", "[甲](a.md)"),
        ("[甲]（<乙 丙.md>）", "[甲](<乙 丙.md>)"),
        ("![图](a.jpg]", "![图](a.jpg)"),
    ] {
        for body in [text.to_owned(), format!("前文{text}后文"), format!("- 甲\n\n  {text}")] {
            let (code, place, help) = complaint(&body);
            assert_eq!((code, place.as_str()), ("LT514", text), "{body}");
            assert!(help.contains(cure), "{body}: {help}");
        }
    }
    for (text, cure) in [("![亭](img/a.png", "![亭](img/a.png)"), ("[甲](a.md", "[甲](a.md)")] {
        for body in [text.to_owned(), format!("前文{text}，后文"), format!("{text} 后文\n后文")] {
            let (code, place, help) = complaint(&body);
            assert_eq!((code, place.as_str()), ("LT514", text), "{body}");
            assert!(help.contains(cure), "{body}: {help}");
        }
    }
    assert_eq!(complaint("！[图](a.jpg)").0, "LT514");
    assert_eq!(complaint("! [图](a.jpg)").0, "LT514");
    assert_eq!(complaint("见[甲][2]").0, "LT514");
}

#[test]
fn a_link_without_its_end_is_one_before_other_brackets_too() {
    let (code, place, help) = complaint("[甲](a.md 后文（乙）。");
    assert_eq!((code, place.as_str()), ("LT514", "[甲](a.md"));
    assert!(help.contains("[甲](a.md)"), "{help}");
}

#[test]
fn bold_that_became_text_is_shown_from_star_to_star() {
    for (body, place) in
        [("**甲乙 **丙", "**甲乙 **"), ("前** 甲乙**丙，**丁**", "** 甲乙**"), ("**丁**\n**甲乙 **丙", "**甲乙 **")]
    {
        let (code, found, help) = complaint(body);
        assert_eq!((code, found.as_str()), ("LT538", place), "{body}");
        assert!(help.contains("请改成 **甲乙**"), "{body}: {help}");
    }
}

#[test]
fn a_paragraph_that_became_code_is_shown_at_its_first_line() {
    for body in ["甲\n\n    居民议事，当场定。\n    乙", "甲\n\n\t居民议事，当场定。"] {
        let (code, found, help) = complaint(body);
        assert_eq!((code, found.as_str()), ("LT537", "居民议事，当场定。"), "{body}");
        assert!(help.contains("顶格写"), "{help}");
    }
}

#[test]
fn a_heading_that_became_text_is_shown_at_its_marks_with_its_cure() {
    for (line, marks, cure) in [
        ("##取得成效", "##", "「## 取得成效」"),
        ("＃＃ 工作亮点", "＃＃", "「## 工作亮点」"),
        ("＃ 工作亮点", "＃", "「## 工作亮点」"),
        ("##\u{3000}做法", "##", "「## 做法」"),
        ("###一是", "###", "「### 一是」"),
    ] {
        for body in [line.to_owned(), format!("前文\n{line}\n后文"), format!("　　{line}")] {
            let (code, place, help) = complaint(&body);
            assert_eq!((code, place.as_str()), ("LT515", marks), "{body}");
            assert!(help.contains(cure), "{body}: {help}");
        }
    }
}

#[test]
fn brackets_and_marks_of_a_writers_own_are_text() {
    for body in [
        "## 做法",
        "#乡村振兴#",
        "#1 院落",
        "＃乡村振兴＃",
        "\\##甲",
        "前文##后文",
        "`##甲`",
        "```\n##甲\n![图](a b.jpg)\n```",
        "`![图](a b.jpg)`",
        "![亭](<a b.jpg>)",
        "![亭](a.jpg \"标题 一\")",
        "【通知】（2026年第5号）",
        "[2026]（5号）",
        "【甲】(见 附件)",
        "【注】（详见www.a.cn）",
        "【注】（www.a.cn）",
        "【联系】（a@b.cn）",
        "[注]（见a.pdf）",
        "**甲**乙**丙**",
        "2 ** 3 ** 4",
        "注：** 表示 1%，*** 表示 0.1%。",
        "【说明】（表中数据来自1.xlsx）",
        "`**甲 **`",
        "    git clone # 下载，安装",
        "    姓名  年龄",
        "看这里！[图](a.jpg)",
        "\\[甲\\](a b.md)",
        "[ ] 甲",
        "[1] (附件/a.pdf)",
        "[1](见说明",
        "[1][2]，[J][2]",
        "[甲](a(1).md)",
        "加油! [图](a.jpg)",
    ] {
        assert_eq!(complaints(body), [], "{body}");
    }
}

#[test]
fn a_link_without_its_end_is_shown_whole_though_it_begins_with_a_mark() {
    assert_eq!(complaints("[x] (<https://a.cn/~b>（").len(), 1);
}
