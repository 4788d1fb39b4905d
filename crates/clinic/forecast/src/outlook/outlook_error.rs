//! Why a session cannot be looked ahead at.

use lindley_session::SessionError;
use lindley_stats::StatsError;

/// What was wrong with a plan, a policy or a past session, where, and what to do. Appointments count from 0 as given.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum OutlookError {
    /// A session without appointments has no outlook.
    #[error("the session has no appointments: leave it out, there is nothing to foretell")]
    NoAppointments,
    /// No draws were asked for, or more than is sensible.
    #[error("{draws} draws were asked for: ask for 1 to {most}")]
    Draws {
        /// How many were asked for.
        draws: u32,
        /// The most that are drawn.
        most: u32,
    },
    /// The probability of coming is none, or its band does not hold it.
    #[error("appointment {appointment}: {problem}; give low <= probability <= high, all from 0 to 1")]
    Show {
        /// Which appointment.
        appointment: usize,
        /// What is wrong.
        problem: &'static str,
    },
    /// An appointment begins outside the working span.
    #[error(
        "appointment {appointment} begins outside the session's working span: widen the span or leave it out"
    )]
    OutsideWorking {
        /// Which appointment.
        appointment: usize,
    },
    /// The points of a length's quantiles make no distribution.
    #[error("point {point} of the length's quantiles: {problem}")]
    Quantiles {
        /// Which point, from 0.
        point: usize,
        /// What is wrong and what to do.
        problem: &'static str,
    },
    /// A visit of a past session cannot have happened.
    #[error(
        "visit {visit} of the past session ends before it begins, or its times are no numbers: mend it or leave the session out"
    )]
    PastVisit {
        /// Which visit, from 0.
        visit: usize,
    },
    /// The policy of the advice makes no sense.
    #[error("the policy's {name} is {value}: {allowed}")]
    Policy {
        /// Which setting.
        name: &'static str,
        /// What it is.
        value: f64,
        /// What it may be.
        allowed: &'static str,
    },
    /// Kept bytes are no outlooks.
    #[error("kept session outlooks cannot be read: {reason}")]
    Damaged {
        /// What is wrong.
        reason: String,
    },
    /// The engine of overbooking refused.
    #[error(transparent)]
    Overbooking(#[from] SessionError),
    /// A statistic could not be computed.
    #[error(transparent)]
    Statistics(#[from] StatsError),
}
