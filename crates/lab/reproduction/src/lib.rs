//! The published studies recomputed: their data, their features, their numbers.
//!
//! * [`consultations`] reads the Hangu file, where it is at hand; its licence keeps it out of this repository.
//! * [`synthetic`] draws a stand-in of the same type from the published facts, so that everything runs without the file.
//! * [`features`] builds the features and the split of the study of that file (H. Feng et al., 2024).
//! * [`Study`], [`Classification`] and [`Policy`] are that study's experiment.

#![cfg_attr(test, allow(clippy::unwrap_used))]

pub mod authors_outputs;
mod candidates;
mod cells;
mod choices;
mod classification;
mod consultation_row;
mod cost_settings;
mod draws;
mod error;
pub mod features;
mod gather;
mod policy;
pub mod published;
pub mod r_sampling;
mod records;
mod study;
pub mod synthetic;

pub use authors_outputs::{AuthorsOutputs, read_authors_outputs};
pub use candidates::SequencingRule;
pub use cells::Cell;
pub use choices::CandidateCount;
pub use classification::{Classification, SLOTS};
pub use consultation_row::{Address, ConsultationRow, Gender, ReadError, consultations};
pub use cost_settings::CostSetting;
pub use draws::{Draws, PUBLISHED_SEED, SCENARIOS, draw};
pub use error::ReproductionError;
pub use policy::Policy;
pub use records::read_records;
pub use study::Study;
