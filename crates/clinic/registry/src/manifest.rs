//! What a model was made from, and how its evaluated twin did.

mod canonical;
mod feature;
mod manifest_error;
mod reading;

use lindley_domain::{BlobHash, ModelTask};
use lindley_time::Instant;
use lindley_time::civil::Date;
use serde::{Deserialize, Serialize};

pub use feature::ManifestFeature;
pub use manifest_error::ManifestError;

use crate::report::ModelReport;

/// Names the layout of a manifest. Another layout gets another name, so that no bytes mean two things.
pub(crate) const FORMAT: &str = "lindley-manifest/1";

/// A model's lineage: with the log up to its head, its seed and the program's version, the model can be made again.
///
/// The figures are those of an *evaluated twin*: learnt in the same way from all but the last days, and judged on those. The
/// model itself has learnt from the last days too, so no later days are left to judge it on when it is filed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// What the model predicts.
    pub task: ModelTask,
    /// The model's bytes.
    pub model: BlobHash,
    /// The bytes of its evaluated twin.
    pub twin: BlobHash,
    /// The log up to here was learnt from.
    pub head: u64,
    /// The first day that was learnt from.
    pub from: Date,
    /// The first day after those.
    pub until: Date,
    /// Rows learnt from.
    pub rows: u64,
    /// What the model looks at, in the order of its columns.
    pub features: Vec<ManifestFeature>,
    /// The method in a few words, such as `boosted trees`.
    pub method: String,
    /// The version of the program that learnt it.
    pub code_version: String,
    /// Where its draws began.
    pub seed: u64,
    /// How its bands are made to hold, in words.
    pub calibration: String,
    /// What it is meant for, in words.
    pub intended_use: String,
    /// What it is not to be used for, and what it does not know: a sentence each.
    pub limits: Vec<String>,
    /// How the twin did on the days kept from it.
    pub report: ModelReport,
    /// When the model was made.
    pub made: Instant,
}

impl Manifest {
    /// Refuses a model whose bytes are not those that this manifest is about. The caller has computed the hash.
    pub fn check_model(&self, hash: BlobHash) -> Result<(), ManifestError> {
        if hash == self.model {
            Ok(())
        } else {
            Err(ManifestError::OtherModel { expected: self.model, found: hash })
        }
    }

    /// Refuses a twin whose bytes are not those that were judged. The caller has computed the hash.
    pub fn check_twin(&self, hash: BlobHash) -> Result<(), ManifestError> {
        if hash == self.twin {
            Ok(())
        } else {
            Err(ManifestError::OtherModel { expected: self.twin, found: hash })
        }
    }
}

#[cfg(test)]
mod tests;
