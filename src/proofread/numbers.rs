//! Numbers as people write them: digits of either width, in one run or in groups.

use crate::model::Span;

/// A run of digits, or several groups of them with one space or hyphen between each two.
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

/// The shortest that means anything here.
const SHORTEST: usize = 11;

/// All numbers of at least eleven digits that are no part of a longer word, address or name.
pub(super) fn numbers(text: &str) -> Vec<Number> {
    let mut found = Vec::new();
    let mut rest = 0;
    while let Some(start) = next_digit(text, rest) {
        let (number, end) = read(text, start);
        rest = end;
        if number.digits.len() >= SHORTEST && !is_part(text, &number) {
            found.push(number);
        }
    }
    found
}

/// Where the next digit stands; most bytes are none, so bytes are looked at first.
fn next_digit(text: &str, from: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    // A full-width digit is EF BC 90 to EF BC 99.
    let is_digit = |at: usize| {
        bytes[at].is_ascii_digit()
            || (bytes[at] == 0xef && bytes.get(at + 1) == Some(&0xbc) && matches!(bytes.get(at + 2), Some(0x90..=0x99)))
    };
    (from..bytes.len()).find(|&at| is_digit(at))
}

fn read(text: &str, start: usize) -> (Number, usize) {
    let mut number = Number { digits: String::new(), groups: vec![0], span: Span::new(start, start), ends_in_x: false };
    let mut chars = text[start..].char_indices().peekable();
    let mut end = start;
    while let Some((at, c)) = chars.next() {
        if let Some(digit) = digit_of(c) {
            number.digits.push(digit);
            *number.groups.last_mut().expect("a number has a group") += 1;
            end = start + at + c.len_utf8();
        } else if matches!(c, ' ' | '-' | '－') && chars.peek().is_some_and(|&(_, next)| digit_of(next).is_some()) {
            number.groups.push(0);
        } else {
            number.ends_in_x = matches!(c, 'X' | 'x' | 'Ｘ' | 'ｘ');
            break;
        }
    }
    let x = if number.ends_in_x { text[end..].chars().next().map_or(0, char::len_utf8) } else { 0 };
    number.span.end = end + x;
    (number, end)
}

fn digit_of(c: char) -> Option<char> {
    match c {
        '0'..='9' => Some(c),
        '０'..='９' => char::from_digit(u32::from(c) - u32::from('０'), 10),
        _ => None,
    }
}

/// Whether a number belongs to something longer: an address on the web, a file's name, a decimal, a code.
fn is_part(text: &str, number: &Number) -> bool {
    let before = text[..number.span.start].chars().next_back();
    let mut after = text[number.span.end..].chars();
    let next = after.next();
    let binds =
        |c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '_' | '=' | '%' | '#' | '&' | '?' | '@' | '\\');
    before.is_some_and(|c| binds(c) || matches!(c, '.' | '-' | '－'))
        || next.is_some_and(|c| binds(c) || (c == '.' && after.next().is_some_and(|c| c.is_ascii_alphanumeric())))
}
