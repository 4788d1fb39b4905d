//! A session as the simulation alone sees it.

use std::collections::BTreeMap;

use lindley_seed::Seed;
use lindley_stats::{Band, PoissonBinomial};

use super::draws::draw;
use super::estimate::{LEVELS, Rough};
use super::{Measure, OutlookError, SessionPlan};

/// A session as the simulation alone sees it: what [`Conformal`](super::Conformal) compares with what came.
#[derive(Clone, Debug, PartialEq)]
pub struct Simulated {
    pub(super) measures: BTreeMap<Measure, Rough>,
    /// By appointment; none if its patient came in no draw.
    pub(super) waits: Vec<Option<Rough>>,
    pub(super) comers: PoissonBinomial,
}

impl Simulated {
    /// The mean of a measure, in its unit; none if it had no meaning in any draw.
    ///
    /// ```
    /// use lindley_forecast::outlook::{LengthQuantiles, Measure, Planned, SessionPlan, ShowChance, simulate};
    /// use lindley_seed::Seed;
    /// use lindley_time::{Instant, Span};
    ///
    /// let nine = Instant::parse("2026-05-04T09:00:00Z").unwrap();
    /// let visit = Planned {
    ///     start: nine,
    ///     planned_seconds: 900,
    ///     show: ShowChance::known(1.0),
    ///     length: LengthQuantiles::sure(900.0)?,
    /// };
    /// let plan = SessionPlan { working: Span::of_minutes(nine, 60), appointments: vec![visit] };
    /// let found = simulate(&plan, 10, Seed::from_u64(1))?;
    /// assert_eq!(found.expected(Measure::Utilisation), Some(0.25));
    /// # Ok::<(), lindley_forecast::outlook::OutlookError>(())
    /// ```
    pub fn expected(&self, measure: Measure) -> Option<f64> {
        self.measures.get(&measure).map(|rough| rough.expected)
    }
}

/// Draws sessions and reads means and central quantiles off. How many come is exact, not drawn. Refused for a plan that cannot
/// be, or a number of draws that is none.
///
/// ```
/// use lindley_forecast::outlook::{OutlookError, SessionPlan, simulate};
/// use lindley_seed::Seed;
/// use lindley_time::{Instant, Span};
///
/// let empty = SessionPlan { working: Span::of_minutes(Instant::from_seconds(0), 60), appointments: vec![] };
/// assert_eq!(simulate(&empty, 10, Seed::from_u64(1)), Err(OutlookError::NoAppointments));
/// ```
pub fn simulate(plan: &SessionPlan, draws: u32, seed: Seed) -> Result<Simulated, OutlookError> {
    let sample = draw(plan, draws, seed)?;
    let (law, how_many) = comers(plan)?;
    let mut measures = BTreeMap::from([(Measure::Comes, how_many)]);
    for measure in Measure::ALL {
        let values: Vec<f64> = sample.totals.iter().filter_map(|totals| measure.of(totals)).collect();
        if let (Some(rough), true) = (Rough::of(&values), measure != Measure::Comes) {
            measures.insert(measure, rough);
        }
    }
    let waits = sample.waits.iter().map(|of_one| Rough::of(of_one)).collect();
    Ok(Simulated { measures, waits, comers: law })
}

/// How many come. The bands lie between the tails of everybody's lower and everybody's upper chance.
fn comers(plan: &SessionPlan) -> Result<(PoissonBinomial, Rough), OutlookError> {
    let law = |chance: fn(&super::ShowChance) -> f64| {
        let chances: Vec<f64> = plan.appointments.iter().map(|planned| chance(&planned.show)).collect();
        PoissonBinomial::new(&chances)
    };
    let (fewest, middle, most) =
        (law(|show| show.low)?, law(|show| show.probability)?, law(|show| show.high)?);
    let mut bands = [Band::WHOLE_LINE; 2];
    for (band, level) in bands.iter_mut().zip(LEVELS) {
        let tail = (1.0 - level) / 2.0;
        *band = Band::new(count_at(&fewest, tail), count_at(&most, 1.0 - tail))?;
    }
    let expected = plan.appointments.iter().map(|planned| planned.show.probability).sum();
    Ok((middle, Rough { expected, bands }))
}

/// The least count that is not exceeded in this share of cases.
fn count_at(law: &PoissonBinomial, share: f64) -> f64 {
    let mut sum = 0.0;
    let reached = |mass: &f64| {
        sum += mass;
        sum >= share - 1e-12
    };
    law.masses().iter().position(reached).unwrap_or(law.masses().len() - 1) as f64
}
