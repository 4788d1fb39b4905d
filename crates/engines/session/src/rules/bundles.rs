//! Type bundles: every kind in one block, the blocks in every order.

use super::{present, sorted_set};
use crate::composition::Composition;
use crate::error::SessionError;
use crate::sequence::Sequence;

/// The most sequences that a rule writes down, duplicates included.
pub(super) const LIMIT: u128 = 1 << 22;

/// All orders of the kinds with each kind in one block: `k!` sequences of `k` kinds that have a visit.
///
/// Source: `TypeBundles` of Feng et al. (2024), section "The CRG algorithm".
///
/// ```
/// use lindley_session::{Composition, type_bundles};
///
/// let bundles = type_bundles(&Composition::new(&[1, 0, 2])?)?;
/// let told: Vec<String> = bundles.iter().map(ToString::to_string).collect();
/// assert_eq!(told, ["ACC", "CCA"]);
/// # Ok::<(), lindley_session::SessionError>(())
/// ```
///
/// # Errors
/// [`SessionError::TooManySequences`] for more than ten kinds.
pub fn type_bundles(composition: &Composition) -> Result<Vec<Sequence>, SessionError> {
    let kinds = present(composition);
    let sequences = factorial(kinds.len());
    if sequences > LIMIT {
        return Err(SessionError::TooManySequences { sequences, limit: LIMIT });
    }
    sorted_set(arrangements(&kinds))
}

/// The blocks in every order; one empty sequence if there are no blocks.
pub(super) fn arrangements(blocks: &[(u8, u8)]) -> Vec<Vec<u8>> {
    if blocks.is_empty() {
        return vec![Vec::new()];
    }
    let mut found = Vec::new();
    for first in 0..blocks.len() {
        let (kind, count) = blocks[first];
        let rest: Vec<_> = [&blocks[..first], &blocks[first + 1..]].concat();
        for tail in arrangements(&rest) {
            let mut sequence = vec![kind; usize::from(count)];
            sequence.extend(tail);
            found.push(sequence);
        }
    }
    found
}

/// The kinds in the order of their blocks, if no kind comes back after another.
pub(super) fn blocks(sequence: &[u8]) -> Option<Vec<u8>> {
    let mut order = sequence.to_vec();
    order.dedup();
    let again = (1..order.len()).any(|place| order[..place].contains(&order[place]));
    (!again).then_some(order)
}

/// `n!`, at most `u128::MAX`.
pub(super) fn factorial(n: usize) -> u128 {
    (1..=n as u128).fold(1, u128::saturating_mul)
}
