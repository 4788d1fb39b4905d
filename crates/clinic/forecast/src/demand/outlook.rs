//! What is to be expected of services and sites in the next hours and weeks, from the record as it is now.
//!
//! Demand in a stretch is **who waits at its beginning and who arrives in it**.
//!
//! * The record's arrivals up to `as_of` are laid on a grid of which one step begins at that very minute, so the forecast stretch
//!   is the step that follows; a spike of the last hour moves it, with or without training.
//! * **Visits that the record has in the stretch** come in their kept share, with a binomial band. Booked visits are part of
//!   what was learnt, so they do not add to it: of the learnt number only the share counts that is usually not in the book yet
//!   that long before. Every booking raises the answer, and no answer is below what the booked bring. While the clinic has
//!   not booked here long enough to know that share, the greater of the usual and the booked holds (`booked.rs` says how). With a book
//!   as without, the band adapts to where those who came lay in what would have been told of recent stretches.
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
mod around;
mod base_rate;
mod booked;
mod known_events;
mod movers;
mod question;

use std::collections::BTreeMap;

use super::arrivals::{Arrivals, Pair};
use super::book::DemandBook;
use super::{Basis, DemandError, StepForecast, Stretch};
use crate::record::ClinicRecord;
use lindley_domain::{ServiceId, SiteId};

pub use answer::{DemandAnswer, StretchForecast};
pub use movers::Mover;
pub use question::{DemandEvent, DemandEventKind, DemandQuestion, QueueLength};

pub(super) use around::{Around, span_of};
pub(super) use base_rate::BaseRate;
use known_events::KnownEvents;
use movers::Moved;

/// Answers a question. Without a book, or for series that it has not learnt, named fallbacks speak.
///
/// A service at a site is told of if anybody ever came, is booked, waits or is announced there; one to which nobody ever came
/// anywhere is told of by the base rate, and so is one at a site to which nobody ever came for it. Refused if a service or site
/// is not one of the record's, or an event makes no sense.
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
        let moved = around.moved();
        for stretch in question.stretches() {
            forecasts.push(asked.told(&around, &moved, book, stretch)?);
        }
    }
    Ok(DemandAnswer { as_of: question.as_of, head: record.head(), forecasts })
}

/// A question with everything that does not depend on the stretch.
pub(super) struct Asked {
    pairs: Vec<Pair>,
    events: BTreeMap<Pair, KnownEvents>,
    pub(super) base_rate: BaseRate,
}

impl Asked {
    pub(super) fn of(arrivals: &Arrivals<'_>, question: &DemandQuestion) -> Result<Self, DemandError> {
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
        // Who waits, or is announced, at a site to which nobody ever came for the service must not be left out.
        let asked = |pair: &Pair| services.contains(&pair.0) && sites.contains(&pair.1);
        pairs.extend(question.named_pairs().filter(asked));
        pairs.sort_unstable();
        pairs.dedup();
        let base_rate = BaseRate::of(arrivals, &with_history, question.as_of);
        let events = KnownEvents::by_pair(arrivals, &pairs, question, &base_rate);
        Ok(Self { pairs, events, base_rate })
    }

    /// What is said of a stretch at a service and site.
    fn told(
        &self,
        around: &Around<'_>,
        moved: &Moved,
        book: Option<&DemandBook>,
        stretch: Stretch,
    ) -> Result<StretchForecast, DemandError> {
        let none = KnownEvents::default();
        let events = self.events.get(&around.pair()).unwrap_or(&none);
        let served =
            around.served(book, stretch, &events.intakes(around.zone()), || self.base_rate.clone())?;
        let mut told = served.told;
        // Of a base rate nothing is known that could have moved it.
        if told.basis != Basis::BaseRate {
            let movers = moved.of_stretch(stretch, &served.said, &served.calendar);
            told.moved_by.splice(0..0, movers);
        }
        events.add_to(&mut told);
        let missing = served.said.missing_signals;
        told.moved_by.extend(missing.into_iter().map(|signal| Mover::SignalMissing { signal }));
        Ok(told)
    }
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
        band: super::fallback::wide_band(&distribution).around(distribution.mean()),
        basis: Basis::BaseRate,
        missing_signals: Vec::new(),
    }
}
