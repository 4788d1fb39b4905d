//! Predicted and observed, week by week.

use std::collections::BTreeMap;

use lindley_time::civil::Date;

use super::{Outcome, Risk};

/// How a model did in one week.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WeekReport {
    /// Its Monday.
    pub monday: Date,
    /// Rows judged.
    pub rows: usize,
    /// The mean predicted probability.
    pub predicted: f64,
    /// The share that did not come.
    pub observed: f64,
    /// Mean squared error of the probabilities.
    pub brier: f64,
    /// Mean width of the bands.
    pub width: f64,
}

/// Reports by week of the appointments' days, the earliest first.
pub(super) fn by_week(outcomes: &[&Outcome], risks: &[Risk]) -> Vec<WeekReport> {
    let mut sums: BTreeMap<Date, (usize, [f64; 4])> = BTreeMap::new();
    for (outcome, risk) in outcomes.iter().zip(risks) {
        let day = outcome.booking.day;
        let since = std::time::Duration::from_secs(
            86_400 * u64::from(day.weekday().to_monday_zero_offset().unsigned_abs()),
        );
        let monday = day.checked_sub(since).unwrap_or(day);
        let missed = f64::from(u8::from(outcome.missed));
        let of_row = [risk.probability, missed, (risk.probability - missed).powi(2), risk.high - risk.low];
        let (rows, sum) = sums.entry(monday).or_default();
        *rows += 1;
        sum.iter_mut().zip(of_row).for_each(|(sum, of_row)| *sum += of_row);
    }
    let report = |(monday, (rows, sum)): (Date, (usize, [f64; 4]))| {
        let [predicted, observed, brier, width] = sum.map(|sum| sum / rows as f64);
        WeekReport { monday, rows, predicted, observed, brier, width }
    };
    sums.into_iter().map(report).collect()
}
