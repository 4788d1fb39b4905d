//! Predicted and observed, week by week.

use std::collections::BTreeMap;

use lindley_stats::{Interval, clopper_pearson};
use lindley_time::civil::Date;

use super::{Outcome, Risk};
use crate::ForecastError;

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
    /// That share with its 99 % interval: a prediction outside of it is off by more than chance.
    pub range: Interval,
    /// Mean squared error of the probabilities.
    pub brier: f64,
    /// Mean width of the bands.
    pub width: f64,
    /// Mean lower end of the bands.
    pub low: f64,
    /// Mean upper end of the bands.
    pub high: f64,
}

/// Reports by week of the appointments' days, the earliest first.
pub(super) fn by_week(outcomes: &[&Outcome], risks: &[Risk]) -> Result<Vec<WeekReport>, ForecastError> {
    let mut weeks: BTreeMap<Date, Vec<(bool, &Risk)>> = BTreeMap::new();
    for (outcome, risk) in outcomes.iter().zip(risks) {
        let day = outcome.booking.day;
        let since = std::time::Duration::from_secs(
            86_400 * u64::from(day.weekday().to_monday_zero_offset().unsigned_abs()),
        );
        let monday = day.checked_sub(since).unwrap_or(day);
        weeks.entry(monday).or_default().push((outcome.missed, risk));
    }
    weeks.into_iter().map(|(monday, rows)| report(monday, &rows)).collect()
}

fn report(monday: Date, rows: &[(bool, &Risk)]) -> Result<WeekReport, ForecastError> {
    let mean = |value: fn(&(bool, &Risk)) -> f64| rows.iter().map(value).sum::<f64>() / rows.len() as f64;
    let missed = rows.iter().filter(|(missed, _)| *missed).count();
    let range = clopper_pearson(missed, rows.len(), 0.99)?;
    Ok(WeekReport {
        monday,
        rows: rows.len(),
        predicted: mean(|(_, risk)| risk.probability),
        observed: range.estimate,
        range,
        brier: mean(|(missed, risk)| (risk.probability - f64::from(u8::from(*missed))).powi(2)),
        width: mean(|(_, risk)| risk.high - risk.low),
        low: mean(|(_, risk)| risk.low),
        high: mean(|(_, risk)| risk.high),
    })
}

#[cfg(test)]
mod tests {
    use lindley_time::civil::date;

    use super::*;
    use crate::no_show::Booking;

    #[test]
    fn each_week_tells_how_far_what_came_lies_from_what_was_said_and_from_the_bands() {
        let outcome = |day: i8, missed: bool| Outcome {
            booking: Booking::new(1, "p1", date(2026, 5, 1).at(9, 0, 0, 0), date(2026, 5, day)),
            missed,
        };
        let risk = |probability: f64| Risk {
            probability,
            low: probability - 0.1,
            high: probability + 0.2,
            unseen_labels: 0,
        };
        // The 10th is a Sunday, the 11th a Monday.
        let mut outcomes: Vec<Outcome> = (0..40).map(|row| outcome(4 + row % 7, row % 4 == 0)).collect();
        outcomes.extend((0..20).map(|_| outcome(11, true)));
        let risks = [vec![risk(0.25); 40], vec![risk(0.5); 20]].concat();
        let weeks = by_week(&outcomes.iter().collect::<Vec<_>>(), &risks).unwrap();
        assert_eq!(
            weeks.iter().map(|week| (week.monday, week.rows)).collect::<Vec<_>>(),
            [(date(2026, 5, 4), 40), (date(2026, 5, 11), 20)]
        );
        let near = |left: f64, right: f64| (left - right).abs() < 1e-12;
        let [calm, bad] = &weeks[..] else { panic!("two weeks") };
        assert!(near(calm.observed, 0.25) && near(calm.predicted, 0.25) && near(calm.width, 0.3));
        assert!(calm.range.low < 0.25 && 0.25 < calm.range.high);
        assert!(near(bad.low, 0.4) && near(bad.high, 0.7) && bad.range.low > bad.high, "{bad:?}");
    }
}
