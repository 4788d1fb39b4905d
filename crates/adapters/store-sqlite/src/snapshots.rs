//! Snapshots, written in parts: a large one must not keep appends waiting.

use lindley_ports::{PortError, Snapshot};
use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};

use crate::failure::failure;
use crate::{SqliteStore, sql};

const PART_BYTES: usize = 1 << 20;

/// Saves a snapshot unless a newer one is there.
pub(crate) fn save(store: &SqliteStore, organisation: &str, snapshot: &Snapshot) -> Result<(), PortError> {
    let mut parts = (0_i64..).zip(snapshot.bytes.chunks(PART_BYTES));
    let (_, first) = parts.next().unwrap_or((0, &[]));
    // Storing the first part reserves the number under which all of them are written.
    let writing = store.write(|transaction| {
        let mut next = transaction.prepare_cached(sql::SNAPSHOT_NEXT_WRITING)?;
        let writing: i64 = next.query_row([organisation], |row| row.get(0))?;
        add_part(transaction, organisation, writing, 0, first)?;
        Ok(writing)
    })?;
    for (part, bytes) in parts {
        store.write(|transaction| add_part(transaction, organisation, writing, part, bytes))?;
    }
    store.write(|transaction| finish(transaction, organisation, writing, snapshot))
}

/// The newest snapshot.
pub(crate) fn latest(connection: &Connection, organisation: &str) -> Result<Option<Snapshot>, PortError> {
    let Some(row) = find(connection, organisation).map_err(failure)? else { return Ok(None) };
    let mut bytes = Vec::with_capacity(usize::try_from(row.bytes).unwrap_or(0));
    let mut statement = connection.prepare_cached(sql::SNAPSHOT_PARTS).map_err(failure)?;
    let mut parts = statement.query(params![organisation, row.writing]).map_err(failure)?;
    while let Some(part) = parts.next().map_err(failure)? {
        bytes.extend_from_slice(part.get_ref(0).and_then(|part| Ok(part.as_blob()?)).map_err(failure)?);
    }
    if bytes.len() as u64 != row.bytes.cast_unsigned() {
        return Err(PortError::Corrupt {
            place: format!("the snapshot at event {} of {organisation}", row.head),
            problem: format!("it has {} bytes instead of {}", bytes.len(), row.bytes),
        });
    }
    Ok(Some(Snapshot { head: row.head.cast_unsigned(), format: row.format, bytes }))
}

struct SnapshotRow {
    writing: i64,
    head: i64,
    format: u32,
    bytes: i64,
}

fn find(connection: &Connection, organisation: &str) -> rusqlite::Result<Option<SnapshotRow>> {
    let read = |row: &Row<'_>| {
        Ok(SnapshotRow { writing: row.get(0)?, head: row.get(1)?, format: row.get(2)?, bytes: row.get(3)? })
    };
    connection.prepare_cached(sql::SNAPSHOT)?.query_row([organisation], read).optional()
}

fn add_part(
    transaction: &Transaction<'_>,
    organisation: &str,
    writing: i64,
    part: i64,
    bytes: &[u8],
) -> rusqlite::Result<()> {
    let mut statement = transaction.prepare_cached(sql::SNAPSHOT_PART_ADD)?;
    statement.execute(params![organisation, writing, part, bytes])?;
    Ok(())
}

/// Makes the parts count, and drops those of older snapshots and of writers that never finished.
fn finish(
    transaction: &Transaction<'_>,
    organisation: &str,
    writing: i64,
    snapshot: &Snapshot,
) -> rusqlite::Result<()> {
    let head = snapshot.head.cast_signed();
    let bytes = i64::try_from(snapshot.bytes.len()).unwrap_or(i64::MAX);
    let newer = find(transaction, organisation)?.is_some_and(|newest| newest.head > head);
    // A faster writer with a newer snapshot may have dropped our parts in the meantime.
    let mut sum = transaction.prepare_cached(sql::SNAPSHOT_PART_SUM)?;
    let written: i64 = sum.query_row(params![organisation, writing], |row| row.get(0))?;
    if newer || written != bytes {
        transaction.prepare_cached(sql::SNAPSHOT_PARTS_DROP)?.execute(params![organisation, writing])?;
        return Ok(());
    }
    let mut put = transaction.prepare_cached(sql::SNAPSHOT_PUT)?;
    put.execute(params![organisation, writing, head, snapshot.format, bytes])?;
    let mut drop_older = transaction.prepare_cached(sql::SNAPSHOT_PARTS_DROP_OLDER)?;
    drop_older.execute(params![organisation, writing])?;
    Ok(())
}
