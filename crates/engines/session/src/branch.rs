//! The cheapest sequence with a proof, or the best found with a proven gap.

use std::collections::BinaryHeap;
use std::sync::OnceLock;

use pulp::{Arch, Simd, WithSimd};

use crate::beginning::Beginning;
use crate::bound::{ChildBounds, Rest};
use crate::composition::Composition;
use crate::enumerate::{Walk, cheapest, enumerate, remaining};
use crate::error::SessionError;
use crate::kernels::FOLDED_MAX;
use crate::lattice::Lattice;
use crate::local_search::local_search;
use crate::prices::Prices;
use crate::scenarios::Scenarios;
use crate::sequence::Sequence;
use crate::slots::Slots;
use crate::totals::Totals;
use crate::weights::Weights;
use lindley_crew::Crew;

/// Beginnings that are looked at side by side. A fixed number, so that the search is the same for any crew.
const BATCH: usize = 256;
/// Endings that are scored one by one: walking to a beginning and bounding what follows takes about as long.
pub(crate) const SCORED_ENDINGS: u128 = 30;
/// Fewer visits are enumerated at once.
const VISITS_BRANCHED: usize = 4;
/// Bounds are sums of rounded products: what is cheaper by less than this share is not.
const ROUNDING: f64 = 1e-12;

/// The answer of a search.
#[derive(Clone, Debug, PartialEq)]
pub struct Searched {
    /// The cheapest sequence found.
    pub sequence: Sequence,
    /// What it came to.
    pub totals: Totals,
    /// How far the cheapest of all sequences can lie below it at most, as a share of its cost: 0 if it is proven.
    pub gap: f64,
    /// How many beginnings were looked at.
    pub beginnings: u64,
}

/// A beginning that is still to be looked at.
#[derive(Clone, Debug)]
struct Open {
    bound: f64,
    kinds: Vec<u8>,
}

impl PartialEq for Open {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Open {}

impl PartialOrd for Open {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Open {
    /// The lowest bound is the greatest; of equal ones the longer, then the first in the order of words.
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        let by_bound = other.bound.total_cmp(&self.bound);
        by_bound.then(self.kinds.len().cmp(&other.kinds.len())).then_with(|| other.kinds.cmp(&self.kinds))
    }
}

/// What looking at a beginning brought.
enum Look {
    Bounds(ChildBounds),
    Best(Vec<u8>, Totals),
}

/// Searches all sequences best bound first, beginning with what [`local_search`] finds; looks at `most_beginnings` at most (and at
/// those of one batch more).
///
/// Before that the bound is raised in up to 120 rounds, but never in more than `most_beginnings`: each visits every
/// sub-composition in every scenario, and all together take seconds for 24 visits or more.
///
/// ```
/// use lindley_seed::Seed;
/// use lindley_session::{Alone, Composition, Scenarios, Slots, Weights, branch_and_bound, enumerate};
/// let composition = Composition::new(&[4, 4, 4])?;
/// let times = [vec![1_200, 2_000], vec![700, 1_300], vec![300, 700]];
/// let sample = Scenarios::draw(&times, &composition, 200, Seed::from_u64(1))?;
/// let (slots, weights) = (Slots::equal(12, 900)?, Weights::new(1.0, 0.0, 5.0)?);
/// let found = branch_and_bound(&composition, &sample, &slots, &weights, 1_000_000, &Alone)?;
/// assert_eq!(found.gap, 0.0);
/// assert_eq!(found.totals, enumerate(&composition, &sample, &slots, &Alone)?.best(&weights).1);
/// # Ok::<(), lindley_session::SessionError>(())
/// ```
///
/// # Errors
/// As [`local_search`], and [`SessionError::TooLarge`] if the sub-compositions do not fit into memory.
pub fn branch_and_bound(
    composition: &Composition,
    sample: &Scenarios,
    slots: &Slots,
    weights: &Weights,
    most_beginnings: u64,
    crew: &dyn Crew,
) -> Result<Searched, SessionError> {
    if composition.visits() < VISITS_BRANCHED {
        let (sequence, totals) = enumerate(composition, sample, slots, crew)?.best(weights);
        return Ok(Searched { sequence, totals, gap: 0.0, beginnings: 0 });
    }
    let (sequence, totals) = local_search(composition, sample, slots, weights, crew)?;
    let lattice = Lattice::new(composition, sample, slots)?;
    let small = slots.length_s() <= u32::from(FOLDED_MAX);
    let mut best = (sequence.kinds().to_vec(), totals);
    let mean_slot = slots.length_s() as f32 / slots.visits() as f32;
    let cost = best.1.weighted(weights);
    let prices = Prices::find(&lattice, weights, cost, mean_slot, most_beginnings, crew);
    let root = prices.as_ref().map_or(0.0, |prices| prices.root().max(0.0));
    let mut open = BinaryHeap::from([Open { bound: root, kinds: Vec::new() }]);
    let mut beginnings = 0;
    while !open.is_empty() && beginnings < most_beginnings {
        let mut batch = Vec::with_capacity(BATCH);
        let worth = best.1.weighted(weights) * (1.0 - ROUNDING);
        while let Some(next) = open.peek().filter(|_| batch.len() < BATCH) {
            if next.bound >= worth {
                open.clear();
                break;
            }
            batch.extend(open.pop());
        }
        beginnings += batch.len() as u64;
        let looks: Vec<OnceLock<Look>> = batch.iter().map(|_| OnceLock::new()).collect();
        crew.each(batch.len(), &|part| {
            let look = LookAt {
                lattice: &lattice,
                prices: prices.as_ref(),
                weights,
                kinds: &batch[part].kinds,
                small,
            };
            // Every part is done once, so the place is still empty.
            drop(looks[part].set(Arch::new().dispatch(look)));
        });
        for (from, look) in batch.iter().zip(looks) {
            take(from, look.into_inner(), weights, &mut best, &mut open);
        }
    }
    let cost = best.1.weighted(weights);
    let lowest = open.peek().map_or(cost, |next| next.bound.min(cost));
    let gap = if cost > 0.0 { ((cost - lowest) / cost).max(0.0) } else { 0.0 };
    Ok(Searched { sequence: Sequence::from_kinds(best.0), totals: best.1, gap, beginnings })
}

fn take(
    from: &Open,
    look: Option<Look>,
    weights: &Weights,
    best: &mut (Vec<u8>, Totals),
    open: &mut BinaryHeap<Open>,
) {
    let cost = best.1.weighted(weights);
    match look {
        Some(Look::Best(kinds, totals)) if totals.weighted(weights) < cost => *best = (kinds, totals),
        Some(Look::Bounds(bounds)) => {
            for (kind, bound) in (0_u8..).zip(bounds.by_kind) {
                // A child costs no less than its parent, whatever rounding says.
                if let Some(bound) = bound.map(|bound| bound.max(from.bound)).filter(|bound| *bound < cost) {
                    open.push(Open { bound, kinds: [from.kinds.as_slice(), &[kind]].concat() });
                }
            }
        }
        _ => {}
    }
}

/// Looking at one beginning, to be compiled for each set of vector instructions.
struct LookAt<'a> {
    lattice: &'a Lattice,
    prices: Option<&'a Prices>,
    weights: &'a Weights,
    kinds: &'a [u8],
    small: bool,
}

impl WithSimd for LookAt<'_> {
    type Output = Look;

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) -> Look {
        if self.small { self.look::<S, true>(simd) } else { self.look::<S, false>(simd) }
    }
}

impl LookAt<'_> {
    #[inline(always)]
    fn look<S: Simd, const SMALL: bool>(self, simd: S) -> Look {
        let Self { lattice, prices, weights, kinds, .. } = self;
        let left = Composition::from_counts(&remaining(&lattice.counts, kinds));
        let endings = left.sequences();
        if endings <= SCORED_ENDINGS {
            let mut totals = vec![Totals::default(); endings as usize];
            Walk::new(lattice, kinds).all_tiles::<S, SMALL>(simd, &mut totals);
            let place = cheapest(&totals, weights);
            let ending = left.sequence_at(place as u128);
            return Look::Best([kinds, ending.kinds()].concat(), totals[place]);
        }
        let beginning = Beginning::walk::<S, SMALL>(simd, lattice, kinds);
        if let Some(prices) = prices {
            return Look::Bounds(prices.bound(lattice, weights, &beginning, kinds));
        }
        let spent = weights.wait * beginning.wait as f64;
        let rest = Rest::of(lattice, beginning.point);
        Look::Bounds(rest.bound::<S, SMALL>(simd, lattice, weights, &beginning.z, spent))
    }
}
