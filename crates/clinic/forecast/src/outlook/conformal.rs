//! What past sessions say about the simulation's bands.

use std::collections::BTreeMap;

use lindley_stats::{Band, CalibrationScores};
use serde::{Deserialize, Serialize};

use super::estimate::{Basis, Estimate, LEVELS, Rough};
use super::{Measure, OutlookError, Seen, SessionTotals, Simulated};

/// Past sessions that are needed before bands follow them.
pub const LEAST_SESSIONS: usize = 20;

/// Past sessions that are kept: the latest.
const MOST_SESSIONS: usize = 1_000;

/// How far a number of patients may be off a whole one after shares of the booked are turned back into patients.
const ROUNDING: f64 = 1e-9;

/// What is compared: a measure of the session, or the wait of one of its patients.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
enum Compared {
    Whole(Measure),
    OneWait,
}

/// How far a past session lay outside the two ends of a simulated band, in the unit of its measure; below zero inside.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
struct Misses {
    /// Below the lower end.
    below: f64,
    /// Above the upper end.
    above: f64,
}

/// How far past sessions lay outside their simulated bands, below and above each for itself.
///
/// Conformalised quantile regression with a score for each end: the lower end is exceeded as often as it should be, and so is
/// the upper one, so that patients who cancel after a session is foretold move the lower end and leave the upper one alone.
/// Scores are in the measure's own unit, patients as a share of the booked: in widths of the band a few sessions that the
/// simulation was nearly sure of would stretch the bands of all. There is one pair for each past session and measure, so a
/// session counts once however many visits it had, and bands hold over sessions that are alike. For the wait of an appointment
/// it is that of one patient of each session.
///
/// Source: Y. Romano, E. Patterson and E. Candès, "Conformalized Quantile Regression", NeurIPS 2019, Theorem 2.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Conformal {
    sessions: usize,
    /// Scores in the order of the sessions, one pair for each level.
    scores: BTreeMap<Compared, Vec<[Misses; 2]>>,
}

impl Conformal {
    /// No past sessions yet.
    ///
    /// ```
    /// use lindley_forecast::outlook::Conformal;
    /// assert_eq!(Conformal::none().sessions(), 0);
    /// ```
    pub fn none() -> Self {
        Self::default()
    }

    /// How many past sessions it has taken up.
    ///
    /// ```
    /// assert_eq!(lindley_forecast::outlook::Conformal::default().sessions(), 0);
    /// ```
    pub fn sessions(&self) -> usize {
        self.sessions
    }

    /// Takes up a past session: what the simulation said of it before it began, and the visits that took place in the order in
    /// which they began. `one` is the patient whose wait is compared: the place in the plan, the place among the visits. Draw
    /// it by chance, so that no place in the day is preferred; none if nobody came.
    ///
    /// Refused if a visit cannot have happened.
    ///
    /// ```
    /// use lindley_forecast::outlook::{Conformal, LengthQuantiles, Planned, Seen, SessionPlan, ShowChance, simulate};
    /// use lindley_seed::Seed;
    /// use lindley_time::{Instant, Span};
    ///
    /// let nine = Instant::parse("2026-05-04T09:00:00Z").unwrap();
    /// let length = LengthQuantiles::sure(900.0)?;
    /// let visit = Planned { start: nine, planned_seconds: 900, show: ShowChance::known(1.0), length };
    /// let plan = SessionPlan { working: Span::of_minutes(nine, 60), appointments: vec![visit] };
    /// let mut past = Conformal::none();
    /// let took = Seen { due: 0.0, begun: 60.0, ended: 1_080.0 };
    /// past.observe(&simulate(&plan, 10, Seed::from_u64(1))?, 3_600.0, &[took], Some((0, 0)))?;
    /// assert_eq!(past.sessions(), 1);
    /// # Ok::<(), lindley_forecast::outlook::OutlookError>(())
    /// ```
    pub fn observe(
        &mut self,
        said: &Simulated,
        working_seconds: f64,
        visits: &[Seen],
        one: Option<(usize, usize)>,
    ) -> Result<(), OutlookError> {
        let totals = SessionTotals::of(working_seconds, visits)?;
        for (measure, rough) in &said.measures {
            if let Some(value) = measure.of(&totals) {
                self.push(Compared::Whole(*measure), misses(rough, value, measure.unit(said.waits.len())));
            }
        }
        if let Some((place, visit)) = one
            && let (Some(Some(rough)), Some(seen)) = (said.waits.get(place), visits.get(visit))
        {
            let wait = (seen.begun - seen.due).max(0.0);
            self.push(Compared::OneWait, misses(rough, wait, Measure::MeanWait.unit(1)));
        }
        self.sessions += 1;
        Ok(())
    }

    fn push(&mut self, compared: Compared, misses: [Misses; 2]) {
        let kept = self.scores.entry(compared).or_default();
        if kept.len() == MOST_SESSIONS {
            kept.remove(0);
        }
        kept.push(misses);
    }

    /// A measure of a whole session, of so many appointments.
    pub(super) fn whole(
        &self,
        measure: Measure,
        rough: &Rough,
        appointments: usize,
    ) -> Result<Estimate, OutlookError> {
        let (unit, range) = (measure.unit(appointments), measure.range(appointments));
        let mut found = self.estimate(Compared::Whole(measure), rough, unit, range)?;
        if measure == Measure::Comes {
            found.bands = found.bands.map(whole_patients);
        }
        Ok(found)
    }

    /// The wait of an appointment's patient.
    pub(super) fn wait(&self, rough: &Rough) -> Result<Estimate, OutlookError> {
        let (unit, range) = (Measure::MeanWait.unit(1), Measure::MeanWait.range(1));
        self.estimate(Compared::OneWait, rough, unit, range)
    }

    fn estimate(
        &self,
        compared: Compared,
        rough: &Rough,
        unit: f64,
        (least, most): (f64, f64),
    ) -> Result<Estimate, OutlookError> {
        let past: &[[Misses; 2]] = self.scores.get(&compared).map_or(&[], Vec::as_slice);
        let enough = past.len() >= LEAST_SESSIONS;
        let mut bands = [(least, most); 2];
        for (place, level) in LEVELS.into_iter().enumerate() {
            let mut band = rough.bands[place];
            if enough {
                // Either end may be missed in half of the cases that the band may miss.
                let one_sided = f64::midpoint(1.0, level);
                let bound = |miss: fn(&Misses) -> f64| {
                    let scores: Vec<f64> = past.iter().map(|misses| miss(&misses[place])).collect();
                    CalibrationScores::new(&scores)?.bound(one_sided)
                };
                let below = bound(|misses| misses.below)?.score();
                let above = bound(|misses| misses.above)?.score();
                band = moved(band, unit * below, unit * above)?;
            }
            let band = band.within(least, most)?;
            bands[place] = (band.low(), band.high());
        }
        // Each level has scores of its own, which may cross: what holds more often is no narrower.
        let [(low, high), wider] = bands;
        bands[1] = (wider.0.min(low), wider.1.max(high));
        // The mean of the draws lies within the bands, unless past sessions say that the simulation is biased.
        let basis = if enough {
            Basis::PastSessions { sessions: past.len() }
        } else {
            Basis::SimulationOnly { sessions: past.len(), needed: LEAST_SESSIONS }
        };
        Ok(Estimate { expected: rough.expected, bands, basis })
    }
}

/// How far a value lies outside the ends of the bands, in this unit.
fn misses(rough: &Rough, value: f64, unit: f64) -> [Misses; 2] {
    rough.bands.map(|band| Misses { below: (band.low() - value) / unit, above: (value - band.high()) / unit })
}

/// A band that reaches further down by `below` and further up by `above`, or less far; if the ends cross, the point midway.
fn moved(band: Band, below: f64, above: f64) -> Result<Band, OutlookError> {
    let (low, high) = (band.low() - below, band.high() + above);
    let middle = f64::midpoint(low, high);
    Ok(if low <= high { Band::new(low, high)? } else { Band::new(middle, middle)? })
}

/// Only whole patients come: the band that holds the same counts; if it holds none, the counts beside it. An end that is off a
/// count by rounding is that count.
fn whole_patients((low, high): (f64, f64)) -> (f64, f64) {
    let (first, last) = ((low - ROUNDING).ceil().max(0.0), (high + ROUNDING).floor());
    (first.min(last), last.max(first))
}
