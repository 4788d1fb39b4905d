//! The database's schema, in numbered steps.

use lindley_ports::PortError;
use postgres::Transaction;

use crate::failure::failure;
use crate::session::Session;

/// Step `n` (from 1) brings a database from version `n - 1` to `n`. Steps are never changed once released.
const STEPS: &[&str] =
    &[include_str!("../migrations/0001_spine.sql"), include_str!("../migrations/0002_blobs.sql")];

/// Processes that start together take this lock in turn. The number is `LINDLEY` on a telephone's keys.
const LOCK: i64 = 5_463_539;

const VERSIONS: &str = "
    CREATE SCHEMA IF NOT EXISTS lindley;
    CREATE TABLE IF NOT EXISTS lindley.schema_versions (
        version integer PRIMARY KEY,
        applied timestamptz NOT NULL DEFAULT now()
    );
";

/// Brings the schema up to date.
pub(crate) fn migrate(session: &mut Session) -> Result<(), PortError> {
    let mut transaction = session.client.transaction().map_err(|error| failure(&error))?;
    let found = lock_and_find_version(&mut transaction).map_err(|error| failure(&error))?;
    let Some(missing) = usize::try_from(found).ok().and_then(|found| STEPS.get(found..)) else {
        return Err(PortError::Unsupported(format!(
            "its schema has version {found} and this program knows versions up to {}; run a newer program",
            STEPS.len()
        )));
    };
    for (version, step) in (found + 1..).zip(missing) {
        transaction.batch_execute(step).map_err(|error| failure(&error))?;
        transaction
            .execute("INSERT INTO lindley.schema_versions (version) VALUES ($1)", &[&version])
            .map_err(|error| failure(&error))?;
    }
    transaction.commit().map_err(|error| failure(&error))
}

fn lock_and_find_version(transaction: &mut Transaction<'_>) -> Result<i32, postgres::Error> {
    transaction.execute("SELECT pg_advisory_xact_lock($1)", &[&LOCK])?;
    let exists: bool =
        transaction.query_one("SELECT to_regclass('lindley.schema_versions') IS NOT NULL", &[])?.get(0);
    if !exists {
        transaction.batch_execute(VERSIONS)?;
    }
    let version = "SELECT coalesce(max(version), 0) FROM lindley.schema_versions";
    Ok(transaction.query_one(version, &[])?.get(0))
}
