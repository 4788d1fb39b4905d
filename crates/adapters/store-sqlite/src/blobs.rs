//! Blobs in SQLite, written in parts: a large one must not keep appends waiting.

use std::fmt::Write;

use lindley_ports::{Blobs, PortError};
use rusqlite::{Connection, OptionalExtension, Transaction, params};

use crate::failure::{failure, failure_in_row};
use crate::{SqliteStore, sql};

const PART_BYTES: usize = 1 << 20;

impl Blobs for SqliteStore {
    fn put_blob(&self, organisation: &str, hash: &[u8; 32], bytes: &[u8]) -> Result<(), PortError> {
        if self.read_with(|connection| find(connection, (organisation, hash)).map_err(failure))?.is_some() {
            return Ok(());
        }
        put(self, (organisation, hash), bytes)
    }

    fn blob(&self, organisation: &str, hash: &[u8; 32]) -> Result<Option<Vec<u8>>, PortError> {
        self.read_with(|connection| whole(connection, (organisation, hash)))
    }
}

/// The organisation and the hash.
type Name<'a> = (&'a str, &'a [u8; 32]);

/// A blob that counts: the number under which its parts were written, and how many bytes they have.
struct BlobRow {
    writing: i64,
    bytes: i64,
}

fn find(connection: &Connection, (organisation, hash): Name<'_>) -> rusqlite::Result<Option<BlobRow>> {
    let mut statement = connection.prepare_cached(sql::BLOB)?;
    let row = |row: &rusqlite::Row<'_>| Ok(BlobRow { writing: row.get(0)?, bytes: row.get(1)? });
    statement.query_row(params![organisation, hash], row).optional()
}

fn whole(connection: &Connection, name: Name<'_>) -> Result<Option<Vec<u8>>, PortError> {
    let Some(row) = find(connection, name).map_err(failure)? else { return Ok(None) };
    let (organisation, hash) = name;
    let place = || format!("the blob {} of {organisation}", in_hex(hash));
    let mut bytes = Vec::with_capacity(usize::try_from(row.bytes).unwrap_or(0));
    let mut statement = connection.prepare_cached(sql::BLOB_PARTS).map_err(failure)?;
    let mut parts = statement.query(params![organisation, hash, row.writing]).map_err(failure)?;
    while let Some(part) = parts.next().map_err(|error| failure_in_row(&error, place()))? {
        let part = part.get_ref(0).and_then(|part| Ok(part.as_blob()?));
        bytes.extend_from_slice(part.map_err(|error| failure_in_row(&error, place()))?);
    }
    if bytes.len() as u64 != row.bytes.cast_unsigned() {
        let problem = format!("it has {} bytes instead of {}", bytes.len(), row.bytes);
        return Err(PortError::Corrupt { place: place(), problem });
    }
    Ok(Some(bytes))
}

fn put(store: &SqliteStore, name: Name<'_>, bytes: &[u8]) -> Result<(), PortError> {
    let mut parts = (0_i64..).zip(bytes.chunks(PART_BYTES));
    let (_, first) = parts.next().unwrap_or((0, &[]));
    // Storing the first part reserves the number under which all of them are written.
    let writing = store.write(|transaction| {
        let (organisation, hash) = name;
        let mut next = transaction.prepare_cached(sql::BLOB_NEXT_WRITING)?;
        let writing: i64 = next.query_row(params![organisation, hash], |row| row.get(0))?;
        add_part(transaction, name, writing, (0, first))?;
        Ok(writing)
    })?;
    let written = parts
        .try_for_each(|part| store.write(|transaction| add_part(transaction, name, writing, part)))
        .and_then(|()| store.write(|transaction| finish(transaction, name, writing, bytes.len())));
    if written.is_err() {
        // The parts must not take the room that is left. If this fails as well, whoever puts the blob next drops them.
        store.write(|transaction| drop_parts(transaction, name, writing)).ok();
    }
    written
}

fn add_part(
    transaction: &Transaction<'_>,
    (organisation, hash): Name<'_>,
    writing: i64,
    (part, bytes): (i64, &[u8]),
) -> rusqlite::Result<()> {
    let mut statement = transaction.prepare_cached(sql::BLOB_PART_ADD)?;
    statement.execute(params![organisation, hash, writing, part, bytes])?;
    Ok(())
}

fn drop_parts(
    transaction: &Transaction<'_>,
    (organisation, hash): Name<'_>,
    writing: i64,
) -> rusqlite::Result<()> {
    transaction.prepare_cached(sql::BLOB_PARTS_DROP)?.execute(params![organisation, hash, writing])?;
    Ok(())
}

/// Makes the parts count, and drops those of writers that never finished. A faster writer's blob stays.
fn finish(
    transaction: &Transaction<'_>,
    name: Name<'_>,
    writing: i64,
    length: usize,
) -> rusqlite::Result<()> {
    if find(transaction, name)?.is_some() {
        return drop_parts(transaction, name, writing);
    }
    let (organisation, hash) = name;
    let length = i64::try_from(length).unwrap_or(i64::MAX);
    transaction.prepare_cached(sql::BLOB_ADD)?.execute(params![organisation, hash, writing, length])?;
    let mut drop_others = transaction.prepare_cached(sql::BLOB_PARTS_DROP_OTHERS)?;
    drop_others.execute(params![organisation, hash, writing])?;
    Ok(())
}

fn in_hex(hash: &[u8; 32]) -> String {
    hash.iter().fold(String::new(), |mut text, byte| {
        write!(text, "{byte:02x}").expect("a text takes whatever is written");
        text
    })
}
