//! Values that front matter writes as text: numbers, days, slugs, old addresses.

use jiff::civil::Date;
use rust_decimal::Decimal;
use unicode_normalization::UnicodeNormalization;

use super::days::parse_day;
use super::fields::Fields;
use crate::domain::{Bonus, has_too_many_digits, is_slug, parse_decimal, slugify};
use crate::model::{Code, Route, Written};

/// The longest name of a file or folder that every system bears, in bytes.
const LONGEST_PART: usize = 255;

/// The longest address of an old page, in bytes; systems bear no more than some thousand with the folders around it.
const LONGEST_ALIAS: usize = 1000;

/// What to do about a value, and what it should be where that is certain.
#[derive(Debug)]
pub struct Cure {
    /// A sentence.
    pub help: String,
    /// What the writer meant, as it should be written.
    pub meant: Option<String>,
}

impl Cure {
    /// A value to be written instead.
    pub(super) fn certain(meant: impl Into<String>) -> Self {
        let meant = meant.into();
        Self { help: format!("请改成 {meant}"), meant: Some(meant) }
    }

    pub(super) fn unsure(help: impl Into<String>) -> Self {
        Self { help: help.into(), meant: None }
    }
}

/// The list or mapping in brackets that a line begins with; the whole line where that is none or goes on below.
pub(super) fn bracketed(line: &str) -> &str {
    let mut open = 0_i32;
    for (at, c) in line.char_indices() {
        match c {
            '[' | '{' => open += 1,
            ']' | '}' => open -= 1,
            _ if open == 0 => break,
            _ => continue,
        }
        if open == 0 {
            return &line[..=at];
        }
    }
    line
}

/// What to do about a text that is no number: the number it most likely means, where that can be told.
pub fn number_cure(text: &str) -> Cure {
    let folded = text.trim().trim_end_matches(['。', '；']).chars().filter_map(|c| match c {
        '０'..='９' => char::from_digit(u32::from(c) - u32::from('０'), 10),
        '．' => Some('.'),
        '，' | '_' => Some(','),
        '“' | '”' | '‘' | '’' | '「' | '」' | '＂' => None,
        _ => Some(c),
    });
    let folded: String = folded.collect();
    let bare = ["万元", "万", "分", "个"].iter().find_map(|unit| folded.strip_suffix(unit)).unwrap_or(&folded);
    let bare = bare.trim();
    let is_certain = !bare.contains([',', ' ']) || is_grouped(bare);
    let bare = &bare.replace([',', ' '], "");
    let bare = bare.strip_prefix('+').unwrap_or(bare);
    let bare = if bare.starts_with('.') { format!("0{bare}") } else { bare.to_owned() };
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

/// Whether a number has its marks at thousands: `1,250.5`. `0,2` may be 0.2 or 2, `12 5` anything: a writer must say.
fn is_grouped(number: &str) -> bool {
    let whole = number.split_once('.').map_or(number, |(whole, _)| whole);
    let mut groups = whole.split([',', ' ']);
    let is_first = groups.next().is_some_and(|group| (1..=3).contains(&group.len()) && !group.starts_with('0'));
    is_first && groups.all(|group| group.len() == 3)
}

/// The same of a text that is neither yes nor no: the one that it is in other letters, in quotes, or but for a slip.
pub(super) fn flag_cure(text: &str) -> Cure {
    let folded = text.nfkc().collect::<String>().to_lowercase();
    let bare = folded.trim_matches(['“', '”', '‘', '’', '"', '\'', '「', '」', '。', ' ']);
    let is_near = |word: &&str| bare == *word || strsim::osa_distance(bare, word) == 1;
    match bare {
        "是" | "否" if bare != text => Cure::certain(bare),
        _ => ["true", "false"].into_iter().find(is_near).map_or_else(
            || Cure::unsure("请写 true（是）或 false（否）"),
            |word| Cure {
                help: format!("请改成 {word}；只能写 true（是）或 false（否）"),
                meant: Some(word.to_owned()),
            },
        ),
    }
}

/// The same of a text that is no whole number.
pub(super) fn whole_cure(text: &str) -> Cure {
    let bare = text.trim().trim_start_matches('第').trim_end_matches(['名', '位']);
    // 2万 is not 2.
    let meant = number_cure(bare).meant.filter(|_| !bare.contains('万'));
    let meant = meant.filter(|number| number.parse().is_ok_and(|number: u32| number > 0));
    match meant {
        Some(number) => Cure::certain(number),
        None => Cure::unsure("请写 1、2、3 这样的阿拉伯数字"),
    }
}

impl Fields<'_> {
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

    /// Old addresses inside the site; too many of them are an error, since each becomes a page.
    pub(super) fn aliases(&mut self, most: usize) -> Vec<Written<Route>> {
        let texts = self.texts("aliases", false);
        self.report_too_many("aliases", &texts, most);
        texts.into_iter().filter_map(|text| self.alias_of(text)).collect()
    }

    fn alias_of(&mut self, text: Written<String>) -> Option<Written<Route>> {
        let is_page =
            |route: &Route| route.as_str().rsplit_once('.').is_some_and(|(_, end)| matches!(end, "html" | "htm"));
        // A folder named like a page could not lie beside the page of that name.
        let folder = text.value.rsplit_once('/').map_or("", |(folder, _)| folder);
        let parts_are_plain = !text.value.split('/').any(|part| part.starts_with('.'))
            && !folder.split('/').any(|part| part.contains('.'));
        let is_long = text.value.len() > LONGEST_ALIAS || text.value.split('/').any(|part| part.len() > LONGEST_PART);
        if is_long {
            let message = format!("这个网址有 {} 个字符，没有文件夹放得下", text.value.chars().count());
            let help = format!("请改短：一共不超过 {LONGEST_ALIAS} 个字母，两个斜杠之间不超过 {LONGEST_PART} 个");
            self.report(Code::InvalidAlias, text.place.span, message, help);
            return None;
        }
        if let Some(value) = Route::new(&text.value).filter(|route| is_page(route) && parts_are_plain) {
            return Some(Written { value, place: text.place });
        }
        let help = "请写站内的旧地址，例如 cases/old-name.html；开头不要斜杠，只用字母、数字、- _ .，以 .html 结尾";
        self.report(Code::InvalidAlias, text.place.span, format!("「{}」不是站内的网址", text.value), help);
        None
    }
}
