//! Places on the globe: two numbers of degrees close to each other.

use super::Finding;
use super::spots::is_degree;
use crate::model::{Code, Span};

/// Places in a text with these signs of degrees.
pub(super) fn find(text: &str, degrees: Vec<usize>) -> impl Iterator<Item = Finding> + '_ {
    pairs(text, decimals(text)).chain(pairs(text, seconds(text, degrees)))
}

/// Numbers with four decimals or more: `102.712251`.
fn decimals(text: &str) -> impl Iterator<Item = (f64, Span)> + '_ {
    text.match_indices('.').filter_map(|(point, _)| {
        let bytes = text.as_bytes();
        let is_digit = |at: &usize| bytes[*at].is_ascii_digit();
        let start = (0..point).rev().take_while(is_digit).last()?;
        let end = 1 + (point + 1..bytes.len()).take_while(is_digit).last()?;
        let value = text[start..end].parse().ok().filter(|_| end - point > 4)?;
        Some((value, Span::new(start, end)))
    })
}

/// Degrees, minutes and seconds: `102°42′45″`. Without the seconds they may be the extent of a county.
fn seconds(text: &str, degrees: Vec<usize>) -> impl Iterator<Item = (f64, Span)> + '_ {
    degrees.into_iter().filter_map(|mark| {
        let start = text[..mark].trim_end_matches(|c: char| c.is_ascii_digit()).len();
        let degrees: f64 = text[start..mark].parse().ok()?;
        let (minutes, rest) = number(text[mark..].strip_prefix(is_degree)?)?;
        let rest = rest.strip_prefix(['′', '\'', '’', '分'])?;
        let (seconds, rest) = number(rest)?;
        let rest = ["″", "\"", "”", "秒", "′′", "''"].iter().find_map(|sign| rest.strip_prefix(sign))?;
        Some((degrees + minutes / 60.0 + seconds / 3600.0, Span::new(start, text.len() - rest.len())))
    })
}

/// The number that a text begins with, and what follows it.
fn number(text: &str) -> Option<(f64, &str)> {
    let text = text.trim_start_matches(' ');
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    Some((text[..text.len() - rest.len()].parse().ok()?, rest))
}

/// Two of the numbers within the country and close to each other.
fn pairs<'a>(text: &'a str, numbers: impl Iterator<Item = (f64, Span)> + 'a) -> impl Iterator<Item = Finding> + 'a {
    let mut last: Option<(f64, Span)> = None;
    numbers.filter_map(move |(value, own)| {
        let (first, span) = last.replace((value, own))?;
        let is_pair = |east: f64, north: f64| (73.0..=136.0).contains(&east) && (3.0..=54.0).contains(&north);
        // Of 1.2345.6789 the second number would begin within the first.
        let between = text.get(span.end..own.start);
        let is_near = between.is_some_and(|between| between.len() <= 12 && !names_something(between));
        let is_near = is_near && !goes_on(&text[own.end..]);
        (is_near && (is_pair(first, value) || is_pair(value, first))).then(|| {
            let help = "地点写到村（社区）就够了；不该公开的请删去";
            Finding::new(
                Code::PrivateCoordinates,
                with_signs(text, span.start, own.end),
                "这里像是一处地点的经纬度",
                help,
            )
        })
    })
}

/// Whether a third number follows, or what the numbers count: 25.0389、102.7183、63.5512元.
fn goes_on(after: &str) -> bool {
    let units = ["元", "万", "亿", "亩", "吨", "公", "千", "米", "平", "立", "斤", "%", "％", "℃"];
    let next = after.trim_start_matches(['、', '，', ',', ' ']);
    let is_decimal = next.trim_start_matches(|c: char| c.is_ascii_digit()).starts_with('.');
    units.iter().any(|unit| next.starts_with(unit)) || (next.len() < after.len() && is_decimal)
}

/// The place of two numbers with the signs of degrees and of where they are counted from: 东经, E, °.
fn with_signs(text: &str, start: usize, end: usize) -> Span {
    let before = text[..start].trim_end_matches(['：', ':', ' ']);
    let signs = ["东经", "北纬", "经度", "纬度", "E", "N", "e", "n"];
    let start = signs.iter().find_map(|sign| before.strip_suffix(sign)).map_or(start, str::len);
    let after = text[end..].trim_start_matches(['°', '度', ' ']).trim_start_matches(['E', 'N']);
    let sign = &text[end..text.len() - after.len()];
    Span::new(start, end + sign.trim_end().len())
}

/// Whether there are words between two numbers that are none of a place on the globe.
fn names_something(between: &str) -> bool {
    between.chars().any(|c| c.is_alphabetic() && !c.is_ascii() && !"东西南北经纬度和".contains(c))
}
