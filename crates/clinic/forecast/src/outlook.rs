//! Waits and use of a session's time: one practitioner's day at a site, simulated from how likely its patients are to come and
//! how long their visits take, with bands that past sessions have checked.
//!
//! A [`SessionPlan`] says who is due when, each with a [`ShowChance`] and [`LengthQuantiles`]. [`session`] draws days from it by
//! D. V. Lindley's recursion and answers a [`SessionOutlook`]: who comes, waits, idle time, overtime, use of the working span,
//! each as an [`Estimate`] with bands of 80 % and 90 %. [`Conformal`] moves either end of those bands by what past sessions
//! missed; with too few of them the bands are the simulation's own and say so. [`Advice`] reads the band of the fill.
//! [`day_sessions`] and [`calibrate`] read
//! the clinic's own record.
//!
//! Everything is a function of its arguments: the same plan, seed and number of draws give the same bytes.

mod advice;
mod conformal;
mod day_outlook;
mod draws;
mod estimate;
mod length_quantiles;
mod measure;
mod outlook_error;
mod past_sessions;
mod plan;
mod session_outlook;
mod session_totals;
mod simulated;

pub use advice::{Advice, AdvicePolicy, Course};
pub use conformal::{Conformal, LEAST_SESSIONS};
pub use day_outlook::DayOutlook;
pub use estimate::{Basis, Estimate, LEVELS};
pub use length_quantiles::LengthQuantiles;
pub use measure::Measure;
pub use outlook_error::OutlookError;
pub use past_sessions::{DaySession, Foretell, PastSessions, calibrate, day_sessions};
pub use plan::{Planned, SessionPlan, ShowChance};
pub use session_outlook::{SessionOutlook, session};
pub use session_totals::{Seen, SessionTotals};
pub use simulated::{Simulated, simulate};
