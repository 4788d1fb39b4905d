//! Figures of scored steps: together, by part, by time, and by quantile.

use std::collections::BTreeMap;

use anyhow::Result;
use lindley_forecast::demand::ScoredStep;
use lindley_stats::pinball_loss;
use serde::Serialize;

use super::LEVELS;

/// A scored step with its mean pinball loss.
#[derive(Clone, Copy)]
pub(super) struct Judged<'a> {
    pub(super) step: &'a ScoredStep,
    pub(super) loss: f64,
}

/// Steps with their losses.
pub(super) fn judged<'a>(steps: &'a [ScoredStep]) -> Result<Vec<Judged<'a>>> {
    let judge = |step: &'a ScoredStep| {
        let mut loss = 0.0;
        for level in LEVELS {
            let said = step.forecast.quantile(level) as f64;
            loss += pinball_loss(f64::from(step.actual), said, level)? / LEVELS.len() as f64;
        }
        Ok(Judged { step, loss })
    };
    steps.iter().map(judge).collect()
}

/// Means over steps; counts are per step.
#[derive(Clone, Copy, Serialize)]
pub(super) struct Figures {
    pub(super) rows: usize,
    pub(super) pinball: f64,
    pub(super) coverage: f64,
    pub(super) width: f64,
    /// What was expected.
    pub(super) predicted: f64,
    /// What came.
    pub(super) observed: f64,
}

impl Figures {
    /// Of at least one step.
    fn of(steps: &[Judged<'_>]) -> Self {
        let mean = |value: fn(&Judged<'_>) -> f64| steps.iter().map(value).sum::<f64>() / steps.len() as f64;
        Self {
            rows: steps.len(),
            pinball: mean(|one| one.loss),
            coverage: mean(|one| f64::from(u8::from(one.step.is_held()))),
            width: mean(|one| (one.step.forecast.band.high - one.step.forecast.band.low) as f64),
            predicted: mean(|one| one.step.forecast.mean),
            observed: mean(|one| f64::from(one.step.actual)),
        }
    }
}

/// A part of the steps.
#[derive(Clone, Serialize)]
pub(super) struct Segment {
    /// `series`, `horizon`, `weekday` or `hour`.
    pub(super) grouping: &'static str,
    pub(super) name: String,
    #[serde(flatten)]
    pub(super) figures: Figures,
}

/// The figures of each part, in order of their keys and then names.
pub(super) fn segments<K: Ord>(
    grouping: &'static str,
    steps: &[Judged<'_>],
    part: impl Fn(&ScoredStep) -> (K, String),
) -> Vec<Segment> {
    let mut parts: BTreeMap<(K, String), Vec<Judged<'_>>> = BTreeMap::new();
    for one in steps {
        parts.entry(part(one.step)).or_default().push(*one);
    }
    let segment = |((_, name), steps): ((K, String), Vec<Judged<'_>>)| Segment {
        grouping,
        name,
        figures: Figures::of(&steps),
    };
    parts.into_iter().map(segment).collect()
}

/// All of them as one part; none if there are none.
pub(super) fn whole(grouping: &'static str, name: &str, steps: &[Judged<'_>]) -> Option<Segment> {
    (!steps.is_empty()).then(|| Segment { grouping, name: name.to_owned(), figures: Figures::of(steps) })
}

/// A day or a week.
#[derive(Clone, Serialize)]
pub(super) struct Period {
    /// Its first day.
    pub(super) from: String,
    #[serde(flatten)]
    pub(super) figures: Figures,
}

/// Figures by day, the earliest first.
pub(super) fn days(steps: &[Judged<'_>]) -> Vec<Period> {
    periods(steps, |step| step.forecast.start.date().to_string())
}

/// Figures by week, the earliest first, each named by its Monday.
pub(super) fn weeks(steps: &[Judged<'_>]) -> Vec<Period> {
    periods(steps, |step| {
        let day = step.forecast.start.date();
        let back = day.weekday().to_monday_zero_offset();
        (0..back).fold(day, |day, _| day.yesterday().unwrap_or(day)).to_string()
    })
}

fn periods(steps: &[Judged<'_>], from: impl Fn(&ScoredStep) -> String) -> Vec<Period> {
    let parts = segments("time", steps, |step| ((), from(step)));
    parts.into_iter().map(|part| Period { from: part.name, figures: part.figures }).collect()
}

/// A quantile level against what came. Counts are whole: a level that is right lies between the two shares.
#[derive(Clone, Serialize)]
pub(super) struct Reliability {
    pub(super) rows: usize,
    lowest: f64,
    highest: f64,
    /// The level.
    pub(super) predicted: f64,
    /// The share of counts at or below the quantile.
    pub(super) observed: f64,
    /// The share below it.
    pub(super) observed_below: f64,
}

/// The levels from 10 to 90 of 100.
pub(super) fn reliability(steps: &[Judged<'_>]) -> Vec<Reliability> {
    let at = |level: f64| {
        let share = |below: fn(u64, u64) -> bool| {
            let kept = steps
                .iter()
                .filter(|one| below(u64::from(one.step.actual), one.step.forecast.quantile(level)));
            kept.count() as f64 / steps.len().max(1) as f64
        };
        Reliability {
            rows: steps.len(),
            lowest: level,
            highest: level,
            predicted: level,
            observed: share(|came, said| came <= said),
            observed_below: share(|came, said| came < said),
        }
    };
    if steps.is_empty() { Vec::new() } else { (1..10_u8).map(|tenth| at(f64::from(tenth) / 10.0)).collect() }
}
