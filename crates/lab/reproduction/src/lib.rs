//! The published studies recomputed: their data, their features, their numbers.
//!
//! * [`read_records`] reads the Hangu file, where it is at hand; its licence keeps it out of this repository.
//! * [`synthetic`] draws a stand-in of the same type from the published facts, so that everything runs without the file.
//! * [`features`] builds the features and the split of the study of that file (H. Feng et al., 2024).
//! * [`Study`], [`Classification`] and [`Policy`] are that study's experiment.

#![cfg_attr(test, allow(clippy::unwrap_used))]

pub mod authors_outputs;
mod candidates;
mod cells;
mod choices;
mod classification;
mod clusters;
mod consultation_row;
mod cost_settings;
mod defects;
mod draws;
mod error;
pub mod features;
mod fresh_seeds;
mod gather;
mod headlines;
mod mean_of_training;
mod policy;
mod prediction;
pub mod published;
pub mod r_sampling;
mod records;
mod report;
mod reproduce;
mod results;
mod settings_search;
mod slot_attached;
mod study;
pub mod synthetic;

pub use authors_outputs::{AuthorsOutputs, read_authors_outputs};
pub use candidates::SequencingRule;
pub use cells::Cell;
pub use choices::CandidateCount;
pub use classification::{Classification, SLOTS};
pub use clusters::Cluster;
pub use consultation_row::{Address, ConsultationRow, Gender};
pub use cost_settings::CostSetting;
pub use defects::{Defect, Figure, SolverCell};
pub use draws::{Draws, PUBLISHED_SEED, SCENARIOS, draw};
pub use error::ReproductionError;
pub use fresh_seeds::{FreshCell, FreshSeeds};
pub use headlines::{Headline, headlines};
pub use policy::Policy;
pub use prediction::{Estimate, FeatureImportance, ModelScores, Prediction, Term};
pub use records::read_records;
pub use report::report;
pub use reproduce::{classifications, reproduce};
pub use results::{CompositionShare, DataFacts, FirstCome, GroupFacts, Results, WaitProfile};
pub use settings_search::{SearchedSettings, search_settings};
pub use study::Study;

/// The example of the README is compiled.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
