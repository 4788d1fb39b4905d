//! The outlook of a session: closed forms, a brute-force twin, laws, bands that hold, cancellations, advice, the clinic's own
//! record, refusals.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod advice;
mod cancellations;
#[path = "../visit_length/clinic.rs"]
mod clinic;
mod coverage;
mod known_answers;
mod laws;
mod plans;
mod record;
mod refusals;
