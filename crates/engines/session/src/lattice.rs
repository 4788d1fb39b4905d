//! The lattice of sub-compositions: what every sequence shares.
//!
//! How much work is seated after some visits depends on how many of each kind they were, not on their order. So one vector for
//! each sub-composition serves all sequences; a sequence is a monotone path from nothing to the whole composition.

use crate::composition::Composition;
use crate::error::SessionError;
use crate::kernels::{self, TILE, Tile};
use crate::scenarios::Scenarios;
use crate::slots::Slots;

/// Most memory that a lattice may take.
const MEBIBYTES_MAX: usize = 700;

/// One vector of slacks for every sub-composition, by tile.
pub(crate) struct Lattice {
    pub(crate) counts: Box<[u8]>,
    /// By kind: how far apart two points are that differ by one visit of the kind.
    pub(crate) strides: Box<[usize]>,
    pub(crate) visits: usize,
    pub(crate) points: usize,
    pub(crate) tiles: usize,
    pub(crate) scenarios: usize,
    /// By point: how many visits are seated.
    depths: Box<[u8]>,
    /// By point and kind: how many visits of the kind are seated.
    digits: Box<[u8]>,
    /// By point: the sum over scenarios of work seated less the time of the next visit, in seconds. Never cut off.
    pub(crate) late: Box<[i64]>,
    /// `(A - P)^+` by tile, then point.
    slack: Box<[Tile]>,
}

impl Lattice {
    pub(crate) fn new(
        composition: &Composition,
        sample: &Scenarios,
        slots: &Slots,
    ) -> Result<Self, SessionError> {
        let visits = composition.visits();
        if visits != slots.visits() {
            return Err(SessionError::Unfilled { visits, slots: slots.visits() });
        }
        sample.serve(composition)?;
        let counts: Box<[u8]> = composition.counts().into();
        let mut strides = vec![0; counts.len()].into_boxed_slice();
        let mut points = 1_usize;
        // The last kind moves fastest, so that neighbours in a sequence's tail lie close together.
        for (stride, count) in strides.iter_mut().zip(&counts).rev() {
            *stride = points;
            points = points.saturating_mul(usize::from(*count) + 1);
        }
        let mebibytes = points.saturating_mul(sample.tiles()).saturating_mul(size_of::<Tile>()) >> 20;
        if mebibytes > MEBIBYTES_MAX {
            return Err(SessionError::TooLarge { points, scenarios: sample.count(), mebibytes });
        }
        let mut lattice = Self {
            counts,
            strides,
            visits,
            points,
            tiles: sample.tiles(),
            scenarios: sample.count(),
            depths: Box::default(),
            digits: Box::default(),
            late: Box::default(),
            slack: Box::default(),
        };
        let digit = |place: usize| {
            let (point, kind) = (place / lattice.counts.len(), place % lattice.counts.len());
            (point / lattice.strides[kind] % (usize::from(lattice.counts[kind]) + 1)) as u8
        };
        lattice.digits = (0..points * lattice.counts.len()).map(digit).collect();
        lattice.depths =
            lattice.digits.chunks(lattice.counts.len()).map(|digits| digits.iter().sum()).collect();
        lattice.late = lattice.all_late(sample, slots);
        lattice.slack = lattice.all_slack(sample, slots);
        Ok(lattice)
    }

    /// The point at which every visit is seated.
    pub(crate) fn end(&self) -> usize {
        self.points - 1
    }

    /// How many sequences lead from nothing to the end.
    pub(crate) fn sequences(&self) -> u128 {
        Composition::from_counts(&self.counts).sequences()
    }

    /// How many visits of a kind are seated at a point.
    pub(crate) fn seated(&self, point: usize, kind: usize) -> usize {
        usize::from(self.digits[point * self.counts.len() + kind])
    }

    /// How many visits are seated at a point.
    pub(crate) fn depth(&self, point: usize) -> usize {
        usize::from(self.depths[point])
    }

    /// The slacks of a tile, by point.
    pub(crate) fn slacks(&self, tile: usize) -> &[Tile] {
        &self.slack[tile * self.points..(tile + 1) * self.points]
    }

    /// The kind and its number of the visit that leads to a point from the one before it in the same lattice row.
    fn last_step(&self, point: usize) -> Option<(usize, usize)> {
        let kind = (0..self.counts.len()).rev().find(|kind| self.seated(point, *kind) > 0)?;
        Some((kind, self.seated(point, kind) - 1))
    }

    fn all_late(&self, sample: &Scenarios, slots: &Slots) -> Box<[i64]> {
        let due = |point| i64::from(slots.due_after(self.depth(point))) * self.scenarios as i64;
        let mut seated = vec![0_i64; self.points];
        for point in 1..self.points {
            if let Some((kind, visit)) = self.last_step(point) {
                seated[point] = seated[point - self.strides[kind]] + sample.column(kind as u8, visit).sum;
            }
        }
        seated.iter().enumerate().map(|(point, seated)| seated - due(point)).collect()
    }

    fn all_slack(&self, sample: &Scenarios, slots: &Slots) -> Box<[Tile]> {
        let mut all = vec![[0; TILE]; self.points * self.tiles].into_boxed_slice();
        let mut seated = vec![[0; TILE]; self.points];
        for tile in 0..self.tiles {
            for point in 1..self.points {
                let Some((kind, visit)) = self.last_step(point) else { continue };
                seated[point] = seated[point - self.strides[kind]];
                let column = &sample.column(kind as u8, visit).tiles[tile];
                let due = slots.due_after(self.depth(point));
                kernels::seat(&mut seated[point], column, due, &mut all[tile * self.points + point]);
            }
        }
        all
    }
}
