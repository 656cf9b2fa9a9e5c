//! Links and images: what they lead to, and what a browser must not run.

use leitai::markdown::{LinkKind, Target};

use crate::{complaints, html, read};

#[test]
fn dangerous_addresses_leave_only_their_text() {
    for address in [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "&#106;avascript:alert(1)",
        "java&Tab;script:alert(1)",
        "java&#10;script:alert(1)",
        "<  javascript:alert(1)>",
        "javascript%3Aalert(1)",
        "%6Aavascript:alert(1)",
        "javascript%253Aalert(1)",
        "java\u{200B}script:alert(1)",
        "&amp;#106;avascript:alert(1)",
        "vbscript:x",
        "data:text/html,x",
        "file:///etc/passwd",
        "//evil.cn/x",
        "/\\evil.cn",
        "\\\\\\\\evil.cn",
        "C:/x.md",
        "ht&#9;tps://a.cn",
    ] {
        let body = format!("[甲]({address})");
        assert_eq!(html(&body), "<p>甲</p>\n", "for {address}");
        assert_eq!(complaints(&body).len(), 1, "for {address}");
        assert_eq!(complaints(&body)[0].0, "LT505", "for {address}");
        assert_eq!(html(&format!("![甲]({address})")), "<p>甲</p>\n", "for {address}");
    }
    let hidden = "[甲](&#x1;javascript:alert(1))";
    assert_eq!(html(hidden), "<p>甲</p>\n");
    let codes: Vec<_> = complaints(hidden).into_iter().map(|complaint| complaint.0).collect();
    assert_eq!(codes, ["LT103", "LT505"], "the character is an error of its own");
    assert_eq!(html("<javascript:alert(1)>"), "<p>javascript:alert(1)</p>\n");
}

#[test]
fn a_dangerous_address_is_shown_at_its_place() {
    let expected = "地址「javascript:x」不安全，发布时只留下文字".to_owned();
    assert_eq!(complaints("甲[乙](javascript:x)"), [("LT505", "javascript:x".to_owned(), expected)]);
}

#[test]
fn outside_addresses_open_without_an_opener() {
    assert_eq!(
        html("[甲](https://a.cn/?a=1&b=文)"),
        "<p><a href=\"https://a.cn/?a=1&amp;b=%E6%96%87\" rel=\"noopener\">甲</a></p>\n"
    );
    assert_eq!(html("<a@b.cn>"), "<p><a href=\"mailto:a@b.cn\" rel=\"noopener\">a@b.cn</a></p>\n");
    assert_eq!(
        html("<https://a.cn>，https://b.cn"),
        "<p><a class=\"address\" href=\"https://a.cn\" rel=\"noopener\">https://a.cn</a>，<span class=\"address\">https://b.cn</span></p>\n"
    );
    assert_eq!(
        html("[http://a.cn/?a&b](b.cn) http 1"),
        "<p><a class=\"address\" href=\"b.cn\">http://a.cn/?a&amp;b</a> http 1</p>\n"
    );
    assert_eq!(html("[甲](TEL:110 \"丙\")"), "<p><a href=\"TEL:110\" rel=\"noopener\">甲</a></p>\n");
}

#[test]
fn outside_images_become_links() {
    assert_eq!(html("![甲](http://a.cn/b.png)"), "<p><a href=\"http://a.cn/b.png\" rel=\"noopener\">甲</a></p>\n");
    assert_eq!(html("乙![](http://a.cn/b.png)"), "<p>乙<a href=\"http://a.cn/b.png\" rel=\"noopener\">图片</a></p>\n");
    assert_eq!(html("[![甲](http://a.cn/b.png)](c.md)"), "<p><a href=\"c.md\">甲</a></p>\n");
}

#[test]
fn relative_links_are_decoded_and_placed() {
    let body = "[甲](../%E4%B9%99.md?x=1#%E4%B8%80) ![亭](%2e%2e/b%20c.png) [丙](#丁) [戊][r] [己](a\\b.md)\n\n[r]: <庚 辛.md> \"t\"\n";
    let (markdown, diagnostics, source) = read(body);
    let links: Vec<_> = markdown
        .links()
        .iter()
        .map(|l| (l.kind, l.path.as_str(), l.fragment.as_deref(), source.slice(l.span)))
        .collect();
    assert_eq!(
        links,
        [
            (LinkKind::Link, "../乙.md", Some("一"), "../%E4%B9%99.md?x=1#%E4%B8%80"),
            (LinkKind::Image, "../b c.png", None, "%2e%2e/b%20c.png"),
            (LinkKind::Link, "", Some("丁"), "#丁"),
            (LinkKind::Link, "庚 辛.md", None, "庚 辛.md"),
            (LinkKind::Link, "a\\b.md", None, "a\\b.md"),
        ]
    );
    assert_eq!(diagnostics.iter().count(), 0);
}

#[test]
fn the_caller_says_where_links_lead() {
    let (markdown, ..) = read("[甲](a.md) [乙](b.md) ![丙](c.png)");
    let html = markdown.render(&mut |link| match link.path.as_str() {
        "a.md" => Target::Address("甲 \"&\".html#一".to_owned()),
        _ => Target::TextOnly,
    });
    assert_eq!(html, "<p><a href=\"%E7%94%B2%20%22&amp;%22.html#%E4%B8%80\">甲</a> 乙 丙</p>\n");
}
