//! Demand: what holds for every series, what has a named fallback or is refused, and how good it is on public series.

#![allow(clippy::unwrap_used)]

mod fallbacks;
mod laws;
mod learned;
mod public_series;
mod refusals;
mod series_at_hand;
