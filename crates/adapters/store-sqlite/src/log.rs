//! The log in SQLite.

use std::time::{Duration, Instant};

use lindley_ports::{AppendError, Batch, Checkpoint, Entry, Log, Outcome, PortError, Snapshot};
use rusqlite::{OptionalExtension, params};

use crate::SqliteStore;
use crate::append::{append, find_log};
use crate::failure::failure;
use crate::keys::key_hash;
use crate::rows::EntryRows;
use crate::{snapshots, sql};

/// How often a follower looks for appends of other processes.
const POLL: Duration = Duration::from_millis(50);
/// Expired outcomes are dropped so many at a time, so that appends come in between.
const DROPPED_AT_ONCE: u32 = 2_000;

impl Log for SqliteStore {
    fn organisations(&self) -> Result<Vec<String>, PortError> {
        self.read_with(|connection| {
            let mut statement = connection.prepare_cached(sql::ORGANISATIONS).map_err(failure)?;
            let rows = statement.query_map([], |row| row.get(0)).map_err(failure)?;
            rows.collect::<rusqlite::Result<_>>().map_err(failure)
        })
    }

    fn head(&self, organisation: &str) -> Result<u64, PortError> {
        self.read_with(|connection| {
            let log = find_log(connection, organisation).map_err(failure)?;
            Ok(log.map_or(0, |log| log.head.cast_unsigned()))
        })
    }

    fn append(&self, batch: Batch<'_>) -> Result<(), AppendError> {
        batch.check()?;
        self.inner.place.still_there()?;
        append(&mut self.writer(), &self.inner.keys, batch)?;
        self.inner.watch.announce(batch.organisation);
        self.inner.checkpointer.signal();
        Ok(())
    }

    fn read(&self, organisation: &str, after: u64, limit: usize) -> Result<Vec<Entry>, PortError> {
        self.read_with(|connection| {
            let Some(log) = find_log(connection, organisation).map_err(failure)? else {
                return Ok(Vec::new());
            };
            let head = log.head.cast_unsigned();
            if after >= head {
                return Ok(Vec::new());
            }
            let wanted = limit.min(usize::try_from(head - after).unwrap_or(usize::MAX));
            let mut rows = EntryRows::after(organisation, after);
            let mut statement = connection.prepare_cached(sql::ENTRIES_AFTER).map_err(failure)?;
            let mut found = statement
                .query(params![
                    log.organisation,
                    after.cast_signed(),
                    i64::try_from(wanted).unwrap_or(i64::MAX)
                ])
                .map_err(failure)?;
            let mut entries = Vec::with_capacity(wanted);
            while let Some(row) = found.next().map_err(|error| rows.failure(&error))? {
                entries.push(rows.entry(row)?);
            }
            rows.ended(after + wanted as u64)?;
            Ok(entries)
        })
    }

    fn outcome(&self, organisation: &str, key: &str, now_ms: i64) -> Result<Option<Outcome>, PortError> {
        self.read_with(|connection| {
            let Some(log) = find_log(connection, organisation).map_err(failure)? else { return Ok(None) };
            let rows = {
                let mut keys = self.inner.keys.lock();
                keys.catch_up(connection).map_err(failure)?;
                keys.rows(key_hash(log.organisation, key))
            };
            let mut statement = connection.prepare_cached(sql::OUTCOME).map_err(failure)?;
            for row in rows {
                let found = statement.query_row(params![row, log.organisation, key, now_ms], |row| {
                    Ok(Outcome {
                        key: key.into(),
                        fingerprint: row.get(0)?,
                        answer: row.get_ref(1)?.as_blob()?.into(),
                        expires_ms: row.get(2)?,
                    })
                });
                if let Some(outcome) = found.optional().map_err(failure)? {
                    return Ok(Some(outcome));
                }
            }
            Ok(None)
        })
    }

    fn drop_expired_outcomes(&self, now_ms: i64) -> Result<u64, PortError> {
        let mut total = 0;
        loop {
            let dropped = self.write(|transaction| {
                let mut statement = transaction.prepare_cached(sql::OUTCOMES_DROP_EXPIRED)?;
                statement.execute(params![now_ms, DROPPED_AT_ONCE])
            })?;
            total += dropped as u64;
            if dropped < DROPPED_AT_ONCE as usize {
                self.inner.keys.lock().forget();
                return Ok(total);
            }
        }
    }

    fn await_head(&self, organisation: &str, known: u64, patience: Duration) -> Result<u64, PortError> {
        let start = Instant::now();
        loop {
            let seen = self.inner.watch.appends(organisation);
            let head = self.head(organisation)?;
            let left = patience.saturating_sub(start.elapsed());
            if head != known || left.is_zero() {
                return Ok(head);
            }
            self.inner.watch.wait(organisation, seen, left.min(POLL));
        }
    }

    fn save_snapshot(&self, organisation: &str, snapshot: &Snapshot) -> Result<(), PortError> {
        snapshots::save(self, organisation, snapshot)
    }

    fn latest_snapshot(&self, organisation: &str) -> Result<Option<Snapshot>, PortError> {
        self.read_with(|connection| snapshots::latest(connection, organisation))
    }

    fn save_checkpoint(&self, organisation: &str, checkpoint: &Checkpoint) -> Result<(), PortError> {
        self.write(|transaction| {
            let mut statement = transaction.prepare_cached(sql::CHECKPOINT_ADD)?;
            statement.execute(params![organisation, checkpoint.size.cast_signed(), checkpoint.note])
        })?;
        Ok(())
    }

    fn latest_checkpoint(&self, organisation: &str) -> Result<Option<Checkpoint>, PortError> {
        self.read_with(|connection| {
            let mut statement = connection.prepare_cached(sql::CHECKPOINT_LATEST).map_err(failure)?;
            statement.query_row([organisation], checkpoint).optional().map_err(failure)
        })
    }

    fn checkpoints(&self, organisation: &str) -> Result<Vec<Checkpoint>, PortError> {
        self.read_with(|connection| {
            let mut statement = connection.prepare_cached(sql::CHECKPOINTS).map_err(failure)?;
            let rows = statement.query_map([organisation], checkpoint).map_err(failure)?;
            rows.collect::<rusqlite::Result<_>>().map_err(failure)
        })
    }
}

fn checkpoint(row: &rusqlite::Row<'_>) -> rusqlite::Result<Checkpoint> {
    Ok(Checkpoint { size: row.get::<_, i64>(0)?.cast_unsigned(), note: row.get(1)? })
}
