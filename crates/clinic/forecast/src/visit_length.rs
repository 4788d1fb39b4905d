//! How long a visit takes, with a band that holds in each group of patients.
//!
//! [`LengthHistory`] answers what was known of a patient before a session; [`FEATURES`] turn that and a [`Visit`] into columns,
//! the same way for learning and for serving; [`LengthMethod`] learns a [`LengthModel`]: an expected length and two quantiles.
//! [`LengthBounds`] conformalises the quantiles (CQR) within each [`VisitGroup`] and follows what is measured, session
//! after session. [`run_sessions`] does that over later sessions, and [`LengthReport`] judges it beside a band that knows
//! nothing of the visit.

mod backtest;
mod bounds;
mod features;
mod history;
mod learning;
mod model;
mod visit;

pub use backtest::{LengthReport, MeasuredBand, UnconditionalBand, run_sessions, run_unconditional};
pub use bounds::LengthBounds;
pub use features::{FEATURES, KnownVisit, LengthFeature};
pub use history::LengthHistory;
pub use learning::LengthMethod;
pub use model::{LengthModel, VisitLength};
pub use visit::{MeasuredVisit, Visit, VisitGroup};
