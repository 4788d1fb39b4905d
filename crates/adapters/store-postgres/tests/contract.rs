//! The contract of all stores, and the comparison with the reference store.

use std::sync::Arc;

use lindley_ports::Store;
use lindley_ports::contract::{Fixture, differential};
use lindley_store_memory::MemoryStore;
use lindley_store_postgres::PostgresStore;

struct Database(String);

impl Fixture for Database {
    fn open(&self) -> Arc<dyn Store> {
        // Connected anew, so that the two handles share nothing but the database, as two processes do.
        Arc::new(PostgresStore::connect(&self.0).expect("the store connects"))
    }
}

fn fresh() -> Option<Database> {
    let server = lindley_test_postgres::shared()?;
    Some(Database(server.fresh_database().expect("a database")))
}

lindley_ports::store_contract!(fresh);

#[test]
fn random_calls_get_the_reference_stores_answers() {
    for seed in 0..6 {
        let Some(database) = fresh() else { return };
        let handles = [database.open(), database.open(), database.open()];
        differential::same_answers(&MemoryStore::new(), &handles, seed, 150);
    }
}
