//! Demand: what holds for every series, what has a named fallback or is refused, and how good it is on public series.

#![allow(clippy::unwrap_used)]

mod booked_ahead;
mod books;
mod clinic;
mod fallbacks;
mod feed_standings;
mod from_log;
mod laws;
mod learned;
mod level_shift;
mod mixed_clinic;
mod outlooks;
mod platforms;
mod public_series;
mod refusals;
mod series_at_hand;
mod served;
