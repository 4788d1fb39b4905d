//! Ordinary least squares, with how sure each coefficient is.

use lindley_stats::StudentT;

use crate::regressor::check_training;
use crate::triangular::PivotedQr;
use crate::{Features, LearnError, LinearModel, Model, Regressor};

/// Ordinary least squares with an intercept. No settings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LeastSquares;

/// A coefficient and how sure it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Coefficient {
    /// The column, or "(intercept)".
    pub name: String,
    /// The estimate, in target units per unit of the column.
    pub estimate: f64,
    /// Its standard error.
    pub standard_error: f64,
    /// Estimate over standard error.
    pub t: f64,
    /// Two-tailed p value under rows - columns - 1 degrees of freedom.
    pub p: f64,
}

/// Least squares with the usual table.
#[derive(Clone, Debug, PartialEq)]
pub struct LeastSquaresFit {
    /// What predicts.
    pub model: LinearModel,
    /// The intercept and then each column.
    pub table: Vec<Coefficient>,
    /// The residual standard deviation, divisor rows - columns - 1, in the unit of the target.
    pub residual_sd: f64,
}

impl LeastSquares {
    /// Fits `target ~ 1 + columns` and tests each coefficient against zero.
    ///
    /// By Householder QR with column pivoting on columns of norm one; standard errors from `s^2 (X^T X)^-1`. Needs at least
    /// two rows more than columns. Refused too if a column is constant or follows from the others: it is named.
    /// Source: G. H. Golub and C. F. Van Loan, "Matrix Computations", 4th ed. (2013), sections 5.3 and 5.4.2.
    ///
    /// ```
    /// # use lindley_learn::{Features, LeastSquares};
    /// let hours = Features::from_rows(&["hours"], [[1.0], [2.0], [3.0], [4.0]])?;
    /// let fit = LeastSquares.fit_with_table(&hours, &[3.1, 4.9, 7.1, 8.9])?;
    /// assert!((fit.model.coefficients[0] - 1.96).abs() < 1e-12);
    /// assert!(fit.table[1].name == "hours" && fit.table[1].p < 0.01);
    /// # Ok::<(), lindley_learn::LearnError>(())
    /// ```
    pub fn fit_with_table(&self, features: &Features, target: &[f64]) -> Result<LeastSquaresFit, LearnError> {
        let width = features.columns() + 1;
        check_training(features, target, width + 1)?;
        let mut columns = vec![vec![1.0; features.rows()]];
        columns.extend((0..features.columns()).map(|column| features.column(column).collect::<Vec<f64>>()));
        let name_of = |place: usize| place.checked_sub(1).map(|column| features.names()[column].clone());
        let mut norms = Vec::new();
        for (place, column) in columns.iter_mut().enumerate() {
            let norm = column.iter().map(|value| value * value).sum::<f64>().sqrt();
            if norm <= 0.0 {
                return Err(LearnError::Collinear { column: name_of(place).unwrap_or_default() });
            }
            for value in column.iter_mut() {
                *value /= norm;
            }
            norms.push(norm);
        }
        let qr = PivotedQr::new(columns, target.to_vec());
        if let Some(place) = qr.first_dependent() {
            // The intercept is never to blame: where it comes last, the column before it is constant.
            let blamed =
                qr.order[place..].iter().chain(qr.order[..place].iter().rev()).find(|place| **place > 0);
            let column = blamed.copied().and_then(name_of).unwrap_or_default();
            return Err(LearnError::Collinear { column });
        }
        let mut solution = vec![0.0; width];
        for (place, value) in qr.order.iter().zip(qr.back_substituted(&qr.rotated)) {
            solution[*place] = value / norms[*place];
        }
        let model = LinearModel {
            names: features.names().to_vec(),
            intercept: solution[0],
            coefficients: solution[1..].to_vec(),
        };
        let residual_sd = residual_sd(&model, features, target);
        let errors = standard_errors(&qr, &norms, residual_sd);
        let student = StudentT::new((features.rows() - width) as f64)?;
        let row = |(place, (estimate, standard_error)): (usize, (f64, f64))| {
            let t = if standard_error > 0.0 { estimate / standard_error } else { f64::INFINITY };
            let name = name_of(place).unwrap_or_else(|| "(intercept)".to_owned());
            Coefficient { name, estimate, standard_error, t, p: student.two_tailed(t) }
        };
        let table = solution.into_iter().zip(errors).enumerate().map(row).collect();
        Ok(LeastSquaresFit { model, table, residual_sd })
    }
}

impl Regressor for LeastSquares {
    fn fit(&self, features: &Features, target: &[f64]) -> Result<Box<dyn Model>, LearnError> {
        Ok(Box::new(self.fit_with_table(features, target)?.model))
    }
}

fn residual_sd(model: &LinearModel, features: &Features, target: &[f64]) -> f64 {
    let predicted = model.predict_checked(features);
    let squares: f64 = predicted.iter().zip(target).map(|(found, wanted)| (wanted - found).powi(2)).sum();
    (squares / (features.rows() - features.columns() - 1) as f64).sqrt()
}

/// `s sqrt(diag((X^T X)^-1))`: the norms of the rows of `R^-1`.
fn standard_errors(qr: &PivotedQr, norms: &[f64], residual_sd: f64) -> Vec<f64> {
    let width = norms.len();
    let mut squares = vec![0.0; width];
    for unit in 0..width {
        let right: Vec<f64> = (0..width).map(|place| if place == unit { 1.0 } else { 0.0 }).collect();
        for (square, value) in squares.iter_mut().zip(qr.back_substituted(&right)) {
            *square += value * value;
        }
    }
    let mut errors = vec![0.0; width];
    for (place, square) in qr.order.iter().zip(squares) {
        errors[*place] = residual_sd * square.sqrt() / norms[*place];
    }
    errors
}
