//! Outside signals that no-show models are fed: what is admitted, and what was known of a moment.

use lindley_domain::SiteId;
use lindley_time::Instant;
use serde::{Deserialize, Serialize};

use crate::demand::KnownSignal;
use crate::record::{ClinicRecord, KnownReading};

/// The signals in the order of the features.
const SIGNALS: [KnownSignal; 3] = [KnownSignal::RAIN, KnownSignal::TEMPERATURE, KnownSignal::INFLUENZA];

/// How a feed stands as of a moment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeedState {
    /// The signal.
    pub signal: String,
    /// Readings that were admitted.
    pub readings: usize,
    /// Readings that were refused: out of the plausible range, in another unit, or reported before their time.
    pub refused: usize,
    /// When the last admitted reading became known.
    pub last: Option<Instant>,
    /// Whether it has stopped: there were readings, and none stands for the moment any more. Features of it are missing then.
    pub stopped: bool,
}

/// The readings of all signals.
#[derive(Clone, Debug, Default)]
pub(super) struct Feeds {
    by_signal: [Readings; SIGNALS.len()],
}

/// The admitted readings of one signal by start.
#[derive(Clone, Debug, Default)]
struct Readings {
    admitted: Vec<Reading>,
    /// The longest span, in seconds.
    longest: i64,
    refused: Vec<Instant>,
}

#[derive(Clone, Copy, Debug)]
struct Reading {
    start: Instant,
    end: Instant,
    known: Instant,
    site: Option<SiteId>,
    value: f64,
}

impl Feeds {
    /// From all readings known before or at a moment.
    pub(super) fn of(record: &ClinicRecord, latest: Instant) -> Self {
        let mut feeds = Self::default();
        for reading in record.signal_readings().filter(|reading| reading.known <= latest) {
            let signals = SIGNALS.iter().zip(&mut feeds.by_signal);
            for (signal, readings) in signals.filter(|(signal, _)| signal.name == reading.signal) {
                readings.take(signal, &reading);
            }
        }
        for readings in &mut feeds.by_signal {
            readings.admitted.sort_by_key(|reading| (reading.start, reading.known));
        }
        feeds
    }

    /// Rain, temperature and influenza for a planned start at a site, as known at a moment.
    pub(super) fn at(&self, site: SiteId, start: Instant, as_of: Instant) -> [Option<f64>; 3] {
        let mut values = [None; 3];
        for ((value, readings), signal) in values.iter_mut().zip(&self.by_signal).zip(&SIGNALS) {
            *value = readings.at(signal, site, start, as_of);
        }
        values
    }

    /// How each signal that was ever told stands.
    pub(super) fn states(&self, as_of: Instant) -> Vec<FeedState> {
        let told = |(signal, readings): (&KnownSignal, &Readings)| readings.state(signal, as_of);
        SIGNALS.iter().zip(&self.by_signal).filter_map(told).collect()
    }
}

impl Readings {
    fn take(&mut self, signal: &KnownSignal, told: &KnownReading<'_>) {
        // What is counted, and not forecast, cannot be known before it has begun.
        let too_early = signal.is_counted && told.span.start() > told.known;
        if !signal.is_in(told.unit) || !signal.is_plausible(told.value_milli) || too_early {
            self.refused.push(told.known);
            return;
        }
        self.longest = self.longest.max(told.span.seconds());
        self.admitted.push(Reading {
            start: told.span.start(),
            end: told.span.end(),
            known: told.known,
            site: told.site,
            value: told.value_milli as f64 / 1000.0,
        });
    }

    fn at(&self, signal: &KnownSignal, site: SiteId, start: Instant, as_of: Instant) -> Option<f64> {
        let carried = i64::from(signal.carried_days) * 86_400;
        let begun = self.admitted.partition_point(|reading| reading.start <= start);
        // What is carried on stands for what comes after it, but not longer than for now, however far ahead that is.
        let from = if carried > 0 { start.min(as_of) } else { start };
        let oldest = from.plus_seconds(-carried - self.longest);
        let near = self.admitted[..begun].iter().rev().take_while(|reading| reading.start >= oldest);
        let stands = |reading: &&Reading| {
            let for_all = reading.site.is_none_or(|of| of == site);
            let holds =
                reading.end > start || (carried > 0 && reading.end.plus_seconds(carried) > start.min(as_of));
            for_all && reading.known <= as_of && holds
        };
        // A reading of the site goes before one for all, a later span before an earlier, a later word before an earlier one.
        let best = near.filter(stands).max_by_key(|reading| {
            (reading.site.is_some(), reading.end > start, reading.start, reading.known)
        });
        best.map(|reading| reading.value)
    }

    fn state(&self, signal: &KnownSignal, as_of: Instant) -> Option<FeedState> {
        let refused = self.refused.iter().filter(|known| **known <= as_of).count();
        let known = || self.admitted.iter().filter(|reading| reading.known <= as_of);
        let last = known().map(|reading| reading.known).max();
        if last.is_none() && refused == 0 {
            return None;
        }
        let carried = i64::from(signal.carried_days) * 86_400;
        let stopped = !known().any(|reading| reading.end.plus_seconds(carried) > as_of);
        Some(FeedState { signal: signal.name.to_owned(), readings: known().count(), refused, last, stopped })
    }
}
