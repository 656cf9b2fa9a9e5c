//! 微博: a short and a long text, cut at sentences, and nine pictures at the most.

use super::draft::Draft;
use super::limits;
use super::look::Look;
use crate::markdown::excerpt;

/// The most pictures of a post.
const PICTURES: usize = 9;

pub(super) fn write(draft: &mut Draft<'_>) {
    // The pictures are those that the text shows.
    draft.rich(&Look::bare(), &[]);
    draft.report_pictures("微博");
    draft.upload_shots(PICTURES);
    let all = draft.shots.len();
    if all > PICTURES {
        draft.package.advice.push(format!("文中有 {all} 张图片，微博最多 {PICTURES} 张，只带了前 {PICTURES} 张"));
    }
    let text = draft.manuscript.markdown.plain_text();
    let paragraph = draft.manuscript.markdown.first_paragraph().unwrap_or_default();
    let short = if draft.manuscript.summary.is_empty() { paragraph } else { draft.manuscript.summary.to_owned() };
    for (name, text, most) in [("post-140.txt", short, 140), ("post-2000.txt", text, 2000)] {
        let post = post(draft, &text, most);
        if most == 140 {
            post.clone_into(&mut draft.package.post);
            draft.report(limits::weibo(draft, &post));
        }
        let route = draft.text(name, &post);
        draft.package.texts.push(route);
    }
}

/// A post of no more than `most` characters: topic, title, text, address; one that leaves less than half for the others
/// is left out.
fn post(draft: &Draft<'_>, text: &str, most: usize) -> String {
    let topic = draft.manuscript.topic.replace('#', "");
    let address = draft.url().map(|url| format!(" {url}")).filter(|address| address.chars().count() <= most / 2);
    let address = address.unwrap_or_default();
    let head = format!("#{topic}#【{}】", draft.manuscript.title);
    let room = |taken: &str| most.saturating_sub(taken.chars().count() + address.chars().count());
    if room(&head) == 0 {
        // The title alone is too long, which is what a reader needs first.
        return format!("{}{address}", excerpt(draft.manuscript.title, room("")));
    }
    let text = excerpt(text, room(&head));
    format!("{head}{}{address}", text.trim_end())
}
