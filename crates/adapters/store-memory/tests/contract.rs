//! The reference store passes the contract too.

use std::sync::Arc;

use lindley_ports::Store;
use lindley_ports::contract::Fixture;
use lindley_store_memory::MemoryStore;

struct Memory(MemoryStore);

impl Fixture for Memory {
    fn open(&self) -> Arc<dyn Store> {
        Arc::new(self.0.clone())
    }
}

#[expect(clippy::unnecessary_wraps, reason = "the contract allows for stores that a machine cannot run")]
fn fresh() -> Option<Memory> {
    Some(Memory(MemoryStore::new()))
}

lindley_ports::store_contract!(fresh);
