//! Dynamically tuned adaptive conformal inference (DtACI): several steps at once, weighted by how well they did.

use crate::StatsError;
use crate::conformal::{CalibrationScores, ScoreBound};
use crate::stats_error::{check_level, check_positive};

/// How the steps are mixed.
#[derive(Clone, Debug, PartialEq)]
pub struct AdaptiveTuning {
    /// The steps to choose among, each positive.
    pub steps: Vec<f64>,
    /// How fast weight moves to the step that did best, positive: `eta` of the source.
    pub eagerness: f64,
    /// The share of weight that is spread evenly after each row, strictly between 0 and 1: `sigma` of the source.
    pub forgetting: f64,
}

impl AdaptiveTuning {
    /// The setting of the source for a level and the number of rows over which it should be best: the eight steps 0.001,
    /// 0.002, ... 0.128; forgetting 1 / (2 rows); eagerness as its bound on the regret asks for.
    /// Refused unless the level lies strictly between 0 and 1 and there is a row.
    ///
    /// ```
    /// # use lindley_stats::AdaptiveTuning;
    /// let tuning = AdaptiveTuning::for_rows(0.9, 500)?;
    /// assert!((tuning.eagerness - 2.76).abs() < 0.01 && (tuning.forgetting - 0.001).abs() < 1e-15);
    /// # Ok::<(), lindley_stats::StatsError>(())
    /// ```
    pub fn for_rows(level: f64, rows: usize) -> Result<Self, StatsError> {
        check_level(level)?;
        if rows == 0 {
            return Err(StatsError::MustBePositive { name: "the number of rows" });
        }
        let steps: Vec<f64> = (0..8).map(|power| 0.001 * f64::from(1_u8 << power)).collect();
        let (hit, miss, rows) = (level, 1.0 - level, rows as f64);
        let spread = hit * hit * miss.powi(3) + miss * miss * hit.powi(3);
        let eagerness = (3.0 / rows * ((steps.len() as f64 * rows).ln() + 2.0) / spread).sqrt();
        Ok(Self { steps, eagerness, forgetting: 1.0 / (2.0 * rows) })
    }

    fn check(&self) -> Result<(), StatsError> {
        if self.steps.is_empty() {
            return Err(StatsError::Empty);
        }
        self.steps.iter().try_for_each(|step| check_positive("the step", *step))?;
        check_positive("the eagerness", self.eagerness)?;
        check_level(self.forgetting)
    }
}

/// Several [`AdaptiveConformal`](crate::AdaptiveConformal) with different steps and the mean of their miss rates.
///
/// Source: I. Gibbs and E. Candès, "Conformal inference for online prediction with arbitrary distribution shifts",
/// JMLR 25 (2024), Algorithm 1, with the mean of the miss rates instead of a draw.
#[derive(Clone, Debug, PartialEq)]
pub struct TunedAdaptiveConformal {
    target: f64,
    tuning: AdaptiveTuning,
    /// One per step.
    miss_rates: Vec<f64>,
    /// One per step, adding up to one.
    weights: Vec<f64>,
}

impl TunedAdaptiveConformal {
    /// Begins at the level wanted, with even weights. Refused unless the level lies strictly between 0 and 1 and the
    /// tuning has steps, each positive, a positive eagerness, and forgetting strictly between 0 and 1.
    ///
    /// ```
    /// # use lindley_stats::{AdaptiveTuning, TunedAdaptiveConformal};
    /// let adaptive = TunedAdaptiveConformal::new(0.9, AdaptiveTuning::for_rows(0.9, 500)?)?;
    /// assert!((adaptive.miss_rate() - 0.1).abs() < 1e-12);
    /// # Ok::<(), lindley_stats::StatsError>(())
    /// ```
    pub fn new(level: f64, tuning: AdaptiveTuning) -> Result<Self, StatsError> {
        check_level(level)?;
        tuning.check()?;
        let steps = tuning.steps.len();
        let target = 1.0 - level;
        Ok(Self { target, miss_rates: vec![target; steps], weights: vec![1.0 / steps as f64; steps], tuning })
    }

    /// The miss rate to ask for next: the weighted mean. It may leave 0 to 1.
    ///
    /// ```
    /// # use lindley_stats::{AdaptiveTuning, TunedAdaptiveConformal};
    /// let adaptive = TunedAdaptiveConformal::new(0.8, AdaptiveTuning::for_rows(0.8, 500)?)?;
    /// assert!((adaptive.miss_rate() - 0.2).abs() < 1e-12);
    /// # Ok::<(), lindley_stats::StatsError>(())
    /// ```
    pub fn miss_rate(&self) -> f64 {
        self.miss_rates.iter().zip(&self.weights).map(|(rate, weight)| rate * weight).sum()
    }

    /// The steps with their weights, which add up to one: large steps weigh much where the data change.
    ///
    /// ```
    /// # use lindley_stats::{AdaptiveTuning, TunedAdaptiveConformal};
    /// let adaptive = TunedAdaptiveConformal::new(0.9, AdaptiveTuning::for_rows(0.9, 500)?)?;
    /// assert_eq!(adaptive.weights().next(), Some((0.001, 0.125)));
    /// # Ok::<(), lindley_stats::StatsError>(())
    /// ```
    pub fn weights(&self) -> impl Iterator<Item = (f64, f64)> {
        self.tuning.steps.iter().copied().zip(self.weights.iter().copied())
    }

    /// The bound for the next row, from scores of recent rows ([`RollingScores`](crate::RollingScores)).
    ///
    /// ```
    /// # use lindley_stats::{AdaptiveTuning, CalibrationScores, TunedAdaptiveConformal};
    /// let adaptive = TunedAdaptiveConformal::new(0.75, AdaptiveTuning::for_rows(0.75, 500)?)?;
    /// let bound = adaptive.bound(&CalibrationScores::new(&[1.0, 2.0, 3.0])?);
    /// assert!((bound.score() - 3.0).abs() < 1e-15);
    /// # Ok::<(), lindley_stats::StatsError>(())
    /// ```
    pub fn bound(&self, scores: &CalibrationScores) -> ScoreBound {
        scores.bound_at(1.0 - self.miss_rate())
    }

    /// Learns the score of the row that came, against the same scores that its bound was made from, before the row's own
    /// score joins them. Refused unless the score is finite.
    ///
    /// ```
    /// # use lindley_stats::{AdaptiveTuning, CalibrationScores, TunedAdaptiveConformal};
    /// let mut adaptive = TunedAdaptiveConformal::new(0.75, AdaptiveTuning::for_rows(0.75, 500)?)?;
    /// adaptive.observe(9.0, &CalibrationScores::new(&[1.0, 2.0, 3.0])?)?;
    /// assert!(adaptive.miss_rate() < 0.25);
    /// # Ok::<(), lindley_stats::StatsError>(())
    /// ```
    pub fn observe(&mut self, score: f64, scores: &CalibrationScores) -> Result<(), StatsError> {
        // The largest miss rate with which the band still held the row: `beta` of the source.
        let held = scores.p_value(score)?;
        let AdaptiveTuning { steps, eagerness, forgetting } = &self.tuning;
        for ((rate, weight), step) in self.miss_rates.iter_mut().zip(&mut self.weights).zip(steps) {
            let loss = self.target * (held - *rate) - (held - *rate).min(0.0);
            *weight *= (-eagerness * loss).exp();
            let missed = f64::from(u8::from(*rate >= held));
            *rate += step * (self.target - missed);
        }
        let total: f64 = self.weights.iter().sum();
        let even = forgetting / self.weights.len() as f64;
        self.weights.iter_mut().for_each(|weight| *weight = (1.0 - forgetting) * *weight / total + even);
        Ok(())
    }
}
