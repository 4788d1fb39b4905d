//! The first visits of a sequence over all scenarios.

use pulp::Simd;

use crate::kernels::{self, TILE, Tile};
use crate::lattice::Lattice;

/// Where a beginning leads.
pub(crate) struct Beginning {
    /// The greatest slack so far, by tile.
    pub(crate) z: Vec<Tile>,
    /// The lattice point.
    pub(crate) point: usize,
    /// The waiting of all visits up to the next one, summed over scenarios.
    pub(crate) wait: i64,
}

impl Beginning {
    #[inline(always)]
    pub(crate) fn walk<S: Simd, const SMALL: bool>(simd: S, lattice: &Lattice, kinds: &[u8]) -> Self {
        let mut here = Self { z: vec![[0; TILE]; lattice.tiles], point: 0, wait: 0 };
        for kind in kinds {
            here.step::<S, SMALL>(simd, lattice, usize::from(*kind));
        }
        here
    }

    #[inline(always)]
    fn step<S: Simd, const SMALL: bool>(&mut self, simd: S, lattice: &Lattice, kind: usize) {
        self.point += lattice.strides[kind];
        for (tile, z) in self.z.iter_mut().enumerate() {
            let before = *z;
            self.wait += kernels::advance::<S, SMALL>(simd, &before, &lattice.slacks(tile)[self.point], z);
        }
        self.wait += lattice.late[self.point];
    }
}
