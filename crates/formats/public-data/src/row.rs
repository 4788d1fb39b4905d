//! A row with its line number, and the error for a line that cannot be read.

use serde::Serialize;

/// A row and the line of the file on which it starts, counted from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row<T> {
    /// Line of the file, counted from 1; the header is line 1.
    pub line: u64,
    /// What the line says.
    pub value: T,
}

/// A line that cannot be read. It never repeats the value itself, which may be about a patient.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, thiserror::Error)]
#[error("line {line}, {field}: {problem}; {advice}")]
pub struct RowError {
    /// Line of the file, counted from 1.
    pub line: u64,
    /// The column or JSON field at fault, or `line` when it is the whole line.
    pub field: String,
    /// What is wrong.
    pub problem: String,
    /// What to do about it.
    pub advice: String,
}

impl RowError {
    /// An error about `field` on `line`.
    pub fn new(
        line: u64,
        field: impl Into<String>,
        problem: impl Into<String>,
        advice: impl Into<String>,
    ) -> Self {
        Self { line, field: field.into(), problem: problem.into(), advice: advice.into() }
    }
}
