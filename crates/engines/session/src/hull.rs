//! Which sequences are cheapest for some weights, and for which.

use crate::enumerate::{Enumeration, cheapest};
use crate::totals::Totals;
use crate::weights::Weights;

/// A point of the triangle of weights: the shares of idling and overtime; waiting has the rest.
pub type Shares = [f64; 2];

/// A sequence that is cheapest for some weights.
#[derive(Clone, Debug, PartialEq)]
pub struct Supported {
    /// Its place in the enumeration.
    pub place: usize,
    /// What it came to.
    pub totals: Totals,
    /// The corners, in order, of the weights for which it is cheapest.
    pub region: Vec<Shares>,
}

/// Regions smaller than this are rounding.
const SMALLEST_AREA: f64 = 1e-12;
/// A sequence is cheaper than another if it is by more than this share.
const ROUNDING: f64 = 1e-12;

impl Enumeration {
    /// The vertices of the lower convex hull over waiting, idling and overtime, each with the weights for which it is
    /// cheapest, in the order of words.
    ///
    /// Between the regions of the known vertices lie corners; where a corner's cheapest sequence is known for every corner, no
    /// other vertex can exist, because the cost of the cheapest is a concave function of the weights.
    ///
    /// ```
    /// use lindley_seed::Seed;
    /// use lindley_session::{Alone, Composition, Scenarios, Slots, enumerate};
    /// let composition = Composition::new(&[3, 3])?;
    /// let sample = Scenarios::draw(&[vec![1_200, 2_000], vec![300, 700]], &composition, 200, Seed::from_u64(1))?;
    /// let hull = enumerate(&composition, &sample, &Slots::equal(6, 900)?, &Alone)?.hull();
    /// let area: f64 = hull.iter().map(|vertex| vertex.area()).sum();
    /// assert!((area - 0.5).abs() < 1e-9, "the regions tile the triangle of weights");
    /// # Ok::<(), lindley_session::SessionError>(())
    /// ```
    pub fn hull(&self) -> Vec<Supported> {
        let all = self.totals();
        let mut known = vec![cheapest(all, &weights([1.0 / 3.0, 1.0 / 3.0]))];
        loop {
            let regions: Vec<Supported> = known.iter().map(|place| region(*place, &known, all)).collect();
            let mut found = Vec::new();
            for corner in regions.iter().flat_map(|supported| &supported.region) {
                let weights = weights(*corner);
                let best = cheapest(all, &weights);
                let cost = all[best].weighted(&weights);
                let of_known =
                    known.iter().map(|place| all[*place].weighted(&weights)).fold(f64::INFINITY, f64::min);
                if cost < of_known - ROUNDING * of_known.abs() && !known.contains(&best) {
                    found.push(best);
                }
            }
            if found.is_empty() {
                let mut hull: Vec<Supported> =
                    regions.into_iter().filter(|supported| supported.area() > SMALLEST_AREA).collect();
                hull.sort_by_key(|supported| supported.place);
                return hull;
            }
            known.extend(found);
            known.sort_unstable();
            known.dedup();
        }
    }
}

impl Supported {
    /// The region's area; the whole triangle has 0.5.
    ///
    /// ```
    /// # use lindley_session::{Alone, Composition, Scenarios, Slots, enumerate};
    /// let sample = Scenarios::from_columns(&[vec![vec![1_200, 1_500]], vec![vec![600, 300]]])?;
    /// let all = enumerate(&Composition::new(&[1, 1])?, &sample, &Slots::equal(2, 900)?, &Alone)?;
    /// // Each order is the cheapest for some weights, and for all weights one of them is.
    /// let areas: f64 = all.hull().iter().map(|vertex| vertex.area()).sum();
    /// assert!((areas - 0.5).abs() < 1e-12);
    /// # Ok::<(), lindley_session::SessionError>(())
    /// ```
    pub fn area(&self) -> f64 {
        let next = self.region.iter().cycle().skip(1);
        let twice: f64 = self.region.iter().zip(next).map(|(a, b)| a[0] * b[1] - b[0] * a[1]).sum();
        twice.abs() / 2.0
    }

    /// Weights in the middle of the region.
    ///
    /// ```
    /// # use lindley_session::{Alone, Composition, Scenarios, Slots, enumerate};
    /// let sample = Scenarios::from_columns(&[vec![vec![1_200, 1_500]], vec![vec![600, 300]]])?;
    /// let all = enumerate(&Composition::new(&[1, 1])?, &sample, &Slots::equal(2, 900)?, &Alone)?;
    /// for vertex in all.hull() {
    ///     assert_eq!(all.best_place(&vertex.middle()), vertex.place);
    /// }
    /// # Ok::<(), lindley_session::SessionError>(())
    /// ```
    pub fn middle(&self) -> Weights {
        let corners = self.region.len().max(1) as f64;
        let mean = |axis: usize| self.region.iter().map(|corner| corner[axis]).sum::<f64>() / corners;
        weights([mean(0), mean(1)])
    }
}

fn weights(shares: Shares) -> Weights {
    Weights { wait: (1.0 - shares[0] - shares[1]).max(0.0), idle: shares[0], overtime: shares[1] }
}

/// The weights for which one of the known is cheapest: the triangle, cut by a line for each of the others.
fn region(place: usize, known: &[usize], all: &[Totals]) -> Supported {
    let totals = all[place];
    let mut region = vec![[0.0, 0.0], [1.0, 0.0], [0.0, 1.0]];
    for other in known.iter().filter(|other| **other != place) {
        region = cut(&region, |shares| {
            let weights = weights(shares);
            all[*other].weighted(&weights) - totals.weighted(&weights)
        });
    }
    Supported { place, totals, region }
}

/// The part of a convex polygon where a linear function is not negative.
fn cut(polygon: &[Shares], value: impl Fn(Shares) -> f64) -> Vec<Shares> {
    let mut kept = Vec::with_capacity(polygon.len() + 1);
    for (index, here) in polygon.iter().enumerate() {
        let next = polygon[(index + 1) % polygon.len()];
        let (at_here, at_next) = (value(*here), value(next));
        if at_here >= 0.0 {
            kept.push(*here);
        }
        if (at_here > 0.0 && at_next < 0.0) || (at_here < 0.0 && at_next > 0.0) {
            let share = at_here / (at_here - at_next);
            kept.push([here[0] + share * (next[0] - here[0]), here[1] + share * (next[1] - here[1])]);
        }
    }
    kept
}
