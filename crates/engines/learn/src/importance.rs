//! Which columns a model leans on.

use lindley_seed::Seed;

use crate::learn_error::sensible;
use crate::{Features, LearnError, Model, Scores};

/// How much worse a model predicts when the values of one column are shuffled.
#[derive(Clone, Debug, PartialEq)]
pub struct Importance {
    /// The column.
    pub name: String,
    /// Mean increase of the root mean squared error, in the unit of the target; about zero or below for a column
    /// that the model does not need.
    pub mean_increase: f64,
    /// Standard deviation of the increase over the repeats, divisor repeats.
    pub sd: f64,
}

/// The importance of every column, in the order of the columns.
///
/// Source: L. Breiman, "Random forests", Machine Learning 45 (2001), section 10; A. Fisher, C. Rudin and F. Dominici,
/// "All models are wrong, but many are useful", JMLR 20 (2019), section 3. Columns that say the same thing share it.
/// Refused for no repeats, other columns than those of learning, or a target that cannot be scored.
///
/// ```
/// # use lindley_learn::{Features, LeastSquares, Regressor, permutation_importance};
/// # use lindley_seed::Seed;
/// let rows = (0_u32..30).map(|row| [f64::from(row), f64::from(row * row % 7)]);
/// let features = Features::from_rows(&["hours", "noise"], rows)?;
/// let target: Vec<f64> = features.column(0).map(|hours| 2.0 * hours).collect();
/// let model = LeastSquares.fit(&features, &target)?;
/// let found = permutation_importance(model.as_ref(), &features, &target, 5, Seed::from_u64(1))?;
/// assert!(found[0].mean_increase > 5.0 && found[1].mean_increase.abs() < 1e-6);
/// # Ok::<(), lindley_learn::LearnError>(())
/// ```
pub fn permutation_importance(
    model: &dyn Model,
    features: &Features,
    target: &[f64],
    repeats: usize,
    seed: Seed,
) -> Result<Vec<Importance>, LearnError> {
    sensible(repeats > 0, "the number of repeats", "it must be at least 1")?;
    let before = Scores::of(target, &model.predict(features)?)?.rmse;
    let mut found = Vec::new();
    for (column, name) in features.names().iter().enumerate() {
        let mut increases = Vec::new();
        for repeat in 0..repeats {
            let mut order: Vec<usize> = (0..features.rows()).collect();
            seed.child(name).child_at("repeat", repeat as u64).stream().shuffle(&mut order);
            let predicted = model.predict(&features.reordered(column, &order))?;
            increases.push(Scores::of(target, &predicted)?.rmse - before);
        }
        let mean_increase = lindley_stats::mean(&increases)?;
        let sd = lindley_stats::standard_deviation(&increases, 0)?;
        found.push(Importance { name: name.clone(), mean_increase, sd });
    }
    Ok(found)
}
