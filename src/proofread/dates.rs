//! Days that no calendar has: `2026年2月30日`, `2026.2.30`.

use jiff::civil::Date;

use super::marks::is_han;
use super::numbers::digit_of;
use super::{Finding, end_of, mentions, start_of};
use crate::model::{Code, Span};

/// The impossible days, months and quarters of a text; a day without its year may be of a leap year.
pub(super) fn find(text: &str) -> impl Iterator<Item = Finding> + '_ {
    written_out(text).chain(months(text)).chain(quarters(text)).chain(in_digits(text))
}

/// `2月30日`, `2026 年 2 月 30 号`, `二月三十一日`; of `5月1日至32日` and `4月29—31日` the second day too.
fn written_out(text: &str) -> impl Iterator<Item = Finding> + '_ {
    mentions(text, "月").filter_map(|at| {
        let (month_start, month) = number_before(text, at)?;
        let (day, rest) = number_after(&text[at + '月'.len_utf8()..])?;
        let rest = rest.trim_start_matches(' ');
        let own = rest.strip_prefix(['日', '号']);
        let behind = own.unwrap_or(rest);
        let second = second_day(behind);
        let end = second.map_or(own, |(.., end)| Some(end))?;
        let before = text[..month_start].trim_end_matches(' ').strip_suffix('年');
        let year = before.and_then(|before| number_before(text, before.len())).filter(|(_, year)| *year >= 1000);
        // What is written in Han without a year may be of the old calendar.
        let is_in_han = year.is_none() && day <= 30 && text[month_start..at].starts_with(is_han);
        let (start, year) = year.unwrap_or((month_start, 2000));
        let is_behind = |word: &&str| [start, month_start].iter().any(|&at| text[..at].ends_with(*word));
        let is_old = is_in_han && is_of_old_calendar(&text[..start], behind) || OLD[..4].iter().any(is_behind);
        // 45日龄: how old a pig is.
        if is_old || end.starts_with('龄') {
            return None;
        }
        impossible(text, Span::new(start, text.len() - behind.len()), (year, month, day)).or_else(|| {
            let (from, day, end) = second?;
            impossible(text, Span::new(text.len() - from.len(), text.len() - end.len()), (year, month, day))
        })
    })
}

/// The day that a text goes on with behind another one, `至32日`: the text from it on, the day, and what follows.
fn second_day(text: &str) -> Option<(&str, i16, &str)> {
    let from = text.strip_prefix(['至', '到', '-', '—', '~', '～', '–', '－'])?;
    let (day, rest) = number_after(from)?;
    Some((from, day, rest.trim_start_matches(' ').strip_prefix(['日', '号'])?))
}

/// Words that tell of the old calendar, of which the first stand right before a day.
const OLD: [&str; 8] = ["农历", "阴历", "旧历", "闰", "古历", "庙会", "节", "祭"];

/// Whether the sentence around a day tells of the old calendar.
fn is_of_old_calendar(before: &str, behind: &str) -> bool {
    let is_stop = |c| matches!(c, '。' | '；' | '\n');
    let before = end_of(before).rsplit(is_stop).next().unwrap_or_default();
    let behind = start_of(behind).split(is_stop).next().unwrap_or_default();
    OLD.iter().any(|word| before.contains(word) || behind.contains(word))
}

/// `2026年13月`, without a day.
fn months(text: &str) -> impl Iterator<Item = Finding> + '_ {
    mentions(text, "年").filter_map(|at| {
        let (start, _) = number_before(text, at).filter(|(_, year)| (1900..2100).contains(year))?;
        // 七八月 are two.
        let after = text[at + '年'.len_utf8()..].trim_start_matches(' ');
        let (month, rest) = number_after(after).filter(|_| !after.starts_with(is_han))?;
        let rest = rest.trim_start_matches(' ').strip_prefix('月')?;
        let has_day = number_after(rest).is_some_and(|(_, rest)| rest.trim_start().starts_with(['日', '号']));
        let is_wrong = !(1..=12).contains(&month) && !has_day;
        is_wrong.then(|| none_such(text, Span::new(start, text.len() - rest.len()), "这个月份"))
    })
}

/// `2026年第五季度`.
fn quarters(text: &str) -> impl Iterator<Item = Finding> + '_ {
    mentions(text, "季度").filter_map(|at| {
        let (start, quarter) = number_before(text, at)?;
        let year = text[..start].trim_end_matches('第').strip_suffix('年')?;
        let (start, _) = number_before(text, year.len()).filter(|(_, year)| (1900..2100).contains(year))?;
        // 三四季度 are two.
        let is_wrong = quarter < 10 && !(1..=4).contains(&quarter);
        is_wrong.then(|| none_such(text, Span::new(start, at + "季度".len()), "这个季度"))
    })
}

/// `2026.2.30`, `2026-02-30`, `2026/2/30`: of a year of these times, a month that there is, and a day up to 31. Other
/// numbers may be those of a version.
fn in_digits(text: &str) -> impl Iterator<Item = Finding> + '_ {
    let starts = mentions(text, "20").chain(mentions(text, "19"));
    starts.filter_map(|start| {
        let is_part =
            |c: char| c.is_ascii_alphanumeric() || digit_of(c).is_some() || matches!(c, '.' | '-' | '/' | '_' | '=');
        if text[..start].ends_with(is_part) {
            return None;
        }
        let (year, rest) = number_after(&text[start..])?;
        let mark = rest.chars().next().filter(|c| matches!(c, '.' | '-' | '/'))?;
        let (month, rest) = number_after(&rest[1..])?;
        let (day, rest) = number_after(rest.strip_prefix(mark)?)?;
        let is_day = (1900..2100).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
        let is_alone = !rest.trim_start_matches('.').starts_with(is_part);
        let span = Span::new(start, text.len() - rest.len());
        impossible(text, span, (year, month, day)).filter(|_| is_day && is_alone)
    })
}

fn impossible(text: &str, span: Span, (year, month, day): (i16, i16, i16)) -> Option<Finding> {
    let small = |number: i16| i8::try_from(number).unwrap_or_default();
    Date::new(year, small(month), small(day)).is_err().then(|| none_such(text, span, "这一天"))
}

fn none_such(text: &str, span: Span, what: &str) -> Finding {
    let message = format!("日历上没有「{}」{what}", &text[span.start..span.end]);
    Finding::new(Code::ImpossibleDay, span, message, "请核对日期")
}

/// The number that ends right before a byte, or a space before it, and where it starts.
fn number_before(text: &str, end: usize) -> Option<(usize, i16)> {
    let text = text[..end].trim_end_matches(' ');
    let start = text.trim_end_matches(|c| digit_of(c).is_some()).len();
    let start = if start < text.len() { start } else { text.trim_end_matches(is_numeral).len() };
    Some((start, value(&text[start..])?))
}

/// The number that a text begins with, after spaces, and what follows it.
fn number_after(text: &str) -> Option<(i16, &str)> {
    let text = text.trim_start_matches(' ');
    let rest = text.trim_start_matches(|c| digit_of(c).is_some());
    let rest = if rest.len() < text.len() { rest } else { text.trim_start_matches(is_numeral) };
    Some((value(&text[..text.len() - rest.len()])?, rest))
}

const NUMERALS: &str = "〇一二三四五六七八九";

/// How many characters the number of a year, a month or a day has at most.
const LONGEST: usize = 5;

fn is_numeral(c: char) -> bool {
    c == '十' || NUMERALS.contains(c)
}

/// `30`, `３０`, `三十`, `二〇二六`.
fn value(text: &str) -> Option<i16> {
    if text.chars().nth(LONGEST).is_some() {
        return None;
    }
    let digit =
        |c: char| digit_of(c).or_else(|| char::from_digit(NUMERALS.chars().position(|n| n == c)?.try_into().ok()?, 10));
    let Some((tens, ones)) = text.split_once('十') else {
        return text.chars().map(digit).collect::<Option<String>>()?.parse().ok();
    };
    let part =
        |text: &str, none: i16| if text.is_empty() { Some(none) } else { value(text).filter(|value| *value < 10) };
    Some(part(tens, 1)? * 10 + part(ones, 0)?)
}
