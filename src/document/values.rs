//! Values that front matter writes as text: days, spans of days, slugs, ids, old addresses.

use jiff::civil::Date;

use super::fields::Fields;
use crate::domain::{CompetitionId, is_slug, slugify};
use crate::model::{Code, Route, Written};

/// Reads `2026-07-05`; the error is the cure.
pub(super) fn parse_day(text: &str) -> Result<Date, String> {
    if is_iso(text)
        && let Ok(day) = text.parse::<Date>()
        && day.year() >= 1949
    {
        return Ok(day);
    }
    Err(match numbers_of(text)[..] {
        [year, month, day] => match new_day(year, month, day) {
            Some(day) => format!("请改成 {day}"),
            None => format!("日历上没有 {year} 年 {month} 月 {day} 日，请核对；写法是 2026-07-05"),
        },
        _ => "请写成 2026-07-05 这样：年、月、日之间用半角减号".to_owned(),
    })
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

impl Fields<'_> {
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
        let parts_are_plain = !text.value.split('/').any(|part| part.starts_with('.'));
        if let Some(value) = Route::new(&text.value).filter(|route| is_page(route) && parts_are_plain) {
            return Some(Written { value, place: text.place });
        }
        let help = "请写站内的旧地址，例如 cases/old-name.html；开头不要斜杠，只用字母、数字、- _ .，以 .html 结尾";
        self.report(Code::InvalidAlias, text.place.span, format!("「{}」不是站内的网址", text.value), help);
        None
    }

    /// The id of a competition.
    pub(super) fn competition_id(&mut self, key: &str) -> Option<Written<CompetitionId>> {
        let text = self.text(key)?;
        if let Some(value) = CompetitionId::parse(&text.value) {
            return Some(Written { value, place: text.place });
        }
        let help = "区级写成 2026Q3，乡镇级写成 2026Q3-湖东街道";
        let message = format!("「{}」不是比武场次的编号", text.value);
        self.report(Code::InvalidCompetitionId, text.place.span, message, help);
        None
    }
}
