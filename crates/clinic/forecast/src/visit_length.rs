//! How long a visit takes, with a band that holds in each group of patients.
//!
//! [`FEATURES`] turn a [`Visit`] and what a [`LengthHistory`] knew before its day into columns, the same way for learning and for
//! serving. A model keeps the columns that are known of at least one of its visits.
//!
//! * **From the clinic's record**: [`learn`] makes a [`ClinicLengthModel`], whose quantiles are calibrated on later whole days
//!   within each visit type and kept with it; [`LengthForecaster`] answers for appointments as of a moment, with a buffer and what
//!   the forecast rests on; [`judge`], [`compare`] and [`live_report`] say how good it is.
//! * **From a file of sessions**: [`LengthMethod`] learns a [`LengthModel`]; [`LengthBounds`] conformalise its quantiles within
//!   each [`VisitGroup`] and follow what is measured, session after session; [`run_sessions`] does that over later sessions, and
//!   [`LengthReport`] judges it beside a band that knows nothing of the visit.

mod backtest;
mod bounds;
mod calibration;
mod clinic_comparison;
mod clinic_history;
mod clinic_judging;
mod clinic_learning;
mod clinic_model;
mod clinic_report;
mod drift;
mod features;
mod forecaster;
mod history;
mod learning;
mod linear;
mod model;
mod visit;

pub use backtest::{
    ExpectedBin, LengthReport, MeasuredBand, SessionAlarm, SessionBlock, UnconditionalBand, backtest_drift,
    run_sessions, run_unconditional,
};
pub use bounds::LengthBounds;
pub use calibration::{LEAST_OF_TYPE, LONGEST_SECONDS, SHARES};
pub use clinic_comparison::compare;
pub use clinic_history::is_measured;
pub use clinic_judging::{Judged, judge, live_report};
pub use clinic_learning::learn;
pub use clinic_model::ClinicLengthModel;
pub use clinic_report::{
    ClinicLengthReport, LengthBaseline, LengthFigures, LengthSegment, LengthWeek, QuantileReliability,
};
pub use features::{FEATURES, KnownVisit, LengthFeature};
pub use forecaster::{LENGTH_LEVEL, LengthBasis, LengthBatch, LengthForecast, LengthForecaster};
pub use history::LengthHistory;
pub use learning::{LEAST_VISITS, LengthMethod};
pub use linear::linear_lengths;
pub use model::{LengthModel, VisitLength};
pub use visit::{MeasuredVisit, Visit, VisitGroup};
