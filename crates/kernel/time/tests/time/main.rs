//! What instants, spans, zones and hours promise.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod every_transition;
mod grid;
mod hours;
mod hours_check;
mod hours_laws;
mod instant;
mod named_zones;
mod span;
mod span_set_laws;
mod written;
mod zone;

use lindley_time::{Instant, Span, Zone};

/// The moment written in RFC 3339.
fn at(text: &str) -> Instant {
    Instant::parse(text).unwrap()
}

/// The span between two moments written in RFC 3339.
fn span(start: &str, end: &str) -> Span {
    Span::new(at(start), at(end)).unwrap()
}

/// A zone that exists.
fn zone(name: &str) -> Zone {
    Zone::parse(name).unwrap()
}
