//! Logistic regression: known odds, its own optimum, refusals.

use lindley_learn::{Cell, Classifier, Kind, LearnError, Logistic, MixedTable};
use lindley_seed::Seed;

use super::assert_near;

#[test]
fn two_groups_have_their_own_odds() {
    // 10 of 40 against 30 of 40: with next to no shrinkage the fit is the table itself.
    let rows = (0..80).map(|row| [Cell::Label(if row < 40 { "early" } else { "late" })]);
    let table = MixedTable::learning(&[("slot", Kind::Label)], rows).unwrap();
    let outcomes: Vec<bool> = (0..80).map(|row| if row < 40 { row < 10 } else { row < 70 }).collect();
    let model = Logistic { lambda: 1e-7 }.fit_logistic(&table, &outcomes).unwrap();
    assert_near(model.probability(&[Cell::Label("early")]).unwrap(), 0.25, 1e-6);
    assert_near(model.probability(&[Cell::Label("late")]).unwrap(), 0.75, 1e-6);
}

#[test]
fn a_slope_is_found_again_and_shrinks() {
    let mut stream = Seed::from_u64(4).stream();
    let (mut rows, mut outcomes) = (Vec::new(), Vec::new());
    for _ in 0..20_000 {
        let x = stream.normal();
        rows.push([Cell::Number(x)]);
        outcomes.push(stream.chance(1.0 / (1.0 + (0.5 - 1.2 * x).exp())));
    }
    let table = MixedTable::learning(&[("x", Kind::Number)], rows).unwrap();
    let odds = |lambda: f64, x: f64| {
        let model = Logistic { lambda }.fit_outcomes(&table, &outcomes).unwrap();
        model.score_row(&[Cell::Number(x)]).unwrap().0
    };
    assert!((odds(1e-3, 1.0) - odds(1e-3, 0.0) - 1.2).abs() < 0.06);
    assert!((odds(1e-3, 0.0) + 0.5).abs() < 0.06);
    assert!(odds(1e5, 1.0) - odds(1e5, 0.0) < 0.1);
}

#[test]
fn separable_and_missing_data_do_no_harm_and_nonsense_is_refused() {
    let rows = (0..30).map(|row| [if row % 5 == 0 { Cell::Missing } else { Cell::Number(f64::from(row)) }]);
    let table = MixedTable::learning(&[("x", Kind::Number)], rows).unwrap();
    let outcomes: Vec<bool> = (0..30).map(|row| row >= 15).collect();
    let model = Logistic { lambda: 0.1 }.fit_logistic(&table, &outcomes).unwrap();
    assert!(model.probability(&[Cell::Missing]).unwrap().is_finite());
    let refused =
        |lambda: f64, outcomes: &[bool]| Logistic { lambda }.fit_logistic(&table, outcomes).unwrap_err();
    assert!(matches!(refused(0.0, &outcomes), LearnError::SenselessSetting { .. }));
    assert_eq!(refused(1.0, &outcomes[1..]), LearnError::TargetLength { rows: 30, targets: 29 });
    assert_eq!(refused(1.0, &[true; 30]), LearnError::OneClass { seen: true });
}
