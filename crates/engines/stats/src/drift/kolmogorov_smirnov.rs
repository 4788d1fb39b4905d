//! The two-sample test of Kolmogorov and Smirnov: do two lists of numbers come from one distribution?

use crate::StatsError;
use crate::stats_error::check_finite;
use crate::summary::{ascending, same};

/// A distance between two samples and how likely it is by chance.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TwoSampleTest {
    /// The largest difference between the shares of either sample up to a number.
    pub distance: f64,
    /// How likely a distance at least as large is if both come from one distribution.
    pub p_value: f64,
    /// Whether the p value is exact, ties included; else it is the limit for large samples.
    pub exact: bool,
}

/// Up to this product of the sample sizes the p value is exact, which takes as many steps.
const EXACT: usize = 250_000;

/// Compares two samples: O(n log n), and a bounded number of steps for an exact p value where the product of the sizes is at
/// most 250,000.
///
/// Refused if a list is empty or holds a value that is no finite number.
/// Sources: N. Smirnov, "Table for estimating the goodness of fit of empirical distributions", Ann. Math. Stat. 19 (1948),
/// for the limit; G. Schröer and D. Trenkler, "Exact and randomization distributions of Kolmogorov-Smirnov tests two or
/// three samples", Comput. Stat. Data Anal. 20 (1995), for the exact p value with ties.
///
/// ```
/// let found = lindley_stats::kolmogorov_smirnov(&[1.0, 2.0, 3.0], &[4.0, 5.0, 6.0])?;
/// // Of the 20 orders of three and three, two tell them apart entirely.
/// assert!((found.distance - 1.0).abs() < 1e-15 && (found.p_value - 0.1).abs() < 1e-15);
/// # Ok::<(), lindley_stats::StatsError>(())
/// ```
pub fn kolmogorov_smirnov(left: &[f64], right: &[f64]) -> Result<TwoSampleTest, StatsError> {
    check_finite(left)?;
    check_finite(right)?;
    let walk = Walk::through(&ascending(left), &ascending(right));
    let (n, m) = (left.len(), right.len());
    let distance = walk.distance as f64 / (n as f64 * m as f64);
    let exact = n.saturating_mul(m) <= EXACT;
    let p_value = if exact {
        walk.exact_p_value()
    } else {
        limit(distance * (n as f64 * m as f64 / (n + m) as f64).sqrt())
    };
    Ok(TwoSampleTest { distance, p_value, exact })
}

/// A walk through the merged samples.
struct Walk {
    left: usize,
    right: usize,
    /// The largest distance, times both sizes, in whole numbers.
    distance: u64,
    /// For each number of values passed, whether the next one differs from the last: only there distances count.
    ends: Vec<bool>,
}

impl Walk {
    fn through(left: &[f64], right: &[f64]) -> Self {
        let (n, m) = (left.len(), right.len());
        let (mut i, mut j, mut distance) = (0, 0, 0);
        let mut ends = vec![false; n + m + 1];
        while i < n || j < m {
            let here = match (left.get(i), right.get(j)) {
                (Some(left), Some(right)) => left.min(*right),
                (Some(only), None) | (None, Some(only)) => *only,
                (None, None) => break,
            };
            i += left[i..].iter().take_while(|value| same(**value, here)).count();
            j += right[j..].iter().take_while(|value| same(**value, here)).count();
            distance = distance.max(apart(i, j, n, m));
            ends[i + j] = true;
        }
        Self { left: n, right: m, distance, ends }
    }

    /// One minus the share of all orders of the two samples whose distance stays below the one found.
    fn exact_p_value(&self) -> f64 {
        // `below[j]`: the share of the orders of the first i and j values that stay below.
        let mut below = vec![1.0; self.right + 1];
        for i in 0..=self.left {
            for j in 0..=self.right {
                if i + j == 0 {
                    continue;
                }
                let from_left = if i > 0 { below[j] * i as f64 } else { 0.0 };
                let from_right = if j > 0 { below[j - 1] * j as f64 } else { 0.0 };
                let too_far = self.ends[i + j] && apart(i, j, self.left, self.right) >= self.distance;
                below[j] = if too_far { 0.0 } else { (from_left + from_right) / (i + j) as f64 };
            }
        }
        (1.0 - below[self.right]).clamp(0.0, 1.0)
    }
}

/// `|i / n - j / m|`, times both sizes.
fn apart(i: usize, j: usize, n: usize, m: usize) -> u64 {
    (i as u64 * m as u64).abs_diff(j as u64 * n as u64)
}

/// The probability of a scaled distance of at least this, for samples without end.
fn limit(scaled: f64) -> f64 {
    use std::f64::consts::PI;
    if scaled <= 0.0 {
        return 1.0;
    }
    // The two series are one function; each converges within few terms on its side.
    let sum = if scaled < 1.0 {
        let term = |k: i32| (-(f64::from(2 * k - 1) * PI / scaled).powi(2) / 8.0).exp();
        1.0 - (2.0 * PI).sqrt() / scaled * (1..=8).map(term).sum::<f64>()
    } else {
        let term = |k: i32| f64::from(2 * (k % 2) - 1) * (-2.0 * (f64::from(k) * scaled).powi(2)).exp();
        2.0 * (1..=8).map(term).sum::<f64>()
    };
    sum.clamp(0.0, 1.0)
}
