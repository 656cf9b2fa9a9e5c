//! How the values of the domain look in data files: borrowed, and written without a copy.

use std::fmt::Display;
use std::sync::Arc;

use rust_decimal::Decimal;
use serde::{Serialize, Serializer};

use crate::domain::{Dimension, Format, Named, Outcome, Unit};

/// A value as text: decimals without floats, days as `2026-07-05`.
#[derive(Clone, Copy)]
pub(super) struct Text<T>(pub(super) T);

impl<T: Display> Serialize for Text<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

/// A decimal without needless zeros.
pub(super) fn decimal(value: Decimal) -> Text<Decimal> {
    Text(value.normalize())
}

/// What has a Chinese name and comes in lists.
pub(super) trait Labelled {
    fn label(&self) -> &str;
}

impl Labelled for Arc<Dimension> {
    fn label(&self) -> &str {
        &self.name
    }
}

impl Labelled for Arc<Outcome> {
    fn label(&self) -> &str {
        &self.name
    }
}

impl Labelled for Format {
    fn label(&self) -> &str {
        self.name()
    }
}

impl Labelled for String {
    fn label(&self) -> &str {
        self
    }
}

/// The names of all, always a list.
pub(super) struct Names<'a, T>(pub(super) &'a [T]);

impl<T: Labelled> Serialize for Names<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter().map(Labelled::label))
    }
}

/// The names of all as people write them: nothing, a text, or a list of several.
pub(super) struct OneOrMany<'a, T>(pub(super) &'a [T]);

impl<T: Labelled> Serialize for OneOrMany<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            [] => serializer.serialize_none(),
            [one] => serializer.serialize_str(one.label()),
            several => Names(several).serialize(serializer),
        }
    }
}

/// The names of all in one cell.
pub(super) fn join<T: Labelled>(items: &[T]) -> String {
    items.iter().map(Labelled::label).collect::<Vec<_>>().join("、")
}

/// A unit by its names.
#[derive(Serialize)]
pub(super) struct UnitRecord<'a> {
    township: &'a str,
    village: Option<&'a str>,
}

impl<'a> From<&'a Unit> for UnitRecord<'a> {
    fn from(unit: &'a Unit) -> Self {
        Self { township: &unit.township.name, village: unit.village.as_ref().map(|village| village.name.as_str()) }
    }
}
