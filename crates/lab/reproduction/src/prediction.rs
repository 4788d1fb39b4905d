//! How well the length of a visit can be told before it happens.

use lindley_learn::{
    CrossValidation, FeedForward, Fold, GradientBoosting, Kernel, LearnError, LeastSquares, Model, Regressor,
    RidgeByCrossValidation, ScoreIntervals, Scores, SupportVectorRegression, cross_validate, k_folds,
    permutation_importance,
};
use lindley_seed::Seed;
use lindley_session::Crew;
use lindley_stats::{Interval, Resampling};
use serde::Serialize;

use crate::features::{self, Split};
use crate::gather::gather;
use crate::mean_of_training::MeanOfTraining;
use crate::{ReproductionError, SearchedSettings, Study, published};

/// Folds of the cross-validation.
pub(crate) const FOLDS: usize = 10;
/// Resamples of an interval.
const RESAMPLES: usize = 1_000;

/// What was predicted, and how well.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Prediction {
    /// Consultations to learn from and to test on.
    pub train_rows: usize,
    /// Consultations to test on.
    pub test_rows: usize,
    /// Which predictions sort the test part into kinds.
    pub labels_from: String,
    /// Rows whose kind by those predictions differs from the kind that the authors stored; none without their files.
    pub labels_unlike_the_authors: Option<usize>,
    /// The methods.
    pub models: Vec<ModelScores>,
    /// The least-squares table.
    pub coefficients: Vec<Term>,
    /// How much worse boosted trees predict the test part when a feature is shuffled.
    pub importance: Vec<FeatureImportance>,
    /// The best settings of a search of one's own, if there was one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub settings_search: Vec<SearchedSettings>,
}

/// An estimate with the central 95 % of its resamples.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Estimate {
    /// On the data themselves.
    pub value: f64,
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

/// One method on the test part; errors in seconds.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ModelScores {
    /// Its name.
    pub model: String,
    /// Root mean squared error on the test part.
    pub rmse: Estimate,
    /// Mean absolute error on the test part.
    pub mae: Estimate,
    /// R2 on the test part.
    pub r2: Estimate,
    /// Root mean squared error on the training part itself.
    pub train_rmse: Option<f64>,
    /// Root of the mean squared error of ten-fold cross-validation on the training part.
    pub cross_validated_rmse: Option<f64>,
    /// What was published.
    pub published_rmse: Option<f64>,
    /// What was published.
    pub published_r2: Option<f64>,
}

/// A coefficient of the least squares, in seconds.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Term {
    /// The feature.
    pub name: String,
    /// Its coefficient.
    pub estimate: f64,
    /// Its standard error.
    pub standard_error: f64,
    /// Two-sided p-value.
    pub p: f64,
}

/// How much a feature matters.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FeatureImportance {
    /// The feature.
    pub name: String,
    /// Mean increase of the root mean squared error in seconds.
    pub rmse_increase: f64,
    /// Its standard deviation over the shuffles.
    pub sd: f64,
}

/// Learns and scores all methods; also gives the predicted seconds that sort the test part into kinds.
pub(crate) fn predict(study: &Study, crew: &dyn Crew) -> Result<(Prediction, Vec<f64>), ReproductionError> {
    let split = features::build(study.rows())?;
    let seed = Seed::from_u64(u64::from(crate::PUBLISHED_SEED)).child("prediction");
    let methods = methods(seed);
    let compare = !study.is_synthetic();
    let folds = k_folds(split.train.rows(), FOLDS, seed)?;
    // A fold is as much work as learning from the whole, and methods differ a hundredfold: every fold is a part of its own.
    let one = |part: usize| {
        let (name, method) = &methods[part / (FOLDS + 1)];
        match part % (FOLDS + 1) {
            0 => learnt(name, method.as_ref(), &split, seed, compare).map(Work::Learnt),
            fold => checked(method.as_ref(), &split, &folds[fold - 1]).map(Work::Checked),
        }
    };
    let parts = gather(crew, methods.len() * (FOLDS + 1), one);
    let found = of_methods(parts.into_iter().collect::<Result<Vec<_>, _>>()?);
    let (mut models, predictions): (Vec<ModelScores>, Vec<Vec<f64>>) = found.into_iter().unzip();
    let (labels_from, predicted) = match study.authors() {
        Some(authors) => {
            let name = "XGB, as stored by the authors";
            models.insert(0, scored(name, &split, &authors.predicted, seed, compare)?);
            (name.to_owned(), authors.predicted.clone())
        }
        None => best(&models, predictions),
    };
    let fit = LeastSquares.fit_with_table(&split.train, &split.train_target)?;
    let term = |row: lindley_learn::Coefficient| Term {
        name: row.name,
        estimate: row.estimate,
        standard_error: row.standard_error,
        p: row.p,
    };
    let prediction = Prediction {
        train_rows: split.train.rows(),
        test_rows: split.test.rows(),
        labels_from,
        labels_unlike_the_authors: None,
        models,
        coefficients: fit.table.into_iter().map(term).collect(),
        importance: importance(&split, seed)?,
        settings_search: Vec::new(),
    };
    Ok((prediction, predicted))
}

fn methods(seed: Seed) -> Vec<(&'static str, Box<dyn Regressor>)> {
    let lambdas = vec![0.1, 1.0, 10.0, 30.0, 100.0, 300.0, 1_000.0];
    vec![
        ("Gradient boosting", Box::new(boosting(seed))),
        ("Linear regression", Box::new(LeastSquares)),
        (
            "Ridge regression",
            Box::new(RidgeByCrossValidation { lambdas, folds: FOLDS, seed: seed.child("ridge") }),
        ),
        ("Support vectors", Box::new(support_vectors())),
        ("Small network", Box::new(FeedForward::as_published(seed.child("network")))),
        ("Mean of the training part", Box::new(MeanOfTraining)),
    ]
}

/// The settings that the study's search ended with.
fn boosting(seed: Seed) -> GradientBoosting {
    GradientBoosting {
        trees: 300,
        depth: 2,
        l2: 0.0,
        gamma: 200.0,
        leaf_rows: 5.0,
        column_share: 0.624_734_233_6,
        ..GradientBoosting::new(seed.child("boosting"))
    }
}

/// The settings that the study's search ended with, and its library's tube. The rows are few enough to solve it exactly.
fn support_vectors() -> SupportVectorRegression {
    let kernel = Kernel::Radial { gamma: 3.0238 };
    SupportVectorRegression { cost: 95.856, tube: 0.1, ..SupportVectorRegression::new(kernel) }
}

/// The model with the least cross-validated error, for sorting where the authors' predictions are missing.
fn best(models: &[ModelScores], predictions: Vec<Vec<f64>>) -> (String, Vec<f64>) {
    let error = |model: &ModelScores| model.cross_validated_rmse.unwrap_or(f64::INFINITY);
    let pairs = models.iter().zip(predictions);
    let least = pairs.min_by(|(left, _), (right, _)| error(left).total_cmp(&error(right)));
    least.map(|(model, predicted)| (model.model.clone(), predicted)).unwrap_or_default()
}

/// A part of the work on one method.
enum Work {
    /// The model of the whole training part, and its predictions.
    Learnt((ModelScores, Vec<f64>)),
    /// The mean squared error of one fold.
    Checked(f64),
}

/// Every method's scores with the errors of the folds that follow them.
fn of_methods(parts: Vec<Work>) -> Vec<(ModelScores, Vec<f64>)> {
    let mut found: Vec<(ModelScores, Vec<f64>)> = Vec::new();
    let mut errors = CrossValidation { predictions: Vec::new(), fold_errors: Vec::new() };
    for part in parts {
        match part {
            Work::Learnt(learnt) => {
                found.push(learnt);
                errors.fold_errors.clear();
            }
            Work::Checked(error) => {
                errors.fold_errors.push(error);
                if let Some((scores, _)) = found.last_mut() {
                    scores.cross_validated_rmse = Some(errors.mean_squared_error().sqrt());
                }
            }
        }
    }
    found
}

fn checked(method: &dyn Regressor, split: &Split, fold: &Fold) -> Result<f64, ReproductionError> {
    let found = cross_validate(method, &split.train, &split.train_target, std::slice::from_ref(fold))?;
    Ok(found.mean_squared_error())
}

fn learnt(
    name: &str,
    method: &dyn Regressor,
    split: &Split,
    seed: Seed,
    compare: bool,
) -> Result<(ModelScores, Vec<f64>), ReproductionError> {
    let model = method.fit(&split.train, &split.train_target)?;
    let predicted = model.predict(&split.test)?;
    let mut scores = scored(name, split, &predicted, seed, compare)?;
    scores.train_rmse = Some(Scores::of(&split.train_target, &model.predict(&split.train)?)?.rmse);
    Ok((scores, predicted))
}

fn scored(
    name: &str,
    split: &Split,
    predicted: &[f64],
    seed: Seed,
    compare: bool,
) -> Result<ModelScores, LearnError> {
    let how = Resampling { resamples: RESAMPLES, level: 0.95, seed: seed.child("scores") };
    let scores = ScoreIntervals::of(&split.test_target, predicted, how)?;
    let published = published::prediction(name).filter(|_| compare);
    Ok(ModelScores {
        model: name.to_owned(),
        rmse: estimate(scores.rmse),
        mae: estimate(scores.mae),
        r2: estimate(scores.r2),
        train_rmse: None,
        cross_validated_rmse: None,
        published_rmse: published.map(|(rmse, _)| rmse),
        published_r2: published.map(|(_, r2)| r2),
    })
}

fn estimate(interval: Interval) -> Estimate {
    Estimate { value: interval.estimate, low: interval.low, high: interval.high }
}

fn importance(split: &Split, seed: Seed) -> Result<Vec<FeatureImportance>, LearnError> {
    let model = boosting(seed).fit_trees(&split.train, &split.train_target)?;
    let model: &dyn Model = &model;
    let found = permutation_importance(model, &split.test, &split.test_target, 10, seed.child("importance"))?;
    let of_feature = |found: lindley_learn::Importance| FeatureImportance {
        name: found.name,
        rmse_increase: found.mean_increase,
        sd: found.sd,
    };
    Ok(found.into_iter().map(of_feature).collect())
}
