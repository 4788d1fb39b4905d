//! Why the study could not be recomputed.

use lindley_learn::LearnError;
use lindley_session::SessionError;
use lindley_stats::StatsError;

/// What is wrong with the data, and where. No value of a patient is repeated.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReproductionError {
    /// A file is not what it should be; the problem names line and field.
    #[error("{name}: {problem}")]
    File {
        /// The file's name.
        name: &'static str,
        /// What is wrong, where, and what to do.
        problem: String,
    },
    /// A record that stands twice.
    #[error(
        "Data.csv: line {line}, ID and Session: the same patient in the same session as on line {first}; remove one of the two"
    )]
    Duplicate {
        /// Line of the second record.
        line: u64,
        /// Line of the first.
        first: u64,
    },
    /// The rows cannot be cut into a part to learn from and a part to test on.
    #[error("there are {train} consultations up to session {last} and {test} after it: both parts need some")]
    Split {
        /// Rows of the training part.
        train: usize,
        /// Rows of the testing part.
        test: usize,
        /// Last session of the training part.
        last: u32,
    },
    /// A group that nobody was sorted into, so that no service time can be drawn for it.
    #[error(
        "group {kind} of {classification} has no {part} consultation: the prediction puts nobody there; use more sessions or fewer groups"
    )]
    EmptyGroup {
        /// The classification: K2, K3 or NR.
        classification: &'static str,
        /// The group's letter.
        kind: char,
        /// The part that lacks it.
        part: &'static str,
    },
    /// A service time that the simulation cannot hold.
    #[error("a consultation of session {session} lasted {seconds} s: times lie between 1 and 65,534 s")]
    ServiceTime {
        /// The session.
        session: u32,
        /// The time.
        seconds: u32,
    },
    /// The grouping refused the data.
    #[error("grouping: {0}")]
    Stats(#[from] StatsError),
    /// The prediction refused the data.
    #[error("prediction: {0}")]
    Learn(#[from] LearnError),
    /// The simulation refused the data.
    #[error("session: {0}")]
    Session(#[from] SessionError),
    /// The results could not be written as text.
    #[error("the results cannot be written as JSON: {0}")]
    Json(#[from] serde_json::Error),
}
