//! A simulated clinic: calibrated demo data and fault-injecting simulation of the real app.

pub mod demo;
pub mod simulation;
