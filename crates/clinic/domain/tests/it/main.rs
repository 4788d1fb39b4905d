//! What the booking rules promise, one module per rule.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod clinic;
mod decision_table;
mod precedence;
mod stage;
