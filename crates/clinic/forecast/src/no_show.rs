//! How likely a patient is not to come, with a band and with reasons.
//!
//! [`History`] answers what was known of a patient before a day; [`FEATURES`] turn that and a [`Booking`] into columns, the same
//! way for learning and for serving; [`NoShowMethod`] learns a [`NoShowModel`], whose [`Risk`] has a calibrated probability,
//! a Venn-Abers band and, if asked, the [`Factor`]s that move it most. [`NoShowReport`] judges a model on later rows, by
//! group too, beside simple baselines. Where too little is known to learn, [`base_rate`] is the named fallback.

mod backtest;
mod base_rate;
mod booking;
mod features;
mod groups;
mod history;
mod learning;
mod model;

pub use backtest::{Baseline, NoShowReport, backtest_baselines};
pub use base_rate::base_rate;
pub use booking::{Booking, Outcome};
pub use features::{FEATURES, Known, NoShowFeature};
pub use groups::GroupReport;
pub use history::{History, Past};
pub use learning::NoShowMethod;
pub use model::{Factor, NoShowModel, Risk};
