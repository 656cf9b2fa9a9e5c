//! Where a person can be found: plates of cars, homes with the number of the door, coordinates of [`globe`].

use std::collections::BTreeSet;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, Match};

use super::{Finding, globe};
use crate::model::{Code, Span};

/// The first characters of plates.
const PROVINCES: &str = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼";

pub(super) fn find(text: &str, public: &[String]) -> Vec<Finding> {
    let mut found: Vec<Finding> = plates(text, public).collect();
    found.extend(homes(text));
    found.extend(globe::find(text));
    found
}

/// `云A12345`, `云a·D12345`: a province, a letter, five or six letters and digits, three digits at least.
fn plates<'a>(text: &'a str, public: &'a [String]) -> impl Iterator<Item = Finding> + 'a {
    let bytes = text.as_bytes();
    // The province's last byte is none of ASCII.
    let letters = bytes.iter().enumerate().filter(|(_, byte)| byte.is_ascii_alphabetic()).map(|(at, _)| at);
    letters.filter(|at| *at > 0 && !bytes[at - 1].is_ascii()).filter_map(move |at| {
        let province = text[..at].chars().next_back().filter(|c| PROVINCES.contains(*c))?;
        let rest = &text[at + 1..];
        let gap = rest.chars().next().filter(|c| matches!(c, '·' | '•' | ' ')).map_or(0, char::len_utf8);
        let plate = rest[gap..].split(|c: char| !c.is_ascii_alphanumeric()).next()?;
        let is_plate = matches!(plate.len(), 5 | 6)
            && plate.bytes().all(|b| b.is_ascii_alphanumeric())
            && plate.bytes().filter(u8::is_ascii_digit).count() >= 3;
        let letter = char::from(bytes[at]).to_ascii_uppercase();
        let is_public = || public.contains(&format!("{province}{letter}{}", plate.to_ascii_uppercase()));
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
    let home = |word: Match| {
        let (before, after) = (&text[..word.start()], &text[word.end()..]);
        match &text[word.range()] {
            "单元" => flat(before, after),
            "组" => in_group(before, after),
            "住" if after.starts_with('址') => door(word.end() + '址'.len_utf8(), &after['址'.len_utf8()..]),
            "住" => before.ends_with(['家', '现']).then(|| door(word.end(), after)).flatten(),
            "户籍地址" => door(word.end(), after),
            _ => in_estate(word.end(), after),
        }
    };
    let all: BTreeSet<Span> = HOMES.find_iter(text).filter_map(home).collect();
    // A home that is told of twice is one home.
    let mut spans: Vec<Span> = Vec::new();
    for span in all {
        match spans.last_mut() {
            Some(last) if span.start < last.end => last.end = last.end.max(span.end),
            _ => spans.push(span),
        }
    }
    spans.into_iter().map(|span| {
        let help = "请只写到村（社区）或小区，删去楼栋和门牌";
        Finding::new(Code::PrivateHome, span, "这里像是住户的详细住址", help)
    })
}

/// What a home is told by, all looked for at once; the last ones are what people live in, not work in.
static HOMES: LazyLock<AhoCorasick> = LazyLock::new(|| {
    let words =
        ["单元", "组", "住", "户籍地址", "小区", "花园", "家园", "公寓", "新村", "安置房", "安置点", "宿舍", "苑"];
    AhoCorasick::new(words).expect("a few words")
});

/// `小区5幢302室`, `小区3栋502`, `小区2号楼1单元301`: a building and a door.
fn in_estate(start: usize, after: &str) -> Option<Span> {
    let (_, rest) = number(after)?;
    let rest = ["号楼", "栋", "幢", "座"].iter().find_map(|word| rest.strip_prefix(word))?;
    let rest = number(rest).and_then(|(_, rest)| rest.strip_prefix("单元")).unwrap_or(rest);
    let (door, rest) = number(rest)?;
    let is_door = door.chars().count() >= 3 || rest.starts_with(['室', '号']);
    let rest = rest.strip_prefix(['室', '号']).unwrap_or(rest);
    is_door.then(|| Span::new(start, start + after.len() - rest.len()))
}

/// `青禾村3组12号`: a group of a village and a house in it. A plot, a well or a greenhouse is no home.
fn in_group(before: &str, after: &str) -> Option<Span> {
    let village = before.trim_end_matches(is_numeral).trim_end_matches('第');
    let is_group = village.len() < before.len()
        && ["村", "社区", "寨", "屯", "村民", "居民", "小"].iter().any(|end| village.ends_with(end));
    let (_, rest) = number(after)?;
    let rest = rest.strip_prefix('号')?;
    let is_thing = rest.starts_with(|c| "地田井塘池棚圈点站泵桩杆桥路渠库林山选机楼院展作".contains(c));
    (is_group && !is_thing).then(|| Span::new(village.len(), before.len() + "组".len() + after.len() - rest.len()))
}

/// The number that a text begins with, and what follows it.
fn number(text: &str) -> Option<(&str, &str)> {
    let rest = text.trim_start_matches(is_numeral);
    (rest.len() < text.len()).then(|| text.split_at(text.len() - rest.len()))
}

fn is_numeral(c: char) -> bool {
    c.is_numeric() || "一二三四五六七八九十".contains(c)
}

/// A number on either side of 单元, of a door or of a floor and a door.
fn flat(before: &str, after: &str) -> Option<Span> {
    let start = before.trim_end_matches(is_numeral).len();
    let (door, rest) = number(after)?;
    let upstairs =
        rest.strip_prefix(['楼', '层']).and_then(number).and_then(|(_, rest)| rest.strip_prefix(['号', '室']));
    let end = match upstairs {
        Some(rest) => after.len() - rest.len(),
        None => Some(door.len()).filter(|_| door.len() >= 2 && door.chars().all(char::is_numeric))?,
    };
    (start < before.len()).then(|| Span::new(start, before.len() + "单元".len() + end))
}

/// A number before 号 or 室 in the clause that follows; 3号楼 is no door yet.
fn door(start: usize, after: &str) -> Option<Span> {
    let clause = after.split(['，', '。', '；', ',', '、', '\n']).next()?;
    let end = clause.rfind(['号', '室'])?;
    let is_house = clause[end..].starts_with("号楼") || clause[end..].starts_with("号院");
    (!is_house && clause[..end].ends_with(char::is_numeric)).then(|| Span::new(start, start + end + '号'.len_utf8()))
}
