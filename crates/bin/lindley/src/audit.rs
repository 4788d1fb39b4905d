//! `lindley audit`: recompute a log, prove one event, check a proof, list the signed checkpoints.

mod check;
mod checkpoints;
mod outcome;
mod program;
mod prove;
mod verify;
mod walk;

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use clap::{Args, Subcommand};
use lindley_governance::{SigningKey, Verifier};
use lindley_ports::Store;

use outcome::{Unable, Verdict};

/// What `lindley audit` is asked to do.
#[derive(Args, Debug)]
pub(crate) struct AuditArgs {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand, Debug)]
enum Task {
    /// Recompute every hash of the log and compare it with the signed checkpoints. Exit code 1 if anything was altered.
    Verify(VerifyArgs),
    /// Write a file that proves one event to somebody who has no access to the store.
    Prove(ProveArgs),
    /// Check a proof file. Needs no store and no network. Exit code 1 if the proof does not hold.
    Check(CheckArgs),
    /// List the signed checkpoints.
    Checkpoints(CheckpointsArgs),
}

#[derive(Args, Debug)]
struct StoreArgs {
    /// Where the log is: sqlite:DIRECTORY or postgres:URL.
    #[arg(
        long,
        value_name = "STORE",
        env = "LINDLEY_STORE",
        default_value = "sqlite:./lindley-data",
        hide_env_values = true
    )]
    store: String,
    /// The organisation's key; not needed if the store has one organisation only.
    #[arg(long, value_name = "SLUG")]
    organisation: Option<String>,
    /// A public key to verify signatures with, as the server prints it; the key beside an SQLite store without
    /// it. May be given more than once.
    #[arg(long = "verifier", value_name = "VKEY")]
    verifiers: Vec<Verifier>,
}

#[derive(Args, Debug)]
struct VerifyArgs {
    #[command(flatten)]
    store: StoreArgs,
    /// A checkpoint that was kept elsewhere; the log must still agree with it. May be given more than once.
    #[arg(long = "checkpoint", value_name = "FILE")]
    checkpoints: Vec<PathBuf>,
    /// Print one JSON document instead of text.
    #[arg(long)]
    json: bool,
}

#[derive(Args, Debug)]
struct ProveArgs {
    /// The event's number.
    #[arg(value_parser = clap::value_parser!(u64).range(1..))]
    event: u64,
    #[command(flatten)]
    store: StoreArgs,
    /// Where to write the proof; to standard output without it.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// The key to sign a checkpoint with if none covers the event yet.
    #[arg(long, value_name = "FILE")]
    signing_key: Option<PathBuf>,
}

#[derive(Args, Debug)]
struct CheckArgs {
    /// The proof file; `-` for standard input.
    file: PathBuf,
    /// The public key that must have signed. Without it, the key that the file names is used and shown.
    #[arg(long, value_name = "VKEY")]
    verifier: Option<Verifier>,
    /// Print one JSON document instead of text.
    #[arg(long)]
    json: bool,
}

#[derive(Args, Debug)]
struct CheckpointsArgs {
    #[command(flatten)]
    store: StoreArgs,
    /// Print one JSON document instead of text.
    #[arg(long)]
    json: bool,
}

/// What the command takes from the rest of the program, so that it can be tested without it.
trait Surroundings {
    /// Opens the store that a `--store` flag names.
    fn open_store(&self, named: &str) -> Result<Arc<dyn Store>, String>;

    /// The public keys that are recorded beside the store that a `--store` flag names.
    fn recorded_verifiers(&self, named: &str) -> Result<Vec<Verifier>, String>;

    /// Reads a signing key from its file.
    fn read_signing_key(&self, file: &Path) -> Result<SigningKey, String>;

    /// Milliseconds since the epoch.
    fn now_ms(&self) -> i64;
}

/// Runs the command with the stores that `open_store` opens. Exit code 0: all is as it was written. 1: something was
/// altered or a proof does not hold. 2: the question could not be answered.
pub(crate) fn run(args: AuditArgs, open_store: impl Fn(&str) -> anyhow::Result<Arc<dyn Store>>) -> ExitCode {
    let mut out = io::stdout().lock();
    let verdict = answer(args, &program::Program { open_store }, &mut out);
    match verdict.and_then(|verdict| out.flush().map(|()| verdict).map_err(Unable::from)) {
        Ok(Verdict::Unaltered) => ExitCode::SUCCESS,
        Ok(Verdict::Altered) => ExitCode::from(1),
        // Nobody has read the whole answer, so it must not pass for a good one.
        Err(Unable::OutputClosed) => ExitCode::from(2),
        Err(Unable::Because(reason)) => {
            eprintln!("lindley audit: {reason}");
            ExitCode::from(2)
        }
    }
}

fn answer(args: AuditArgs, around: &dyn Surroundings, out: &mut dyn Write) -> Result<Verdict, Unable> {
    match args.task {
        Task::Verify(args) => verify::verify(&args, around, out),
        Task::Prove(args) => prove::prove(&args, around, out),
        Task::Check(args) => check::check(&args, out),
        Task::Checkpoints(args) => checkpoints::list(&args, around, out),
    }
}

impl StoreArgs {
    fn open(&self, around: &dyn Surroundings) -> Result<Arc<dyn Store>, Unable> {
        around.open_store(&self.store).map_err(Unable::Because)
    }

    /// The organisations asked about: the one named, or all.
    fn organisations(&self, store: &dyn Store) -> Result<Vec<String>, Unable> {
        let all = store.organisations()?;
        match &self.organisation {
            Some(named) if all.contains(named) => Ok(vec![named.clone()]),
            Some(named) => {
                Err(Unable::Because(format!("the store has no log of {named:?}; it has {}", listed(&all))))
            }
            None if all.is_empty() => Err(Unable::Because("the store has no log yet".to_owned())),
            None => Ok(all),
        }
    }

    /// The one organisation asked about.
    fn organisation(&self, store: &dyn Store) -> Result<String, Unable> {
        let mut organisations = self.organisations(store)?;
        if organisations.len() > 1 {
            let all = listed(&organisations);
            return Err(Unable::Because(format!("say which organisation with --organisation: {all}")));
        }
        Ok(organisations.remove(0))
    }

    /// The public keys to verify with: those given, or else the one recorded beside the store.
    fn known_verifiers(&self, around: &dyn Surroundings) -> Result<Vec<Verifier>, Unable> {
        if self.verifiers.is_empty() {
            return around.recorded_verifiers(&self.store).map_err(Unable::Because);
        }
        Ok(self.verifiers.clone())
    }
}

fn listed(organisations: &[String]) -> String {
    if organisations.is_empty() { "none".to_owned() } else { organisations.join(", ") }
}

#[cfg(test)]
mod tests;
