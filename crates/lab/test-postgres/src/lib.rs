//! Starts a private PostgreSQL for tests and benches, from the binaries that the machine has.
//!
//! The server lives in a temporary directory, listens on a free port of 127.0.0.1, lets everybody in, and syncs
//! every commit to disk, so that figures measured with it are honest. It ends with the process that started it,
//! however that process ends.

mod account;
mod binaries;
mod server;
mod shared;

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use postgres::{Client, NoTls};

use crate::server::{Cluster, Server};

pub use crate::shared::{require, shared};

/// A private PostgreSQL. Dropping it stops the server and removes its directory.
pub struct TestPostgres {
    cluster: Cluster,
    server: Mutex<Option<Server>>,
    databases: AtomicU32,
}

impl TestPostgres {
    /// Makes a database cluster and starts its server; returns when it answers.
    ///
    /// # Errors
    /// What is missing or what the server said.
    pub fn start() -> Result<TestPostgres, String> {
        let (cluster, server) = Cluster::start_new()?;
        Ok(TestPostgres { cluster, server: Mutex::new(Some(server)), databases: AtomicU32::new(0) })
    }

    /// The address of the database that every cluster has.
    pub fn url(&self) -> String {
        self.cluster.url("postgres")
    }

    /// The address of a new, empty database.
    ///
    /// # Errors
    /// What the server said.
    pub fn fresh_database(&self) -> Result<String, String> {
        let name = format!("fresh_{}", self.databases.fetch_add(1, Ordering::Relaxed));
        let mut client = Client::connect(&self.url(), NoTls).map_err(|error| error.to_string())?;
        client.batch_execute(&format!("CREATE DATABASE {name}")).map_err(|error| error.to_string())?;
        Ok(self.cluster.url(&name))
    }

    /// Stops the server as an operator does: connections are broken, open transactions rolled back.
    pub fn stop(&self) {
        if let Some(server) = self.server().take() {
            server.stop();
        }
    }

    /// Starts the stopped server again, with its data, on its port.
    ///
    /// # Errors
    /// What the server said.
    pub fn start_again(&self) -> Result<(), String> {
        let mut server = self.server();
        if server.is_none() {
            *server = Some(self.cluster.start()?);
        }
        Ok(())
    }

    fn server(&self) -> MutexGuard<'_, Option<Server>> {
        self.server.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
