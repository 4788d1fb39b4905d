//! How far predictions are from what happened.

use lindley_stats::{Interval, Resampling, StatsError, resample};

use crate::LearnError;

/// Errors of predictions; root mean squared and mean absolute error are in the unit of the target.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scores {
    /// Root of the mean squared error.
    pub rmse: f64,
    /// Mean absolute error.
    pub mae: f64,
    /// Coefficient of determination against the mean of these targets: 1 is perfect, 0 as good as their mean.
    pub r2: f64,
}

impl Scores {
    /// Scores predictions. Refused if the lists are empty, differ in length or hold a value that is no finite number, or if
    /// all targets are equal, since R2 has no meaning then.
    ///
    /// ```
    /// # use lindley_learn::Scores;
    /// let scores = Scores::of(&[1.0, 3.0], &[2.0, 3.0])?;
    /// assert!((scores.mae - 0.5).abs() < 1e-15 && (scores.r2 - 0.5).abs() < 1e-15);
    /// # Ok::<(), lindley_learn::LearnError>(())
    /// ```
    pub fn of(target: &[f64], predicted: &[f64]) -> Result<Self, LearnError> {
        check(target, predicted)?;
        scored(target.iter().copied().zip(predicted.iter().copied())).ok_or(LearnError::ConstantTarget)
    }
}

/// Scores with percentile bootstrap intervals: rows are drawn anew, target and prediction together.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ScoreIntervals {
    /// Root of the mean squared error.
    pub rmse: Interval,
    /// Mean absolute error.
    pub mae: Interval,
    /// Coefficient of determination.
    pub r2: Interval,
}

impl ScoreIntervals {
    /// Scores predictions and says how sure the scores are. Refused like [`Scores::of`], and for senseless settings.
    ///
    /// ```
    /// # use lindley_learn::ScoreIntervals;
    /// # use lindley_seed::Seed;
    /// # use lindley_stats::Resampling;
    /// let how = Resampling { resamples: 200, level: 0.95, seed: Seed::from_u64(1) };
    /// let found = ScoreIntervals::of(&[1.0, 2.0, 3.0, 4.0], &[1.5, 2.0, 2.0, 4.0], how)?;
    /// assert!(found.rmse.low <= found.rmse.estimate && found.rmse.estimate <= found.rmse.high);
    /// # Ok::<(), lindley_learn::LearnError>(())
    /// ```
    pub fn of(target: &[f64], predicted: &[f64], how: Resampling) -> Result<Self, LearnError> {
        let estimate = Scores::of(target, predicted)?;
        let draw = |number| {
            let places = resample(target.len(), how.seed, number);
            scored(places.into_iter().map(|place| (target[place], predicted[place])))
        };
        // A resample of one target only has no R2; it is left out.
        let drawn: Vec<Scores> = (0..how.resamples).filter_map(draw).collect();
        let interval = |estimate: f64, part: fn(&Scores) -> f64| {
            Interval::of_resamples(estimate, drawn.iter().map(part).collect(), how.level)
        };
        Ok(Self {
            rmse: interval(estimate.rmse, |scores| scores.rmse)?,
            mae: interval(estimate.mae, |scores| scores.mae)?,
            r2: interval(estimate.r2, |scores| scores.r2)?,
        })
    }
}

fn check(target: &[f64], predicted: &[f64]) -> Result<(), LearnError> {
    if target.is_empty() {
        return Err(LearnError::NoRows);
    }
    if target.len() != predicted.len() {
        return Err(LearnError::TargetLength { rows: predicted.len(), targets: target.len() });
    }
    if let Some(row) = target.iter().position(|value| !value.is_finite()) {
        return Err(LearnError::TargetNotFinite { row });
    }
    match predicted.iter().position(|value| !value.is_finite()) {
        Some(index) => Err(StatsError::NotFinite { index }.into()),
        None => Ok(()),
    }
}

/// The scores of at least one pair; nothing if all targets are equal.
fn scored(pairs: impl Iterator<Item = (f64, f64)> + Clone) -> Option<Scores> {
    let count = pairs.clone().count() as f64;
    let (first, _) = pairs.clone().next()?;
    if pairs.clone().all(|(wanted, _)| wanted.total_cmp(&first).is_eq()) {
        return None;
    }
    let mean = pairs.clone().map(|(wanted, _)| wanted).sum::<f64>() / count;
    let squares: f64 = pairs.clone().map(|(wanted, found)| (wanted - found).powi(2)).sum();
    let absolute: f64 = pairs.clone().map(|(wanted, found)| (wanted - found).abs()).sum();
    let total: f64 = pairs.map(|(wanted, _)| (wanted - mean).powi(2)).sum();
    Some(Scores { rmse: (squares / count).sqrt(), mae: absolute / count, r2: 1.0 - squares / total })
}
