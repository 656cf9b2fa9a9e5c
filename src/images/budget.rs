//! Memory that threads share: who needs more than is left waits.

use std::sync::{Condvar, Mutex, PoisonError};

/// Memory that is shared, in bytes.
#[derive(Debug)]
pub(super) struct Budget {
    most: u64,
    left: Mutex<u64>,
    returned: Condvar,
}

/// A share of it, given back when dropped.
pub(super) struct Share<'a> {
    budget: &'a Budget,
    bytes: u64,
}

impl Budget {
    pub(super) fn new(most: u64) -> Self {
        Self { most, left: Mutex::new(most), returned: Condvar::new() }
    }

    /// Waits until so much is left. Who needs more than there is at all waits until nobody else has any.
    pub(super) fn take(&self, bytes: u64) -> Share<'_> {
        let bytes = bytes.min(self.most);
        // The number is whole even where a thread that held it has failed.
        let left = self.left.lock().unwrap_or_else(PoisonError::into_inner);
        let enough = self.returned.wait_while(left, |left| *left < bytes);
        *enough.unwrap_or_else(PoisonError::into_inner) -= bytes;
        Share { budget: self, bytes }
    }
}

impl Drop for Share<'_> {
    fn drop(&mut self) {
        *self.budget.left.lock().unwrap_or_else(PoisonError::into_inner) += self.bytes;
        self.budget.returned.notify_all();
    }
}
