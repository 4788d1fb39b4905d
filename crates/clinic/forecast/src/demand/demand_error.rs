//! Why a demand series cannot be built or forecast.

use lindley_stats::StatsError;

/// What was wrong with a series, a horizon or a setting, and what to do.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum DemandError {
    /// There is no row at all before the moment of the forecast.
    #[error("the series has no row before {before}; give at least one observed step")]
    Empty {
        /// The moment up to which rows were looked for.
        before: String,
    },
    /// The length of a step does not fit a day.
    #[error("a step of {minutes} minutes does not divide a day; use for example 15, 60, 240, 720 or 1440")]
    StepLength {
        /// Minutes asked for.
        minutes: u32,
    },
    /// A row does not start where a step starts.
    #[error(
        "row {row} starts at {at}, which is not the start of a {minutes}-minute step; sum the rows into steps first"
    )]
    OffGrid {
        /// Index of the row, from 0.
        row: usize,
        /// Where it starts.
        at: String,
        /// Minutes of a step.
        minutes: u32,
    },
    /// A row is not later than the one before it.
    #[error("row {row} at {at} is not later than the row before it; sort the rows and keep one per step")]
    Unsorted {
        /// Index of the row, from 0.
        row: usize,
        /// Where it starts.
        at: String,
    },
    /// A row is later than the moment up to which the series is known.
    #[error(
        "row {row} at {at} is not before {until}, up to which the series is known; drop it or correct its time"
    )]
    Future {
        /// Index of the row, from 0.
        row: usize,
        /// Where it starts.
        at: String,
        /// The moment up to which the series is known.
        until: String,
    },
    /// The first and the last row are too far apart, or a time cannot be placed on the calendar.
    #[error("the rows reach from {first} to {last}, more than {limit} steps; is a year wrong?")]
    TooLong {
        /// The first time.
        first: String,
        /// The last time.
        last: String,
        /// Most steps that a series may span.
        limit: usize,
    },
    /// The horizon is empty or farther than can be forecast.
    #[error("a horizon of {steps} steps is not between 1 step and {days} days; ask for less")]
    Horizon {
        /// Steps asked for.
        steps: u32,
        /// Farthest day that can be forecast.
        days: u32,
    },
    /// Series and model or horizon have steps of different lengths.
    #[error("the series has steps of {series} minutes and the model or horizon of {other}; use one length")]
    StepsDiffer {
        /// Minutes of the series' steps.
        series: u32,
        /// Minutes of the other's steps.
        other: u32,
    },
    /// A distribution without a positive finite mean or with a negative dispersion.
    #[error("a count distribution needs a positive mean and a dispersion of zero or more, both finite")]
    Distribution,
    /// A signal that cannot be used at all.
    #[error("the signal {name} {problem}")]
    Signal {
        /// Its name.
        name: String,
        /// What is wrong and what to do.
        problem: String,
    },
    /// The back test has nothing to test.
    #[error(
        "{asked} days cannot be tested: the series has {found} observed days and the first can only be learned from"
    )]
    TooFewDays {
        /// Days asked for.
        asked: u32,
        /// Observed days.
        found: usize,
    },
    /// A service or site of which the record knows nothing.
    #[error("there is no {kind} {id}; ask for one that the clinic has")]
    Unknown {
        /// `service` or `site`.
        kind: &'static str,
        /// Its id.
        id: String,
    },
    /// An event of the question makes no sense.
    #[error("event {position}: {problem}")]
    Event {
        /// Position in the question, from 0.
        position: usize,
        /// What is wrong and what to do.
        problem: &'static str,
    },
    /// No series of the record can be learnt from or judged.
    #[error("of {series} series none can be {what}: each needs at least {days} days of history")]
    NothingLearnt {
        /// Services at sites that had an arrival.
        series: usize,
        /// `learnt from` or `judged`.
        what: &'static str,
        /// Days that are needed.
        days: i64,
    },
    /// Bytes that should be a model or an answer are none.
    #[error("the bytes are no {what}: {reason}; make it again")]
    Damaged {
        /// `demand model` or `demand answer`.
        what: &'static str,
        /// What is wrong.
        reason: String,
    },
    /// Two models cannot be compared.
    #[error("the models cannot be compared: {reason}")]
    Incomparable {
        /// Why.
        reason: String,
    },
    /// A statistic was refused.
    #[error(transparent)]
    Stats(#[from] StatsError),
}
