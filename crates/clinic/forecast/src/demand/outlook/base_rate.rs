//! What is said of a service to which nobody has come yet: what the clinic's others have, with a very wide band.

use lindley_time::Instant;
use lindley_time::civil::DateTime;

use super::super::arrivals::{Arrivals, Pair, minute_of};
use super::super::{CountDistribution, DemandError, StepForecast, Stretch};
use super::base_forecast;

/// Weeks whose arrivals count.
const MINUTES: i64 = 4 * 7 * 1_440;
/// Variance is the mean plus this many squared means at least: times of day and services differ.
const LEAST_DISPERSION: f64 = 3.0;
/// Arrivals per day where not even another service is known.
const UNKNOWN_PER_DAY: f64 = 10.0;

/// Arrivals per minute of every service at every site that had any.
#[derive(Clone, Debug)]
pub(in crate::demand) struct BaseRate {
    rates: Vec<(Pair, f64)>,
}

impl BaseRate {
    pub(super) fn of(arrivals: &Arrivals<'_>, pairs: &[Pair], as_of: Instant) -> Self {
        let rate = |pair: &Pair| {
            let now = arrivals.record().zone(pair.1).map_or(0, |zone| minute_of(zone, as_of));
            let lately = arrivals.came(*pair, as_of).filter(|minute| *minute >= now - MINUTES).count();
            (*pair, lately as f64 / MINUTES as f64)
        };
        Self { rates: pairs.iter().map(rate).collect() }
    }

    /// Recent arrivals per minute; 0 where nobody came.
    pub(super) fn rate(&self, pair: Pair) -> f64 {
        self.rates.iter().find(|(of, _)| *of == pair).map_or(0.0, |(_, rate)| *rate)
    }

    /// A stretch of a service of which nothing is known.
    pub(in crate::demand) fn forecast(
        &self,
        stretch: Stretch,
        start: DateTime,
    ) -> Result<StepForecast, DemandError> {
        let busy: Vec<f64> = self.rates.iter().map(|(_, rate)| *rate).filter(|rate| *rate > 0.0).collect();
        let per_minute = lindley_stats::mean(&busy).unwrap_or(UNKNOWN_PER_DAY / 1_440.0);
        let spread = lindley_stats::standard_deviation(&busy, 1).map_or(0.0, |sd| (sd / per_minute).powi(2));
        let mean = per_minute * f64::from(stretch.minutes());
        Ok(base_forecast(start, CountDistribution::new(mean, spread + LEAST_DISPERSION)?))
    }
}
