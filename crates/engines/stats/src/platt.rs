//! Platt scaling: a logistic curve from scores to probabilities.

use crate::StatsError;
use crate::stats_error::{check_finite, check_lengths};

/// The curve `1 / (1 + exp(-(slope * score + intercept)))`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PlattScaling {
    /// How steeply the log-odds rise with the score.
    pub slope: f64,
    /// The log-odds at score zero.
    pub intercept: f64,
}

/// Newton steps are few; the bound only keeps the loop finite in sight.
const STEPS: usize = 100;
/// Below this gradient the fit is done, and below this step the line search gives up.
const GRADIENT: f64 = 1e-9;
const SHORTEST: f64 = 1e-10;
/// Added to the diagonal, so that it can always be inverted.
const RIDGE: f64 = 1e-12;

impl PlattScaling {
    /// The most likely curve for smoothed targets: `(yes + 1) / (yes + 2)` for rows that are a yes, `1 / (no + 2)` for the
    /// others, so that classes that are told apart perfectly do not make it infinitely steep.
    ///
    /// Refused if the lists are empty or differ in length, a score is no finite number, or all outcomes are the same.
    /// Sources: J. Platt, "Probabilistic outputs for support vector machines" (1999), for the targets;
    /// H.-T. Lin, C.-J. Lin and R. C. Weng, "A note on Platt's probabilistic outputs for support vector machines",
    /// Machine Learning 68 (2007), Algorithm 1, for Newton's method with a line search.
    ///
    /// ```
    /// # use lindley_stats::PlattScaling;
    /// let outcomes = [false, false, true, false, true, true];
    /// let curve = PlattScaling::fitted(&[1.0, 2.0, 3.0, 4.0, 5.0, 6.0], &outcomes)?;
    /// assert!(curve.slope > 0.0 && (curve.probability(3.5)? - 0.5).abs() < 1e-6);
    /// # Ok::<(), lindley_stats::StatsError>(())
    /// ```
    pub fn fitted(scores: &[f64], outcomes: &[bool]) -> Result<Self, StatsError> {
        check_lengths(scores.len(), outcomes.len())?;
        check_finite(scores)?;
        let yes = outcomes.iter().filter(|outcome| **outcome).count();
        let no = outcomes.len() - yes;
        if yes == 0 || no == 0 {
            return Err(StatsError::OneClass { seen: no == 0 });
        }
        let (high, low) = ((yes as f64 + 1.0) / (yes as f64 + 2.0), 1.0 / (no as f64 + 2.0));
        let rows: Vec<(f64, f64)> = scores
            .iter()
            .zip(outcomes)
            .map(|(score, outcome)| (*score, if *outcome { high } else { low }))
            .collect();
        let start = Self { slope: 0.0, intercept: ((yes as f64 + 1.0) / (no as f64 + 1.0)).ln() };
        Ok(start.climbed(&rows))
    }

    /// The probability at a score. Refused unless the score is finite.
    ///
    /// ```
    /// # use lindley_stats::PlattScaling;
    /// let curve = PlattScaling { slope: 2.0, intercept: -1.0 };
    /// assert!((curve.probability(0.5)? - 0.5).abs() < 1e-15);
    /// # Ok::<(), lindley_stats::StatsError>(())
    /// ```
    pub fn probability(&self, score: f64) -> Result<f64, StatsError> {
        check_finite(&[score])?;
        Ok(logistic(self.log_odds(score)))
    }

    fn log_odds(&self, score: f64) -> f64 {
        self.slope * score + self.intercept
    }

    /// The negative log-likelihood of scores with smoothed targets.
    fn loss(&self, rows: &[(f64, f64)]) -> f64 {
        // -t ln p - (1 - t) ln(1 - p) = ln(1 + exp(z)) - t z, without overflow on either side.
        let of_row = |(score, target): &(f64, f64)| {
            let z = self.log_odds(*score);
            z.max(0.0) + (-z.abs()).exp().ln_1p() - target * z
        };
        rows.iter().map(of_row).sum()
    }

    fn climbed(mut self, rows: &[(f64, f64)]) -> Self {
        let mut loss = self.loss(rows);
        for _ in 0..STEPS {
            let (mut slope, mut intercept) = (0.0, 0.0);
            let (mut slopes, mut mixed, mut intercepts) = (RIDGE, 0.0, RIDGE);
            for (score, target) in rows {
                let probability = logistic(self.log_odds(*score));
                let (error, curvature) = (probability - target, probability * (1.0 - probability));
                slope += error * score;
                intercept += error;
                slopes += curvature * score * score;
                mixed += curvature * score;
                intercepts += curvature;
            }
            if slope.abs() < GRADIENT && intercept.abs() < GRADIENT {
                break;
            }
            let determinant = slopes * intercepts - mixed * mixed;
            let by_slope = -(intercepts * slope - mixed * intercept) / determinant;
            let by_intercept = -(slopes * intercept - mixed * slope) / determinant;
            let downhill = slope * by_slope + intercept * by_intercept;
            let mut length = 1.0;
            loop {
                let next = Self {
                    slope: self.slope + length * by_slope,
                    intercept: self.intercept + length * by_intercept,
                };
                let reached = next.loss(rows);
                if reached < loss + 1e-4 * length * downhill {
                    (self, loss) = (next, reached);
                    break;
                }
                length /= 2.0;
                if length < SHORTEST {
                    // No step improves on what rounding leaves: this is the optimum.
                    return self;
                }
            }
        }
        self
    }
}

/// `1 / (1 + exp(-z))` without overflow.
fn logistic(z: f64) -> f64 {
    if z >= 0.0 {
        1.0 / (1.0 + (-z).exp())
    } else {
        let small = z.exp();
        small / (1.0 + small)
    }
}
