//! How connections to the database are opened and configured.

use std::path::Path;
use std::time::Duration;

use lindley_ports::PortError;
use rusqlite::{Connection, ErrorCode, OpenFlags, Transaction, TransactionBehavior};

use crate::failure::{failure, failure_at};

/// How long one process waits for another one's write.
const BUSY_PATIENCE: Duration = Duration::from_secs(10);
/// How long to wait before asking again where the engine does not wait itself.
const BUSY_PAUSE: Duration = Duration::from_millis(20);
/// The writer finishes a checkpoint itself once the write-ahead log has this many pages (64 MiB). Until then the
/// checkpointer has done most of that work, so the append that runs into it is not held up for long.
const WRITER_CHECKPOINT_PAGES: u32 = 16_384;
/// After a longer write-ahead log (a big import, a reader that sat on it) the file shrinks back to this size.
const WAL_SIZE_LIMIT_BYTES: u32 = 128 << 20;
/// The writer's page cache. The index of outcomes is hit at random and should stay in it.
const WRITER_CACHE_KIB: i32 = 64 << 10;

/// Opens the connection that writes; makes the file if it does not exist.
pub(crate) fn open_writer(path: &Path) -> Result<Connection, PortError> {
    let connection = open(path, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE)?;
    let mode = write_ahead(&connection).map_err(|error| failure_at(&error, path))?;
    if mode != "wal" {
        let problem =
            format!("{} is on a file system without shared memory; use a local disk", path.display());
        return Err(PortError::Unavailable(problem));
    }
    connection
        .execute_batch(&format!(
            "PRAGMA synchronous = FULL;
             PRAGMA foreign_keys = ON;
             PRAGMA cache_size = -{WRITER_CACHE_KIB};
             PRAGMA wal_autocheckpoint = {WRITER_CHECKPOINT_PAGES};
             PRAGMA journal_size_limit = {WAL_SIZE_LIMIT_BYTES};"
        ))
        .map_err(failure)?;
    Ok(connection)
}

/// Turns the write-ahead log on; answers the mode that the file is in then.
///
/// While another process does the same to a new file, the engine says that it is busy at once, whatever patience it was
/// given, as two who wait for each other would never end. So the waiting is done here.
fn write_ahead(connection: &Connection) -> rusqlite::Result<String> {
    let pauses = BUSY_PATIENCE.as_millis() / BUSY_PAUSE.as_millis();
    for _ in 0..pauses {
        match connection.query_row("PRAGMA journal_mode = WAL", [], |row| row.get(0)) {
            Err(error) if error.sqlite_error_code() == Some(ErrorCode::DatabaseBusy) => {
                std::thread::sleep(BUSY_PAUSE);
            }
            answer => return answer,
        }
    }
    connection.query_row("PRAGMA journal_mode = WAL", [], |row| row.get(0))
}

/// Opens a connection that only reads.
pub(crate) fn open_reader(path: &Path) -> Result<Connection, PortError> {
    let connection = open(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    connection.execute_batch("PRAGMA query_only = ON;").map_err(failure)?;
    Ok(connection)
}

/// Opens the connection that moves pages from the write-ahead log into the database.
pub(crate) fn open_checkpointer(path: &Path) -> Result<Connection, PortError> {
    let connection = open(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    connection.execute_batch("PRAGMA synchronous = FULL;").map_err(failure)?;
    Ok(connection)
}

/// Begins a transaction that owns the write lock from its start, so that what it reads stays true.
pub(crate) fn begin(connection: &mut Connection) -> rusqlite::Result<Transaction<'_>> {
    connection.transaction_with_behavior(TransactionBehavior::Immediate)
}

fn open(path: &Path, flags: OpenFlags) -> Result<Connection, PortError> {
    let connection = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)
        .map_err(|error| failure_at(&error, path))?;
    connection.busy_timeout(BUSY_PATIENCE).map_err(failure)?;
    connection.set_prepared_statement_cache_capacity(64);
    Ok(connection)
}
