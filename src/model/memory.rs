//! Memory that all threads share which make pictures, for the site and for platforms: who needs more than is left waits.

use std::sync::{Condvar, Mutex, PoisonError};

/// How much memory the pictures that are being made may take together, in bytes.
const MOST: u64 = 320 * 1024 * 1024;

static LEFT: Mutex<u64> = Mutex::new(MOST);

static RETURNED: Condvar = Condvar::new();

/// A share of it, given back when dropped.
pub struct Share {
    bytes: u64,
}

/// Waits until so much is left. Who needs more than there is at all waits until nobody else has any. Nobody may ask for a
/// second share who still has one.
#[must_use]
pub fn share(bytes: u64) -> Share {
    let bytes = bytes.min(MOST);
    // The number is whole even where a thread that held it has failed.
    let left = LEFT.lock().unwrap_or_else(PoisonError::into_inner);
    let enough = RETURNED.wait_while(left, |left| *left < bytes);
    *enough.unwrap_or_else(PoisonError::into_inner) -= bytes;
    Share { bytes }
}

impl Drop for Share {
    fn drop(&mut self) {
        *LEFT.lock().unwrap_or_else(PoisonError::into_inner) += self.bytes;
        RETURNED.notify_all();
    }
}
