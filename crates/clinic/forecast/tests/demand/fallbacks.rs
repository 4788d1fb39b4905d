//! What is said when there is little to say: the name of the fallback, and a wide band.

use lindley_forecast::demand::{
    Basis, DemandCalendar, DemandSeries, ExternalSignal, Horizon, StepForecast, StepLength, forecast_demand,
};

use crate::series_at_hand::{busy_days, hourly, monday};

fn next_day(series: &DemandSeries) -> Vec<StepForecast> {
    let horizon = Horizon::new(series.step(), series.step().per_day()).unwrap();
    forecast_demand(series, horizon, &DemandCalendar::default()).unwrap()
}

#[test]
fn ten_rows_have_a_name_and_a_wide_band() {
    for step in next_day(&hourly(vec![4, 6, 5, 3, 7, 5, 4, 6, 5, 5])) {
        assert_eq!(step.basis, Basis::FewRows);
        assert!((4.0..6.0).contains(&step.mean));
        assert!(step.band.low <= 2 && step.band.high >= 8, "{:?}", step.band);
    }
}

#[test]
fn one_row_is_enough_for_an_answer() {
    let step = &next_day(&hourly(vec![3]))[0];
    assert_eq!(step.basis, Basis::FewRows);
    assert!(step.band.low <= 1 && step.band.high >= 6, "{:?}", step.band);
}

#[test]
fn nobody_ever_coming_is_no_certain_nothing() {
    for step in next_day(&hourly(vec![0; 400])) {
        assert_eq!(step.basis, Basis::Constant);
        assert!(step.mean > 0.0 && step.mean < 0.01 && step.quantile(0.9999) >= 1);
        // Not even the band says that nobody will come.
        assert_eq!((step.band.low, step.band.high), (0, 1));
    }
}

#[test]
fn always_the_same_is_still_chance() {
    for step in next_day(&hourly(vec![5; 2_000])) {
        assert_eq!(step.basis, Basis::Constant);
        assert!(step.band.low <= 3 && step.band.high >= 7, "{:?}", step.band);
    }
}

#[test]
fn one_every_time_may_be_none_or_two() {
    for step in next_day(&hourly(vec![1; 400])) {
        assert_eq!(step.basis, Basis::Constant);
        assert!(
            step.band.low == 0 && step.band.high >= 2 && (step.mean - 1.0).abs() < 0.01,
            "{:?}",
            step.band
        );
    }
}

#[test]
fn four_weeks_have_a_season_but_no_model() {
    let said = next_day(&hourly(busy_days(28 * 24, 1)));
    assert!(said.iter().all(|step| step.basis == Basis::SeasonOnly));
    assert!(said[12].mean > 2.0 * said[2].mean);
}

#[test]
fn a_slot_that_is_never_observed_is_closed_and_says_so() {
    let open: Vec<_> =
        hourly(busy_days(70 * 24, 2)).rows().filter(|(at, _)| (7..20).contains(&at.hour())).collect();
    let midnight = monday().saturating_add(std::time::Duration::from_hours(70 * 24));
    let series = DemandSeries::new(StepLength::HOUR, &open, Some(midnight)).unwrap();
    for step in next_day(&series) {
        let basis = if (7..20).contains(&step.start.hour()) { Basis::Model } else { Basis::Closed };
        assert_eq!(step.basis, basis, "{}", step.start);
    }
}

#[test]
fn a_gap_of_days_is_not_taken_for_nobody_coming() {
    let all: Vec<_> = hourly(busy_days(80 * 24, 4)).rows().collect();
    let missing = 76 * 24..79 * 24;
    let rows: Vec<_> =
        all.iter().enumerate().filter(|(row, _)| !missing.contains(row)).map(|(_, row)| *row).collect();
    let series = DemandSeries::new(StepLength::HOUR, &rows, None).unwrap();
    assert_eq!(series.gaps(), 72);
    let (with, without) = (next_day(&series), next_day(&hourly(busy_days(80 * 24, 4))));
    let sum = |steps: &[StepForecast]| steps.iter().map(|step| step.mean).sum::<f64>();
    assert!((sum(&with) / sum(&without) - 1.0).abs() < 0.15, "{} {}", sum(&with), sum(&without));
}

#[test]
fn a_feed_that_stopped_or_lies_is_named_and_moves_nothing() {
    let series = hourly(busy_days(80 * 24, 5));
    let hours =
        |days: u64| (0..days * 24).map(|hour| monday().saturating_add(std::time::Duration::from_hours(hour)));
    let feed = |name: &str, values: Vec<_>| {
        ExternalSignal::new(name, "degree Celsius", "airport", 3, (-60.0, 60.0), values).unwrap()
    };
    let stopped = feed("stopped", hours(78).map(|at| (at, f64::from(at.hour()))).collect());
    let lying = feed("lying", hours(90).map(|at| (at, 999.0)).collect());
    let stuck = feed("stuck", hours(90).map(|at| (at, 7.0)).collect());
    assert_eq!(lying.refused(), 90 * 24);
    let horizon = Horizon::new(StepLength::HOUR, 24).unwrap();
    let mut calendar = DemandCalendar::default();
    for signal in [stopped, lying, stuck] {
        calendar = calendar.with_signal(signal).unwrap();
    }
    let (with, without) = (forecast_demand(&series, horizon, &calendar).unwrap(), next_day(&series));
    for (with, without) in with.iter().zip(&without) {
        assert_eq!(with.missing_signals, ["lying", "stopped", "stuck"]);
        assert!((with.mean / without.mean - 1.0).abs() < 0.1 && with.mean > 1.0);
    }
}
