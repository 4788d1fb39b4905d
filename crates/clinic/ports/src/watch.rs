//! Wakes the followers of this process when something appends; stores on disk build `await_head` on it.

use std::collections::BTreeMap;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// Counts the appends that a process knows of, per organisation.
#[derive(Default)]
pub struct Watch {
    appends: Mutex<BTreeMap<String, u64>>,
    appended: Condvar,
}

impl Watch {
    /// The count so far. Read it before the head: then no append between the two is missed.
    pub fn appends(&self, organisation: &str) -> u64 {
        count(&self.lock(), organisation)
    }

    /// Counts one more and wakes all who wait.
    pub fn announce(&self, organisation: &str) {
        let mut appends = self.lock();
        match appends.get_mut(organisation) {
            Some(count) => *count += 1,
            None => {
                appends.insert(organisation.to_owned(), 1);
            }
        }
        drop(appends);
        self.appended.notify_all();
    }

    /// Waits until the organisation's count differs from `seen` or `patience` is over.
    pub fn wait(&self, organisation: &str, seen: u64, patience: Duration) {
        let unchanged = |appends: &mut BTreeMap<String, u64>| count(appends, organisation) == seen;
        drop(self.appended.wait_timeout_while(self.lock(), patience, unchanged));
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<String, u64>> {
        self.appends.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn count(appends: &BTreeMap<String, u64>, organisation: &str) -> u64 {
    appends.get(organisation).copied().unwrap_or(0)
}
