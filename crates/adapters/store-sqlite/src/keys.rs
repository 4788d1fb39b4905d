//! Which idempotency keys may be in use: an index in memory of the outcomes on disk.
//!
//! It may know too many (a row that has been dropped since, or a write that was rolled back) and whoever asks looks
//! at the row itself; it never knows too few, because each use first takes in the rows that came after the last one.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use rusqlite::Connection;

use crate::sql;

/// Row numbers of outcomes by their key's hash.
#[derive(Default)]
pub(crate) struct Keys {
    /// All rows up to this number are known.
    known_to: i64,
    rows: HashMap<i64, i64>,
    /// Further rows under a hash: an expired outcome's successor, or two keys with one hash.
    more: HashMap<i64, Vec<i64>>,
}

impl Keys {
    /// Takes in the outcomes that this or another process has recorded since.
    pub(crate) fn catch_up(&mut self, connection: &Connection) -> rusqlite::Result<()> {
        // At first all of them, from the index, whose rows are a twentieth the size.
        let all = self.known_to == 0;
        let statement = if all { sql::KEY_HASHES } else { sql::KEY_HASHES_AFTER };
        let mut statement = connection.prepare_cached(statement)?;
        let mut rows = if all { statement.query([])? } else { statement.query([self.known_to])? };
        while let Some(row) = rows.next()? {
            self.add(row.get(1)?, row.get(0)?);
        }
        Ok(())
    }

    /// Takes in outcomes that have been committed: their hashes and row numbers.
    pub(crate) fn extend(&mut self, recorded: Vec<(i64, i64)>) {
        for (hash, row) in recorded {
            self.add(hash, row);
        }
    }

    fn add(&mut self, hash: i64, row: i64) {
        self.known_to = self.known_to.max(row);
        let first = *self.rows.entry(hash).or_insert(row);
        if first != row {
            let more = self.more.entry(hash).or_default();
            if !more.contains(&row) {
                more.push(row);
            }
        }
    }

    /// The rows that may hold a key with this hash.
    pub(crate) fn rows(&self, hash: i64) -> Vec<i64> {
        let more = self.more.get(&hash).into_iter().flatten();
        self.rows.get(&hash).into_iter().chain(more).copied().collect()
    }

    /// Forgets everything, also what has been dropped from the disk; the next use reads it again.
    pub(crate) fn forget(&mut self) {
        *self = Keys::default();
    }
}

/// The keys that the threads of this process share.
#[derive(Default)]
pub(crate) struct SharedKeys(Mutex<Keys>);

impl SharedKeys {
    /// Waits for its turn; nobody holds it while a transaction is written to disk.
    pub(crate) fn lock(&self) -> MutexGuard<'_, Keys> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The hash of a key (FNV-1a). Two keys may share it.
pub(crate) fn key_hash(organisation: i64, key: &str) -> i64 {
    let bytes = organisation.to_le_bytes().into_iter().chain(key.bytes());
    let hash = bytes.fold(0xCBF2_9CE4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01B3)
    });
    hash.cast_signed()
}

#[cfg(test)]
mod tests {
    use super::Keys;

    #[test]
    fn every_row_under_a_hash_is_known_once() {
        let mut keys = Keys::default();
        for (hash, row) in [(7, 1), (7, 2), (8, 3), (7, 1), (7, 2), (7, 4)] {
            keys.add(hash, row);
        }
        assert_eq!(keys.rows(7), [1, 2, 4]);
        assert_eq!(keys.rows(8), [3]);
        assert!(keys.rows(9).is_empty());
    }
}
