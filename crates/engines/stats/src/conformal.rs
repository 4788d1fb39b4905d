//! Bands that keep their level whatever the model: conformal prediction.
//!
//! It takes three steps, which combine freely:
//!
//! 1. A *score* says how badly a row fits its prediction: [`absolute_scores`], [`normalised_scores`],
//!    [`quantile_scores`] (CQR), [`shortfall_scores`] (one-sided). High is bad.
//! 2. Scores of rows that the model has not learnt from give a *bound* that a new score keeps with the level wanted:
//!    [`CalibrationScores`] (split), [`MondrianConformal`] (by group), [`WeightedScores`] (shifted features),
//!    [`AdaptiveConformal`] and [`TunedAdaptiveConformal`] over [`RollingScores`] (drift).
//! 3. The [`ScoreBound`] turns a new prediction into a [`Band`](crate::Band).

mod adaptive;
mod calibration_scores;
mod cross_validated;
mod mondrian;
mod risk_control;
mod rolling;
mod score;
mod score_bound;
mod tuned_adaptive;
mod weighted;

pub use adaptive::AdaptiveConformal;
pub use calibration_scores::{CalibrationScores, conformal_coverage_range, rows_needed};
pub use cross_validated::cross_validated_band;
pub use mondrian::{GroupBasis, GroupBound, MondrianConformal};
pub use risk_control::{control_risk, threshold_for_false_alarms};
pub use rolling::RollingScores;
pub use score::{absolute_scores, normalised_scores, quantile_scores, shortfall_scores};
pub use score_bound::ScoreBound;
pub use tuned_adaptive::{AdaptiveTuning, TunedAdaptiveConformal};
pub use weighted::WeightedScores;
