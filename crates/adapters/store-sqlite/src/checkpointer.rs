//! Moves pages from the write-ahead log into the database beside the writer, so that appends do not wait for it.

use std::path::Path;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::JoinHandle;
use std::time::Duration;

use lindley_ports::PortError;
use rusqlite::Connection;

use crate::connection::open_checkpointer;

/// How long appends gather before a checkpoint; closing the store waits for it at most once.
const PAUSE: Duration = Duration::from_millis(100);

/// A thread that checkpoints after appends; it ends when this is dropped.
pub(crate) struct Checkpointer {
    appended: Option<SyncSender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Checkpointer {
    /// Starts the thread for the database at `path`.
    pub(crate) fn start(path: &Path) -> Result<Checkpointer, PortError> {
        let connection = open_checkpointer(path)?;
        // One signal is enough: it means that there is something to do.
        let (appended, signals) = sync_channel(1);
        let thread = std::thread::Builder::new()
            .name("lindley-checkpoint".to_owned())
            .spawn(move || run(&connection, &signals))
            .map_err(|error| PortError::Unavailable(format!("cannot start a thread: {error}")))?;
        Ok(Checkpointer { appended: Some(appended), thread: Some(thread) })
    }

    /// Says that the write-ahead log has grown.
    pub(crate) fn signal(&self) {
        if let Some(appended) = &self.appended {
            // A full channel holds a signal that nobody has taken yet, which says the same.
            appended.try_send(()).ok();
        }
    }
}

impl Drop for Checkpointer {
    fn drop(&mut self) {
        self.appended = None;
        if let Some(thread) = self.thread.take() {
            drop(thread.join());
        }
    }
}

fn run(connection: &Connection, signals: &Receiver<()>) {
    while signals.recv().is_ok() {
        std::thread::sleep(PAUSE);
        // A failed checkpoint loses nothing: the pages stay in the log and the next one takes them.
        drop(connection.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(())));
    }
}
