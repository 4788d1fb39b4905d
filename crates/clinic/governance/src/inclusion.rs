//! Inclusion proofs: that a leaf stands at a place in a tree of a given size and root.

use std::ops::Range;

use crate::error::ProofError;
use crate::frontier::Frontier;
use crate::tree::{Hash, node_hash, split};

/// The proof that the leaf at `index` (from 0) is in the tree of the first `size` leaves, the lowest sibling
/// first. Fails with [`ProofError::OutOfRange`] unless `index < size <= leaves.len()`.
pub fn inclusion_proof(leaves: &[Hash], index: u64, size: u64) -> Result<Vec<Hash>, ProofError> {
    let mut prover = InclusionProver::new(index, size)?;
    for leaf in leaves {
        prover.push(*leaf);
    }
    prover.finish()
}

/// Checks that `leaf` is at `index` in the tree with this size and root (RFC 9162, 2.1.3.2).
pub fn verify_inclusion(
    leaf: &Hash,
    index: u64,
    size: u64,
    proof: &[Hash],
    root: &Hash,
) -> Result<(), ProofError> {
    if index >= size {
        return Err(ProofError::OutOfRange { index, size });
    }
    let (mut place, mut last, mut node) = (index, size - 1, *leaf);
    for sibling in proof {
        if last == 0 {
            return Err(ProofError::InclusionLength);
        }
        if place % 2 == 1 || place == last {
            node = node_hash(sibling, &node);
            // A node without a right sibling is its own parent until it becomes a right child.
            while place.is_multiple_of(2) && place != 0 {
                place /= 2;
                last /= 2;
            }
        } else {
            node = node_hash(&node, sibling);
        }
        place /= 2;
        last /= 2;
    }
    if last != 0 {
        return Err(ProofError::InclusionLength);
    }
    if node == *root { Ok(()) } else { Err(ProofError::InclusionRoot) }
}

/// Makes an inclusion proof from leaves that pass by in order, keeping only O(log² n) hashes.
#[derive(Clone, Debug)]
pub struct InclusionProver {
    index: u64,
    size: u64,
    seen: u64,
    /// The leaves under each sibling on the way from the leaf to the root, and their tree so far.
    siblings: Vec<(Range<u64>, Frontier)>,
}

impl InclusionProver {
    /// Prepares a proof for the leaf at `index` in the tree of `size` leaves.
    pub fn new(index: u64, size: u64) -> Result<Self, ProofError> {
        if index >= size {
            return Err(ProofError::OutOfRange { index, size });
        }
        let siblings = sibling_ranges(index, size).into_iter().map(|range| (range, Frontier::default()));
        Ok(Self { index, size, seen: 0, siblings: siblings.collect() })
    }

    /// Takes the next leaf; leaves beyond the proof's size are passed over.
    pub fn push(&mut self, leaf: Hash) {
        let place = self.seen;
        self.seen += 1;
        if let Some((_, tree)) = self.siblings.iter_mut().find(|(range, _)| range.contains(&place)) {
            tree.push(leaf);
        }
    }

    /// The proof, once `size` leaves have passed.
    pub fn finish(self) -> Result<Vec<Hash>, ProofError> {
        if self.seen < self.size {
            return Err(ProofError::OutOfRange { index: self.index, size: self.size });
        }
        Ok(self.siblings.iter().map(|(_, tree)| tree.root()).collect())
    }
}

/// The leaves under each sibling on the way from the leaf up to the root.
fn sibling_ranges(index: u64, size: u64) -> Vec<Range<u64>> {
    let mut ranges = Vec::new();
    let (mut low, mut high) = (0, size);
    while high - low > 1 {
        let middle = low + split(high - low);
        if index < middle {
            ranges.push(middle..high);
            high = middle;
        } else {
            ranges.push(low..middle);
            low = middle;
        }
    }
    ranges.reverse();
    ranges
}
