//! Lines that look like headings and are none to Markdown, as drafts from Word have them.

use rayon::prelude::*;

use super::numbers::{Kind, read};
use crate::document::{Article, Documents};
use crate::model::{Code, Diagnostics, Place, Span};

/// Headings are no longer than this.
const LONGEST: usize = 30;

/// Looks at the lines of every write-up, of those too whose front matter could not be read.
pub(in crate::archive) fn check_lines(diagnostics: &mut Diagnostics, documents: &Documents, sections: &[String]) {
    let articles: Vec<&Article> = documents.written().collect();
    let check = |article: &&Article| {
        let mut own = Diagnostics::default();
        check_plain_headings(&mut own, article, sections);
        check_code(&mut own, article);
        own
    };
    let found: Vec<Diagnostics> = articles.par_iter().map(check).collect();
    for own in found {
        diagnostics.append(own);
    }
}

/// Points out lines that stand alone and begin like headings, `一、` or `（一）`, or are the name of a section; where the
/// next one begins so too, they are a list.
fn check_plain_headings(diagnostics: &mut Diagnostics, article: &Article, sections: &[String]) {
    let body = article.source.slice(article.body);
    let lines = alone(body);
    for (at, &(start, line)) in lines.iter().enumerate() {
        let Some(marks) = line.and_then(|line| marks(line, sections)) else { continue };
        let next = lines.get(at + 1).map_or(Some(""), |(_, next)| *next);
        if next.is_some_and(|next| next.is_empty() || marks_of_number(next) == Some(marks)) {
            continue;
        }
        let text = line.unwrap_or_default();
        let place = Place::new(&article.source, Span::new(start, start + text.len()).shifted(article.body.start));
        let bare = text.trim_matches('*');
        let message = format!("「{bare}」像是小标题，现在只是普通的一段");
        let help = format!("是小标题的，请写成「{marks} {bare}」：网页上才会显示成标题，也才能排进目录");
        diagnostics.report(Code::PlainHeading, place, message, help);
    }
}

/// Warns where code goes on to the end because nothing ends it.
fn check_code(diagnostics: &mut Diagnostics, article: &Article) {
    let body = article.source.slice(article.body);
    let (mut open, mut at): (Option<(usize, &str)>, usize) = (None, 0);
    for line in body.split_inclusive('\n') {
        let text = line.trim();
        let mark = text.chars().next().filter(|c| matches!(c, '`' | '~'));
        let fence = &text[..text.len() - text.trim_start_matches(mark.unwrap_or('`')).len()];
        open = match open {
            None if fence.len() > 2 && !text[fence.len()..].contains('`') => Some((at, fence)),
            Some((_, start)) if text == fence && fence.starts_with(start) => None,
            open => open,
        };
        at += line.len();
    }
    if let Some((start, fence)) = open {
        let place = Place::new(&article.source, Span::new(start, start + fence.len()).shifted(article.body.start));
        let message = format!("从这里到末尾都会当作代码：「{fence}」没有结束");
        let help = format!("请在代码后面另起一行写「{fence}」；不是代码的，请删去这一行的「{fence}」");
        diagnostics.report(Code::CodeUnclosed, place, message, help);
    }
}

/// The marks that would make a heading of a line.
fn marks(line: &str, sections: &[String]) -> Option<&'static str> {
    let bare = line.trim_matches('*');
    let is_short =
        bare.chars().count() <= LONGEST && !bare.ends_with(['。', '；', '，', '：', '！', '？', '…', ';', '.']);
    let number = marks_of_number(line).filter(|_| is_short);
    number.or_else(|| sections.iter().any(|section| section == bare).then_some("##"))
}

fn marks_of_number(line: &str) -> Option<&'static str> {
    match read(line.trim_matches('*'))?.0 {
        Kind::Han => Some("##"),
        Kind::HanInBrackets => Some("###"),
        Kind::Digit | Kind::DigitInBrackets => None,
    }
}

/// The paragraphs of a body by where they start; those of a single line with it, the others without. Code is one of those.
fn alone(body: &str) -> Vec<(usize, Option<&str>)> {
    let (mut found, mut at, mut in_code): (Vec<(usize, Option<&str>)>, usize, bool) = (Vec::new(), 0, false);
    let mut is_after_blank = true;
    for line in body.split_inclusive('\n') {
        let text = line.trim_end();
        let is_fence = text.trim_start().starts_with("```") || text.trim_start().starts_with("~~~");
        match found.last_mut() {
            _ if text.is_empty() => {}
            Some((_, last)) if !is_after_blank => *last = None,
            _ => found.push((at, Some(text).filter(|_| !in_code && !is_fence && !line.starts_with([' ', '\t'])))),
        }
        in_code ^= is_fence;
        is_after_blank = text.is_empty();
        at += line.len();
    }
    found
}
