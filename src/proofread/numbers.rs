//! Numbers as people write them: digits of either width, in one run or in groups.

use super::marks::is_han;
use super::{end_of, start_of};
use crate::model::Span;
use crate::model::characters::is_unseen;

/// A run of digits, or several groups of them with one space or dash between each two.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Number {
    /// The digits, in half width.
    pub(super) digits: String,
    /// How many digits each group has.
    pub(super) groups: Vec<usize>,
    pub(super) span: Span,
    /// The letter X right behind it, as identity numbers end.
    pub(super) ends_in_x: bool,
}

impl Number {
    /// The groups that may be numbers of their own, as where several stand in a row with spaces between them.
    pub(super) fn parts(&self, text: &str) -> Vec<Self> {
        let whole = &text[self.span.start..self.span.end];
        let are_long = self.groups.iter().all(|group| *group >= SHORTEST);
        // 13800138000-8012: a number to call and its extension.
        let is_extended = matches!(self.groups[..], [SHORTEST, 3..=5]);
        let are_apart = are_long || is_extended || !whole.contains(|c: char| is_joint(c) && !c.is_whitespace());
        if self.groups.len() < 2 || !are_apart {
            return Vec::new();
        }
        let mut start = self.span.start;
        let spans = self.groups.iter().zip(whole.split_inclusive(is_joint)).map(|(&count, group)| {
            let end = start + group.trim_end_matches(|c| digit_of(c).is_none()).len();
            let own = (count, Span::new(start, end));
            start += group.len();
            own
        });
        let long = spans.filter(|(count, _)| *count >= SHORTEST);
        long.map(|(_, span)| read(text, span)).collect()
    }
}

/// The shortest that means anything here.
const SHORTEST: usize = 11;

/// All numbers of at least eleven digits, in these runs of digits, that are no part of a longer word, address or name.
pub(super) fn numbers(text: &str, digits: Vec<usize>) -> impl Iterator<Item = Number> + '_ {
    let mut rest = 0;
    let runs = digits.into_iter().filter_map(move |start| {
        let (count, end) = (start >= rest).then(|| dotted(text, start).unwrap_or_else(|| extent(text, start)))?;
        rest = end;
        Some((count, Span::new(start, end)))
    });
    let long = runs.filter(|(count, _)| *count >= SHORTEST);
    long.map(|(_, span)| read(text, span)).filter(|number| !is_part(text, number))
}

/// How many digits there are from `start` on, and where the last one ends.
fn extent(text: &str, start: usize) -> (usize, usize) {
    let (mut count, mut end) = (0, start);
    let mut may_join = false;
    for (at, c) in text[start..].char_indices() {
        if digit_of(c).is_some() {
            (count, end, may_join) = (count + 1, start + at + c.len_utf8(), true);
        } else if is_joint(c) && may_join {
            may_join = false;
        } else if !(is_hidden(c) || count == AREA && may_join && is_in_brackets(text, start, c)) {
            break;
        }
    }
    (count, end)
}

/// How many digits of a mobile number are sometimes put in brackets: `（138）1234-5678`.
const AREA: usize = 3;

/// Whether a mark closes the brackets that are open before a number, which is no landline's.
fn is_in_brackets(text: &str, start: usize, mark: char) -> bool {
    let is_open = text[..start].ends_with(['（', '(']);
    is_open && matches!(mark, '）' | ')') && text[start..].starts_with(['1', '１'])
}

/// Whether nobody sees a character between two digits.
fn is_hidden(c: char) -> bool {
    is_unseen(c) || matches!(c, '\u{34f}' | '\u{180e}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{20e3}')
}

/// `138.1234.5678`, `138·1234·5678`: dots join only groups like these; elsewhere they are those of a decimal or a day.
fn dotted(text: &str, start: usize) -> Option<(usize, usize)> {
    let group = |text: &'_ str, count: usize| {
        let digits = text.as_bytes().iter().take_while(|byte| byte.is_ascii_digit()).count();
        (digits == count).then_some(count)
    };
    let rest = &text[start + group(&text[start..], 3)?..];
    let dot = rest.chars().next().filter(|c| matches!(c, '.' | '·' | '•'))?;
    let rest = &rest[dot.len_utf8()..];
    let rest = rest[group(rest, 4)?..].strip_prefix(dot)?;
    group(rest, 4).map(|count| (SHORTEST, text.len() - rest.len() + count))
}

fn read(text: &str, span: Span) -> Number {
    let mut number = Number { digits: String::new(), groups: vec![], span, ends_in_x: false };
    let is_between = |c: char| digit_of(c).is_none() && !is_hidden(c);
    for group in text[span.start..span.end].split(is_between).filter(|group| !group.is_empty()) {
        let before = number.digits.len();
        number.digits.extend(group.chars().filter_map(digit_of));
        number.groups.push(number.digits.len() - before);
    }
    let next = text[span.end..].chars().next().filter(|c| matches!(c, 'X' | 'x' | 'Ｘ' | 'ｘ'));
    number.ends_in_x = next.is_some();
    number.span.end += next.map_or(0, char::len_utf8);
    number
}

/// What people put between the groups of a number.
fn is_joint(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{3000}' | '-' | '－' | '–' | '—' | '‐' | '‑')
}

/// A digit of either width, in half width.
pub(super) fn digit_of(c: char) -> Option<char> {
    match c {
        '0'..='9' => Some(c),
        '０'..='９' => char::from_digit(u32::from(c) - u32::from('０'), 10),
        _ => None,
    }
}

/// Whether a number belongs to something longer: an address on the web, a file's name, a decimal, a code.
fn is_part(text: &str, number: &Number) -> bool {
    let own = text[..number.span.start].trim_end_matches(is_hidden);
    let is_named = match number.digits.len() {
        SHORTEST => ends_in(own.trim_end_matches(['-', '_', '=']), &CALLED),
        _ => ends_in(own, &["id"]),
    };
    if is_named {
        return text[number.span.end..].starts_with(|c: char| c.is_ascii_alphanumeric());
    }
    // 微信号:v13812345678
    let called = own.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let is_id = number.digits.len() == SHORTEST && own.len() - called.len() <= LONGEST_ID && is_account(called);
    let before = if is_id { called } else { own };
    let mut after = text[number.span.end..].trim_start_matches(is_hidden).chars();
    let next = after.next();
    // 13812345678@qq.com
    let is_mailbox = number.groups == [SHORTEST] && next == Some('@');
    let binds =
        |c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '_' | '=' | '%' | '#' | '&' | '?' | '@' | '\\');
    let binds_before = |c: char| match c {
        '/' => !ends_in_number(before[..before.len() - 1].trim_end_matches(is_hidden)),
        // 张三-13800138000
        '-' | '－' => !before[..before.len() - c.len_utf8()].ends_with(is_han),
        _ => binds(c) || matches!(c, '.' | '．'),
    };
    let binds_behind = |c: char| match c {
        '/' => !begins_with_number(after.as_str().trim_start_matches(is_hidden)),
        '.' | '．' => after.next().is_some_and(|c| c.is_ascii_alphanumeric()),
        _ => binds(c),
    };
    before.chars().next_back().is_some_and(binds_before) || (!is_mailbox && next.is_some_and(binds_behind))
}

/// What a number to call is named by in addresses and files: `tel-13800138000`, `?mobile=13800138000`.
const CALLED: [&str; 7] = ["tel", "mobile", "phone", "cell", "shouji", "dianhua", "sj"];

/// Whether the letters that a text ends in are one of these words.
fn ends_in(text: &str, words: &[&str]) -> bool {
    let rest = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    words.iter().any(|word| text[rest.len()..].eq_ignore_ascii_case(word))
}

/// How many letters people put before their number where they choose a name.
const LONGEST_ID: usize = 3;

/// Whether the words before say that a name follows by which somebody is called.
fn is_account(before: &str) -> bool {
    let before = before.trim_end_matches(['：', ':', ' ', '为', '是']);
    ["微信", "微信号", "QQ", "QQ号", "联系", "联系方式", "电话", "手机", "手机号"]
        .iter()
        .any(|word| before.ends_with(word))
}

/// How many digits a number in a row of several, `0871-63138000/13800138000`, has at least.
const OTHER: usize = 7;

/// Whether a text ends in such a number, which is no part of an address.
fn ends_in_number(text: &str) -> bool {
    let near = end_of(text);
    let before = near.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '-' | '/'));
    near.len() - before.len() >= OTHER && !before.ends_with(|c: char| c.is_ascii_graphic() && c != ':' && c != '(')
}

/// Whether a text begins with such a number.
fn begins_with_number(text: &str) -> bool {
    let near = start_of(text);
    let behind = near.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '-' | '/'));
    near.len() - behind.len() >= OTHER && !behind.starts_with(|c: char| c.is_ascii_alphanumeric() || "._?=".contains(c))
}
