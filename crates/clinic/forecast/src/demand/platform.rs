//! The same forecasts as telemedicine platforms put them: specialties by name, whole numbers, and a confidence.
//!
//! A **specialty** is a service's name in small letters with underscores (`Primary care` is `primary_care`). If several services
//! have that name, they are one specialty: its number is the sum over those services and their sites. Who waits and what happened there is
//! divided among the services as it is among sites, by arrivals of the last four weeks. A specialty that no service has is told of
//! by the base rate, and says so.
//!
//! **The band of a sum** is that of the law of the sum, with the parts taken as independent of each other: a negative binomial law of
//! the sum's mean and variance; where the parts' own bands, their half widths added as squares, reach farther, they hold. One part
//! keeps its band as it is. (Ends that are simply added are too wide for many busy parts, and for many parts to which hardly anybody
//! comes they miss: ten bands from 0 to 0 do not make one.) What moves all sites at once, and no forecaster knows, is not in it.
//!
//! **Confidence** is a probability and not a mood: how likely, by the law of the forecast part, what comes lies within a quarter of
//! the forecast part (at least one more or one fewer), times the share of what bands of this horizon have kept of their promise
//! when they were judged (1 where they held 80 % or more, or were not judged). The forecast part is what is told without who waits now and without
//! announced visits: however many those are, they change no confidence. Where nothing but a base rate speaks, no law was ever seen to
//! hold here, and the confidence is at most one half.

mod specialties;
mod sum;
mod unused;

use std::collections::{BTreeMap, BTreeSet};

use lindley_time::{Instant, Zone};

use super::arrivals::Arrivals;
use super::outlook::{Asked, BaseRate};
use super::{
    Basis, DemandBook, DemandError, DemandEvent, DemandEventKind, DemandQuestion, Stretch, StretchForecast,
    outlook,
};
use crate::record::ClinicRecord;

use specialties::Specialties;
pub use specialties::specialty;
pub use unused::UnusedEvent;

/// The stretches that platforms are told of.
const TOLD: [Stretch; 5] =
    [Stretch::Hours1, Stretch::Hours2, Stretch::Hours4, Stretch::Hours6, Stretch::Hours12];
/// The band level that a horizon's bands promise.
const LEVEL: f64 = 0.8;
/// The most that is trusted of a law that was never seen to hold here.
const UNSEEN_AT_MOST: f64 = 0.5;

/// A platform's question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlatformQuestion {
    /// The moment of asking.
    pub as_of: Instant,
    /// How many wait now, by specialty.
    pub current_queue: BTreeMap<String, u32>,
    /// What happened there: kind, moment, specialty.
    pub events: Vec<(DemandEventKind, Instant, Option<String>)>,
    /// How many hours ahead, from 1 to 12.
    pub hours: u8,
}

/// A whole number with its band and its confidence.
#[derive(Clone, Debug, PartialEq)]
pub struct PlatformNumber {
    /// How many are expected, rounded.
    pub expected: u32,
    /// So many at least.
    pub low: u32,
    /// So many at most.
    pub high: u32,
    /// The share of such bands that is to hold.
    pub level: f64,
    /// How likely the forecast part is near what comes, from 0 to 1; who waits now and announced visits do not change it.
    pub confidence: f64,
    /// On what it rests; of several services and sites the weakest.
    pub basis: Basis,
    /// Why no model spoke, in a sentence.
    pub reason: Option<String>,
}

/// Numbers by specialty and stretch.
pub type PlatformNumbers = BTreeMap<String, BTreeMap<&'static str, PlatformNumber>>;

/// An answer to a platform.
#[derive(Clone, Debug, PartialEq)]
pub struct PlatformAnswer {
    /// Numbers by specialty and stretch (`1h`, `2h`, `4h` and on, up to the hours asked for).
    pub numbers: PlatformNumbers,
    /// Events of the question that moved nothing, in its order, and why.
    pub unused: Vec<UnusedEvent>,
}

/// Answers a platform. `kept` is the coverage that bands of a stretch had when they were judged; of a stretch that was not, a law is
/// trusted by half. Without a specialty in the
/// question every service is told of.
///
/// Refused if an event makes no sense, or not even one hour is asked for.
pub fn platform_answer(
    record: &ClinicRecord,
    book: Option<&DemandBook>,
    question: &PlatformQuestion,
    kept: &BTreeMap<Stretch, f64>,
) -> Result<PlatformAnswer, DemandError> {
    let mut stretches = TOLD.to_vec();
    stretches.retain(|stretch| stretch.minutes() <= 60 * u32::from(question.hours));
    let Some(longest) = stretches.last() else { return Err(DemandError::Horizon { steps: 0, days: 1 }) };
    let until = question.as_of.plus_minutes(i64::from(longest.minutes()));
    let arrivals = Arrivals::of(record);
    let base_rate = Asked::of(&arrivals, &as_asked(question))?.base_rate;
    let specialties = Specialties::of(&arrivals, question.as_of);
    let named = question.events.iter().filter_map(|(_, _, specialty)| specialty.as_ref());
    let mut asked: BTreeSet<&str> = question.current_queue.keys().chain(named).map(String::as_str).collect();
    if asked.is_empty() {
        asked = specialties.names().collect();
    }
    let inner = specialties.question(question, &asked, &stretches);
    let unused = unused::events(question, &specialties, &inner, until);
    // Without a service that exists, an empty list would ask for all.
    let told = if inner.services.is_empty() { Vec::new() } else { outlook(record, book, &inner)?.forecasts };
    let mut numbers = PlatformNumbers::new();
    for name in asked {
        let services = specialties.services(name);
        for stretch in &stretches {
            let promise =
                kept.get(stretch).map_or(UNSEEN_AT_MOST, |coverage| (coverage / LEVEL).clamp(0.0, 1.0));
            let number = if services.is_empty() {
                stranger(&base_rate, question, &specialties, name, *stretch, promise)?
            } else {
                let of_specialty =
                    |told: &&StretchForecast| services.contains(&told.service) && told.stretch == *stretch;
                sum::number(&told.iter().filter(of_specialty).collect::<Vec<_>>(), promise)
            };
            numbers.entry(name.to_owned()).or_default().insert(stretch.code(), number);
        }
    }
    Ok(PlatformAnswer { numbers, unused })
}

/// All events at the places at which the platform gave them, so that one that cannot be is refused at its own.
fn as_asked(question: &PlatformQuestion) -> DemandQuestion {
    let event = |(kind, at, _): &(DemandEventKind, Instant, Option<String>)| DemandEvent {
        kind: *kind,
        at: *at,
        service: None,
        site: None,
    };
    let events = question.events.iter().map(event).collect();
    DemandQuestion { events, ..DemandQuestion::of_all(question.as_of) }
}

/// A specialty that no service has.
fn stranger(
    base_rate: &BaseRate,
    question: &PlatformQuestion,
    specialties: &Specialties,
    name: &str,
    stretch: Stretch,
    promise: f64,
) -> Result<PlatformNumber, DemandError> {
    let said = base_rate.forecast(stretch, Zone::utc().local(question.as_of))?;
    let waiting = question.current_queue.get(name).copied().unwrap_or(0);
    let until = question.as_of.plus_minutes(i64::from(stretch.minutes()));
    let of_it = |(_, at, specialty): &&(DemandEventKind, Instant, Option<String>)| {
        specialty.as_deref() == Some(name) && *at >= question.as_of && *at < until
    };
    let scheduled = question.events.iter().filter(of_it);
    let scheduled = scheduled.filter(|(kind, _, _)| *kind == DemandEventKind::VisitScheduled).count() as u64;
    let certain = u64::from(waiting) + scheduled;
    let mut reason = format!("No service here is called {name}: what the others have on average is told.");
    if let Some(nearest) = specialties.nearest(name) {
        reason = format!("{reason} Is {nearest} meant?");
    }
    Ok(PlatformNumber {
        expected: whole(said.mean + certain as f64),
        low: count(said.band.low + certain),
        high: count(said.band.high + certain),
        level: LEVEL,
        confidence: promise * sum::near(said.distribution.as_slice()).min(UNSEEN_AT_MOST),
        basis: Basis::BaseRate,
        reason: Some(reason),
    })
}

fn whole(expected: f64) -> u32 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "not negative; huge ones saturate"
    )]
    let whole = expected.round().max(0.0) as u32;
    whole
}

fn count(count: u64) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
