//! How feeds stand: what each has told, when it last spoke, and whether it has fallen silent.

mod rhythm;

use std::collections::{BTreeMap, BTreeSet};

use lindley_domain::SiteId;
use lindley_time::{Instant, Span};

use crate::demand::KnownSignal;
use crate::record::{ClinicRecord, KnownReading};

pub use rhythm::Hearing;
use rhythm::Rhythm;

/// A feed and what it has told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeedStanding {
    /// Its name.
    pub feed: String,
    /// When it last told anything.
    pub last_told: Instant,
    /// How many special days it has told, each day and site once.
    pub special_days: usize,
    /// Its signals by name.
    pub signals: Vec<SignalStanding>,
}

/// A signal of a feed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignalStanding {
    /// Its name.
    pub signal: String,
    /// Its unit, as told last.
    pub unit: String,
    /// Whether every forecaster knows it; if not, see [`UnknownSignal`](crate::demand::UnknownSignal).
    pub is_known: bool,
    /// The times and sites of which it has told, each once.
    pub readings: usize,
    /// How often it has told another value for a time and site that it had told before.
    pub corrections: usize,
    /// How many of its tellings no forecaster uses: in another unit, not plausible, or told before they can have been counted.
    pub unused: usize,
    /// When it last told anything.
    pub last_told: Instant,
    /// The latest of the readings that it told then.
    pub last: LastReading,
    /// The minutes after which it usually tells something new; none while it has told too little to say.
    pub usual_minutes: Option<i64>,
    /// Whether it still speaks.
    pub hearing: Hearing,
    /// Until when forecasts have a value of it; none if they can use nothing that it told.
    pub stands_until: Option<Instant>,
}

/// A reading as it stands in the record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LastReading {
    /// The site it is about; none means all.
    pub site: Option<SiteId>,
    /// When it holds.
    pub span: Span,
    /// Its value in thousandths of the unit.
    pub value_milli: i64,
}

impl FeedStanding {
    /// Every feed that had spoken by a moment, by name.
    ///
    /// A reading that repeats signal, site and time of an earlier one corrects it: the later word holds from when it was told.
    ///
    /// ```
    /// use lindley_forecast::FeedStanding;
    /// use lindley_forecast::record::ClinicRecord;
    /// use lindley_time::Instant;
    /// assert!(FeedStanding::of(&ClinicRecord::default(), Instant::from_seconds(0)).is_empty());
    /// ```
    pub fn of(record: &ClinicRecord, as_of: Instant) -> Vec<Self> {
        let mut first_units: BTreeMap<&str, &str> = BTreeMap::new();
        let mut told: BTreeMap<(&str, &str), Vec<KnownReading<'_>>> = BTreeMap::new();
        let mut feeds: BTreeMap<&str, Self> = BTreeMap::new();
        for reading in record.signal_readings().filter(|reading| reading.known <= as_of) {
            first_units.entry(reading.signal).or_insert(reading.unit);
            told.entry((reading.feed, reading.signal)).or_default().push(reading);
            heard(&mut feeds, reading.feed, reading.known);
        }
        let mut days = BTreeSet::new();
        for day in record.special_days().filter(|day| day.known <= as_of) {
            let feed = heard(&mut feeds, day.feed, day.known);
            feed.special_days += usize::from(days.insert((day.feed, day.day, day.site)));
        }
        for ((feed, signal), readings) in told {
            let unit = first_units.get(signal).copied().unwrap_or_default();
            if let Some((standing, feed)) =
                SignalStanding::of(&readings, unit, as_of).zip(feeds.get_mut(feed))
            {
                feed.signals.push(standing);
            }
        }
        feeds.into_values().collect()
    }
}

fn heard<'f, 'a>(
    feeds: &'f mut BTreeMap<&'a str, FeedStanding>,
    feed: &'a str,
    known: Instant,
) -> &'f mut FeedStanding {
    let standing = feeds.entry(feed).or_insert_with(|| FeedStanding {
        feed: feed.to_owned(),
        last_told: known,
        special_days: 0,
        signals: Vec::new(),
    });
    standing.last_told = standing.last_told.max(known);
    standing
}

impl SignalStanding {
    /// Of readings in the order in which they were told; `unit` is the one in which the signal was told first.
    fn of(readings: &[KnownReading<'_>], unit: &str, as_of: Instant) -> Option<Self> {
        let last = readings.iter().max_by_key(|reading| (reading.known, reading.span.start()))?;
        let known = KnownSignal::named(last.signal);
        let carried = known.map_or(0, |known| i64::from(known.carried_days));
        let mut values: BTreeMap<(Option<SiteId>, Instant, Instant), i64> = BTreeMap::new();
        let (mut corrections, mut unused, mut stands_until) = (0, 0, None);
        for reading in readings {
            let about = (reading.site, reading.span.start(), reading.span.end());
            let before = values.insert(about, reading.value_milli);
            corrections += usize::from(before.is_some_and(|before| before != reading.value_milli));
            if is_used(reading, known, unit) {
                stands_until = stands_until.max(Some(reading.span.end().plus_days(carried)));
            } else {
                unused += 1;
            }
        }
        let rhythm = Rhythm::of(readings);
        Some(Self {
            signal: last.signal.to_owned(),
            unit: last.unit.to_owned(),
            is_known: known.is_some(),
            readings: values.len(),
            corrections,
            unused,
            last_told: last.known,
            last: LastReading { site: last.site, span: last.span, value_milli: last.value_milli },
            usual_minutes: rhythm.usual_minutes,
            hearing: rhythm.hearing(as_of),
            stands_until,
        })
    }
}

/// Whether forecasters use a reading: the same rules by which they fold it.
fn is_used(reading: &KnownReading<'_>, known: Option<KnownSignal>, unit: &str) -> bool {
    match known {
        None => {
            let (least, greatest) = KnownSignal::ANYTHING;
            reading.unit == unit && (least..=greatest).contains(&(reading.value_milli as f64 / 1e3))
        }
        Some(known) => {
            let too_early = known.is_counted && reading.span.start() > reading.known;
            known.is_in(reading.unit) && known.is_plausible(reading.value_milli) && !too_early
        }
    }
}
