//! Models of visit lengths: nothing leaks, every refusal, bands that hold, and what is promised on the public file.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod clinic;
mod invented;
mod models;
mod public_file;
mod record_models;
mod reports;
