//! The right edge of a growing tree: enough to append a leaf and to tell the root, in O(log n) hashes.

use serde::{Deserialize, Serialize};

use crate::error::ProofError;
use crate::tree::{EMPTY_ROOT, Hash, node_hash};

/// A compact range of the RFC 6962 tree over all leaves pushed so far.
///
/// It keeps the root of one perfect subtree for each bit that is set in the size, the largest first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Stored", into = "Stored")]
pub struct Frontier {
    size: u64,
    subtrees: Vec<Hash>,
}

impl Frontier {
    /// Appends a leaf hash.
    pub fn push(&mut self, leaf: Hash) {
        let mut node = leaf;
        for _ in 0..self.size.trailing_ones() {
            let left = self.subtrees.pop().expect("there is a subtree for each bit set in the size");
            node = node_hash(&left, &node);
        }
        self.subtrees.push(node);
        self.size += 1;
    }

    /// How many leaves the tree has.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// The root hash of the tree.
    pub fn root(&self) -> Hash {
        let joined = self.subtrees.iter().rev().copied().reduce(|right, left| node_hash(&left, &right));
        joined.unwrap_or(EMPTY_ROOT)
    }
}

impl FromIterator<Hash> for Frontier {
    fn from_iter<I: IntoIterator<Item = Hash>>(leaves: I) -> Self {
        let mut frontier = Self::default();
        leaves.into_iter().for_each(|leaf| frontier.push(leaf));
        frontier
    }
}

/// The written form, which is checked when it is read.
#[derive(Serialize, Deserialize)]
struct Stored {
    size: u64,
    subtrees: Vec<Hash>,
}

impl From<Frontier> for Stored {
    fn from(frontier: Frontier) -> Self {
        Self { size: frontier.size, subtrees: frontier.subtrees }
    }
}

impl TryFrom<Stored> for Frontier {
    type Error = ProofError;

    fn try_from(stored: Stored) -> Result<Self, ProofError> {
        if u32::try_from(stored.subtrees.len()) != Ok(stored.size.count_ones()) {
            return Err(ProofError::Frontier { size: stored.size, subtrees: stored.subtrees.len() });
        }
        Ok(Self { size: stored.size, subtrees: stored.subtrees })
    }
}
