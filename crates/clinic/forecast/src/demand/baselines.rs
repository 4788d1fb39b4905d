//! What a forecaster has to beat: the same slot of last week, and the mean of eight weeks.

use lindley_stats::{mean_pinball_loss, quantile};

use super::{DemandError, DemandSeries};

/// Weeks that residuals and means are taken from.
const WEEKS: i64 = 8;

/// How well a simple forecaster does on the steps of the tested days.
#[derive(Clone, Debug, PartialEq)]
pub struct BaselineScore {
    /// Steps scored: those for which the forecaster has anything to say.
    pub steps: usize,
    /// Mean pinball loss per level, in the order in which levels were asked for.
    pub pinball: Vec<f64>,
    /// The mean of these.
    pub mean_pinball: f64,
    /// The share of counts between the quantiles of the first and the last level.
    pub coverage: f64,
}

/// The same slot of the week before, with the quantiles of the errors this made at the same slot of the day in eight weeks.
///
/// The days are the last so many observed ones; each is forecast from its midnight. Refused if there is nothing to score.
///
/// ```
/// # use lindley_forecast::demand::{DemandSeries, StepLength, seasonal_naive};
/// # let start = lindley_time::civil::date(2026, 1, 5).at(0, 0, 0, 0);
/// let series = DemandSeries::regular(StepLength::HOUR, start, (0..20 * 168_u32).map(|hour| hour % 24))?;
/// assert!(seasonal_naive(&series, 7, &[0.1, 0.5, 0.9])?.mean_pinball < 1e-12);
/// # Ok::<(), lindley_forecast::demand::DemandError>(())
/// ```
pub fn seasonal_naive(
    series: &DemandSeries,
    days: u32,
    levels: &[f64],
) -> Result<BaselineScore, DemandError> {
    score(series, days, levels, |series, index| weeks_before(series, index, 1).first().copied())
}

/// The mean of the same slot of the week in the eight weeks before, with quantiles of errors as in [`seasonal_naive`].
///
/// ```
/// # use lindley_forecast::demand::{DemandSeries, StepLength, eight_week_mean};
/// # let start = lindley_time::civil::date(2026, 1, 5).at(0, 0, 0, 0);
/// let series = DemandSeries::regular(StepLength::HOUR, start, (0..20 * 168_u32).map(|hour| hour % 24))?;
/// assert!(eight_week_mean(&series, 7, &[0.1, 0.5, 0.9])?.mean_pinball < 1e-12);
/// # Ok::<(), lindley_forecast::demand::DemandError>(())
/// ```
pub fn eight_week_mean(
    series: &DemandSeries,
    days: u32,
    levels: &[f64],
) -> Result<BaselineScore, DemandError> {
    score(series, days, levels, |series, index| lindley_stats::mean(&weeks_before(series, index, WEEKS)).ok())
}

/// Counts at the same slot of up to `most` earlier weeks, the nearest that were observed among eight.
fn weeks_before(series: &DemandSeries, index: i64, most: i64) -> Vec<f64> {
    let week = 7 * i64::from(series.step.per_day());
    let found = (1..=WEEKS).filter_map(|weeks| series.at(index - weeks * week));
    found.take(usize::try_from(most).unwrap_or(0)).map(f64::from).collect()
}

fn score(
    series: &DemandSeries,
    days: u32,
    levels: &[f64],
    centre: impl Fn(&DemandSeries, i64) -> Option<f64>,
) -> Result<BaselineScore, DemandError> {
    let per_day = i64::from(series.step.per_day());
    let mut actual = Vec::new();
    let mut predicted: Vec<Vec<f64>> = vec![Vec::new(); levels.len()];
    for day in super::backtest::last_days(series, days)? {
        for index in day * per_day..(day + 1) * per_day {
            let (Some(count), Some(centre_now)) = (series.at(index), centre(series, index)) else { continue };
            let errors: Vec<f64> = (1..=7 * WEEKS)
                .filter_map(|back| {
                    let earlier = index - back * per_day;
                    Some(f64::from(series.at(earlier)?) - centre(series, earlier)?)
                })
                .collect();
            if errors.is_empty() {
                continue;
            }
            actual.push(f64::from(count));
            for (level, predicted) in levels.iter().zip(&mut predicted) {
                predicted.push((centre_now + quantile(&errors, *level)?).max(0.0));
            }
        }
    }
    let pinball: Vec<f64> = levels
        .iter()
        .zip(&predicted)
        .map(|(level, predicted)| mean_pinball_loss(&actual, predicted, *level))
        .collect::<Result<_, _>>()?;
    let inside = |row: usize, count: f64| {
        predicted
            .first()
            .zip(predicted.last())
            .is_some_and(|(low, high)| (low[row]..=high[row]).contains(&count))
    };
    let covered = actual.iter().enumerate().filter(|(row, count)| inside(*row, **count)).count();
    let mean_pinball = lindley_stats::mean(&pinball)?;
    Ok(BaselineScore {
        steps: actual.len(),
        pinball,
        mean_pinball,
        coverage: covered as f64 / actual.len() as f64,
    })
}
