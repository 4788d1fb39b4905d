//! Least squares that shrinks its coefficients.

use lindley_seed::Seed;

use crate::learn_error::sensible;
use crate::regressor::check_training;
use crate::standardised::{Standardised, mean_and_scale};
use crate::triangular::solve_positive;
use crate::{Features, LearnError, LinearModel, Model, Regressor, cross_validate, k_folds};

/// Ridge regression: minimises `|y - a - X b|^2 + lambda |b|^2` over columns scaled to standard deviation one, so that
/// the unit of a column does not matter. The intercept is not shrunk.
///
/// Source: A. E. Hoerl and R. W. Kennard, "Ridge regression", Technometrics 12 (1970), equation 2.1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ridge {
    /// How much to shrink; zero or more. Zero is least squares, and then a column may not follow from others.
    pub lambda: f64,
}

impl Ridge {
    /// Fits and answers the model in the units of the columns as given. Needs two rows.
    ///
    /// ```
    /// # use lindley_learn::{Features, Ridge};
    /// let hours = Features::from_rows(&["hours"], [[1.0], [2.0], [3.0]])?;
    /// let free = Ridge { lambda: 0.0 }.fit_linear(&hours, &[2.0, 4.0, 6.0])?;
    /// let shrunk = Ridge { lambda: 3.0 }.fit_linear(&hours, &[2.0, 4.0, 6.0])?;
    /// assert!((free.coefficients[0] - 2.0).abs() < 1e-12);
    /// assert!((shrunk.coefficients[0] - 1.0).abs() < 1e-12);
    /// # Ok::<(), lindley_learn::LearnError>(())
    /// ```
    pub fn fit_linear(&self, features: &Features, target: &[f64]) -> Result<LinearModel, LearnError> {
        let sane = self.lambda >= 0.0 && self.lambda.is_finite();
        sensible(sane, "lambda", "it must be zero or more")?;
        check_training(features, target, 2)?;
        let scaling = Standardised::of(features);
        let (target_mean, _) = mean_and_scale(target.iter().copied());
        let width = features.columns();
        let mut gram = vec![vec![0.0; width]; width];
        let mut right = vec![0.0; width];
        for (row, wanted) in features.each_row().zip(target) {
            let row = scaling.row(row);
            for (i, value) in row.iter().enumerate() {
                right[i] += value * (wanted - target_mean);
                gram[i].iter_mut().zip(&row).for_each(|(sum, other)| *sum += value * other);
            }
        }
        gram.iter_mut().enumerate().for_each(|(i, row)| row[i] += self.lambda);
        let Some(solution) = solve_positive(&gram, &right) else {
            return Err(LearnError::SenselessSetting {
                setting: "lambda",
                advice: "it must be above zero where a column is constant or follows from others",
            });
        };
        let coefficients: Vec<f64> =
            solution.iter().zip(&scaling.scales).map(|(value, scale)| value / scale).collect();
        let at_means: f64 = coefficients.iter().zip(&scaling.means).map(|(value, mean)| value * mean).sum();
        Ok(LinearModel { names: features.names().to_vec(), intercept: target_mean - at_means, coefficients })
    }
}

impl Regressor for Ridge {
    fn fit(&self, features: &Features, target: &[f64]) -> Result<Box<dyn Model>, LearnError> {
        Ok(Box::new(self.fit_linear(features, target)?))
    }
}

/// Ridge regression whose lambda has the least cross-validated squared error.
#[derive(Clone, Debug, PartialEq)]
pub struct RidgeByCrossValidation {
    /// The values to try.
    pub lambdas: Vec<f64>,
    /// How many folds; at least two.
    pub folds: usize,
    /// Where the folds come from.
    pub seed: Seed,
}

impl RidgeByCrossValidation {
    /// The best of the lambdas; of equally good ones the largest, because it is the simpler model.
    ///
    /// ```
    /// # use lindley_learn::{Features, RidgeByCrossValidation};
    /// # use lindley_seed::Seed;
    /// let hours = Features::from_rows(&["hours"], (0..20).map(|hour| [f64::from(hour)]))?;
    /// let target: Vec<f64> = (0..20).map(|hour| 3.0 * f64::from(hour)).collect();
    /// let method = RidgeByCrossValidation { lambdas: vec![0.1, 100.0], folds: 5, seed: Seed::from_u64(1) };
    /// assert_eq!(method.best_lambda(&hours, &target)?, 0.1);
    /// # Ok::<(), lindley_learn::LearnError>(())
    /// ```
    pub fn best_lambda(&self, features: &Features, target: &[f64]) -> Result<f64, LearnError> {
        let folds = k_folds(features.rows(), self.folds, self.seed)?;
        let mut lambdas = self.lambdas.clone();
        lambdas.sort_by(|left, right| right.total_cmp(left));
        let mut best = None;
        for lambda in lambdas {
            let error = cross_validate(&Ridge { lambda }, features, target, &folds)?.mean_squared_error();
            if best.is_none_or(|(least, _)| error < least) {
                best = Some((error, lambda));
            }
        }
        let (_, lambda) =
            best.ok_or(LearnError::SenselessSetting { setting: "lambdas", advice: "give at least one" })?;
        Ok(lambda)
    }
}

impl Regressor for RidgeByCrossValidation {
    fn fit(&self, features: &Features, target: &[f64]) -> Result<Box<dyn Model>, LearnError> {
        Ridge { lambda: self.best_lambda(features, target)? }.fit(features, target)
    }
}
