//! Why nothing can be learnt or predicted: what is wrong and where.

use lindley_stats::StatsError;
use thiserror::Error;

/// Why data or settings were refused. Rows count from 0 in the data as given.
#[derive(Clone, Debug, PartialEq, Error)]
pub enum LearnError {
    /// The table has no rows.
    #[error("there are no rows: give at least one")]
    NoRows,
    /// The table has no columns.
    #[error("there are no columns: name at least one")]
    NoColumns,
    /// Two columns have the same name.
    #[error("two columns are named {name}: rename one")]
    RepeatedName {
        /// The name.
        name: String,
    },
    /// A row has more or fewer values than there are columns.
    #[error("row {row} has {found} values for {expected} columns")]
    Ragged {
        /// Position of the row.
        row: usize,
        /// Number of columns.
        expected: usize,
        /// Number of values in the row.
        found: usize,
    },
    /// A value is NaN or infinite.
    #[error("row {row} has no finite number in column {column}: fill it in before learning")]
    NotFinite {
        /// Position of the row.
        row: usize,
        /// Name of the column.
        column: String,
    },
    /// A row was asked for that does not exist.
    #[error("there is no row {row}: the table has {rows}")]
    NoSuchRow {
        /// Position that was asked for.
        row: usize,
        /// Number of rows.
        rows: usize,
    },
    /// Features and target do not pair up.
    #[error("there are {targets} targets for {rows} rows: they must pair up")]
    TargetLength {
        /// Number of rows.
        rows: usize,
        /// Number of targets.
        targets: usize,
    },
    /// A target is NaN or infinite.
    #[error("the target of row {row} is not a finite number: drop the row")]
    TargetNotFinite {
        /// Position of the row.
        row: usize,
    },
    /// All targets are equal.
    #[error("all targets are equal: there is nothing to learn")]
    ConstantTarget,
    /// Too few rows for the method.
    #[error("{found} rows are too few: at least {needed} are needed")]
    TooFewRows {
        /// How many are needed.
        needed: usize,
        /// How many there are.
        found: usize,
    },
    /// A column is constant, or a sum of multiples of others.
    #[error("column {column} is constant or follows from the others: leave it out")]
    Collinear {
        /// Name of the column.
        column: String,
    },
    /// The table for prediction has other columns than the one for learning.
    #[error("the columns do not match those of learning: column {place} should be {expected}")]
    OtherColumns {
        /// Position of the first column that differs.
        place: usize,
        /// Its name in learning, or "the end".
        expected: String,
    },
    /// A setting makes no sense.
    #[error("{setting} is senseless: {advice}")]
    SenselessSetting {
        /// Which setting.
        setting: &'static str,
        /// What would make sense.
        advice: &'static str,
    },
    /// A search named a setting that its space does not have.
    #[error("the search space has no dimension {name}: add it")]
    NoSuchDimension {
        /// The name.
        name: String,
    },
    /// A cell holds a label where the column holds numbers, or the other way round.
    #[error("row {row} has the wrong kind of value in column {column}: numbers and labels do not mix")]
    WrongKind {
        /// Position of the row.
        row: usize,
        /// Name of the column.
        column: String,
    },
    /// A target of a model of probabilities is neither 0 nor 1.
    #[error("the target of row {row} is neither 0 nor 1: say whether it happened")]
    NotAnOutcome {
        /// Position of the row.
        row: usize,
    },
    /// One of the two outcomes was never seen.
    #[error("every outcome is {}: nothing can be learnt about the other", if *seen { "yes" } else { "no" })]
    OneClass {
        /// The outcome that was seen.
        seen: bool,
    },
    /// A setting names a column that the table does not have.
    #[error("there is no column {name}: name one of the table's")]
    NoSuchColumn {
        /// The name.
        name: String,
    },
    /// Bytes that should be a model are none.
    #[error("the bytes are no model: {reason}; learn it again")]
    Damaged {
        /// What is wrong with them.
        reason: String,
    },
    /// Learning ran away to infinity.
    #[error("learning diverged: lower the learning rate")]
    Diverged,
    /// An exact search did not end.
    #[error("{steps} steps did not suffice: allow more, lower the cost of errors or raise the tolerance")]
    TooFewSteps {
        /// How many there were.
        steps: usize,
    },
    /// The library for boosted trees refused.
    #[error("boosting failed: {reason}")]
    Boosting {
        /// What it said.
        reason: String,
    },
    /// A statistic could not be computed.
    #[error("a statistic could not be computed")]
    Statistics(#[from] StatsError),
}

/// Refuses a setting unless the condition holds.
pub(crate) fn sensible(holds: bool, setting: &'static str, advice: &'static str) -> Result<(), LearnError> {
    if holds { Ok(()) } else { Err(LearnError::SenselessSetting { setting, advice }) }
}
