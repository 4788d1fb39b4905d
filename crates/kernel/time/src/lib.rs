//! Instants, half-open spans, span sets, working hours and IANA zones.
//!
//! This is the only crate that names a time library; everything above speaks these types. Nothing here
//! reads a clock: `now` is always an argument.

pub mod grid;
pub mod hours;
mod instant;
mod offsets;
mod span;
mod span_set;
pub mod written;
pub mod zone;

pub use hours::{HoursError, HoursException, WeeklyHours, WeeklyRule};
pub use instant::{Instant, OutOfBounds};
pub use jiff::civil;
pub use span::{EmptySpan, Span};
pub use span_set::SpanSet;
pub use zone::{FoldPolicy, GapPolicy, Zone, ZoneError};

/// The examples of the README are tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct ReadmeExamples;
