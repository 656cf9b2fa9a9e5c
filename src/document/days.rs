//! Days as people write them, one or two with something between; enter at [`parse_day`] and [`two_days`].

use jiff::civil::Date;

use super::values::Cure;

/// Reads `2026-07-05`.
pub fn parse_day(text: &str) -> Result<Date, Cure> {
    if is_iso(text)
        && let Ok(day) = text.parse::<Date>()
        && day.year() >= 1949
    {
        return Ok(day);
    }
    Err(match numbers_of(text)[..] {
        [1..=12, 1..=31] | [1..=12, 1..=31, 1..=31] | [1..=12, 1..=31, 1..=12, 1..=31] if !text.contains('年') => {
            Cure::unsure(NO_YEAR)
        }
        [first, second, year] if first < 32 && (1949..=9999).contains(&year) => year_last(text, first, second, year),
        [year, ..] if (10..100).contains(&year) => Cure::unsure("年份要写四位，例如 2026-07-05"),
        [whole] if (19_490_101..=99_991_231).contains(&whole) => match new_day(digits_of(whole)) {
            Some(day) => meant_day(text, day),
            None => Cure::unsure(format!("日历上没有 {whole} 这一天，请核对；写法是 2026-07-05")),
        },
        [year, month, day, ..] => match new_day([year, month, day]) {
            Some(day) => meant_day(text, day),
            None => {
                let help = format!("日历上没有 {year} 年 {month} 月 {day} 日，请核对；写法是 2026-07-05");
                Cure::unsure(help)
            }
        },
        _ => Cure::unsure("请写成 2026-07-05 这样：年、月、日之间用半角减号"),
    })
}

/// `7月5日`, `7月5日至20日`: of several years it may be any.
const NO_YEAR: &str = "少了年份：请在前面写上四位的年份，例如 2026-07-05";

/// `1/9/2026`: elsewhere the day stands first, or the month.
fn year_last(text: &str, first: u32, second: u32, year: u32) -> Cure {
    match (new_day([year, second, first]), new_day([year, first, second])) {
        (Some(day), Some(other)) if day != other => {
            Cure::unsure(format!("请把年份写在前面，并核对月和日：{day} 或 {other}"))
        }
        (Some(day), _) | (None, Some(day)) => meant_day(text, day),
        _ => Cure::unsure("请把年份写在前面，例如 2026-07-05"),
    }
}

/// The first and last day of a text that says two: `2026年7月5日至20日`, `2026.7.5-7.20`, `2026-07-05…2026-07-20`.
pub(super) fn two_days(text: &str) -> Option<(Date, Date)> {
    let (first, last) = match numbers_of(text)[..] {
        [first, last] if first > 9999 && last > 9999 => (digits_of(first), digits_of(last)),
        [year, month, first, last] => ([year, month, first], [year, month, last]),
        [year, month, day, last_month, last] => ([year, month, day], [year, last_month, last]),
        [year, month, day, last_year, last_month, last] => ([year, month, day], [last_year, last_month, last]),
        _ => return None,
    };
    let (first, last) = (new_day(first)?, new_day(last)?);
    let is_form = |c: char| is_day_form(c) || matches!(c, '至' | '到');
    (text.chars().all(is_form) && first < last).then_some((first, last))
}

/// The day that a text in another form stands for; certain where the text says nothing else.
fn meant_day(text: &str, day: Date) -> Cure {
    let is_whole = text.chars().all(is_day_form) && matches!(numbers_of(text).len(), 1 | 3);
    Cure { help: format!("请改成 {day}"), meant: is_whole.then(|| day.to_string()) }
}

fn is_day_form(c: char) -> bool {
    matches!(c, '0'..='9' | '０'..='９' | '年' | '月' | '日' | '号') || HAN_DIGITS.contains(c) || !c.is_alphanumeric()
}

fn is_iso(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() == 10
        && bytes.iter().enumerate().all(|(at, b)| if at == 4 || at == 7 { *b == b'-' } else { b.is_ascii_digit() })
}

/// Year, month and day of `20260705`.
fn digits_of(whole: u32) -> [u32; 3] {
    [whole / 10_000, whole / 100 % 100, whole % 100]
}

fn new_day([year, month, day]: [u32; 3]) -> Option<Date> {
    let year = i16::try_from(year).ok().filter(|year| (1949..=9999).contains(year))?;
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// The numbers in a text such as `2026年9月1日`, `２０２６．９．１` or `二〇二六年九月一日`.
fn numbers_of(text: &str) -> Vec<u32> {
    let folded = text.chars().map(|c| match c {
        '０'..='９' => char::from_digit(u32::from(c) - u32::from('０'), 10).unwrap_or(' '),
        '0'..='9' => c,
        _ if HAN_DIGITS.contains(c) => c,
        _ => ' ',
    });
    folded
        .collect::<String>()
        .split_whitespace()
        .filter_map(|number| number.parse().ok().or_else(|| han_number(number)))
        .collect()
}

/// Zero, in two spellings, to nine, and ten.
const HAN_DIGITS: &str = "〇零一二三四五六七八九十";

/// The number of `二〇二六` or `二十一`.
fn han_number(text: &str) -> Option<u32> {
    let digit = |c: char| match HAN_DIGITS.chars().position(|digit| digit == c)? {
        0 => Some(0),
        at => u32::try_from(at - 1).ok().filter(|digit| *digit < 10),
    };
    match text.split_once('十') {
        None if text.chars().count() <= 4 => text.chars().try_fold(0, |number, c| Some(number * 10 + digit(c)?)),
        None => None,
        Some((tens, ones)) => {
            let one = |part: &str, default: u32| match part.chars().collect::<Vec<_>>()[..] {
                [] => Some(default),
                [c] => digit(c),
                _ => None,
            };
            Some(one(tens, 1)? * 10 + one(ones, 0)?)
        }
    }
}
