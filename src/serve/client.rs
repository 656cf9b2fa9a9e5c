//! What the preview adds to pages: a script that listens, and the sheet it lays over the page when there are errors.

use super::answer::OWN;
use crate::model::Route;
use crate::model::xml::push_between;

/// Listens for news of the site.
pub(super) const SCRIPT: &str = include_str!("preview.js");

/// The look of the sheet of errors.
pub(super) const STYLE: &str = include_str!("preview.css");

/// Shown while there is no site yet.
pub(super) const NOTHING_YET: &str = "<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n\
<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>还没有网站</title>\n</head>\n<body>\n\
<h1>还没有网站</h1>\n<p>内容里有错误，改好保存后，网站就会出现在这里。</p>\n</body>\n</html>\n";

/// The heading of a page that was never made, since its document has errors.
pub(super) const UNMADE: &str = "这一篇有错误，还没有网页";

/// The heading of a page whose template fails.
pub(super) const FAILED: &str = "这一页生成不了";

/// Shown in place of a page, with the errors that are the reason.
pub(super) fn broken(heading: &str, errors: &[String]) -> String {
    let mut html = format!(
        "<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n\
        <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{heading}</title>\n</head>\n\
        <body data-leitai-broken>\n<h1>{heading}</h1>\n\
        <p>改好下面的错误，保存后，网页就会出现在这里。</p>\n"
    );
    for error in errors {
        push_between(&mut html, "<pre>", error, "</pre>\n");
    }
    html + "</body>\n</html>\n"
}

/// What tells a page from another, as an `ETag` is written. The address of the style sheet is not part of it: browsers
/// exchange that in place.
pub(super) fn tag(html: &[u8], style: Option<&Route>) -> String {
    let mut hasher = blake3::Hasher::new();
    let mut rest = html;
    while let Some((style, at)) = style.and_then(|style| Some((style, find(rest, style.as_str().as_bytes())?))) {
        hasher.update(&rest[..at]);
        rest = &rest[at + style.as_str().len()..];
    }
    hasher.update(rest);
    format!("\"{}\"", &hasher.finalize().to_hex()[..16])
}

fn find(html: &[u8], text: &[u8]) -> Option<usize> {
    html.windows(text.len()).position(|window| window == text)
}

/// A page with the script at its end, which is told how many builds there were, and the tag of the page.
pub(super) fn with_script(html: &[u8], build: u64, tag: &str) -> Vec<u8> {
    let script = format!("<script src=\"{OWN}preview.js\" data-build=\"{build}\" data-tag='{tag}'></script>\n");
    let end = b"</body>";
    let at = html.windows(end.len()).rposition(|window| window == end).unwrap_or(html.len());
    [&html[..at], script.as_bytes(), &html[at..]].concat()
}
