//! The ways in which a log can differ from what was signed and chained.

use crate::error::ProofError;

/// The first thing wrong in a log. [`Difference::code`] is stable.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Difference {
    /// Entries are not there.
    #[error("event {first} is missing: the next one in the store is event {found}")]
    Missing {
        /// The first missing number.
        first: u64,
        /// The number found in its place.
        found: u64,
    },
    /// An entry comes again or out of order.
    #[error("event {seq} is out of place: event {expected} should stand there")]
    Repeated {
        /// The number found.
        seq: u64,
        /// The number that was due.
        expected: u64,
    },
    /// A field of an entry was altered; its hash and the chain after it still tell the old content.
    #[error("event {seq} was altered: its content does not give the hash that it and the next event carry")]
    FieldAltered {
        /// The entry's number.
        seq: u64,
    },
    /// The stored hash of an entry was altered; the entry itself fits the chain.
    #[error("the stored hash of event {seq} was altered: the event itself fits the chain")]
    HashAltered {
        /// The entry's number.
        seq: u64,
    },
    /// An entry and its hash do not fit, and no later entry tells which of them was altered.
    #[error("event {seq} or its stored hash was altered: they do not belong together")]
    Altered {
        /// The entry's number.
        seq: u64,
    },
    /// Entries and hashes fit, but not the root that was signed: a stretch was written anew.
    #[error("history was rewritten between event {} and event {until}: their tree has another root than was signed", .after + 1)]
    Rewritten {
        /// The largest earlier size whose checkpoint still fits.
        after: u64,
        /// The size whose checkpoint does not.
        until: u64,
    },
    /// The log is shorter than a checkpoint says it was.
    #[error("the log was cut: it ends at event {head}, but a checkpoint covers {size} events")]
    Truncated {
        /// The last entry's number.
        head: u64,
        /// The size that was signed.
        size: u64,
    },
    /// A checkpoint cannot be read or was not signed as it should be.
    #[error("the checkpoint at {size} events is not good: {problem}")]
    Checkpoint {
        /// How many entries it covers.
        size: u64,
        /// What is wrong with it.
        problem: ProofError,
    },
}

impl Difference {
    /// A short name for the case, which stays the same in later versions.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Missing { .. } => "event-missing",
            Self::Repeated { .. } => "event-out-of-place",
            Self::FieldAltered { .. } => "event-altered",
            Self::HashAltered { .. } => "hash-altered",
            Self::Altered { .. } => "event-or-hash-altered",
            Self::Rewritten { .. } => "history-rewritten",
            Self::Truncated { .. } => "log-cut",
            Self::Checkpoint { problem, .. } => problem.code(),
        }
    }

    /// The number of the first event in doubt.
    pub fn event(&self) -> u64 {
        match self {
            Self::Missing { first: seq, .. }
            | Self::Repeated { expected: seq, .. }
            | Self::FieldAltered { seq }
            | Self::HashAltered { seq }
            | Self::Altered { seq }
            | Self::Checkpoint { size: seq, .. } => *seq,
            Self::Rewritten { after: before, .. } | Self::Truncated { head: before, .. } => before + 1,
        }
    }
}
