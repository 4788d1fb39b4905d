//! What the record keeps of a log, and since when it is known.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "../no_show/clinic.rs"]
mod clinic;
mod knowledge;
mod visits;
