//! How well each method predicts, beside the printed errors, and the groups that it learns from.

use lindley_reproduction::ModelScores;

use crate::{assert_printed, kinds, results, study};

fn model(name: &str) -> Option<&'static ModelScores> {
    results()
        .map(|results| results.prediction.models.iter().find(|model| model.model == name).expect("a method"))
}

#[test]
fn the_authors_predictions_have_their_printed_errors_and_shares() {
    let Some(found) = model("XGB, as stored by the authors") else { return };
    assert_printed(found.rmse.value, 366.635_99, 5);
    assert_printed(found.r2.value, 0.085, 3);
    let Some(results) = results() else { return };
    let shares: Vec<usize> = results.groups.iter().map(|group| group.consultations).collect();
    assert_printed(shares[0] as f64 / 3_318.0, 0.5018, 4);
}

#[test]
fn methods_without_chance_have_the_printed_errors() {
    for (name, rmse, r2) in [("Linear regression", 367.157, 0.083), ("Support vectors", 374.287, 0.047)] {
        let Some(found) = model(name) else { return };
        assert_printed(found.rmse.value, rmse, 3);
        assert_printed(found.r2.value, r2, 3);
    }
    let Some(found) = model("Mean of the training part") else { return };
    assert_printed(found.rmse.value, 383.398, 3);
}

#[test]
fn boosted_trees_and_the_network_are_ours_and_not_the_printed_ones() {
    // Their seeds draw other columns and other weights than the study's did. What is asserted is our own value, told apart from
    // linear regression (367.157); the printed one stands in the third column.
    for (name, ours, printed) in
        [("Gradient boosting", 368.614, 366.636), ("Small network", 365.961, 378.427)]
    {
        let Some(found) = model(name) else { return };
        assert!((found.rmse.value - ours).abs() < 0.01, "{name}: {}", found.rmse.value);
        assert_eq!(found.published_rmse, Some(printed), "{name}");
    }
    let Some(ridge) = model("Ridge regression") else { return };
    assert!((ridge.rmse.value - 367.014).abs() < 0.01, "{}", ridge.rmse.value);
}

#[test]
fn intervals_of_the_same_predictions_are_about_the_printed_ones() {
    // Resampling has other seeds than the study's: the ends of two sets of 1,000 differ by about a second.
    let printed = [
        ("XGB, as stored by the authors", [349.1, 382.3], Some([0.059, 0.111])),
        ("Linear regression", [351.1, 382.3], Some([0.062, 0.102])),
        ("Support vectors", [356.6, 391.0], None),
    ];
    for (name, rmse, r2) in printed {
        let Some(found) = model(name) else { return };
        for (found, printed) in [found.rmse.low, found.rmse.high].into_iter().zip(rmse) {
            assert!((found - printed).abs() < 2.0, "{name}: {found} is not about {printed}");
        }
        for (found, printed) in [found.r2.low, found.r2.high].into_iter().zip(r2.into_iter().flatten()) {
            assert!((found - printed).abs() < 0.004, "{name}: {found} is not about {printed}");
        }
    }
}

#[test]
fn groups_vary_as_much_as_was_stored() {
    let Some(results) = results() else { return };
    let stored = [0.4709, 0.4377, 0.4472, 0.4653, 0.4610, 0.4788, 0.4556];
    for (group, stored) in results.groups.iter().zip(stored) {
        assert_printed(group.sd / group.mean, stored, 4);
    }
}

#[test]
fn groups_of_the_training_part_are_the_stored_ones() {
    let Some(study) = study::of_the_file() else { return };
    let kinds = kinds(&study);
    let found = kinds.iter().flat_map(|of| of.train_moments().into_iter().zip(&of.train_seconds));
    let stored = [
        (1_325, 19.0802, 29.4958, 0.2846),
        (1_994, 9.6557, 5.5817, 0.2447),
        (831, 21.5887, 29.7850, 0.2528),
        (1_303, 13.0671, 2.6601, 0.1248),
        (1_185, 8.0744, 2.7218, 0.2043),
        (1_259, 15.2633, 43.4045, 0.4316),
        (2_060, 12.2905, 28.8356, 0.4369),
    ];
    for ((moments, seconds), (rows, mean, variance, variation)) in found.zip(stored) {
        assert_eq!(seconds.len(), rows);
        assert_printed(moments.mean, mean, 4);
        assert_printed(moments.standard_deviation.powi(2), variance, 4);
        assert_printed(moments.standard_deviation / moments.mean, variation, 4);
    }
}
