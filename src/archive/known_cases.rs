//! Cases that were made whole before, kept while an archive is read again and again.

use std::collections::HashMap;
use std::sync::Arc;

use super::Edition;
use super::cases::Resolved;
use super::entries::EntryBook;
use super::units::Units;
use crate::document::CaseRecord;
use crate::domain::Competition;
use crate::model::{Diagnostics, SourcePath};

/// What was made of each record, and what there was to say of it. Forget it all where a file changed that is no case.
#[derive(Default)]
pub struct KnownCases {
    basis: Option<Basis>,
    of: HashMap<SourcePath, (Arc<CaseRecord>, Made)>,
}

/// What was made of a record.
pub(super) type Made = (Option<Resolved>, Diagnostics);

/// What cases were made with; other cases may change it.
#[derive(PartialEq)]
struct Basis {
    edition: Edition,
    units: Units,
    competitions: Vec<Arc<Competition>>,
}

impl KnownCases {
    /// Forgets what was made with anything else than this.
    pub(super) fn keep_made_with(&mut self, book: &EntryBook<'_>, units: &Units, edition: Edition) {
        let competitions = book.competitions.values().map(|(competition, _)| Arc::clone(competition)).collect();
        let basis = Some(Basis { edition, units: units.clone(), competitions });
        if self.basis != basis {
            *self = Self { basis, of: HashMap::new() };
        }
    }

    /// What was made of this very record.
    pub(super) fn get(&self, record: &Arc<CaseRecord>) -> Option<Made> {
        let (known, made) = self.of.get(&record.article.source.path)?;
        Arc::ptr_eq(known, record).then(|| made.clone())
    }

    /// Keeps what was made of these records.
    pub(super) fn keep(&mut self, records: &[Arc<CaseRecord>], made: &[Made]) {
        // What is gone is not asked for again.
        if self.of.len() > 2 * records.len() {
            self.of.clear();
        }
        for (record, made) in records.iter().zip(made) {
            let path = &record.article.source.path;
            if !self.of.get(path).is_some_and(|(known, _)| Arc::ptr_eq(known, record)) {
                self.of.insert(path.clone(), (Arc::clone(record), made.clone()));
            }
        }
    }
}
