//! What the clinic expects, each number with a band that holds and a name for what it rests on.
//!
//! * [`no_show`]: how likely a patient is not to come, with a Venn-Abers band and reasons.
//! * [`demand`]: arrivals per step of a service, site or slot.

#![cfg_attr(test, allow(clippy::unwrap_used))]

pub mod demand;
mod feature;
mod forecast_error;
pub mod no_show;

pub use feature::FeatureCard;
pub use forecast_error::ForecastError;
