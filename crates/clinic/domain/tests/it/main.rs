//! What the booking rules promise, one module per rule.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod clinic;
mod decision_table;
mod find_equals_book;
mod laws;
mod moves;
mod precedence;
mod stage;
mod world;
