//! Consistency proofs: that a tree only grew, so that an old root and a new one tell the same history.

use std::ops::Range;

use crate::error::ProofError;
use crate::frontier::Frontier;
use crate::tree::{EMPTY_ROOT, Hash, node_hash, split};

/// The proof that the tree of the first `old` leaves is a beginning of the tree of the first `new` leaves.
/// It is empty for equal sizes and for `old == 0`. Fails unless `old <= new <= leaves.len()`.
pub fn consistency_proof(leaves: &[Hash], old: u64, new: u64) -> Result<Vec<Hash>, ProofError> {
    let shown = usize::try_from(new).ok().and_then(|new| leaves.get(..new));
    let Some(leaves) = shown.filter(|_| old <= new) else {
        return Err(ProofError::Sizes { old, new });
    };
    let root = |range: Range<usize>| leaves[range].iter().copied().collect::<Frontier>().root();
    Ok(if old == 0 || old == new {
        Vec::new()
    } else {
        subtree_ranges(old, new).into_iter().map(root).collect()
    })
}

/// Checks that the tree with the old size and root is a beginning of the tree with the new ones
/// (RFC 9162, 2.1.4.2).
pub fn verify_consistency(
    old: u64,
    old_root: &Hash,
    new: u64,
    new_root: &Hash,
    proof: &[Hash],
) -> Result<(), ProofError> {
    if old > new {
        return Err(ProofError::Sizes { old, new });
    }
    if old == new || old == 0 {
        let expected = if old == 0 { &EMPTY_ROOT } else { new_root };
        let empty_tree_grew_nothing = new != 0 || *new_root == EMPTY_ROOT;
        return match (proof.is_empty(), old_root == expected && empty_tree_grew_nothing) {
            (false, _) => Err(ProofError::ConsistencyLength),
            (true, false) => Err(ProofError::ConsistencyRoot),
            (true, true) => Ok(()),
        };
    }
    let (from_old, from_new) = roots_from_proof(old, new, old_root, proof)?;
    if from_old == *old_root && from_new == *new_root { Ok(()) } else { Err(ProofError::ConsistencyRoot) }
}

/// Both roots as the proof gives them, for `0 < old < new`.
fn roots_from_proof(old: u64, new: u64, old_root: &Hash, proof: &[Hash]) -> Result<(Hash, Hash), ProofError> {
    let mut nodes = proof.iter();
    // An old tree that is one perfect subtree is its own first node, so the proof leaves it out.
    let first = if old.is_power_of_two() { Some(old_root) } else { nodes.next() };
    let first = *first.ok_or(ProofError::ConsistencyLength)?;
    let (mut place, mut last) = (old - 1, new - 1);
    while place % 2 == 1 {
        place /= 2;
        last /= 2;
    }
    let (mut from_old, mut from_new) = (first, first);
    for node in nodes {
        if last == 0 {
            return Err(ProofError::ConsistencyLength);
        }
        if place % 2 == 1 || place == last {
            from_old = node_hash(node, &from_old);
            from_new = node_hash(node, &from_new);
            while place.is_multiple_of(2) && place != 0 {
                place /= 2;
                last /= 2;
            }
        } else {
            from_new = node_hash(&from_new, node);
        }
        place /= 2;
        last /= 2;
    }
    if last == 0 { Ok((from_old, from_new)) } else { Err(ProofError::ConsistencyLength) }
}

/// The leaves under each node of the proof, in the proof's order, for `0 < old < new`.
fn subtree_ranges(old: u64, new: u64) -> Vec<Range<usize>> {
    let range = |low: u64, high: u64| {
        // Both ends are at most the length of a slice.
        usize::try_from(low).unwrap_or(usize::MAX)..usize::try_from(high).unwrap_or(usize::MAX)
    };
    let mut ranges = Vec::new();
    let (mut low, mut high) = (0, new);
    while high != old {
        let middle = low + split(high - low);
        if old <= middle {
            ranges.push(range(middle, high));
            high = middle;
        } else {
            ranges.push(range(low, middle));
            low = middle;
        }
    }
    if low != 0 {
        ranges.push(range(low, high));
    }
    ranges.reverse();
    ranges
}
