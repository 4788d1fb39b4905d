//! Where a search can stand: a sub-composition and the kinds that were seated last.
//!
//! The more of the last kinds a state remembers, the fewer ways lead to it, and the less of their slacks is mixed.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::lattice::Lattice;

/// No state: the kind is used up.
pub(crate) const NONE: usize = usize::MAX;

/// The states in order of depth; state 0 is the empty beginning. The last layer has one visit left to seat.
pub(crate) struct States {
    /// By state: the point of the lattice.
    pub(crate) points: Vec<usize>,
    /// By depth: the states.
    pub(crate) layers: Vec<Range<usize>>,
    /// By state and kind: the state that the kind leads to, or [`NONE`].
    next: Vec<usize>,
    kinds: usize,
}

impl States {
    /// The states that remember the last `memory` kinds.
    pub(crate) fn new(lattice: &Lattice, memory: usize) -> Self {
        let kinds = lattice.counts.len();
        let mut states = Self {
            points: vec![0],
            layers: Vec::from([Range { start: 0, end: 1 }]),
            next: vec![NONE; kinds],
            kinds,
        };
        let mut layer: BTreeMap<(usize, Vec<u8>), usize> = BTreeMap::from([((0, Vec::new()), 0)]);
        for depth in 1..lattice.visits {
            let first = states.points.len();
            let mut deeper = BTreeMap::new();
            for ((point, last), state) in &layer {
                for kind in 0..kinds {
                    if lattice.seated(*point, kind) == usize::from(lattice.counts[kind]) {
                        continue;
                    }
                    let mut seated = [last.as_slice(), &[kind as u8]].concat();
                    seated.drain(..seated.len().saturating_sub(memory));
                    let to = point + lattice.strides[kind];
                    let reached = *deeper.entry((to, seated)).or_insert_with(|| {
                        states.points.push(to);
                        states.points.len() - 1
                    });
                    states.next[state * kinds + kind] = reached;
                }
            }
            debug_assert_eq!(states.layers.len(), depth, "one layer for each depth");
            states.layers.push(first..states.points.len());
            layer = deeper;
            states.next.resize(states.points.len() * kinds, NONE);
        }
        states
    }

    pub(crate) fn count(&self) -> usize {
        self.points.len()
    }

    /// The states that follow, by kind.
    pub(crate) fn next(&self, state: usize) -> &[usize] {
        &self.next[state * self.kinds..(state + 1) * self.kinds]
    }

    /// The state that a beginning leads to.
    pub(crate) fn after(&self, beginning: &[u8]) -> usize {
        beginning.iter().fold(0, |state, kind| self.next(state)[usize::from(*kind)])
    }
}
