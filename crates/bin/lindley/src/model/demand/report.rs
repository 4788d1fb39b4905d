//! What a back test of demand found, as it is written to JSON.

use std::collections::BTreeMap;

use anyhow::Result;
use lindley_forecast::demand::{
    BaselineScore, DayCoverage, DemandReport, ExternalSignal, LevelBreak, ScoredStep, StepForecast,
    eight_week_mean, seasonal_naive,
};
use serde::Serialize;

use super::Tested;

/// Levels of the scored quantiles.
const LEVELS: [f64; 3] = [0.1, 0.5, 0.9];
/// The share of counts that bands are to hold.
const BAND_LEVEL: f64 = 0.8;

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

/// One horizon.
#[derive(Serialize)]
pub(super) struct HorizonReport {
    pub(super) steps: usize,
    pub(super) pinball: f64,
    pinball_by_level: BTreeMap<String, f64>,
    band_level: f64,
    pub(super) coverage: f64,
    quantile_coverage: f64,
    pub(super) width: f64,
    relative_error: f64,
    /// Mean squared error of the mean forecast.
    squared_error: f64,
    /// Mean squared distance of the counts from their mean.
    variance: f64,
    pub(super) steps_by_basis: BTreeMap<&'static str, usize>,
    /// For each level, the share of counts at or below its quantile; whole numbers lie a little above it.
    reliability: BTreeMap<String, f64>,
    coverage_by_weekday: BTreeMap<String, f64>,
    coverage_by_hour: BTreeMap<String, f64>,
    pub(super) coverage_over_time: Vec<DayCoverage>,
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
        series,
    })
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

fn horizon(steps: &[ScoredStep]) -> Result<Option<HorizonReport>> {
    if steps.is_empty() {
        return Ok(None);
    }
    let report = DemandReport::of(steps, &LEVELS)?;
    let mean = steps.iter().map(|step| f64::from(step.actual)).sum::<f64>() / steps.len() as f64;
    let mut steps_by_basis = BTreeMap::new();
    for step in steps {
        *steps_by_basis.entry(step.forecast.basis.code()).or_insert(0) += 1;
    }
    let reached = |level: f64| {
        let below =
            steps.iter().filter(|step| u64::from(step.actual) <= step.forecast.quantile(level)).count();
        (format!("{level}"), below as f64 / steps.len() as f64)
    };
    Ok(Some(HorizonReport {
        steps: report.steps,
        pinball: report.mean_pinball,
        pinball_by_level: by_level(&report.pinball),
        band_level: BAND_LEVEL,
        coverage: report.coverage,
        quantile_coverage: report.quantile_coverage,
        width: report.width,
        relative_error: report.relative_error,
        squared_error: mean_square(steps.iter().map(|step| step.forecast.mean - f64::from(step.actual))),
        variance: mean_square(steps.iter().map(|step| f64::from(step.actual) - mean)),
        steps_by_basis,
        reliability: (1..10_u8).map(|tenth| reached(f64::from(tenth) / 10.0)).collect(),
        coverage_by_weekday: coverage_by(steps, |step| {
            let day = step.forecast.start.date().weekday();
            format!("{} {day:?}", day.to_monday_one_offset())
        }),
        coverage_by_hour: coverage_by(steps, |step| format!("{:02}", step.forecast.start.hour())),
        coverage_over_time: report.by_day,
    }))
}

fn mean_square(errors: impl ExactSizeIterator<Item = f64>) -> f64 {
    let count = errors.len().max(1);
    errors.map(|error| error * error).sum::<f64>() / count as f64
}

fn coverage_by(steps: &[ScoredStep], segment: impl Fn(&ScoredStep) -> String) -> BTreeMap<String, f64> {
    let mut held: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for step in steps {
        let (inside, all) = held.entry(segment(step)).or_default();
        *inside += usize::from(step.is_held());
        *all += 1;
    }
    held.into_iter().map(|(name, (inside, all))| (name, inside as f64 / all as f64)).collect()
}

fn baseline(score: &BaselineScore) -> Baseline {
    let pinball_by_level = by_level(&score.pinball);
    Baseline { pinball: score.mean_pinball, pinball_by_level, coverage: score.coverage }
}

fn by_level(values: &[f64]) -> BTreeMap<String, f64> {
    LEVELS.iter().zip(values).map(|(level, value)| (format!("{level}"), *value)).collect()
}

fn tomorrow(steps: Vec<StepForecast>) -> Tomorrow {
    Tomorrow { basis: steps.first().map_or("nothing", |step| step.basis.code()), steps }
}
