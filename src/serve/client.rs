//! What the preview adds to pages: a script that listens, and the sheet it lays over the page when there are errors.

use super::answer::OWN;
use crate::model::xml::push_between;

/// Listens for news of the site.
pub(super) const SCRIPT: &str = include_str!("preview.js");

/// The look of the sheet of errors.
pub(super) const STYLE: &str = include_str!("preview.css");

/// Shown while there is no site yet.
pub(super) const NOTHING_YET: &str = "<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n\
<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>还没有网站</title>\n</head>\n<body>\n\
<h1>还没有网站</h1>\n<p>内容里有错误，改好保存后，网站就会出现在这里。</p>\n</body>\n</html>\n";

/// Shown in place of a page that was never made, since its document has these errors.
pub(super) fn broken(errors: &[String]) -> String {
    let mut html = "<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n\
        <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>这一篇有错误</title>\n</head>\n\
        <body data-leitai-broken>\n<h1>这一篇有错误，还没有网页</h1>\n\
        <p>改好下面的错误，保存后，网页就会出现在这里。</p>\n"
        .to_owned();
    for error in errors {
        push_between(&mut html, "<pre>", error, "</pre>\n");
    }
    html + "</body>\n</html>\n"
}

/// A page with the script at its end, which is told how many builds there were.
pub(super) fn with_script(html: &[u8], build: u64) -> Vec<u8> {
    let tag = format!("<script src=\"{OWN}preview.js\" data-build=\"{build}\"></script>\n");
    let end = b"</body>";
    let at = html.windows(end.len()).rposition(|window| window == end).unwrap_or(html.len());
    [&html[..at], tag.as_bytes(), &html[at..]].concat()
}
