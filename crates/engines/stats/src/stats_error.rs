//! Why data cannot be used: what is wrong and where.

use thiserror::Error;

/// Why data or settings were refused. An index counts from 0 in the data as given.
#[derive(Clone, Copy, Debug, PartialEq, Error)]
pub enum StatsError {
    /// There is no data at all.
    #[error("there is no data: give at least one value")]
    Empty,
    /// A value is NaN or infinite.
    #[error("value {index} is not a finite number: drop it or mend it")]
    NotFinite {
        /// Position of the value.
        index: usize,
    },
    /// A value lies below zero where only times or counts make sense.
    #[error("value {index} is negative: it must be zero or more")]
    Negative {
        /// Position of the value.
        index: usize,
    },
    /// A value is zero or less where only a positive number makes sense.
    #[error("value {index} is not above zero: only positive numbers have a meaning here")]
    NotPositive {
        /// Position of the value.
        index: usize,
    },
    /// A value is no whole number of seconds that fits in 32 bits.
    #[error("value {index} is not a whole number of seconds below 2^32: round it or use a finer unit")]
    NotWholeSeconds {
        /// Position of the value.
        index: usize,
    },
    /// A probability lies outside 0 to 1.
    #[error("value {index} is not a probability: it must lie between 0 and 1")]
    NotAProbability {
        /// Position of the value.
        index: usize,
    },
    /// Too few values for what was asked.
    #[error("{found} values are too few: at least {needed} are needed")]
    TooFew {
        /// How many are needed.
        needed: usize,
        /// How many there are.
        found: usize,
    },
    /// Two lists that belong together have different lengths.
    #[error("the lists have {left} and {right} values: they must pair up")]
    LengthsDiffer {
        /// Length of the first list.
        left: usize,
        /// Length of the second list.
        right: usize,
    },
    /// No group was asked for.
    #[error("no group was asked for: ask for at least one")]
    NoGroups,
    /// More groups than distinct values.
    #[error("{groups} groups cannot be made of {distinct} distinct values: ask for at most {distinct}")]
    TooManyGroups {
        /// How many groups were asked for.
        groups: usize,
        /// How many distinct values there are.
        distinct: usize,
    },
    /// The published procedure starts from the first rows, and two of them are equal.
    #[error("rows {first} and {second} are equal, so two groups would start at one place: reorder the rows")]
    EqualStarts {
        /// Position of the earlier row.
        first: usize,
        /// Position of the later row.
        second: usize,
    },
    /// All values are equal, so there is no unit of spread.
    #[error("all values are equal: there is no spread to measure in")]
    NoSpread,
    /// A level or fraction that must lie strictly between 0 and 1 does not.
    #[error("the level {level} is senseless: it must lie strictly between 0 and 1")]
    SenselessLevel {
        /// The level as given.
        level: f64,
    },
    /// Too few calibration rows for the level, so that the only band that keeps it is the whole line.
    #[error(
        "{found} calibration rows are too few for the level {level}: with fewer than {needed} only the whole line keeps it"
    )]
    TooFewForLevel {
        /// The smallest number of rows that gives a bounded band.
        needed: usize,
        /// How many there are.
        found: usize,
        /// The level that was asked for.
        level: f64,
    },
    /// All outcomes are the same, and telling two classes apart was asked for.
    #[error("every outcome is {seen}: rows of the other class are needed")]
    OneClass {
        /// The outcome that all rows have.
        seen: bool,
    },
    /// A weight is negative, NaN or infinite.
    #[error("weight {index} is not zero or a positive finite number")]
    SenselessWeight {
        /// Position of the weight.
        index: usize,
    },
    /// All weights are zero.
    #[error("all weights are zero: at least one row must count")]
    NoWeight,
    /// A range ends before it begins, or one of its ends is NaN.
    #[error("the range from {low} to {high} is upside down or not a range: give the lower end first")]
    UpsideDown {
        /// The lower end as given.
        low: f64,
        /// The upper end as given.
        high: f64,
    },
    /// Values that must rise do not.
    #[error("value {index} does not lie above the one before it: sort them and drop repetitions")]
    NotRising {
        /// Position of the later value.
        index: usize,
    },
    /// Rows were to be split by day or session, and there are too few of these.
    #[error("{found} blocks are too few: at least {needed} days or sessions are needed")]
    TooFewBlocks {
        /// How many are needed.
        needed: usize,
        /// How many there are.
        found: usize,
    },
    /// Not even the most careful setting keeps the risk.
    #[error(
        "a risk of {allowed} cannot be promised: the most careful setting comes to {reached} on {rows} rows"
    )]
    RiskOutOfReach {
        /// The risk that was to be kept.
        allowed: f64,
        /// The bound on the risk at the most careful setting.
        reached: f64,
        /// How many calibration rows there are.
        rows: usize,
    },
    /// A value lies outside the range that was promised for it.
    #[error(
        "a value lies outside the range from {low} to {high} that was promised: widen the range and start anew"
    )]
    OutsideRange {
        /// The lower end of the range.
        low: f64,
        /// The upper end of the range.
        high: f64,
    },
    /// Shares that must add up to one do not.
    #[error("the shares add up to {sum}, not to 1")]
    SharesDoNotAddUp {
        /// What they add up to.
        sum: f64,
    },
    /// A number beyond those that exist was named.
    #[error("there is no number {number}: they run from 0 to {last}")]
    NoSuchNumber {
        /// The number as given.
        number: usize,
        /// The last one that exists.
        last: usize,
    },
    /// No resample was asked for, or no positive degrees of freedom, or the like.
    #[error("{name} must be above zero")]
    MustBePositive {
        /// The setting.
        name: &'static str,
    },
}

/// Refuses an empty list and values that are no finite numbers.
pub(crate) fn check_finite(values: &[f64]) -> Result<(), StatsError> {
    if values.is_empty() {
        return Err(StatsError::Empty);
    }
    match values.iter().position(|value| !value.is_finite()) {
        Some(index) => Err(StatsError::NotFinite { index }),
        None => Ok(()),
    }
}

/// Refuses a level that does not lie strictly between 0 and 1.
pub(crate) fn check_level(level: f64) -> Result<(), StatsError> {
    if level > 0.0 && level < 1.0 { Ok(()) } else { Err(StatsError::SenselessLevel { level }) }
}

/// Refuses lists that belong together and have different lengths.
pub(crate) fn check_lengths(left: usize, right: usize) -> Result<(), StatsError> {
    if left == right { Ok(()) } else { Err(StatsError::LengthsDiffer { left, right }) }
}

/// Refuses an empty list and values outside 0 to 1.
pub(crate) fn check_probabilities(values: &[f64]) -> Result<(), StatsError> {
    if values.is_empty() {
        return Err(StatsError::Empty);
    }
    match values.iter().position(|value| !(0.0..=1.0).contains(value)) {
        Some(index) => Err(StatsError::NotAProbability { index }),
        None => Ok(()),
    }
}

/// Refuses weights that are negative or no finite number, and weights that are all zero.
pub(crate) fn check_weights(weights: &[f64]) -> Result<(), StatsError> {
    if let Some(index) = weights.iter().position(|weight| !(weight.is_finite() && *weight >= 0.0)) {
        return Err(StatsError::SenselessWeight { index });
    }
    if weights.iter().any(|weight| *weight > 0.0) { Ok(()) } else { Err(StatsError::NoWeight) }
}

/// Refuses a setting that is not above zero and finite.
pub(crate) fn check_positive(name: &'static str, value: f64) -> Result<(), StatsError> {
    if value > 0.0 && value.is_finite() { Ok(()) } else { Err(StatsError::MustBePositive { name }) }
}
