//! The published studies recomputed: their data, their features, their numbers.
//!
//! * [`consultations`] reads the Hangu file, where it is at hand; its licence keeps it out of this repository.
//! * [`synthetic`] draws a stand-in of the same type from the published facts, so that everything runs without the file.
//! * [`features`] builds the features and the split of the study of that file (H. Feng et al., 2024).

#![cfg_attr(test, allow(clippy::unwrap_used))]

mod consultation_row;
pub mod features;
pub mod synthetic;

pub use consultation_row::{Address, ConsultationRow, Gender, ReadError, consultations};
