//! 今日头条: an article without styles, its cover and pictures.

use super::draft::Draft;
use super::look::Look;
use super::{limits, wechat};

pub(super) fn write(draft: &mut Draft<'_>) {
    let closing = draft.manuscript.closing.clone();
    let rich = draft.rich(&Look::bare(), &closing);
    draft.manuscript.summary.clone_into(&mut draft.package.digest);
    draft.report(limits::toutiao(draft));
    draft.report_pictures("今日头条");
    draft.upload_shots(usize::MAX);
    let (covers, is_cut) = draft.covers();
    let wide = covers.wide.clone();
    draft.upload("cover.jpg", &wide);
    if !is_cut {
        draft.package.advice.push("没有封面图片，封面是一张没有文字的底图；请在案例里写 cover，或另配一张".into());
    }
    let json = wechat::article(draft, &rich.html, draft.manuscript.author_or_unit(), "cover.jpg");
    draft.file("article.json", json);
    let route = draft.file("article.html", rich.html);
    draft.package.texts.push(route);
}
