//! What the study says of its regressions, recomputed where the file is at hand: significance, intervals, other methods.

use lindley_learn::{
    Coefficient, Features, FeedForward, Kernel, LeastSquares, LeastSquaresFit, Model, Regressor,
    RidgeByCrossValidation, ScoreIntervals, Scores, SupportVectorRegression,
};
use lindley_reproduction::Address;
use lindley_seed::Seed;
use lindley_stats::Resampling;

use crate::file::{rows, split};

fn unknown_address(fit: &LeastSquaresFit) -> &Coefficient {
    fit.table.iter().find(|row| row.name == "Address_NA").expect("the column")
}

#[test]
fn an_unknown_address_predicts_the_time_among_addresses() {
    let Some(rows) = rows() else { return };
    let names = ["Address_NA", "Address_Out of city", "Address_Out of province"];
    let others = [Address::Unknown, Address::OutOfCity, Address::OutOfProvince];
    for part in [&rows[..3_319], &rows[..]] {
        let table = part.iter().map(|row| others.map(|address| f64::from(u8::from(row.address == address))));
        let table = Features::from_rows(&names, table).unwrap();
        let target: Vec<f64> = part.iter().map(|row| f64::from(row.service_seconds)).collect();
        let fit = LeastSquares.fit_with_table(&table, &target).unwrap();
        assert!(unknown_address(&fit).p < 0.001, "{:?}", unknown_address(&fit));
    }
}

#[test]
fn an_unknown_address_says_little_beside_the_other_features() {
    // The study states p < 0.001 without saying which regression; it is not the one with all features.
    let Some(split) = split() else { return };
    let fit = LeastSquares.fit_with_table(&split.train, &split.train_target).unwrap();
    assert!(unknown_address(&fit).p > 0.05, "{:?}", unknown_address(&fit));
    let strong: Vec<&str> =
        fit.table.iter().filter(|row| row.p < 0.001).map(|row| row.name.as_str()).collect();
    println!("p < 0.001: {strong:?}");
    assert!(strong.contains(&"return") && strong.contains(&"M.Cancer"));
}

#[test]
fn intervals_are_about_the_published_ones() {
    let Some(split) = split() else { return };
    let model = LeastSquares.fit(&split.train, &split.train_target).unwrap();
    let how = Resampling { resamples: 1_000, level: 0.95, seed: Seed::from_u64(1) };
    let found = ScoreIntervals::of(&split.test_target, &model.predict(&split.test).unwrap(), how).unwrap();
    println!("{found:?}");
    for (found, published) in [(found.rmse.low, 351.1), (found.rmse.high, 382.3)] {
        assert!((found - published).abs() < 3.0, "{found} is not about {published}");
    }
    for (found, published) in [(found.r2.low, 0.062), (found.r2.high, 0.102)] {
        assert!((found - published).abs() < 0.006, "{found} is not about {published}");
    }
}

#[test]
fn support_vectors_with_the_published_settings_have_the_published_error() {
    let Some(split) = split() else { return };
    let kernel = Kernel::Radial { gamma: 3.0238 };
    let method = SupportVectorRegression { cost: 95.856, ..SupportVectorRegression::new(kernel) };
    let model = method.fit_vectors(&split.train, &split.train_target).unwrap();
    let scores = Scores::of(&split.test_target, &model.predict(&split.test).unwrap()).unwrap();
    println!("{scores:?}, {} support vectors", model.support());
    assert!((scores.rmse - 374.287).abs() < 0.01, "{}", scores.rmse);
    assert!((scores.r2 - 0.047).abs() < 0.0005, "{}", scores.r2);
}

#[test]
fn ridge_and_the_small_network_are_where_the_study_has_them() {
    let Some(split) = split() else { return };
    let rmse = |method: &dyn Regressor| {
        let model = method.fit(&split.train, &split.train_target).unwrap();
        Scores::of(&split.test_target, &model.predict(&split.test).unwrap()).unwrap().rmse
    };
    let lambdas = vec![0.1, 1.0, 10.0, 100.0, 1_000.0];
    let ridge = rmse(&RidgeByCrossValidation { lambdas, folds: 10, seed: Seed::from_u64(1) });
    assert!((ridge - 367.2).abs() < 1.0, "{ridge}");
    let networks: Vec<f64> =
        (0..5).map(|seed| rmse(&FeedForward::as_published(Seed::from_u64(seed)))).collect();
    println!("ridge {ridge}, networks {networks:?}");
    // The study prints 378.4 for one; guessing the mean of learning gives 383.4.
    assert!(networks.iter().all(|error| *error > 360.0 && *error < 383.4), "{networks:?}");
}
