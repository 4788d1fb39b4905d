//! How cheap the rest of a sequence can be at best.
//!
//! After a beginning with the greatest slack `Z`, every way to a later point of the lattice has at least the slack that the
//! cheapest predecessors give, scenario by scenario. Scoring each point with that slack and taking the cheapest path to the end
//! bounds every ending from below: the lattice bound, in its running-minimum form.

use pulp::Simd;

use crate::kernels::{self, TILE, Tile};
use crate::lattice::Lattice;
use crate::weights::Weights;

/// The points that endings of one beginning can reach.
pub(crate) struct Rest {
    /// By place, in the order of the lattice: the point.
    points: Vec<usize>,
    /// By place and kind: the place from which the kind leads here, `NONE` if none does.
    from: Vec<usize>,
    kinds: usize,
}

const NONE: usize = usize::MAX;

/// What a beginning costs at least with each next kind.
pub(crate) struct ChildBounds {
    /// By kind: the bound, in weighted seconds over all scenarios; none if the kind is used up.
    pub(crate) by_kind: Vec<Option<f64>>,
}

impl Rest {
    pub(crate) fn of(lattice: &Lattice, start: usize) -> Self {
        let kinds = lattice.counts.len();
        let seated: Vec<usize> = (0..kinds).map(|kind| lattice.seated(start, kind)).collect();
        let reachable = |point: &usize| (0..kinds).all(|kind| lattice.seated(*point, kind) >= seated[kind]);
        let points: Vec<usize> = (start..lattice.points).filter(reachable).collect();
        let mut place_of = vec![NONE; lattice.points];
        let mut from = vec![NONE; points.len() * kinds];
        for (place, point) in points.iter().enumerate() {
            place_of[*point] = place;
            for kind in 0..kinds {
                if lattice.seated(*point, kind) > seated[kind] {
                    from[place * kinds + kind] = place_of[point - lattice.strides[kind]];
                }
            }
        }
        Self { points, from, kinds }
    }

    fn predecessors(&self, place: usize) -> impl Iterator<Item = usize> + '_ {
        self.from[place * self.kinds..(place + 1) * self.kinds].iter().copied().filter(|from| *from != NONE)
    }

    /// Bounds every ending after a beginning whose slack is `z` (by tile) and which has cost `spent` weighted seconds.
    #[inline(always)]
    pub(crate) fn bound<S: Simd, const SMALL: bool>(
        &self,
        simd: S,
        lattice: &Lattice,
        weights: &Weights,
        z: &[Tile],
        spent: f64,
    ) -> ChildBounds {
        let mut slack = vec![0_i64; self.points.len()];
        let mut over = vec![0_i64; self.points.len()];
        let end = self.points.len() - 1;
        // No predecessor lies further back than the widest stride, so a ring of that length holds all that is still needed.
        let ring = lattice.strides[0] + 1;
        let mut lowest = vec![[0; TILE]; ring];
        for (tile, z) in z.iter().enumerate() {
            let slacks = lattice.slacks(tile);
            lowest[self.points[0] % ring] = *z;
            for place in 1..end {
                let point = self.points[place];
                let mut low = [u16::MAX; TILE];
                for from in self.predecessors(place) {
                    kernels::lower(simd, &mut low, &lowest[self.points[from] % ring]);
                }
                let own = &mut lowest[point % ring];
                slack[place] += kernels::advance::<S, SMALL>(simd, &low, &slacks[point], own);
                if lattice.depth(point) + 1 == lattice.visits {
                    over[place] += kernels::sum_of_greater::<S, SMALL>(simd, own, &slacks[lattice.end()]);
                }
            }
        }
        self.cheapest_paths(lattice, weights, &slack, &over, spent)
    }

    fn cheapest_paths(
        &self,
        lattice: &Lattice,
        weights: &Weights,
        slack: &[i64],
        over: &[i64],
        spent: f64,
    ) -> ChildBounds {
        let end = self.points.len() - 1;
        let mut to_end = vec![f64::INFINITY; self.points.len()];
        to_end[end] = 0.0;
        let mut by_kind = vec![None; self.kinds];
        for place in (1..=end).rev() {
            let point = self.points[place];
            let own =
                if place == end { 0.0 } else { weights.wait * (lattice.late[point] + slack[place]) as f64 };
            let last = place != end && lattice.depth(point) + 1 == lattice.visits;
            let rest = if last {
                weights.idle * slack[place] as f64
                    + weights.overtime * (over[place] + lattice.late[lattice.end()]) as f64
            } else {
                to_end[place]
            };
            let own_from = &self.from[place * self.kinds..(place + 1) * self.kinds];
            for (from, bound) in own_from.iter().copied().zip(&mut by_kind) {
                if from == 0 {
                    *bound = Some(spent + own + rest);
                } else if from != NONE {
                    to_end[from] = to_end[from].min(own + rest);
                }
            }
        }
        ChildBounds { by_kind }
    }
}
