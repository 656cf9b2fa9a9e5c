//! Where a person can be found: plates of cars, homes with the number of the door, coordinates.

use std::collections::BTreeSet;

use memchr::memmem;

use super::Finding;
use crate::model::{Code, Span};

/// The first characters of plates.
const PROVINCES: &str = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼";

pub(super) fn find(text: &str, public: &[String]) -> Vec<Finding> {
    let mut found: Vec<Finding> = plates(text, public).collect();
    found.extend(homes(text));
    found.extend(coordinates(text));
    found
}

/// `云A12345`, `云A·D12345`: a province, a letter, five or six letters and digits, three digits at least.
fn plates<'a>(text: &'a str, public: &'a [String]) -> impl Iterator<Item = Finding> + 'a {
    let bytes = text.as_bytes();
    // The province's last byte is none of ASCII.
    let letters = bytes.iter().enumerate().filter(|(_, byte)| byte.is_ascii_uppercase()).map(|(at, _)| at);
    letters.filter(|at| *at > 0 && !bytes[at - 1].is_ascii()).filter_map(move |at| {
        let province = text[..at].chars().next_back().filter(|c| PROVINCES.contains(*c))?;
        let rest = &text[at + 1..];
        let gap = rest.chars().next().filter(|c| matches!(c, '·' | '•' | ' ')).map_or(0, char::len_utf8);
        let plate = rest[gap..].split(|c: char| !c.is_ascii_alphanumeric()).next()?;
        let is_plate = matches!(plate.len(), 5 | 6)
            && plate.bytes().all(|b| b.is_ascii_digit() || b.is_ascii_uppercase())
            && plate.bytes().filter(u8::is_ascii_digit).count() >= 3;
        let letter = char::from(bytes[at]);
        let is_public = || public.contains(&format!("{province}{letter}{plate}"));
        (is_plate && !is_public()).then(|| {
            let span = Span::new(at - province.len_utf8(), at + 1 + gap + plate.len());
            let message = format!("这里像是一个车牌号码（{province}{letter}***{}）", &plate[plate.len() - 2..]);
            Finding::new(Code::PrivatePlate, span, message, "请删去，或只留地区和末两位")
        })
    })
}

/// `3栋2单元501室`, or the number of a door after `家住`, `现住`, `住址` or `户籍地址`. Offices have floors and rooms, but no
/// 单元.
fn homes(text: &str) -> impl Iterator<Item = Finding> + '_ {
    let ends = |word: &str| memmem::find_iter(text.as_bytes(), word).map(|at| at + word.len()).collect::<Vec<_>>();
    let flats = ends("单元").into_iter().filter_map(|end| flat(&text[..end - "单元".len()], &text[end..]));
    let lives = ends("住").into_iter().filter_map(|end| {
        let is_verb = text[..end].ends_with("家住") || text[..end].ends_with("现住");
        let address = text[end..].strip_prefix('址').map(|rest| text.len() - rest.len());
        address.or(is_verb.then_some(end))
    });
    let doors = lives.chain(ends("户籍地址")).filter_map(|end| door(end, &text[end..]));
    // A home that is told of twice is one home.
    let spans: BTreeSet<Span> = flats.chain(doors).collect();
    spans.into_iter().map(|span| {
        let help = "请只写到村（社区）或小区，删去楼栋和门牌";
        Finding::new(Code::PrivateHome, span, "这里像是住户的详细住址", help)
    })
}

/// A number on either side of 单元.
fn flat(before: &str, after: &str) -> Option<Span> {
    let start = before.trim_end_matches(char::is_numeric).len();
    let digits = after.len() - after.trim_start_matches(char::is_numeric).len();
    (start < before.len() && digits >= 2).then(|| Span::new(start, before.len() + "单元".len() + digits))
}

/// A number before 号 or 室 in the clause that follows; 3号楼 is no door yet.
fn door(start: usize, after: &str) -> Option<Span> {
    let clause = after.split(['，', '。', '；', ',', '、', '\n']).next()?;
    let end = clause.rfind(['号', '室'])?;
    let is_house = clause[end..].starts_with("号楼") || clause[end..].starts_with("号院");
    (!is_house && clause[..end].ends_with(char::is_numeric)).then(|| Span::new(start, start + end + '号'.len_utf8()))
}

/// Whether there are words between two numbers that are none of a place on the globe.
fn names_something(between: &str) -> bool {
    between.chars().any(|c| c.is_alphabetic() && !c.is_ascii() && !"东西南北经纬度和".contains(c))
}

/// `102.712251, 25.040609`: two numbers with four decimals or more, within the country and close to each other.
fn coordinates(text: &str) -> impl Iterator<Item = Finding> + '_ {
    let mut last: Option<(f64, Span)> = None;
    text.match_indices('.').filter_map(move |(point, _)| {
        let bytes = text.as_bytes();
        let is_digit = |at: &usize| bytes[*at].is_ascii_digit();
        let start = (0..point).rev().take_while(is_digit).last()?;
        let end = 1 + (point + 1..bytes.len()).take_while(is_digit).last()?;
        let value: f64 = text[start..end].parse().ok().filter(|_| end - point > 4)?;
        let (first, span) = last.replace((value, Span::new(start, end)))?;
        let is_pair = |east: f64, north: f64| (73.0..=136.0).contains(&east) && (3.0..=54.0).contains(&north);
        // Of 1.2345.6789 the second number would begin within the first.
        let is_near = text.get(span.end..start).is_some_and(|between| between.len() <= 12 && !names_something(between));
        (is_near && (is_pair(first, value) || is_pair(value, first))).then(|| {
            let help = "地点写到村（社区）就够了；不该公开的请删去";
            Finding::new(Code::PrivateCoordinates, Span::new(span.start, end), "这里像是一处地点的经纬度", help)
        })
    })
}
