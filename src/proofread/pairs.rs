//! Brackets and quotation marks that belong together; enter at [`close`], [`left_open`] and [`open_twice`].

use super::marks::{is_han, is_stop};
use super::{FAR, Finding};
use crate::model::{Code, Span};

/// Takes the other half of a closing mark off the open ones; `1）` begins an item.
pub(super) fn close(found: &mut Vec<Finding>, open: &mut Vec<(usize, char)>, text: &str, (at, c): (usize, char)) {
    match open.iter().rev().take(FAR).position(|&(_, o)| closes(o, c)) {
        Some(depth) => {
            found.extend(open.drain(open.len() - depth..).filter_map(|one| left_open(text, one)));
            // The brackets of a link are none of the text.
            let own = open.pop().filter(|(at, _)| !text[..*at].ends_with([']', '】']));
            found.extend(own.and_then(|own| doubled_bracket(text, own, open.last().copied(), (at, c))));
            found.extend(
                own.and_then(|open| of_two_widths(open.1, at, c).or_else(|| narrow_brackets(text, open, (at, c)))),
            );
        }
        None if c == ')' || (c == '）' && is_number(&text[..at])) => {}
        None => found.push(half(at, c, "前面没有和它配对的")),
    }
}

/// `（（甲））`: one pair within another, with nothing between.
fn doubled_bracket(
    text: &str,
    (start, open): (usize, char),
    outer: Option<(usize, char)>,
    (at, close): (usize, char),
) -> Option<Finding> {
    let is_outer = outer == Some((start.checked_sub(open.len_utf8())?, open));
    let is_double = open != '(' && is_outer && text[at + close.len_utf8()..].starts_with(close);
    let (from, end) = (start.checked_sub(open.len_utf8())?, start + open.len_utf8());
    let message = format!("「{open}{open}」和「{close}{close}」重复了");
    is_double.then(|| Finding::new(Code::DoubledMark, Span::new(from, end), message, "请只留一对"))
}

/// `（两组)`: of two brackets one is half as wide.
fn of_two_widths(open: char, at: usize, close: char) -> Option<Finding> {
    let wanted = match (open, close) {
        ('（', ')') => '）',
        ('(', '）') => ')',
        _ => return None,
    };
    let message = format!("前面是「{open}」，这里是「{close}」，一半全角，一半半角");
    let span = Span::new(at, at + close.len_utf8());
    Some(Finding::new(Code::NarrowMark, span, message, format!("请改成「{wanted}」，或把前一半改成和它一样的")))
}

/// `网格员(三组)上门`: half-width brackets around Han characters and between others. 村(社区) is how the scheme writes it.
fn narrow_brackets(text: &str, (start, open): (usize, char), (at, close): (usize, char)) -> Option<Finding> {
    let (before, inner, after) = (&text[..start], text.get(start + 1..at)?, &text[at + 1..]);
    let is_writing = (open, close) == ('(', ')') && !inner.is_empty() && inner.chars().all(is_han) && inner != "社区";
    let is_between = before.ends_with(is_han) && after.starts_with(|c| is_han(c) || is_stop(c));
    let help = format!("请改成全角的「（{inner}）」");
    (is_writing && is_between)
        .then(|| Finding::new(Code::NarrowMark, Span::new(start, at + 1), "汉字中间用了半角括号", help))
}

fn closes(open: char, close: char) -> bool {
    match open {
        '（' | '(' => matches!(close, '）' | ')'),
        '《' => close == '》',
        '【' => close == '】',
        '「' => close == '」',
        '‘' => close == '’',
        _ => close == '”',
    }
}

/// A half-width bracket is one of writing only before a Han character; elsewhere it may be a face or an address.
pub(super) fn left_open(text: &str, (at, c): (usize, char)) -> Option<Finding> {
    let is_writing = c != '(' || (text[at + 1..].starts_with(is_han) && !text[..at].ends_with([']', ':', '：']));
    is_writing.then(|| half(at, c, "后面没有和它配对的"))
}

/// `“甲“`: both halves are the first one.
pub(super) fn open_twice((at, c): (usize, char)) -> Finding {
    let wanted = if c == '“' { '”' } else { '’' };
    let span = Span::new(at, at + c.len_utf8());
    let message = format!("前面已经有一个「{c}」，这里又是一个「{c}」");
    Finding::new(Code::UnmatchedMark, span, message, format!("收尾的引号请写成「{wanted}」"))
}

fn half(at: usize, c: char, why: &str) -> Finding {
    let span = Span::new(at, at + c.len_utf8());
    Finding::new(Code::UnmatchedMark, span, format!("「{c}」{why}"), "请补上另一半，或删去这一个")
}

/// Whether a text ends in the number of an item: `1`, `一`, `a`.
fn is_number(before: &str) -> bool {
    before.ends_with(|c: char| c.is_ascii_alphanumeric() || "一二三四五六七八九十".contains(c))
}
