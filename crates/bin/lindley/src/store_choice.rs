//! Which store: `memory`, `sqlite:DIRECTORY` or `postgres:URL`.

use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::sync::Arc;

use anyhow::{Context, Result, bail};
use clap::Args;
use lindley_ports::Store;
use lindley_store_memory::MemoryStore;
use lindley_store_postgres::PostgresStore;
use lindley_store_sqlite::SqliteStore;

/// The store that a command works on.
#[derive(Args, Clone, Debug)]
pub(crate) struct StoreArgs {
    /// Where the log is: memory, sqlite:DIRECTORY or postgres:URL.
    #[arg(
        long,
        value_name = "STORE",
        env = "LINDLEY_STORE",
        default_value = "sqlite:./lindley-data",
        hide_env_values = true
    )]
    pub(crate) store: StoreChoice,
}

/// A store, not yet opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum StoreChoice {
    Memory,
    Sqlite(PathBuf),
    Postgres(String),
}

impl FromStr for StoreChoice {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        if text == "memory" {
            return Ok(Self::Memory);
        }
        if let Some(directory) = text.strip_prefix("sqlite:").filter(|directory| !directory.is_empty()) {
            return Ok(Self::Sqlite(PathBuf::from(directory)));
        }
        if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            return Ok(Self::Postgres(text.to_owned()));
        }
        if let Some(url) = text.strip_prefix("postgres:").filter(|url| !url.is_empty()) {
            return Ok(Self::Postgres(url.to_owned()));
        }
        Err("use memory, sqlite:DIRECTORY or postgres:URL".to_owned())
    }
}

impl StoreChoice {
    /// Opens the store.
    pub(crate) fn open(&self) -> Result<Arc<dyn Store>> {
        Ok(match self {
            Self::Memory => Arc::new(MemoryStore::new()),
            Self::Sqlite(directory) => Arc::new(
                SqliteStore::open(directory)
                    .with_context(|| format!("the store in {} cannot be opened", directory.display()))?,
            ),
            // The URL may hold a password, so it is not repeated.
            Self::Postgres(url) => {
                Arc::new(PostgresStore::connect(url).context("the PostgreSQL store cannot be opened")?)
            }
        })
    }

    /// What it is, without secrets.
    pub(crate) fn describe(&self) -> String {
        match self {
            Self::Memory => "memory (gone when the program ends)".to_owned(),
            Self::Sqlite(directory) => format!("SQLite in {}", directory.display()),
            Self::Postgres(_) => "PostgreSQL".to_owned(),
        }
    }

    /// The directory of a store in a directory.
    pub(crate) fn directory(&self) -> Option<&Path> {
        match self {
            Self::Sqlite(directory) => Some(directory),
            Self::Memory | Self::Postgres(_) => None,
        }
    }
}

/// Opens the store that a text names.
pub(crate) fn open_text(text: &str) -> Result<Arc<dyn Store>> {
    match text.parse::<StoreChoice>() {
        Ok(choice) => choice.open(),
        Err(problem) => bail!("--store {text}: {problem}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stores_are_named_by_kind_and_place() {
        assert_eq!("memory".parse(), Ok(StoreChoice::Memory));
        assert_eq!("sqlite:./data".parse(), Ok(StoreChoice::Sqlite("./data".into())));
        assert_eq!("postgres://u@h/db".parse(), Ok(StoreChoice::Postgres("postgres://u@h/db".into())));
        assert_eq!("postgres:host=h".parse(), Ok(StoreChoice::Postgres("host=h".into())));
        for nonsense in ["", "sqlite:", "postgres:", "mysql:x", "data"] {
            assert!(nonsense.parse::<StoreChoice>().is_err(), "{nonsense}");
        }
    }
}
