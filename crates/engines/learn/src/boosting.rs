//! Gradient boosting of small trees, by the library forust-ml behind our own trait.

use forust_ml::errors::ForustError;
use forust_ml::objective::ObjectiveType;
use forust_ml::sampler::SampleMethod;
use forust_ml::{GradientBooster, Matrix};
use lindley_seed::Seed;

use crate::learn_error::sensible;
use crate::regressor::check_training;
use crate::{Features, LearnError, Model, Regressor};

/// Under which name a kept model has its columns.
const COLUMNS: &str = "columns";
/// Between two of them: ASCII's unit separator, which no name needs.
const SEPARATOR: &str = "\u{1f}";

/// Gradient boosting for the squared error, grown level by level on binned columns.
///
/// Sources: J. H. Friedman, "Greedy function approximation: a gradient boosting machine", Annals of Statistics 29
/// (2001), algorithm 2; T. Chen and C. Guestrin, "XGBoost", KDD (2016), equations 6 and 7 (leaf weights, gain).
#[derive(Clone, Debug, PartialEq)]
pub struct GradientBoosting {
    /// Number of trees.
    pub trees: usize,
    /// What share of each tree's answer is taken, above 0.
    pub learning_rate: f64,
    /// Depth of a tree, at least 1.
    pub depth: usize,
    /// Absolute shrinkage of leaf weights, zero or more.
    pub l1: f64,
    /// Squared shrinkage of leaf weights, zero or more.
    pub l2: f64,
    /// What a split must gain, in squared units of the target; zero or more.
    pub gamma: f64,
    /// How many rows a leaf must have at least.
    pub leaf_rows: f64,
    /// What share of the rows each tree sees, above 0, at most 1.
    pub row_share: f64,
    /// What share of the columns each tree sees, above 0, at most 1; rounded down to whole columns, of which one must be
    /// left. With two columns any share below 1 leaves one, and then no tree can see how they act together.
    pub column_share: f64,
    /// Into how many bins a column is cut, 2 to 65,535.
    pub bins: u16,
    /// How many threads; the model is the same for any number.
    pub threads: usize,
    /// Where the shares of rows and columns come from.
    pub seed: Seed,
}

impl GradientBoosting {
    /// Settings that are seldom far off: 100 trees of depth 3, learning rate 0.1, all rows and columns, one thread.
    ///
    /// ```
    /// # use lindley_learn::GradientBoosting;
    /// # use lindley_seed::Seed;
    /// assert_eq!(GradientBoosting::new(Seed::from_u64(1)).trees, 100);
    /// ```
    pub fn new(seed: Seed) -> Self {
        Self {
            trees: 100,
            learning_rate: 0.1,
            depth: 3,
            l1: 0.0,
            l2: 1.0,
            gamma: 0.0,
            leaf_rows: 1.0,
            row_share: 1.0,
            column_share: 1.0,
            bins: 256,
            threads: 1,
            seed,
        }
    }

    /// Learns trees. Needs two rows. A column that is constant is never split on.
    ///
    /// ```
    /// # use lindley_learn::{Features, GradientBoosting, Model};
    /// # use lindley_seed::Seed;
    /// let hours = Features::from_rows(&["hours"], (0..40).map(|hour| [f64::from(hour)]))?;
    /// let target: Vec<f64> = (0..40).map(|hour| if hour < 20 { 5.0 } else { 9.0 }).collect();
    /// let model = GradientBoosting::new(Seed::from_u64(1)).fit_trees(&hours, &target)?;
    /// assert!((model.predict(&hours)?[0] - 5.0).abs() < 0.2);
    /// # Ok::<(), lindley_learn::LearnError>(())
    /// ```
    pub fn fit_trees(&self, features: &Features, target: &[f64]) -> Result<BoostedTrees, LearnError> {
        self.check()?;
        let left = features.columns() as f64 * self.column_share >= 1.0;
        sensible(left, "the share of columns", "it must leave each tree at least one column")?;
        check_training(features, target, 2)?;
        let values = features.column_major();
        let table = Matrix::new(&values, features.rows(), features.columns());
        let mut booster = GradientBooster::default()
            .set_objective_type(ObjectiveType::SquaredLoss)
            .set_initialize_base_score(true)
            .set_iterations(self.trees)
            .set_learning_rate(narrowed(self.learning_rate))
            .set_max_depth(self.depth)
            .set_l1(narrowed(self.l1))
            .set_l2(narrowed(self.l2))
            .set_gamma(narrowed(self.gamma))
            .set_min_leaf_weight(narrowed(self.leaf_rows))
            .set_subsample(narrowed(self.row_share))
            .set_colsample_bytree(self.column_share)
            .set_nbins(self.bins)
            .set_seed(self.seed.stream().next_u64())
            .set_parallel(self.threads > 1)
            .set_num_threads(Some(self.threads));
        if self.row_share < 1.0 {
            booster = booster.set_sample_method(SampleMethod::Random);
        }
        booster.fit_unweighted(&table, target, None).map_err(|error| refused(&error))?;
        // The only entry: the library keeps them in a table whose order changes from run to run.
        booster.insert_metadata(COLUMNS.to_owned(), features.names().join(SEPARATOR));
        Ok(BoostedTrees { names: features.names().to_vec(), booster })
    }

    fn check(&self) -> Result<(), LearnError> {
        let share = |value: f64| value > 0.0 && value <= 1.0;
        let not_negative = |value: f64| value >= 0.0 && value.is_finite();
        sensible(self.trees > 0, "the number of trees", "it must be at least 1")?;
        let rate = self.learning_rate > 0.0 && self.learning_rate.is_finite();
        sensible(rate, "the learning rate", "it must be above 0")?;
        sensible(self.depth > 0, "the depth", "it must be at least 1")?;
        sensible(not_negative(self.l1), "l1", "it must be zero or more")?;
        sensible(not_negative(self.l2), "l2", "it must be zero or more")?;
        sensible(not_negative(self.gamma), "gamma", "it must be zero or more")?;
        sensible(not_negative(self.leaf_rows), "the rows of a leaf", "they must be zero or more")?;
        sensible(share(self.row_share), "the share of rows", "it must be above 0 and at most 1")?;
        sensible(share(self.column_share), "the share of columns", "it must be above 0 and at most 1")?;
        sensible(self.bins >= 2, "the number of bins", "it must be at least 2")?;
        sensible(self.threads > 0, "the number of threads", "it must be at least 1")
    }
}

impl Regressor for GradientBoosting {
    fn fit(&self, features: &Features, target: &[f64]) -> Result<Box<dyn Model>, LearnError> {
        Ok(Box::new(self.fit_trees(features, target)?))
    }
}

/// Trees that add up to a prediction.
pub struct BoostedTrees {
    names: Vec<String>,
    booster: GradientBooster,
}

impl BoostedTrees {
    /// How many trees there are.
    ///
    /// ```
    /// # use lindley_learn::{Features, GradientBoosting};
    /// # use lindley_seed::Seed;
    /// let hours = Features::from_rows(&["hours"], [[1.0], [2.0]])?;
    /// let method = GradientBoosting { trees: 7, ..GradientBoosting::new(Seed::from_u64(1)) };
    /// assert_eq!(method.fit_trees(&hours, &[1.0, 2.0])?.trees(), 7);
    /// # Ok::<(), lindley_learn::LearnError>(())
    /// ```
    pub fn trees(&self) -> usize {
        self.booster.trees.len()
    }

    /// The model as JSON, to be kept and given to [`from_json`](Self::from_json) later. The same model gives the same text.
    ///
    /// ```
    /// # use lindley_learn::{BoostedTrees, Features, GradientBoosting, Model};
    /// # use lindley_seed::Seed;
    /// let hours = Features::from_rows(&["hours"], (0..40).map(|hour| [f64::from(hour)]))?;
    /// let target: Vec<f64> = hours.column(0).map(|hour| hour * hour).collect();
    /// let model = GradientBoosting::new(Seed::from_u64(1)).fit_trees(&hours, &target)?;
    /// let again = BoostedTrees::from_json(&model.to_json()?)?;
    /// assert_eq!(again.predict(&hours)?, model.predict(&hours)?);
    /// # Ok::<(), lindley_learn::LearnError>(())
    /// ```
    pub fn to_json(&self) -> Result<String, LearnError> {
        self.booster.json_dump().map_err(|error| refused(&error))
    }

    /// The model that [`to_json`](Self::to_json) wrote. Refused if the text is none.
    ///
    /// ```
    /// # use lindley_learn::BoostedTrees;
    /// assert!(BoostedTrees::from_json("{}").is_err());
    /// ```
    pub fn from_json(text: &str) -> Result<Self, LearnError> {
        let booster = GradientBooster::from_json(text).map_err(|error| refused(&error))?;
        let Some(names) = booster.get_metadata(&COLUMNS.to_owned()) else {
            return Err(LearnError::Boosting { reason: "the text names no columns".to_owned() });
        };
        Ok(Self { names: names.split(SEPARATOR).map(str::to_owned).collect(), booster })
    }
}

impl Model for BoostedTrees {
    fn names(&self) -> &[String] {
        &self.names
    }

    fn predict_checked(&self, features: &Features) -> Vec<f64> {
        let values = features.column_major();
        self.booster.predict(&Matrix::new(&values, features.rows(), features.columns()), false)
    }
}

fn refused(error: &ForustError) -> LearnError {
    LearnError::Boosting { reason: error.to_string() }
}

/// The library keeps its settings in single precision.
#[expect(clippy::cast_possible_truncation, reason = "a setting needs no more than seven digits")]
fn narrowed(setting: f64) -> f32 {
    setting as f32
}
