//! What a back test of demand found, as it is written to JSON.

use std::collections::BTreeMap;

use anyhow::Result;
use lindley_forecast::FeatureDrift;
use lindley_forecast::demand::{
    BaselineScore, ExternalSignal, LevelBreak, ScoredStep, StepForecast, eight_week_mean, seasonal_naive,
};
use serde::Serialize;
use serde_json::Value;

use super::figures::{self, Judged, Period, Reliability, Segment, judged};
use super::horizon::{HorizonReport, by_level, horizon};
use super::{LEVELS, Tested, drift};
use crate::model::backtest::moved::{self, Alarm};

/// All series. The first keys are means over the steps of all series, each forecast at the midnight before.
#[derive(Serialize)]
pub(super) struct Report {
    task: &'static str,
    pub(super) step_minutes: u32,
    /// Those of probabilities, which demand has none of.
    auc: Option<f64>,
    brier: Option<f64>,
    ece: Option<f64>,
    /// Root of the mean squared error of the mean forecast, over the steps of all series.
    rmse: Option<f64>,
    /// How much less that is than with each series' own mean count.
    r2: Option<f64>,
    /// Mean pinball loss of the 10 %, 50 % and 90 % quantiles.
    pinball: Option<f64>,
    coverage: Option<f64>,
    width: Option<f64>,
    train_seconds: Option<f64>,
    row_microseconds: Option<f64>,
    baselines: BTreeMap<&'static str, Option<f64>>,
    /// Levels of quantiles against what came, a day ahead.
    reliability: Vec<Reliability>,
    /// By series a day ahead, and by horizon.
    pub(super) segments: Vec<Segment>,
    /// By week, a day ahead.
    over_time: Vec<Period>,
    /// What has moved in each series.
    drift: Vec<Value>,
    pub(super) series: Vec<SeriesReport>,
}

/// One series.
#[derive(Serialize)]
pub(super) struct SeriesReport {
    pub(super) series: String,
    pub(super) rows: usize,
    pub(super) gaps: usize,
    /// Outside signals that forecasts could look at.
    signals: Vec<SignalReport>,
    pub(super) days: u32,
    /// Each day forecast at its midnight.
    pub(super) day_ahead: Option<HorizonReport>,
    /// Each step forecast when the one before it was over.
    pub(super) next_step: Option<HorizonReport>,
    /// Mean seconds to learn at one midnight.
    train_seconds: Option<f64>,
    /// Mean microseconds to forecast one step, with everything that is read from the series for it.
    row_microseconds: Option<f64>,
    /// Seconds to learn and forecast at the slowest midnight.
    pub(super) slowest_origin_seconds: Option<f64>,
    pub(super) baselines: BTreeMap<&'static str, Option<Baseline>>,
    /// Counts, what is expected, and bands: what has moved.
    drift: Vec<Value>,
    #[serde(skip)]
    pub(super) moved: Vec<FeatureDrift>,
    #[serde(skip)]
    pub(super) alarm: Option<Alarm>,
    /// Jumps of the level within the tested days: drift.
    pub(super) level_breaks: Vec<LevelBreak>,
    /// The day after the last row, where there was no day to test.
    pub(super) tomorrow: Option<Tomorrow>,
}

/// One outside signal.
#[derive(Serialize)]
struct SignalReport {
    name: String,
    unit: String,
    /// Readings that were not plausible.
    refused: usize,
    /// The share of the series' steps for which it was known.
    known: f64,
}

/// A simple forecaster on the same days.
#[derive(Serialize)]
pub(super) struct Baseline {
    pub(super) pinball: f64,
    pinball_by_level: BTreeMap<String, f64>,
    pub(super) coverage: f64,
}

/// What is said of a series that cannot be tested.
#[derive(Serialize)]
pub(super) struct Tomorrow {
    pub(super) basis: &'static str,
    pub(super) steps: Vec<StepForecast>,
}

pub(super) fn report(tested: &[Tested]) -> Result<Report> {
    let series: Vec<SeriesReport> = tested.iter().map(series_report).collect::<Result<_>>()?;
    let scored = || series.iter().filter_map(|series| Some((series, series.day_ahead.as_ref()?)));
    let over_steps = |value: &dyn Fn(&SeriesReport, &HorizonReport) -> Option<f64>| {
        let steps: usize = scored().map(|(_, report)| report.steps).sum();
        let sum = scored()
            .map(|(series, report)| Some(value(series, report)? * report.steps as f64))
            .sum::<Option<f64>>()?;
        (steps > 0).then(|| sum / steps as f64)
    };
    let baseline = |name: &'static str| {
        let value =
            |series: &SeriesReport, _: &HorizonReport| Some(series.baselines.get(name)?.as_ref()?.pinball);
        (name, over_steps(&value))
    };
    let day_ahead = each_judged(tested, |tested| &tested.day_ahead)?;
    let next_step = each_judged(tested, |tested| &tested.next_step)?;
    let by_series = tested.iter().zip(&day_ahead);
    let mut segments: Vec<Segment> = by_series
        .filter_map(|(tested, day_ahead)| figures::whole("series", &tested.name, day_ahead))
        .collect();
    let (day_ahead, next_step) = (day_ahead.concat(), next_step.concat());
    segments.extend(figures::whole("horizon", "a day ahead", &day_ahead));
    segments.extend(figures::whole("horizon", "a step ahead", &next_step));
    Ok(Report {
        task: "demand",
        step_minutes: tested.first().map_or(0, |tested| tested.series.step().minutes()),
        auc: None,
        brier: None,
        ece: None,
        rmse: over_steps(&|_, report| Some(report.squared_error)).map(f64::sqrt),
        r2: over_steps(&|_, report| Some(report.squared_error))
            .zip(over_steps(&|_, report| Some(report.variance)))
            .and_then(|(error, variance)| (variance > 0.0).then(|| 1.0 - error / variance)),
        pinball: over_steps(&|_, report| Some(report.pinball)),
        coverage: over_steps(&|_, report| Some(report.coverage)),
        width: over_steps(&|_, report| Some(report.width)),
        train_seconds: over_steps(&|series, _| series.train_seconds),
        row_microseconds: over_steps(&|series, _| series.row_microseconds),
        baselines: [baseline("seasonal_naive"), baseline("eight_week_mean")].into(),
        reliability: figures::reliability(&day_ahead),
        segments,
        over_time: figures::weeks(&day_ahead),
        drift: series.iter().flat_map(drift_of).collect(),
        series,
    })
}

/// The steps of each series at one horizon.
fn each_judged(tested: &[Tested], horizon: fn(&Tested) -> &Vec<ScoredStep>) -> Result<Vec<Vec<Judged<'_>>>> {
    tested.iter().map(|tested| judged(horizon(tested))).collect()
}

/// The rows of a series' drift, each with the series' name.
fn drift_of(series: &SeriesReport) -> Vec<Value> {
    let mut rows = series.drift.clone();
    for row in rows.iter_mut().filter_map(Value::as_object_mut) {
        row.insert("series".to_owned(), series.series.clone().into());
    }
    rows
}

fn series_report(tested: &Tested) -> Result<SeriesReport> {
    let origins = f64::from(tested.timing.origins.max(1));
    let any = tested.days > 0;
    let per_step = tested.timing.forecast_seconds / tested.day_ahead.len().max(1) as f64;
    // A series too short for a baseline has none; that is not the test's failure.
    let baselines = [
        ("seasonal_naive", seasonal_naive(&tested.series, tested.days, &LEVELS).ok().as_ref().map(baseline)),
        (
            "eight_week_mean",
            eight_week_mean(&tested.series, tested.days, &LEVELS).ok().as_ref().map(baseline),
        ),
    ];
    let first = tested.day_ahead.first().map(|step| step.forecast.start);
    let mut level_breaks = tested.level_breaks();
    level_breaks.retain(|level| first.is_some_and(|first| level.since >= first));
    let tomorrow = if any { None } else { Some(tomorrow(tested.tomorrow()?)) };
    let (moved, alarm) =
        (if any { drift::columns(tested) } else { Vec::new() }, drift::alarm(&tested.day_ahead)?);
    let mut drift = moved::columns(&moved);
    drift.extend(any.then(|| moved::coverage(alarm.as_ref())));
    Ok(SeriesReport {
        series: tested.name.clone(),
        rows: tested.series.observed(),
        gaps: tested.series.gaps(),
        signals: signals(tested),
        days: tested.days,
        day_ahead: horizon(&tested.day_ahead)?,
        next_step: horizon(&tested.next_step)?,
        train_seconds: any.then_some(tested.timing.train_seconds / origins),
        row_microseconds: any.then_some(1e6 * per_step),
        slowest_origin_seconds: any.then_some(tested.timing.slowest_seconds),
        baselines: baselines.into(),
        drift,
        moved,
        alarm,
        level_breaks,
        tomorrow,
    })
}

fn signals(tested: &Tested) -> Vec<SignalReport> {
    let of_signal = |signal: &ExternalSignal| {
        let known = tested.series.rows().filter(|(at, _)| signal.at(*at).is_some()).count();
        SignalReport {
            name: signal.name().to_owned(),
            unit: signal.unit().to_owned(),
            refused: signal.refused(),
            known: known as f64 / tested.series.observed().max(1) as f64,
        }
    };
    tested.calendar.signals().iter().map(of_signal).collect()
}

fn baseline(score: &BaselineScore) -> Baseline {
    let pinball_by_level = by_level(&score.pinball);
    Baseline { pinball: score.mean_pinball, pinball_by_level, coverage: score.coverage }
}

fn tomorrow(steps: Vec<StepForecast>) -> Tomorrow {
    Tomorrow { basis: steps.first().map_or("nothing", |step| step.basis.code()), steps }
}
