//! Signs of numbers, dots in place of an ellipsis, blanks before stops; enter at [`find`].

use super::Finding;
use super::marks::is_han;
use crate::model::{Code, Span};

/// The slip at a sign or stop, if it is one; `last` is the character before it.
pub(super) fn find(text: &str, at: usize, sign: char, last: char) -> Option<Finding> {
    match sign {
        '%' | '％' if last.is_ascii_digit() => percent_twice(text, at, sign).or_else(|| range(text, at, sign)),
        '，' if last.is_ascii_digit() => thousands(text, at),
        '。' if last.is_ascii_digit() => point(text, at),
        '.' => dots(text, at, last),
        '，' | '。' | '、' | '；' if matches!(last, ' ' | '\u{3000}') => blank(text, at, sign),
        _ => None,
    }
}

/// `30%%`.
fn percent_twice(text: &str, at: usize, sign: char) -> Option<Finding> {
    let end = text.len() - text[at..].trim_start_matches(sign).len();
    let message = format!("「{}」多写了百分号", &text[at..end]);
    (end > at + sign.len_utf8()).then(|| Finding::new(Code::DoubledMark, Span::new(at, end), message, "请只留一个"))
}

/// `30％~40` at the end of a clause, which GB/T 15835 wants as `30％~40％`.
fn range(text: &str, at: usize, sign: char) -> Option<Finding> {
    let from = digits_before(&text[..at]);
    let rest = text[at + sign.len_utf8()..].trim_start_matches(' ');
    let dash = rest.chars().next().filter(|c| matches!(c, '~' | '～' | '∼' | '-' | '—' | '－' | '–'))?;
    let rest = rest[dash.len_utf8()..].trim_start_matches(' ');
    let to = digits_after(rest);
    let behind = &rest[to.len()..];
    let number = |digits: &str| digits.parse::<f64>().ok();
    let is_range = number(from)? < number(to)? && number(to)? <= 100.0;
    let is_end = behind.chars().next().is_none_or(|c| "，。；、）\n".contains(c))
        || ["左右", "之间", "不等"].iter().any(|word| behind.starts_with(word));
    (is_range && is_end).then(|| {
        let span = Span::new(at - from.len(), text.len() - behind.len());
        let message = format!("「{}」里后一个数少了百分号", &text[span.start..span.end]);
        let help = format!("请改成「{from}{sign}{dash}{to}{sign}」（GB/T 15835）");
        Finding::new(Code::RangeWithoutUnit, span, message, help)
    })
}

/// `12，345元`: money, or so many of something that words before say are counted; elsewhere a new clause may begin.
fn thousands(text: &str, at: usize) -> Option<Finding> {
    let from = digits_before(&text[..at]);
    let before = &text[..at - from.len()];
    let is_number = (1..=3).contains(&from.len()) && !from.contains('.') && !from.starts_with('0');
    let is_whole = before.chars().next_back().is_none_or(|c| is_han(c) && !"第前列".contains(c));
    if !is_number || !is_whole {
        return None;
    }
    let mut rest = &text[at..];
    while let Some(more) = rest.strip_prefix('，') {
        let group = digits_after(more);
        if group.len() != 3 || group.contains('.') {
            return None;
        }
        rest = &more[3..];
    }
    let is_counted = before.ends_with(['共', '计', '有']) && rest.starts_with(is_han);
    let is_money = ["元", "万元", "亿元"].iter().any(|unit| rest.starts_with(unit));
    let number = &text[before.len()..text.len() - rest.len()];
    let help = format!("请改成「{}」", number.replace('，', ""));
    let span = Span::new(at, at + '，'.len_utf8());
    (is_money || is_counted).then(|| Finding::new(Code::NarrowMark, span, format!("「{number}」中间是全角逗号"), help))
}

/// `1。5万元`: a full stop in place of a decimal point.
fn point(text: &str, at: usize) -> Option<Finding> {
    const UNITS: [&str; 9] = ["万", "亿", "元", "%", "％", "亩", "公里", "吨", "倍"];
    let (from, rest) = (digits_before(&text[..at]), &text[at + '。'.len_utf8()..]);
    let to = digits_after(rest);
    let before = &text[..at - from.len()];
    // At the beginning of a line it is the number of an item.
    let is_number = (1..=3).contains(&from.len()) && !from.contains('.') && before.ends_with(is_han);
    let is_amount = !to.is_empty() && !to.contains('.') && UNITS.iter().any(|unit| rest[to.len()..].starts_with(unit));
    let message = format!("「{from}。{to}」中间的句号应当是小数点");
    let span = Span::new(at, at + '。'.len_utf8());
    (is_number && is_amount && !before.ends_with('第'))
        .then(|| Finding::new(Code::NarrowMark, span, message, format!("请改成「{from}.{to}」")))
}

/// `......` behind a word or a mark of Chinese writing.
fn dots(text: &str, at: usize, last: char) -> Option<Finding> {
    if !is_han(last) && !"，。？！”）》、；：".contains(last) {
        return None;
    }
    let rest = text[at..].trim_start_matches('.');
    let end = text.len() - rest.len();
    let message = format!("省略号写成了 {} 个点", end - at);
    // 做法......3: a line of a table of contents.
    (end - at >= 3 && !rest.starts_with(|c: char| c.is_ascii_alphanumeric() || "/\\".contains(c)))
        .then(|| Finding::new(Code::DoubledMark, Span::new(at, end), message, "省略号请写成「……」"))
}

/// `好 ，`: a blank between a word and a stop.
fn blank(text: &str, at: usize, stop: char) -> Option<Finding> {
    let word = text[..at].trim_end_matches([' ', '\u{3000}']);
    let message = format!("「{stop}」前面多了空格");
    word.ends_with(|c| is_han(c) || "”）》".contains(c))
        .then(|| Finding::new(Code::NarrowMark, Span::new(word.len(), at + stop.len_utf8()), message, "请删去空格"))
}

fn is_part(c: char) -> bool {
    c.is_ascii_digit() || c == '.'
}

fn digits_before(text: &str) -> &str {
    &text[text.trim_end_matches(is_part).len()..]
}

fn digits_after(text: &str) -> &str {
    &text[..text.len() - text.trim_start_matches(is_part).len()]
}
