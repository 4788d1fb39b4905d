//! Inductive Venn-Abers prediction: a calibrated band for a probability.

mod minorant;
mod probability_band;

pub use probability_band::ProbabilityBand;

use crate::StatsError;
use crate::stats_error::{check_finite, check_lengths};
use crate::summary::{places_ascending, same};
use minorant::{Tally, with_one_more_yes};

/// A calibrator from the scores of any classifier to probability bands.
///
/// For a new score it fits isotonic regression twice, to the calibration rows and the new one as if it were a no, then as
/// if it were a yes; the two values at the new score are the ends of the band. One of the two is a perfectly calibrated
/// probability, whatever the classifier, if the new row is like the calibration rows. All fits are worked out beforehand.
///
/// One class may be missing: then the band says how little that proves.
///
/// Source: V. Vovk, I. Petej and V. Fedorova, "Large-scale probabilistic predictors with and without guarantees of
/// validity", NeurIPS 2015, section 2 and Algorithms 1 to 4.
#[derive(Clone, Debug, PartialEq)]
pub struct VennAbers {
    steps: Vec<Step>,
}

/// A calibration score and the fits there.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Step {
    score: f64,
    /// The fit with one more no, for new scores from here up to the next.
    low: f64,
    /// The fit with one more yes, for new scores from beyond the one before up to here.
    high: f64,
}

impl VennAbers {
    /// Works out all fits: O(n log n), exact but for the last division, since it counts in whole numbers.
    ///
    /// Refused if the lists are empty or differ in length, or a score is no finite number.
    ///
    /// ```
    /// # use lindley_stats::VennAbers;
    /// let scores = [1.0, 2.0, 3.0, 4.0, 5.0];
    /// let calibrator = VennAbers::calibrated(&scores, &[false, false, true, false, true])?;
    /// let band = calibrator.band(3.5)?;
    /// assert!((band.low() - 1.0 / 3.0).abs() < 1e-15 && (band.high() - 2.0 / 3.0).abs() < 1e-15);
    /// # Ok::<(), lindley_stats::StatsError>(())
    /// ```
    pub fn calibrated(scores: &[f64], outcomes: &[bool]) -> Result<Self, StatsError> {
        check_lengths(scores.len(), outcomes.len())?;
        check_finite(scores)?;
        let places = places_ascending(scores);
        let (mut distinct, mut tallies) = (Vec::new(), Vec::new());
        for alike in places.chunk_by(|left, right| same(scores[*left], scores[*right])) {
            distinct.push(scores[alike[0]] + 0.0);
            let yes = alike.iter().filter(|row| outcomes[**row]).count();
            tallies.push(Tally { rows: alike.len() as i64, yes: yes as i64 });
        }
        let highs = with_one_more_yes(&tallies);
        // One more no among the rows is one more yes among their mirror image.
        let mirrored: Vec<Tally> = tallies.iter().rev().map(Tally::mirrored).collect();
        let lows = with_one_more_yes(&mirrored).into_iter().rev().map(|fit| fit.mirrored());
        let step = |((score, low), high): ((f64, Tally), Tally)| Step {
            score,
            low: low.share(),
            high: high.share(),
        };
        Ok(Self { steps: distinct.into_iter().zip(lows).zip(highs).map(step).collect() })
    }

    /// The band at a score, in O(log n). Refused unless the score is finite.
    ///
    /// ```
    /// # use lindley_stats::VennAbers;
    /// let calibrator = VennAbers::calibrated(&[1.0, 2.0, 3.0], &[false, true, true])?;
    /// let (left, right) = (calibrator.band(0.0)?, calibrator.band(9.0)?);
    /// assert!(left.low().abs() < 1e-15 && (right.high() - 1.0).abs() < 1e-15);
    /// # Ok::<(), lindley_stats::StatsError>(())
    /// ```
    pub fn band(&self, score: f64) -> Result<ProbabilityBand, StatsError> {
        check_finite(&[score])?;
        let from = self.steps.partition_point(|step| step.score < score);
        let beyond = from + self.steps[from..].partition_point(|step| step.score <= score);
        let low = beyond.checked_sub(1).map_or(0.0, |at| self.steps[at].low);
        let high = self.steps.get(from).map_or(1.0, |step| step.high);
        ProbabilityBand::new(low, high)
    }

    /// The calibration scores in order, each with the low end for scores from there on and the high end for scores up to
    /// there: what to store.
    ///
    /// ```
    /// # use lindley_stats::VennAbers;
    /// let calibrator = VennAbers::calibrated(&[1.0, 2.0], &[false, true])?;
    /// assert_eq!(VennAbers::from_steps(calibrator.steps())?, calibrator);
    /// # Ok::<(), lindley_stats::StatsError>(())
    /// ```
    pub fn steps(&self) -> impl Iterator<Item = (f64, f64, f64)> {
        self.steps.iter().map(|step| (step.score, step.low, step.high))
    }

    /// A calibrator that was stored. Refused if there are no steps, a score is no finite number, an end no probability,
    /// scores do not rise, an end falls, or a low end lies above its high end.
    ///
    /// ```
    /// # use lindley_stats::VennAbers;
    /// assert!(VennAbers::from_steps([(1.0, 0.2, 0.4), (2.0, 0.1, 0.5)]).is_err());
    /// ```
    pub fn from_steps(steps: impl IntoIterator<Item = (f64, f64, f64)>) -> Result<Self, StatsError> {
        let steps: Vec<Step> =
            steps.into_iter().map(|(score, low, high)| Step { score, low, high }).collect();
        if steps.is_empty() {
            return Err(StatsError::Empty);
        }
        if let Some(index) = steps.iter().position(|step| !step.score.is_finite()) {
            return Err(StatsError::NotFinite { index });
        }
        for step in &steps {
            ProbabilityBand::new(step.low, step.high)?;
        }
        let falls = |pair: &[Step]| {
            pair[0].score >= pair[1].score || pair[0].low > pair[1].low || pair[0].high > pair[1].high
        };
        match steps.windows(2).position(falls) {
            Some(before) => Err(StatsError::NotRising { index: before + 1 }),
            None => Ok(Self { steps }),
        }
    }
}
