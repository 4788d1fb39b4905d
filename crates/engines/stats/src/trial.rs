//! Trials that may be looked at after every row: A/B tests whose level holds at all times at once.

mod bounded_comparison;
mod bounded_mean;
mod sample_ratio;
mod sequential_comparison;

pub use bounded_comparison::BoundedComparison;
pub use bounded_mean::BoundedMean;
pub use sample_ratio::{SampleRatio, SequentialSampleRatio};
pub use sequential_comparison::{Arm, SequentialComparison};
