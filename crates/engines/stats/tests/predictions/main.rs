//! Bands, calibrated probabilities, scores, drift and trials: worked examples, laws, guarantees by simulation, refusals.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod adaptive;
mod blocks;
mod calibration;
mod conformal;
mod distributions;
mod drift;
mod groups_and_weights;
mod log_odds_spread;
mod risk_control;
mod scoring;
mod trials;
mod venn_abers;

#[track_caller]
fn assert_near(found: f64, expected: f64, tolerance: f64) {
    assert!((found - expected).abs() <= tolerance, "{found} is not {expected}");
}
