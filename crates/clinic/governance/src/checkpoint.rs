//! Checkpoints (c2sp.org/tlog-checkpoint): a log's size and root hash at a moment, signed.

use crate::encoding::{hash_from_text, hash_to_text};
use crate::error::ProofError;
use crate::key::{SigningKey, Verifier};
use crate::note::{self, Note};
use crate::tree::{EMPTY_ROOT, Hash};

/// Opens the extension line that tells when the checkpoint was signed.
const SIGNED_AT: &str = "lindley-signed-at-ms ";

/// The name of an organisation's log: the key's name, a slash, the organisation's key. A checkpoint says it in
/// its first line, so that one organisation's checkpoint cannot pass for another's.
pub fn origin(key_name: &str, organisation: &str) -> String {
    format!("{key_name}/{organisation}")
}

/// A signed statement of a log's size and root hash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedCheckpoint {
    origin: String,
    size: u64,
    root: Hash,
    at_ms: Option<i64>,
    signers: Vec<String>,
    note: String,
}

impl SignedCheckpoint {
    /// Signs size and root of the log named `origin` (see [`origin`]), at a time in milliseconds since the epoch.
    pub fn sign(
        key: &SigningKey,
        origin: &str,
        size: u64,
        root: &Hash,
        at_ms: i64,
    ) -> Result<Self, ProofError> {
        if origin.is_empty() || origin.chars().any(char::is_control) {
            return Err(ProofError::Checkpoint("the log's name is empty or has a control character"));
        }
        let text = format!("{origin}\n{size}\n{}\n{SIGNED_AT}{at_ms}\n", hash_to_text(root));
        Self::parse(&note::sign(&text, key)?)
    }

    /// Reads a signed note without verifying who signed it; [`SignedCheckpoint::verify`] does that.
    pub fn parse(text: &str) -> Result<Self, ProofError> {
        let note = Note::parse(text)?;
        let mut lines = note.text.strip_suffix('\n').unwrap_or_default().split('\n');
        let (Some(origin), Some(size), Some(root)) = (lines.next(), lines.next(), lines.next()) else {
            return Err(ProofError::Checkpoint("it has fewer than three lines"));
        };
        if origin.is_empty() {
            return Err(ProofError::Checkpoint("the log's name is empty"));
        }
        let (size, root) = (parse_decimal(size)?, hash_from_text(root)?);
        if size == 0 && root != EMPTY_ROOT {
            return Err(ProofError::Checkpoint("an empty log has another root"));
        }
        let mut at_ms = None;
        for line in lines {
            if line.is_empty() {
                return Err(ProofError::Checkpoint("it has an empty line"));
            }
            if let Some(written) = line.strip_prefix(SIGNED_AT) {
                let wrong = |_| ProofError::Checkpoint("the time of signing is not a number of milliseconds");
                at_ms = Some(written.parse().map_err(wrong)?);
            }
        }
        let signers = note.signers();
        Ok(Self { origin: origin.to_owned(), size, root, at_ms, signers, note: text.to_owned() })
    }

    /// Checks that this key signed the checkpoint and that it is the log of this organisation.
    pub fn verify(&self, verifier: &Verifier, organisation: &str) -> Result<(), ProofError> {
        Note::parse(&self.note)?.verify(verifier)?;
        let expected = origin(verifier.name(), organisation);
        if self.origin == expected {
            Ok(())
        } else {
            Err(ProofError::Origin { expected, found: self.origin.clone() })
        }
    }

    /// The name of the log.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// How many entries the checkpoint covers.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// The root hash of the tree of these entries.
    pub fn root(&self) -> &Hash {
        &self.root
    }

    /// When it was signed, in milliseconds since the epoch, if it says so.
    pub fn at_ms(&self) -> Option<i64> {
        self.at_ms
    }

    /// Name and id of the keys whose signatures it carries, verified or not.
    pub fn signers(&self) -> &[String] {
        &self.signers
    }

    /// The signed note, as it is kept and handed out.
    pub fn note(&self) -> &str {
        &self.note
    }
}

/// A number in digits only, without leading zeros.
fn parse_decimal(text: &str) -> Result<u64, ProofError> {
    let plain = text.bytes().all(|b| b.is_ascii_digit()) && (text == "0" || !text.starts_with('0'));
    let number = if plain { text.parse().ok() } else { None };
    number.ok_or(ProofError::Checkpoint("its size is not a number"))
}
