//! Why a use case failed.

use lindley_domain::Rejection;
use lindley_ports::{FeedError, PortError};

use crate::principal::Permission;
use crate::session_plans::PlanRefusal;
use crate::session_studies::StudyRefusal;

/// The app's failures. Display never names a patient.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum AppError {
    /// The rules stand against it.
    #[error(transparent)]
    Rejected(#[from] Rejection),
    /// Nobody is signed in, or the session has ended.
    #[error("sign in first")]
    NotSignedIn,
    /// The principal lacks a permission.
    #[error("this needs the permission {}", needs.as_str())]
    Forbidden {
        /// The permission needed.
        needs: Permission,
    },
    /// Login or password is wrong, or the account is disabled.
    #[error("login or password is wrong")]
    WrongCredentials,
    /// The idempotency key was used for another command.
    #[error("this idempotency key was used for another command")]
    KeyReused,
    /// The idempotency key has made a token already, whose secret cannot be shown again.
    #[error("this idempotency key has made the token {id} already, and its secret is kept nowhere")]
    TokenIssued {
        /// What names the token.
        id: String,
    },
    /// The principal would lock itself out.
    #[error("{0}")]
    OwnAccount(&'static str),
    /// The idempotency key cannot be used.
    #[error("an idempotency key has 1 to 255 visible ASCII characters")]
    InvalidKey,
    /// A text in the request is out of range.
    #[error("{field}: {problem}")]
    Invalid {
        /// Which one.
        field: &'static str,
        /// What is wrong.
        problem: String,
    },
    /// No session can be planned as asked.
    #[error(transparent)]
    SessionPlan(#[from] PlanRefusal),
    /// No session can be studied as asked.
    #[error(transparent)]
    SessionStudy(Box<StudyRefusal>),
    /// A model cannot be learnt, asked or compared as things are.
    #[error("{0}")]
    Learning(String),
    /// An event of a question about demand cannot be.
    #[error("event {position}: {problem}")]
    DemandEvent {
        /// Its place in the question, from 0.
        position: usize,
        /// What is wrong and what to do.
        problem: &'static str,
    },
    /// A feed gave nothing; nothing is known then.
    #[error(transparent)]
    Feed(#[from] FeedError),
    /// No such thing.
    #[error("there is no {0}")]
    NotFound(String),
    /// The organisation does not exist.
    #[error("there is no such organisation")]
    UnknownOrganisation,
    /// The store failed; nothing was written.
    #[error(transparent)]
    Store(#[from] PortError),
    /// The log cannot be read as it stands.
    #[error("the log is damaged: {0}")]
    Damaged(String),
    /// Too many commands are waiting.
    #[error("too many commands are waiting; try again in a moment")]
    Busy,
    /// Something else that takes the cores for seconds is under way: a plan, a study, a report.
    #[error("a plan, a study or a report is being made for somebody else; try again in a moment")]
    PlannerBusy,
    /// The organisation's writer has stopped.
    #[error("this server is stopping or its writer has failed; try another server")]
    Stopped,
}

impl From<StudyRefusal> for AppError {
    /// Boxed: it is larger than all the others.
    fn from(refusal: StudyRefusal) -> Self {
        Self::SessionStudy(Box::new(refusal))
    }
}
