//! The page that shows an article at a phone's width and copies it.

use std::sync::LazyLock;

use super::draft::Draft;
use crate::archive::routes;
use crate::model::Route;
use crate::model::xml::push_text;

/// The page with `{{name}}` where something is put in.
const SHELL: &str = include_str!("preview.html");

/// The shell, cut: a text, then the name of what follows it.
static PIECES: LazyLock<Vec<(&str, &str)>> = LazyLock::new(|| {
    let piece = |part: &'static str| {
        let (text, rest) = part.split_once("{{").unwrap_or((part, ""));
        (text, rest)
    };
    SHELL.split("}}").map(piece).collect()
});

/// The preview of an article.
pub(super) fn page(draft: &Draft<'_>, article: &str, author: &str) -> String {
    let route = draft.route("preview.html");
    let mut html = String::with_capacity(article.len() + SHELL.len() * 2);
    for (text, name) in PIECES.iter() {
        html.push_str(text);
        match *name {
            "article" => html.push_str(article),
            "advice" => advice(&mut html, draft),
            "pictures" => pictures(&mut html, draft, &route),
            "title" => push_text(&mut html, draft.manuscript.title),
            "author" => push_text(&mut html, author),
            "digest" => push_text(&mut html, draft.manuscript.summary),
            "script" => html.push_str(&route.link_to(&draft.workshop.dress.script)),
            "style" => html.push_str(&route.link_to(&draft.workshop.dress.style)),
            "page" => html.push_str(&route.link_to(&draft.manuscript.page)),
            "index" => html.push_str(&route.link_to(&routes::platforms())),
            _ => {}
        }
    }
    html
}

fn advice(html: &mut String, draft: &Draft<'_>) {
    if draft.package.advice.is_empty() {
        return;
    }
    html.push_str("<h2>发布前请看</h2>\n<ul>\n");
    for advice in &draft.package.advice {
        html.push_str("<li>");
        push_text(html, advice);
        html.push_str("</li>\n");
    }
    html.push_str("</ul>\n");
}

fn pictures(html: &mut String, draft: &Draft<'_>, route: &Route) {
    for picture in &draft.package.pictures {
        let address = route.link_to(picture);
        for part in ["<li><a href=\"", &address, "\" download>", &address, "</a></li>\n"] {
            html.push_str(part);
        }
    }
}
