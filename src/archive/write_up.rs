//! The order of a write-up: its sections, the levels and numbers of its headings, what it is summed up by.

mod numbers;
mod order;
mod plain;
mod slips;

use crate::document::{Article, CaseRecord};
use crate::markdown::Heading;
use crate::model::{Code, Diagnostic, Diagnostics, Place, Span};

use numbers::Counters;

/// Warns of expected sections that are missing or have nothing in them.
pub(super) fn check_sections(diagnostics: &mut Diagnostics, article: &Article, expected: &[String]) {
    let is_expected = |heading: &&Heading| expected.iter().any(|section| heading.text.contains(section.as_str()));
    for heading in article.markdown.empty_headings().filter(is_expected) {
        let place = Place::new(&article.source, heading.span);
        let message = format!("「{}」下面没有内容", heading.text);
        let help = "请在它下面写上这一节的内容；<!-- --> 里的说明不会显示，不算内容";
        diagnostics.report(Code::EmptySection, place, message, help);
    }
    let headings = article.markdown.headings();
    for (at, heading) in headings.iter().enumerate() {
        let next = headings[at + 1..].iter().find(|next| next.level <= heading.level);
        let end = next.map_or(article.body.end, |next| next.span.start);
        let below = article.source.slice(Span::new(heading.span.end, end)).trim();
        let place = || Place::new(&article.source, heading.span);
        if heading.text.is_empty() {
            diagnostics.report(Code::EmptySection, place(), "这个小标题没有写字", "请写上小标题，或删去这一行");
        } else if is_expected(&heading) && slips::is_placeholder(below) {
            let message = format!("「{}」下面只有「{below}」，还没有内容", heading.text);
            diagnostics.report(Code::EmptySection, place(), message, "请写上这一节的内容");
        }
    }
    let body = article.source.slice(article.body);
    let is_missing = |section: &&String| {
        !headings.iter().any(|heading| heading.text.contains(section.as_str())) && !slips::stands_there(body, section)
    };
    let missing: Vec<&str> = expected.iter().filter(is_missing).map(String::as_str).collect();
    if missing.is_empty() {
        return;
    }
    let end = article.body.start;
    let misspelt = |heading: &&Heading| !is_expected(heading) && differ_in_one(&heading.text, missing[0]);
    let (span, help) = match headings.iter().find(misspelt) {
        Some(heading) => (heading.span, format!("是不是写错了一个字？请改成「{}」", missing[0])),
        None => (Span::new(end, end), format!("请在正文里加上一行「## {}」，写这一节的内容", missing[0])),
    };
    let place = Place::new(&article.source, span);
    diagnostics.report(Code::MissingSection, place, format!("正文缺少这几节：{}", missing.join("、")), help);
}

/// Whether two names of four characters or more are the same but for one of them.
fn differ_in_one(a: &str, b: &str) -> bool {
    let differing = a.chars().zip(b.chars()).filter(|(a, b)| a != b).count();
    a.chars().count() == b.chars().count() && b.chars().count() > 3 && differing == 1
}

/// Says where a case has neither a summary nor a paragraph to make one of.
pub(super) fn check_summary(diagnostics: &mut Diagnostics, record: &CaseRecord) {
    let Article { source, body, markdown } = &record.article;
    let is_empty = source.slice(*body).trim().is_empty();
    if record.summary.is_none() && !is_empty && markdown.first_paragraph().is_none() {
        let place = Place::new(source, Span::new(body.start, body.start));
        let help = "请写一行 summary（摘要），或在正文开头写一段话";
        diagnostics.report(Code::NoSummary, place, "没有摘要，正文里也没有一段文字可以作摘要", help);
    }
}

/// Checks what needs nothing but the write-up and the names of sections: headings, and lines that look like some.
pub fn check_write_up(diagnostics: &mut Diagnostics, article: &Article, sections: &[String]) {
    check_headings(diagnostics, article);
    plain::check_lines(diagnostics, article, sections);
}

/// Warns of headings that skip a level or stand twice, and of numbers that are out of order.
fn check_headings(diagnostics: &mut Diagnostics, article: &Article) {
    let mut counters = Counters::default();
    let mut above = 1;
    let headings = article.markdown.headings();
    let mut misplaced = order::misplaced(headings);
    for (at, heading) in headings.iter().enumerate() {
        let place = || Place::new(&article.source, heading.span);
        if heading.level > above + 1 {
            let (marks, wanted) = ("#".repeat(heading.level.into()), "#".repeat(usize::from(above) + 1));
            let message = format!("小标题「{}」是 {marks}，跳过了上一级", heading.text);
            diagnostics.report(Code::HeadingJump, place(), message, format!("请改成 {wanted}：一级一级往下写"));
        }
        above = heading.level;
        let fault = counters.fault(heading.level, &heading.text);
        if let Some(fault) = misplaced.remove(&at).unwrap_or(fault) {
            diagnostics.report(Code::HeadingNumber, place(), fault.message, fault.help);
        }
    }
    if let Some((span, fault)) = order::lost_step(article.source.slice(article.body)) {
        let place = Place::new(&article.source, span.shifted(article.body.start));
        diagnostics.report(Code::HeadingNumber, place, fault.message, fault.help);
    }
    for (first, heading) in order::repeated(headings) {
        let line = article.source.position(first.span.start).line;
        let message = format!("小标题「{}」写了两次，第一次在第 {line} 行", heading.text);
        let place = Place::new(&article.source, heading.span);
        let help = "请把两节并成一节，或改一个小标题";
        let first = Place::new(&article.source, first.span);
        diagnostics
            .push(Diagnostic::new(Code::HeadingTwice, place, message, help).with_related(first, "第一次写在这里"));
    }
}
