//! Why a manifest is not accepted.

use lindley_domain::BlobHash;
use lindley_governance::ProofError;

use crate::report::NotFinite;

/// A manifest that cannot be written, read or trusted. Every message says what to do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ManifestError {
    /// Bytes that are no manifest at all.
    #[error(
        "these bytes are no manifest of a model: {0}; check that the hash in the log names a manifest, and restore the blob from a backup"
    )]
    NotAManifest(String),
    /// A manifest of a layout that this program does not know.
    #[error("the manifest is of the format {0:?}, which this program does not know; use a newer lindley")]
    Newer(String),
    /// A manifest that lacks a field, has one too many, or one that cannot be read.
    #[error(
        "the manifest cannot be read at {place}: {problem}; restore the blob from a backup, or train the model again"
    )]
    Field {
        /// Where, such as `report.segments[3].rows`.
        place: String,
        /// What is wrong there.
        problem: String,
    },
    /// A manifest whose parts contradict each other.
    #[error("the manifest contradicts itself: {0}; train the model again")]
    Contradiction(String),
    /// A manifest that is written otherwise than this program writes it, so that its hash cannot be made again.
    #[error(
        "the manifest is not in its canonical form, so it was rewritten by another program; restore the blob from a backup"
    )]
    NotCanonical,
    /// A figure that is no number.
    #[error(transparent)]
    NotFinite(#[from] NotFinite),
    /// A signed manifest whose signed hash is not its own.
    #[error(
        "the manifest does not have the hash that was signed: it was altered after it was signed; restore the blob from a backup and do not use the model until then"
    )]
    HashMismatch,
    /// A model that the manifest is not about.
    #[error(
        "the manifest is about the model {expected}, but the bytes at hand are {found}; restore the model's blob from a backup, or go back to another model"
    )]
    OtherModel {
        /// The hash in the manifest.
        expected: BlobHash,
        /// The hash of the bytes.
        found: BlobHash,
    },
    /// A manifest without a signature where one is needed.
    #[error("the manifest is not signed; give the server a signing key and train the model again")]
    Unsigned,
    /// A note that cannot be read, or a signature that does not hold.
    #[error(
        "the manifest's signature does not hold: {0}; check that the verifier is that of the server which made the model"
    )]
    Signature(#[from] ProofError),
}
