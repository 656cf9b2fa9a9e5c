//! Plain text, summaries, excerpts.

use leitai::markdown::excerpt;

use crate::read;

#[test]
fn plain_text_is_what_a_reader_sees() {
    let body = "## 标题\n\n**甲：**乙&amp;，\n丙[^1]\n\n- 丁\n  - 戊\n\n|己|庚|\n|-|-|\n|1|2|\n\n![辛](a.png)\n\n> 壬  \n> 癸\n\n```\nx\n```\n\n[^1]: 注\n[^2]: 无\n";
    assert_eq!(read(body).0.plain_text(), "标题\n甲：乙&，丙\n丁\n戊\n己 庚\n1 2\n辛\n壬\n癸\nx\n注");
}

#[test]
fn the_first_paragraph_lies_outside_of_quotes_if_one_does() {
    let first = |body: &str| read(body).0.first_paragraph();
    assert_eq!(first("## 一\n\n> 引\n\n![](a.png)\n\n　　**甲**，\n乙\n\n丙").as_deref(), Some("甲，乙"));
    assert_eq!(first("> 引\n").as_deref(), Some("引"));
    assert_eq!(first("## 一\n"), None);
}

#[test]
fn an_excerpt_ends_with_a_sentence_or_an_ellipsis() {
    assert_eq!(excerpt("甲乙。", 3), "甲乙。");
    assert_eq!(excerpt("甲。乙丙！丁戊己", 6), "甲。乙丙！");
    assert_eq!(excerpt("他说：“好。”后来", 7), "他说：“好。”");
    assert_eq!(excerpt("甲乙丙丁戊", 4), "甲乙丙…");
    assert_eq!(excerpt("甲乙丙，丁戊己", 6), "甲乙丙…");
    assert_eq!(excerpt("议成事项126件", 7), "议成事项…");
    assert_eq!(excerpt("one two three", 9), "one two…");
    assert_eq!(excerpt("abcdefgh", 4), "abc…");
    assert_eq!(excerpt("甲", 0), "");
}
