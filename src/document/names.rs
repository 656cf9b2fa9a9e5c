//! Names and words in front matter: the marks around them, and between several in one.

use std::collections::BTreeMap;

use super::fields::Fields;
use super::values::Cure;
use crate::model::limits::TAGS;
use crate::model::{Code, Written};

/// What stands between quotation marks that YAML does not know, around the whole text.
fn between_quotes(text: &str) -> Option<&str> {
    let pairs = ["“”", "‘’", "「」", "『』", "＂＂", "＇＇", "〝〞", "〝〟", "””", "““", "”“", "“\"", "\"”"];
    pairs.iter().find_map(|pair| {
        let (open, close) = (pair.chars().next()?, pair.chars().next_back()?);
        let inner = text.strip_prefix(open)?.strip_suffix(close)?.trim();
        (!inner.is_empty() && !inner.contains([open, close])).then_some(inner)
    })
}

/// The words of a text that has something between them, as items of a list have: all of Han characters, each two or more.
fn several(text: &str) -> Option<Vec<&str>> {
    let words: Vec<&str> =
        text.split(['/', '／', '|', '｜', ' ', '\u{3000}']).filter(|word| !word.is_empty()).collect();
    let is_word = |word: &&str| word.chars().count() > 1 && word.chars().all(|c| c.is_alphabetic() && !c.is_ascii());
    (words.len() > 1 && words.iter().all(is_word)).then_some(words)
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
        self.report_quotes(&text);
        Some(text)
    }

    fn report_quotes(&mut self, text: &Written<String>) {
        if let Some(inner) = between_quotes(&text.value) {
            let message = format!("「{}」两头的引号，读者会看到", text.value);
            let help = format!("请去掉，只写 {inner}；本来就要引号的，可以不改");
            self.report(Code::QuotedText, text.place.span, message, help);
        }
    }

    /// One or several names that are looked up.
    pub(super) fn bare_texts(&mut self, code: Code, key: &str) -> Vec<Written<String>> {
        let texts = self.texts(key, false);
        texts.into_iter().map(|text| self.bare(code, key, text)).collect()
    }

    /// A list of words, each once; too many of them are an error, since each becomes part of many pages.
    pub(super) fn words(&mut self, key: &str, most: usize) -> Vec<String> {
        let items = self.texts(key, true);
        self.report_too_many(key, &items, most);
        let mut seen: BTreeMap<String, usize> = BTreeMap::new();
        let mut words: Vec<String> = Vec::with_capacity(items.len());
        for item in items {
            self.report_quotes(&item);
            self.report_several(key, &item);
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

    /// Reports the first item above the limit.
    pub(super) fn report_too_many(&mut self, key: &str, items: &[Written<String>], most: usize) {
        if let Some(first_over) = items.get(most) {
            let message = format!("「{}」有 {} 项，超过上限 {most} 项", self.shown(key), items.len());
            let help = format!("请只留最要紧的几项{}", TAGS.or_raise(most));
            self.report(Code::TooMany, first_over.place.span, message, help);
        }
    }

    /// Notes where an item looks like several.
    fn report_several(&mut self, key: &str, item: &Written<String>) {
        if let Some(words) = several(&item.value) {
            let key = self.shown(key);
            let message = format!("「{}」会算作一项", item.value);
            let help = format!("是几项的，请写成 {key}: [{}]；本来就是一项的，可以不改", words.join(", "));
            self.report(Code::SeveralInOne, item.place.span, message, help);
        }
    }
}
