//! Logistic regression that shrinks its coefficients: the baseline for probabilities.

mod design;

use design::{Design, Entry};

use crate::classifier::check_outcomes;
use crate::learn_error::sensible;
use crate::trees::logistic::logistic;
use crate::triangular::solve_positive;
use crate::{Cell, Classifier, LearnError, MixedTable, Scorer};

/// Newton steps at most; it converges in about six.
const STEPS: usize = 50;

/// Newton stops when a step promises to lower the loss of a row by no more than this.
const STILL: f64 = 1e-14;

/// Logistic regression: makes the logarithmic loss plus `lambda / 2 * |b|^2` small, over numbers scaled to standard deviation
/// one and a column per label, by iteratively reweighted least squares. The intercept is not shrunk. A missing number is
/// its column's mean, and that it is missing is a column of its own.
///
/// Source: S. le Cessie and J. C. van Houwelingen, "Ridge estimators in logistic regression", Applied Statistics 41 (1992),
/// equation 3 and section 2.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Logistic {
    /// How much to shrink; above zero, because outcomes may be told apart perfectly.
    pub lambda: f64,
}

impl Logistic {
    /// Learns. Refused as [`Classifier::fit_outcomes`] refuses.
    ///
    /// ```
    /// # use lindley_learn::{Cell, Kind, Logistic, MixedTable};
    /// let rows = [[Cell::Number(1.0)], [Cell::Number(2.0)], [Cell::Missing]];
    /// let table = MixedTable::learning(&[("days", Kind::Number)], rows)?;
    /// let model = Logistic { lambda: 1.0 }.fit_logistic(&table, &[false, true, true])?;
    /// assert!(model.probability(&[Cell::Number(2.0)])? > model.probability(&[Cell::Number(1.0)])?);
    /// # Ok::<(), lindley_learn::LearnError>(())
    /// ```
    pub fn fit_logistic(&self, table: &MixedTable, outcomes: &[bool]) -> Result<LogisticModel, LearnError> {
        sensible(self.lambda > 0.0 && self.lambda.is_finite(), "lambda", "it must be above zero")?;
        check_outcomes(table, outcomes)?;
        let design = Design::of(table);
        let rows: Vec<Vec<Entry>> = table.each_row().map(|row| design.row(row)).collect();
        let yes = outcomes.iter().filter(|outcome| **outcome).count() as f64;
        let mut weights = vec![0.0; design.width()];
        weights[0] = (yes / (outcomes.len() as f64 - yes)).ln();
        let mut loss = self.loss(&rows, outcomes, &weights);
        for _ in 0..STEPS {
            let (step, promised) = self.step(&rows, outcomes, &weights)?;
            if promised <= STILL * outcomes.len() as f64 {
                return Ok(LogisticModel { design, weights });
            }
            // Halved until the loss falls: far from the optimum a full step may overshoot.
            let moved = |length: f64| -> Vec<f64> {
                weights.iter().zip(&step).map(|(weight, step)| weight + length * step).collect()
            };
            let lengths = std::iter::successors(Some(1.0), |length| Some(length / 2.0)).take(30);
            let tried = lengths.map(moved).map(|weights| (self.loss(&rows, outcomes, &weights), weights));
            let Some((reached, better)) = tried.into_iter().find(|(reached, _)| *reached < loss) else {
                return Ok(LogisticModel { design, weights });
            };
            (loss, weights) = (reached, better);
        }
        Err(LearnError::Diverged)
    }

    /// The logarithmic loss plus what the coefficients cost.
    fn loss(self, rows: &[Vec<Entry>], outcomes: &[bool], weights: &[f64]) -> f64 {
        let of_row = |(row, outcome): (&Vec<Entry>, &bool)| {
            let odds = if *outcome { -dot(row, weights) } else { dot(row, weights) };
            odds.max(0.0) + (-odds.abs()).exp().ln_1p()
        };
        let square: f64 = weights[1..].iter().map(|weight| weight * weight).sum();
        rows.iter().zip(outcomes).map(of_row).sum::<f64>() + self.lambda / 2.0 * square
    }

    /// A Newton step and by how much it promises to lower the loss, doubled.
    fn step(
        self,
        rows: &[Vec<Entry>],
        outcomes: &[bool],
        weights: &[f64],
    ) -> Result<(Vec<f64>, f64), LearnError> {
        let width = weights.len();
        let mut curves = vec![vec![0.0; width]; width];
        let mut slopes: Vec<f64> = weights.iter().map(|weight| -self.lambda * weight).collect();
        slopes[0] = 0.0;
        for (row, outcome) in rows.iter().zip(outcomes) {
            let probability = logistic(dot(row, weights));
            let error = f64::from(u8::from(*outcome)) - probability;
            let curve = (probability * (1.0 - probability)).max(1e-12);
            for (place, value) in row {
                slopes[*place] += error * value;
                let line = &mut curves[*place];
                for (other, by) in row {
                    line[*other] += curve * value * by;
                }
            }
        }
        curves.iter_mut().enumerate().skip(1).for_each(|(place, line)| line[place] += self.lambda);
        let step = solve_positive(&curves, &slopes).ok_or(LearnError::Diverged)?;
        let promised = step.iter().zip(&slopes).map(|(step, slope)| step * slope).sum();
        Ok((step, promised))
    }
}

impl Classifier for Logistic {
    fn fit_outcomes(&self, table: &MixedTable, outcomes: &[bool]) -> Result<Box<dyn Scorer>, LearnError> {
        Ok(Box::new(self.fit_logistic(table, outcomes)?))
    }
}

/// What logistic regression has learnt.
#[derive(Clone, Debug, PartialEq)]
pub struct LogisticModel {
    design: Design,
    weights: Vec<f64>,
}

impl LogisticModel {
    /// The probability of one row. Refused if it does not fit the columns; a label that learning has not seen is missing.
    ///
    /// ```
    /// # use lindley_learn::{Cell, Kind, Logistic, MixedTable};
    /// let rows = [[Cell::Label("north")], [Cell::Label("east")]];
    /// let table = MixedTable::learning(&[("district", Kind::Label)], rows)?;
    /// let model = Logistic { lambda: 1.0 }.fit_logistic(&table, &[false, true])?;
    /// assert!((model.probability(&[Cell::Missing])? - 0.5).abs() < 1e-9);
    /// # Ok::<(), lindley_learn::LearnError>(())
    /// ```
    pub fn probability(&self, cells: &[Cell<'_>]) -> Result<f64, LearnError> {
        Ok(logistic(self.score_row(cells)?.0))
    }
}

impl Scorer for LogisticModel {
    fn scores(&self, table: &MixedTable) -> Result<Vec<f64>, LearnError> {
        self.design.layout.same_as(table.layout())?;
        Ok(table.each_row().map(|row| dot(&self.design.row(row), &self.weights)).collect())
    }

    fn score_row(&self, cells: &[Cell<'_>]) -> Result<(f64, usize), LearnError> {
        let (values, unseen) = self.design.layout.encoded(cells)?;
        Ok((dot(&self.design.row(&values), &self.weights), unseen))
    }
}

fn dot(row: &[Entry], weights: &[f64]) -> f64 {
    row.iter().map(|(place, value)| value * weights[*place]).sum()
}
