//! Lengths predicted session after session.

mod report;

use std::collections::BTreeMap;

use lindley_stats::{Band, BandReport, quantile};

use super::features::KnownVisit;
use super::{LengthBounds, LengthHistory, LengthModel, MeasuredVisit, VisitGroup, VisitLength, drift};
use crate::{FeatureDrift, ForecastError};

pub use report::{ExpectedBin, LengthReport, SessionAlarm, SessionBlock};

/// A visit, what was said of it before its session, and how long it took.
#[derive(Clone, Debug, PartialEq)]
pub struct MeasuredBand {
    /// The session of the visit.
    pub session: u32,
    /// The group of the visit.
    pub group: VisitGroup,
    /// What was said.
    pub said: VisitLength,
    /// How long it took, in seconds.
    pub seconds: f64,
}

/// Predicts visits session after session: all of a session before any of it is known. Bounds follow what was measured; the
/// model stays. The history may hold the visits themselves: it is asked for strictly earlier sessions only.
///
/// ```no_run
/// # use lindley_forecast::visit_length::*;
/// # fn example(model: &LengthModel, bounds: &mut LengthBounds, history: &LengthHistory, later: &[MeasuredVisit])
/// # -> Result<(), lindley_forecast::ForecastError> {
/// let report = LengthReport::of(&run_sessions(model, bounds, history, later)?, 0.9)?;
/// println!("{:.1} s, {:.1} % covered", report.scores.rmse, 100.0 * report.bands.coverage());
/// # Ok(())
/// # }
/// ```
pub fn run_sessions(
    model: &LengthModel,
    bounds: &mut LengthBounds,
    history: &LengthHistory,
    visits: &[MeasuredVisit],
) -> Result<Vec<MeasuredBand>, ForecastError> {
    let mut found = Vec::with_capacity(visits.len());
    for (_, session) in by_session(visits) {
        for MeasuredVisit { visit, seconds } in &session {
            let said = model.length(visit, history, bounds)?;
            let (session, group) = (visit.session, visit.group());
            found.push(MeasuredBand { session, group, said, seconds: *seconds });
        }
        for MeasuredVisit { visit, seconds } in &session {
            bounds.observe(visit.group(), model.score(visit, history, *seconds)?)?;
        }
    }
    Ok(found)
}

fn by_session(visits: &[MeasuredVisit]) -> BTreeMap<u32, Vec<&MeasuredVisit>> {
    let mut sessions: BTreeMap<u32, Vec<&MeasuredVisit>> = BTreeMap::new();
    for measured in visits {
        sessions.entry(measured.visit.session).or_default().push(measured);
    }
    sessions
}

/// A band that knows nothing of the visit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct UnconditionalBand {
    /// Fixed once: the quantiles of the lengths that were learnt from.
    pub fixed: BandReport,
    /// The same quantiles, following what is measured as the model's bounds do.
    pub following: BandReport,
}

/// What one band for all visits does, by the same rules: quantiles of the lengths that were learnt from, conformalised without
/// groups, and following what is measured. Refused for no visits or a senseless level.
///
/// ```
/// use lindley_forecast::visit_length::run_unconditional;
/// assert!(run_unconditional(&[], &[], 0.9, 0.005).is_err());
/// ```
pub fn run_unconditional(
    learnt: &[MeasuredVisit],
    visits: &[MeasuredVisit],
    level: f64,
    step: f64,
) -> Result<UnconditionalBand, ForecastError> {
    let lengths: Vec<f64> = learnt.iter().map(|measured| measured.seconds).collect();
    let below = f64::midpoint(0.0, 1.0 - level);
    let (low, high) = (quantile(&lengths, below)?, quantile(&lengths, 1.0 - below)?);
    let score = |seconds: f64| (low - seconds).max(seconds - high);
    let everybody = VisitGroup { returning: false, cancer: false };
    let mut bounds = LengthBounds::new(level, step)?;
    for seconds in &lengths {
        bounds.calibrate(everybody, score(*seconds))?;
    }
    let (mut fixed, mut following, mut took) = (Vec::new(), Vec::new(), Vec::new());
    for (_, session) in by_session(visits) {
        for measured in &session {
            fixed.push(Band::new(low, high)?);
            following.push(bounds.bound(everybody)?.around_quantiles(low, high)?);
            took.push(measured.seconds);
        }
        for measured in session {
            bounds.observe(everybody, score(measured.seconds))?;
        }
    }
    Ok(UnconditionalBand {
        fixed: BandReport::of(&fixed, &took)?,
        following: BandReport::of(&following, &took)?,
    })
}

/// How far a model's columns, and as `score` its expected lengths, have moved between the visits learnt from and later ones. The
/// expected lengths of visits that the model has learnt from are a little surer than those of new ones.
///
/// ```no_run
/// use lindley_forecast::visit_length::{LengthHistory, LengthModel, MeasuredVisit, backtest_drift};
/// # fn example(
/// #     model: &LengthModel, learnt: &[MeasuredVisit], later: &[MeasuredVisit], history: &LengthHistory,
/// # ) -> Result<(), lindley_forecast::ForecastError> {
/// for column in backtest_drift(model, learnt, later, history)? {
///     println!("{} {:?}", column.feature, column.psi);
/// }
/// # Ok(())
/// # }
/// ```
pub fn backtest_drift(
    model: &LengthModel,
    learnt: &[MeasuredVisit],
    later: &[MeasuredVisit],
    history: &LengthHistory,
) -> Result<Vec<FeatureDrift>, ForecastError> {
    let expected = |visits: &[MeasuredVisit]| -> Result<Vec<f64>, ForecastError> {
        visits.iter().map(|measured| model.expected(&measured.visit, history)).collect()
    };
    let mut found = drift::of_columns(model.columns(), &known(learnt, history), &known(later, history));
    found.push(FeatureDrift::of_numbers("score", &expected(learnt)?, &expected(later)?));
    Ok(found)
}

fn known<'a>(visits: &'a [MeasuredVisit], history: &LengthHistory) -> Vec<KnownVisit<'a>> {
    visits.iter().map(|measured| KnownVisit::of(&measured.visit, history)).collect()
}
