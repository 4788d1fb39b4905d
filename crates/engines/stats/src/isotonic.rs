//! Isotonic regression: the rising curve that fits best.

use crate::StatsError;
use crate::stats_error::{check_finite, check_lengths, check_weights};
use crate::summary::{places_ascending, same};

/// The rising sequence with the least weighted sum of squared differences from the values, by pooling adjacent violators:
/// O(n). Values of weight zero take the level of their surroundings.
///
/// Refused if the lists are empty or differ in length, a value is no finite number, a weight is negative or no finite
/// number, or all weights are zero. Source: R. E. Barlow et al., "Statistical Inference under Order Restrictions" (1972),
/// section 1.2.
///
/// ```
/// use lindley_stats::pool_adjacent_violators;
///
/// assert_eq!(pool_adjacent_violators(&[1.0, 3.0, 2.0, 4.0], &[1.0; 4]), Ok(vec![1.0, 2.5, 2.5, 4.0]));
/// ```
pub fn pool_adjacent_violators(values: &[f64], weights: &[f64]) -> Result<Vec<f64>, StatsError> {
    check_lengths(values.len(), weights.len())?;
    check_finite(values)?;
    check_weights(weights)?;
    Ok(pooled(values, weights))
}

/// A block of the sequence: its weight, its weighted sum and how many values it holds.
struct Block {
    weight: f64,
    sum: f64,
    count: usize,
}

impl Block {
    /// Whether the block may not stand before `next`: its mean is higher, or one of them has none.
    fn violates(&self, next: &Self) -> bool {
        self.weight <= 0.0 || next.weight <= 0.0 || self.sum * next.weight >= next.sum * self.weight
    }
}

fn pooled(values: &[f64], weights: &[f64]) -> Vec<f64> {
    let mut blocks: Vec<Block> = Vec::new();
    for (value, weight) in values.iter().zip(weights) {
        let mut next = Block { weight: *weight, sum: value * weight, count: 1 };
        while let Some(last) = blocks.pop_if(|last| last.violates(&next)) {
            next.weight += last.weight;
            next.sum += last.sum;
            next.count += last.count;
        }
        blocks.push(next);
    }
    // A last block may have no weight only if nothing has: it was pooled with its neighbour.
    blocks.iter().flat_map(|block| std::iter::repeat_n(block.sum / block.weight, block.count)).collect()
}

/// A rising curve through rows of input and target: level within a pooled block, straight lines between blocks, level
/// beyond the ends.
#[derive(Clone, Debug, PartialEq)]
pub struct IsotonicRegression {
    knots: Vec<(f64, f64)>,
}

impl IsotonicRegression {
    /// Fits rows in any order, all of weight one; rows with equal inputs get one value. O(n log n).
    ///
    /// Refused if the lists are empty, differ in length, or hold a value that is no finite number.
    ///
    /// ```
    /// # use lindley_stats::IsotonicRegression;
    /// let curve = IsotonicRegression::fitted(&[1.0, 2.0, 3.0], &[0.0, 1.0, 0.5])?;
    /// assert!((curve.at(2.5)? - 0.75).abs() < 1e-15 && (curve.at(1.5)? - 0.375).abs() < 1e-15);
    /// # Ok::<(), lindley_stats::StatsError>(())
    /// ```
    pub fn fitted(inputs: &[f64], targets: &[f64]) -> Result<Self, StatsError> {
        Self::fitted_weighted(inputs, targets, &vec![1.0; inputs.len()])
    }

    /// As [`Self::fitted`], with a weight for each row. Refused also if a weight is negative or no finite number, or all
    /// are zero.
    ///
    /// ```
    /// # use lindley_stats::IsotonicRegression;
    /// let curve = IsotonicRegression::fitted_weighted(&[1.0, 2.0], &[1.0, 0.0], &[3.0, 1.0])?;
    /// assert!((curve.at(7.0)? - 0.75).abs() < 1e-15);
    /// # Ok::<(), lindley_stats::StatsError>(())
    /// ```
    pub fn fitted_weighted(inputs: &[f64], targets: &[f64], weights: &[f64]) -> Result<Self, StatsError> {
        check_lengths(inputs.len(), targets.len())?;
        check_lengths(inputs.len(), weights.len())?;
        check_finite(inputs)?;
        check_finite(targets)?;
        check_weights(weights)?;
        let (mut distinct, mut means, mut sums): (Vec<f64>, Vec<f64>, Vec<f64>) = Default::default();
        let places = places_ascending(inputs);
        for alike in places.chunk_by(|left, right| same(inputs[*left], inputs[*right])) {
            let weight: f64 = alike.iter().map(|row| weights[*row]).sum();
            let sum: f64 = alike.iter().map(|row| weights[*row] * targets[*row]).sum();
            if weight > 0.0 {
                distinct.push(inputs[alike[0]] + 0.0);
                means.push(sum / weight);
                sums.push(weight);
            }
        }
        let levels = pooled(&means, &sums);
        // Within a block only its ends are needed.
        let inner = |place: usize| {
            place > 0
                && place + 1 < levels.len()
                && same(levels[place - 1], levels[place])
                && same(levels[place], levels[place + 1])
        };
        let ends = (0..levels.len()).filter(|place| !inner(*place));
        Ok(Self { knots: ends.map(|place| (distinct[place], levels[place])).collect() })
    }

    /// A curve that was stored: inputs with their values, in order. Refused if there are none, a number is not finite,
    /// inputs do not rise, or values fall.
    ///
    /// ```
    /// # use lindley_stats::IsotonicRegression;
    /// let curve = IsotonicRegression::fitted(&[1.0, 2.0, 3.0], &[0.0, 1.0, 0.5])?;
    /// assert_eq!(IsotonicRegression::from_knots(curve.knots().to_vec())?, curve);
    /// # Ok::<(), lindley_stats::StatsError>(())
    /// ```
    pub fn from_knots(knots: Vec<(f64, f64)>) -> Result<Self, StatsError> {
        if knots.is_empty() {
            return Err(StatsError::Empty);
        }
        if let Some(index) = knots.iter().position(|(input, value)| !(input.is_finite() && value.is_finite()))
        {
            return Err(StatsError::NotFinite { index });
        }
        let falls = |pair: &[(f64, f64)]| pair[0].0 >= pair[1].0 || pair[0].1 > pair[1].1;
        match knots.windows(2).position(falls) {
            Some(before) => Err(StatsError::NotRising { index: before + 1 }),
            None => Ok(Self { knots }),
        }
    }

    /// The inputs with their values, in order, between which the curve is straight.
    ///
    /// ```
    /// # use lindley_stats::IsotonicRegression;
    /// assert_eq!(IsotonicRegression::fitted(&[2.0, 1.0], &[5.0, 4.0])?.knots(), [(1.0, 4.0), (2.0, 5.0)]);
    /// # Ok::<(), lindley_stats::StatsError>(())
    /// ```
    pub fn knots(&self) -> &[(f64, f64)] {
        &self.knots
    }

    /// The curve at an input, in O(log n). Refused unless the input is finite.
    ///
    /// ```
    /// # use lindley_stats::IsotonicRegression;
    /// let curve = IsotonicRegression::fitted(&[1.0, 2.0], &[4.0, 5.0])?;
    /// assert_eq!((curve.at(-9.0)?, curve.at(1.5)?, curve.at(9.0)?), (4.0, 4.5, 5.0));
    /// # Ok::<(), lindley_stats::StatsError>(())
    /// ```
    pub fn at(&self, input: f64) -> Result<f64, StatsError> {
        check_finite(&[input])?;
        let above = self.knots.partition_point(|(knot, _)| *knot < input);
        if above == 0 {
            return Ok(self.knots[0].1);
        }
        let (low, low_value) = self.knots[above - 1];
        let Some((high, high_value)) = self.knots.get(above) else { return Ok(low_value) };
        Ok(low_value + (high_value - low_value) * ((input - low) / (high - low)))
    }
}
