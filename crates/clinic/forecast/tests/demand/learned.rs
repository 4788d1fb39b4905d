//! What is learned: spikes at once, special days, signals, the days of the week.

use std::time::Duration;

use lindley_forecast::demand::{
    Basis, DemandCalendar, DemandModel, DemandSeries, ExternalSignal, Horizon, StepLength, forecast_demand,
};
use lindley_time::civil::DateTime;

use crate::series_at_hand::{arrivals, busy_days, chance, hourly, monday};

fn day(number: u64) -> DateTime {
    monday().saturating_add(Duration::from_hours(24 * number))
}

#[test]
fn a_spike_counts_at_the_next_forecast_without_training() {
    let calm = busy_days(100 * 24 + 14, 8);
    let mut spike = calm.clone();
    let last = spike.len();
    spike[last - 4..].iter_mut().for_each(|count| *count *= 3);
    let (calm, spike) = (hourly(calm), hourly(spike));
    let calendar = DemandCalendar::default();
    let model = DemandModel::train(&calm, Horizon::new(StepLength::HOUR, 4).unwrap(), &calendar).unwrap();
    let before = model.forecast(&calm, &calendar).unwrap();
    let after = model.forecast(&spike, &calendar).unwrap();
    for (before, after) in before.iter().zip(&after) {
        assert!(after.mean > 1.5 * before.mean, "{} {}", before.mean, after.mean);
    }
    let breaks = DemandModel::level_breaks(&spike, &calendar);
    assert!(breaks.last().is_some_and(|level| level.since >= day(100)), "{breaks:?}");
    assert!(DemandModel::level_breaks(&calm, &calendar).is_empty());
}

#[test]
fn special_days_of_a_kind_are_learned_together_and_foretold() {
    let mut calendar = DemandCalendar::default();
    let special = [20, 45, 61, 83, 100, 119];
    for number in special.into_iter().chain([130]) {
        calendar = calendar.with_special_day(day(number).date(), "public holiday");
    }
    let mut draw = chance(11);
    let counts = (0..130_u64).flat_map(|number| {
        let mean = if special.contains(&number) { 2.0 } else { 8.0 };
        (0..24).map(|_| arrivals(mean, &mut draw)).collect::<Vec<_>>()
    });
    let series = hourly(counts.collect());
    let horizon = Horizon::new(StepLength::HOUR, 24).unwrap();
    let holiday = forecast_demand(&series, horizon, &calendar).unwrap();
    let usual = forecast_demand(&series, horizon, &DemandCalendar::default()).unwrap();
    assert!(holiday.iter().all(|step| step.mean < 4.0), "{}", holiday[12].mean);
    assert!(usual.iter().all(|step| step.mean > 6.0), "{}", usual[12].mean);
}

#[test]
fn a_signal_moves_the_forecast_as_far_as_it_moved_arrivals() {
    let mut draw = chance(12);
    let warm = |hour: u64| hour / 40 % 2 == 1;
    let counts = (0..100 * 24).map(|hour| arrivals(if warm(hour) { 12.0 } else { 6.0 }, &mut draw));
    let series = hourly(counts.collect());
    let at = |hour: u64| monday().saturating_add(Duration::from_hours(hour));
    let values = (0..101 * 24).map(|hour| (at(hour), if warm(hour) { 25.0 } else { 10.0 }));
    let signal =
        ExternalSignal::new("temperature", "degree Celsius", "airport", 1, (-60.0, 60.0), values).unwrap();
    let calendar = DemandCalendar::default().with_signal(signal).unwrap();
    let said = forecast_demand(&series, Horizon::new(StepLength::HOUR, 24).unwrap(), &calendar).unwrap();
    for (step, hour) in said.iter().zip(100 * 24..) {
        let expected = if warm(hour) { 12.0 } else { 6.0 };
        assert!((step.mean / expected - 1.0).abs() < 0.25, "{hour}: {}", step.mean);
        assert!(step.missing_signals.is_empty());
    }
}

#[test]
fn daily_series_are_foretold_for_three_weeks() {
    let mut draw = chance(13);
    let counts = (0..300_u32).map(|day| arrivals(if day % 7 < 5 { 30.0 } else { 10.0 }, &mut draw));
    let series = DemandSeries::regular(StepLength::DAY, monday(), counts).unwrap();
    let said = forecast_demand(&series, Horizon::THREE_WEEKS, &DemandCalendar::default()).unwrap();
    for (step, day) in said.iter().zip(300_u32..) {
        let expected = if day % 7 < 5 { 30.0 } else { 10.0 };
        assert_eq!(step.basis, Basis::Model);
        assert!((step.mean / expected - 1.0).abs() < 0.2, "day {day}: {}", step.mean);
        assert!(step.band.holds(if day % 7 < 5 { 30 } else { 10 }), "{:?}", step.band);
    }
}

#[test]
fn every_named_horizon_is_foretold() {
    let quarters = busy_days(90 * 96, 14);
    let quarters = DemandSeries::regular(StepLength::QUARTER_HOUR, monday(), quarters).unwrap();
    for horizon in [
        Horizon::QUARTER_HOUR,
        Horizon::HOUR,
        Horizon::FOUR_HOURS,
        Horizon::TWELVE_HOURS,
        Horizon::FOURTEEN_DAYS,
        Horizon::THREE_WEEKS,
    ] {
        let series = quarters.in_steps_of(horizon.step()).unwrap();
        let said = forecast_demand(&series, horizon, &DemandCalendar::default()).unwrap();
        assert_eq!(said.len(), horizon.steps() as usize);
        assert!(said.iter().all(|step| step.basis == Basis::Model), "{horizon:?}");
    }
}
