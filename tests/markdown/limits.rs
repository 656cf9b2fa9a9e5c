//! What nobody writes by hand: depth, length, and random texts.

use leitai::markdown::{Options, RawHtml};
use proptest::prelude::*;

use crate::{complaints, html, html_of, read, read_with};

#[test]
fn too_deep_nesting_is_refused_where_it_starts() {
    let body = format!("甲\n\n{}乙\n\n丙\n", "> ".repeat(70));
    let found = complaints(&body);
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].0, found[0].2.as_str()), ("LT508", "这里嵌套超过 64 层，从这里起没有读下去"));
    assert_eq!(found[0].1, format!("{}乙", "> ".repeat(6)));
    assert_eq!(html(&body).matches("<blockquote>").count(), 64);
    assert_eq!(html(&body).matches("</blockquote>").count(), 64);
}

#[test]
fn hostile_texts_are_read_to_the_end() {
    let bodies = [
        ">".repeat(50_000),
        (0..1_000).flat_map(|depth| ["  ".repeat(depth), "- 甲\n".to_owned()]).collect(),
        "- ".repeat(50_000),
        "*a_".repeat(50_000),
        "[".repeat(100_000),
        "[^a".repeat(50_000),
        "![".repeat(50_000),
        "<b>".repeat(50_000) + &"</u>".repeat(50_000),
        "甲**“".repeat(50_000),
        "<!--".repeat(50_000),
        "# 甲\n".repeat(20_000),
        "字".repeat(1_000_000),
    ];
    for body in bodies {
        let (markdown, ..) = read_with(&body, &Options { raw_html: RawHtml::Safe, ..Options::default() });
        html_of(&markdown);
        markdown.plain_text();
        markdown.first_paragraph();
    }
}

/// Pieces that mean something to the parser, and what may stand between them.
fn fragment() -> impl Strategy<Value = String> {
    let pieces = [
        "**",
        "*",
        "***",
        "_",
        "~~",
        "~",
        "`",
        "```\n",
        "[",
        "]",
        "(",
        ")",
        "![",
        "](a.md)",
        "[^1]",
        "\n[^1]: ",
        "\n",
        "\n\n",
        "> ",
        "- ",
        "1. ",
        "# ",
        "|",
        "\n|-|-|\n",
        "<u>",
        "</u>",
        "<div>",
        "</div>",
        "<script>",
        "<br>",
        "<!--",
        "-->",
        "\\",
        "&amp;",
        "<https://a.cn/~b>",
        "javascript:",
        "[x] ",
        "  ",
        "    ",
        "：",
        "“",
        "”",
        "（",
        "）",
        "。",
        "甲",
        "乙丙",
        "𠀀",
        "a",
        "1",
        "%",
        "\"",
    ];
    prop_oneof![9 => prop::sample::select(pieces.to_vec()).prop_map(str::to_owned), 1 => any::<char>().prop_map(String::from)]
}

/// Whether every tag that has an end is ended in order.
fn is_balanced(html: &str) -> bool {
    let mut open = Vec::new();
    for tag in html.split('<').skip(1).filter_map(|rest| rest.split_once('>')).map(|(tag, _)| tag) {
        let name = tag.split_whitespace().next().unwrap_or_default();
        if let Some(name) = name.strip_prefix('/') {
            if open.pop() != Some(name) {
                return false;
            }
        } else if !matches!(name, "br" | "hr" | "img" | "input") {
            open.push(name);
        }
    }
    open.is_empty()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(1_500) })]

    #[test]
    fn any_text_becomes_balanced_harmless_html(pieces in prop::collection::vec(fragment(), 0..40), safe: bool) {
        let body: String = pieces.concat();
        let raw_html = if safe { RawHtml::Safe } else { RawHtml::Text };
        let (markdown, diagnostics, source) = read_with(&body, &Options { raw_html, max_nesting: 16, ..Options::default() });
        let html = html_of(&markdown);
        prop_assert!(!html.contains("<script") && !html.contains("href=\"javascript"), "{}", html);
        prop_assert!(is_balanced(&html), "{}", html);
        let plain = markdown.plain_text();
        for stand_in in ["é", "字", "\u{20000}", "·", "、", "\u{10100}", ","] {
            prop_assert!(body.contains(stand_in) || !plain.contains(stand_in) && !html.contains(stand_in), "{}", html);
        }
        let spans = diagnostics.iter().map(|item| item.place.span);
        for span in spans.chain(markdown.links().iter().map(|link| link.span)) {
            prop_assert!(source.text.get(span.start..span.end).is_some(), "{:?}", span);
        }
        markdown.first_paragraph();
    }
}

#[test]
fn an_empty_body_is_empty() {
    let (markdown, diagnostics, _) = read("");
    assert_eq!(
        (html_of(&markdown), markdown.plain_text(), markdown.first_paragraph()),
        (String::new(), String::new(), None)
    );
    assert_eq!(diagnostics.iter().count(), 0);
}
