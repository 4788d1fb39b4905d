//! The compare-and-append: one statement.

use std::borrow::Borrow;

use lindley_ports::{AppendError, Batch, PortError};
use postgres::{GenericClient, Statement};

use crate::failure::{broken_constraint, failure};
use crate::session::Session;
use crate::sql;

const ROUNDS: u32 = 4;
/// The constraint that a used key breaks.
const KEYS: &str = "outcomes_pkey";
/// The constraint that an entry breaks whose number exists.
const NUMBERS: &str = "entries_pkey";

/// Appends a batch that has been checked; when this answers `Ok`, it is on disk.
pub(crate) fn append(session: &mut Session, batch: Batch<'_>) -> Result<(), AppendError> {
    let columns = Columns::of(batch)?;
    // A new organisation takes a second round, and so do keys that have expired.
    for _ in 0..ROUNDS {
        let statement = session.prepared(sql::APPEND).map_err(|error| failure(&error))?;
        match columns.write(&mut session.client, &statement, batch) {
            Ok(true) => return Ok(()),
            Ok(false) => expect_head(session, batch)?,
            Err(error) => match broken_constraint(&error) {
                Some(KEYS) => {
                    if append_over_expired_keys(session, batch, &columns)? {
                        return Ok(());
                    }
                }
                Some(NUMBERS) => return Err(beyond_head(batch)),
                _ => return Err(failure(&error).into()),
            },
        }
    }
    let problem = format!("other writers came in between {ROUNDS} times; nothing was written, try again");
    Err(PortError::Unavailable(problem).into())
}

/// `Conflict` unless the head is the expected one; makes the row of a new organisation.
fn expect_head(session: &mut Session, batch: Batch<'_>) -> Result<(), AppendError> {
    let head = find_head(session, batch.organisation).map_err(|error| failure(&error))?;
    if head.unwrap_or(0) != batch.expected_head {
        return Err(AppendError::Conflict { head: head.unwrap_or(0) });
    }
    if head.is_none() {
        let added = session.execute(sql::ORGANISATION_ADD, &[&batch.organisation]);
        added.map_err(|error| failure(&error))?;
    }
    Ok(())
}

/// Drops expired outcomes that stand in the way and appends, in one transaction; `KeysUsed` if others stand there
/// too. Answers false if somebody else came first and the append must be tried from the start.
fn append_over_expired_keys(
    session: &mut Session,
    batch: Batch<'_>,
    columns: &Columns<'_>,
) -> Result<bool, AppendError> {
    let statements = [sql::KEYS_FREE, sql::KEYS_USED, sql::APPEND];
    let [free, used, append] = statements.map(|statement| session.prepared(statement));
    let mut transaction = session.client.transaction().map_err(|error| failure(&error))?;
    let keys = &columns.keys;
    let dropped =
        free.and_then(|free| transaction.execute(&free, &[&batch.organisation, keys, &batch.now_ms]));
    dropped.map_err(|error| failure(&error))?;
    let rows = used.and_then(|used| transaction.query(&used, &[&batch.organisation, keys]));
    let used: Result<Vec<String>, _> = rows.and_then(|rows| rows.iter().map(|row| row.try_get(0)).collect());
    let used = used.map_err(|error| failure(&error))?;
    if !used.is_empty() {
        return Err(AppendError::KeysUsed(used));
    }
    match append.and_then(|append| columns.write(&mut transaction, &append, batch)) {
        Ok(true) => {
            transaction.commit().map_err(|error| failure(&error))?;
            Ok(true)
        }
        Ok(false) => Ok(false),
        Err(error) if broken_constraint(&error) == Some(KEYS) => Ok(false),
        Err(error) => Err(failure(&error).into()),
    }
}

/// The head of a log, if the organisation is known.
pub(crate) fn find_head(session: &mut Session, organisation: &str) -> Result<Option<u64>, postgres::Error> {
    let rows = session.query(sql::ORGANISATION, &[&organisation])?;
    rows.first().map(|row| Ok(row.try_get::<_, i64>(1)?.cast_unsigned())).transpose()
}

/// The batch, turned from rows to columns: PostgreSQL takes each as one array.
struct Columns<'a> {
    expected_head: i64,
    at_ms: Vec<i64>,
    actors: Vec<&'a str>,
    kinds: Vec<&'a str>,
    versions: Vec<i32>,
    bodies: Vec<&'a [u8]>,
    hashes: Vec<&'a [u8]>,
    keys: Vec<&'a str>,
    fingerprints: Vec<&'a [u8]>,
    answers: Vec<&'a [u8]>,
    expiries_ms: Vec<i64>,
}

impl<'a> Columns<'a> {
    fn of(batch: Batch<'a>) -> Result<Columns<'a>, PortError> {
        let (entries, outcomes) = (batch.entries, batch.outcomes);
        let expected_head = i64::try_from(batch.expected_head)
            .map_err(|_| PortError::Malformed("a head beyond what a log can have".to_owned()))?;
        Ok(Columns {
            expected_head,
            at_ms: entries.iter().map(|entry| entry.at_ms).collect(),
            actors: entries.iter().map(|entry| &*entry.actor).collect(),
            kinds: entries.iter().map(|entry| entry.kind.borrow()).collect(),
            versions: entries.iter().map(|entry| i32::from(entry.version)).collect(),
            bodies: entries.iter().map(|entry| &*entry.body).collect(),
            hashes: entries.iter().map(|entry| entry.hash.as_slice()).collect(),
            keys: outcomes.iter().map(|outcome| &*outcome.key).collect(),
            fingerprints: outcomes.iter().map(|outcome| outcome.fingerprint.as_slice()).collect(),
            answers: outcomes.iter().map(|outcome| &*outcome.answer).collect(),
            expiries_ms: outcomes.iter().map(|outcome| outcome.expires_ms).collect(),
        })
    }

    /// Writes everything or nothing; answers whether the head was the expected one.
    fn write(
        &self,
        client: &mut impl GenericClient,
        statement: &Statement,
        batch: Batch<'_>,
    ) -> Result<bool, postgres::Error> {
        let moved = client.query(
            statement,
            &[
                &batch.organisation,
                &self.expected_head,
                &self.at_ms,
                &self.actors,
                &self.kinds,
                &self.versions,
                &self.bodies,
                &self.hashes,
                &self.keys,
                &self.fingerprints,
                &self.answers,
                &self.expiries_ms,
            ],
        )?;
        Ok(moved.first().map(|row| row.try_get::<_, i64>(0)).transpose()? == Some(1))
    }
}

fn beyond_head(batch: Batch<'_>) -> AppendError {
    AppendError::Store(PortError::Corrupt {
        place: format!("event {} of {}", batch.expected_head + 1, batch.organisation),
        problem: "it exists although the log's head is before it".to_owned(),
    })
}
