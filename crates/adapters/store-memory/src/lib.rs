//! The reference store: everything in memory, gone when the last handle is dropped.
//!
//! Other stores are compared with this one in differential tests, so it is kept plain: one lock, ordinary
//! collections, every rule of the port written out once.

mod accounts;
mod blobs;
mod entries;
mod log;

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

/// A store in memory. Clones are handles to the same store.
#[derive(Clone, Default)]
pub struct MemoryStore {
    shared: Arc<Shared>,
}

#[derive(Default)]
struct Shared {
    contents: Mutex<Contents>,
    /// Signalled whenever a head moves.
    moved: Condvar,
}

#[derive(Default)]
struct Contents {
    logs: log::Logs,
    accounts: accounts::AccountBook,
    blobs: blobs::Shelves,
}

impl MemoryStore {
    /// An empty store.
    pub fn new() -> MemoryStore {
        MemoryStore::default()
    }

    fn contents(&self) -> MutexGuard<'_, Contents> {
        // Every change checks first and then only pushes, so a panic elsewhere cannot leave half of one behind.
        self.shared.contents.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
