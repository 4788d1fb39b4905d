//! The program: serve, import, audit, account, bench, model, replay, feed, session.
//!
//! Composition only: this is the one place that names stores and faces. What it does is done by the app.

mod account;
mod audit;
mod bench;
mod demo;
mod feed;
mod import;
mod learner;
mod memory;
mod model;
mod open_files;
mod serve;
mod session;
mod signing_key;
mod store_choice;
mod table;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Lindley books clinics: one log, pure decisions, a proof of what was known when.
#[derive(Parser)]
#[command(version, propagate_version = true, arg_required_else_help = true)]
struct Cli {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Serve the API and the web app.
    Serve(serve::ServeArgs),
    /// Bring in public scheduling data.
    Import(import::ImportArgs),
    /// Verify the log, prove an event, check a proof.
    Audit(audit::AuditArgs),
    /// Add accounts and API tokens.
    Account(account::AccountArgs),
    /// Measure this machine.
    Bench(bench::BenchArgs),
    /// Train, promote, ask and test what the clinic learns.
    Model(model::ModelArgs),
    /// Write what the world outside tells: weather, influenza, special days.
    Feed(feed::FeedArgs),
    /// Make kept predictions again from the log and compare every byte.
    Replay(model::registry::ReplayArgs),
    /// Plan how one session is filled.
    Session(session::SessionArgs),
}

fn main() -> ExitCode {
    memory::prefer_small_pages();
    let outcome = match Cli::parse().task {
        Task::Serve(args) => serve::run(&args),
        Task::Import(args) => return import::run(args),
        Task::Audit(args) => return audit::run(args, store_choice::open_text),
        Task::Account(args) => account::run(&args),
        Task::Bench(args) => bench::run(&args),
        Task::Model(args) => model::run(&args),
        Task::Feed(args) => feed::run(&args),
        Task::Replay(args) => model::registry::replay(&args),
        Task::Session(args) => session::run(&args),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            tell(&problem);
            ExitCode::FAILURE
        }
    }
}

/// What went wrong, on standard error, with its causes.
fn tell(problem: &anyhow::Error) {
    use std::io::Write;
    // If standard error is gone there is nobody to tell.
    drop(writeln!(std::io::stderr(), "lindley: {problem:#}"));
}
