//! Values that front matter writes as text: days, spans of days, slugs, ids, old addresses.

use std::collections::BTreeMap;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::fields::Fields;
use crate::domain::{Bonus, CompetitionId, has_too_many_digits, is_slug, parse_decimal, slugify};
use crate::model::{Code, Route, Written};

/// What to do about a value, and what it should be where that is certain.
#[derive(Debug)]
pub struct Cure {
    /// A sentence.
    pub help: String,
    /// What the writer meant, as it should be written.
    pub meant: Option<String>,
}

impl Cure {
    fn unsure(help: impl Into<String>) -> Self {
        Self { help: help.into(), meant: None }
    }
}

/// Reads `2026-07-05`.
pub fn parse_day(text: &str) -> Result<Date, Cure> {
    if is_iso(text)
        && let Ok(day) = text.parse::<Date>()
        && day.year() >= 1949
    {
        return Ok(day);
    }
    Err(match numbers_of(text)[..] {
        [year, ..] if (10..100).contains(&year) => Cure::unsure("年份要写四位，例如 2026-07-05"),
        [whole] if (19_490_101..=99_991_231).contains(&whole) => {
            match new_day(whole / 10_000, whole / 100 % 100, whole % 100) {
                Some(day) => meant_day(text, day),
                None => Cure::unsure(format!("日历上没有 {whole} 这一天，请核对；写法是 2026-07-05")),
            }
        }
        [year, month, day, ..] => match new_day(year, month, day) {
            Some(day) => meant_day(text, day),
            None => {
                let help = format!("日历上没有 {year} 年 {month} 月 {day} 日，请核对；写法是 2026-07-05");
                Cure::unsure(help)
            }
        },
        _ => Cure::unsure("请写成 2026-07-05 这样：年、月、日之间用半角减号"),
    })
}

/// The day that a text in another form stands for; certain where the text says nothing else.
fn meant_day(text: &str, day: Date) -> Cure {
    let is_form = |c: char| matches!(c, '0'..='9' | '０'..='９' | '年' | '月' | '日' | '号') || !c.is_alphanumeric();
    let is_whole = text.chars().all(is_form) && matches!(numbers_of(text).len(), 1 | 3);
    Cure { help: format!("请改成 {day}"), meant: is_whole.then(|| day.to_string()) }
}

fn is_iso(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() == 10
        && bytes.iter().enumerate().all(|(at, b)| if at == 4 || at == 7 { *b == b'-' } else { b.is_ascii_digit() })
}

fn new_day(year: u32, month: u32, day: u32) -> Option<Date> {
    let year = i16::try_from(year).ok().filter(|year| (1949..=9999).contains(year))?;
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// The numbers in a text such as `2026年9月1日` or `２０２６．９．１`.
fn numbers_of(text: &str) -> Vec<u32> {
    let digits = text.chars().map(|c| match c {
        '０'..='９' => char::from_digit(u32::from(c) - u32::from('０'), 10).unwrap_or(' '),
        '0'..='9' => c,
        _ => ' ',
    });
    digits.collect::<String>().split_whitespace().filter_map(|number| number.parse().ok()).collect()
}

/// What to do about a text that is no number: the number it most likely means, where that can be told.
pub(super) fn number_cure(text: &str) -> Cure {
    let folded = text.trim().chars().filter_map(|c| match c {
        '０'..='９' => char::from_digit(u32::from(c) - u32::from('０'), 10),
        '．' => Some('.'),
        ',' | '，' | '_' | ' ' => None,
        _ => Some(c),
    });
    let folded: String = folded.collect();
    let bare = ["万元", "万", "分", "个"].iter().find_map(|unit| folded.strip_suffix(unit)).unwrap_or(&folded);
    let bare = bare.strip_prefix('+').unwrap_or(bare);
    let bare = if bare.starts_with('.') { format!("0{bare}") } else { bare.to_owned() };
    // `0,2` may be 0.2 or 2: a writer must say which.
    let is_certain = !text.contains([',', '，']) || bare.len() > 3;
    if has_too_many_digits(&bare) {
        return Cure::unsure("位数太多：小数点前最多 9 位，小数点后最多 6 位");
    }
    match parse_decimal(&bare) {
        Some(_) if is_certain => {
            Cure { help: format!("请改成 {bare}：只写阿拉伯数字，不带单位"), meant: Some(bare) }
        }
        _ => Cure::unsure("请只写阿拉伯数字，例如 0.5；不带单位，不带正负号"),
    }
}

/// The same of a text that is no whole number.
fn whole_cure(text: &str) -> Cure {
    let bare = text.trim().trim_start_matches('第').trim_end_matches(['名', '位']);
    let meant = number_cure(bare).meant.filter(|number| number.parse().is_ok_and(|number: u32| number > 0));
    match meant {
        Some(number) => Cure { help: format!("请改成 {number}"), meant: Some(number) },
        None => Cure::unsure("请写 1、2、3 这样的阿拉伯数字"),
    }
}

/// What stands between Chinese quotation marks around the whole text.
fn between_quotes(text: &str) -> Option<&str> {
    [('“', '”'), ('‘', '’'), ('「', '」'), ('”', '”'), ('“', '“')].iter().find_map(|&(open, close)| {
        let inner = text.strip_prefix(open)?.strip_suffix(close)?.trim();
        (!inner.is_empty() && !inner.contains([open, close])).then_some(inner)
    })
}

impl Fields<'_> {
    /// A name that is looked up; Chinese quotation marks around it are reported, and left out to read on.
    pub(super) fn bare(&mut self, code: Code, key: &str, text: Written<String>) -> Written<String> {
        let Some(inner) = between_quotes(&text.value) else { return text };
        let message = format!("「{}」两头的引号不是内容的一部分", text.value);
        let help = format!("请去掉两头的引号，「{}」里写成 {inner}", self.shown(key));
        let cure = Cure { help, meant: Some(inner.to_owned()) };
        self.report_cured(code, text.place.span, message, cure);
        Written { value: inner.to_owned(), place: text.place }
    }

    /// A name that readers see. Chinese quotation marks around all of it were most likely meant for YAML; around a
    /// title they may be the writer's own.
    pub(super) fn name(&mut self, key: &str) -> Option<Written<String>> {
        let text = self.text(key)?;
        if let Some(inner) = between_quotes(&text.value) {
            let message = format!("「{}」两头的引号，读者会看到", text.value);
            let help = format!("请去掉，写成 {}: {inner}；本来就要引号的，可以不改", self.shown(key));
            self.report(Code::QuotedText, text.place.span, message, help);
        }
        Some(text)
    }

    /// One or several names that are looked up.
    pub(super) fn bare_texts(&mut self, code: Code, key: &str) -> Vec<Written<String>> {
        let texts = self.texts(key, false);
        texts.into_iter().map(|text| self.bare(code, key, text)).collect()
    }

    /// A list of words, each once; too many of them are an error, since each becomes part of many pages.
    pub(super) fn words(&mut self, key: &str, most: usize) -> Vec<String> {
        let items = self.texts(key, true);
        if let Some(first_over) = items.get(most) {
            let message = format!("「{}」有 {} 项，超过上限 {most} 项", self.shown(key), items.len());
            self.report(Code::TooMany, first_over.place.span, message, "请只留最要紧的几项");
        }
        let mut seen: BTreeMap<String, usize> = BTreeMap::new();
        let mut words: Vec<String> = Vec::with_capacity(items.len());
        for item in items {
            let times = seen.entry(item.value.clone()).or_default();
            *times += 1;
            match *times {
                1 => words.push(item.value),
                // Said once of each word.
                2 => {
                    let message = format!("「{}」里「{}」不止写了一次", self.shown(key), item.value);
                    let help = "请只留一个；本来要写另一个的，请改正";
                    self.report(Code::RepeatedValue, item.place.span, message, help);
                }
                _ => {}
            }
        }
        words
    }

    /// A day.
    pub fn day(&mut self, key: &str) -> Option<Written<Date>> {
        let node = self.node(key)?;
        let raw = self.raw(&node);
        let text = raw.trim();
        match parse_day(text) {
            Ok(day) => Some(self.written(day, node.span)),
            Err(cure) => {
                self.report_value(Code::InvalidDate, &node, format!("「{text}」不是一个日期"), cure);
                None
            }
        }
    }

    /// An exact decimal, not below zero.
    pub fn decimal(&mut self, key: &str) -> Option<Written<Decimal>> {
        let node = self.node(key)?;
        let raw = self.raw(&node);
        if let Some(number) = parse_decimal(raw.trim()) {
            return Some(self.written(number, node.span));
        }
        let message = format!("「{}」应当是数字，「{raw}」不是", self.shown(key));
        self.report_value(Code::InvalidNumber, &node, message, number_cure(&raw));
        None
    }

    /// Points.
    pub fn bonus(&mut self, key: &str) -> Option<Written<Bonus>> {
        let decimal = self.decimal(key)?;
        Bonus::new(decimal.value).map(|value| Written { value, place: decimal.place })
    }

    /// Points that are reported elsewhere where they are no number.
    pub fn unchecked_bonus(&mut self, key: &str) -> Option<Written<Option<Bonus>>> {
        let node = self.node(key)?;
        let points = parse_decimal(self.raw(&node).trim()).and_then(Bonus::new);
        Some(self.written(points, node.span))
    }

    /// A whole number from 1.
    pub fn whole(&mut self, key: &str) -> Option<Written<u32>> {
        let node = self.node(key)?;
        let raw = self.raw(&node);
        let digits = !raw.is_empty() && raw.bytes().all(|b| b.is_ascii_digit());
        if let Some(number) = raw.parse().ok().filter(|&n: &u32| n > 0 && digits) {
            return Some(self.written(number, node.span));
        }
        let message = format!("「{}」应当是从 1 起的整数，「{raw}」不是", self.shown(key));
        self.report_value(Code::InvalidNumber, &node, message, whole_cure(&raw));
        None
    }

    /// The slug: as written in `slug`, else made from the file's name.
    pub(super) fn slug(&mut self) -> Written<String> {
        if let Some(written) = self.text("slug") {
            if !is_slug(&written.value) {
                let made = slugify(&written.value);
                let hint = if is_slug(&made) { format!("，例如 {made}") } else { String::new() };
                let help = format!("请只用小写字母、数字和半角减号{hint}；也可以删去这一行，由程序按文件名取");
                let message = format!("「{}」不能作网址名", written.value);
                self.report(Code::InvalidSlug, written.place.span, message, help);
            }
            return written;
        }
        let stem = self.source().path.stem().to_owned();
        let slug = slugify(&stem);
        if !is_slug(&slug) {
            let help = "请写一行 slug，例如 slug: qinghe-yishiting";
            let start = self.owner_place();
            let message = format!("从文件名「{stem}」取不出网址名");
            self.report(Code::InvalidSlug, start.span, message, help);
        }
        Written { value: slug, place: self.owner_place() }
    }

    /// Old addresses inside the site.
    pub(super) fn aliases(&mut self) -> Vec<Written<Route>> {
        let texts = self.texts("aliases", false);
        texts.into_iter().filter_map(|text| self.alias_of(text)).collect()
    }

    fn alias_of(&mut self, text: Written<String>) -> Option<Written<Route>> {
        let is_page =
            |route: &Route| route.as_str().rsplit_once('.').is_some_and(|(_, end)| matches!(end, "html" | "htm"));
        // A folder named like a page could not lie beside the page of that name.
        let folder = text.value.rsplit_once('/').map_or("", |(folder, _)| folder);
        let parts_are_plain = !text.value.split('/').any(|part| part.starts_with('.'))
            && !folder.split('/').any(|part| part.contains('.'));
        if let Some(value) = Route::new(&text.value).filter(|route| is_page(route) && parts_are_plain) {
            return Some(Written { value, place: text.place });
        }
        let help = "请写站内的旧地址，例如 cases/old-name.html；开头不要斜杠，只用字母、数字、- _ .，以 .html 结尾";
        self.report(Code::InvalidAlias, text.place.span, format!("「{}」不是站内的网址", text.value), help);
        None
    }

    /// The id of a competition.
    pub(super) fn competition_id(&mut self, key: &str) -> Option<Written<CompetitionId>> {
        let text = self.loose_text(key)?;
        let text = self.bare(Code::InvalidCompetitionId, key, text);
        if let Some(value) = CompetitionId::parse(&text.value) {
            return Some(Written { value, place: text.place });
        }
        let help = "区级写成 2026Q3，乡镇级写成 2026Q3-湖东街道";
        let message = format!("「{}」不是比武场次的编号", text.value);
        self.report(Code::InvalidCompetitionId, text.place.span, message, help);
        None
    }
}
