//! The inner loops: vectors of seconds in 16 bits, one lane per scenario.
//!
//! `pulp` compiles the callers once for each set of vector instructions and chooses at run time. All sums are of whole
//! numbers, so every width gives the same answer.

use pulp::{Simd, bytemuck};

/// Scenarios that are worked on together: one vector of them is 2 KiB, so that a path of vectors stays close to the first cache.
pub const TILE: usize = 1024;
/// Values that are added in 16 bits before their sum is widened, where they are small enough.
const FOLD: usize = 4;
/// The greatest value of which `FOLD` can be added in 16 bits.
pub(crate) const FOLDED_MAX: u16 = u16::MAX / FOLD as u16;

/// One vector.
pub(crate) type Tile = [u16; TILE];

/// The sum of a tile's worth of values: added in 16 bits first if they are `SMALL`, then in 32.
struct Sum<S: Simd, const SMALL: bool> {
    wide: S::u32s,
}

impl<S: Simd, const SMALL: bool> Sum<S, SMALL> {
    #[inline(always)]
    fn new(simd: S) -> Self {
        Self { wide: simd.splat_u32s(0) }
    }

    #[inline(always)]
    fn add(&mut self, simd: S, values: [S::u16s; FOLD]) {
        if SMALL {
            let [a, b, c, d] = values;
            self.widen(simd, simd.add_u16s(simd.add_u16s(a, b), simd.add_u16s(c, d)));
        } else {
            for value in values {
                self.widen(simd, value);
            }
        }
    }

    /// Adds the even and the odd lanes, each as a number of 32 bits.
    #[inline(always)]
    fn widen(&mut self, simd: S, narrow: S::u16s) {
        if const { size_of::<S::u16s>() == size_of::<S::u32s>() } {
            let pairs: S::u32s = bytemuck::cast(narrow);
            let even = simd.and_u32s(pairs, simd.splat_u32s(0xFFFF));
            let odd = simd.wrapping_dyn_shr_u32s(pairs, simd.splat_u32s(16));
            self.wide = simd.add_u32s(self.wide, simd.add_u32s(even, odd));
        } else {
            // Without vectors there is one lane.
            let lanes: &[u16] = bytemuck::cast_slice(std::slice::from_ref(&narrow));
            for lane in lanes {
                self.wide = simd.add_u32s(self.wide, simd.splat_u32s(u32::from(*lane)));
            }
        }
    }

    #[inline(always)]
    fn total(&self, simd: S) -> i64 {
        // Stored by an instruction and not copied: a copy that is read lane by lane would make the compiler keep the lanes
        // apart from the start, in registers of their own. A tile adds up to less than 2^26, so nothing can run over.
        let mut lanes = [0_u32; 16];
        simd.partial_store_u32s(&mut lanes[..S::U32_LANES.min(16)], self.wide);
        i64::from(lanes.iter().fold(0_u32, |sum, lane| sum.wrapping_add(*lane)))
    }
}

/// The vectors of a tile, four at a time.
#[inline(always)]
fn rows<S: Simd>(tile: &Tile) -> &[[S::u16s; FOLD]] {
    bytemuck::cast_slice::<u16, S::u16s>(tile).as_chunks::<FOLD>().0
}

#[inline(always)]
fn greater<S: Simd>(simd: S, left: &[S::u16s; FOLD], right: &[S::u16s; FOLD]) -> [S::u16s; FOLD] {
    std::array::from_fn(|row| simd.max_u16s(left[row], right[row]))
}

/// `out = max(z, slack)`; answers its sum.
#[inline(always)]
pub(crate) fn advance<S: Simd, const SMALL: bool>(simd: S, z: &Tile, slack: &Tile, out: &mut Tile) -> i64 {
    let mut sum = Sum::<S, SMALL>::new(simd);
    let out = bytemuck::cast_slice_mut::<u16, S::u16s>(out).as_chunks_mut::<FOLD>().0;
    for ((out, z), slack) in out.iter_mut().zip(rows::<S>(z)).zip(rows::<S>(slack)) {
        *out = greater(simd, z, slack);
        sum.add(simd, *out);
    }
    sum.total(simd)
}

/// The sum of `max(z, slack)`.
#[inline(always)]
pub(crate) fn sum_of_greater<S: Simd, const SMALL: bool>(simd: S, z: &Tile, slack: &Tile) -> i64 {
    let mut sum = Sum::<S, SMALL>::new(simd);
    for (z, slack) in rows::<S>(z).iter().zip(rows::<S>(slack)) {
        sum.add(simd, greater(simd, z, slack));
    }
    sum.total(simd)
}

/// The sum of a tile.
#[inline(always)]
pub(crate) fn sum_of<S: Simd, const SMALL: bool>(simd: S, tile: &Tile) -> i64 {
    let mut sum = Sum::<S, SMALL>::new(simd);
    for row in rows::<S>(tile) {
        sum.add(simd, *row);
    }
    sum.total(simd)
}

/// `out = min(out, other)`.
#[inline(always)]
pub(crate) fn lower<S: Simd>(simd: S, out: &mut Tile, other: &Tile) {
    let out = bytemuck::cast_slice_mut::<u16, S::u16s>(out);
    for (out, other) in out.iter_mut().zip(bytemuck::cast_slice::<u16, S::u16s>(other)) {
        *out = simd.min_u16s(*out, *other);
    }
}

/// The last visits of one sequence: sums of `Z` before the last but one visit and before the last, and of
/// `max(Z, end)` after it.
#[inline(always)]
pub(crate) fn last_two<S: Simd, const SMALL: bool>(
    simd: S,
    z: &Tile,
    slack: &Tile,
    last: &Tile,
    end: &Tile,
) -> [i64; 3] {
    let mut sums = [(); 3].map(|()| Sum::<S, SMALL>::new(simd));
    let rows = rows::<S>(z).iter().zip(rows::<S>(slack)).zip(rows::<S>(last)).zip(rows::<S>(end));
    for (((z, slack), last), end) in rows {
        let first = greater(simd, z, slack);
        sums[0].add(simd, first);
        let second = greater(simd, &first, last);
        sums[1].add(simd, second);
        sums[2].add(simd, greater(simd, &second, end));
    }
    std::array::from_fn(|index| sums[index].total(simd))
}

/// As [`last_two`] for the two orders of two different last visits: the shared sum, then two sums for each order.
#[inline(always)]
pub(crate) fn last_pair<S: Simd, const SMALL: bool>(
    simd: S,
    z: &Tile,
    slack: &Tile,
    lasts: [&Tile; 2],
    end: &Tile,
) -> [i64; 5] {
    let mut sums = [(); 5].map(|()| Sum::<S, SMALL>::new(simd));
    let lasts = rows::<S>(lasts[0]).iter().zip(rows::<S>(lasts[1]));
    let rows = rows::<S>(z).iter().zip(rows::<S>(slack)).zip(lasts).zip(rows::<S>(end));
    for (((z, slack), (one, other)), end) in rows {
        let first = greater(simd, z, slack);
        sums[0].add(simd, first);
        let left = greater(simd, &first, one);
        sums[1].add(simd, left);
        sums[2].add(simd, greater(simd, &left, end));
        let right = greater(simd, &first, other);
        sums[3].add(simd, right);
        sums[4].add(simd, greater(simd, &right, end));
    }
    std::array::from_fn(|index| sums[index].total(simd))
}

/// `seated = seated + column`, then the slack before a visit that is due at `due`; both stop at their bounds.
#[inline(always)]
pub(crate) fn seat(seated: &mut Tile, column: &Tile, due: u16, slack: &mut Tile) {
    for ((seated, column), slack) in seated.iter_mut().zip(column).zip(slack.iter_mut()) {
        *seated = seated.saturating_add(*column);
        *slack = due.saturating_sub(*seated);
    }
}

#[cfg(test)]
mod tests {
    use lindley_seed::Seed;
    use pulp::Arch;

    use super::*;
    use crate::enumerate::work;
    use crate::evaluate::evaluate_on;
    use crate::lattice::Lattice;
    use crate::{Alone, Composition, Scenarios, Slots, Totals};

    /// The totals of every sequence and the waits of some, with the vector instructions given.
    fn batch(
        arch: Arch,
        composition: &Composition,
        sample: &Scenarios,
        slots: &Slots,
    ) -> (Vec<Totals>, Vec<Vec<i64>>) {
        let small = slots.length_s() <= u32::from(FOLDED_MAX);
        let lattice = Lattice::new(composition, sample, slots).unwrap();
        let mut totals = vec![Totals::default(); usize::try_from(composition.sequences()).unwrap()];
        work(arch, &lattice, &mut totals, small, &Alone);
        let waits = (0..composition.sequences()).step_by(7).map(|rank| {
            let found = evaluate_on(arch, composition.sequence_at(rank).kinds(), sample, slots);
            assert_eq!(found.totals, totals[usize::try_from(rank).unwrap()]);
            found.waits
        });
        let waits = waits.collect();
        (totals, waits)
    }

    #[test]
    fn one_lane_and_the_widest_vectors_give_the_same_totals() {
        let composition = Composition::new(&[3, 3, 2]).unwrap();
        let times = [vec![1_500, 2_400, 90], vec![300, 600, 61], vec![1, 900, 3_457]];
        // The last tile is not full. Slots of 15 minutes add four values in 16 bits, those of 50 minutes do not fit.
        let sample = Scenarios::draw(&times, &composition, 2 * TILE + 300, Seed::from_u64(5)).unwrap();
        for seconds in [900, 3_000] {
            let slots = Slots::equal(8, seconds).unwrap();
            let one_lane = batch(Arch::Scalar, &composition, &sample, &slots);
            assert_eq!(one_lane.0.len(), 560);
            assert!(one_lane == batch(Arch::new(), &composition, &sample, &slots), "slots of {seconds} s");
        }
        // On a machine without vectors there is nothing to compare: the test says so.
        println!("compared one lane with {:?}", Arch::new());
    }
}
