//! How a feed is set up: its format, and what may be believed of its signals.

use std::collections::BTreeMap;

use lindley_time::Zone;

/// The largest source that is read unless the settings say otherwise.
const LARGEST_BYTES: u64 = 32 << 20;
/// Days for which the weather is foretold.
const WEATHER_AHEAD_MINUTES: i64 = 16 * 24 * 60;

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
    /// Its unit, as the source is to write it.
    pub unit: Box<str>,
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
    /// The rule of a signal that forecasts know: `temperature` in degree Celsius, `rain` in mm, `influenza` in percent of
    /// visits. None for others: what they may be is for the clinic to say.
    ///
    /// ```
    /// use lindley_feeds::SignalRule;
    /// assert_eq!(SignalRule::usual("rain").map(|rule| rule.greatest_milli), Some(500_000));
    /// assert_eq!(SignalRule::usual("pollen"), None);
    /// ```
    pub fn usual(signal: &str) -> Option<Self> {
        let rule = |unit: &str, (least, greatest): (i64, i64), jump: Option<i64>, ahead_minutes| Self {
            unit: unit.into(),
            least_milli: least * 1_000,
            greatest_milli: greatest * 1_000,
            jump_milli: jump.map(|jump| jump * 1_000),
            ahead_minutes,
        };
        match signal {
            "temperature" => Some(rule("degree Celsius", (-60, 60), Some(25), WEATHER_AHEAD_MINUTES)),
            "rain" => Some(rule("mm", (0, 500), None, WEATHER_AHEAD_MINUTES)),
            "influenza" => Some(rule("percent", (0, 60), Some(15), 0)),
            _ => None,
        }
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
    /// The rules by signal. A signal without a rule is refused.
    pub rules: BTreeMap<Box<str>, SignalRule>,
    /// After how many minutes without a new usable row the feed has stopped; none if it may be silent for ever.
    pub quiet_minutes: Option<i64>,
    /// The largest source that is read, in bytes.
    pub largest_bytes: u64,
}

impl FeedSettings {
    /// With the usual rules, up to 32 MiB, and no limit on silence but for influenza: four weeks.
    ///
    /// ```
    /// use lindley_feeds::{FeedFormat, FeedSettings};
    /// let settings = FeedSettings::new("town fairs", FeedFormat::SpecialDays, lindley_time::Zone::utc());
    /// assert_eq!(settings.quiet_minutes, None);
    /// ```
    pub fn new(name: &str, format: FeedFormat, zone: Zone) -> Self {
        let quiet_minutes = matches!(format, FeedFormat::Ilinet { .. }).then_some(28 * 24 * 60);
        let known = ["temperature", "rain", "influenza"];
        let rules =
            known.iter().filter_map(|signal| Some(((*signal).into(), SignalRule::usual(signal)?))).collect();
        Self { name: name.into(), format, zone, rules, quiet_minutes, largest_bytes: LARGEST_BYTES }
    }
}
