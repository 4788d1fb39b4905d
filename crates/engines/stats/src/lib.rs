//! Bands that hold whatever the model, calibrated probabilities, scores, drift, and trials that may be watched; exact
//! one-dimensional grouping of times; and the small statistics that scheduling needs.
//!
//! * **Bands.** [`absolute_scores`], [`normalised_scores`], [`quantile_scores`] (CQR) and [`shortfall_scores`] say how badly
//!   rows fit; [`CalibrationScores`] (split), [`MondrianConformal`] (by group), [`WeightedScores`] (shifted features),
//!   [`AdaptiveConformal`] and [`TunedAdaptiveConformal`] over [`RollingScores`] (drift) turn scores into a [`ScoreBound`],
//!   and that a prediction into a [`Band`]. [`cross_validated_band`] needs no rows set aside. Of decisions,
//!   [`threshold_for_false_alarms`] and [`control_risk`] bound the expected loss.
//! * **Probabilities.** [`VennAbers`] gives a [`ProbabilityBand`]; [`IsotonicRegression`] and [`PlattScaling`] give points;
//!   [`LogOddsSpread`] says how far a group that was not seen may lie from them.
//! * **Scores.** [`BandReport`], [`interval_score`], [`pinball_loss`], [`crps_of_sample`], [`crps_of_quantiles`],
//!   [`brier_score`] and its [`BrierParts`], [`area_under_curve`], [`Reliability`] (ECE).
//! * **Splits.** [`split_in_order`], [`split_at_random`], [`rolling_origin`] and [`block_folds`] tear no day and no session
//!   apart.
//! * **Drift.** [`PopulationStability`], [`kolmogorov_smirnov`], [`CoverageCusum`].
//! * **Trials.** [`SequentialComparison`], [`BoundedComparison`], [`SampleRatio`], [`SequentialSampleRatio`].
//! * **Grouping.** [`group_exactly`] splits service times into groups with the least sum of absolute errors;
//!   [`group_as_published`] stops where the published study stopped. Each [`Grouping`] reads as a rule.
//! * **Numbers.** [`Summary`], [`quantile`], [`bootstrap_percentile`], [`compare_pairs`], [`clopper_pearson`], [`jeffreys`],
//!   [`binomial_range`], [`StudentT`], [`ChiSquare`], [`Beta`], [`PoissonBinomial`], [`LogNormal`].
//!
//! Everything takes data and returns data, or learns from one row at a time. Chance comes from a
//! [`Seed`](lindley_seed::Seed), one child per resample, so resamples may be drawn in any order or on any thread and are the
//! same.
//!
//! ```
//! use lindley_stats::{CalibrationScores, absolute_scores};
//!
//! // What a model said of nine visits it had not seen, and what they took, in minutes.
//! let said = [12.0, 15.0, 9.0, 20.0, 14.0, 11.0, 16.0, 10.0, 13.0];
//! let took = [14.0, 12.0, 9.5, 27.0, 15.0, 10.0, 12.0, 15.0, 13.0];
//! let scores = CalibrationScores::new(&absolute_scores(&took, &said)?)?;
//! let band = scores.bound(0.8)?.around(18.0)?;
//! assert_eq!((band.low(), band.high()), (13.0, 23.0));
//! // Nine rows cannot keep 95 %, and say so.
//! assert!(!scores.bound(0.95)?.around(18.0)?.is_bounded());
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
mod log_odds_spread;
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
pub use log_odds_spread::{GroupedOutcome, LogOddsSpread, SpreadGuess};
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
