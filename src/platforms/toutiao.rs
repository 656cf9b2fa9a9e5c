//! 今日头条: an article without styles, its cover and pictures.

use super::draft::Draft;
use super::look::Look;
use super::{limits, preview, wechat};

pub(super) fn write(draft: &mut Draft<'_>) {
    let closing = draft.manuscript.closing.clone();
    let rich = draft.rich(&Look::bare(), &closing);
    draft.manuscript.summary.clone_into(&mut draft.package.digest);
    draft.report(limits::toutiao(draft));
    draft.report_pictures("今日头条");
    draft.upload_shots(usize::MAX);
    let covers = draft.covers();
    draft.upload("cover.jpg", covers.wide);
    let author = draft.manuscript.author_or_unit();
    let json = wechat::article(draft, &rich.html, author, "cover.jpg");
    let preview = preview::page(draft, &rich.html, author);
    draft.file("article.json", json);
    draft.text("article.html", &rich.html);
    let route = draft.text("preview.html", &preview);
    draft.package.preview = Some(route);
}
