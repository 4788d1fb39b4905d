//! What the use cases promise: one door, one answer per key, nothing acknowledged that is not stored.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod account_retries;
mod accounts;
mod damage;
mod faults;
mod feeds;
mod house;
mod idempotency;
mod learning;
mod learning_clinic;
mod permissions;
mod races;
mod restart;
