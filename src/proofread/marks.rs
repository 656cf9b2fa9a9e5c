//! Marks between words: doubled, of the wrong width, without their other half; characters written twice.

use super::pairs::{close, left_open, open_twice};
use super::prose::prose;
use super::{FAR, Finding, end_of, ranges, signs, twice};
use crate::model::{Code, Span};

/// The most findings of one paragraph; a broken one would fill the screen.
const MOST: usize = 8;

/// The slips in the paragraphs of a body.
pub(super) fn find(body: &str) -> Vec<Finding> {
    let (mut found, mut in_remark) = (Vec::new(), false);
    let all = paragraphs(body);
    // Whether the next paragraph that is no picture opens a quotation.
    let mut goes_on = vec![false; all.len()];
    for at in (1..all.len()).rev() {
        let next = all[at].1;
        goes_on[at - 1] = if next.starts_with('!') { goes_on[at] } else { begins_with_quote(next) };
    }
    for ((start, paragraph), goes_on) in all.into_iter().zip(goes_on) {
        let text = prose(paragraph, &mut in_remark);
        let mut of_paragraph = of_text(&text, goes_on);
        // Blanks in place of code and addresses are none; behind a mark they do no harm.
        of_paragraph.retain(|Finding { span, .. }| {
            let part = span.start..span.end - 1;
            text.as_bytes()[part.clone()] == paragraph.as_bytes()[part]
        });
        // GB/T 7714 has half-width marks in references.
        if is_reference(paragraph) {
            of_paragraph.retain(|finding| finding.code != Code::NarrowMark);
        }
        of_paragraph.sort_by_key(|finding| finding.span);
        of_paragraph.truncate(MOST);
        found.extend(of_paragraph.into_iter().map(|finding| super::shifted(finding, start)));
    }
    found
}

/// `[^1]: …`, `[1] …`.
fn is_reference(paragraph: &str) -> bool {
    let number = paragraph.trim_start().strip_prefix('[');
    number.is_some_and(|number| number.starts_with(|c: char| c == '^' || c.is_ascii_digit()))
}

/// Whether a paragraph opens a quotation again that began in the one before.
fn begins_with_quote(paragraph: &str) -> bool {
    paragraph.trim_start_matches(|c: char| c.is_whitespace() || c == '>').starts_with(['“', '‘'])
}

/// The slips of one paragraph, in one pass: most characters are none of those looked for. `goes_on` says whether a
/// quotation may go on in the next one.
fn of_text(text: &str, goes_on: bool) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut open = Vec::new();
    let (mut last, mut stops, mut quoted) = (' ', 0, None);
    for (at, c) in text.char_indices() {
        if stops == 0 && c != last && is_han(c) {
            last = c;
            continue;
        }
        if is_stop(c) {
            stops += 1;
        } else {
            if stops > 1 {
                found.extend(doubled(&text[..at], stops));
            }
            stops = 0;
        }
        if stops == 1 || matches!(c, '%' | '％' | '.') {
            found.extend(signs::find(text, at, c, last));
        }
        match c {
            ',' | ';' | ':' | '?' | '!' | '.' if is_han(last) || c == ',' && "》」”）".contains(last) => {
                found.extend(narrow(text, at, c));
            }
            '~' | '～' | '∼' | '-' | '—' | '－' | '–' if last.is_ascii_digit() || (last == ' ' && c != '-') => {
                found.extend(ranges::find(text, at, c));
            }
            '"' | '\'' => found.extend(narrow_quote(text, at, c, &mut quoted)),
            '（' | '(' | '《' | '【' | '「' | '“' | '‘' => open.push((at, c)),
            // As an apostrophe it stands behind letters, or before the last digits of a year.
            '’' if !open.iter().rev().take(FAR).any(|(_, open)| *open == '‘') && !closes_words(last, &text[at..]) =>
                {}
            '）' | ')' | '》' | '】' | '」' | '”' | '’' => close(&mut found, &mut open, text, (at, c)),
            _ if c == last => found.extend(twice::find(text, at, c)),
            _ => {}
        }
        last = c;
    }
    if stops > 1 {
        found.extend(doubled(text, stops));
    }
    found.extend(bold(text));
    let is_quote = |c: char| matches!(c, '“' | '‘');
    open.retain(|&(_, c)| !(goes_on && is_quote(c)));
    let are_all_open = open.len().is_multiple_of(2) && open.iter().all(|&(_, c)| is_quote(c) && c == open[0].1);
    if are_all_open {
        found.extend(open.chunks(2).map(|pair| open_twice(pair[1])));
    } else {
        found.extend(open.into_iter().filter_map(|one| left_open(text, one)));
    }
    found
}

/// Whether `’` stands where words end, not behind letters or before digits.
fn closes_words(last: char, rest: &str) -> bool {
    is_han(last) && !rest.chars().nth(1).is_some_and(char::is_numeric)
}

/// Whether a mark behind a Han character stands before another one or a Chinese mark that opens, in the same line or the
/// next, or at the end.
fn is_between_han(rest: &str) -> bool {
    // 中文.中国 is an address.
    let goes_on = rest.strip_prefix('\n').unwrap_or(rest).starts_with(|c| is_han(c) || "“‘《（「【".contains(c));
    (goes_on && !rest.starts_with("中国")) || rest.chars().all(char::is_whitespace)
}

/// The paragraphs with their first bytes, fenced code left out.
pub(super) fn paragraphs(body: &str) -> Vec<(usize, &str)> {
    let (mut paragraphs, mut fence, mut open, mut at) = (Vec::new(), false, None, 0);
    for line in body.split_inclusive('\n') {
        let is_fence = line.trim_start().starts_with("```") || line.trim_start().starts_with("~~~");
        fence ^= is_fence;
        let is_text = !fence && !is_fence && !line.trim().is_empty();
        match open {
            Some(start) if !is_text => {
                paragraphs.push((start, &body[start..at]));
                open = None;
            }
            None if is_text => open = Some(at),
            _ => {}
        }
        at += line.len();
    }
    paragraphs.extend(open.map(|start| (start, &body[start..])));
    paragraphs
}

pub(super) fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{323af}' | '〇')
}

pub(super) fn is_stop(c: char) -> bool {
    matches!(c, '，' | '。' | '、' | '；' | '：' | '？' | '！')
}

/// `，，`, `。，`, `？。`: several stops at the end of a text of which one is meant. `？！` and `！！` are meant so.
fn doubled(before: &str, stops: usize) -> Option<Finding> {
    let start = before.char_indices().rev().nth(stops - 1).map_or(0, |(at, _)| at);
    let marks = &before[start..];
    let is_ellipsis = stops > 2 && marks.chars().all(|c| c == '。');
    let is_meant = marks.chars().all(|c| matches!(c, '？' | '！'));
    let help = if is_ellipsis { "省略号请写成「……」" } else { "请只留一个" };
    let finding =
        || Finding::new(Code::DoubledMark, Span::new(start, before.len()), format!("标点「{marks}」重复了"), help);
    (!is_meant).then(finding)
}

/// A half-width mark behind a Han character and before another one.
fn narrow(text: &str, at: usize, mark: char) -> Option<Finding> {
    let (before, after) = (&text[..at], &text[at + 1..]);
    // 这件事, 办成了: between words, not between 甲, 乙.
    let are_words = || ends_in_word(before) && after.strip_prefix(' ').is_some_and(begins_with_word);
    let is_slip = is_between_han(after) || (mark == ',' && are_words());
    if !is_slip || (mark == ':' && is_ratio(before, after)) || (mark == '.' && is_item(before)) {
        return None;
    }
    let (wide, end) = match mark {
        ',' if after.starts_with(' ') => ('，', at + 2),
        ',' => ('，', at + 1),
        ';' => ('；', at + 1),
        ':' => ('：', at + 1),
        '?' => ('？', at + 1),
        '.' => ('。', at + 1),
        _ => ('！', at + 1),
    };
    let last = before.chars().next_back().filter(|c| !is_han(*c)).map_or("汉字".to_owned(), |c| format!("「{c}」"));
    let message = format!("{last}后面用了半角标点「{mark}」");
    Some(Finding::new(Code::NarrowMark, Span::new(at, end), message, format!("请改成全角的「{wide}」")))
}

fn ends_in_word(text: &str) -> bool {
    text.chars().rev().take(2).filter(|c| is_han(*c)).count() == 2
}

fn begins_with_word(text: &str) -> bool {
    text.chars().take(2).filter(|c| is_han(*c)).count() == 2
}

/// Whether a colon is one of 水泥:沙:石=1:2:3.
fn is_ratio(before: &str, after: &str) -> bool {
    before.trim_end_matches(is_han).ends_with(':') || after.trim_start_matches(is_han).starts_with([':', '='])
}

/// Whether a point stands behind the number of an item or a heading: 一.
fn is_item(before: &str) -> bool {
    let line = end_of(before).rsplit('\n').next().unwrap_or_default();
    line.trim_start_matches(['#', ' ', '*']).chars().all(|c| "一二三四五六七八九十".contains(c))
}

/// The first one of two half-width quotation marks around Han characters; `quoted` is the one whose other half comes.
fn narrow_quote(text: &str, at: usize, mark: char, quoted: &mut Option<char>) -> Option<Finding> {
    if *quoted == Some(mark) {
        *quoted = None;
        return None;
    }
    let is_opening = text[..at].ends_with(|c| is_han(c) || matches!(c, '：' | '，' | '。' | '、' | '“'));
    let length = text[at + 1..].find(['"', '\'', '\n']).filter(|&length| text[at + 1 + length..].starts_with(mark));
    if !is_opening || length.is_none() || !text[at + 1..].starts_with(is_han) {
        return None;
    }
    *quoted = Some(mark);
    let wide = if mark == '"' { "“”" } else { "‘’" };
    let message = format!("汉字两边用了半角引号「{mark}」");
    Some(Finding::new(Code::NarrowMark, Span::new(at, at + 1), message, format!("请改成全角的「{wide}」")))
}

/// A `**` that nothing ends is shown as it is. Of an odd number of them it is the last, or one before it, if none stands
/// for the given name of somebody: 低保户李**.
fn bold(text: &str) -> Option<Finding> {
    const SURNAMES: &str = "李王张刘陈杨赵吴徐孙胡朱郭马罗梁宋郑谢韩唐冯董萧袁邓傅沈彭吕卢蒋蔡贾魏薛阎潘戴";
    let last = text.find('*').and_then(|_| text.rfind("**"));
    let last = last.filter(|_| !text.contains("***") && !text.contains("\\*"))?;
    let is_name = |at: usize| text[..at].ends_with(|c| SURNAMES.contains(c));
    let is_odd = !text.matches("**").count().is_multiple_of(2) && !text.match_indices("**").any(|(at, _)| is_name(at));
    let message = "这一段里加粗的「**」少了一个，星号会显示出来";
    is_odd.then(|| Finding::new(Code::UnmatchedMark, Span::new(last, last + 2), message, "请补上另一半，或删去这一个"))
}
