//! What seeds and streams promise.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod children;
mod distributions;
mod draws;
mod golden;

use lindley_seed::{Seed, Stream};

/// A stream for a test that does not care which.
fn stream(number: u64) -> Stream {
    Seed::from_u64(number).stream()
}
