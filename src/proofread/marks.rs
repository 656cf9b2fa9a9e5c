//! Marks between words: doubled, of the wrong width, without their other half; characters written twice.

use super::Finding;
use crate::model::{Code, Span};

/// The most findings of one paragraph; a broken one would fill the screen.
const MOST: usize = 8;

/// The slips in the paragraphs of a body.
pub(super) fn find(body: &str) -> Vec<Finding> {
    let mut found = Vec::new();
    for (start, paragraph) in paragraphs(body) {
        let text = without_code(paragraph);
        let mut of_paragraph = doubled(&text);
        of_paragraph.extend(narrow(&text));
        of_paragraph.extend(unmatched(&text));
        of_paragraph.extend(repeated(&text));
        of_paragraph.extend(ranges(&text));
        of_paragraph.truncate(MOST);
        found.extend(of_paragraph.into_iter().map(|finding| super::shifted(finding, start)));
    }
    found
}

/// The paragraphs with their first bytes, fenced code left out.
fn paragraphs(body: &str) -> Vec<(usize, &str)> {
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

/// The text with spaces in place of what stands between backticks.
fn without_code(text: &str) -> String {
    let mut inside = false;
    let blank = |part: &str| " ".repeat(part.len());
    let parts = text.split('`').map(|part| {
        let shown = if inside { blank(part) } else { part.to_owned() };
        inside = !inside;
        shown
    });
    parts.collect::<Vec<_>>().join(" ")
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{323af}' | '〇')
}

fn is_stop(c: char) -> bool {
    matches!(c, '，' | '。' | '、' | '；' | '：')
}

/// `，，`, `。，`: two stops of which one is meant.
fn doubled(text: &str) -> Vec<Finding> {
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let runs = chars.chunk_by(|(_, a), (_, b)| is_stop(*a) && is_stop(*b)).filter(|run| run.len() > 1);
    let finding = |run: &[(usize, char)]| {
        let (start, (last, c)) = (run[0].0, run[run.len() - 1]);
        let span = Span::new(start, last + c.len_utf8());
        let marks = &text[span.start..span.end];
        let help = if marks.chars().all(|c| c == '。') && run.len() > 2 {
            "省略号请写成「……」".to_owned()
        } else {
            "请只留一个".to_owned()
        };
        Finding::new(Code::DoubledMark, span, format!("标点「{marks}」重复了"), help)
    };
    runs.map(finding).collect()
}

/// A half-width mark between two Han characters.
fn narrow(text: &str) -> Vec<Finding> {
    let marks = text.match_indices([',', ';', ':', '?', '!']).filter_map(|(at, mark)| {
        let is_between = text[..at].ends_with(is_han) && text[at + 1..].starts_with(is_han);
        let wide = match mark {
            "," => '，',
            ";" => '；',
            ":" => '：',
            "?" => '？',
            _ => '！',
        };
        let message = format!("汉字之间用了半角标点「{mark}」");
        let span = Span::new(at, at + 1);
        is_between.then(|| Finding::new(Code::NarrowMark, span, message, format!("请改成全角的「{wide}」")))
    });
    marks.collect()
}

/// Brackets and quotation marks without their other half. A quotation may go on in the next paragraph, so one that is
/// left open is none; `1）` begins an item.
fn unmatched(text: &str) -> Vec<Finding> {
    let mut open: Vec<(usize, char)> = Vec::new();
    let mut found = Vec::new();
    for (at, c) in text.char_indices() {
        match c {
            '（' | '(' | '《' | '【' | '「' | '“' => open.push((at, c)),
            '）' | ')' | '》' | '】' | '」' | '”' => {
                let place = open.iter().rposition(|&(_, o)| closes(o, c));
                match place {
                    Some(place) => {
                        found.extend(open.drain(place + 1..).filter_map(left_open));
                        open.pop();
                    }
                    None if c == ')' || (c == '）' && is_number(&text[..at])) => {}
                    None => found.push(half(at, c, "前面没有和它配对的")),
                }
            }
            _ => {}
        }
    }
    found.extend(open.into_iter().filter_map(left_open));
    found.sort_by_key(|finding: &Finding| finding.span);
    found
}

fn closes(open: char, close: char) -> bool {
    match open {
        '（' | '(' => matches!(close, '）' | ')'),
        '《' => close == '》',
        '【' => close == '】',
        '「' => close == '」',
        _ => close == '”',
    }
}

fn left_open((at, c): (usize, char)) -> Option<Finding> {
    (!matches!(c, '(' | '“')).then(|| half(at, c, "后面没有和它配对的"))
}

fn half(at: usize, c: char, why: &str) -> Finding {
    let span = Span::new(at, at + c.len_utf8());
    Finding::new(Code::UnmatchedMark, span, format!("「{c}」{why}"), "请补上另一半，或删去这一个")
}

/// Whether a text ends in the number of an item: `1`, `一`, `a`.
fn is_number(before: &str) -> bool {
    before.ends_with(|c: char| c.is_ascii_alphanumeric() || "一二三四五六七八九十".contains(c))
}

/// `的的`, but for 目的的 and 的的确确.
fn repeated(text: &str) -> Vec<Finding> {
    let twice = text.match_indices("的的").filter(|(at, word)| {
        let (before, after) = (&text[..*at], &text[at + word.len()..]);
        !before.ends_with(['目', '标', '的']) && !after.starts_with(['确', '士', '卢', '的'])
    });
    let finding = |(at, word): (usize, &str)| {
        let span = Span::new(at, at + word.len());
        Finding::new(Code::RepeatedCharacter, span, format!("「{word}」多写了一个字"), "请删去一个")
    };
    twice.map(finding).collect()
}

/// `63~68%`, which GB/T 15835 wants as `63%~68%`.
fn ranges(text: &str) -> Vec<Finding> {
    let signs = text.match_indices(['~', '～', '-', '—', '－']).filter_map(|(at, sign)| {
        let is_part = |c: char| c.is_ascii_digit() || c == '.';
        let first = text[..at].trim_end_matches(is_part).len();
        let after = &text[at + sign.len()..];
        let digits = after.len() - after.trim_start_matches(is_part).len();
        let percent = after[digits..].chars().next().filter(|c| matches!(c, '%' | '％'))?;
        let is_alone = !text[..first].ends_with(['-', '~', '～', '－', '/', '年', '月']);
        (first < at && digits > 0 && is_alone).then(|| {
            let span = Span::new(first, at + sign.len() + digits + percent.len_utf8());
            let (from, to) = (&text[first..at], &after[..digits]);
            let message = format!("「{}」里前一个数少了百分号", &text[span.start..span.end]);
            let help = format!("请改成「{from}{percent}{sign}{to}{percent}」（GB/T 15835）");
            Finding::new(Code::RangeWithoutUnit, span, message, help)
        })
    });
    signs.collect()
}
