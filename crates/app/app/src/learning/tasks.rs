//! The kinds of model that the registry knows, one file each.

mod demand;
mod duration;
mod no_show;
mod translation;

pub(crate) use demand::DemandTask;
pub(crate) use duration::DurationTask;
pub(crate) use no_show::NoShowTask;
