//! The study's search for settings, on demand: random points of its ranges instead of Bayesian optimisation.
//!
//! The study (table 3) let Bayesian optimisation choose the points that ten-fold cross-validation judged. Random search with
//! as many points is its plain stand-in: it knows no model of the errors, and so is the same for every number of threads. The
//! tables of the report take the settings that the study ended with, so that nothing of them depends on this search.

use std::collections::BTreeMap;

use lindley_learn::{
    Dimension, FeedForward, Fold, GradientBoosting, HiddenLayer, Kernel, LearnError, Point, Regressor,
    Scores, Space, SupportVectorRegression, cross_validate, k_folds,
};
use lindley_seed::Seed;
use lindley_session::Crew;
use serde::Serialize;

use crate::features::{self, Split};
use crate::gather::gather;
use crate::prediction::FOLDS;
use crate::{ReproductionError, Study};

/// The best settings of one method among those that were tried.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SearchedSettings {
    /// The method.
    pub model: &'static str,
    /// How many points were tried.
    pub draws: usize,
    /// The settings by name.
    pub settings: BTreeMap<String, f64>,
    /// Root of their mean squared error in ten-fold cross-validation on the training part, in seconds.
    pub cross_validated_rmse: f64,
    /// Root mean squared error on the test part, in seconds.
    pub rmse: f64,
    /// R2 on the test part.
    pub r2: f64,
}

type Build = fn(&Point, Seed) -> Result<Box<dyn Regressor>, LearnError>;

/// Tries `draws` random points of the ranges of each method of the study, and scores the best of each on the test part.
///
/// ```
/// # use lindley_reproduction::{Study, search_settings, synthetic};
/// # use lindley_seed::Seed;
/// # use lindley_session::Alone;
/// let study = Study::of_synthetic(synthetic::consultations(196, Seed::from_u64(1)))?;
/// assert!(search_settings(&study, 0, &Alone)?.is_empty());
/// # Ok::<(), lindley_reproduction::ReproductionError>(())
/// ```
pub fn search_settings(
    study: &Study,
    draws: usize,
    crew: &dyn Crew,
) -> Result<Vec<SearchedSettings>, ReproductionError> {
    let split = features::build(study.rows())?;
    let seed = Seed::from_u64(u64::from(crate::PUBLISHED_SEED)).child("settings search");
    let folds = k_folds(split.train.rows(), FOLDS, seed)?;
    let methods: [(&str, Space, Build); 3] = [
        ("Gradient boosting", boosting_space()?, boosting),
        ("Support vectors", support_vector_space()?, support_vectors),
        ("Small network", network_space()?, network),
    ];
    let tried = gather(crew, methods.len() * draws, |part| {
        let (name, space, build) = &methods[part / draws];
        let point = space.draw(seed.child(name).child_at("draw", (part % draws) as u64));
        error(&point, *build, seed, &split, &folds).map(|error| (point, error))
    });
    let tried = tried.into_iter().collect::<Result<Vec<_>, LearnError>>()?;
    let mut found = Vec::new();
    for ((name, _, build), tried) in methods.iter().zip(tried.chunks(draws.max(1))) {
        let Some((point, error)) = tried.iter().min_by(|a, b| a.1.total_cmp(&b.1)) else { continue };
        let model = build(point, seed)?.fit(&split.train, &split.train_target)?;
        let scores = Scores::of(&split.test_target, &model.predict(&split.test)?)?;
        found.push(SearchedSettings {
            model: name,
            draws,
            settings: point.settings().clone(),
            cross_validated_rmse: error.sqrt(),
            rmse: scores.rmse,
            r2: scores.r2,
        });
    }
    Ok(found)
}

fn error(point: &Point, build: Build, seed: Seed, split: &Split, folds: &[Fold]) -> Result<f64, LearnError> {
    let method = build(point, seed)?;
    Ok(cross_validate(method.as_ref(), &split.train, &split.train_target, folds)?.mean_squared_error())
}

fn boosting_space() -> Result<Space, LearnError> {
    let shrinkage = Dimension::Between { low: 0.0, high: 200.0 };
    Space::new()
        .with("column share", Dimension::Between { low: 0.4, high: 0.9 })?
        .with("l1", shrinkage.clone())?
        .with("l2", shrinkage.clone())?
        .with("gamma", shrinkage)?
        .with("trees", Dimension::OneOf(vec![100.0, 300.0, 500.0]))?
        .with("depth", Dimension::Whole { low: 2, high: 6 })?
        .with("leaf rows", Dimension::Whole { low: 1, high: 10 })
}

fn boosting(point: &Point, seed: Seed) -> Result<Box<dyn Regressor>, LearnError> {
    Ok(Box::new(GradientBoosting {
        trees: point.count("trees")?,
        depth: point.count("depth")?,
        l1: point.get("l1")?,
        l2: point.get("l2")?,
        gamma: point.get("gamma")?,
        leaf_rows: point.get("leaf rows")?,
        column_share: point.get("column share")?,
        ..GradientBoosting::new(seed.child("boosting"))
    }))
}

fn support_vector_space() -> Result<Space, LearnError> {
    let range = Dimension::Between { low: 0.01, high: 100.0 };
    Space::new().with("cost", range.clone())?.with("gamma", range)
}

fn support_vectors(point: &Point, _: Seed) -> Result<Box<dyn Regressor>, LearnError> {
    let kernel = Kernel::Radial { gamma: point.get("gamma")? };
    Ok(Box::new(SupportVectorRegression { cost: point.get("cost")?, ..SupportVectorRegression::new(kernel) }))
}

fn network_space() -> Result<Space, LearnError> {
    let (units, dropout) =
        (Dimension::Whole { low: 2, high: 12 }, Dimension::Between { low: 0.1, high: 0.5 });
    Space::new()
        .with("first units", units.clone())?
        .with("second units", units)?
        .with("first dropout", dropout.clone())?
        .with("second dropout", dropout)
}

fn network(point: &Point, seed: Seed) -> Result<Box<dyn Regressor>, LearnError> {
    let hidden = |units: &str, dropout: &str| -> Result<HiddenLayer, LearnError> {
        Ok(HiddenLayer { units: point.count(units)?, dropout: point.get(dropout)? })
    };
    let hidden = vec![hidden("first units", "first dropout")?, hidden("second units", "second dropout")?];
    Ok(Box::new(FeedForward { hidden, ..FeedForward::as_published(seed.child("network")) }))
}
