//! Headings and the ids by which links name them.

use std::collections::BTreeMap;

use super::Markdown;
use super::item::{Element, Item};
use crate::model::Span;

/// A heading of the body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// From 2 to 6; a `#` in the body counts as `##`, since the page has a heading of its own.
    pub level: u8,
    /// What a reader sees.
    pub text: String,
    /// Letters of any script in lower case, digits, `_` and single `-`; unique in the body, never empty. Pages put
    /// two `-` in a row into the ids of their own elements, so that no heading has one of these.
    pub id: String,
    /// The whole line, in the file.
    pub span: Span,
}

impl Markdown {
    /// The headings with nothing but deeper headings below them before the next one that is not deeper.
    pub fn empty_headings(&self) -> impl Iterator<Item = &Heading> {
        let ends = self.items.iter().enumerate().filter_map(|(at, item)| match item {
            Item::End(Element::Heading(index)) => Some((&self.headings[*index], &self.items[at + 1..])),
            _ => None,
        });
        ends.filter(|(heading, below)| self.are_deeper(heading.level, below)).map(|(heading, _)| heading)
    }

    fn are_deeper(&self, level: u8, below: &[Item]) -> bool {
        let mut in_heading = false;
        for item in below {
            match item {
                Item::Start(Element::Heading(next)) if self.headings[*next].level <= level => return true,
                Item::Start(Element::Heading(_)) => in_heading = true,
                Item::End(Element::Heading(_)) => in_heading = false,
                _ if in_heading => {}
                _ => return false,
            }
        }
        true
    }
}

/// The ids given so far.
#[derive(Debug, Default)]
pub(super) struct Ids {
    /// Each id with the last number that was put behind it.
    taken: BTreeMap<String, usize>,
}

impl Ids {
    /// An id for the next heading, `number` being its place from 1.
    pub(super) fn assign(&mut self, text: &str, number: usize) -> String {
        let base = match slug(text) {
            slug if slug.is_empty() => format!("section-{number}"),
            // The footnotes have these.
            slug if slug.starts_with("fn-") || slug.starts_with("fnref-") => format!("section-{slug}"),
            slug => slug,
        };
        let Some(&last) = self.taken.get(&base) else {
            self.taken.insert(base.clone(), 1);
            return base;
        };
        let mut count = last + 1;
        while self.taken.contains_key(&format!("{base}-{count}")) {
            count += 1;
        }
        let id = format!("{base}-{count}");
        self.taken.insert(base, count);
        self.taken.insert(id.clone(), 1);
        id
    }
}

/// White space becomes one hyphen, punctuation goes.
fn slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_alphanumeric() || c == '_' {
            slug.extend(c.to_lowercase());
        } else if (c.is_whitespace() || c == '-') && !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}
