//! A few connections that read, opened when they are needed and kept.

use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use lindley_ports::PortError;
use rusqlite::{Connection, Transaction, TransactionBehavior};

use crate::connection::open_reader;
use crate::failure::failure;

/// As many idle connections are kept; more readers than that open their own and close it afterwards.
const KEPT: usize = 8;

/// The reading connections.
pub(crate) struct Readers {
    path: PathBuf,
    idle: Mutex<Vec<Connection>>,
}

impl Readers {
    /// Readers of the database at `path`; none is open yet.
    pub(crate) fn new(path: PathBuf) -> Readers {
        Readers { path, idle: Mutex::default() }
    }

    /// Runs `question` on a connection of its own, in one transaction: all it reads is of one moment.
    pub(crate) fn with<T>(
        &self,
        question: impl FnOnce(&Transaction<'_>) -> Result<T, PortError>,
    ) -> Result<T, PortError> {
        let kept = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let mut connection = match kept {
            Some(connection) => connection,
            None => open_reader(&self.path)?,
        };
        let transaction =
            connection.transaction_with_behavior(TransactionBehavior::Deferred).map_err(failure)?;
        let answer = question(&transaction)?;
        transaction.commit().map_err(failure)?;
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        if idle.len() < KEPT {
            idle.push(connection);
        }
        Ok(answer)
    }
}
