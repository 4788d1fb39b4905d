//! Bad tables are refused with their place.

use lindley_learn::{Features, LearnError, LeastSquares, Regressor};

use super::example;

#[test]
fn a_table_needs_rows_and_columns_with_names_of_their_own() {
    assert_eq!(Features::from_rows(&[], [[0.0; 0]]), Err(LearnError::NoColumns));
    assert_eq!(Features::from_rows(&["a"], Vec::<[f64; 1]>::new()), Err(LearnError::NoRows));
    let repeated = Features::from_rows(&["a", "b", "a"], [[1.0, 2.0, 3.0]]);
    assert_eq!(repeated, Err(LearnError::RepeatedName { name: "a".to_owned() }));
}

#[test]
fn ragged_rows_and_numbers_that_are_not_finite_are_named() {
    let ragged = Features::from_rows(&["a", "b"], [vec![1.0, 2.0], vec![3.0]]);
    assert_eq!(ragged, Err(LearnError::Ragged { row: 1, expected: 2, found: 1 }));
    for value in [f64::NAN, f64::INFINITY] {
        let wrong = Features::from_rows(&["a", "b"], [[1.0, 2.0], [3.0, value]]);
        assert_eq!(wrong, Err(LearnError::NotFinite { row: 1, column: "b".to_owned() }));
    }
}

#[test]
fn rows_can_be_chosen_and_repeated() {
    let table = Features::from_rows(&["a", "b"], [[1.0, 2.0], [3.0, 4.0]]).unwrap();
    let chosen = table.select(&[1, 1, 0]).unwrap();
    assert_eq!(chosen.each_row().collect::<Vec<_>>(), [[3.0, 4.0], [3.0, 4.0], [1.0, 2.0]]);
    assert_eq!(table.select(&[]), Err(LearnError::NoRows));
    assert_eq!(table.select(&[2]), Err(LearnError::NoSuchRow { row: 2, rows: 2 }));
}

#[test]
fn targets_that_no_method_can_learn_are_refused() {
    let (features, mut target) = example(10, 1);
    let refused = |target: &[f64]| LeastSquares.fit(&features, target).err().unwrap();
    assert_eq!(refused(&target[..9]), LearnError::TargetLength { rows: 10, targets: 9 });
    assert_eq!(refused(&[4.0; 10]), LearnError::ConstantTarget);
    target[3] = f64::NAN;
    assert_eq!(refused(&target), LearnError::TargetNotFinite { row: 3 });
}

#[test]
fn prediction_wants_the_columns_of_learning() {
    let (features, target) = example(10, 1);
    let model = LeastSquares.fit(&features, &target).unwrap();
    let other = Features::from_rows(&["slope", "stairs", "noise"], [[1.0; 3]]).unwrap();
    let expected = LearnError::OtherColumns { place: 1, expected: "step".to_owned() };
    assert_eq!(model.predict(&other), Err(expected));
    let wider = Features::from_rows(&["slope", "step", "noise", "more"], [[1.0; 4]]).unwrap();
    let expected = LearnError::OtherColumns { place: 3, expected: "the end".to_owned() };
    assert_eq!(model.predict(&wider), Err(expected));
}
