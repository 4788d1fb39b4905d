//! The demand models of a clinic: one for each service, site and length of step.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use lindley_domain::{ServiceId, SiteId};
use lindley_learn::Crew;
use lindley_time::Instant;
use serde::{Deserialize, Serialize};

use super::arrivals::{Arrivals, Grid, Pair};
use super::known_world::calendar_from;
use super::past_step::PastStep;
use super::{DemandCalendar, DemandError, DemandModel, DemandSeries, Horizon, Stretch};
use crate::record::ClinicRecord;

/// What a kept book begins with.
const MARK: &[u8] = b"LINDLEY DEMAND 1\n";
/// Days that a series needs.
pub(super) const LEAST_DAYS: i64 = 42;

/// What was learnt of the arrivals of a clinic. A book forecasts from the record as it is now: a spike moves the next forecast
/// without training.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DemandBook {
    learnt_until: Instant,
    rows: u64,
    models: BTreeMap<Pair, BTreeMap<u32, DemandModel>>,
}

impl DemandBook {
    /// Learns from everything that was known by `until`; nothing in it is drawn by chance. The same record gives the same bytes
    /// with any crew. Series with less than six weeks are left out and forecast by their fallbacks.
    ///
    /// Refused if no series can be learnt from.
    pub fn learn(record: &ClinicRecord, until: Instant, crew: &dyn Crew) -> Result<Self, DemandError> {
        Self::learn_from(&Arrivals::of(record), until, crew)
    }

    pub(super) fn learn_from(
        arrivals: &Arrivals<'_>,
        until: Instant,
        crew: &dyn Crew,
    ) -> Result<Self, DemandError> {
        let pairs = arrivals.pairs(until);
        let found: Vec<OnceLock<Learnt>> = pairs.iter().map(|_| OnceLock::new()).collect();
        crew.each(pairs.len(), &|part| {
            found[part].get_or_init(|| learn_pair(arrivals, pairs[part], until));
        });
        let (mut rows, mut models) = (0, BTreeMap::new());
        for (pair, learnt) in pairs.iter().zip(found) {
            let (steps, of_pair) = learnt.into_inner().unwrap_or_else(|| Ok((0, BTreeMap::new())))?;
            if !of_pair.is_empty() {
                rows += steps;
                models.insert(*pair, of_pair);
            }
        }
        if models.is_empty() {
            let series = pairs.len();
            return Err(DemandError::NothingLearnt { series, what: "learnt from", days: LEAST_DAYS });
        }
        Ok(Self { learnt_until: until, rows, models })
    }

    /// The moment up to which it has learnt.
    pub fn learnt_until(&self) -> Instant {
        self.learnt_until
    }

    /// Days of all series that it has learnt from.
    pub fn rows(&self) -> u64 {
        self.rows
    }

    /// Services and sites that it has learnt.
    pub fn series(&self) -> impl Iterator<Item = (ServiceId, SiteId)> + '_ {
        self.models.keys().copied()
    }

    /// Bytes to keep; the same book gives the same bytes.
    pub fn to_bytes(&self) -> Result<Vec<u8>, DemandError> {
        postcard::to_extend(self, MARK.to_vec()).map_err(|error| damaged(error.to_string()))
    }

    /// The book that [`to_bytes`](Self::to_bytes) wrote. Refused if the bytes are none.
    ///
    /// ```
    /// assert!(lindley_forecast::demand::DemandBook::from_bytes(b"nonsense").is_err());
    /// ```
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, DemandError> {
        let body = bytes
            .strip_prefix(MARK)
            .ok_or_else(|| damaged("it does not begin like a demand model of this version".to_owned()))?;
        let (book, rest) = postcard::take_from_bytes(body).map_err(|error| damaged(error.to_string()))?;
        if !rest.is_empty() {
            return Err(damaged(format!("{} bytes follow its end", rest.len())));
        }
        Ok(book)
    }

    /// The model of a series for a stretch.
    pub(super) fn model(&self, pair: Pair, stretch: Stretch) -> Option<&DemandModel> {
        self.models.get(&pair)?.get(&stretch.minutes())
    }
}

fn damaged(reason: String) -> DemandError {
    DemandError::Damaged { what: "demand model", reason }
}

/// Days learnt from and models by minutes of their steps.
type Learnt = Result<(u64, BTreeMap<u32, DemandModel>), DemandError>;

fn learn_pair(arrivals: &Arrivals<'_>, pair: Pair, until: Instant) -> Learnt {
    let calendar = calendar_from(arrivals.record(), pair.1, until)?.calendar;
    let (mut days, mut models) = (0, BTreeMap::new());
    for stretch in Stretch::ALL {
        let grid = Grid { step: stretch.step(), offset: 0 };
        // Both stretches of whole days have one model. A series that is shorter than a step has none.
        let Ok(series) = arrivals.series(pair, grid, until, &[]) else { continue };
        let model = DemandModel::train(&series, horizon(stretch)?, &calendar)?;
        if model.is_learned() {
            models.insert(stretch.minutes(), model);
            days = series.observed() as u64;
        }
    }
    Ok((days, models))
}

/// One step, or the days up to the farthest one.
pub(super) fn horizon(stretch: Stretch) -> Result<Horizon, DemandError> {
    // The day under way is the first one that is forecast.
    let farthest = if stretch.days_ahead().is_some() { Stretch::Weeks3.days_ahead() } else { None };
    Horizon::new(stretch.step(), farthest.map_or(1, |days| days + 1))
}

/// What is said of one stretch of a series that is known up to its end, and what would have been said of recent ones.
pub(super) fn forecast(
    model: Option<&DemandModel>,
    stretch: Stretch,
    series: &DemandSeries,
    calendar: &DemandCalendar,
) -> Result<(super::StepForecast, Vec<PastStep>), DemandError> {
    let unlearnt = DemandModel::unlearnt(horizon(stretch)?);
    let lead = stretch.days_ahead().map_or(1, |days| days + 1);
    model.unwrap_or(&unlearnt).forecast_step(lead, series, calendar)
}
