//! The compare-and-append: one transaction, one sync.

use lindley_ports::{AppendError, Batch, Entry, Outcome};
use rusqlite::{Connection, OptionalExtension, Transaction, params};

use crate::connection::begin;
use crate::failure::failure;
use crate::rows::key_hash;
use crate::sql;

/// Appends a batch that has been checked; when this answers `Ok`, it is on disk.
pub(crate) fn append(writer: &mut Connection, batch: Batch<'_>) -> Result<(), AppendError> {
    let transaction = begin(writer).map_err(failure)?;
    let log = find_log(&transaction, batch.organisation).map_err(failure)?;
    let head = log.map_or(0, |log| log.head);
    if head.cast_unsigned() != batch.expected_head {
        return Err(AppendError::Conflict { head: head.cast_unsigned() });
    }
    let organisation = match log {
        Some(log) => log.organisation,
        None => add_log(&transaction, batch.organisation).map_err(failure)?,
    };
    let used = clear_keys(&transaction, organisation, batch).map_err(failure)?;
    if !used.is_empty() {
        return Err(AppendError::KeysUsed(used));
    }
    write_entries(&transaction, organisation, batch.entries).map_err(failure)?;
    write_outcomes(&transaction, organisation, batch.outcomes).map_err(failure)?;
    move_head(&transaction, organisation, batch.new_head()).map_err(failure)?;
    transaction.commit().map_err(failure)?;
    Ok(())
}

/// A log's number in this database and its head.
#[derive(Clone, Copy)]
pub(crate) struct LogRow {
    pub(crate) organisation: i64,
    pub(crate) head: i64,
}

/// The log of an organisation, if it has one.
pub(crate) fn find_log(connection: &Connection, organisation: &str) -> rusqlite::Result<Option<LogRow>> {
    let mut statement = connection.prepare_cached(sql::ORGANISATION)?;
    let row = |row: &rusqlite::Row<'_>| Ok(LogRow { organisation: row.get(0)?, head: row.get(1)? });
    statement.query_row([organisation], row).optional()
}

fn add_log(transaction: &Transaction<'_>, organisation: &str) -> rusqlite::Result<i64> {
    transaction.prepare_cached(sql::ORGANISATION_ADD)?.query_row([organisation], |row| row.get(0))
}

/// The batch's keys that are in use; those that have expired are dropped to make room for the new ones.
fn clear_keys(
    transaction: &Transaction<'_>,
    organisation: i64,
    batch: Batch<'_>,
) -> rusqlite::Result<Vec<String>> {
    let mut used = Vec::new();
    let mut expired: Vec<i64> = Vec::new();
    let mut slots = transaction.prepare_cached(sql::OUTCOME_SLOTS)?;
    for outcome in batch.outcomes {
        let mut rows = slots.query([key_hash(organisation, &outcome.key)])?;
        while let Some(row) = rows.next()? {
            if row.get::<_, i64>(1)? != organisation || row.get_ref(2)?.as_str()? != outcome.key {
                continue;
            }
            if row.get::<_, i64>(3)? >= batch.now_ms {
                used.push(outcome.key.clone());
            } else {
                expired.push(row.get(0)?);
            }
        }
    }
    let mut drop_outcome = transaction.prepare_cached(sql::OUTCOME_DROP)?;
    for id in expired {
        drop_outcome.execute([id])?;
    }
    Ok(used)
}

fn write_entries(
    transaction: &Transaction<'_>,
    organisation: i64,
    entries: &[Entry],
) -> rusqlite::Result<()> {
    let mut statement = transaction.prepare_cached(sql::ENTRY_ADD)?;
    for entry in entries {
        let Entry { seq, at_ms, actor, kind, version, body, hash } = entry;
        statement.execute(params![
            organisation,
            seq.cast_signed(),
            at_ms,
            actor,
            kind,
            version,
            body,
            hash
        ])?;
    }
    Ok(())
}

fn write_outcomes(
    transaction: &Transaction<'_>,
    organisation: i64,
    outcomes: &[Outcome],
) -> rusqlite::Result<()> {
    let mut statement = transaction.prepare_cached(sql::OUTCOME_ADD)?;
    for Outcome { key, fingerprint, answer, expires_ms } in outcomes {
        let hash = key_hash(organisation, key);
        statement.execute(params![organisation, hash, key, fingerprint, answer, expires_ms])?;
    }
    Ok(())
}

fn move_head(transaction: &Transaction<'_>, organisation: i64, head: u64) -> rusqlite::Result<()> {
    transaction.prepare_cached(sql::HEAD_MOVE)?.execute(params![organisation, head.cast_signed()])?;
    Ok(())
}
