//! What features, methods and scores promise.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod boosting;
mod choosing;
mod contributions;
mod features;
mod least_squares;
mod logistic;
mod network;
mod ridge;
mod scores;
mod support_vectors;
mod trees;

use lindley_learn::Features;
use lindley_seed::Seed;

/// Rows of two informative columns and one of noise, with a target that is linear but for a step and noise.
fn example(rows: usize, number: u64) -> (Features, Vec<f64>) {
    let mut stream = Seed::from_u64(number).stream();
    let mut target = Vec::new();
    let table: Vec<[f64; 3]> = (0..rows)
        .map(|_| {
            let row = [stream.normal(), stream.normal(), stream.normal()];
            let step = if row[1] > 0.3 { 8.0 } else { 0.0 };
            target.push(20.0 + 2.0 * row[0] + step + stream.normal());
            row
        })
        .collect();
    (Features::from_rows(&["slope", "step", "noise"], table).unwrap(), target)
}

fn assert_near(found: f64, expected: f64, relative: f64) {
    assert!((found - expected).abs() <= relative * expected.abs(), "{found} is not {expected}");
}
