//! The database's schema, in numbered steps.

use lindley_ports::PortError;
use rusqlite::Connection;

use crate::connection::begin;
use crate::failure::failure;

/// Step `n` (from 1) brings a database from version `n - 1` to `n`. Steps are never changed once released.
const STEPS: &[&str] =
    &[include_str!("../migrations/0001_spine.sql"), include_str!("../migrations/0002_blobs.sql")];

/// Marks the file as ours: `LNDL`.
const APPLICATION_ID: i32 = 0x4C4E_444C;

/// Brings the schema up to date. Processes that start together wait for each other.
pub(crate) fn migrate(connection: &mut Connection) -> Result<(), PortError> {
    // In one transaction: between single reads another process could finish its migration.
    let reading = connection.transaction().map_err(failure)?;
    let found = version(&reading)?;
    drop(reading);
    if found == STEPS.len() {
        return Ok(());
    }
    let transaction = begin(connection).map_err(failure)?;
    // Again under the write lock: another process may have been faster.
    let found = version(&transaction)?;
    for (number, step) in (1..).zip(STEPS).skip(found) {
        transaction.execute_batch(step).map_err(failure)?;
        transaction.pragma_update(None, "user_version", number).map_err(failure)?;
    }
    transaction.pragma_update(None, "application_id", APPLICATION_ID).map_err(failure)?;
    transaction.commit().map_err(failure)
}

/// The schema's version, once it is clear that the file is ours and not newer than this program.
fn version(connection: &Connection) -> Result<usize, PortError> {
    let number = |pragma: &str| connection.pragma_query_value(None, pragma, |row| row.get::<_, i32>(0));
    let application = number("application_id").map_err(failure)?;
    let found = number("user_version").map_err(failure)?;
    let objects: i64 =
        connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0)).map_err(failure)?;
    if application == 0 && found == 0 && objects == 0 {
        return Ok(0);
    }
    if application != APPLICATION_ID {
        let problem = "the database belongs to another program; choose another directory";
        return Err(PortError::Unsupported(problem.to_owned()));
    }
    match usize::try_from(found) {
        Ok(version) if version <= STEPS.len() => Ok(version),
        _ => Err(PortError::Unsupported(format!(
            "its schema has version {found} and this program knows versions up to {}; run a newer program",
            STEPS.len()
        ))),
    }
}
