//! Rows of the log as the port's types; a row that does not fit is damaged.

use std::sync::Arc;

use lindley_ports::{Entry, PortError};
use rusqlite::Row;

use crate::failure::failure_in_row;

/// Turns rows into entries and insists that they are numbered without a hole.
pub(crate) struct EntryRows<'a> {
    organisation: &'a str,
    /// The number that the next row must have.
    next: u64,
    /// Most entries in a row have one actor; they share its text.
    actor: Arc<str>,
}

impl<'a> EntryRows<'a> {
    /// Rows of `organisation` after entry `after`.
    pub(crate) fn after(organisation: &'a str, after: u64) -> EntryRows<'a> {
        EntryRows { organisation, next: after + 1, actor: Arc::from("") }
    }

    /// The next entry from its row.
    pub(crate) fn entry(&mut self, row: &Row<'_>) -> Result<Entry, PortError> {
        let entry = self.read(row).map_err(|error| self.failure(&error))?;
        if entry.seq != self.next {
            return Err(self.hole());
        }
        self.next += 1;
        Ok(entry)
    }

    /// What an error while stepping to the next row means.
    pub(crate) fn failure(&self, error: &rusqlite::Error) -> PortError {
        failure_in_row(error, self.place())
    }

    /// Insists that the rows did not end before `head`, the log's last entry.
    pub(crate) fn ended(&self, head: u64) -> Result<(), PortError> {
        if self.next <= head { Err(self.hole()) } else { Ok(()) }
    }

    fn read(&mut self, row: &Row<'_>) -> rusqlite::Result<Entry> {
        let actor = row.get_ref(2)?.as_str()?;
        if *self.actor != *actor {
            self.actor = Arc::from(actor);
        }
        Ok(Entry {
            seq: row.get::<_, i64>(0)?.cast_unsigned(),
            at_ms: row.get(1)?,
            actor: Arc::clone(&self.actor),
            kind: row.get::<_, String>(3)?.into(),
            version: row.get(4)?,
            body: row.get_ref(5)?.as_blob()?.into(),
            hash: row.get(6)?,
        })
    }

    fn hole(&self) -> PortError {
        PortError::Corrupt { place: self.place(), problem: "its row is missing".to_owned() }
    }

    fn place(&self) -> String {
        format!("event {} of {}", self.next, self.organisation)
    }
}
