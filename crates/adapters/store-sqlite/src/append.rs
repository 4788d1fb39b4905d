//! The compare-and-append: one transaction, one sync.

use lindley_ports::{AppendError, Batch, Entry, Outcome};
use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};

use crate::connection::begin;
use crate::failure::failure;
use crate::keys::{SharedKeys, key_hash};
use crate::sql;

/// Appends a batch that has been checked; when this answers `Ok`, it is on disk.
pub(crate) fn append(
    writer: &mut Connection,
    keys: &SharedKeys,
    batch: Batch<'_>,
) -> Result<(), AppendError> {
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
    let used = clear_keys(&transaction, keys, organisation, batch).map_err(failure)?;
    if !used.is_empty() {
        return Err(AppendError::KeysUsed(used));
    }
    write_entries(&transaction, organisation, batch.entries).map_err(failure)?;
    let recorded = write_outcomes(&transaction, organisation, batch.outcomes).map_err(failure)?;
    move_head(&transaction, organisation, batch.new_head()).map_err(failure)?;
    transaction.commit().map_err(failure)?;
    // Only now: the row numbers of a transaction that is rolled back are used again.
    keys.lock().extend(recorded);
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
    let row = |row: &Row<'_>| Ok(LogRow { organisation: row.get(0)?, head: row.get(1)? });
    statement.query_row([organisation], row).optional()
}

fn add_log(transaction: &Transaction<'_>, organisation: &str) -> rusqlite::Result<i64> {
    transaction.prepare_cached(sql::ORGANISATION_ADD)?.query_row([organisation], |row| row.get(0))
}

/// The batch's keys that are in use; those that have expired are dropped to make room for the new ones.
fn clear_keys(
    transaction: &Transaction<'_>,
    keys: &SharedKeys,
    organisation: i64,
    batch: Batch<'_>,
) -> rusqlite::Result<Vec<String>> {
    let rows_of = {
        let mut keys = keys.lock();
        keys.catch_up(transaction)?;
        let rows = |outcome: &Outcome| keys.rows(key_hash(organisation, &outcome.key));
        batch.outcomes.iter().map(rows).collect::<Vec<_>>()
    };
    let mut used = Vec::new();
    let mut find = transaction.prepare_cached(sql::OUTCOME_KEY)?;
    let mut drop_outcome = transaction.prepare_cached(sql::OUTCOME_DROP)?;
    for (outcome, row) in batch
        .outcomes
        .iter()
        .zip(rows_of)
        .flat_map(|(outcome, rows)| rows.into_iter().map(move |row| (outcome, row)))
    {
        let same_key = |row: &Row<'_>| {
            let same = row.get::<_, i64>(0)? == organisation && row.get_ref(1)?.as_str()? == &*outcome.key;
            Ok(if same { Some(row.get::<_, i64>(2)?) } else { None })
        };
        match find.query_row([row], same_key).optional()?.flatten() {
            Some(expires_ms) if expires_ms >= batch.now_ms => used.push(outcome.key.to_string()),
            Some(_) => {
                drop_outcome.execute([row])?;
            }
            None => {}
        }
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

/// Answers the key's hash and the row of each outcome.
fn write_outcomes(
    transaction: &Transaction<'_>,
    organisation: i64,
    outcomes: &[Outcome],
) -> rusqlite::Result<Vec<(i64, i64)>> {
    let mut recorded = Vec::with_capacity(outcomes.len());
    let mut statement = transaction.prepare_cached(sql::OUTCOME_ADD)?;
    for Outcome { key, fingerprint, answer, expires_ms } in outcomes {
        let hash = key_hash(organisation, key);
        let row = statement.insert(params![organisation, hash, key, fingerprint, answer, expires_ms])?;
        recorded.push((hash, row));
    }
    Ok(recorded)
}

fn move_head(transaction: &Transaction<'_>, organisation: i64, head: u64) -> rusqlite::Result<()> {
    transaction.prepare_cached(sql::HEAD_MOVE)?.execute(params![organisation, head.cast_signed()])?;
    Ok(())
}
