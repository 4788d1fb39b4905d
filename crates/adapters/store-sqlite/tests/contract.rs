//! The contract of all stores, and the comparison with the reference store.

use std::sync::Arc;

use lindley_ports::Store;
use lindley_ports::contract::{Fixture, differential};
use lindley_store_memory::MemoryStore;
use lindley_store_sqlite::SqliteStore;
use tempfile::TempDir;

struct Directory(TempDir);

impl Fixture for Directory {
    fn open(&self) -> Arc<dyn Store> {
        // Opened anew, so that the two handles share nothing but the file, as two processes do.
        Arc::new(SqliteStore::open(self.0.path()).expect("the store opens"))
    }
}

#[expect(clippy::unnecessary_wraps, reason = "the contract allows for stores that a machine cannot run")]
fn fresh() -> Option<Directory> {
    Some(Directory(TempDir::new().expect("a temporary directory")))
}

lindley_ports::store_contract!(fresh);

#[test]
fn random_calls_get_the_reference_stores_answers() {
    for seed in 0..12 {
        let directory = fresh().expect("a directory");
        let handles = [directory.open(), directory.open(), directory.open()];
        differential::same_answers(&MemoryStore::new(), &handles, seed, 150);
    }
}
