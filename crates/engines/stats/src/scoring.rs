//! How good predictions are: bands, quantiles, distributions and probabilities.

mod area_under_curve;
mod band_report;
mod brier;
mod crps;
mod interval_score;
mod pinball;
mod reliability;

pub use area_under_curve::area_under_curve;
pub use band_report::BandReport;
pub use brier::{BrierParts, brier_score};
pub use crps::{crps_of_quantiles, crps_of_sample};
pub use interval_score::{interval_score, mean_interval_score};
pub use pinball::{mean_pinball_loss, pinball_loss};
pub use reliability::{Binning, Reliability, ReliabilityBin};
