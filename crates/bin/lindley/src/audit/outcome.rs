//! How an audit command can end.

use std::io;

use lindley_governance::{Difference, ProofError};
use lindley_ports::PortError;
use lindley_time::Instant;
use serde::Serialize;

/// The answer to "is it as it was written?".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    Unaltered,
    Altered,
}

/// The first thing that is wrong in a log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Finding {
    /// The number of the first event in doubt.
    pub(super) event: u64,
    /// A stable name for the kind of difference.
    pub(super) code: &'static str,
    /// What is wrong, in a sentence.
    pub(super) problem: String,
}

impl From<Difference> for Finding {
    fn from(difference: Difference) -> Self {
        Self { event: difference.event(), code: difference.code(), problem: difference.to_string() }
    }
}

/// Why a question could not be answered.
#[derive(Debug)]
pub(super) enum Unable {
    /// The reader of the output has gone.
    OutputClosed,
    /// A sentence that says what was wrong and what to do.
    Because(String),
}

impl From<PortError> for Unable {
    fn from(error: PortError) -> Self {
        Self::Because(error.to_string())
    }
}

impl From<ProofError> for Unable {
    fn from(error: ProofError) -> Self {
        Self::Because(error.to_string())
    }
}

impl From<serde_json::Error> for Unable {
    fn from(error: serde_json::Error) -> Self {
        io::Error::from(error).into()
    }
}

impl From<io::Error> for Unable {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            Self::OutputClosed
        } else {
            Self::Because(format!("the answer cannot be written: {error}"))
        }
    }
}

/// A time in milliseconds since the epoch as people read it.
pub(super) fn shown_time(at_ms: i64) -> String {
    Instant::from_seconds(at_ms.div_euclid(1000)).to_string()
}
