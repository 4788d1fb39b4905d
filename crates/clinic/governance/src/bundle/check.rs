//! Checking a proof file: the record gives the leaf, the leaf gives the root, the key signed the root.

use crate::bundle::{ProofBundle, ProvedRecord};
use crate::checkpoint::SignedCheckpoint;
use crate::error::ProofError;
use crate::inclusion::verify_inclusion;
use crate::key::Verifier;
use crate::record::{GENESIS, leaf_hash};

/// What a proof file that holds has shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// The entry.
    pub record: ProvedRecord,
    /// The signed size and root that cover it.
    pub checkpoint: SignedCheckpoint,
    /// The key that signed.
    pub verifier: Verifier,
    /// Whether the key is one that the caller trusts, and not only the one that the file brings along.
    pub trusted: bool,
}

/// Checks a proof file with the key that it names. That shows that nothing in it was altered since that key
/// signed; whose key it is, the caller must find out, or use [`check_against`].
pub fn check(json: &str) -> Result<Checked, ProofError> {
    check_bundle(&ProofBundle::from_json(json)?, None)
}

/// Checks a proof file against a key that the caller trusts.
pub fn check_against(json: &str, trusted: &Verifier) -> Result<Checked, ProofError> {
    check_bundle(&ProofBundle::from_json(json)?, Some(trusted))
}

fn check_bundle(bundle: &ProofBundle, trusted: Option<&Verifier>) -> Result<Checked, ProofError> {
    let record = bundle.record.as_record();
    if record.seq.checked_sub(1) != Some(bundle.index) {
        return Err(ProofError::Contradiction("the index is not the entry's number less one"));
    }
    if record.seq == 1 && bundle.previous != GENESIS {
        return Err(ProofError::Contradiction("the first entry of a log follows none"));
    }
    if leaf_hash(&bundle.previous, &record) != bundle.leaf {
        return Err(ProofError::Leaf);
    }
    let verifier: Verifier = bundle.verifier.parse()?;
    if let Some(trusted) = trusted.filter(|trusted| **trusted != verifier) {
        return Err(ProofError::Untrusted { found: verifier.label(), trusted: trusted.label() });
    }
    let checkpoint = SignedCheckpoint::parse(&bundle.checkpoint)?;
    checkpoint.verify(&verifier, record.organisation)?;
    if checkpoint.size() != bundle.size {
        return Err(ProofError::Contradiction("the checkpoint covers another number of entries"));
    }
    verify_inclusion(&bundle.leaf, bundle.index, bundle.size, &bundle.inclusion, checkpoint.root())?;
    Ok(Checked { record: bundle.record.clone(), checkpoint, verifier, trusted: trusted.is_some() })
}
