//! Boosted trees: the same for any number of threads, better than a line where there is a step.

use lindley_learn::{
    BoostedTrees, Features, GradientBoosting, LearnError, LeastSquares, Model, Regressor, Scores,
};
use lindley_seed::Seed;

use super::example;

fn settings() -> GradientBoosting {
    GradientBoosting { row_share: 0.8, column_share: 0.7, ..GradientBoosting::new(Seed::from_u64(1)) }
}

fn bits(model: &dyn Model, features: &Features) -> Vec<u64> {
    model.predict(features).unwrap().iter().map(|value| value.to_bits()).collect()
}

#[test]
fn threads_do_not_change_a_bit_and_seeds_do() {
    let (features, target) = example(600, 1);
    let learnt = |method: GradientBoosting| bits(&method.fit_trees(&features, &target).unwrap(), &features);
    let once = learnt(settings());
    assert_eq!(once, learnt(settings()));
    for threads in [2, 3, 8] {
        assert_eq!(once, learnt(GradientBoosting { threads, ..settings() }), "{threads} threads");
    }
    assert_ne!(once, learnt(GradientBoosting { seed: Seed::from_u64(2), ..settings() }));
}

#[test]
fn a_step_is_learnt_better_than_by_a_line() {
    let (features, target) = example(600, 2);
    let (unseen, wanted) = example(400, 3);
    let error = |method: &dyn Regressor| {
        let model = method.fit(&features, &target).unwrap();
        Scores::of(&wanted, &model.predict(&unseen).unwrap()).unwrap().rmse
    };
    let (trees, line) = (error(&settings()), error(&LeastSquares));
    assert!(trees < 1.5 && trees < 0.7 * line, "{trees} {line}");
}

#[test]
fn a_kept_model_is_the_same_text_and_predicts_the_same_bits() {
    let (features, target) = example(200, 6);
    let model = settings().fit_trees(&features, &target).unwrap();
    let text = model.to_json().unwrap();
    assert_eq!(text, settings().fit_trees(&features, &target).unwrap().to_json().unwrap());
    let again = BoostedTrees::from_json(&text).unwrap();
    assert_eq!(again.names(), ["slope", "step", "noise"]);
    assert_eq!(bits(&again, &features), bits(&model, &features));
    for wrong in ["", "{}", "[1]", &text[..text.len() / 2], &text.replace("columns", "rows")] {
        assert!(matches!(BoostedTrees::from_json(wrong), Err(LearnError::Boosting { .. })));
    }
}

#[test]
fn a_constant_column_does_no_harm() {
    let (features, target) = example(100, 4);
    let wider = features.each_row().map(|row| [row[0], row[1], 7.0]);
    let wider = Features::from_rows(&["slope", "step", "same"], wider).unwrap();
    let model = GradientBoosting::new(Seed::from_u64(1)).fit_trees(&wider, &target).unwrap();
    assert!(Scores::of(&target, &model.predict(&wider).unwrap()).unwrap().r2 > 0.8);
}

#[test]
fn every_senseless_setting_is_named() {
    let (features, target) = example(10, 5);
    let good = settings();
    let wrong = [
        (GradientBoosting { trees: 0, ..good.clone() }, "the number of trees"),
        (GradientBoosting { learning_rate: 0.0, ..good.clone() }, "the learning rate"),
        (GradientBoosting { depth: 0, ..good.clone() }, "the depth"),
        (GradientBoosting { l1: -1.0, ..good.clone() }, "l1"),
        (GradientBoosting { l2: f64::NAN, ..good.clone() }, "l2"),
        (GradientBoosting { gamma: -0.1, ..good.clone() }, "gamma"),
        (GradientBoosting { leaf_rows: f64::INFINITY, ..good.clone() }, "the rows of a leaf"),
        (GradientBoosting { row_share: 1.1, ..good.clone() }, "the share of rows"),
        (GradientBoosting { column_share: 0.0, ..good.clone() }, "the share of columns"),
        (GradientBoosting { column_share: 0.3, ..good.clone() }, "the share of columns"),
        (GradientBoosting { bins: 1, ..good.clone() }, "the number of bins"),
        (GradientBoosting { threads: 0, ..good }, "the number of threads"),
    ];
    for (method, expected) in wrong {
        match method.fit_trees(&features, &target).err() {
            Some(LearnError::SenselessSetting { setting, .. }) => assert_eq!(setting, expected),
            other => panic!("{expected}: {other:?}"),
        }
    }
}
