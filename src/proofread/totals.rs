//! Totals that are not the sum of the numbers right before them: `甲村 12 户、乙村 8 户，共 21 户`.
//!
//! Certain only where every part is a number with the same unit, and nothing else in the sentence has that unit.

use rust_decimal::Decimal;

use super::marks::is_han;
use super::{Finding, mentions};
use crate::domain::parse_decimal;
use crate::model::{Code, Span};

/// What stands before a total; the longer ones first.
const WORDS: [&str; 6] = ["总共", "一共", "合计", "共计", "总计", "共"];

/// Words by which a part is no plain part of a sum.
const UNSURE: [&str; 30] = [
    "其中", "包括", "含", "约", "近", "余", "多", "比", "增", "减", "超", "以上", "平均", "每", "第", "上年", "原",
    "迁", "走", "出", "退", "又", "剩", "还", "扣", "女", "去世", "均", "最", "单价",
];

/// What stands right before a number that is so much for each of several: 亩产3吨, 一等奖500元, 大户8元. 一等奖3名 are all.
const RATES: [char; 5] = ['日', '产', '奖', '户', '天'];

/// The longest that the parts of a sum are, in characters.
const LONGEST: usize = 300;

/// The wrong totals of a text.
pub(super) fn find(text: &str) -> impl Iterator<Item = Finding> + '_ {
    mentions(text, "共").chain(mentions(text, "计")).filter_map(|at| {
        let end = at + '共'.len_utf8();
        let start = WORDS.iter().find(|word| text[..end].ends_with(**word)).map(|word| end - word.len())?;
        // 共 is also the first half of 共计.
        (!text[end..].starts_with('计')).then(|| of_total(text, start, end)).flatten()
    })
}

/// The total whose word stands from `start` to `end`.
fn of_total(text: &str, start: usize, end: usize) -> Option<Finding> {
    let (total, unit, span) = total_after(text, end)?;
    let near = text[..start].char_indices().rev().take(LONGEST);
    let mut stops = near.filter(|(_, c)| matches!(c, '。' | '；' | '！' | '？' | '\n' | '：' | '（'));
    let sentence = match stops.next() {
        Some((at, stop)) => at + stop.len_utf8(),
        None if text[..start].chars().nth(LONGEST).is_some() => return None,
        None => 0,
    };
    let before = text[sentence..start].trim_end().strip_suffix(['，', ','])?;
    let before = &without_thousands(before);
    let mut parts = before.split(['、', '，', ',', '和']).rev();
    let mut values = Vec::new();
    let mut rest = None;
    for part in parts.by_ref() {
        match value_of(part, unit) {
            Some((_, before)) if is_rate(before, unit) => return None,
            Some((value, _)) => values.push(value),
            None => {
                rest = Some(part);
                break;
            }
        }
    }
    let is_clear = rest.into_iter().chain(parts).all(|part| !part.contains(unit));
    let sum: Decimal = values.iter().sum();
    let is_unsure = |&word: &&str| before.contains(word) && !(word == "女" && before.contains('男'));
    // Another whole than that of these parts, or one of them is the whole already.
    let is_other = total > sum + sum || values.iter().any(|value| total == *value || total + value == sum);
    if values.len() < 2
        || !is_clear
        || is_other
        || (sum - total).abs() <= rounding(&values)
        || UNSURE.iter().any(is_unsure)
    {
        return None;
    }
    let message = format!("前面各项加起来是 {} {unit}，这里写的是 {} {unit}", sum.normalize(), total.normalize());
    Some(Finding::new(Code::WrongTotal, span, message, "请核对各项和合计"))
}

/// By how much the sum of rounded parts may be off: half of the last decimal, for each.
fn rounding(values: &[Decimal]) -> Decimal {
    values.iter().filter(|value| value.scale() > 0).map(|value| Decimal::new(5, value.scale() + 1)).sum()
}

/// The number and the unit right after a word, and where they stand.
fn total_after(text: &str, end: usize) -> Option<(Decimal, &str, Span)> {
    let number = end + (text[end..].len() - text[end..].trim_start_matches(' ').len());
    let rest = &text[number..];
    let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ',')).len();
    let total = parse_decimal(&without_thousands(&rest[..digits]))?;
    let unit = rest[digits..].trim_start_matches(' ');
    let length = unit.find(|c: char| !is_han(c)).unwrap_or(unit.len());
    let (unit, after) = unit.split_at(length);
    let is_one = (1..=2).contains(&unit.chars().count()) && !after.starts_with(|c: char| c.is_alphanumeric());
    is_one.then(|| (total, unit, Span::new(number, number + digits)))
}

/// Whether the words before a number say that it is so much for each: 大户8元, but not 低保户8户.
fn is_rate(before: &str, unit: &str) -> bool {
    let is_of_prize = before.ends_with('奖') && matches!(unit, "名" | "个" | "人" | "项" | "篇");
    before.ends_with(RATES) && !before.ends_with(unit) && !is_of_prize
}

/// The text without the commas in `1,200`.
fn without_thousands(text: &str) -> String {
    let digits = |text: &str| text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let is_between = |at: usize| text[..at].ends_with(|c: char| c.is_ascii_digit()) && digits(&text[at + 1..]) == 3;
    text.char_indices().filter(|&(at, c)| c != ',' || !is_between(at)).map(|(_, c)| c).collect()
}

/// The number that a part ends in, with this unit and nothing behind it, and what stands before it.
fn value_of<'a>(part: &'a str, unit: &str) -> Option<(Decimal, &'a str)> {
    let number = part.trim_end().strip_suffix(unit)?.trim_end_matches(' ');
    let start = number.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.').len();
    let is_alone = !number[..start].ends_with(['-', '~', '～', '—', '/', '－', '至', '到', '+', '万', '千']);
    parse_decimal(&number[start..]).filter(|_| is_alone).map(|value| (value, number[..start].trim_end()))
}
