//! Every sequence of a composition, scored once for all weights.
//!
//! The sequences are the leaves of a trie whose inner nodes they share: one maximum and one sum over the scenarios for each
//! node. The last three visits are done without storing a vector in between.

use std::sync::Mutex;

use pulp::{Arch, Simd, WithSimd};

use crate::composition::Composition;
use crate::error::SessionError;
use crate::evaluate::evaluate_checked;
use crate::kernels::{self, FOLDED_MAX, TILE, Tile};
use crate::lattice::Lattice;
use crate::scenarios::Scenarios;
use crate::sequence::Sequence;
use crate::slots::Slots;
use crate::totals::Totals;
use crate::weights::Weights;
use lindley_crew::Crew;

/// Most sequences that are written down: 24 bytes each.
pub const MOST_SEQUENCES: u128 = 30_000_000;
/// Visits by which the trie is cut into parts.
const PART_DEPTH: usize = 3;

/// The totals of every sequence of a composition.
#[derive(Clone, Debug)]
pub struct Enumeration {
    composition: Composition,
    scenarios: usize,
    totals: Vec<Totals>,
}

/// Scores every sequence of the composition.
///
/// ```
/// use lindley_seed::Seed;
/// use lindley_session::{Alone, Composition, Scenarios, Slots, Weights, enumerate};
/// let composition = Composition::new(&[2, 2])?;
/// let times = [vec![1_500, 2_400], vec![300, 600]];
/// let sample = Scenarios::draw(&times, &composition, 500, Seed::from_u64(1))?;
/// let all = enumerate(&composition, &sample, &Slots::equal(4, 900)?, &Alone)?;
/// assert_eq!(all.totals().len(), 6);
/// let (best, _) = all.best(&Weights::new(1.0, 0.0, 0.0)?);
/// assert_eq!(best.to_string(), "BBAA");
/// # Ok::<(), lindley_session::SessionError>(())
/// ```
///
/// # Errors
/// [`SessionError::TooManySequences`] for more than [`MOST_SEQUENCES`], [`SessionError::Unfilled`] if visits and slots differ in
/// number, [`SessionError::NoServiceTimes`] if the sample lacks visits, [`SessionError::TooLarge`] for too many scenarios.
pub fn enumerate(
    composition: &Composition,
    sample: &Scenarios,
    slots: &Slots,
    crew: &dyn Crew,
) -> Result<Enumeration, SessionError> {
    let sequences = composition.sequences();
    if sequences > MOST_SEQUENCES {
        return Err(SessionError::TooManySequences { sequences, limit: MOST_SEQUENCES });
    }
    let lattice = Lattice::new(composition, sample, slots)?;
    let mut totals = vec![Totals::default(); sequences as usize];
    if lattice.visits <= PART_DEPTH + 2 {
        for (rank, totals) in totals.iter_mut().enumerate() {
            *totals = evaluate_checked(composition.sequence_at(rank as u128).kinds(), sample, slots).totals;
        }
    } else {
        let small = slots.length_s() <= u32::from(FOLDED_MAX);
        work(Arch::new(), &lattice, &mut totals, small, crew);
    }
    Ok(Enumeration { composition: composition.clone(), scenarios: sample.count(), totals })
}

/// Cuts the leaves into one stretch for each beginning, which no other part touches.
pub(crate) fn work(arch: Arch, lattice: &Lattice, totals: &mut [Totals], small: bool, crew: &dyn Crew) {
    let mut rest = totals;
    let mut parts = Vec::new();
    for beginning in beginnings(&lattice.counts, PART_DEPTH) {
        let left = remaining(&lattice.counts, &beginning);
        let leaves = Composition::from_counts(&left).sequences() as usize;
        let (own, others) = rest.split_at_mut(leaves);
        rest = others;
        parts.push((beginning, Mutex::new(own)));
    }
    crew.each(parts.len(), &|part| {
        let (beginning, own) = &parts[part];
        // Each part is taken once; a poisoned lock would mean that its worker failed, and that failure is on its way already.
        let Ok(mut own) = own.lock() else { return };
        let mut walk = Walk::new(lattice, beginning);
        arch.dispatch(Part { walk: &mut walk, small, leaves: &mut own });
    });
}

/// The work on one part, to be compiled for each set of vector instructions.
struct Part<'a, 'b> {
    walk: &'a mut Walk<'b>,
    small: bool,
    leaves: &'a mut [Totals],
}

impl WithSimd for Part<'_, '_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        if self.small {
            self.walk.all_tiles::<S, true>(simd, self.leaves);
        } else {
            self.walk.all_tiles::<S, false>(simd, self.leaves);
        }
    }
}

/// The beginnings of this length that the counts allow, in the order of words.
fn beginnings(counts: &[u8], length: usize) -> Vec<Vec<u8>> {
    let mut all = vec![Vec::new()];
    for _ in 0..length {
        let longer = |beginning: &Vec<u8>| {
            let left = remaining(counts, beginning);
            let next = (0_u8..).zip(left).filter(|(_, left)| *left > 0);
            next.map(|(kind, _)| [beginning.as_slice(), &[kind]].concat()).collect::<Vec<_>>()
        };
        all = all.iter().flat_map(longer).collect();
    }
    all
}

pub(crate) fn remaining(counts: &[u8], beginning: &[u8]) -> Vec<u8> {
    let mut left = counts.to_vec();
    for kind in beginning {
        left[usize::from(*kind)] -= 1;
    }
    left
}

/// A walk over the trie below one beginning.
pub(crate) struct Walk<'a> {
    lattice: &'a Lattice,
    beginning: &'a [u8],
    left: Vec<u8>,
    /// By depth: the vector, the lattice point, the waiting so far, and the next kind to try.
    z: Vec<Tile>,
    at: Vec<usize>,
    wait: Vec<i64>,
    next: Vec<usize>,
}

impl<'a> Walk<'a> {
    pub(crate) fn new(lattice: &'a Lattice, beginning: &'a [u8]) -> Self {
        let depths = lattice.visits;
        Self {
            lattice,
            beginning,
            left: remaining(&lattice.counts, beginning),
            z: vec![[0; TILE]; depths],
            at: vec![0; depths],
            wait: vec![0; depths],
            next: vec![0; depths],
        }
    }

    #[inline(always)]
    pub(crate) fn all_tiles<S: Simd, const SMALL: bool>(&mut self, simd: S, leaves: &mut [Totals]) {
        let nothing = vec![0; self.lattice.points];
        for tile in 0..self.lattice.tiles {
            // What does not depend on the order within a scenario is a sum over all of them: it is added once.
            let late = if tile == 0 { &*self.lattice.late } else { &nothing };
            self.tile::<S, SMALL>(simd, self.lattice.slacks(tile), late, leaves);
        }
    }

    #[inline(always)]
    fn tile<S: Simd, const SMALL: bool>(
        &mut self,
        simd: S,
        slack: &[Tile],
        late: &[i64],
        leaves: &mut [Totals],
    ) {
        self.z[0] = [0; TILE];
        for (depth, kind) in self.beginning.iter().enumerate() {
            self.step::<S, SMALL>(simd, depth, usize::from(*kind), slack, late);
        }
        let first = self.beginning.len();
        let mut leaf = 0;
        let mut depth = first;
        self.next[depth] = 0;
        loop {
            if depth + 3 == self.lattice.visits {
                leaf = self.last_three::<S, SMALL>(simd, depth, slack, late, leaves, leaf);
            } else if let Some(kind) = (self.next[depth]..self.left.len()).find(|kind| self.left[*kind] > 0) {
                self.next[depth] = kind + 1;
                self.left[kind] -= 1;
                self.step::<S, SMALL>(simd, depth, kind, slack, late);
                depth += 1;
                self.next[depth] = 0;
                continue;
            }
            if depth == first {
                return;
            }
            depth -= 1;
            // The kind that led down from here stands just before the next one to try.
            self.left[self.next[depth] - 1] += 1;
        }
    }

    /// From the node at `depth` to its child.
    #[inline(always)]
    fn step<S: Simd, const SMALL: bool>(
        &mut self,
        simd: S,
        depth: usize,
        kind: usize,
        slack: &[Tile],
        late: &[i64],
    ) {
        let to = self.at[depth] + self.lattice.strides[kind];
        let (upper, lower) = self.z.split_at_mut(depth + 1);
        let sum = kernels::advance::<S, SMALL>(simd, &upper[depth], &slack[to], &mut lower[0]);
        self.at[depth + 1] = to;
        self.wait[depth + 1] = self.wait[depth] + sum + late[to];
    }

    /// All sequences below a node that has three visits left; answers the next leaf.
    #[inline(always)]
    fn last_three<S: Simd, const SMALL: bool>(
        &mut self,
        simd: S,
        depth: usize,
        slack: &[Tile],
        late: &[i64],
        leaves: &mut [Totals],
        mut leaf: usize,
    ) -> usize {
        let (z, strides, end) = (&self.z[depth], &self.lattice.strides, self.lattice.end());
        for kind in 0..self.left.len() {
            if self.left[kind] == 0 {
                continue;
            }
            self.left[kind] -= 1;
            let at = self.at[depth] + strides[kind];
            let wait = self.wait[depth] + late[at];
            let mut rest = (0..self.left.len()).filter(|kind| self.left[*kind] > 0);
            if let (Some(one), other) = (rest.next(), rest.next()) {
                let last = at + strides[one];
                if let Some(other) = other {
                    let swapped = at + strides[other];
                    let lasts = [&slack[last], &slack[swapped]];
                    let sums = kernels::last_pair::<S, SMALL>(simd, z, &slack[at], lasts, &slack[end]);
                    leaves[leaf] += leaf_totals(wait + sums[0] + late[last], sums[1], sums[2] + late[end]);
                    leaves[leaf + 1] +=
                        leaf_totals(wait + sums[0] + late[swapped], sums[3], sums[4] + late[end]);
                    leaf += 2;
                } else {
                    let sums = kernels::last_two::<S, SMALL>(simd, z, &slack[at], &slack[last], &slack[end]);
                    leaves[leaf] += leaf_totals(wait + sums[0] + late[last], sums[1], sums[2] + late[end]);
                    leaf += 1;
                }
            }
            self.left[kind] += 1;
        }
        leaf
    }
}

/// The last visit waits as long as the physician has idled before it, and longer by what is late.
fn leaf_totals(wait_before: i64, idle: i64, overtime: i64) -> Totals {
    Totals { wait: wait_before + idle, idle, overtime }
}

impl Enumeration {
    /// The totals of every sequence, in the order of words.
    ///
    /// ```
    /// use lindley_session::{Alone, Composition, Scenarios, Slots, Weights, enumerate};
    /// // Two scenarios of a long visit (A) and a short one (B), due every 15 minutes.
    /// let sample = Scenarios::from_columns(&[vec![vec![1_200, 1_500]], vec![vec![600, 300]]])?;
    /// let all = enumerate(&Composition::new(&[1, 1])?, &sample, &Slots::equal(2, 900)?, &Alone)?;
    /// let waits: Vec<i64> = all.totals().iter().map(|totals| totals.wait).collect();
    /// assert_eq!(waits, [900, 0]); // AB, then BA
    /// # Ok::<(), lindley_session::SessionError>(())
    /// ```
    pub fn totals(&self) -> &[Totals] {
        &self.totals
    }

    /// How many scenarios were summed up.
    ///
    /// ```
    /// use lindley_session::{Alone, Composition, Scenarios, Slots, Weights, enumerate};
    /// // Two scenarios of a long visit (A) and a short one (B), due every 15 minutes.
    /// let sample = Scenarios::from_columns(&[vec![vec![1_200, 1_500]], vec![vec![600, 300]]])?;
    /// let all = enumerate(&Composition::new(&[1, 1])?, &sample, &Slots::equal(2, 900)?, &Alone)?;
    /// assert_eq!(all.scenarios(), 2);
    /// # Ok::<(), lindley_session::SessionError>(())
    /// ```
    pub fn scenarios(&self) -> usize {
        self.scenarios
    }

    /// The sequence of a place in [`Enumeration::totals`].
    ///
    /// ```
    /// use lindley_session::{Alone, Composition, Scenarios, Slots, Weights, enumerate};
    /// // Two scenarios of a long visit (A) and a short one (B), due every 15 minutes.
    /// let sample = Scenarios::from_columns(&[vec![vec![1_200, 1_500]], vec![vec![600, 300]]])?;
    /// let all = enumerate(&Composition::new(&[1, 1])?, &sample, &Slots::equal(2, 900)?, &Alone)?;
    /// assert_eq!(all.sequence(1).to_string(), "BA");
    /// # Ok::<(), lindley_session::SessionError>(())
    /// ```
    ///
    /// # Panics
    /// If there is no such place.
    pub fn sequence(&self, place: usize) -> Sequence {
        assert!(place < self.totals.len(), "there are {} sequences", self.totals.len());
        self.composition.sequence_at(place as u128)
    }

    /// The place of the cheapest sequence; of several the first in the order of words.
    ///
    /// ```
    /// use lindley_session::{Alone, Composition, Scenarios, Slots, Weights, enumerate};
    /// // Two scenarios of a long visit (A) and a short one (B), due every 15 minutes.
    /// let sample = Scenarios::from_columns(&[vec![vec![1_200, 1_500]], vec![vec![600, 300]]])?;
    /// let all = enumerate(&Composition::new(&[1, 1])?, &sample, &Slots::equal(2, 900)?, &Alone)?;
    /// assert_eq!(all.best_place(&Weights::new(1.0, 0.0, 0.0)?), 1);
    /// # Ok::<(), lindley_session::SessionError>(())
    /// ```
    pub fn best_place(&self, weights: &Weights) -> usize {
        cheapest(&self.totals, weights)
    }

    /// The cheapest sequence with its totals; of several the first in the order of words.
    ///
    /// ```
    /// use lindley_session::{Alone, Composition, Scenarios, Slots, Weights, enumerate};
    /// // Two scenarios of a long visit (A) and a short one (B), due every 15 minutes.
    /// let sample = Scenarios::from_columns(&[vec![vec![1_200, 1_500]], vec![vec![600, 300]]])?;
    /// let all = enumerate(&Composition::new(&[1, 1])?, &sample, &Slots::equal(2, 900)?, &Alone)?;
    /// let (sequence, totals) = all.best(&Weights::new(0.0, 1.0, 0.0)?);
    /// assert_eq!((sequence.to_string().as_str(), totals.idle), ("AB", 0));
    /// # Ok::<(), lindley_session::SessionError>(())
    /// ```
    pub fn best(&self, weights: &Weights) -> (Sequence, Totals) {
        let place = self.best_place(weights);
        (self.sequence(place), self.totals[place])
    }
}

/// The place of the cheapest; of several the first.
pub(crate) fn cheapest(totals: &[Totals], weights: &Weights) -> usize {
    let mut best = (0, f64::INFINITY);
    for (place, totals) in totals.iter().enumerate() {
        let cost = totals.weighted(weights);
        if cost < best.1 {
            best = (place, cost);
        }
    }
    best.0
}
