//! What has moved between the time before the tested days and these days.

use anyhow::Result;
use lindley_forecast::FeatureDrift;
use lindley_forecast::demand::{DemandBacktest, DemandModel, ScoredStep};
use lindley_stats::CoverageCusum;

use super::{BAND_LEVEL, Tested};
use crate::model::backtest::moved::Alarm;

/// The share at which bands have clearly become too narrow.
const TOO_NARROW: f64 = 0.7;
/// Steps between false alarms.
const STEPS_BETWEEN_ALARMS: f64 = 10_000.0;

/// What a model says of as many days before the tested ones, of which it has learnt, forecast at their midnights; nothing where
/// the series is too short to look back that far.
pub(super) fn said_before(tested: &Tested, model: &DemandModel) -> Result<Vec<f64>> {
    let Ok(backtest) = DemandBacktest::new(&tested.series, &tested.calendar, 2 * tested.days) else {
        return Ok(Vec::new());
    };
    let mut said = Vec::new();
    for origin in backtest.origins().take(tested.days as usize) {
        said.extend(backtest.day_ahead(model, origin)?.into_iter().map(|step| step.forecast.mean));
    }
    Ok(said)
}

/// Counts per step of the tested days against those before, and as `score` what was expected of them against what the model
/// says of as many days that it has learnt from.
pub(super) fn columns(tested: &Tested) -> Vec<FeatureDrift> {
    let first = tested.day_ahead.first().map(|step| step.forecast.start);
    let counts = |is_tested: bool| -> Vec<f64> {
        let rows =
            tested.series.rows().filter(|(at, _)| first.is_some_and(|first| *at >= first) == is_tested);
        rows.map(|(_, count)| f64::from(count)).collect()
    };
    let said: Vec<f64> = tested.day_ahead.iter().map(|step| step.forecast.mean).collect();
    vec![
        FeatureDrift::of_numbers("count", &counts(false), &counts(true)),
        FeatureDrift::of_numbers("score", &tested.said_before, &said),
    ]
}

/// The alarm of the cumulative sum of misses, if bands have become too narrow.
pub(super) fn alarm(steps: &[ScoredStep]) -> Result<Option<Alarm>> {
    let mut watch = CoverageCusum::new(BAND_LEVEL, TOO_NARROW, STEPS_BETWEEN_ALARMS)?;
    for step in steps {
        watch.observe(!step.is_held());
    }
    let start_of = |row: u64| {
        let place = usize::try_from(row).ok()?.checked_sub(1)?;
        steps.get(place).map(|step| step.forecast.start.to_string())
    };
    let found = watch.alarm().and_then(|alarm| start_of(alarm.row).zip(start_of(alarm.changed_at)));
    Ok(found.map(|(at, since)| Alarm { at, since }))
}
