//! One connection and the statements that are prepared on it.

use std::collections::HashMap;
use std::time::Duration;

use lindley_ports::PortError;
use postgres::types::ToSql;
use postgres::{Client, Config, NoTls, Row, Statement};

use crate::failure::{connection_failure, failure};

/// How long a server may take to accept a connection.
const CONNECT_PATIENCE: Duration = Duration::from_secs(5);
/// How long sent bytes may stay unanswered before the connection counts as lost.
const SILENCE_PATIENCE: Duration = Duration::from_secs(10);

/// A session never waits for a lock for ever, and never acknowledges what is not on disk: a server that is set to
/// acknowledge early is overruled, one that is set to wait for replicas is not.
const SETTINGS: &str = "
    SET lock_timeout = '10s';
    SET idle_in_transaction_session_timeout = '60s';
    SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off';
";

/// A connection to the database.
pub(crate) struct Session {
    /// The connection, for what is not a prepared statement.
    pub(crate) client: Client,
    statements: HashMap<&'static str, Statement>,
}

/// The values of a statement's parameters.
pub(crate) type Values<'a> = &'a [&'a (dyn ToSql + Sync)];

impl Session {
    /// Connects.
    pub(crate) fn connect(config: &Config) -> Result<Session, PortError> {
        let mut config = config.clone();
        config.application_name("lindley").tcp_user_timeout(SILENCE_PATIENCE);
        if config.get_connect_timeout().is_none() {
            config.connect_timeout(CONNECT_PATIENCE);
        }
        let mut client = config.connect(NoTls).map_err(|error| connection_failure(&error))?;
        client.batch_execute(SETTINGS).map_err(|error| failure(&error))?;
        Ok(Session { client, statements: HashMap::new() })
    }

    /// Whether the connection is lost.
    pub(crate) fn is_closed(&self) -> bool {
        self.client.is_closed()
    }

    /// The statement, prepared at its first use.
    pub(crate) fn prepared(&mut self, text: &'static str) -> Result<Statement, postgres::Error> {
        if let Some(statement) = self.statements.get(text) {
            return Ok(statement.clone());
        }
        let statement = self.client.prepare(text)?;
        self.statements.insert(text, statement.clone());
        Ok(statement)
    }

    /// Runs a question; answers its rows.
    pub(crate) fn query(
        &mut self,
        text: &'static str,
        values: Values<'_>,
    ) -> Result<Vec<Row>, postgres::Error> {
        let statement = self.prepared(text)?;
        self.client.query(&statement, values)
    }

    /// Runs a change; answers how many rows it met.
    pub(crate) fn execute(&mut self, text: &'static str, values: Values<'_>) -> Result<u64, postgres::Error> {
        let statement = self.prepared(text)?;
        self.client.execute(&statement, values)
    }
}
