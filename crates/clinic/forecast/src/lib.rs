//! What the clinic expects, each number with a band that holds and a name for what it rests on.
//!
//! * [`no_show`]: how likely a patient is not to come, with a Venn-Abers band and reasons.
//! * [`visit_length`]: how long a visit takes, with a band that holds in each group.
//! * [`demand`]: arrivals per step of a service, site or slot.

#![cfg_attr(test, allow(clippy::unwrap_used))]

pub mod demand;
mod feature;
mod forecast_error;
pub mod no_show;
pub mod visit_length;

pub use feature::FeatureCard;
pub use forecast_error::ForecastError;
