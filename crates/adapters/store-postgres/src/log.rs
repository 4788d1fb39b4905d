//! The log in PostgreSQL.

use std::time::{Duration, Instant};

use lindley_ports::{AppendError, Batch, Checkpoint, Entry, Log, Outcome, PortError, Snapshot};
use postgres::Row;

use crate::PostgresStore;
use crate::append::{append, find_head};
use crate::failure::failure;
use crate::rows::EntryRows;
use crate::sql;

/// How often a follower looks by itself while notifications arrive…
const POLL_LISTENING: Duration = Duration::from_secs(1);
/// …and while they do not.
const POLL_DEAF: Duration = Duration::from_millis(100);
/// Expired outcomes are dropped so many at a time.
const DROPPED_AT_ONCE: i64 = 5_000;

impl Log for PostgresStore {
    fn organisations(&self) -> Result<Vec<String>, PortError> {
        self.with(|session| {
            let rows = session.query(sql::ORGANISATIONS, &[]).map_err(|error| failure(&error))?;
            rows.iter().map(|row| row.try_get(0)).collect::<Result<_, _>>().map_err(|error| failure(&error))
        })
    }

    fn head(&self, organisation: &str) -> Result<u64, PortError> {
        self.with(|session| {
            let head = find_head(session, organisation).map_err(|error| failure(&error))?;
            Ok(head.unwrap_or(0))
        })
    }

    fn append(&self, batch: Batch<'_>) -> Result<(), AppendError> {
        batch.check()?;
        self.once(|session| append(session, batch))?;
        self.inner.watch.announce(batch.organisation);
        self.inner.announcer.announce(batch.organisation);
        Ok(())
    }

    fn read(&self, organisation: &str, after: u64, limit: usize) -> Result<Vec<Entry>, PortError> {
        self.with(|session| {
            let rows = session.query(sql::ORGANISATION, &[&organisation]).map_err(|error| failure(&error))?;
            let Some(log) = rows.first() else { return Ok(Vec::new()) };
            let number: i32 = log.try_get(0).map_err(|error| failure(&error))?;
            let head: i64 = log.try_get(1).map_err(|error| failure(&error))?;
            let left = head.cast_unsigned().saturating_sub(after);
            let wanted = left.min(limit as u64);
            if wanted == 0 {
                return Ok(Vec::new());
            }
            let rows = session
                .query(sql::ENTRIES_AFTER, &[&number, &after.cast_signed(), &wanted.cast_signed()])
                .map_err(|error| failure(&error))?;
            let mut entries = EntryRows::after(organisation, after);
            let read = rows.iter().map(|row| entries.entry(row)).collect::<Result<_, _>>()?;
            entries.ended(after + wanted)?;
            Ok(read)
        })
    }

    fn outcome(&self, organisation: &str, key: &str, now_ms: i64) -> Result<Option<Outcome>, PortError> {
        self.with(|session| {
            let rows = session
                .query(sql::OUTCOME, &[&organisation, &key, &now_ms])
                .map_err(|error| failure(&error))?;
            rows.first().map(|row| outcome(row, organisation, key)).transpose()
        })
    }

    fn drop_expired_outcomes(&self, now_ms: i64) -> Result<u64, PortError> {
        let mut total = 0;
        loop {
            let dropped = self.with(|session| {
                let dropped = session.execute(sql::OUTCOMES_DROP_EXPIRED, &[&now_ms, &DROPPED_AT_ONCE]);
                dropped.map_err(|error| failure(&error))
            })?;
            total += dropped;
            if dropped < DROPPED_AT_ONCE.cast_unsigned() {
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
            let poll = if self.inner.listener.is_listening() { POLL_LISTENING } else { POLL_DEAF };
            self.inner.watch.wait(organisation, seen, left.min(poll));
        }
    }

    fn save_snapshot(&self, organisation: &str, snapshot: &Snapshot) -> Result<(), PortError> {
        let (head, format) = (snapshot.head.cast_signed(), i64::from(snapshot.format));
        self.with(|session| {
            let saved = session.execute(sql::SNAPSHOT_PUT, &[&organisation, &head, &format, &snapshot.bytes]);
            saved.map(|_| ()).map_err(|error| failure(&error))
        })
    }

    fn latest_snapshot(&self, organisation: &str) -> Result<Option<Snapshot>, PortError> {
        self.with(|session| {
            let rows = session.query(sql::SNAPSHOT, &[&organisation]).map_err(|error| failure(&error))?;
            rows.first().map(|row| snapshot(row, organisation)).transpose()
        })
    }

    fn save_checkpoint(&self, organisation: &str, checkpoint: &Checkpoint) -> Result<(), PortError> {
        let size = checkpoint.size.cast_signed();
        self.with(|session| {
            let saved = session.execute(sql::CHECKPOINT_ADD, &[&organisation, &size, &checkpoint.note]);
            saved.map(|_| ()).map_err(|error| failure(&error))
        })
    }

    fn latest_checkpoint(&self, organisation: &str) -> Result<Option<Checkpoint>, PortError> {
        Ok(self.checkpoints_by(sql::CHECKPOINT_LATEST, organisation)?.pop())
    }

    fn checkpoints(&self, organisation: &str) -> Result<Vec<Checkpoint>, PortError> {
        self.checkpoints_by(sql::CHECKPOINTS, organisation)
    }
}

impl PostgresStore {
    fn checkpoints_by(
        &self,
        statement: &'static str,
        organisation: &str,
    ) -> Result<Vec<Checkpoint>, PortError> {
        let checkpoint = |row: &Row| {
            Ok(Checkpoint { size: row.try_get::<_, i64>(0)?.cast_unsigned(), note: row.try_get(1)? })
        };
        self.with(|session| {
            let rows = session.query(statement, &[&organisation]).map_err(|error| failure(&error))?;
            rows.iter()
                .map(checkpoint)
                .collect::<Result<_, _>>()
                .map_err(|error: postgres::Error| failure(&error))
        })
    }
}

fn outcome(row: &Row, organisation: &str, key: &str) -> Result<Outcome, PortError> {
    let damaged = |problem| PortError::Corrupt { place: format!("an outcome of {organisation}"), problem };
    let fingerprint: &[u8] = row.try_get(0).map_err(|error| failure(&error))?;
    Ok(Outcome {
        key: key.into(),
        fingerprint: fingerprint
            .try_into()
            .map_err(|_| damaged(format!("its fingerprint has {} bytes", fingerprint.len())))?,
        answer: row.try_get::<_, &[u8]>(1).map_err(|error| failure(&error))?.into(),
        expires_ms: row.try_get(2).map_err(|error| failure(&error))?,
    })
}

fn snapshot(row: &Row, organisation: &str) -> Result<Snapshot, PortError> {
    let format: i64 = row.try_get(1).map_err(|error| failure(&error))?;
    Ok(Snapshot {
        head: row.try_get::<_, i64>(0).map_err(|error| failure(&error))?.cast_unsigned(),
        format: format.try_into().map_err(|_| PortError::Corrupt {
            place: format!("the snapshot of {organisation}"),
            problem: format!("its format is {format}"),
        })?,
        bytes: row.try_get(2).map_err(|error| failure(&error))?,
    })
}
