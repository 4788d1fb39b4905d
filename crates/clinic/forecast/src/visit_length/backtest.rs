//! Lengths predicted session after session, and judged.

use std::collections::BTreeMap;

use lindley_learn::Scores;
use lindley_stats::{Band, BandReport, mean_pinball_loss, quantile};

use super::{LengthBounds, LengthHistory, LengthModel, MeasuredVisit, VisitGroup, VisitLength};
use crate::ForecastError;

/// A visit, what was said of it before its session, and how long it took.
#[derive(Clone, Debug, PartialEq)]
pub struct MeasuredBand {
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
            found.push(MeasuredBand { group: visit.group(), said, seconds: *seconds });
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

/// How well lengths and bands did.
#[derive(Clone, Debug, PartialEq)]
pub struct LengthReport {
    /// Errors of the expected lengths.
    pub scores: Scores,
    /// Mean pinball loss of the two ends of the band, in seconds.
    pub pinball: f64,
    /// All bands.
    pub bands: BandReport,
    /// Bands by group.
    pub groups: BTreeMap<VisitGroup, BandReport>,
}

impl LengthReport {
    /// Judges bands of this level. Refused if there are none.
    ///
    /// ```
    /// assert!(lindley_forecast::visit_length::LengthReport::of(&[], 0.9).is_err());
    /// ```
    pub fn of(measured: &[MeasuredBand], level: f64) -> Result<Self, ForecastError> {
        let seconds: Vec<f64> = measured.iter().map(|one| one.seconds).collect();
        let expected: Vec<f64> = measured.iter().map(|one| one.said.expected).collect();
        let ends =
            |end: fn(&Band) -> f64| -> Vec<f64> { measured.iter().map(|one| end(&one.said.band)).collect() };
        let below = f64::midpoint(0.0, 1.0 - level);
        let low = mean_pinball_loss(&seconds, &ends(Band::low), below)?;
        let high = mean_pinball_loss(&seconds, &ends(Band::high), 1.0 - below)?;
        let report = |members: &[&MeasuredBand]| {
            let bands: Vec<Band> = members.iter().map(|one| one.said.band).collect();
            let took: Vec<f64> = members.iter().map(|one| one.seconds).collect();
            BandReport::of(&bands, &took)
        };
        let mut by_group: BTreeMap<VisitGroup, Vec<&MeasuredBand>> = BTreeMap::new();
        for one in measured {
            by_group.entry(one.group).or_default().push(one);
        }
        let mut groups = BTreeMap::new();
        for (group, members) in by_group {
            groups.insert(group, report(&members)?);
        }
        Ok(Self {
            scores: Scores::of(&seconds, &expected)?,
            pinball: f64::midpoint(low, high),
            bands: report(&measured.iter().collect::<Vec<_>>())?,
            groups,
        })
    }
}
