//! Wakes the followers of this process when this process appends.

use std::sync::{Condvar, Mutex, PoisonError};
use std::time::Duration;

/// Counts the appends that were made through this store.
#[derive(Default)]
pub(crate) struct Watch {
    appends: Mutex<u64>,
    appended: Condvar,
}

impl Watch {
    /// The count so far.
    pub(crate) fn appends(&self) -> u64 {
        *self.appends.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Counts one more and wakes all who wait.
    pub(crate) fn announce(&self) {
        *self.appends.lock().unwrap_or_else(PoisonError::into_inner) += 1;
        self.appended.notify_all();
    }

    /// Waits until the count differs from `seen` or `patience` is over.
    pub(crate) fn wait(&self, seen: u64, patience: Duration) {
        let appends = self.appends.lock().unwrap_or_else(PoisonError::into_inner);
        drop(self.appended.wait_timeout_while(appends, patience, |appends| *appends == seen));
    }
}
