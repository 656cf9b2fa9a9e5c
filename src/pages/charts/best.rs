//! The best result of a township in a quarter of the district's contest.

use std::cmp::Reverse;

use serde::Serialize;

use super::super::Ready;
use super::super::index::Index;
use super::super::parts::{Link, case_link};
use super::super::shown::Badge;
use crate::archive::EntryOf;
use crate::domain::{Case, Entry, Quarter};

/// The best result with the case that has it.
#[derive(Clone, Debug, Serialize)]
pub struct BestResult {
    /// The case's name in addresses.
    pub slug: String,
    /// The case.
    pub case: Link,
    /// The result.
    pub badge: Ready<Badge>,
}

impl BestResult {
    pub(super) fn new(index: &Index<'_>, case: &Case, entry: &Entry) -> Self {
        Self { slug: case.slug.clone(), case: case_link(case), badge: index.badge_of(entry) }
    }
}

/// The better of two entries: by result, then rank, then slug, as in [`crate::archive::Archive::entries`].
pub(super) fn better<'a>(index: &Index<'_>, a: EntryRef<'a>, b: EntryRef<'a>) -> EntryRef<'a> {
    let key = |(case, entry): EntryRef<'a>| {
        let order = index.archive.site.policy.order(entry.result());
        (Reverse(order), entry.rank.is_none(), entry.rank, case.slug.as_str())
    };
    if key(b) < key(a) { b } else { a }
}

/// An entry with its case.
pub(super) type EntryRef<'a> = (&'a Case, &'a Entry);

/// The 区级 quarters that have entries, oldest first; `others` are quarters that only points of expired cases know.
pub(super) fn quarters(index: &Index<'_>, others: impl Iterator<Item = Quarter>) -> Vec<Quarter> {
    let has_entries = |entries: &&Vec<EntryOf>| !entries.is_empty();
    let entries = index.archive.entries.iter().filter(|(id, entries)| id.township.is_none() && has_entries(entries));
    let mut quarters: Vec<Quarter> = entries.map(|(id, _)| id.quarter).chain(others).collect();
    quarters.sort_unstable();
    quarters.dedup();
    quarters
}
