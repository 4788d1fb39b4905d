//! Why a session cannot be studied as asked.

use lindley_domain::ServiceId;
use lindley_session::SessionError;

use crate::session_plans::PlanRefusal;

/// Why a session cannot be studied as asked.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum StudyRefusal {
    /// The organisation has no such service.
    #[error("there is no {service}")]
    UnknownService {
        /// The one asked for.
        service: ServiceId,
    },
    /// No visit of the service can be used.
    #[error(
        "{service} has no fulfilled visit whose real times are known, and {left_out} without: import measured visits, or \
         send service times"
    )]
    NoVisits {
        /// The service.
        service: ServiceId,
        /// How many fulfilled visits it has whose times are not known.
        left_out: usize,
    },
    /// No service time was handed in.
    #[error("there are no service times: send at least two for each kind")]
    NoTimes,
    /// More service times than one request may bring.
    #[error("there are {found} service times: at most {most} are used")]
    ManyTimes {
        /// How many there are.
        found: usize,
        /// How many there may be.
        most: usize,
    },
    /// More kinds than service times that differ.
    #[error("{groups} kinds cannot be told apart: only {distinct} of the service times differ")]
    TooManyGroups {
        /// How many kinds were asked for.
        groups: usize,
        /// How many distinct times there are.
        distinct: usize,
    },
    /// More kinds than visit types that have visits.
    #[error("the service has {}", made_of(*visit_types))]
    FewVisitTypes {
        /// How many kinds were asked for.
        groups: usize,
        /// How many visit types have recorded visits.
        visit_types: usize,
    },
    /// A kind with too few visits to tell how much they vary.
    #[error(
        "kind {kind} has {found} visit among all that were measured: a session of such visits needs two or more, so ask for \
         fewer groups"
    )]
    FewOfKind {
        /// The kind's letter.
        kind: char,
        /// How many visits it has.
        found: usize,
    },
    /// A kind is named that there is not.
    #[error("{field} has a kind {kind}, and the visits are put into {groups}, named from A, the longest")]
    NoSuchKind {
        /// Where: `composition` or `first`.
        field: &'static str,
        /// The letter named.
        kind: char,
        /// How many kinds there are.
        groups: usize,
    },
    /// Other than as many visits as slots.
    #[error("{field} has {visits} visits and the session {slots} slots: they must be as many")]
    Unfilled {
        /// Where: `composition` or `first`.
        field: &'static str,
        /// How many visits.
        visits: usize,
        /// How many slots.
        slots: usize,
    },
    /// An order of other visits than the session has.
    #[error("the order {sequence} is not one of the session's visits, {composition}")]
    OtherVisits {
        /// Which order: `first` or `second`.
        field: &'static str,
        /// The order.
        sequence: String,
        /// The session's visits.
        composition: String,
    },
    /// As plans are refused.
    #[error(transparent)]
    Plan(#[from] PlanRefusal),
}

fn made_of(visit_types: usize) -> String {
    match visit_types {
        1 => "1 visit type with recorded visits: it makes 1 kind".to_owned(),
        several => format!("{several} visit types with recorded visits: they make 1 to {several} kinds"),
    }
}

impl From<SessionError> for StudyRefusal {
    fn from(error: SessionError) -> Self {
        Self::Plan(error.into())
    }
}
