//! What was read of each file, kept while an archive is read again and again.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::{Documents, Record, Rules, UNITS, guess, is_document, is_in_folders, read, read_sheets};
use crate::model::{Diagnostics, SourcePath};
use crate::source::Sources;

/// Every document as it was read last. What is read of a file depends on nothing but its bytes and the [`Rules`]:
/// those of files that changed must be forgotten, and all of them when the rules are others.
#[derive(Debug, Default)]
pub struct Readings {
    kept: BTreeMap<SourcePath, Reading>,
}

/// A document, and what is wrong with it by itself.
#[derive(Clone, Debug)]
struct Reading {
    record: Record,
    diagnostics: Diagnostics,
}

impl Readings {
    /// Forgets a file.
    pub fn forget(&mut self, path: &SourcePath) {
        self.kept.remove(path);
    }

    /// Reads the documents that are not known yet; gives all of them.
    pub fn parse(&mut self, diagnostics: &mut Diagnostics, sources: &Sources, rules: &Rules) -> Documents {
        self.kept.retain(|path, _| sources.contains(path));
        let documents = || sources.paths().filter(|path| is_document(path));
        let new: Vec<&SourcePath> = documents().filter(|path| !self.kept.contains_key(path)).collect();
        let read: Vec<_> = new
            .into_par_iter()
            // A thread cannot hand over what it has taken, and some documents take a hundred times as long as others.
            .with_max_len(8)
            .map(|path| {
                let mut diagnostics = Diagnostics::default();
                let record = read(&mut diagnostics, sources, path, rules);
                (path.clone(), Reading { record, diagnostics })
            })
            .collect();
        self.kept.extend(read);
        super::report_ignored(diagnostics, sources);
        let mut all = Documents::default();
        let refused = sources.refused().iter().filter(|path| is_in_folders(path) || path.as_str() == UNITS);
        all.unread.extend(refused.map(|path| guess(sources, path, &rules.limits)));
        for Reading { record, diagnostics: own } in self.kept.values().cloned() {
            diagnostics.append(own);
            match record {
                Record::Case(case) => all.cases.push(case),
                Record::Competition(competition) => all.competitions.push(competition),
                Record::Page(page) => all.pages.push(page),
                // A file with remarks alone, as a new archive may have it, says no more than none.
                Record::Units(units) => all.units = Some(units).filter(|units| !units.is_empty()),
                Record::Unread(unread) => all.unread.push(unread),
            }
        }
        all.sheets = read_sheets(diagnostics, sources, &all.competitions, &rules.limits);
        all
    }
}
