//! What may be written where: the keys of each mapping, in both languages, with what belongs behind them.
//!
//! One table serves the parser, which knows no other keys, and the schemas for editors, which say the same beforehand.

use crate::domain::Named;
use crate::model::limits::Limit;

/// The keys of a mapping.
pub type KeyTable = &'static [KeyRow];

/// A key: its two names, and what is written behind it.
#[derive(Clone, Copy, Debug)]
pub struct KeyRow {
    /// The name.
    pub name: &'static str,
    /// The Chinese name, equal in all respects; empty where the name is Chinese itself.
    pub alias: &'static str,
    /// What is written behind it.
    pub shape: Shape,
    /// What it is for, in a line of Chinese.
    pub about: &'static str,
    /// Whether it must be written.
    pub is_needed: bool,
}

impl KeyRow {
    /// The same key, where it must be written.
    #[must_use]
    pub const fn needed(self) -> Self {
        Self { is_needed: true, ..self }
    }

    /// Whether it is written so, in either language.
    pub fn is_written(&self, key: &str) -> bool {
        key == self.name || (key == self.alias && !self.alias.is_empty())
    }

    /// The name to show to readers of Chinese.
    pub const fn chinese(&self) -> &'static str {
        if self.alias.is_empty() { self.name } else { self.alias }
    }
}

/// A key that may be left out.
pub const fn key(name: &'static str, alias: &'static str, shape: Shape, about: &'static str) -> KeyRow {
    KeyRow { name, alias, shape, about, is_needed: false }
}

/// What is written behind a key.
#[derive(Clone, Copy, Debug)]
pub enum Shape {
    /// A text.
    Text,
    /// A text; a number is meant as its digits.
    Loose,
    /// A text or a list of texts.
    Texts,
    /// The same; numbers are meant as their digits.
    LooseTexts,
    /// A text that a regular expression describes, with an example.
    Pattern(&'static str, &'static str),
    /// A day.
    Day,
    /// A day, or two with `..` between.
    Days,
    /// A decimal, not below zero.
    Decimal,
    /// A whole number from 1.
    Whole,
    /// A whole number from 1 to the most of a limit.
    Limit(Limit),
    /// Yes or no.
    Flag,
    /// One of these words.
    Choice(fn() -> Vec<&'static str>),
    /// One or several of these words.
    Choices(fn() -> Vec<&'static str>),
    /// A name that the archive defines.
    Name(Kind),
    /// One or several of them.
    Names(Kind),
    /// A nested mapping.
    Map(KeyTable),
    /// A list of them.
    Maps(KeyTable),
    /// A mapping of texts under keys of any name.
    AnyTexts,
    /// A mapping of any kind.
    Anything,
}

/// What a name is the name of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Of a dimension.
    Dimension,
    /// Of a result.
    Outcome,
    /// Of a unit.
    Unit,
    /// Of a competition: its id.
    Competition,
}

/// The words of a closed list.
pub fn words<T: Named>() -> Vec<&'static str> {
    T::ALL.iter().map(|value| value.name()).collect()
}

/// What an address of an article looks like.
pub const SLUG: Shape = Shape::Pattern("^[a-z0-9]([a-z0-9-]*[a-z0-9])?$", "qinghe-yishiting");
