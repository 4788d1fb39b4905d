//! Rows of the log as the port's types; a row that does not fit is damaged.

use std::sync::Arc;

use lindley_ports::{Entry, PortError};
use postgres::Row;

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
    pub(crate) fn entry(&mut self, row: &Row) -> Result<Entry, PortError> {
        let seq: i64 = self.column(row, 0)?;
        if seq.cast_unsigned() != self.next {
            return Err(self.damage("its row is missing".to_owned()));
        }
        let actor: &str = self.column(row, 2)?;
        if *self.actor != *actor {
            self.actor = Arc::from(actor);
        }
        let version: i32 = self.column(row, 4)?;
        let hash: &[u8] = self.column(row, 6)?;
        let entry = Entry {
            seq: self.next,
            at_ms: self.column(row, 1)?,
            actor: Arc::clone(&self.actor),
            kind: self.column::<String>(row, 3)?.into(),
            version: version.try_into().map_err(|_| self.damage(format!("its version is {version}")))?,
            body: self.column::<&[u8]>(row, 5)?.into(),
            hash: hash.try_into().map_err(|_| self.damage(format!("its hash has {} bytes", hash.len())))?,
        };
        self.next += 1;
        Ok(entry)
    }

    /// Insists that the rows did not end before entry `last`.
    pub(crate) fn ended(&self, last: u64) -> Result<(), PortError> {
        if self.next <= last { Err(self.damage("its row is missing".to_owned())) } else { Ok(()) }
    }

    fn column<'r, T: postgres::types::FromSql<'r>>(
        &self,
        row: &'r Row,
        column: usize,
    ) -> Result<T, PortError> {
        row.try_get(column).map_err(|error| self.damage(error.to_string()))
    }

    fn damage(&self, problem: String) -> PortError {
        PortError::Corrupt { place: format!("event {} of {}", self.next, self.organisation), problem }
    }
}
