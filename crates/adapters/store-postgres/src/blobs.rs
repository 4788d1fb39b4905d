//! Blobs in PostgreSQL: one row each, which is there whole or not at all.

use lindley_ports::{Blobs, PortError};

use crate::failure::failure;
use crate::{PostgresStore, sql};

impl Blobs for PostgresStore {
    fn put_blob(&self, organisation: &str, hash: &[u8; 32], bytes: &[u8]) -> Result<(), PortError> {
        let hash = hash.as_slice();
        self.with(|session| {
            // Most blobs that are put twice are put again long after; asking first saves sending their bytes.
            let kept = session.query(sql::BLOB_EXISTS, &[&organisation, &hash]);
            if !kept.map_err(|error| failure(&error))?.is_empty() {
                return Ok(());
            }
            let added = session.execute(sql::BLOB_ADD, &[&organisation, &hash, &bytes]);
            added.map(|_| ()).map_err(|error| failure(&error))
        })
    }

    fn blob(&self, organisation: &str, hash: &[u8; 32]) -> Result<Option<Vec<u8>>, PortError> {
        self.with(|session| {
            let rows = session
                .query(sql::BLOB, &[&organisation, &hash.as_slice()])
                .map_err(|error| failure(&error))?;
            rows.first().map(|row| row.try_get(0)).transpose().map_err(|error| failure(&error))
        })
    }
}
