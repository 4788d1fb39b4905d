//! Choose on one sample, score on another: which of two plans is better, and how far from the best a plan can be.

mod gap;
mod paired;

use lindley_stats::StudentT;

use crate::error::SessionError;

pub use gap::{GapRequest, OptimalityGap, optimality_gap};
pub use paired::{Bounds, Comparison, compare};

/// The mean of a list and its standard error.
struct Estimate {
    mean: f64,
    error: f64,
}

impl Estimate {
    fn of(values: &[f64]) -> Self {
        let mean = values.iter().sum::<f64>() / values.len() as f64;
        Self { mean, error: crate::evaluate::sample_sd(values) / (values.len() as f64).sqrt() }
    }
}

/// How many standard errors a mean of `count` values stays within, on one side, with probability `level`.
fn one_sided(count: usize, level: f64) -> Result<f64, SessionError> {
    // What lies within on both sides with `2 level - 1` lies within on one with `level`.
    two_sided(count, 2.0 * level - 1.0)
}

/// How many standard errors a mean of `count` values stays within, on both sides, with probability `level`.
fn two_sided(count: usize, level: f64) -> Result<f64, SessionError> {
    let freedom = count.saturating_sub(1) as f64;
    let distribution = StudentT::new(freedom).and_then(|distribution| distribution.within(level));
    // The callers have checked count and level.
    distribution.map_err(|_| SessionError::OutOfRange { name: "the level", value: level, allowed: LEVELS })
}

/// What a level may be.
const LEVELS: &str = "a level of confidence lies between 0.5 and 1, both excluded";

fn check_level(level: f64) -> Result<(), SessionError> {
    if level > 0.5 && level < 1.0 {
        return Ok(());
    }
    Err(SessionError::OutOfRange { name: "the level", value: level, allowed: LEVELS })
}

/// Refuses fewer than two values, from which no error can be told.
fn check_count(found: usize) -> Result<(), SessionError> {
    if found < 2 { Err(SessionError::Scenarios { found, expected: 2 }) } else { Ok(()) }
}
