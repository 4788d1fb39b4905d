//! How a feed is set up: its format, and what may be believed of its signals.

use std::collections::BTreeMap;

use lindley_forecast::demand::KnownSignal;
use lindley_time::Zone;

/// The largest source that is read unless the settings say otherwise.
const LARGEST_BYTES: u64 = 32 << 20;
const MINUTES_OF_DAY: i64 = 24 * 60;

/// In which format a source writes.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum FeedFormat {
    /// CSV with the columns `signal,unit,from,until,value` and perhaps `site`.
    Signals,
    /// CSV with the columns `day,kind` and perhaps `site`.
    SpecialDays,
    /// The weekly influenza file of the CDC, of which one region is read.
    Ilinet {
        /// The region, as the file writes it: `National`, `Region 1`, `Iowa`.
        region: Box<str>,
    },
}

/// What is believed of a signal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignalRule {
    /// The ways in which the source may write its unit; any one, always the same, if there is none.
    pub units: Vec<Box<str>>,
    /// The least plausible value, in thousandths.
    pub least_milli: i64,
    /// The greatest plausible value, in thousandths.
    pub greatest_milli: i64,
    /// How far a value may lie from the one before it, in thousandths. A jump is believed when the next value confirms it.
    pub jump_milli: Option<i64>,
    /// For how many minutes ahead it may be told: 0 for what is measured, days for a forecast.
    pub ahead_minutes: i64,
}

impl SignalRule {
    /// The rule of a signal that forecasters know, by what they know of it. None for others: what they may be is for the clinic
    /// to say.
    ///
    /// ```
    /// use lindley_feeds::SignalRule;
    /// assert_eq!(SignalRule::usual("rain").map(|rule| rule.greatest_milli), Some(500_000));
    /// assert_eq!(SignalRule::usual("pollen"), None);
    /// ```
    pub fn usual(signal: &str) -> Option<Self> {
        KnownSignal::named(signal).map(|known| Self {
            units: known.units.iter().copied().map(Into::into).collect(),
            least_milli: known.plausible_milli.0,
            greatest_milli: known.plausible_milli.1,
            jump_milli: known.jump_milli,
            ahead_minutes: i64::from(known.ahead_days) * MINUTES_OF_DAY,
        })
    }

    /// The rule of a signal of the clinic's own of which nothing is known: any unit, and any number that could be a measurement.
    ///
    /// ```
    /// use lindley_feeds::SignalRule;
    /// assert!(SignalRule::anything().units.is_empty());
    /// ```
    pub fn anything() -> Self {
        #[expect(clippy::cast_possible_truncation, reason = "a million")]
        let (least_milli, greatest_milli) =
            ((1e3 * KnownSignal::ANYTHING.0) as i64, (1e3 * KnownSignal::ANYTHING.1) as i64);
        let ahead_minutes = i64::from(KnownSignal::ANYTHING_AHEAD_DAYS) * MINUTES_OF_DAY;
        Self { units: Vec::new(), least_milli, greatest_milli, jump_milli: None, ahead_minutes }
    }
}

/// How a feed is set up.
#[derive(Clone, Debug)]
pub struct FeedSettings {
    /// Its name, as it stands in the log.
    pub name: Box<str>,
    /// Its format.
    pub format: FeedFormat,
    /// The zone whose clock counts where a time has no offset, and by which days and weeks begin.
    pub zone: Zone,
    /// The rules by signal.
    pub rules: BTreeMap<Box<str>, SignalRule>,
    /// The rule of signals that have none of their own, such as those that a clinic makes up; they are refused if there is none.
    pub other_rule: Option<SignalRule>,
    /// After how many minutes without a new usable row the feed has stopped; none if it may be silent for ever.
    pub quiet_minutes: Option<i64>,
    /// The largest source that is read, in bytes.
    pub largest_bytes: u64,
}

impl FeedSettings {
    /// With the usual rules, any number for other signals, up to 32 MiB, and no limit on silence but for influenza: four weeks.
    ///
    /// ```
    /// use lindley_feeds::{FeedFormat, FeedSettings};
    /// let settings = FeedSettings::new("town fairs", FeedFormat::SpecialDays, lindley_time::Zone::utc());
    /// assert_eq!(settings.quiet_minutes, None);
    /// ```
    pub fn new(name: &str, format: FeedFormat, zone: Zone) -> Self {
        let quiet_minutes = matches!(format, FeedFormat::Ilinet { .. }).then_some(28 * 24 * 60);
        let known = KnownSignal::ALL.iter();
        let rules =
            known.filter_map(|known| Some((known.name.into(), SignalRule::usual(known.name)?))).collect();
        Self {
            name: name.into(),
            format,
            zone,
            rules,
            other_rule: Some(SignalRule::anything()),
            quiet_minutes,
            largest_bytes: LARGEST_BYTES,
        }
    }
}
