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

mod band;
mod beta;
mod blocks;
mod bootstrap;
mod chi_square;
mod conformal;
mod drift;
mod gamma;
mod grouping;
mod incomplete_gamma;
mod isotonic;
mod lognormal;
mod paired;
mod platt;
mod poisson_binomial;
mod proportion;
mod scoring;
mod stats_error;
mod student;
mod summary;
mod trial;
mod venn_abers;

pub use band::Band;
pub use beta::Beta;
pub use blocks::{BlockSplit, block_folds, rolling_origin, split_at_random, split_in_order, worst_per_block};
pub use bootstrap::{Interval, Resampling, bootstrap_percentile, resample};
pub use chi_square::ChiSquare;
pub use conformal::{
    AdaptiveConformal, AdaptiveTuning, CalibrationScores, GroupBasis, GroupBound, MondrianConformal,
    RollingScores, ScoreBound, TunedAdaptiveConformal, WeightedScores, absolute_scores,
    conformal_coverage_range, control_risk, cross_validated_band, normalised_scores, quantile_scores,
    rows_needed, shortfall_scores, threshold_for_false_alarms,
};
pub use drift::{CoverageCusum, CusumAlarm, PopulationStability, TwoSampleTest, kolmogorov_smirnov};
pub use grouping::{
    Grouping, GroupingIntervals, TimeSample, bootstrap_grouping, group_as_published, group_exactly,
    group_exactly_up_to, mean_silhouette,
};
pub use isotonic::{IsotonicRegression, pool_adjacent_violators};
pub use lognormal::LogNormal;
pub use paired::{PairedDifference, compare_pairs};
pub use platt::PlattScaling;
pub use poisson_binomial::PoissonBinomial;
pub use proportion::{binomial_range, clopper_pearson, jeffreys};
pub use scoring::{
    BandReport, Binning, BrierParts, Reliability, ReliabilityBin, area_under_curve, brier_score,
    crps_of_quantiles, crps_of_sample, interval_score, mean_interval_score, mean_pinball_loss, pinball_loss,
};
pub use stats_error::StatsError;
pub use student::StudentT;
pub use summary::{Summary, mean, quantile, skewness, standard_deviation};
pub use trial::{
    Arm, BoundedComparison, BoundedMean, SampleRatio, SequentialComparison, SequentialSampleRatio,
};
pub use venn_abers::{ProbabilityBand, VennAbers};

/// The examples of the README are tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct ReadmeExamples;
