//! Named child streams of one seed: the same bytes on every platform.
//!
//! A run has one [`Seed`]. Every part of it takes a child by name, and every repetition a child by name and index, so
//! that no part can disturb another: adding a draw in one place, or changing the order in which parts run, leaves all
//! other streams as they were.
//!
//! ```
//! use lindley_seed::Seed;
//!
//! let run = Seed::from_u64(7);
//! let mut arrivals = run.child("arrivals").stream();
//! let mut first_day = run.child_at("day", 0).stream();
//! assert_ne!(arrivals.next_u64(), first_day.next_u64());
//! assert_eq!(run.child("arrivals").stream().next_u64(), Seed::from_u64(7).child("arrivals").stream().next_u64());
//! ```

#![cfg_attr(test, allow(clippy::unwrap_used))]

mod choice;
mod elementary;
mod normal;
mod seed;
mod stream;

pub use seed::Seed;
pub use stream::Stream;

/// The examples of the README are tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct ReadmeExamples;
