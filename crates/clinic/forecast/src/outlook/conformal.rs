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

/// What is compared: a measure of the session, or the wait of one of its patients.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
enum Compared {
    Whole(Measure),
    OneWait,
}

/// How far past sessions lay outside their simulated bands, in widths of the band.
///
/// Conformalised quantile regression with the band's own width as the unit: one score for each past session and measure, so a
/// session counts once however many visits it had, and bands hold over sessions that are alike. For the wait of an appointment
/// it is that of one patient of each session.
///
/// Sources: Y. Romano, E. Patterson and E. Candès, "Conformalized Quantile Regression", NeurIPS 2019; the unit: M. Sesia and
/// E. Candès, "A comparison of some conformal quantile regression methods", Stat 9 (2020).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Conformal {
    sessions: usize,
    /// Scores in the order of the sessions, one for each level.
    scores: BTreeMap<Compared, Vec<[f64; 2]>>,
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
                self.push(Compared::Whole(*measure), scores(rough, value, measure.least_width()));
            }
        }
        if let Some((place, visit)) = one
            && let (Some(Some(rough)), Some(seen)) = (said.waits.get(place), visits.get(visit))
        {
            let wait = (seen.begun - seen.due).max(0.0);
            self.push(Compared::OneWait, scores(rough, wait, Measure::MeanWait.least_width()));
        }
        self.sessions += 1;
        Ok(())
    }

    fn push(&mut self, compared: Compared, scores: [f64; 2]) {
        let kept = self.scores.entry(compared).or_default();
        if kept.len() == MOST_SESSIONS {
            kept.remove(0);
        }
        kept.push(scores);
    }

    /// A measure of a whole session, of so many appointments.
    pub(super) fn whole(
        &self,
        measure: Measure,
        rough: &Rough,
        appointments: usize,
    ) -> Result<Estimate, OutlookError> {
        let mut found = self.estimate(
            Compared::Whole(measure),
            rough,
            measure.least_width(),
            measure.range(appointments),
        )?;
        if measure == Measure::Comes {
            // Only whole patients come: the band that holds the same counts.
            found.bands =
                found.bands.map(|(low, high)| (low.ceil().min(high.floor()), high.floor().max(low.ceil())));
        }
        Ok(found)
    }

    /// The wait of an appointment's patient.
    pub(super) fn wait(&self, rough: &Rough) -> Result<Estimate, OutlookError> {
        let (width, range) = (Measure::MeanWait.least_width(), Measure::MeanWait.range(1));
        self.estimate(Compared::OneWait, rough, width, range)
    }

    fn estimate(
        &self,
        compared: Compared,
        rough: &Rough,
        least_width: f64,
        (least, most): (f64, f64),
    ) -> Result<Estimate, OutlookError> {
        let past: &[[f64; 2]] = self.scores.get(&compared).map_or(&[], Vec::as_slice);
        let enough = past.len() >= LEAST_SESSIONS;
        let mut bands = [(least, most); 2];
        for (place, level) in LEVELS.into_iter().enumerate() {
            let mut band = rough.bands[place];
            if enough {
                let scores: Vec<f64> = past.iter().map(|scores| scores[place]).collect();
                let score = CalibrationScores::new(&scores)?.bound(level)?.score();
                band = widened(band, score * band.width().max(least_width))?;
            }
            let band = band.within(least, most)?;
            bands[place] = (band.low(), band.high());
        }
        // The mean of the draws lies within the bands, unless past sessions say that the simulation is biased.
        let basis = if enough {
            Basis::PastSessions { sessions: past.len() }
        } else {
            Basis::SimulationOnly { sessions: past.len(), needed: LEAST_SESSIONS }
        };
        Ok(Estimate { expected: rough.expected, bands, basis })
    }
}

/// How far a value lies outside the bands, in widths; below zero inside.
fn scores(rough: &Rough, value: f64, least_width: f64) -> [f64; 2] {
    rough.bands.map(|band| (band.low() - value).max(value - band.high()) / band.width().max(least_width))
}

/// A band that reaches further by `by` on each side, or less far; if the ends cross, the point midway.
fn widened(band: Band, by: f64) -> Result<Band, OutlookError> {
    let (low, high) = (band.low() - by, band.high() + by);
    let middle = f64::midpoint(low, high);
    Ok(if low <= high { Band::new(low, high)? } else { Band::new(middle, middle)? })
}
