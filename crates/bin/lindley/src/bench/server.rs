//! A server process of its own for the HTTP bench: an SQLite store, a clinic, a machine's token.

use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command as Process, Stdio};
use std::sync::Arc;

use anyhow::{Context, Result, ensure};
use lindley_app::{App, Principal, Role, Settings, SystemClock};

use tokio::runtime::Runtime;

use super::market;
use crate::store_choice::StoreChoice;

/// A running server; it is stopped when this is dropped.
pub(super) struct Server {
    process: Child,
    pub(super) address: SocketAddr,
}

/// Fills the store with the bench clinic and makes a token for a machine that books.
pub(super) fn prepare(store: &StoreChoice, runtime: &Runtime) -> Result<String> {
    let app = App::open(store.open()?, Arc::new(SystemClock), Settings::default())?;
    let empty = app.store().head(market::ORGANISATION)? == 0;
    ensure!(empty, "the store already has an organisation '{}'", market::ORGANISATION);
    let token = runtime.block_on(fill(&app));
    app.shutdown();
    token
}

async fn fill(app: &App) -> Result<String> {
    market::found(app).await?;
    let by = Principal::system(market::ORGANISATION);
    let account = app.add_account(&by, "bench", None, &[Role::Clerk]).await?;
    Ok(app.issue_token(&by, account.id, "bench", None).await?)
}

impl Server {
    /// Starts `lindley serve` from this very program on a free port.
    pub(super) fn start(store: &str) -> Result<Self> {
        let program = std::env::current_exe().context("this program's own path")?;
        Self::start_program(&program, store)
    }

    fn start_program(program: &Path, store: &str) -> Result<Self> {
        let mut process = Process::new(program)
            .args([
                "serve",
                "--store",
                store,
                "--listen",
                "127.0.0.1:0",
                "--token-requests-per-minute",
                "0",
                "--no-learner",
            ])
            .stdout(Stdio::piped())
            .spawn()
            .context("starting the server")?;
        let out = process.stdout.take().context("the server's output")?;
        let mut lines = BufReader::new(out).lines();
        let first = lines.next().context("the server ended at once")??;
        let address = first.rsplit("http://").next().and_then(|address| address.trim().parse().ok());
        let address = address.with_context(|| format!("the server said: {first}"))?;
        // What else it says is read, so that it never waits for a reader.
        std::thread::spawn(move || lines.for_each(drop));
        Ok(Self { process, address })
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself.
        drop(self.process.kill());
        drop(self.process.wait());
    }
}
