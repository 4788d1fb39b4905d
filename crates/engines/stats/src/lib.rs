//! Exact one-dimensional grouping of times, and the small statistics that scheduling needs.
//!
//! * [`group_exactly`] splits service times into groups with the least sum of absolute errors; [`group_as_published`]
//!   stops where the published study stopped. Each [`Grouping`] reads as a rule: "A: longer than 811.5 s".
//! * [`Summary`], [`quantile`], [`bootstrap_percentile`], [`compare_pairs`], [`StudentT`], [`PoissonBinomial`],
//!   [`LogNormal`].
//!
//! Everything takes data and returns data. Chance comes from a [`Seed`](lindley_seed::Seed), one child per resample, so
//! resamples may be drawn in any order or on any thread and are the same.
//!
//! ```
//! use lindley_stats::{TimeSample, group_exactly};
//!
//! let minutes = TimeSample::from_seconds(&[300, 310, 320, 900, 920])?;
//! let grouping = group_exactly(&minutes, 2)?;
//! assert_eq!(grouping.cuts(), [610.0]);
//! assert_eq!(grouping.rule()[0], "A: longer than 610 s");
//! # Ok::<(), lindley_stats::StatsError>(())
//! ```

#![cfg_attr(test, allow(clippy::unwrap_used))]

mod bootstrap;
mod gamma;
mod grouping;
mod lognormal;
mod paired;
mod poisson_binomial;
mod stats_error;
mod student;
mod summary;

pub use bootstrap::{Interval, Resampling, bootstrap_percentile, resample};
pub use grouping::{
    Grouping, GroupingIntervals, TimeSample, bootstrap_grouping, group_as_published, group_exactly,
    group_exactly_up_to, mean_silhouette,
};
pub use lognormal::LogNormal;
pub use paired::{PairedDifference, compare_pairs};
pub use poisson_binomial::PoissonBinomial;
pub use stats_error::StatsError;
pub use student::StudentT;
pub use summary::{Summary, mean, quantile, skewness, standard_deviation};

/// The examples of the README are tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct ReadmeExamples;
