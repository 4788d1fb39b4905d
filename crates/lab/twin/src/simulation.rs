//! What a simulation of the app needs: random commands from a seed, and a store that fails when told to.
//!
//! Nothing here runs by itself. A test drives the app's own writers, clocks and clients in one thread, so that a seed
//! gives the same run on every machine.

mod catalogue;
mod commands;
mod faulty_log;
mod templates;

pub use commands::Commands;
pub use faulty_log::{Fault, FaultyLog};
