//! Where a person can be found: plates of cars, homes with the number of the door, coordinates of [`globe`].

use std::collections::BTreeSet;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, Match, MatchKind};

use super::marks::is_han;
use super::{Finding, end_of, globe, start_of};
use crate::model::{Code, Span};

/// The first characters of plates.
const PROVINCES: &str = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼";

pub(super) fn find<'a>(text: &'a str, public: &'a [String]) -> impl Iterator<Item = Finding> + 'a {
    plates(text, public).chain(homes(text)).chain(globe::find(text))
}

/// `云A12345`, `云 a·D12345`, `粤Z1234港`: a province, a letter, five or six letters and digits.
fn plates<'a>(text: &'a str, public: &'a [String]) -> impl Iterator<Item = Finding> + 'a {
    let bytes = text.as_bytes();
    // The province's last byte is none of ASCII; letters of full width are EF BC A1 to EF BD 9A.
    let may_begin = |&(_, &b): &(usize, &u8)| b.is_ascii_alphabetic() || b == 0xef;
    let is_letter = |at: usize| matches!(bytes[at..], [0..0x80, ..] | [_, 0xbc, 0xa1..=0xba, ..] | [_, 0xbd, ..]);
    let is_behind = |at: usize| !bytes[at - 1].is_ascii() || bytes[at - 1] == b' ';
    let starts = bytes.iter().enumerate().skip(1).filter(may_begin).map(|(at, _)| at);
    starts.filter(move |&at| is_letter(at) && is_behind(at)).filter_map(move |at| {
        let before = text[..at].strip_suffix(' ').unwrap_or(&text[..at]);
        let province = before.chars().next_back().filter(|c| PROVINCES.contains(*c))?;
        let start = before.len() - province.len_utf8();
        // 新 A…: two words, unless what stands before says that it is a plate.
        let is_apart = before.len() < at && text[..start].ends_with(|c| is_han(c) && !"牌号车为是".contains(c));
        let (plate, end) = plate(&text[at..], province).filter(|_| !is_apart)?;
        let known = format!("{province}{plate}");
        (!public.contains(&known)).then(|| {
            let tail: String = plate.chars().skip(plate.chars().count() - 2).collect();
            let message = format!("这里像是一个车牌号码（{province}{}***{tail}）", &plate[..1]);
            Finding::new(Code::PrivatePlate, Span::new(start, at + end), message, "请删去，或只留地区和末两位")
        })
    })
}

/// What follows the province on the plate that a text begins with, and where that ends.
fn plate(text: &str, province: char) -> Option<(String, usize)> {
    let mut plate: String = half_width(text.chars().next()?).filter(char::is_ascii_uppercase)?.into();
    let rest = &text[text.chars().next()?.len_utf8()..];
    let after = rest.strip_prefix(['·', '•', ' ', '-']).unwrap_or(rest);
    let has_gap = after.len() < rest.len();
    plate.extend(after.chars().map_while(half_width));
    let end = text.len() - after.trim_start_matches(|c| half_width(c).is_some()).len();
    if let Some(kind) = text[end..].chars().next().filter(|c| plate.len() == 5 && "学警港澳领挂".contains(*c)) {
        // A school or a student is none.
        let is_plate = is_digits(&plate[1..]) && !text[end + kind.len_utf8()..].starts_with(['校', '生', '员']);
        plate.push(kind);
        return is_plate.then_some((plate, end + kind.len_utf8()));
    }
    let serial = &plate[1..];
    let digits = serial.bytes().filter(u8::is_ascii_digit).count();
    let are_letters = |count: usize| serial.bytes().take(count).all(|b| b.is_ascii_alphabetic());
    // 新能源: a letter, one more letter or digit, four digits; or five digits and a letter.
    let is_green = serial.len() == 6
        && ((are_letters(1) && is_digits(&serial[2..])) || (is_digits(&serial[..5]) && !is_digits(&serial[5..])));
    // HDPE200, OA2026 and things that are new, as 新HP1020, are none.
    let is_thing = plate.contains(['I', 'O']) || (!has_gap && (are_letters(2) || (province == '新' && are_letters(1))));
    let is_plate = (serial.len() == 5 && digits >= 3) || is_green;
    (is_plate && !is_thing).then_some((plate, end))
}

fn is_digits(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_digit())
}

/// A letter or digit of either width, in half width and upper case.
fn half_width(c: char) -> Option<char> {
    let plain = match c {
        'Ａ'..='Ｚ' | 'ａ'..='ｚ' | '０'..='９' => char::from_u32(u32::from(c) - 0xfee0)?,
        _ => c,
    };
    plain.is_ascii_alphanumeric().then(|| plain.to_ascii_uppercase())
}

/// `3栋2单元501室`, or the number of a door after `家住`, `现住`, `住址`, `家在` or `户籍所在地`. Offices have floors and
/// rooms, but no 单元; those that have one say what they are.
fn homes(text: &str) -> impl Iterator<Item = Finding> + '_ {
    let home = |word: Match| {
        let (before, after) = (&text[..word.start()], &text[word.end()..]);
        let of_person = || door(word.end(), after);
        let of_words =
            |found: Option<Span>| found.map(|span| with_its_place(text, span)).filter(|s| !is_public(text, *s));
        match &text[word.range()] {
            "单元" => of_words(flat(before, after)),
            "组" => of_words(in_group(before, after)),
            "住" if after.starts_with('址') => door(word.end() + '址'.len_utf8(), &after['址'.len_utf8()..]),
            // 现住户: who lives here now.
            "住" => (before.ends_with(['家', '现']) && !after.starts_with('户')).then(of_person).flatten(),
            "家在" => {
                (!before.ends_with(|c| "大专国厂商店农行作画科玩买卖各几回".contains(c))).then(of_person).flatten()
            }
            "户籍地址" | "户籍所在地" | "居住地" => of_person(),
            _ => of_words(in_estate(word.end(), after)),
        }
    };
    let all: BTreeSet<Span> = HOMES.find_iter(text).filter_map(home).collect();
    // A home that is told of twice is one home.
    let mut spans: Vec<Span> = Vec::new();
    for span in all {
        match spans.last_mut() {
            Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
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
    let words = [
        "单元",
        "组",
        "住",
        "家在",
        "户籍地址",
        "户籍所在地",
        "居住地",
        "小区",
        "花园",
        "家园",
        "公寓",
        "新村",
        "安置房",
        "安置点",
        "宿舍",
        "苑",
    ];
    AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(words).expect("a few words")
});

/// The longest that the name of an estate or a village is, in characters.
const LONGEST_NAME: usize = 8;

/// The address with the building, and the name of the village or estate before it.
fn with_its_place(text: &str, span: Span) -> Span {
    let before = &text[..span.start];
    let building = ["号楼", "号院", "栋", "幢", "座"].iter().find_map(|word| before.strip_suffix(*word));
    let start = building.map_or(before, |before| before.trim_end_matches(is_numeral)).len();
    let name = text[..start].chars().rev().take_while(|&c| is_han(c) && !"住在于址到访往去给的位从".contains(c));
    let length = name.clone().take(LONGEST_NAME + 1).count();
    let is_name = (2..=LONGEST_NAME).contains(&length) && !text[..start].ends_with(['是', '有', '和', '了', '为']);
    let own = if is_name { name.map(char::len_utf8).sum() } else { 0 };
    Span::new(start - own, span.end)
}

/// Whether the clause before an address, or its own words, say that it is an office, a place for everyone or an exercise.
fn is_public(text: &str, span: Span) -> bool {
    const WORDS: [&str; 32] = [
        "中心",
        "服务站",
        "服务点",
        "工作站",
        "驿站",
        "书屋",
        "教学点",
        "办公",
        "活动室",
        "会议室",
        "阅览室",
        "卫生室",
        "诊所",
        "食堂",
        "饭堂",
        "超市",
        "门店",
        "店铺",
        "网点",
        "便利店",
        "公司",
        "合作社",
        "车间",
        "工坊",
        "学堂",
        "幼儿园",
        "支部",
        "居委会",
        "村委会",
        "物业",
        "演练",
        "学校",
    ];
    let clause = end_of(&text[..span.end]).rsplit(['。', '；', '，', '！', '？', '\n']).next().unwrap_or_default();
    let is_of_person = ["住户", "家住", "居民", "村民"].iter().any(|word| clause.contains(word));
    !is_of_person && WORDS.iter().any(|word| clause.contains(word))
}

/// `小区5幢302室`, `小区3栋502`, `小区2号楼1单元301`, `花园12-3-501`: a building and a door.
fn in_estate(start: usize, after: &str) -> Option<Span> {
    let (_, rest) = number(after)?;
    let rest = match ["号楼", "栋", "幢", "座"].iter().find_map(|word| rest.strip_prefix(word)) {
        Some(rest) => number(rest).and_then(|(_, rest)| rest.strip_prefix("单元")).unwrap_or(rest),
        None => number(rest.strip_prefix('-')?)?.1.strip_prefix('-')?,
    };
    let (door, rest) = number(rest)?;
    let rest = behind_door(door, rest, 3)?;
    Some(Span::new(start, start + after.len() - rest.len()))
}

/// What follows the number of a door, which `室` or `号` may stand behind; without them it has so many digits, and
/// counts nothing: 2单元15名党员.
fn behind_door<'a>(door: &str, rest: &'a str, digits: usize) -> Option<&'a str> {
    match rest.strip_prefix(['室', '号']) {
        Some(behind) => (!is_day(behind)).then_some(behind),
        None => {
            let count = door.chars().count();
            let ends = || !rest.starts_with(|c: char| is_han(c) && c != '的');
            let counts =
                rest.starts_with(|c| MEASURES.contains(c)) || COUNTED.iter().any(|word| rest.starts_with(word));
            let is_door = door.chars().all(char::is_numeric) && count >= digits && (ends() || (count > 2 && !counts));
            is_door.then_some(rest)
        }
    }
}

/// What stands behind the number of things.
const MEASURES: &str = "户套家人名个位间平米元层栋幢盏张台辆盆棵株亩份件次场条项块年月日天多余万千";

/// The same in two characters, the first of which may also begin what a home is said of: 502住着王大妈.
const COUNTED: [&str; 5] = ["住户", "居民", "床位", "接处", "老旧"];

/// Whether what stands behind a number and 号 makes it a day of the month: 20号前.
fn is_day(behind: &str) -> bool {
    behind.starts_with(|c| "前后起开就都来去到召集收完止早晚上下又才当".contains(c))
}

/// What has a number with 号, and is no home: 8号网格.
const THINGS: &str = "地田井塘池棚圈点站泵桩杆桥路渠库林山选机楼院展作网片";

/// `青禾村3组12号`: a group of a village and a house in it. A plot, a well or a greenhouse is no home.
fn in_group(before: &str, after: &str) -> Option<Span> {
    let village = before.trim_end_matches(is_numeral).trim_end_matches('第');
    let is_group = village.len() < before.len()
        && ["村", "社区", "寨", "屯", "村民", "居民", "小"].iter().any(|end| village.ends_with(end));
    let (_, rest) = number(after)?;
    let rest = rest.strip_prefix('号')?;
    let is_thing = rest.starts_with(|c| THINGS.contains(c));
    (is_group && !is_thing && !is_day(rest))
        .then(|| Span::new(village.len(), before.len() + "组".len() + after.len() - rest.len()))
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
    let rest = match upstairs {
        Some(rest) => rest,
        None => behind_door(door, rest, 2)?,
    };
    (start < before.len()).then(|| Span::new(start, before.len() + "单元".len() + after.len() - rest.len()))
}

/// A number before 号 or 室 in the clause that follows, as long as that is an address still; 3号楼 is no door yet.
fn door(start: usize, after: &str) -> Option<Span> {
    let own = after.trim_start_matches(['：', ':', ' ', '（', '为', '是', '在', '于']);
    let clause = start_of(own).split(['，', '。', '；', ',', '、', '\n']).next()?;
    let is_door = |&(end, sign): &(usize, &str)| {
        let (before, behind) = (&clause[..end], &clause[end + sign.len()..]);
        let place = before.trim_end_matches(char::is_numeric);
        let is_sentence = place.contains(|c| "的了着就都已每把被说".contains(c)) || place.ends_with(['月', '第', '逢']);
        place.len() < before.len() && !is_sentence && !is_day(behind) && !behind.starts_with(|c| THINGS.contains(c))
    };
    let (end, sign) = clause.rmatch_indices(['号', '室']).find(is_door)?;
    let start = start + after.len() - own.len();
    Some(Span::new(start, start + end + sign.len()))
}
