//! Numbers of headings: 一、 then （一） then 1. then （1）, each kind counting from one.

use std::collections::BTreeMap;

/// What is wrong with a number.
pub(super) struct Fault {
    pub(super) message: String,
    pub(super) help: String,
}

/// The kinds, from the top.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// 一、
    Han,
    /// （一）
    HanInBrackets,
    /// 1.
    Digit,
    /// （1）
    DigitInBrackets,
    /// ①
    Circled,
    /// 第一，at any depth
    Ordinal,
}

/// The last number of each kind, at each level of headings.
#[derive(Debug, Default)]
pub(super) struct Counters {
    last: BTreeMap<(u8, Kind), usize>,
    /// The same at any level: a count may go on under the next heading that has no number.
    anywhere: BTreeMap<Kind, usize>,
}

impl Counters {
    /// What is wrong with the number of the next heading, if it has one.
    pub(super) fn fault(&mut self, level: u8, text: &str) -> Option<Fault> {
        let number = read(text);
        let sibling = number.and_then(|(kind, number)| self.sibling(level, kind, number));
        let above = self.last.keys().rev().find(|(other, _)| *other < level).map(|(_, kind)| *kind);
        // Under a new heading all that is deeper begins anew.
        let is_kept =
            |other: u8, kind: Kind| other < level || (other == level && number.is_none_or(|(own, _)| kind <= own));
        self.last.retain(|&(other, kind), _| is_kept(other, kind));
        let (kind, number) = number?;
        if let Some(sibling) = sibling {
            self.last.insert((level, sibling), number);
            let (own, before) = (kind.shown(number), sibling.shown(number - 1));
            let message = format!("小标题的编号「{own}」和同一层的「{before}」写法不同");
            return Some(Fault { message, help: format!("请改成「{}」", sibling.shown(number)) });
        }
        let last = self.last.insert((level, kind), number);
        let before = self.anywhere.insert(kind, number);
        let own = kind.shown(number);
        let is_ranked = |kind: Kind| kind != Kind::Ordinal;
        if let Some(above) = above.filter(|above| *above >= kind && is_ranked(*above) && is_ranked(kind)) {
            let message = format!("小标题「{own}」在「{}」这一层的下面，层次反了", above.shown(1));
            return Some(Fault { message, help: "层次从上到下是：一、 （一） 1. （1）".to_owned() });
        }
        match last {
            Some(last) if number == last => Some(Fault {
                message: format!("小标题的编号「{own}」重复了"),
                help: format!("请改成「{}」，后面的依次改", kind.shown(last + 1)),
            }),
            Some(last) if number != last + 1 => Some(Fault {
                message: format!("小标题的编号「{own}」接在「{}」后面，次序不对", kind.shown(last)),
                help: format!("请改成「{}」，或补上漏掉的一段", kind.shown(last + 1)),
            }),
            None if number != 1 && before.is_none_or(|before| number != before + 1) => Some(Fault {
                message: format!("小标题的编号从「{own}」开始，前面没有「{}」", kind.shown(number - 1)),
                help: format!("请改成「{}」，或补上漏掉的一段", kind.shown(1)),
            }),
            _ => None,
        }
    }

    /// The kind that a number goes on with which continues no count of its own: 二、 after 1. at the same level.
    fn sibling(&self, level: u8, kind: Kind, number: usize) -> Option<Kind> {
        let goes_on = self.last.contains_key(&(level, kind)) || self.anywhere.get(&kind) == Some(&(number - 1));
        let is_before = |other: u8, its: Kind, last: usize| other == level && its != kind && last + 1 == number;
        let mut others = self.last.iter().filter(|_| number > 1 && !goes_on);
        others.find_map(|(&(other, its), &last)| is_before(other, its, last).then_some(its))
    }
}

impl Kind {
    pub(super) fn shown(self, number: usize) -> String {
        match self {
            Self::Han => format!("{}、", han(number)),
            Self::HanInBrackets => format!("（{}）", han(number)),
            Self::Digit => format!("{number}."),
            Self::DigitInBrackets => format!("（{number}）"),
            Self::Circled => CIRCLED.chars().nth(number - 1).map_or(String::new(), String::from),
            Self::Ordinal => format!("第{}，", han(number)),
        }
    }
}

/// The number that a heading begins with; none where what looks like one is part of the words (二、三产业, 1.5 万亩).
pub(super) fn read(text: &str) -> Option<(Kind, usize)> {
    if let Some(rest) = text.strip_prefix(['（', '(']) {
        let (inner, _) = rest.split_once(['）', ')'])?;
        let digits = || digits(inner).map(|number| (Kind::DigitInBrackets, number));
        return value(inner).map(|number| (Kind::HanInBrackets, number)).or_else(digits);
    }
    if let Some(own) = text.chars().next().filter(|c| ('①'..='⑳').contains(c)) {
        return CIRCLED.chars().position(|circled| circled == own).map(|number| (Kind::Circled, number + 1));
    }
    if let Some(rest) = text.strip_prefix('第') {
        let end = rest.find(['，', ',', '、', '：'])?;
        return value(&rest[..end]).map(|number| (Kind::Ordinal, number));
    }
    // No number is longer than three characters: most lines are texts without any.
    let (end, _) = text.char_indices().take(4).find(|(_, c)| matches!(c, '、' | '.' | '．'))?;
    let (number, rest) = text.split_at(end);
    let mark = rest.chars().next()?;
    let rest = rest[mark.len_utf8()..].trim_start();
    let goes_on = rest.starts_with(|c: char| c.is_numeric() || NUMERALS.contains(c));
    let found = match value(number) {
        Some(number) => Some((Kind::Han, number)),
        None => digits(number).map(|number| (Kind::Digit, number)),
    };
    found.filter(|_| !goes_on)
}

/// The number of a step that a text begins with, `第一步` or `第1步`, and how long that is.
pub(super) fn step(text: &str) -> Option<(usize, usize)> {
    // No number is longer than three characters.
    let (end, _) = text.char_indices().take(5).find(|(_, c)| *c == '步')?;
    let number = text[..end].strip_prefix('第')?;
    value(number).or_else(|| digits(number)).map(|number| (number, end + '步'.len_utf8()))
}

const NUMERALS: &str = "一二三四五六七八九十";

const CIRCLED: &str = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳";

/// A number of one or two digits of either width.
fn digits(text: &str) -> Option<usize> {
    let half = |c: char| {
        if ('０'..='９').contains(&c) { char::from_digit(u32::from(c) - u32::from('０'), 10) } else { Some(c) }
    };
    let text: String = text.chars().take(3).filter_map(half).collect();
    let is_short = (1..=2).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    text.parse().ok().filter(|number| is_short && *number > 0)
}

/// 一 to 九十九.
fn value(text: &str) -> Option<usize> {
    let unit = |text: &str| match text.chars().count() {
        1 => NUMERALS.chars().take(9).position(|c| text.starts_with(c)).map(|at| at + 1),
        _ => None,
    };
    match text.split_once('十') {
        None => unit(text),
        Some((tens, ones)) => {
            let tens = if tens.is_empty() { Some(1) } else { unit(tens) }?;
            let ones = if ones.is_empty() { Some(0) } else { unit(ones) }?;
            Some(tens * 10 + ones)
        }
    }
}

pub(super) fn han(number: usize) -> String {
    let unit = |number: usize| NUMERALS.chars().nth(number - 1).map_or(String::new(), String::from);
    let tens = match number / 10 {
        0 => String::new(),
        1 => "十".to_owned(),
        tens => format!("{}十", unit(tens)),
    };
    let ones = if number.is_multiple_of(10) { String::new() } else { unit(number % 10) };
    tens + &ones
}
