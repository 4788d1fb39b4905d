//! The store for fleets: PostgreSQL, or what speaks its protocol with the same guarantees.
//!
//! An append is one statement in one round trip; the row that holds the organisation's head orders the writers of
//! all processes. Calls block and must not be made from an async task.

mod accounts;
mod announcer;
mod append;
mod blobs;
mod failure;
mod listener;
mod log;
mod migrations;
mod pool;
mod rows;
mod session;
mod sql;

use std::sync::Arc;

use lindley_ports::{PortError, Watch};
use postgres::Config;

use crate::announcer::Announcer;
use crate::listener::Listener;
use crate::pool::Pool;
use crate::session::Session;

/// A store in a PostgreSQL database. Clones are handles to the same connections.
#[derive(Clone)]
pub struct PostgresStore {
    inner: Arc<Inner>,
}

struct Inner {
    // First, so that the last owner of the connections is one of the threads below: closing a connection blocks,
    // which an async task that drops the last handle must not.
    pool: Arc<Pool>,
    watch: Arc<Watch>,
    announcer: Announcer,
    listener: Listener,
}

impl PostgresStore {
    /// Connects to the database at `url` (`postgres://user:password@host:port/name`) and brings its schema up to
    /// date. The tables are in the schema `lindley`, which is made if it does not exist.
    ///
    /// # Errors
    /// `Malformed` if the address cannot be read, `Unavailable` if the server does not answer or refuses,
    /// `Unsupported` if a newer program has written the schema.
    pub fn connect(url: &str) -> Result<PostgresStore, PortError> {
        let config: Config = url.parse().map_err(|error| {
            PortError::Malformed(format!("the database's address cannot be read: {error}"))
        })?;
        let pool = Arc::new(Pool::new(config));
        pool.with(migrations::migrate)?;
        let watch = Arc::new(Watch::default());
        let inner = Inner {
            announcer: Announcer::start(Arc::clone(&pool))?,
            listener: Listener::start(Arc::clone(&pool), Arc::clone(&watch))?,
            watch,
            pool,
        };
        Ok(PostgresStore { inner: Arc::new(inner) })
    }

    /// Runs a call that may be repeated on a connection of the pool.
    fn with<T>(&self, call: impl FnMut(&mut Session) -> Result<T, PortError>) -> Result<T, PortError> {
        self.inner.pool.with(call)
    }

    /// Runs a call that must not be repeated: if its connection breaks, nobody knows whether it took effect.
    fn once<T, E: From<PortError>>(&self, call: impl FnOnce(&mut Session) -> Result<T, E>) -> Result<T, E> {
        call(&mut *self.inner.pool.session()?)
    }
}
