//! Pictures without words, on other sites, and links that nobody recognises.

use super::of;
use crate::support::{expect, expect_none};

#[test]
fn words_that_say_nothing_of_a_picture_are_none() {
    for words in ["图", "图片1", "说明", "image", "IMG_2031", "微信图片_20260901", "会场.jpg", "alt", "1"] {
        let run = of(&format!("![{words}](images/A.jpg)")).check();
        assert_eq!(run.lines(), ["content/cases/a.md:23:1 LT525 warning"], "{words}");
    }
    for words in ["会场", "图为会场", "2026年的会场", "居民在看图"] {
        expect_none(&of(&format!("![{words}](images/A.jpg)")));
    }
}

#[test]
fn a_picture_of_another_site_becomes_a_link() {
    let archive = of("![会场](https://mmbiz.example.com/a.jpg)");
    expect(&archive, &["content/cases/a.md:23:7 LT534 warning"], &["只会显示成链接", "把图片存到文章旁边"]);
}

#[test]
fn links_that_nobody_recognises_are_pointed_out() {
    for (text, place, words) in [
        ("![会场] (images/A.jpg)", "1 LT514", "中间不空格"),
        ("[网] (https://example.com)", "1 LT514", "中间不空格"),
        ("见[方案][fa]。", "7 LT514", "没有写「fa」是什么地址"),
        ("[网](http:/www.example.com)", "5 LT505", "请改成「http://www.example.com」"),
    ] {
        expect(&of(text), &[&format!("content/cases/a.md:23:{place} warning")], &[words]);
    }
    for text in ["见[1] (附件.docx)。", "见[1][2]。", "见[方案][fa]。\n\n[fa]: ../pages/about.md", "[甲][乙]"]
    {
        expect_none(&of(text));
    }
}
