//! The HTTP face from outside: requests in, answers out, over a whole app on a store in memory.

#![allow(clippy::unwrap_used)]

mod appointments;
mod ask;
mod board;
mod catalogue;
mod documents;
mod failing_store;
mod holds;
mod limits;
mod metrics;
mod openings;
mod operations;
mod people;
mod privacy;
mod retries;
mod session_plans;
mod session_studies;
mod session_templates;
mod stage;
mod store_failures;
mod stream;
mod strict_reading;
mod timetable;
mod web;
