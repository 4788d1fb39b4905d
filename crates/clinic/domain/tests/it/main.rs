//! What the booking rules promise, one module per rule.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
#![allow(clippy::needless_pass_by_value, reason = "a command that is given is gone")]
#![allow(clippy::manual_is_multiple_of, reason = "draws are read by their remainders, whatever those are")]

mod brute_force;
mod clinic;
mod decision_table;
mod find_equals_book;
mod golden;
mod golden_story;
mod holds;
mod laws;
mod learning;
mod moves;
mod nonsense;
mod past_visits;
mod precedence;
mod reached;
mod stage;
mod template_rules;
mod templates;
mod user_pains;
mod working_time;
mod world;
