//! Why nothing can be learnt about no-shows or visit lengths, or nothing be predicted.

use lindley_domain::AppointmentId;
use lindley_learn::LearnError;
use lindley_stats::StatsError;

/// What was wrong with the rows, the moment or the kept model, and what to do. Rows count from 0 in the data as given.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum ForecastError {
    /// Too few rows to learn from and to calibrate on.
    #[error(
        "{found} rows are too few to learn from: {needed} are needed; until then use the clinic's base rate"
    )]
    TooFewRows {
        /// How many are needed.
        needed: usize,
        /// How many there are.
        found: usize,
    },
    /// Of one of the two outcomes there are too few.
    #[error(
        "{found} rows with outcome {outcome} are too few: {needed} are needed; until then use the base rate"
    )]
    TooFewOfOutcome {
        /// `missed` or `came`.
        outcome: &'static str,
        /// How many are needed.
        needed: usize,
        /// How many there are.
        found: usize,
    },
    /// Too few days or sessions to keep some for calibration.
    #[error("{found} {unit} are too few to keep some aside for calibration: {needed} are needed")]
    TooFewBlocks {
        /// `days` or `sessions`.
        unit: &'static str,
        /// How many are needed.
        needed: usize,
        /// How many there are.
        found: usize,
    },
    /// An appointment is predicted as of a day after its own, or was made after it.
    #[error("row {row}: {problem}; {advice}")]
    BadRow {
        /// Position of the row.
        row: usize,
        /// What is wrong.
        problem: &'static str,
        /// What to do.
        advice: &'static str,
    },
    /// Nothing can be said of an appointment as of the moment that was asked for.
    #[error("{appointment}: {problem}")]
    NotPredictable {
        /// The appointment.
        appointment: AppointmentId,
        /// Why.
        problem: &'static str,
    },
    /// A kept model wants a feature that this version of the program does not have.
    #[error("the model wants the feature {name}, which this version does not build: learn it again")]
    UnknownFeature {
        /// The feature with its version.
        name: String,
    },
    /// Bytes that should be a model are none.
    #[error("the bytes are no model: {reason}; learn it again")]
    Damaged {
        /// What is wrong.
        reason: String,
    },
    /// The learning crate refused.
    #[error(transparent)]
    Learn(#[from] LearnError),
    /// A statistic could not be computed.
    #[error(transparent)]
    Statistics(#[from] StatsError),
}
