//! Days that no calendar has: `2026年2月30日`, `2026.2.30`.

use jiff::civil::Date;

use super::Finding;
use super::numbers::digit_of;
use crate::model::{Code, Span};

/// The impossible days of a text; a day without its year may be of a leap year.
pub(super) fn find(text: &str) -> impl Iterator<Item = Finding> + '_ {
    written_out(text).chain(in_digits(text))
}

/// `2月30日`, `2026 年 2 月 30 号`.
fn written_out(text: &str) -> impl Iterator<Item = Finding> + '_ {
    text.match_indices('月').filter_map(|(at, word)| {
        let (month_start, month) = number_before(text, at)?;
        let after = &text[at + word.len()..];
        let (day, rest) = number_after(after)?;
        let end = text.len() - rest.trim_start_matches(' ').strip_prefix(['日', '号'])?.len();
        let before = text[..month_start].trim_end_matches(' ').strip_suffix('年');
        let year = before.and_then(|before| number_before(text, before.len()));
        let (start, year) = year.filter(|(_, year)| *year >= 1000).unwrap_or((month_start, 2000));
        impossible(text, Span::new(start, end), (year, month, day))
    })
}

/// `2026.2.30`, `2026-02-30`, `2026/2/30`: of a year of these times, a month that there is, and a day up to 31. Other
/// numbers may be those of a version.
fn in_digits(text: &str) -> impl Iterator<Item = Finding> + '_ {
    let starts = text.match_indices("20").chain(text.match_indices("19"));
    starts.filter_map(|(start, _)| {
        let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '/' | '_' | '=');
        let (year, rest) = number_after(&text[start..])?;
        let mark = rest.chars().next().filter(|c| matches!(c, '.' | '-' | '/'))?;
        let (month, rest) = number_after(&rest[1..])?;
        let (day, rest) = number_after(rest.strip_prefix(mark)?)?;
        let is_day = (1900..2100).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
        let is_alone = !text[..start].ends_with(is_part) && !rest.trim_start_matches('.').starts_with(is_part);
        let span = Span::new(start, text.len() - rest.len());
        impossible(text, span, (year, month, day)).filter(|_| is_day && is_alone)
    })
}

fn impossible(text: &str, span: Span, (year, month, day): (i16, i16, i16)) -> Option<Finding> {
    let small = |number: i16| i8::try_from(number).unwrap_or_default();
    Date::new(year, small(month), small(day)).is_err().then(|| {
        let message = format!("日历上没有「{}」这一天", &text[span.start..span.end]);
        Finding::new(Code::ImpossibleDay, span, message, "请核对日期")
    })
}

/// The number that ends right before a byte, or a space before it, and where it starts.
fn number_before(text: &str, end: usize) -> Option<(usize, i16)> {
    let text = text[..end].trim_end_matches(' ');
    let start = text.trim_end_matches(|c| digit_of(c).is_some()).len();
    Some((start, value(&text[start..])?))
}

/// The number that a text begins with, after spaces, and what follows it.
fn number_after(text: &str) -> Option<(i16, &str)> {
    let text = text.trim_start_matches(' ');
    let rest = text.trim_start_matches(|c| digit_of(c).is_some());
    Some((value(&text[..text.len() - rest.len()])?, rest))
}

fn value(digits: &str) -> Option<i16> {
    digits.chars().filter_map(digit_of).collect::<String>().parse().ok()
}
