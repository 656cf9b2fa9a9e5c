//! Days that no calendar has: `2026年2月30日`.

use jiff::civil::Date;

use super::Finding;
use crate::model::{Code, Span};

/// The impossible days of a text; a day without its year may be of a leap year.
pub(super) fn find(text: &str) -> impl Iterator<Item = Finding> + '_ {
    text.match_indices('月').filter_map(|(at, word)| {
        let (month_start, month) = number_before(text, at)?;
        let after = &text[at + word.len()..];
        let digits = after.len() - after.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let day: i8 = after[..digits].parse().ok()?;
        after[digits..].strip_prefix('日')?;
        let year = text[..month_start].strip_suffix('年').and_then(|before| number_before(text, before.len()));
        let (start, year) = year.filter(|(_, year)| *year >= 1000).unwrap_or((month_start, 2000));
        let is_day = i8::try_from(month).is_ok_and(|month| Date::new(year, month, day).is_ok());
        (!is_day).then(|| {
            let span = Span::new(start, at + word.len() + digits + '日'.len_utf8());
            let message = format!("日历上没有「{}」这一天", &text[span.start..span.end]);
            Finding::new(Code::ImpossibleDay, span, message, "请核对日期")
        })
    })
}

/// The number that ends right before a byte, and where it starts.
fn number_before(text: &str, end: usize) -> Option<(usize, i16)> {
    let start = text[..end].trim_end_matches(|c: char| c.is_ascii_digit()).len();
    Some((start, text[start..end].parse().ok()?))
}
