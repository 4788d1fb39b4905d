//! Whether data have changed since a model was made.

mod coverage_cusum;
mod kolmogorov_smirnov;
mod population_stability;

pub use coverage_cusum::{CoverageCusum, CusumAlarm};
pub use kolmogorov_smirnov::{TwoSampleTest, kolmogorov_smirnov};
pub use population_stability::PopulationStability;
