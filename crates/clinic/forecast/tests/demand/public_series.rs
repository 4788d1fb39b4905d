//! Rolling origin over public series: better than naive forecasts and boosted trees, with bands that hold.

use std::time::Duration;

use lindley_forecast::demand::{
    DemandBacktest, DemandCalendar, DemandReport, DemandSeries, eight_week_mean, seasonal_naive,
};
use lindley_time::civil::DateTime;

use crate::series_at_hand::{calls, emergency};

const LEVELS: [f64; 3] = [0.1, 0.5, 0.9];

/// Mean pinball losses of quantile trees by LightGBM 4.7 on the same origins, with the same lags, sums of days and calendar,
/// fitted anew each day: the best of the settings that were tried for each horizon.
struct Trees {
    day_ahead: f64,
    next_step: f64,
}

fn reports(series: &DemandSeries, days: u32) -> [DemandReport; 2] {
    let calendar = DemandCalendar::default();
    let backtest = DemandBacktest::new(series, &calendar, days).expect("enough days");
    let (mut day_ahead, mut next_step) = (Vec::new(), Vec::new());
    for origin in backtest.origins() {
        let model = backtest.train(origin).expect("a model");
        day_ahead.extend(backtest.day_ahead(&model, origin).expect("a day"));
        next_step.extend(backtest.next_steps(&model, origin).expect("its steps"));
    }
    [day_ahead, next_step].map(|steps| DemandReport::of(&steps, &LEVELS).expect("scores"))
}

fn check(series: &DemandSeries, days: u32, trees: &Trees) {
    let naive = seasonal_naive(series, days, &LEVELS).expect("last week").mean_pinball;
    let mean = eight_week_mean(series, days, &LEVELS).expect("eight weeks").mean_pinball;
    let [day_ahead, next_step] = reports(series, days);
    for (name, report, trees) in
        [("day ahead", day_ahead, trees.day_ahead), ("next step", next_step, trees.next_step)]
    {
        println!(
            "{name}: pinball {:.4} (naive {naive:.4}, mean {mean:.4}, trees {trees:.4}), coverage {:.3}, width {:.2}",
            report.mean_pinball, report.coverage, report.width
        );
        assert!(report.mean_pinball < naive.min(mean).min(trees), "{name}: {report:?}");
        assert!((0.77..=0.83).contains(&report.coverage), "{name}: {}", report.coverage);
        assert_eq!(report.fallback_steps, 0, "{name}");
    }
}

#[test]
fn emergency_arrivals_by_the_hour() {
    let Some(series) = emergency() else { return };
    check(&series, 28, &Trees { day_ahead: 0.6171, next_step: 0.6186 });
}

#[test]
fn calls_by_the_quarter_hour() {
    let Some(series) = calls() else { return };
    check(&series, 20, &Trees { day_ahead: 11.8638, next_step: 8.6638 });
}

#[test]
fn what_happens_later_changes_no_forecast_of_a_public_series() {
    let Some(series) = calls() else { return };
    let calendar = DemandCalendar::default();
    let origin = series.known_until().saturating_sub(Duration::from_hours(10 * 24));
    let horizon = lindley_forecast::demand::Horizon::new(series.step(), 96).expect("a day");
    let known = series.before(origin).expect("rows");
    let rows: Vec<(DateTime, u32)> =
        series.rows().map(|(at, count)| (at, if at < origin { count } else { count + 1_000 })).collect();
    let other =
        DemandSeries::new(series.step(), &rows, None).expect("the same times").before(origin).expect("rows");
    let said = |series| lindley_forecast::demand::forecast_demand(series, horizon, &calendar).expect("a day");
    assert_eq!(said(&known), said(&other));
}
