//! The program from outside: real processes, real stores, real sockets.

#![allow(clippy::unwrap_used)]

mod backtests;
mod benches;
mod command_line;
mod demo_and_import;
mod event_stream;
mod kept_predictions;
mod killed_server;
mod proofs;
mod stage;
mod two_servers;
