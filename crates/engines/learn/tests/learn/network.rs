//! The network: repeatable, able to bend, and honest when it fails.

use lindley_learn::{FeedForward, HiddenLayer, LearnError, LeastSquares, Model, Regressor, Scores};
use lindley_seed::Seed;

use super::example;

fn settings() -> FeedForward {
    let hidden = vec![HiddenLayer { units: 12, dropout: 0.0 }, HiddenLayer { units: 6, dropout: 0.0 }];
    FeedForward { hidden, learning_rate: 0.01, epochs: 60, batch_rows: 32, seed: Seed::from_u64(1) }
}

#[test]
fn the_same_seed_gives_the_same_network() {
    let (features, target) = example(200, 1);
    let method = FeedForward::as_published(Seed::from_u64(1));
    let once = method.fit_network(&features, &target).unwrap();
    assert_eq!(once, method.fit_network(&features, &target).unwrap());
    let other = FeedForward::as_published(Seed::from_u64(2)).fit_network(&features, &target).unwrap();
    assert_ne!(once.predict(&features), other.predict(&features));
}

#[test]
fn it_bends_where_a_line_cannot() {
    let (features, target) = example(800, 2);
    let (unseen, wanted) = example(400, 3);
    let error = |method: &dyn Regressor| {
        let model = method.fit(&features, &target).unwrap();
        Scores::of(&wanted, &model.predict(&unseen).unwrap()).unwrap().rmse
    };
    let (network, line) = (error(&settings()), error(&LeastSquares));
    assert!(network < 0.8 * line, "{network} {line}");
}

#[test]
fn without_hidden_layers_it_finds_the_line() {
    let (features, _) = example(300, 4);
    let target: Vec<f64> = features.each_row().map(|row| 5.0 + 2.0 * row[0] - row[2]).collect();
    let method = FeedForward { hidden: vec![], epochs: 200, ..settings() };
    let model = method.fit_network(&features, &target).unwrap();
    assert!(Scores::of(&target, &model.predict(&features).unwrap()).unwrap().r2 > 0.999);
}

#[test]
fn running_away_is_an_error() {
    let (features, target) = example(50, 5);
    let method = FeedForward { learning_rate: 1e308, ..settings() };
    assert_eq!(method.fit_network(&features, &target), Err(LearnError::Diverged));
}

#[test]
fn every_senseless_setting_is_named() {
    let (features, target) = example(10, 6);
    let layer = |units, dropout| vec![HiddenLayer { units, dropout }];
    let wrong = [
        (FeedForward { learning_rate: f64::NAN, ..settings() }, "the learning rate"),
        (FeedForward { epochs: 0, ..settings() }, "the number of epochs"),
        (FeedForward { batch_rows: 0, ..settings() }, "the rows of a batch"),
        (FeedForward { hidden: layer(0, 0.1), ..settings() }, "the number of units"),
        (FeedForward { hidden: layer(3, 1.0), ..settings() }, "dropout"),
    ];
    for (method, expected) in wrong {
        match method.fit_network(&features, &target) {
            Err(LearnError::SenselessSetting { setting, .. }) => assert_eq!(setting, expected),
            other => panic!("{expected}: {other:?}"),
        }
    }
}
