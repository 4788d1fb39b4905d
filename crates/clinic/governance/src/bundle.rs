//! A proof file: one entry, its way to a signed root, and the key, in JSON that is checked without any store.

mod check;
mod record;

use serde::{Deserialize, Serialize};

pub use check::{Checked, check, check_against};
pub use record::ProvedRecord;

use crate::checkpoint::SignedCheckpoint;
use crate::encoding;
use crate::error::ProofError;
use crate::key::Verifier;
use crate::record::{Record, leaf_hash};
use crate::tree::Hash;

/// The format that this program writes.
const FORMAT: &str = "lindley-proof/1";

/// Everything needed to show that an entry is in a log: read it with [`check`] or [`check_against`].
///
/// Hashes are base64, as in checkpoints. Unknown fields are refused, because a proof must not carry anything
/// that it does not prove.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProofBundle {
    /// The format's name and version.
    pub format: String,
    /// The entry.
    pub record: ProvedRecord,
    /// The leaf hash of the entry before it.
    #[serde(with = "encoding::one_hash")]
    pub previous: Hash,
    /// The leaf hash of the entry.
    #[serde(with = "encoding::one_hash")]
    pub leaf: Hash,
    /// The leaf's place in the tree, from 0: the entry's number less one.
    pub index: u64,
    /// The number of entries that the checkpoint covers.
    pub size: u64,
    /// The inclusion proof, the lowest sibling first.
    #[serde(with = "encoding::hashes")]
    pub inclusion: Vec<Hash>,
    /// The signed note.
    pub checkpoint: String,
    /// The public key, as a verifier key.
    pub verifier: String,
}

impl ProofBundle {
    /// Puts a proof together. The checkpoint must cover the entry, and `inclusion` be made for its size.
    pub fn new(
        record: &Record<'_>,
        previous: Hash,
        inclusion: Vec<Hash>,
        checkpoint: &SignedCheckpoint,
        verifier: &Verifier,
    ) -> Self {
        Self {
            format: FORMAT.to_owned(),
            record: ProvedRecord::from(record),
            previous,
            leaf: leaf_hash(&previous, record),
            index: record.seq.saturating_sub(1),
            size: checkpoint.size(),
            inclusion,
            checkpoint: checkpoint.note().to_owned(),
            verifier: verifier.to_string(),
        }
    }

    /// The proof as indented JSON with a newline at the end.
    pub fn to_json(&self) -> String {
        let json = serde_json::to_string_pretty(self).expect("texts and numbers are always JSON");
        format!("{json}\n")
    }

    /// Reads a proof; nothing is verified yet.
    pub fn from_json(json: &str) -> Result<Self, ProofError> {
        /// Only the format, so that a newer file is told apart from a broken one.
        #[derive(Deserialize)]
        struct Opening {
            format: String,
        }
        let unreadable = |problem: serde_json::Error| ProofError::Bundle(problem.to_string());
        let opening: Opening = serde_json::from_str(json).map_err(unreadable)?;
        if opening.format != FORMAT {
            return Err(ProofError::Version(opening.format));
        }
        serde_json::from_str(json).map_err(unreadable)
    }
}
