//! Why a proof, a key or a note is not accepted.

/// A proof, key or note that cannot be read or does not hold. [`ProofError::code`] is stable.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ProofError {
    /// A leaf that the tree does not have.
    #[error("there is no leaf {index} in a tree of {size} leaves")]
    OutOfRange {
        /// The leaf's place, from 0.
        index: u64,
        /// The number of leaves asked about.
        size: u64,
    },
    /// Two sizes that are not an earlier and a later one of the same tree.
    #[error("a tree of {old} leaves cannot be compared with one of {new} leaves here")]
    Sizes {
        /// The earlier size.
        old: u64,
        /// The later size.
        new: u64,
    },
    /// A saved tree edge that does not fit its size.
    #[error("a tree edge of {subtrees} hashes does not belong to {size} leaves")]
    Frontier {
        /// The number of leaves that it says it covers.
        size: u64,
        /// How many hashes it has.
        subtrees: usize,
    },
    /// An inclusion proof with too many or too few hashes for its index and size.
    #[error("the inclusion proof has the wrong number of hashes for this leaf and tree size")]
    InclusionLength,
    /// An inclusion proof that leads to another root.
    #[error("the inclusion proof leads to another root: this record is not in that tree at that place")]
    InclusionRoot,
    /// A consistency proof with too many or too few hashes for its sizes.
    #[error("the consistency proof has the wrong number of hashes for these tree sizes")]
    ConsistencyLength,
    /// A consistency proof that does not connect the two roots.
    #[error("the two roots do not belong to one growing log: history was rewritten between them")]
    ConsistencyRoot,
    /// Bytes that are not written as they should be.
    #[error("{of} cannot be read: {problem}")]
    Encoding {
        /// What was being read.
        of: &'static str,
        /// What is wrong with it.
        problem: &'static str,
    },
    /// A key that is not an Ed25519 key in a form we know.
    #[error("the key cannot be used: {0}")]
    Key(&'static str),
    /// A signed note that is not in the form of c2sp.org/signed-note.
    #[error("the signed note cannot be read: {0}")]
    Note(&'static str),
    /// A note that the expected key did not sign.
    #[error("there is no signature by the key {0}")]
    NotSigned(String),
    /// A signature that does not belong to the text.
    #[error("the signature by the key {0} is wrong: the note was altered or another key signed it")]
    WrongSignature(String),
    /// A note that is no checkpoint as c2sp.org/tlog-checkpoint describes it.
    #[error("the checkpoint cannot be read: {0}")]
    Checkpoint(&'static str),
    /// A checkpoint of another log.
    #[error("the checkpoint belongs to the log {found}, not to {expected}")]
    Origin {
        /// The log it should belong to.
        expected: String,
        /// The log it names.
        found: String,
    },
    /// A proof file that is not JSON of the expected shape.
    #[error("the proof file cannot be read: {0}")]
    Bundle(String),
    /// A proof file of a version that this program does not know.
    #[error("the proof file is of the format {0:?}, which this program does not know; use a newer lindley")]
    Version(String),
    /// A proof file whose parts contradict each other.
    #[error("the proof file contradicts itself: {0}")]
    Contradiction(&'static str),
    /// A record whose hash is not the one given for it.
    #[error("the record does not have the hash that is given for it: one of its fields was altered")]
    Leaf,
    /// A proof file signed by another key than the one trusted.
    #[error("the proof names the key {found}, but the trusted key is {trusted}")]
    Untrusted {
        /// The name and id of the key that the proof names.
        found: String,
        /// The name and id of the trusted key.
        trusted: String,
    },
}

impl ProofError {
    /// A short name for the case, which stays the same in later versions.
    pub fn code(&self) -> &'static str {
        match self {
            Self::OutOfRange { .. } => "leaf-out-of-range",
            Self::Sizes { .. } => "sizes-out-of-order",
            Self::Frontier { .. } => "frontier-damaged",
            Self::InclusionLength => "inclusion-length",
            Self::InclusionRoot => "inclusion-root",
            Self::ConsistencyLength => "consistency-length",
            Self::ConsistencyRoot => "consistency-root",
            Self::Encoding { .. } => "encoding",
            Self::Key(_) => "key-unusable",
            Self::Note(_) => "note-unreadable",
            Self::NotSigned(_) => "not-signed",
            Self::WrongSignature(_) => "wrong-signature",
            Self::Checkpoint(_) => "checkpoint-unreadable",
            Self::Origin { .. } => "checkpoint-origin",
            Self::Bundle(_) => "proof-unreadable",
            Self::Version(_) => "proof-version",
            Self::Contradiction(_) => "proof-contradiction",
            Self::Leaf => "record-altered",
            Self::Untrusted { .. } => "untrusted-key",
        }
    }
}
