//! Settings chosen by trying random ones.

use std::collections::BTreeMap;

use lindley_seed::{Seed, Stream};

use crate::learn_error::sensible;
use crate::{Features, Fold, LearnError, Regressor, cross_validate};

/// What one setting may be.
#[derive(Clone, Debug, PartialEq)]
pub enum Dimension {
    /// Any number from `low` to `high`, each as likely.
    Between {
        /// Least value.
        low: f64,
        /// Greatest value.
        high: f64,
    },
    /// A whole number from `low` to `high`, both included, each as likely.
    Whole {
        /// Least value.
        low: i32,
        /// Greatest value.
        high: i32,
    },
    /// One of these, each as likely.
    OneOf(Vec<f64>),
}

/// The settings to search over, by name.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Space {
    dimensions: BTreeMap<String, Dimension>,
}

impl Space {
    /// A space without dimensions.
    ///
    /// ```
    /// # use lindley_learn::Space;
    /// assert_eq!(Space::new(), Space::default());
    /// ```
    pub fn new() -> Self {
        Self::default()
    }

    /// The space with one dimension more. A name that is there already is replaced. Refused if the dimension is empty or
    /// holds a number that is not finite.
    ///
    /// ```
    /// # use lindley_learn::{Dimension, Space};
    /// let space = Space::new().with("depth", Dimension::Whole { low: 2, high: 6 })?;
    /// assert!(space.with("rate", Dimension::OneOf(vec![])).is_err());
    /// # Ok::<(), lindley_learn::LearnError>(())
    /// ```
    pub fn with(mut self, name: &str, dimension: Dimension) -> Result<Self, LearnError> {
        let sane = match &dimension {
            Dimension::Between { low, high } => low.is_finite() && high.is_finite() && low <= high,
            Dimension::Whole { low, high } => low <= high,
            Dimension::OneOf(values) => !values.is_empty() && values.iter().all(|value| value.is_finite()),
        };
        sensible(
            sane,
            "a dimension of the search",
            "give finite numbers, low before high, or at least one choice",
        )?;
        self.dimensions.insert(name.to_owned(), dimension);
        Ok(self)
    }

    /// One random point. Every dimension has a stream of its own, so that a further one leaves the others as they were.
    ///
    /// ```
    /// # use lindley_learn::{Dimension, Space};
    /// # use lindley_seed::Seed;
    /// let space = Space::new().with("depth", Dimension::Whole { low: 2, high: 6 })?;
    /// assert!((2.0..=6.0).contains(&space.draw(Seed::from_u64(1)).get("depth")?));
    /// # Ok::<(), lindley_learn::LearnError>(())
    /// ```
    pub fn draw(&self, seed: Seed) -> Point {
        let value = |(name, dimension): (&String, &Dimension)| {
            (name.clone(), drawn(dimension, &mut seed.child(name).stream()))
        };
        Point { settings: self.dimensions.iter().map(value).collect() }
    }
}

fn drawn(dimension: &Dimension, stream: &mut Stream) -> f64 {
    match dimension {
        Dimension::Between { low, high } => low + (high - low) * stream.unit_f64(),
        Dimension::Whole { low, high } => stream.between(i64::from(*low), i64::from(*high)) as f64,
        Dimension::OneOf(values) => stream.pick(values).copied().unwrap_or(0.0),
    }
}

/// One choice of settings.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Point {
    settings: BTreeMap<String, f64>,
}

impl Point {
    /// A setting by name. Refused if the space has no such dimension.
    ///
    /// ```
    /// # use lindley_learn::Point;
    /// assert!(Point::default().get("depth").is_err());
    /// ```
    pub fn get(&self, name: &str) -> Result<f64, LearnError> {
        self.settings.get(name).copied().ok_or_else(|| LearnError::NoSuchDimension { name: name.to_owned() })
    }

    /// A setting that counts something: the nearest whole number, zero at least. Refused like [`get`](Self::get).
    ///
    /// ```
    /// # use lindley_learn::{Dimension, Space};
    /// # use lindley_seed::Seed;
    /// let space = Space::new().with("depth", Dimension::OneOf(vec![4.0]))?;
    /// assert_eq!(space.draw(Seed::from_u64(1)).count("depth")?, 4);
    /// # Ok::<(), lindley_learn::LearnError>(())
    /// ```
    pub fn count(&self, name: &str) -> Result<usize, LearnError> {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a count of some thousands"
        )]
        let count = self.get(name)?.round().max(0.0) as usize;
        Ok(count)
    }

    /// All settings by name.
    ///
    /// ```
    /// assert!(lindley_learn::Point::default().settings().is_empty());
    /// ```
    pub fn settings(&self) -> &BTreeMap<String, f64> {
        &self.settings
    }
}

/// A point and how well it did.
#[derive(Clone, Debug, PartialEq)]
pub struct Trial {
    /// The settings.
    pub point: Point,
    /// Mean over the folds of the mean squared error.
    pub mean_squared_error: f64,
}

/// All trials of a search, in the order in which they were drawn, and the best.
#[derive(Clone, Debug, PartialEq)]
pub struct Search {
    /// Every trial.
    pub trials: Vec<Trial>,
    /// The trial with the least error; of equals the first.
    pub best: Trial,
}

/// Tries `draws` random points of the space by cross-validation and keeps the best.
///
/// This is random search: no model of the error surface guides it, as one does in Bayesian optimisation, whose plain stand-in
/// it is where a study used that. Source: J. Bergstra and Y. Bengio, "Random search for
/// hyper-parameter optimization", JMLR 13 (2012). Point `i` depends on the seed and `i` alone, so a longer search begins with
/// the shorter one. Refused for no draws, or when a point cannot be built or learnt.
///
/// ```
/// # use lindley_learn::{Dimension, Features, Regressor, Ridge, Space, k_folds, random_search};
/// # use lindley_seed::Seed;
/// let hours = Features::from_rows(&["hours"], (0..20).map(|hour| [f64::from(hour)]))?;
/// let target: Vec<f64> = hours.column(0).map(|hour| 2.0 * hour).collect();
/// let space = Space::new().with("lambda", Dimension::Between { low: 0.0, high: 50.0 })?;
/// let folds = k_folds(20, 4, Seed::from_u64(1))?;
/// let build = |point: &lindley_learn::Point| -> Result<Box<dyn Regressor>, lindley_learn::LearnError> {
///     Ok(Box::new(Ridge { lambda: point.get("lambda")? }))
/// };
/// let search = random_search(&space, 8, Seed::from_u64(2), build, &hours, &target, &folds)?;
/// assert!(search.trials.iter().all(|trial| trial.mean_squared_error >= search.best.mean_squared_error));
/// # Ok::<(), lindley_learn::LearnError>(())
/// ```
pub fn random_search(
    space: &Space,
    draws: usize,
    seed: Seed,
    build: impl Fn(&Point) -> Result<Box<dyn Regressor>, LearnError>,
    features: &Features,
    target: &[f64],
    folds: &[Fold],
) -> Result<Search, LearnError> {
    let mut trials: Vec<Trial> = Vec::new();
    for draw in 0..draws {
        let point = space.draw(seed.child_at("draw", draw as u64));
        let method = build(&point)?;
        let mean_squared_error =
            cross_validate(method.as_ref(), features, target, folds)?.mean_squared_error();
        trials.push(Trial { point, mean_squared_error });
    }
    let least =
        trials.iter().min_by(|left, right| left.mean_squared_error.total_cmp(&right.mean_squared_error));
    let advice = "it must be at least 1";
    let best =
        least.cloned().ok_or(LearnError::SenselessSetting { setting: "the number of draws", advice })?;
    Ok(Search { trials, best })
}
