//! The surroundings in the real program: stores by their flag, the signing key beside them, the system's clock.

use std::path::Path;
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use lindley_governance::{SigningKey, Verifier};
use lindley_ports::Store;

use super::Surroundings;
use crate::signing_key;
use crate::store_choice::StoreChoice;

pub(super) struct Program<F> {
    /// Opens the store that a `--store` flag names.
    pub(super) open_store: F,
}

impl<F: Fn(&str) -> anyhow::Result<Arc<dyn Store>>> Surroundings for Program<F> {
    fn open_store(&self, named: &str) -> Result<Arc<dyn Store>, String> {
        // Opening makes a store that is not there, and an empty new store would pass for a good one.
        if let Ok(StoreChoice::Sqlite(directory)) = named.parse()
            && !directory.join(lindley_store_sqlite::DATABASE_FILE).exists()
        {
            return Err(format!("there is no store in {}", directory.display()));
        }
        (self.open_store)(named).map_err(|error| format!("{error:#}"))
    }

    fn recorded_verifiers(&self, named: &str) -> Result<Vec<Verifier>, String> {
        let place = signing_key::place(None, &named.parse()?);
        match place.filter(|file| file.exists()) {
            Some(file) => Ok(vec![self.read_signing_key(&file)?.verifier().clone()]),
            None => Ok(Vec::new()),
        }
    }

    fn read_signing_key(&self, file: &Path) -> Result<SigningKey, String> {
        // A key made here would sign for a log whose readers have never heard of it.
        if !file.exists() {
            return Err(format!("there is no signing key in {}", file.display()));
        }
        signing_key::read_or_make(file).map_err(|error| format!("{error:#}"))
    }

    fn now_ms(&self) -> i64 {
        let since_epoch = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        i64::try_from(since_epoch.as_millis()).unwrap_or(i64::MAX)
    }
}
