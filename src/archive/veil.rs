//! Results before the day they are published: readers see that a case was entered, and no more.
//!
//! What was written is checked all the same, so that nothing has to be mended on the day itself.

use std::sync::Arc;

use super::Edition;
use crate::domain::{Bonus, Competition, Entry, Policy};

/// Whether an edition shows the results of a competition; one without a day of publication has none to wait for.
pub fn is_published(competition: &Competition, edition: Edition) -> bool {
    edition.future || competition.publication().is_none_or(|day| day <= edition.today)
}

/// The entries as an edition shows them.
pub(super) fn veil(entries: &[Entry], policy: &Policy, edition: Edition) -> Vec<Entry> {
    let shown = |entry: &Entry| {
        if is_published(&entry.competition, edition) { entry.clone() } else { only_entered(entry, policy) }
    };
    entries.iter().map(shown).collect()
}

fn only_entered(entry: &Entry, policy: &Policy) -> Entry {
    Entry {
        competition: Arc::clone(&entry.competition),
        results: vec![Arc::clone(policy.entered())],
        bonus: Bonus::ZERO,
        rank: None,
        tie: false,
        award: None,
        track: entry.track,
        formats: entry.formats.clone(),
    }
}
