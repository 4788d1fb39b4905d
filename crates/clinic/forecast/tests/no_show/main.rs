//! No-show models: nothing leaks from the future, every refusal, and what is promised on the public file.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod clinic;
mod feeds;
mod from_log;
mod invented;
mod leakage;
mod log_leakage;
mod models;
mod new_places;
mod public_file;
mod unknowns;
