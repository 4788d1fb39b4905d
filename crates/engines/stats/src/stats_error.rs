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
    #[error("value {index} is negative: a time is zero or more")]
    Negative {
        /// Position of the value.
        index: usize,
    },
    /// A value is zero or less where only a positive number makes sense.
    #[error("value {index} is not above zero: its logarithm does not exist")]
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
