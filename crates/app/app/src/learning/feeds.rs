//! Taking from a feed what the log does not know yet, and how feeds stand.

use std::collections::{BTreeMap, BTreeSet};

use lindley_domain::{Command, SignalReading, SiteId, SpecialDay, State};
use lindley_forecast::FeedStanding;
use lindley_forecast::demand::UnknownSignal;
use lindley_forecast::record::ClinicRecord;
use lindley_ports::{Feed, FeedDay, FeedReading, FeedRow};
use lindley_time::civil::Date;
use lindley_time::{Instant, Span};

use crate::app::App;
use crate::error::AppError;
use crate::principal::{Permission, Principal};
use crate::replica::instant;

/// Rows that go into one event.
const AT_ONCE: usize = 1000;
/// Sources correct what they told; so far back they are asked again.
const CORRECTED_DAYS: i64 = 14;

/// What was taken from a feed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FeedTaken {
    /// Readings that were written.
    pub readings: usize,
    /// Special days that were written.
    pub days: usize,
    /// Rows that the log knew already.
    pub known: usize,
    /// Rows that were refused, and why.
    pub refused: Vec<String>,
    /// Signals among what the feed gave, written now or known already, that no forecaster knows.
    pub unknown_signals: Vec<UnknownSignal>,
}

/// The feeds that have spoken to an organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToldFeeds {
    /// The moment as of which silence is counted.
    pub as_of: Instant,
    /// The head of the log that was read.
    pub head: u64,
    /// By name.
    pub feeds: Vec<FeedStanding>,
}

/// What a reading is of: its signal, its site and its span.
type ToldOf = (Box<str>, Option<SiteId>, Instant, Instant);

/// What the log knows of a feed: the latest telling of each reading and day.
#[derive(Default)]
struct Told {
    readings: BTreeMap<ToldOf, (Box<str>, i64)>,
    days: BTreeMap<(Date, Option<SiteId>), Box<str>>,
}

impl App {
    /// Asks a feed and writes what is new. Running it again adds nothing. Blocks for as long as the feed takes.
    ///
    /// # Errors
    /// [`AppError::Feed`] if the feed has stopped, cannot be reached or is not to be trusted: nothing is written then.
    pub fn take_from_feed(&self, by: &Principal, feed: &dyn Feed) -> Result<FeedTaken, AppError> {
        by.require(Permission::RunSchedule)?;
        let desk = self.desk_of(by)?;
        let (head, sites) = {
            let state = desk.state()?;
            (state.head(), sites(&state))
        };
        let told = {
            let record = desk.record.reaching(self.store().as_ref(), &by.organisation, head)?;
            Told::of(&record, feed.name())
        };
        let newest = told.readings.keys().map(|(_, _, start, _)| *start).max();
        let after = newest.map(|newest| newest.plus_days(-CORRECTED_DAYS));
        let fetched = feed.fetch(after, instant(self.clock().now_ms()))?;
        let mut taken = FeedTaken::default();
        // The problem begins with the line.
        let refused = fetched.refused.iter().map(|row| format!("{} ({})", row.problem, row.reason.code()));
        taken.refused.extend(refused);
        let signals = fetched.rows.iter().filter_map(|row| match row {
            FeedRow::Reading(row) => Some(&*row.signal),
            FeedRow::SpecialDay(_) => None,
        });
        taken.unknown_signals = UnknownSignal::among(signals);
        let (mut readings, mut days) = (Vec::new(), Vec::new());
        for row in fetched.rows {
            match row {
                FeedRow::Reading(row) => told.reading(row, &sites, &mut readings, &mut taken),
                FeedRow::SpecialDay(row) => told.day(row, &sites, &mut days, &mut taken),
            }
        }
        for readings in readings.chunks(AT_ONCE) {
            let command = Command::RecordSignals { feed: feed.name().into(), readings: readings.to_vec() };
            self.submit_blocking(by, command)?;
            taken.readings += readings.len();
        }
        for days in days.chunks(AT_ONCE) {
            self.submit_blocking(
                by,
                Command::RecordSpecialDays { feed: feed.name().into(), days: days.to_vec() },
            )?;
            taken.days += days.len();
        }
        Ok(taken)
    }

    /// How the feeds stand that have spoken: what each told last, how often, and which have fallen silent. Blocks while the log
    /// is read.
    ///
    /// # Errors
    /// [`AppError::Forbidden`] without the permission to read predictions.
    pub fn told_feeds(&self, by: &Principal) -> Result<ToldFeeds, AppError> {
        by.require(Permission::ReadPredictions)?;
        let as_of = instant(self.clock().now_ms());
        let desk = self.desk_of(by)?;
        let head = desk.state()?.head();
        let record = desk.record.reaching(self.store().as_ref(), &by.organisation, head)?;
        Ok(ToldFeeds { as_of, head: record.head(), feeds: FeedStanding::of(&record, as_of) })
    }

    /// The same as [`App::told_feeds`], on a thread that may block.
    ///
    /// # Errors
    /// As [`App::told_feeds`].
    pub async fn feeds(&self, by: &Principal) -> Result<ToldFeeds, AppError> {
        let (app, by) = (self.clone(), by.clone());
        self.blocking(move || app.told_feeds(&by)).await
    }
}

impl Told {
    fn of(record: &ClinicRecord, feed: &str) -> Self {
        let mut told = Self::default();
        for reading in record.signal_readings().filter(|reading| reading.feed == feed) {
            let key = key(reading.signal, reading.site, reading.span);
            told.readings.insert(key, (reading.unit.into(), reading.value_milli));
        }
        for day in record.special_days().filter(|day| day.feed == feed) {
            told.days.insert((day.day, day.site), day.kind.into());
        }
        told
    }

    fn reading(
        &self,
        row: FeedReading,
        sites: &BTreeMap<String, SiteId>,
        new: &mut Vec<SignalReading>,
        taken: &mut FeedTaken,
    ) {
        let FeedReading { signal, unit, site, span, value_milli } = row;
        let Ok(site) = site_of(site.as_deref(), sites) else {
            return taken.refused.push(unknown(site.as_deref()));
        };
        let told = self.readings.get(&key(&signal, site, span));
        if told.is_some_and(|(told, value)| *told == unit && *value == value_milli) {
            taken.known += 1;
        } else {
            new.push(SignalReading { signal, unit, site, span, value_milli });
        }
    }

    fn day(
        &self,
        row: FeedDay,
        sites: &BTreeMap<String, SiteId>,
        new: &mut Vec<SpecialDay>,
        taken: &mut FeedTaken,
    ) {
        let FeedDay { day, kind, site } = row;
        let Ok(site) = site_of(site.as_deref(), sites) else {
            return taken.refused.push(unknown(site.as_deref()));
        };
        if self.days.get(&(day, site)) == Some(&kind) {
            taken.known += 1;
        } else {
            new.push(SpecialDay { day, site, kind });
        }
    }
}

fn key(signal: &str, site: Option<SiteId>, span: Span) -> (Box<str>, Option<SiteId>, Instant, Instant) {
    (signal.into(), site, span.start(), span.end())
}

/// Sites by id and by name; a name that two sites have means neither.
fn sites(state: &State) -> BTreeMap<String, SiteId> {
    let (mut found, mut twice) = (BTreeMap::new(), BTreeSet::new());
    for (id, site) in &state.catalogue().sites {
        found.insert(id.to_string(), *id);
        if found.insert(site.name.clone(), *id).is_some() {
            twice.insert(site.name.clone());
        }
    }
    found.retain(|name, _| !twice.contains(name));
    found
}

/// A row is about a site that is not there, or about one of two with the same name.
struct UnknownSite;

/// The site that a row names; none means all.
fn site_of(named: Option<&str>, sites: &BTreeMap<String, SiteId>) -> Result<Option<SiteId>, UnknownSite> {
    match named.map(|name| sites.get(name).copied()) {
        None => Ok(None),
        Some(Some(site)) => Ok(Some(site)),
        Some(None) => Err(UnknownSite),
    }
}

fn unknown(named: Option<&str>) -> String {
    format!("there is no one site {} (unknown-site)", named.unwrap_or_default())
}
