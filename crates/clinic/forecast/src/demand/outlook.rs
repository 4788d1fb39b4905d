//! What is to be expected of services and sites in the next hours and weeks, from the record as it is now.
//!
//! Demand in a stretch is **who waits at its beginning and who arrives in it**.
//!
//! * The record's arrivals up to `as_of` are laid on a grid of which one step begins at that very minute, so the forecast stretch
//!   is the step that follows; a spike of the last hour moves it, with or without training.
//! * **Visits that the record has in the stretch** come in their kept share, with a binomial band. Booked visits are part of
//!   what was learnt, so they do not add to it: of the learnt number only the share counts that is usually not in the book yet
//!   that long before. Every booking raises the answer, and no answer is below what the booked bring. While the clinic has
//!   not booked here long enough to know that share, the greater of the usual and the booked holds (`booked.rs` says how). A band that
//!   knows the book is that of its law; only one without a book has adapted to its recent misses.
//! * `current_queue`: people who wait now want to be seen in any stretch that begins now. They are added to its number and to
//!   both ends of its band, because they are certain; days that lie ahead are not moved.
//! * `visit_scheduled` in the stretch, of which the record does not know, adds an arrival times the service's share of visits
//!   that take place; the band's ends move by the binomial's quantiles. `visit_cancelled` takes one away in the same manner, but
//!   never below who waits.
//! * `intake_submitted` is an arrival of the recent past that the record does not know: it raises the present rate as a spike
//!   does, by what the series has shown spikes to mean.
//! * What names no site is divided among the service's sites, and what names no service among those asked about, by arrivals of
//!   the last four weeks (largest remainders).

mod answer;
mod base_rate;
mod booked;
mod known_events;
mod movers;
mod question;

use std::collections::BTreeMap;

use lindley_domain::{ServiceId, SiteId};
use lindley_time::{Instant, Span, Zone};

use super::arrivals::{Arrivals, Grid, Pair, minute_of};
use super::book::{DemandBook, forecast};
use super::known_world::{SiteCalendar, calendar_from};
use super::step_length::{StepLength, date_of};
use super::{Basis, DemandError, DemandSeries, StepForecast, Stretch};
use crate::record::ClinicRecord;

pub use answer::{DemandAnswer, StretchForecast};
pub use movers::Mover;
pub use question::{DemandEvent, DemandEventKind, DemandQuestion, QueueLength};

pub(super) use base_rate::BaseRate;
use booked::Book;
use known_events::KnownEvents;
use movers::Moved;

/// Answers a question. Without a book, or for series that it has not learnt, named fallbacks speak.
///
/// A service at a site is told of if anybody ever came or is booked there; one to which nobody ever came anywhere is told of by the base
/// rate. Refused if a service or site is not one of the record's, or an event makes no sense.
pub fn outlook(
    record: &ClinicRecord,
    book: Option<&DemandBook>,
    question: &DemandQuestion,
) -> Result<DemandAnswer, DemandError> {
    let arrivals = Arrivals::of(record);
    let asked = Asked::of(&arrivals, question)?;
    let mut forecasts = Vec::new();
    for pair in &asked.pairs {
        let around = Around::of(&arrivals, *pair, question.as_of)?;
        for stretch in question.stretches() {
            forecasts.push(asked.told(&around, book, stretch)?);
        }
    }
    Ok(DemandAnswer { as_of: question.as_of, head: record.head(), forecasts })
}

/// A question with everything that does not depend on the stretch.
pub(super) struct Asked<'a> {
    pub(super) arrivals: &'a Arrivals<'a>,
    pub(super) as_of: Instant,
    pub(super) pairs: Vec<Pair>,
    events: BTreeMap<Pair, KnownEvents>,
    pub(super) base_rate: BaseRate,
}

/// What is known around a service at a site.
struct Around<'a> {
    pair: Pair,
    book: Book<'a>,
    zone: Zone,
    calendar: SiteCalendar,
    moved: Moved,
}

impl<'a> Around<'a> {
    fn of(arrivals: &Arrivals<'a>, pair: Pair, as_of: Instant) -> Result<Self, DemandError> {
        let unknown = || DemandError::Unknown { kind: "site", id: pair.1.to_string() };
        let zone = arrivals.record().zone(pair.1).ok_or_else(unknown)?.clone();
        let calendar = calendar_from(arrivals.record(), pair.1, as_of)?;
        let grid = Grid { step: StepLength::HOUR, offset: minute_of(&zone, as_of).rem_euclid(60) };
        let moved = arrivals
            .series(pair, grid, as_of, &[])
            .map_or_else(|_| Moved::default(), |hours| Moved::of(&hours, &calendar.calendar, grid.offset));
        let book = Book::of(arrivals, pair, &zone, as_of);
        Ok(Self { pair, book, zone, calendar, moved })
    }
}

impl<'a> Asked<'a> {
    pub(super) fn of(arrivals: &'a Arrivals<'a>, question: &DemandQuestion) -> Result<Self, DemandError> {
        let record = arrivals.record();
        question.check(record)?;
        let with_history = arrivals.pairs(question.as_of);
        let booked = arrivals.booked_pairs(question.as_of);
        let sites: Vec<SiteId> =
            if question.sites.is_empty() { record.sites().collect() } else { question.sites.clone() };
        let services: Vec<ServiceId> = if question.services.is_empty() {
            record.services().collect()
        } else {
            question.services.clone()
        };
        let mut pairs: Vec<Pair> = Vec::new();
        for service in &services {
            let of_service = sites.iter().map(|site| (*service, *site));
            let known = of_service.filter(|pair| with_history.contains(pair) || booked.contains(pair));
            let before = pairs.len();
            pairs.extend(known);
            // Nobody ever came: every site that was asked about could be the first.
            if pairs.len() == before {
                pairs.extend(sites.iter().map(|site| (*service, *site)));
            }
        }
        pairs.sort_unstable();
        pairs.dedup();
        let base_rate = BaseRate::of(arrivals, &with_history, question.as_of);
        let events = KnownEvents::by_pair(arrivals, &pairs, question, &base_rate);
        Ok(Self { arrivals, as_of: question.as_of, pairs, events, base_rate })
    }

    /// What is said of a stretch at a service and site.
    fn told(
        &self,
        around: &Around<'_>,
        book: Option<&DemandBook>,
        stretch: Stretch,
    ) -> Result<StretchForecast, DemandError> {
        let none = KnownEvents::default();
        let events = self.events.get(&around.pair).unwrap_or(&none);
        let span = span_of(stretch, &around.zone, self.as_of)?;
        let (said, moved) = match self.series(around, stretch, &events.intakes(&around.zone)) {
            Ok((series, offset)) => {
                let calendar = around.calendar.calendar.earlier_by(offset);
                let model = book.and_then(|book| book.model(around.pair, stretch));
                let said = forecast(model, stretch, &series, &calendar)?;
                let day = around.zone.date_of(span.start());
                let moved = around.moved.of_stretch(stretch, &said, day, &calendar, self.as_of, &around.zone);
                (said, moved)
            }
            // Nobody came yet, or not for long enough for one step.
            Err(DemandError::Empty { .. }) => {
                (self.base_rate.forecast(stretch, around.zone.local(span.start()))?, Vec::new())
            }
            Err(other) => return Err(other),
        };
        let missing = said.missing_signals.clone();
        let mut told = StretchForecast::of(around.pair, stretch, span, &said);
        told.moved_by = moved;
        around.book.add_to(&mut told)?;
        events.add_to(&mut told);
        told.moved_by.extend(missing.into_iter().map(|signal| Mover::SignalMissing { signal }));
        Ok(told)
    }

    /// The series whose next step is the stretch, and by how many minutes its clocks are slow.
    fn series(
        &self,
        around: &Around<'_>,
        stretch: Stretch,
        extra: &[i64],
    ) -> Result<(DemandSeries, i64), DemandError> {
        let step = stretch.step();
        let now = minute_of(&around.zone, self.as_of);
        let begins_now = stretch.days_ahead().is_none();
        let offset = if begins_now { now.rem_euclid(i64::from(step.minutes())) } else { 0 };
        let series = self.arrivals.series(around.pair, Grid { step, offset }, self.as_of, extra)?;
        Ok((series, offset))
    }
}

/// From now for so long, or the whole local day.
pub(super) fn span_of(stretch: Stretch, zone: &Zone, as_of: Instant) -> Result<Span, DemandError> {
    let Some(days) = stretch.days_ahead() else {
        return Ok(Span::of_minutes(as_of, stretch.minutes()));
    };
    let today = StepLength::DAY.index_of(zone.local(as_of));
    let day = date_of(today + i64::from(days));
    zone.day(day)
        .ok_or(DemandError::Event { position: 0, problem: "the moment lies at the end of the calendar" })
}

/// The forecast of a base rate.
fn base_forecast(
    start: lindley_time::civil::DateTime,
    distribution: super::CountDistribution,
) -> StepForecast {
    StepForecast {
        start,
        lead: 1,
        mean: distribution.mean(),
        distribution: Some(distribution),
        band: super::fallback::wide_band(&distribution),
        basis: Basis::BaseRate,
        missing_signals: Vec::new(),
    }
}
