//! Homes with the number of the door; enter at [`find`].

mod others;

use std::collections::BTreeSet;
use std::sync::LazyLock;

use aho_corasick::Match;

use super::finder::Finder;
use super::marks::is_han;
use super::numbers::digit_of;
use super::{Finding, end_of, start_of};
use crate::model::{Code, Span};
use others::{ends_in_street, is_in_street, is_of_family, is_of_firm, is_of_office, is_of_somebody, is_public};

/// `3栋2单元501室`, or the number of a door after `家住`, `现住`, `住址`, `家在` or `户籍所在地`. Offices have floors and
/// rooms, but no 单元; those that have one say what they are.
pub(super) fn find(text: &str, spots: Vec<usize>) -> impl Iterator<Item = Finding> + '_ {
    let home = |word: Match| {
        let (before, after) = (&text[..word.start()], &text[word.end()..]);
        let of_person = || door(word.end(), after);
        let of_words =
            |found: Option<Span>| found.map(|span| with_its_place(text, span)).filter(|s| !is_public(text, *s));
        match &text[word.range()] {
            "单元" => of_words(flat(before, after)),
            "组" => of_words(in_group(before, after)),
            "栋" | "幢" | "#" => of_words(in_building(before, word.end(), after)),
            "弄" => of_words(in_lane(before, after)),
            "住" if after.starts_with('址') => door(word.end() + '址'.len_utf8(), &after['址'.len_utf8()..]),
            // 现住户: who lives here now.
            "住" if before.ends_with(['家', '现']) && !after.starts_with('户') => of_person(),
            // 住建局, 住房公积金, 住院部, 住宿地点, 住宅小区, 住村工作队 are no homes.
            "住" if after.starts_with(['建', '房', '院', '宿', '宅', '地', '村', '所', '户', '培', '保']) => {
                None
            }
            "住" => {
                let is_first = before.trim_end_matches([' ', '\u{3000}']).is_empty()
                    || before.ends_with(['，', ',', '。', '；', '：', '、', '（', '(', '\n', '\u{3000}', '租', '暂']);
                let lives = after.starts_with(['在', '于']) && !before.ends_with('吃') || is_first;
                lives.then(of_person).flatten().filter(|span| is_in_street(text, *span))
            }
            "家在" => is_of_family(before).then(of_person).flatten(),
            "门牌号" => {
                let whose = before.strip_suffix('的').unwrap_or(before).strip_suffix('家');
                whose.filter(|whose| is_of_family(whose)).and_then(|_| of_person())
            }
            // 现居民: who lives here now.
            "现居" => {
                let lived = usize::from(after.starts_with('住')) * '住'.len_utf8();
                let of_person = || door(word.end() + lived, &after[lived..]);
                (!after.starts_with('民')).then(of_person).flatten().filter(|span| is_in_street(text, *span))
            }
            "地址" => of_person()
                .filter(|span| is_of_somebody(before) && is_in_street(text, *span) && !is_of_office(text, *span)),
            "寄往" | "寄到" | "寄至" | "收件地址" | "收货地址" | "邮寄地址" => {
                of_person().filter(|span| is_in_street(text, *span) && !is_of_office(text, *span))
            }
            "住所" => of_person().filter(|_| !after.starts_with('地') && !is_of_firm(before)),
            "户籍地址" | "户籍所在地" | "户籍地" | "居住地" | "居住地址" | "家庭地址" | "常住地址" | "暂住地址" => {
                of_person()
            }
            _ => of_words(in_estate(word.end(), after)),
        }
    };
    let all: BTreeSet<Span> = HOMES.find(text, spots).filter_map(home).collect();
    // A home that is told of twice is one home.
    let mut spans: Vec<Span> = Vec::new();
    for span in all {
        match spans.last_mut() {
            Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
            _ => spans.push(span),
        }
    }
    spans.into_iter().map(|span| {
        let help = "请只写到村（社区）或小区，删去楼栋和门牌；确实要公开的，写进 site.yaml：public: [地址]";
        Finding::new(Code::PrivateHome, span, "这里像是住户的详细住址", help)
    })
}

/// What a home is told by, all looked for at once; the last ones are what people live in, not work in.
pub(super) static HOMES: LazyLock<Finder> = LazyLock::new(|| {
    let words = "单元 组 栋 幢 # 弄 住 家在 现居 门牌号 地址 户籍地址 户籍所在地 户籍地 居住地 居住地址 家庭地址 常住地址 暂住地址 \
        住所 寄往 寄到 寄至 收件地址 收货地址 邮寄地址 小区 花园 家园 公寓 新村 安置房 安置点 宿舍 苑";
    Finder::new(words.split_whitespace())
});

/// The longest that the name of an estate or a village is, in characters.
const LONGEST_NAME: usize = 8;

/// The address with the building, and the name of the village or estate before it.
fn with_its_place(text: &str, span: Span) -> Span {
    let before = &text[..span.start];
    let building = ["号楼", "号院", "栋", "幢", "座"].iter().find_map(|word| before.strip_suffix(*word));
    let start = building.map_or(before, |before| before.trim_end_matches(is_numeral)).len();
    let words = text[..start].chars().rev().take(2 * LONGEST_NAME).take_while(|c| is_han(*c));
    let words = &text[start - words.map(char::len_utf8).sum::<usize>()..start];
    let told = BEFORE.split(' ').filter_map(|word| words.rfind(word).map(|at| at + word.len())).max();
    let own = told.map_or(words, |end| words[end..].trim_start_matches(['为', '是']));
    let name = own.chars().rev().take_while(|&c| !"住在于址到访往去给的位从".contains(c));
    let length = name.clone().count();
    let is_short = (2..=LONGEST_NAME).contains(&length) && !text[..start].ends_with(['是', '有', '和', '了', '为']);
    let is_name = is_short || told.is_some() && length == own.chars().count();
    let own = if is_name { name.map(char::len_utf8).sum() } else { 0 };
    Span::new(start - own, span.end)
}

/// What stands right before the name of where somebody lives.
const BEFORE: &str = "所在地 居住地 户籍地 住址 地址 住所 住进 搬进 搬入 搬到 迁入 迁到 现居 入住";

/// `15弄3号502室`: a lane, a house and a room in it.
fn in_lane(before: &str, after: &str) -> Option<Span> {
    let start = before.trim_end_matches(is_numeral).len();
    let (_, rest) = number(after)?;
    let (_, rest) = number(rest.strip_prefix('号')?)?;
    let rest = rest.strip_prefix('室')?;
    (start < before.len()).then(|| Span::new(start, before.len() + "弄".len() + after.len() - rest.len()))
}

/// `小区5幢302室`, `小区A栋502`, `小区2号楼1单元301`, `花园12-3-501`, `小区3-501`, `小区3#502`: a building and a door.
fn in_estate(start: usize, after: &str) -> Option<Span> {
    let (_, rest) = building(after)?;
    let rest = match ["号楼", "栋", "幢", "座", "#楼", "#"].iter().find_map(|word| rest.strip_prefix(word)) {
        Some(rest) => {
            let rest = rest.strip_prefix(['-', ' ']).unwrap_or(rest);
            let rest = number(rest).and_then(|(_, rest)| rest.strip_prefix("单元")).unwrap_or(rest);
            let (door, rest) = number(rest)?;
            behind_door(door, rest, 3)?
        }
        None => {
            let (door, rest) = number(rest.strip_prefix(['-', '－', '—', '–'])?)?;
            match rest.strip_prefix(['-', '－', '—', '–']).and_then(number) {
                Some((door, rest)) => behind_door(door, rest, 3)?,
                None => {
                    behind_door(door, rest, 3).filter(|_| is_room(door) && !door.starts_with("20") && is_end(rest))?
                }
            }
        }
    };
    Some(Span::new(start, start + after.len() - rest.len()))
}

/// `住在A栋1203`, `租住3#502`: a building and a door, where the words before say that somebody lives there.
fn in_building(before: &str, start: usize, after: &str) -> Option<Span> {
    const LIVES: [&str; 13] =
        ["家住", "现住", "现居", "家在", "住在", "住着", "住址", "居住", "租住", "入住", "住户", "搬进", "搬到"];
    let clause = end_of(before).rsplit(['。', '；', '，', '！', '？', '\n']).next().unwrap_or_default();
    let numberless = clause.trim_end_matches(is_numeral);
    let place = if numberless.len() < clause.len() { numberless } else { clause.strip_suffix(is_letter)? };
    let own = after.strip_prefix('楼').unwrap_or(after);
    let (door, rest) = number(own.strip_prefix('-').unwrap_or(own))?;
    let rest = behind_door(door, rest, 3).filter(|_| is_room(door))?;
    let is_home = LIVES.iter().any(|word| place.contains(word));
    is_home.then(|| Span::new(before.len() - clause.len() + place.len(), start + after.len() - rest.len()))
}

/// The number or letter of a building that a text begins with, and what follows it.
fn building(text: &str) -> Option<(&str, &str)> {
    let of_letter = || text.chars().next().filter(|c| is_letter(*c)).map(|c| text.split_at(c.len_utf8()));
    number(text).or_else(of_letter)
}

fn is_letter(c: char) -> bool {
    c.is_ascii_uppercase() || ('Ａ'..='Ｚ').contains(&c)
}

/// Whether a number is one of a room, as buildings have them: a floor, and a room below thirty. 3-500 is a range.
fn is_room(door: &str) -> bool {
    let digits: Option<Vec<u32>> = door.chars().map(|c| digit_of(c)?.to_digit(10)).collect();
    matches!(digits.as_deref(), Some([1..=9, tens @ 0..=2, ones] | [1..=3, _, tens @ 0..=2, ones]) if tens + ones > 0)
}

/// Whether a number ends with what stands before this text: no decimal, share, range or longer name goes on.
fn is_end(rest: &str) -> bool {
    let goes_on = |c: char| c.is_alphanumeric() && !"室号的住".contains(c) || ".．%％‰℃~～-－—–/:：".contains(c);
    !rest.starts_with(goes_on)
}

/// What follows the number of a door, which `室` or `号` may stand behind; without them it has so many digits, and
/// counts nothing: 2单元15名党员.
fn behind_door<'a>(door: &str, rest: &'a str, digits: usize) -> Option<&'a str> {
    match rest.strip_prefix(['室', '号']) {
        Some(behind) => (!is_day(behind) && !behind.starts_with("文件")).then_some(behind),
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
    behind.starts_with(|c| "前后起截开就都来去到召集收完止早晚上下又才当".contains(c))
}

/// What has a number with 号, and is no home: 8号网格.
const THINGS: &str = "地田井塘池棚圈点站泵桩杆桥路渠库林山选机楼院展作网片";

/// The same in more characters, with other words before it; people have single ones of [`THINGS`] in their names.
const OTHER_THINGS: &str =
    "大棚 温室 鱼塘 水塘 水池 水窖 水井 机井 水闸 泵房 电房 烤房 厂房 仓库 冷库 变压器 垃圾 公厕 厕所 地块";

/// `青禾村3组12号`: a group of a village and a house in it. A plot, a well or a greenhouse is no home.
fn in_group(before: &str, after: &str) -> Option<Span> {
    let village = before.trim_end_matches(is_numeral).trim_end_matches('第');
    let is_group = village.len() < before.len()
        && ["村", "社区", "寨", "屯", "村民", "居民", "小"].iter().any(|end| village.ends_with(end));
    let (_, rest) = number(after)?;
    let rest = rest.strip_prefix('号')?;
    let near = start_of(rest).split(|c| !is_han(c) || "的家住户".contains(c)).next().unwrap_or_default();
    let is_thing = rest.starts_with(|c| THINGS.contains(c)) || OTHER_THINGS.split(' ').any(|word| near.contains(word));
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

/// A number before 号 or 室 in the clause that follows, as long as that is an address still; 3号楼 is no door yet, but
/// that of a room behind it is. One in Han characters is the end of a street or a village: 和平路十八号.
fn door(start: usize, after: &str) -> Option<Span> {
    let own = after.trim_start_matches(['：', ':', ' ', '"', '（', '为', '是', '在', '于']);
    let clause = start_of(own).split(['，', '。', '；', ',', '、', '\n']).next()?;
    let is_place = |place: &str| {
        !place.contains(|c| "的了着就都已每把被说".contains(c)) && !place.ends_with(['月', '第', '逢', '到'])
    };
    let is_door = |&(end, sign): &(usize, &str)| {
        let (before, behind) = (&clause[..end], &clause[end + sign.len()..]);
        let place = before.trim_end_matches(is_numeral);
        let is_number = before.ends_with(char::is_numeric) || before.len() > place.len() && ends_in_street(place);
        is_number && is_place(place) && !is_day(behind) && !behind.starts_with(|c| THINGS.contains(c))
    };
    let room = || {
        let (place, behind) = clause.split_once("号楼")?;
        let (door, rest) = number(behind).filter(|(door, _)| is_room(door))?;
        behind_door(door, rest, 3).filter(|_| is_place(place)).map(|rest| clause.len() - rest.len())
    };
    let end = clause.rmatch_indices(['号', '室']).find(is_door).map(|(end, sign)| end + sign.len()).or_else(room)?;
    let start = start + after.len() - own.len();
    Some(Span::new(start, start + end))
}
