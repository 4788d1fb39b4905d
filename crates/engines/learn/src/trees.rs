//! Gradient-boosted trees of our own: missing values, labels, quantiles, monotone columns, exact contributions.

mod binned;
mod binning;
mod bytes;
mod contributions;
mod ensemble;
mod fitting;
mod grower;
mod histogram;
pub(crate) mod logistic;
mod objective;
mod rule;
mod split;

pub use contributions::Contributions;
pub use ensemble::TreeEnsemble;
pub use objective::Objective;

use lindley_seed::Seed;

use crate::learn_error::sensible;
use crate::{Features, LearnError, MixedTable, Model, Regressor};
use lindley_crew::{Alone, Crew};

/// Which way a prediction may go when a column rises and all others stay.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Never down.
    Rising,
    /// Never up.
    Falling,
}

/// Gradient boosting of trees that grow where it helps most, on columns cut into at most 254 bins.
///
/// Missing values go to whichever side is better. Labels are cut into two sets. With [`Objective::Quantile`] every leaf is
/// the quantile of its rows. What is learnt has the same bytes for the same data and seed, with any [`Crew`] on any
/// platform with IEEE doubles, but for the logarithm of the share of ones that a logistic model starts from.
///
/// Sources: J. H. Friedman, "Greedy function approximation", Annals of Statistics 29 (2001), algorithms 1 and 2; T. Chen and
/// C. Guestrin, "XGBoost", KDD (2016), equations 5 and 7, algorithm 3; G. Ke et al., "LightGBM", NIPS (2017), histograms
/// and leaf-wise growth.
#[derive(Clone, Debug, PartialEq)]
pub struct TreeBoosting {
    /// What is made small.
    pub objective: Objective,
    /// Number of trees.
    pub trees: usize,
    /// What share of each tree's answer is taken, above 0.
    pub learning_rate: f64,
    /// Most leaves of a tree, at least 2.
    pub leaves: usize,
    /// Most cuts from a tree's root to a leaf, 1 to 64.
    pub depth: usize,
    /// The least curvature of the loss in a leaf, zero or more: rows, or for [`Objective::Logistic`] the sum of p (1 - p).
    pub leaf_weight: f64,
    /// Squared shrinkage of a leaf's step, zero or more.
    pub l2: f64,
    /// What a cut must gain, zero or more.
    pub least_gain: f64,
    /// Curvature added to each side of a cut by labels, zero or more: more makes rare labels count less.
    pub label_smoothing: f64,
    /// What share of the rows each tree sees, above 0, at most 1.
    pub row_share: f64,
    /// What share of the columns each tree sees, above 0, at most 1; at least one column.
    pub column_share: f64,
    /// Into how many bins a column of numbers is cut, 2 to 254.
    pub bins: usize,
    /// Columns of numbers in which the prediction may only rise, or only fall.
    pub monotone: Vec<(String, Direction)>,
    /// Where the shares of rows and columns come from.
    pub seed: Seed,
}

impl TreeBoosting {
    /// Settings that are seldom far off: 150 trees of 16 leaves, learning rate 0.06, all rows and columns.
    ///
    /// ```
    /// # use lindley_learn::{Objective, TreeBoosting};
    /// # use lindley_seed::Seed;
    /// assert_eq!(TreeBoosting::new(Objective::Logistic, Seed::from_u64(1)).leaves, 16);
    /// ```
    pub fn new(objective: Objective, seed: Seed) -> Self {
        Self {
            objective,
            trees: 150,
            learning_rate: 0.06,
            leaves: 16,
            depth: 8,
            leaf_weight: 1.0,
            l2: 1.0,
            least_gain: 0.0,
            label_smoothing: 10.0,
            row_share: 1.0,
            column_share: 1.0,
            bins: 254,
            monotone: Vec::new(),
            seed,
        }
    }

    /// Learns trees with one pair of hands. Refused if there are fewer than two rows, all targets are equal or one is no
    /// finite number, targets of [`Objective::Logistic`] are not 0 or 1, or a setting makes no sense.
    ///
    /// ```
    /// # use lindley_learn::{Cell, Kind, MixedTable, Objective, TreeBoosting};
    /// # use lindley_seed::Seed;
    /// let rows = (0..40).map(|age| [Cell::Number(f64::from(age))]);
    /// let table = MixedTable::learning(&[("age", Kind::Number)], rows)?;
    /// let missed: Vec<f64> = (0..40).map(|age| f64::from(u8::from(age < 20))).collect();
    /// let model = TreeBoosting::new(Objective::Logistic, Seed::from_u64(1)).fit_trees(&table, &missed)?;
    /// assert!(model.meaning(model.raw(&table)?[0]) > 0.9);
    /// # Ok::<(), lindley_learn::LearnError>(())
    /// ```
    pub fn fit_trees(&self, table: &MixedTable, target: &[f64]) -> Result<TreeEnsemble, LearnError> {
        self.fit_trees_with(table, target, &Alone)
    }

    /// Learns the same trees with a crew. Refused as [`fit_trees`](Self::fit_trees) refuses.
    ///
    /// ```
    /// # use lindley_learn::{Alone, Features, Objective, TreeBoosting};
    /// # use lindley_seed::Seed;
    /// let hours = Features::from_rows(&["hours"], [[1.0], [2.0]])?;
    /// let method = TreeBoosting::new(Objective::Quantile(0.9), Seed::from_u64(1));
    /// let model = method.fit_trees_with(&(&hours).into(), &[1.0, 2.0], &Alone)?;
    /// assert_eq!(model, method.fit_trees(&(&hours).into(), &[1.0, 2.0])?);
    /// # Ok::<(), lindley_learn::LearnError>(())
    /// ```
    pub fn fit_trees_with(
        &self,
        table: &MixedTable,
        target: &[f64],
        crew: &dyn Crew,
    ) -> Result<TreeEnsemble, LearnError> {
        self.check()?;
        fitting::fit(self, table, target, crew)
    }

    fn check(&self) -> Result<(), LearnError> {
        let share = |value: f64| value > 0.0 && value <= 1.0;
        let not_negative = |value: f64| value >= 0.0 && value.is_finite();
        sensible(self.trees > 0, "the number of trees", "it must be at least 1")?;
        let rate = self.learning_rate > 0.0 && self.learning_rate.is_finite();
        sensible(rate, "the learning rate", "it must be above 0")?;
        sensible(self.leaves >= 2, "the number of leaves", "it must be at least 2")?;
        sensible((1..=64).contains(&self.depth), "the depth", "it must be 1 to 64")?;
        sensible(not_negative(self.leaf_weight), "the weight of a leaf", "it must be zero or more")?;
        sensible(not_negative(self.l2), "l2", "it must be zero or more")?;
        sensible(not_negative(self.least_gain), "the least gain", "it must be zero or more")?;
        sensible(not_negative(self.label_smoothing), "the smoothing of labels", "it must be zero or more")?;
        sensible(share(self.row_share), "the share of rows", "it must be above 0 and at most 1")?;
        sensible(share(self.column_share), "the share of columns", "it must be above 0 and at most 1")?;
        sensible((2..=254).contains(&self.bins), "the number of bins", "it must be 2 to 254")
    }
}

impl Regressor for TreeBoosting {
    fn fit(&self, features: &Features, target: &[f64]) -> Result<Box<dyn Model>, LearnError> {
        Ok(Box::new(self.fit_trees(&features.into(), target)?))
    }
}
