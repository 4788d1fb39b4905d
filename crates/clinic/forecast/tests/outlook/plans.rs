//! Plans to look ahead at.

use lindley_forecast::outlook::{LengthQuantiles, Planned, SessionPlan, ShowChance};
use lindley_time::{Instant, Span};

pub(crate) fn nine() -> Instant {
    Instant::parse("2026-05-04T09:00:00Z").unwrap()
}

/// Due so many minutes after nine.
pub(crate) fn due(minute: i64, show: ShowChance, length: LengthQuantiles) -> Planned {
    Planned { start: nine().plus_minutes(minute), planned_seconds: 900, show, length }
}

pub(crate) fn plan(minutes: u32, appointments: Vec<Planned>) -> SessionPlan {
    SessionPlan { working: Span::of_minutes(nine(), minutes), appointments }
}

pub(crate) fn sure(seconds: f64) -> LengthQuantiles {
    LengthQuantiles::sure(seconds).unwrap()
}

/// Equally likely anything from one length to another.
pub(crate) fn between(low: f64, high: f64) -> LengthQuantiles {
    LengthQuantiles::new(&[(0.0, low), (1.0, high)]).unwrap()
}

/// One length or another, with the first one's share.
pub(crate) fn either(short: f64, share: f64, long: f64) -> LengthQuantiles {
    LengthQuantiles::new(&[(0.0, short), (share, short), (share + 1e-9, long), (1.0, long)]).unwrap()
}
