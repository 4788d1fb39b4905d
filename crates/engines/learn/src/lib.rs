//! Small, deterministic learning for visit lengths and no-shows: from a table to a number or a probability per row, with
//! honest scores.
//!
//! * [`Features`] is the table: named columns, finite numbers, row by row.
//! * A [`Regressor`] learns a [`Model`]: [`LeastSquares`], [`Ridge`], [`RidgeByCrossValidation`], [`GradientBoosting`],
//!   [`SupportVectorRegression`], [`FeedForward`].
//! * A [`MixedTable`] has gaps and labels too. From it a [`Classifier`] learns a [`Scorer`] of probabilities: [`Logistic`],
//!   [`TreeBoosting`]. The latter's [`TreeEnsemble`] also learns quantiles and says how much each column adds
//!   ([`Contributions`]).
//! * [`k_folds`], [`cross_validate`] and [`random_search`] choose settings; [`Scores`] and [`ScoreIntervals`] judge;
//!   [`permutation_importance`] says which columns matter.
//!
//! Nothing here reads files or the clock. Chance comes from a [`Seed`](lindley_seed::Seed); the same data, settings and seed
//! give the same model at any number of threads.

#![cfg_attr(test, allow(clippy::unwrap_used))]

mod boosting;
mod classifier;
mod cross_validation;
mod features;
mod folds;
mod importance;
mod layout;
mod learn_error;
mod least_squares;
mod linear_model;
mod logistic_regression;
mod mixed_table;
mod network;
mod regressor;
mod ridge;
mod scores;
mod search;
mod standardised;
mod support_vectors;
mod trees;
mod triangular;

pub use boosting::{BoostedTrees, GradientBoosting};
pub use classifier::{Classifier, Scorer};
pub use cross_validation::{CrossValidation, cross_validate};
pub use features::Features;
pub use folds::{Fold, k_folds};
pub use importance::{Importance, permutation_importance};
pub use layout::{Cell, Kind, Layout, MOST_LABELS};
pub use learn_error::LearnError;
pub use least_squares::{Coefficient, LeastSquares, LeastSquaresFit};
pub use lindley_crew::{Alone, Crew};
pub use linear_model::LinearModel;
pub use logistic_regression::{Logistic, LogisticModel};
pub use mixed_table::MixedTable;
pub use network::{FeedForward, HiddenLayer, Network};
pub use regressor::{Model, Regressor};
pub use ridge::{Ridge, RidgeByCrossValidation};
pub use scores::{ScoreIntervals, Scores};
pub use search::{Dimension, Point, Search, Space, Trial, random_search};
pub use support_vectors::{Kernel, SupportVectorRegression, SupportVectors};
pub use trees::{Contributions, Direction, Objective, TreeBoosting, TreeEnsemble};

/// The examples of the README are tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct ReadmeExamples;
