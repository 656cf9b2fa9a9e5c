//! Where a person can be found: plates of cars, homes with the number of the door, coordinates.

use super::Finding;
use crate::model::{Code, Span};

/// The first characters of plates.
const PROVINCES: &str = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼";

/// What a home is written after.
const AT_HOME: [&str; 5] = ["家住", "住址", "家庭住址", "现住", "户籍地址"];

pub(super) fn find(text: &str, public: &[String]) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut start = 0;
    for line in text.split('\n') {
        found.extend(plates(line, public).chain(homes(line)).chain(coordinates(line)).map(|mut finding| {
            finding.span = finding.span.shifted(start);
            finding
        }));
        start += line.len() + 1;
    }
    found
}

/// `云A12345`, `云A·D12345`: a province, a letter, five or six letters and digits, three digits at least.
fn plates<'a>(line: &'a str, public: &'a [String]) -> impl Iterator<Item = Finding> + 'a {
    let letters = line.bytes().enumerate().filter(|(_, b)| b.is_ascii_uppercase());
    letters.filter_map(move |(at, _)| {
        let province = line[..at].chars().next_back().filter(|c| PROVINCES.contains(*c))?;
        let rest = &line[at + 1..];
        let gap = rest.chars().next().filter(|c| matches!(c, '·' | '•' | ' ')).map_or(0, char::len_utf8);
        let plate = rest[gap..].split(|c: char| !c.is_ascii_alphanumeric()).next()?;
        let is_plate = matches!(plate.len(), 5 | 6)
            && plate.bytes().all(|b| b.is_ascii_digit() || b.is_ascii_uppercase())
            && plate.bytes().filter(u8::is_ascii_digit).count() >= 3;
        let whole = format!("{province}{}{plate}", &line[at..=at]);
        let is_public = || public.contains(&whole);
        (is_plate && !is_public()).then(|| {
            let span = Span::new(at - province.len_utf8(), at + 1 + gap + plate.len());
            let shown = format!("{province}{}***{}", &line[at..=at], &plate[plate.len() - 2..]);
            Finding::new(
                Code::PrivatePlate,
                span,
                format!("这里像是一个车牌号码（{shown}）"),
                "请删去，或只留地区和末两位",
            )
        })
    })
}

/// `3栋2单元501室`, or the number of a door after `家住`. Offices have floors and rooms, but no 单元.
fn homes(line: &str) -> impl Iterator<Item = Finding> + '_ {
    let by_unit = line.match_indices("单元").filter_map(|(at, word)| {
        let before = line[..at].trim_end_matches(|c: char| c.is_numeric());
        let after = &line[at + word.len()..];
        let door = after.len() - after.trim_start_matches(|c: char| c.is_numeric()).len();
        (before.len() < at && door >= 2).then(|| Span::new(before.len(), at + word.len() + door))
    });
    let by_word = AT_HOME.iter().flat_map(move |word| line.match_indices(word)).filter_map(|(at, word)| {
        let start = at + word.len();
        let clause = line[start..].split(['，', '。', '；', ',', '、']).next()?;
        let end = clause.rfind(['号', '室', '户'])?;
        let has_number = clause[..end].ends_with(|c: char| c.is_numeric());
        has_number.then(|| Span::new(start, start + end + '号'.len_utf8()))
    });
    by_unit.chain(by_word).map(|span| {
        let help = "请只写到村（社区）或小区，删去楼栋和门牌";
        Finding::new(Code::PrivateHome, span, "这里像是住户的详细住址", help)
    })
}

/// `102.712251, 25.040609`: two numbers with four decimals or more, within the country.
fn coordinates(line: &str) -> impl Iterator<Item = Finding> + '_ {
    let words = line.split_inclusive(|c: char| !(c.is_ascii_digit() || c == '.'));
    let mut at = 0;
    let mut last: Option<(f64, usize, usize)> = None;
    words.filter_map(move |word| {
        let start = at;
        at += word.len();
        let number = word.trim_end_matches(|c: char| !c.is_ascii_digit());
        if number.is_empty() {
            return None;
        }
        let value =
            number.split_once('.').filter(|(_, decimals)| decimals.len() >= 4).and_then(|_| number.parse().ok());
        let before = std::mem::replace(&mut last, value.map(|value: f64| (value, start, start + number.len())));
        let ((first, from, until), second) = (before?, value?);
        let is_pair = |east: f64, north: f64| (73.0..=136.0).contains(&east) && (3.0..=54.0).contains(&north);
        let is_near = start - until <= 12;
        (is_near && (is_pair(first, second) || is_pair(second, first))).then(|| {
            let span = Span::new(from, start + number.len());
            let help = "地点写到村（社区）就够了；不该公开的请删去";
            Finding::new(Code::PrivateCoordinates, span, "这里像是一处地点的经纬度", help)
        })
    })
}
