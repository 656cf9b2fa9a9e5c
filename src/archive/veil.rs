//! Results before the day they are published: readers see that a case was entered, and no more.
//!
//! What was written is checked all the same, so that nothing has to be mended on the day itself.

use std::sync::Arc;

use crate::domain::{Bonus, Entry, Policy};

/// The entries as readers see them.
pub(super) fn veil(entries: &[Entry], policy: &Policy) -> Vec<Entry> {
    let shown = |entry: &Entry| if entry.competition.is_pending { only_entered(entry, policy) } else { entry.clone() };
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
