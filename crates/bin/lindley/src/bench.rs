//! `lindley bench`: what this machine does, as figures that anyone can make again.

mod booking;
mod find;
mod http;
mod http_client;
mod latencies;
pub(crate) mod machine;
mod market;
mod server;
mod start;

use anyhow::Result;
use clap::{Args, Subcommand};

/// What `lindley bench` is asked to measure.
#[derive(Args, Debug)]
pub(crate) struct BenchArgs {
    #[command(subcommand)]
    task: BenchTask,
}

#[derive(Subcommand, Debug)]
enum BenchTask {
    /// Durable bookings per second through the app, without HTTP.
    Booking(booking::BookingArgs),
    /// Searches for multi-resource openings on a full calendar, in process.
    Find(find::FindArgs),
    /// From a cold start to the first answer, on a long log.
    Start(start::StartArgs),
    /// Bookings and searches over HTTP, with a server process of its own.
    Http(http::HttpArgs),
}

/// Measures and prints.
pub(crate) fn run(args: &BenchArgs) -> Result<()> {
    match &args.task {
        BenchTask::Booking(args) => booking::run(args),
        BenchTask::Find(args) => find::run(args),
        BenchTask::Start(args) => start::run(args),
        BenchTask::Http(args) => http::run(args),
    }
}
