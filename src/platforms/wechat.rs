//! 微信公众号: an article to paste, its covers and pictures, and a preview with the button that copies.

use serde::Serialize;

use super::draft::{Draft, Shot};
use super::{limits, preview};

/// The most characters of an author.
const AUTHOR: usize = 16;

pub(super) fn write(draft: &mut Draft<'_>) {
    let mut closing = draft.manuscript.closing.clone();
    if draft.url().is_some() {
        closing.push(("阅读原文：", draft.manuscript.original().into()));
    }
    let look = draft.look.clone();
    let rich = draft.rich(&look, &closing);
    let author = author(draft);
    draft.manuscript.summary.clone_into(&mut draft.package.digest);
    draft.report(limits::wechat(draft, &rich, &author));
    draft.report_pictures("微信公众号");
    draft.upload_shots(usize::MAX);
    write_covers(draft);
    if rich.lost_links > 0 {
        let advice = format!("文中有 {} 处站内链接只留下文字：网站的正式网址还没有定", rich.lost_links);
        draft.package.advice.push(advice);
    }
    let json = article(draft, &rich.html, &author, "cover-235x100.jpg");
    draft.file("article.json", json);
    let preview = preview::page(draft, &rich.html, &author);
    draft.text("article.html", &rich.html);
    let route = draft.text("preview.html", &preview);
    draft.package.preview = Some(route);
}

/// The author as written, else the unit's name as far as it fits whole.
fn author(draft: &Draft<'_>) -> String {
    let manuscript = &draft.manuscript;
    let fits = |name: &&str| name.chars().count() <= AUTHOR;
    let unit = || Some(manuscript.unit.as_str()).filter(fits);
    let short_unit = || manuscript.short_unit.filter(fits);
    manuscript.author.or_else(unit).or_else(short_unit).unwrap_or_default().to_owned()
}

fn write_covers(draft: &mut Draft<'_>) {
    let covers = draft.covers();
    draft.upload("cover-235x100.jpg", covers.wide);
    draft.upload("cover-1x1.jpg", covers.square);
}

/// `article.json`, of 今日头条 too.
pub(super) fn article(draft: &Draft<'_>, content: &str, author: &str, cover: &str) -> Vec<u8> {
    let article = Article {
        title: draft.manuscript.title,
        author,
        digest: draft.manuscript.summary,
        content,
        content_source_url: draft.url().unwrap_or_default(),
        cover,
        images: draft.shots.iter().map(|shot| image(draft, shot)).collect(),
        advice: &draft.package.advice,
    };
    // Quotation marks and what is around the content take the rest.
    let mut json = Vec::with_capacity(content.len() * 5 / 4 + 2048);
    serde_json::to_writer_pretty(&mut json, &article).expect("texts and numbers are JSON");
    json.push(b'\n');
    json
}

/// What `article.json` says.
#[derive(Serialize)]
struct Article<'a> {
    title: &'a str,
    author: &'a str,
    digest: &'a str,
    content: &'a str,
    content_source_url: String,
    cover: &'a str,
    images: Vec<ArticleImage<'a>>,
    advice: &'a [String],
}

/// What it says of a picture; pixels.
#[derive(Serialize)]
struct ArticleImage<'a> {
    file: &'a str,
    alt: &'a str,
    width: u32,
    height: u32,
}

fn image<'a>(draft: &Draft<'_>, shot: &'a Shot) -> ArticleImage<'a> {
    let size = draft.picture_of(shot).map(|picture| (picture.width, picture.height));
    let (width, height) = size.unwrap_or_default();
    ArticleImage { file: &shot.file, alt: &shot.alt, width, height }
}
