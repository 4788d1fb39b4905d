//! What is said of a service to which nobody has come yet: what the clinic's others have, with a very wide band.

use lindley_time::Instant;
use lindley_time::civil::DateTime;

use super::super::arrivals::{Arrivals, Pair, minute_of};
use super::super::step_length::StepLength;
use super::super::{CountDistribution, DemandError, StepForecast, Stretch};
use super::base_forecast;

/// Days whose arrivals count.
const DAYS: i64 = 28;
const MINUTES_OF_DAY: i64 = 1_440;
/// Variance is the mean plus this many squared means at least: services differ, and so do the days of a week.
const LEAST_DISPERSION: f64 = 4.0;
/// Arrivals per day where not even another service is known.
const UNKNOWN_PER_DAY: f64 = 10.0;

/// When people lately came to every service at every site that had any.
#[derive(Clone, Debug)]
pub(in crate::demand) struct BaseRate {
    /// Minutes of the local day.
    came: Vec<(Pair, Vec<i64>)>,
}

impl BaseRate {
    pub(in crate::demand) fn of(arrivals: &Arrivals<'_>, pairs: &[Pair], as_of: Instant) -> Self {
        let came = |pair: &Pair| {
            let now = arrivals.record().zone(pair.1).map_or(0, |zone| minute_of(zone, as_of));
            let lately = arrivals.came_between(*pair, now - DAYS * MINUTES_OF_DAY, i64::MAX, as_of);
            (*pair, lately.map(|minute| minute.rem_euclid(MINUTES_OF_DAY)).collect())
        };
        Self { came: pairs.iter().map(came).collect() }
    }

    /// Recent arrivals per day; 0 where nobody came.
    pub(super) fn per_day(&self, pair: Pair) -> f64 {
        let came = self.came.iter().find(|(of, _)| *of == pair);
        came.map_or(0.0, |(_, came)| came.len() as f64 / DAYS as f64)
    }

    /// A stretch, from a local time on, of a service of which nothing is known: what others have at that time of day.
    pub(in crate::demand) fn forecast(
        &self,
        stretch: Stretch,
        start: DateTime,
    ) -> Result<StepForecast, DemandError> {
        let minutes = i64::from(stretch.minutes());
        let from = StepLength::MINUTE.index_of(start);
        let inside = |minute: &&i64| (**minute - from).rem_euclid(MINUTES_OF_DAY) < minutes;
        let busy = self.came.iter().filter(|(_, came)| !came.is_empty());
        let counts: Vec<f64> =
            busy.map(|(_, came)| came.iter().filter(inside).count() as f64 / DAYS as f64).collect();
        let unknown = UNKNOWN_PER_DAY * minutes as f64 / MINUTES_OF_DAY as f64;
        // At a time at which nobody came anywhere it is still not certain that nobody will.
        let mean = lindley_stats::mean(&counts).unwrap_or(unknown).max(unknown / UNKNOWN_PER_DAY);
        let spread = lindley_stats::standard_deviation(&counts, 1).map_or(0.0, |sd| (sd / mean).powi(2));
        Ok(base_forecast(start, CountDistribution::new(mean, spread + LEAST_DISPERSION)?))
    }
}
