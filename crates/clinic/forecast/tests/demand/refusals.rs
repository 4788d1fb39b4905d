//! What is refused, and what the refusal says.

use lindley_forecast::demand::{
    DemandBacktest, DemandCalendar, DemandError, DemandModel, DemandSeries, ExternalSignal, Horizon,
    StepLength, seasonal_naive,
};
use lindley_time::civil::date;

use crate::series_at_hand::{hourly, monday};

#[test]
fn rows_must_lie_on_the_grid_in_order_and_in_the_past() {
    let at = |hour, minute| date(2026, 3, 2).at(hour, minute, 0, 0);
    let series = |rows: &[_], until| DemandSeries::new(StepLength::HOUR, rows, until).map(|_| ());
    let refused = |rows: &[_], until| series(rows, until).expect_err("refused").to_string();
    assert!(refused(&[], None).starts_with("the series has no row before now"));
    assert!(
        refused(&[(at(7, 0), 1), (at(8, 3), 1)], None).starts_with("row 1 starts at 2026-03-02T08:03:00")
    );
    assert!(refused(&[(at(7, 0), 1), (at(7, 0), 1)], None).contains("not later than the row before"));
    assert!(refused(&[(at(8, 0), 1), (at(7, 0), 1)], None).contains("sort the rows"));
    assert!(refused(&[(at(7, 0), 1)], Some(at(7, 0))).contains("is not before 2026-03-02T07:00:00"));
    let far = [(date(1, 1, 1).at(0, 0, 0, 0), 1), (at(7, 0), 1)];
    assert!(refused(&far, None).ends_with("is a year wrong?"));
    assert_eq!(series(&[(at(7, 0), 1)], Some(at(8, 0))), Ok(()));
}

#[test]
fn steps_of_different_lengths_do_not_mix() {
    let hours = hourly(vec![3; 100]);
    let differ = DemandError::StepsDiffer { series: 60, other: 15 };
    assert_eq!(hours.in_steps_of(StepLength::QUARTER_HOUR), Err(differ.clone()));
    let calendar = DemandCalendar::default();
    assert_eq!(DemandModel::train(&hours, Horizon::HOUR, &calendar), Err(differ.clone()));
    let quarters = DemandSeries::regular(StepLength::QUARTER_HOUR, monday(), [1, 2, 3]).unwrap();
    let model = DemandModel::train(&quarters, Horizon::HOUR, &calendar).unwrap();
    assert_eq!(model.forecast(&hours, &calendar), Err(differ));
    assert!(hours.before(monday()).is_err());
}

#[test]
fn a_back_test_needs_days_to_learn_from() {
    let series = hourly(vec![3; 5 * 24]);
    let calendar = DemandCalendar::default();
    assert_eq!(
        DemandBacktest::new(&series, &calendar, 5).err(),
        Some(DemandError::TooFewDays { asked: 5, found: 5 })
    );
    assert!(DemandBacktest::new(&series, &calendar, 0).is_err());
    assert!(DemandBacktest::new(&series, &calendar, 4).is_ok());
    assert!(seasonal_naive(&series, 4, &[0.5]).is_err());
}

#[test]
fn signals_need_a_name_a_range_and_a_time_in_effect() {
    let signal = |name, hours, range| ExternalSignal::new(name, "%", "sentinel", hours, range, []).is_err();
    assert!(signal("", 1, (0.0, 1.0)));
    assert!(signal("flu", 0, (0.0, 1.0)));
    assert!(signal("flu", 1, (1.0, 1.0)));
    assert!(signal("flu", 1, (f64::NAN, 1.0)));
    assert!(!signal("flu", 1, (0.0, 1.0)));
}
