//! The store in one directory: SQLite with a write-ahead log and full sync.
//!
//! One connection writes and every append is one transaction with one sync to disk, so a caller that hands in
//! many commands at once shares that sync between them (group commit). Other connections read. Several
//! processes may open the same directory: SQLite's locks order their writes and each sees the others' appends.

mod accounts;
mod append;
mod blobs;
mod checkpointer;
mod connection;
mod failure;
#[cfg(test)]
mod full_disk_tests;
mod keys;
mod log;
mod migrations;
mod place;
mod readers;
mod rows;
mod snapshots;
mod sql;

use std::fs::{DirBuilder, OpenOptions};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use lindley_ports::{PortError, Watch};
use rusqlite::Connection;

use crate::checkpointer::Checkpointer;
use crate::failure::failure;
use crate::keys::SharedKeys;
use crate::place::Place;
use crate::readers::Readers;

/// The database's file name inside the store's directory.
pub const DATABASE_FILE: &str = "lindley.db";

/// A store in a directory. Clones are handles to the same connections.
#[derive(Clone)]
pub struct SqliteStore {
    inner: Arc<Inner>,
}

struct Inner {
    // Declared, and so dropped, before the connections: the thread must not outlive them.
    checkpointer: Checkpointer,
    writer: Mutex<Connection>,
    readers: Readers,
    keys: SharedKeys,
    watch: Watch,
    place: Place,
}

impl SqliteStore {
    /// Opens the store in `directory`; makes the directory and the database if they do not exist.
    ///
    /// # Errors
    /// `Unavailable` if the directory cannot be used, `Corrupt` if the file is not a database, `Unsupported` if it
    /// belongs to another program or a newer version of this one.
    pub fn open(directory: &Path) -> Result<SqliteStore, PortError> {
        // Readable by the owner only: the file holds password hashes and who comes when.
        DirBuilder::new().recursive(true).mode(0o700).create(directory).map_err(|error| {
            PortError::Unavailable(format!("cannot make the directory {}: {error}", directory.display()))
        })?;
        let path = directory.join(DATABASE_FILE);
        let mut kept_private = OpenOptions::new();
        kept_private.append(true).create(true).mode(0o600);
        kept_private.open(&path).map_err(|error| {
            PortError::Unavailable(format!("cannot make or write {}: {error}", path.display()))
        })?;
        let mut writer = connection::open_writer(&path)?;
        migrations::migrate(&mut writer)?;
        let inner = Inner {
            checkpointer: Checkpointer::start(&path)?,
            writer: Mutex::new(writer),
            place: Place::of(&path)?,
            readers: Readers::new(path),
            keys: SharedKeys::default(),
            watch: Watch::default(),
        };
        Ok(SqliteStore { inner: Arc::new(inner) })
    }

    /// The writing connection; waits for its turn.
    fn writer(&self) -> MutexGuard<'_, Connection> {
        // A transaction rolls itself back when a panic unwinds it, so the connection is usable afterwards.
        self.inner.writer.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Runs a change in one transaction.
    fn write<T>(
        &self,
        change: impl FnOnce(&rusqlite::Transaction<'_>) -> rusqlite::Result<T>,
    ) -> Result<T, PortError> {
        self.inner.place.still_there()?;
        let mut writer = self.writer();
        let transaction = connection::begin(&mut writer).map_err(failure)?;
        let answer = change(&transaction).map_err(failure)?;
        transaction.commit().map_err(failure)?;
        Ok(answer)
    }

    /// Runs a question in one read transaction.
    fn read_with<T>(
        &self,
        question: impl FnOnce(&rusqlite::Transaction<'_>) -> Result<T, PortError>,
    ) -> Result<T, PortError> {
        self.inner.place.still_there()?;
        self.inner.readers.with(question)
    }
}
