//! The answer: numbers that never stand without their band.

use lindley_domain::{ServiceId, SiteId};
use lindley_time::{Instant, Span};
use serde::{Deserialize, Serialize};

use super::super::arrivals::Pair;
use super::super::{Basis, CountDistribution, DemandError, StepForecast, Stretch};
use super::Mover;

/// What a kept answer begins with.
const MARK: &[u8] = b"LINDLEY DEMAND ANSWER 1\n";
/// The share of counts that bands are to hold.
const LEVEL: f64 = 0.8;
const QUANTILES: [f64; 7] = [0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95];

/// What is said of a clinic's demand as of a moment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DemandAnswer {
    /// Nothing that became known after this moment was used.
    pub as_of: Instant,
    /// The record up to this event was known.
    pub head: u64,
    /// By service, site and stretch, ascending.
    pub forecasts: Vec<StretchForecast>,
}

/// How many ask for a service at a site in a stretch of time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StretchForecast {
    /// The service.
    pub service: ServiceId,
    /// The site.
    pub site: SiteId,
    /// How far ahead.
    pub stretch: Stretch,
    /// From when to when.
    pub span: Span,
    /// How many are expected; not a whole number.
    pub expected: f64,
    /// The band's lower end, itself included.
    pub low: u64,
    /// The band's upper end, itself included.
    pub high: u64,
    /// The share of such bands that is to hold.
    pub level: f64,
    /// Levels with the counts that are not exceeded so often.
    pub quantiles: Vec<(f64, u64)>,
    /// On what it rests.
    pub basis: Basis,
    /// What moved it.
    pub moved_by: Vec<Mover>,
    /// The law of arrivals, booked ones among them, without who waits or was announced; none for a closed stretch.
    pub(in crate::demand) arrivals: Option<CountDistribution>,
    /// How far who waits and was announced has moved it.
    pub(in crate::demand) shift: f64,
}

impl StretchForecast {
    pub(super) fn of(pair: Pair, stretch: Stretch, span: Span, said: &StepForecast) -> Self {
        Self {
            service: pair.0,
            site: pair.1,
            stretch,
            span,
            expected: said.mean,
            low: said.band.low,
            high: said.band.high,
            level: LEVEL,
            quantiles: QUANTILES.map(|level| (level, said.quantile(level))).to_vec(),
            basis: said.basis,
            moved_by: Vec::new(),
            arrivals: said.distribution,
            shift: 0.0,
        }
    }

    /// The count that is not exceeded so often, if that level is told.
    ///
    /// ```
    /// # use lindley_forecast::demand::{DemandQuestion, outlook};
    /// # use lindley_forecast::record::ClinicRecord;
    /// # let now = lindley_time::Instant::from_seconds(0);
    /// let answer = outlook(&ClinicRecord::default(), None, &DemandQuestion::of_all(now))?;
    /// assert!(answer.forecasts.iter().all(|told| told.quantile(0.1) <= told.quantile(0.9)));
    /// # Ok::<(), lindley_forecast::demand::DemandError>(())
    /// ```
    pub fn quantile(&self, level: f64) -> Option<u64> {
        let told = self.quantiles.iter().find(|(told, _)| (told - level).abs() < 1e-9);
        told.map(|(_, count)| *count)
    }

    /// Whether a count lies in the band.
    pub fn holds(&self, count: u64) -> bool {
        (self.low..=self.high).contains(&count)
    }

    /// Takes the band and all quantiles from a law.
    pub(super) fn set_counts(&mut self, law: impl Fn(f64) -> u64) {
        let tail = f64::midpoint(1.0, -self.level);
        (self.low, self.high) = (law(tail), law(1.0 - tail));
        self.quantiles.iter_mut().for_each(|(level, count)| *count = law(*level));
    }

    /// Raises the band's ends and all quantiles to those of a law where they are less.
    pub(super) fn raise_counts(&mut self, law: impl Fn(f64) -> u64) {
        let tail = f64::midpoint(1.0, -self.level);
        (self.low, self.high) = (self.low.max(law(tail)), self.high.max(law(1.0 - tail)));
        self.quantiles.iter_mut().for_each(|(level, count)| *count = law(*level).max(*count));
    }
}

impl DemandAnswer {
    /// Bytes to keep; the same answer gives the same bytes.
    pub fn to_bytes(&self) -> Result<Vec<u8>, DemandError> {
        postcard::to_extend(self, MARK.to_vec()).map_err(|error| damaged(error.to_string()))
    }

    /// The answer that [`to_bytes`](Self::to_bytes) wrote. Refused if the bytes are none.
    ///
    /// ```
    /// assert!(lindley_forecast::demand::DemandAnswer::from_bytes(b"nonsense").is_err());
    /// ```
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, DemandError> {
        let body = bytes
            .strip_prefix(MARK)
            .ok_or_else(|| damaged("it does not begin like a demand answer of this version".to_owned()))?;
        let (answer, rest) = postcard::take_from_bytes(body).map_err(|error| damaged(error.to_string()))?;
        if !rest.is_empty() {
            return Err(damaged(format!("{} bytes follow its end", rest.len())));
        }
        Ok(answer)
    }
}

fn damaged(reason: String) -> DemandError {
    DemandError::Damaged { what: "demand answer", reason }
}
