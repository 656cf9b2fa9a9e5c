//! HTML in Markdown.

use crate::{complaints, html, read, safe_html};

#[test]
fn html_is_shown_as_text() {
    assert_eq!(html("甲<b onclick=\"x\">乙</b>"), "<p>甲&lt;b onclick=&quot;x&quot;&gt;乙&lt;/b&gt;</p>\n");
    assert_eq!(html("<script>\nalert(1)\n</script>\n"), "<p>&lt;script&gt;<br>\nalert(1)<br>\n&lt;/script&gt;</p>\n");
}

#[test]
fn html_is_noted_once_a_place() {
    let found = complaints("甲<b>乙</b>丙\n\n<div>\n丁\n</div>\n");
    let found: Vec<_> = found.iter().map(|(code, place, message)| (*code, place.as_str(), message.as_str())).collect();
    assert_eq!(
        found,
        [
            ("LT506", "<b>乙</b>", "HTML「<b>乙</b>」按文字显示"),
            ("LT506", "<div>\n丁\n</div>", "HTML「<div>」按文字显示"),
        ]
    );
}

#[test]
fn remarks_are_dropped() {
    let body = "甲<!-- 待核实 -->乙\n\n<!-- 备注\n\n第二段 -->\n\n丙\n";
    assert_eq!(html(body), "<p>甲乙</p>\n<p>丙</p>\n");
    assert_eq!(safe_html(body), "<p>甲乙</p>\n<p>丙</p>\n");
    assert_eq!(complaints(body), []);
    assert_eq!(read(body).0.plain_text(), "甲乙\n丙");
}

#[test]
fn a_remark_without_end_is_an_error() {
    assert_eq!(html("甲\n\n<!-- 备注\n\n乙\n"), "<p>甲</p>\n");
    let found = |body: &str| complaints(body).into_iter().map(|(code, place, _)| (code, place)).collect::<Vec<_>>();
    assert_eq!(found("甲\n\n<!-- 备注\n\n乙\n"), [("LT512", "<!--".to_owned())]);
    assert_eq!(found("<!-- 一 --> <!-- 备注\n"), [("LT512", "<!--".to_owned())]);
    assert_eq!(found("甲 <!-- 备注\n\n乙 -->\n"), [("LT512", "<!--".to_owned())]);
    assert_eq!(found("甲 \\<!-- `<!--`\n"), []);
}

#[test]
fn harmless_tags_are_let_through_where_they_pair() {
    assert_eq!(safe_html("H<SUB>2</sub >O<br/>甲"), "<p>H<sub>2</sub>O<br>甲</p>\n");
    assert_eq!(safe_html("<abbr title=\"甲&乙\">a</abbr>"), "<p><abbr title=\"甲&乙\">a</abbr></p>\n");
    assert_eq!(safe_html("甲<u>乙"), "<p>甲&lt;u&gt;乙</p>\n");
    assert_eq!(safe_html("甲</u>乙"), "<p>甲&lt;/u&gt;乙</p>\n");
    assert_eq!(safe_html("<u>甲<s>乙</u>丙</s>"), "<p><u>甲&lt;s&gt;乙</u>丙&lt;/s&gt;</p>\n");
    assert_eq!(safe_html("**甲<u>**乙</u>"), "<p><strong>甲&lt;u&gt;</strong>乙&lt;/u&gt;</p>\n");
    assert_eq!(safe_html("<u onclick=\"x\">甲</u>"), "<p>&lt;u onclick=&quot;x&quot;&gt;甲&lt;/u&gt;</p>\n");
    assert_eq!(safe_html("甲<script>乙"), "<p>甲&lt;script&gt;乙</p>\n");
    assert_eq!(safe_html("甲<div>乙</div>"), "<p>甲&lt;div&gt;乙&lt;/div&gt;</p>\n");
}

#[test]
fn harmless_blocks_hold_paragraphs() {
    assert_eq!(
        safe_html("<details>\n<summary>甲</summary>\n\n乙\n\n</details>\n\n丙\n"),
        "<details>\n<summary>甲</summary>\n<p>乙</p>\n</details>\n<p>丙</p>\n"
    );
    assert_eq!(safe_html("<div>\n\n- 甲\n  </div>\n"), "&lt;div&gt;\n<ul>\n<li>甲&lt;/div&gt;\n</li>\n</ul>\n");
    assert_eq!(safe_html("<hr>\n\n甲"), "<hr>\n<p>甲</p>\n");
}
