//! Regression by support vectors: errors inside a tube cost nothing, those outside cost what they stick out.

mod kernel;
mod rows;
mod solver;

use crate::learn_error::sensible;
use crate::regressor::check_training;
use crate::{Features, LearnError, Model, Regressor};

pub use kernel::Kernel;
use rows::KernelRows;
use solver::Problem;

/// Support vector regression with an insensitive tube, solved exactly: pairs of multipliers by sequential minimal
/// optimisation until the largest violation of the optimality conditions is below `tolerance`.
///
/// Columns are taken as they are, as the usual libraries do: scale them before. The answer has no chance in it; it does not
/// depend on the order of the rows but for rounding and the tolerance.
///
/// Sources: A. J. Smola and B. Schölkopf, "A tutorial on support vector regression", Statistics and Computing 14 (2004),
/// equation 10; R.-E. Fan, P.-H. Chen and C.-J. Lin, "Working set selection using second order information for training
/// support vector machines", JMLR 6 (2005), algorithm 2.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SupportVectorRegression {
    /// How alike two rows are.
    pub kernel: Kernel,
    /// What a unit of error outside the tube costs, above 0.
    pub cost: f64,
    /// Half the width of the tube, in the unit of the target; zero or more.
    pub tube: f64,
    /// Which violation ends the search, in the unit of the target; above 0.
    pub tolerance: f64,
    /// Most steps; the search ends with an error after so many.
    pub most_steps: usize,
}

impl SupportVectorRegression {
    /// Cost 1, a tube of 0.1 on both sides, tolerance 0.001, ten million steps.
    ///
    /// ```
    /// # use lindley_learn::{Kernel, SupportVectorRegression};
    /// assert_eq!(SupportVectorRegression::new(Kernel::Linear).cost, 1.0);
    /// ```
    pub fn new(kernel: Kernel) -> Self {
        Self { kernel, cost: 1.0, tube: 0.1, tolerance: 0.001, most_steps: 10_000_000 }
    }

    /// Learns the support vectors. Needs two rows. Refused if the steps do not suffice.
    ///
    /// ```
    /// # use lindley_learn::{Features, Kernel, Model, SupportVectorRegression};
    /// let hours = Features::from_rows(&["hours"], (0..20).map(|hour| [f64::from(hour) / 10.0]))?;
    /// let target: Vec<f64> = hours.column(0).map(|hour| 3.0 * hour + 1.0).collect();
    /// let method = SupportVectorRegression { cost: 100.0, ..SupportVectorRegression::new(Kernel::Linear) };
    /// let model = method.fit_vectors(&hours, &target)?;
    /// // The flattest line within the tube: it leaves it at neither end.
    /// assert!(model.predict(&hours)?.iter().zip(&target).all(|(found, wanted)| (found - wanted).abs() < 0.11));
    /// # Ok::<(), lindley_learn::LearnError>(())
    /// ```
    pub fn fit_vectors(&self, features: &Features, target: &[f64]) -> Result<SupportVectors, LearnError> {
        self.check()?;
        check_training(features, target, 2)?;
        let problem = Problem { target, cost: self.cost, tube: self.tube, tolerance: self.tolerance };
        let solved = problem.solve(KernelRows::new(self.kernel, features), self.most_steps)?;
        let held = |place: &usize| solved.multipliers[*place].abs() > 0.0;
        let places: Vec<usize> = (0..target.len()).filter(held).collect();
        Ok(SupportVectors {
            names: features.names().to_vec(),
            kernel: self.kernel,
            vectors: places.iter().map(|place| features.row(*place).to_vec()).collect(),
            multipliers: places.iter().map(|place| solved.multipliers[*place]).collect(),
            intercept: solved.intercept,
        })
    }

    fn check(&self) -> Result<(), LearnError> {
        self.kernel.check()?;
        sensible(self.cost > 0.0 && self.cost.is_finite(), "the cost of errors", "it must be above 0")?;
        sensible(self.tube >= 0.0 && self.tube.is_finite(), "the tube", "it must be zero or more")?;
        let tolerance = self.tolerance > 0.0 && self.tolerance.is_finite();
        sensible(tolerance, "the tolerance", "it must be above 0")?;
        sensible(self.most_steps > 0, "the number of steps", "it must be at least 1")
    }
}

impl Regressor for SupportVectorRegression {
    fn fit(&self, features: &Features, target: &[f64]) -> Result<Box<dyn Model>, LearnError> {
        Ok(Box::new(self.fit_vectors(features, target)?))
    }
}

/// A function that is a sum over the rows that matter.
#[derive(Clone, Debug, PartialEq)]
pub struct SupportVectors {
    names: Vec<String>,
    kernel: Kernel,
    vectors: Vec<Vec<f64>>,
    multipliers: Vec<f64>,
    intercept: f64,
}

impl SupportVectors {
    /// How many rows of the training part the function is made of: those on the edge of the tube or outside it.
    ///
    /// ```
    /// # use lindley_learn::{Features, Kernel, SupportVectorRegression};
    /// let hours = Features::from_rows(&["hours"], [[0.0], [1.0], [2.0]])?;
    /// let method = SupportVectorRegression { cost: 10.0, ..SupportVectorRegression::new(Kernel::Linear) };
    /// // The middle row lies within the tube around the line through the others.
    /// assert_eq!(method.fit_vectors(&hours, &[0.0, 1.0, 2.0])?.support(), 2);
    /// # Ok::<(), lindley_learn::LearnError>(())
    /// ```
    pub fn support(&self) -> usize {
        self.vectors.len()
    }
}

impl Model for SupportVectors {
    fn names(&self) -> &[String] {
        &self.names
    }

    fn predict_checked(&self, features: &Features) -> Vec<f64> {
        let one = |row: &[f64]| {
            let pairs = self.vectors.iter().zip(&self.multipliers);
            self.intercept + pairs.map(|(vector, weight)| weight * self.kernel.of(vector, row)).sum::<f64>()
        };
        features.each_row().map(one).collect()
    }
}
