//! How likely a patient is not to come, with a band and with reasons.
//!
//! [`History`] answers what was known of a patient before a day; [`FEATURES`] turn that and a [`Booking`] into columns, the same
//! way for learning and for serving; [`NoShowMethod`] learns a [`NoShowModel`], whose [`Risk`] has a calibrated probability,
//! a Venn-Abers band that widens for what is not known ([`Unknown`]) and, if asked, the [`Factor`]s that move it most. [`NoShowReport`] judges a model on later rows, by
//! group too, beside simple baselines. Where too little is known to learn, [`base_rate`] is the named fallback.
//!
//! From a log, [`Forecaster`] describes an appointment as of a moment and predicts it; [`learn`], [`judge`], [`compare`] and
//! [`live_report`] make and watch models.

mod backtest;
mod base_rate;
mod booking;
mod columns;
mod fairness;
mod features;
mod feeds;
mod forecaster;
mod groups;
mod history;
mod hour_shares;
mod judging;
mod learning;
mod model;
mod prediction;
mod rows;
mod sample;
mod standing;
mod unknowns;
mod weeks;

pub use backtest::{Baseline, NoShowReport, StageReport, backtest_baselines, backtest_drift};
pub use base_rate::base_rate;
pub use booking::{Booking, Outcome};
pub use fairness::{FairnessGap, FairnessReport};
pub use features::{FEATURES, Known, NoShowFeature};
pub use feeds::FeedState;
pub use forecaster::Forecaster;
pub use groups::GroupReport;
pub use history::{History, Past};
pub use hour_shares::has_outcome;
pub use judging::{Judged, compare, judge, learn, live_report};
pub use learning::{LEAST_OUTCOMES, NoShowMethod};
pub use model::{Factor, NoShowModel, Risk};
pub use prediction::{Basis, Batch, Prediction, Stage};
pub use rows::outcomes;
pub use sample::Described;
pub use standing::Standing;
pub use unknowns::{RISK_LEVEL, Unknown};
pub use weeks::WeekReport;
