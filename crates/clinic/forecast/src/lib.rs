//! What the clinic expects, each number with a band that holds and a name for what it rests on.
//!
//! * [`record`]: what the log tells of visits, patients and the world outside, and since when it is known.
//! * [`no_show`]: how likely a patient is not to come, with a Venn-Abers band and reasons.
//! * [`visit_length`]: how long a visit takes, with a band that holds in each group.
//! * [`demand`]: arrivals per step of a service, site or slot.
//! * [`outlook`]: waits and use of a session's time, simulated from the first two.

#![cfg_attr(test, allow(clippy::unwrap_used))]

pub mod demand;
mod feature;
mod feature_drift;
mod feed_standing;
mod forecast_error;
pub mod no_show;
pub mod outlook;
mod paired_segment;
pub mod record;
pub mod visit_length;

pub use feature::FeatureCard;
pub use feature_drift::FeatureDrift;
pub use feed_standing::{FeedStanding, Hearing, LastReading, SignalStanding};
pub use forecast_error::ForecastError;
pub use paired_segment::{OVERALL, PairedSegment};
