//! Readings of feeds and special days, with the moment since which they are known.

use lindley_domain::{SignalReading, SiteId, SpecialDay};
use lindley_time::civil::Date;
use lindley_time::{Instant, Span};

use super::names::{NameNumber, Names};
use super::placing::span;

/// A reading of a feed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KnownReading<'a> {
    /// Since when it is known.
    pub known: Instant,
    /// The feed that told it.
    pub feed: &'a str,
    /// The signal.
    pub signal: &'a str,
    /// Its unit.
    pub unit: &'a str,
    /// The site it is about; none means all.
    pub site: Option<SiteId>,
    /// When it holds.
    pub span: Span,
    /// Its value in thousandths of the unit.
    pub value_milli: i64,
}

/// A day unlike others of its weekday.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KnownSpecialDay<'a> {
    /// Since when it is known.
    pub known: Instant,
    /// The feed that told it.
    pub feed: &'a str,
    /// The local day.
    pub day: Date,
    /// The site it is about; none means all.
    pub site: Option<SiteId>,
    /// Its kind; empty makes the day ordinary again.
    pub kind: &'a str,
}

/// What the world outside told.
#[derive(Clone, Debug, Default)]
pub(super) struct Outside {
    readings: Vec<Reading>,
    days: Vec<Day>,
}

#[derive(Clone, Debug)]
struct Reading {
    known: Instant,
    start: Instant,
    value_milli: i64,
    seconds: u32,
    feed: NameNumber,
    signal: NameNumber,
    unit: NameNumber,
    site: Option<SiteId>,
}

#[derive(Clone, Debug)]
struct Day {
    known: Instant,
    date: Date,
    feed: NameNumber,
    kind: NameNumber,
    site: Option<SiteId>,
}

impl Outside {
    /// Readings that became known at `known`.
    pub(super) fn add_readings(
        &mut self,
        feed: &str,
        told: &[SignalReading],
        known: Instant,
        names: &mut Names,
    ) {
        let feed = names.number(feed);
        self.readings.extend(told.iter().map(|reading| Reading {
            known,
            start: reading.span.start(),
            value_milli: reading.value_milli,
            seconds: u32::try_from(reading.span.seconds()).unwrap_or(u32::MAX),
            feed,
            signal: names.number(&reading.signal),
            unit: names.number(&reading.unit),
            site: reading.site,
        }));
    }

    /// Special days that became known at `known`.
    pub(super) fn add_days(&mut self, feed: &str, told: &[SpecialDay], known: Instant, names: &mut Names) {
        let feed = names.number(feed);
        self.days.extend(told.iter().map(|day| Day {
            known,
            date: day.day,
            feed,
            kind: names.number(&day.kind),
            site: day.site,
        }));
    }

    pub(super) fn readings<'a>(&'a self, names: &'a Names) -> impl Iterator<Item = KnownReading<'a>> + Clone {
        let word = |number| names.word(number).unwrap_or_default();
        self.readings.iter().map(move |reading| KnownReading {
            known: reading.known,
            feed: word(reading.feed),
            signal: word(reading.signal),
            unit: word(reading.unit),
            site: reading.site,
            span: span(reading.start, reading.seconds),
            value_milli: reading.value_milli,
        })
    }

    pub(super) fn days<'a>(&'a self, names: &'a Names) -> impl Iterator<Item = KnownSpecialDay<'a>> + Clone {
        let word = |number| names.word(number).unwrap_or_default();
        self.days.iter().map(move |day| KnownSpecialDay {
            known: day.known,
            feed: word(day.feed),
            day: day.date,
            site: day.site,
            kind: word(day.kind),
        })
    }
}
