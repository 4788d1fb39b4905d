//! What a simulation of the real rules needs: random commands from a seed, and a store that fails when told to.
//!
//! Nothing here runs by itself. A test drives replicas, clocks and clients in one thread, so that a seed gives the same
//! run on every machine.

mod catalogue;
mod commands;
mod faulty_log;

pub use commands::Commands;
pub use faulty_log::{Fault, FaultyLog};
