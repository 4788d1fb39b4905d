//! The same forecasts as telemedicine platforms put them: specialties by name, whole numbers, and a confidence.
//!
//! A **specialty** is a service's name in small letters with underscores (`Primary care` is `primary_care`); its number is the
//! sum over the service's sites, and the ends of the sites' bands are added, which is too wide rather than too narrow. A
//! specialty that no service has is told of by the base rate, and says so.
//!
//! **Confidence** is a probability and not a mood: how likely, by the forecast's own law, what comes lies within a quarter of
//! the number (at least one more or one fewer), times the share of what bands of this horizon have kept of their promise when
//! they were judged (1 where they held 80 % or more, or were not judged). Who waits now is certain and makes it no less likely.
//! A fallback's law is wide, so its confidence is low by itself.

use std::collections::{BTreeMap, BTreeSet};

use lindley_domain::ServiceId;
use lindley_time::{Instant, Zone};

use super::arrivals::Arrivals;
use super::outlook::{Asked, BaseRate};
use super::{
    Basis, CountDistribution, DemandBook, DemandError, DemandEvent, DemandEventKind, DemandQuestion,
    QueueLength, Stretch, StretchForecast, outlook,
};
use crate::record::ClinicRecord;

/// The stretches that platforms are told of.
const TOLD: [Stretch; 5] =
    [Stretch::Hours1, Stretch::Hours2, Stretch::Hours4, Stretch::Hours6, Stretch::Hours12];
/// The band level that a horizon's bands promise.
const LEVEL: f64 = 0.8;
/// What comes is near the number if it is no farther from it than this share of it.
const NEAR: f64 = 0.25;

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
    /// How likely the number is near what comes, from 0 to 1.
    pub confidence: f64,
    /// On what it rests; of several sites the weakest.
    pub basis: Basis,
    /// Why no model spoke, in a sentence.
    pub reason: Option<String>,
}

/// Numbers by specialty and stretch.
pub type PlatformNumbers = BTreeMap<String, BTreeMap<&'static str, PlatformNumber>>;

/// Numbers by specialty and stretch (`1h`, `2h`, `4h` and on, up to the hours asked for). `kept` is the coverage that bands of a
/// stretch had when they were judged. Without a specialty in the question every service is told of.
///
/// Refused if an event makes no sense, or not even one hour is asked for.
pub fn platform_answer(
    record: &ClinicRecord,
    book: Option<&DemandBook>,
    question: &PlatformQuestion,
    kept: &BTreeMap<Stretch, f64>,
) -> Result<PlatformNumbers, DemandError> {
    let mut stretches = TOLD.to_vec();
    stretches.retain(|stretch| stretch.minutes() <= 60 * u32::from(question.hours));
    if stretches.is_empty() {
        return Err(DemandError::Horizon { steps: 0, days: 1 });
    }
    let services: BTreeMap<String, ServiceId> = record
        .services()
        .filter_map(|service| Some((specialty(record.service_name(service)?), service)))
        .collect();
    let named = question.events.iter().filter_map(|(_, _, specialty)| specialty.as_ref());
    let mut asked: BTreeSet<&String> = question.current_queue.keys().chain(named).collect();
    if asked.is_empty() {
        asked = services.keys().collect();
    }
    let inner = asked_of_services(question, &services, &asked, &stretches);
    let arrivals = Arrivals::of(record);
    let base_rate = Asked::of(&arrivals, &DemandQuestion::of_all(question.as_of))?.base_rate;
    // Without a service that exists, an empty list would ask for all.
    let told = if inner.services.is_empty() { Vec::new() } else { outlook(record, book, &inner)?.forecasts };
    let mut answer = PlatformNumbers::new();
    for name in asked {
        for stretch in &stretches {
            let promise = kept.get(stretch).map_or(1.0, |coverage| (coverage / LEVEL).clamp(0.0, 1.0));
            let number = if let Some(service) = services.get(name) {
                let of_service =
                    |told: &&StretchForecast| told.service == *service && told.stretch == *stretch;
                number(&told.iter().filter(of_service).collect::<Vec<_>>(), promise)
            } else {
                stranger(&base_rate, question, name, *stretch, promise)?
            };
            answer.entry(name.clone()).or_default().insert(stretch.code(), number);
        }
    }
    Ok(answer)
}

/// A service's name as platforms write it.
///
/// ```
/// assert_eq!(lindley_forecast::demand::specialty("Primary care (adults)"), "primary_care_adults");
/// ```
pub fn specialty(service: &str) -> String {
    let words = service.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join("_")
}

/// The question without specialties that no service has.
fn asked_of_services(
    question: &PlatformQuestion,
    services: &BTreeMap<String, ServiceId>,
    asked: &BTreeSet<&String>,
    stretches: &[Stretch],
) -> DemandQuestion {
    let queue = question.current_queue.iter();
    let events = question.events.iter().filter_map(|(kind, at, specialty)| {
        let service = specialty.as_ref().map(|name| services.get(name).copied());
        // What is about a specialty that no service has is not anybody else's.
        (service != Some(None)).then_some(DemandEvent {
            kind: *kind,
            at: *at,
            service: service.flatten(),
            site: None,
        })
    });
    DemandQuestion {
        services: asked.iter().filter_map(|name| services.get(*name).copied()).collect(),
        sites: Vec::new(),
        stretches: stretches.to_vec(),
        as_of: question.as_of,
        current_queue: queue
            .filter_map(|(name, waiting)| {
                Some(QueueLength { service: *services.get(name)?, site: None, waiting: *waiting })
            })
            .collect(),
        events: events.collect(),
    }
}

/// One number for a service at all of its sites.
fn number(sites: &[&StretchForecast], promise: f64) -> PlatformNumber {
    let expected: f64 = sites.iter().map(|told| told.expected).sum();
    let (low, high) = sites.iter().fold((0, 0), |(low, high), told| (low + told.low, high + told.high));
    let laws: Vec<CountDistribution> = sites.iter().filter_map(|told| told.arrivals).collect();
    let shift: f64 = sites.iter().map(|told| told.shift).sum();
    // A site without a model is weaker than one with; kinds are declared in that order.
    let basis = sites.iter().map(|told| told.basis).max_by_key(|basis| *basis as u8).unwrap_or(Basis::Closed);
    let number = whole(expected);
    PlatformNumber {
        expected: number,
        low: count(low),
        high: count(high),
        level: LEVEL,
        confidence: promise * near(&laws, shift, number),
        basis,
        reason: basis.reason().map(str::to_owned),
    }
}

/// A specialty that no service has.
fn stranger(
    base_rate: &BaseRate,
    question: &PlatformQuestion,
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
    let expected = whole(said.mean + certain as f64);
    Ok(PlatformNumber {
        expected,
        low: count(said.band.low + certain),
        high: count(said.band.high + certain),
        level: LEVEL,
        confidence: promise * near(said.distribution.as_slice(), certain as f64, expected),
        basis: Basis::BaseRate,
        reason: Some(format!("No service here is called {name}: what the others have on average is told.")),
    })
}

/// How likely arrivals by these laws, moved by `shift`, are near a number. Several laws are taken as one of the same mean and
/// the variance of independent ones.
fn near(laws: &[CountDistribution], shift: f64, number: u32) -> f64 {
    let mean: f64 = laws.iter().map(CountDistribution::mean).sum();
    let excess: f64 = laws.iter().map(|law| law.dispersion() * law.mean().powi(2)).sum();
    // A closed stretch has no law: that nobody comes is as sure as its being closed.
    let Ok(law) = CountDistribution::new(mean, excess / mean.powi(2)) else { return 1.0 };
    let tolerance = (NEAR * f64::from(number)).max(1.0);
    let (least, most) = (f64::from(number) - tolerance - shift, f64::from(number) + tolerance - shift);
    if most < 0.0 {
        return 0.0;
    }
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "not negative; huge ones saturate"
    )]
    let (most, less) = (most.floor() as u64, (least.ceil() - 1.0).max(-1.0));
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "not negative where it is used"
    )]
    let below = if less < 0.0 { 0.0 } else { law.at_most(less as u64) };
    (law.at_most(most) - below).clamp(0.0, 1.0)
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
