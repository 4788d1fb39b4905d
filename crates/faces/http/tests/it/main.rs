//! The HTTP face from outside: requests in, answers out, over a whole app on a store in memory.

#![allow(clippy::unwrap_used)]

mod appointments;
mod ask;
mod board;
mod catalogue;
mod demand;
mod documents;
mod failing_store;
mod holds;
mod learning_stage;
mod limits;
mod metrics;
mod models;
mod openings;
mod operations;
mod outside;
mod people;
mod predictions;
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
mod trainings;
mod web;
