//! What is known of a model: how it did on days it had not seen, from what it was learnt, and whether it may speak.
//!
//! * A [`ModelReport`] holds a model's figures on later days: overall, by segment, over time, with drift, baselines and gaps
//!   between groups. Every task gives one, and so does the log's own history.
//! * A [`Manifest`] says what the model was made from and carries the report of its evaluated twin. Its bytes are canonical,
//!   and a [`SignedManifest`] can be checked offline with the public key alone.
//! * [`decide_gates`] says whether a challenger may take the champion's place, segment by segment.
//! * [`card`] tells all that in Markdown, for people who run a clinic.
//!
//! Nothing here reads a clock, a file or a store; hashes of blobs are handed in.

#![cfg_attr(test, allow(clippy::unwrap_used))]

mod card;
mod gates;
mod manifest;
mod measure;
mod purpose;
mod report;
#[cfg(test)]
mod sample;
mod signed_manifest;

pub use card::card;
pub use gates::{LEAST_ROWS, PairedSegment, SLACK, decide_gates, refusal};
pub use manifest::{Manifest, ManifestError, ManifestFeature};
pub use measure::{Better, Measure, Unit, measure};
pub use purpose::{intended_use, limits};
pub use report::{
    Baseline, DriftVerdict, FairnessGap, FeatureDrift, Figure, ModelReport, NotFinite, OVERALL, Period,
    ReliabilityBin, Segment,
};
pub use signed_manifest::SignedManifest;
