//! What a back test found of one series at one horizon.

use std::collections::BTreeMap;

use anyhow::Result;
use lindley_forecast::demand::{DemandReport, ScoredStep};
use serde::Serialize;

use super::figures::{Period, Reliability, Segment, days, judged, reliability, segments, weeks};
use super::{BAND_LEVEL, LEVELS};

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
    pub(super) squared_error: f64,
    /// Mean squared distance of the counts from their mean.
    pub(super) variance: f64,
    pub(super) steps_by_basis: BTreeMap<&'static str, usize>,
    /// Levels of quantiles against what came.
    pub(super) reliability: Vec<Reliability>,
    /// By weekday and by hour.
    pub(super) segments: Vec<Segment>,
    /// By day.
    over_time: Vec<Period>,
    #[serde(skip)]
    pub(super) weeks: Vec<Period>,
}

pub(super) fn horizon(steps: &[ScoredStep]) -> Result<Option<HorizonReport>> {
    if steps.is_empty() {
        return Ok(None);
    }
    let report = DemandReport::of(steps, &LEVELS)?;
    let mean = steps.iter().map(|step| f64::from(step.actual)).sum::<f64>() / steps.len() as f64;
    let mut steps_by_basis = BTreeMap::new();
    for step in steps {
        *steps_by_basis.entry(step.forecast.basis.code()).or_insert(0) += 1;
    }
    let judged = judged(steps)?;
    let mut parts = segments("weekday", &judged, |step| {
        let day = step.forecast.start.date().weekday();
        (day.to_monday_one_offset(), format!("{day:?}"))
    });
    parts.extend(segments("hour", &judged, |step| ((), format!("{:02}", step.forecast.start.hour()))));
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
        reliability: reliability(&judged),
        segments: parts,
        over_time: days(&judged),
        weeks: weeks(&judged),
    }))
}

fn mean_square(errors: impl ExactSizeIterator<Item = f64>) -> f64 {
    let count = errors.len().max(1);
    errors.map(|error| error * error).sum::<f64>() / count as f64
}

/// Figures by level of the scored quantiles.
pub(super) fn by_level(values: &[f64]) -> BTreeMap<String, f64> {
    LEVELS.iter().zip(values).map(|(level, value)| (format!("{level}"), *value)).collect()
}
