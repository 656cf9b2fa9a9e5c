//! Ranges whose first number lacks its sign: `63~68%`, which GB/T 15835 wants as `63%~68%`.

use super::Finding;
use crate::model::{Code, Span};

/// The range that a sign stands in, if it is one; the number and spaces stand before the sign.
pub(super) fn find(text: &str, at: usize, sign: char) -> Option<Finding> {
    let is_part = |c: char| c.is_ascii_digit() || c == '.';
    let from = text[..at].trim_end_matches(' ');
    let first = from.trim_end_matches(is_part).len();
    let after = text[at + sign.len_utf8()..].trim_start_matches(' ');
    let digits = after.len() - after.trim_start_matches(is_part).len();
    let rest = after[digits..].trim_start_matches(' ');
    let percent = rest.chars().next().filter(|c| matches!(c, '%' | '％' | '‰'))?;
    // A3-50% is the paper, then the number.
    let is_alone = !text[..first].ends_with(|c: char| {
        c.is_ascii_alphanumeric() || matches!(c, '-' | '~' | '～' | '∼' | '－' | '–' | '/' | '年' | '月')
    });
    (digits > 0 && first < from.len() && is_alone).then(|| {
        let span = Span::new(first, text.len() - rest.len() + percent.len_utf8());
        let (from, to) = (&from[first..], &after[..digits]);
        let message = format!("「{}」里前一个数少了百分号", &text[span.start..span.end]);
        let help = format!("请改成「{from}{percent}{sign}{to}{percent}」（GB/T 15835）");
        Finding::new(Code::RangeWithoutUnit, span, message, help)
    })
}
