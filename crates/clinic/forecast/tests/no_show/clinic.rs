//! An invented clinic as a log: booked live or written afterwards, moved, reminded, cancelled, missed, entered in error.

use std::collections::{BTreeMap, BTreeSet};

use lindley_domain::{
    AppointmentId, CancelReason, DistanceBand, Event, Lease, PatientFacts, PatientId, Placement,
    ReminderChannel, Resource, ResourceId, ResourceKind, Segment, Service, ServiceId, Sex, SignalReading,
    Site, SiteId, Status, VisitType, VisitTypeId,
};
use lindley_forecast::record::ClinicRecord;
use lindley_seed::{Seed, Stream};
use lindley_time::{Instant, Span, Zone};

const DAY: i64 = 86_400;

/// How big the clinic is.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Invented {
    pub(crate) visits: u64,
    pub(crate) patients: u64,
    pub(crate) days: u64,
    /// The share of visits that were written afterwards, as imports do.
    pub(crate) imported: f64,
}

/// Monday 5 January 2026, 00:00 UTC.
pub(crate) const BEGIN: Instant = Instant::from_seconds(1_767_571_200);

/// What happens to one visit, in the order of its life.
struct Story {
    events: Vec<(Instant, Happening)>,
}

enum Happening {
    Described(PatientFacts, Option<Instant>),
    Held(Placement),
    Confirmed,
    Booked(Placement),
    Moved(Placement),
    Reminded,
    Ended(Status, Option<Span>),
    Cancelled(CancelReason),
    Past { placement: Placement, status: Status, booked: Option<Instant>, reminded: Option<Instant> },
}

/// The log in order of time. The truth: long leads, the young, the far and those who missed before miss more; a reminder helps;
/// Harbour's mornings are worse.
pub(crate) fn log(of: Invented, seed: u64) -> Vec<(Instant, Event)> {
    let mut stream = Seed::from_u64(seed).stream();
    let mut log: Vec<(Instant, Event)> =
        opening().into_iter().map(|event| (BEGIN.plus_days(-400), event)).collect();
    let mut told = Vec::new();
    for visit in 0..of.visits {
        let patient = stream.below(of.patients);
        let story = story(of, patient, &mut stream);
        told.extend(
            story.events.into_iter().enumerate().map(|(part, (at, what))| (at, visit, part, patient, what)),
        );
    }
    told.sort_by_key(|(at, visit, part, ..)| (*at, *visit, *part));
    let mut ids = BTreeMap::new();
    let mut fences = 0;
    for (at, visit, _, patient, what) in told {
        let next = AppointmentId(ids.len() as u64 + 1);
        let opens = matches!(what, Happening::Held(_) | Happening::Booked(_) | Happening::Past { .. });
        let id =
            if opens { *ids.entry(visit).or_insert(next) } else { ids.get(&visit).copied().unwrap_or(next) };
        log.push((at, event(id, patient, what, &mut fences)));
    }
    feeds(of, &mut stream, &mut log);
    log.sort_by_key(|(at, _)| *at);
    log
}

/// The record of a log.
pub(crate) fn record(log: &[(Instant, Event)]) -> ClinicRecord {
    let mut record = ClinicRecord::default();
    (1..).zip(log).for_each(|(seq, (at, event))| record.apply(seq, event, *at));
    record
}

pub(crate) fn patient(number: u64) -> PatientId {
    format!("p{number}").parse().expect("a pseudonym")
}

pub(crate) fn placement(site: u32, start: Instant, minutes: u32) -> Placement {
    let span = Span::of_minutes(start, minutes);
    let segment = |role, resource| Segment { role, units: 1, resource: ResourceId(resource), span };
    Placement { site: SiteId(site), span, segments: [segment(0, site), segment(1, 10)].into() }
}

pub(crate) fn opening() -> Vec<Event> {
    let mut events = Vec::new();
    for (id, name, zone) in [(1, "Northside", "Europe/Lisbon"), (2, "Harbour", "America/Sao_Paulo")] {
        let site = Site { name: name.to_owned(), zone: Zone::parse(zone).expect("a zone") };
        events.push(Event::SiteAdded { id: SiteId(id), site, source: None });
        let (name, kind) = (format!("Dr {id}"), ResourceKind::Practitioner);
        let resource =
            Resource { name, kind, site: SiteId(id), attributes: BTreeSet::default(), capacity_units: 1 };
        events.push(Event::ResourceAdded { id: ResourceId(id), resource, source: None });
    }
    for (id, name) in [(1, "Cardiology"), (2, "Dermatology")] {
        let service = Service { name: name.to_owned() };
        events.push(Event::ServiceAdded { id: ServiceId(id), service, source: None });
    }
    for id in 1..=3 {
        let visit_type = VisitType {
            name: format!("Type {id}"),
            service: ServiceId(1 + id % 2),
            steps: Vec::new(),
            start_every_minutes: 10,
            age_min: None,
            age_max: None,
            sites: BTreeSet::default(),
        };
        events.push(Event::VisitTypeAdded { id: VisitTypeId(id), visit_type, source: None });
    }
    events
}

/// A visit as fate has it.
struct Fate {
    site: u32,
    start: Instant,
    booked: Instant,
    reminded: Option<Instant>,
    missed: bool,
    facts: PatientFacts,
}

fn fate(of: Invented, patient: u64, stream: &mut Stream) -> Fate {
    // What a patient is like follows from the number, so that it is the same at every visit.
    let mut habits = Seed::from_u64(patient).child("habits").stream();
    let (age, careless) = (habits.between(2, 90), habits.unit_f64());
    let bands = [
        DistanceBand::Under2Km,
        DistanceBand::Under5Km,
        DistanceBand::Under20Km,
        DistanceBand::Under50Km,
        DistanceBand::Over50Km,
    ];
    let distance = habits.pick(&bands).copied();
    let far = bands.iter().position(|band| Some(*band) == distance).unwrap_or(0);
    let site = 1 + u32::from(habits.chance(0.4));
    let quarter = stream.below(36) as i64;
    let start = BEGIN.plus_days(stream.below(of.days) as i64).plus_minutes(8 * 60 + 15 * quarter);
    let lead = stream.below(30 * DAY as u64) as i64 + 600;
    let reminded = (lead > 2 * DAY && stream.chance(0.5))
        .then(|| start.plus_seconds(-DAY - stream.between(-7_200, 40_000)));
    let morning = site == 2 && start.seconds().rem_euclid(DAY) < 14 * 3_600;
    let odds = -3.4 + 0.08 * (lead / DAY) as f64 + 3.0 * (careless - 0.5) + 0.2 * far as f64
        - if reminded.is_some() { 1.0 } else { 0.0 }
        + if morning { 1.0 } else { 0.0 }
        + if age < 40 { 0.8 } else { 0.0 };
    let facts = PatientFacts {
        birth_year: habits.chance(0.9).then_some(i16::try_from(2026 - age).expect("a year")),
        sex: Some(if habits.chance(0.5) { Sex::Female } else { Sex::Male }),
        language: Some(if habits.chance(0.7) { "pt" } else { "en" }.into()),
        distance,
        // Patients move house, so that what was known of them changes.
        district: stream.pick(&["Alfama", "Belém", "Chiado"]).map(|name| (*name).into()),
    };
    let missed = stream.chance(1.0 / (1.0 + (-odds).exp()));
    Fate { site, start, booked: start.plus_seconds(-lead), reminded, missed, facts }
}

fn story(of: Invented, patient: u64, stream: &mut Stream) -> Story {
    let fate = fate(of, patient, stream);
    let mut events = if stream.chance(of.imported) { imported(fate, stream) } else { live(fate, stream) };
    events.sort_by_key(|(at, _)| *at);
    Story { events }
}

fn status(missed: bool) -> Status {
    if missed { Status::Noshow } else { Status::Fulfilled }
}

/// Written some weeks afterwards.
fn imported(fate: Fate, stream: &mut Stream) -> Vec<(Instant, Happening)> {
    let Fate { site, start, booked, reminded, missed, facts } = fate;
    let reminded = reminded.filter(|sent| *sent > booked);
    let booked = stream.chance(0.8).then_some(booked);
    let told = start.plus_days(stream.between(1, 40));
    let (placement, status) = (placement(site, start, 20), status(missed));
    let mut events = vec![
        (told, Happening::Described(facts, booked)),
        (told, Happening::Past { placement, status, booked, reminded }),
    ];
    if stream.chance(0.01) {
        events.push((told.plus_days(2), Happening::Ended(Status::EnteredInError, None)));
    }
    events
}

/// Told as it happened.
fn live(fate: Fate, stream: &mut Stream) -> Vec<(Instant, Happening)> {
    let Fate { site, start, mut booked, reminded, missed, facts } = fate;
    let lead = start.seconds() - booked.seconds();
    let mut events = vec![(booked, Happening::Described(facts, None))];
    let first = placement(site, if stream.chance(0.1) { start.plus_days(3) } else { start }, 20);
    if stream.chance(0.3) {
        events.push((booked, Happening::Held(first.clone())));
        booked = booked.plus_seconds(stream.between(10, 300));
        events.push((booked, Happening::Confirmed));
    } else {
        events.push((booked, Happening::Booked(first.clone())));
    }
    if first.span.start() != start {
        events.push((booked.plus_seconds(lead / 3 - 200), Happening::Moved(placement(site, start, 20))));
    }
    if let Some(sent) = reminded.filter(|sent| *sent > booked) {
        events.push((sent, Happening::Reminded));
    }
    if stream.chance(0.08) {
        let at = booked.plus_seconds(stream.between(1, (lead - 310).max(2)));
        let reason = if stream.chance(0.7) { CancelReason::Patient } else { CancelReason::Provider };
        events.push((at, Happening::Cancelled(reason)));
    } else {
        // Some outcomes are written the next morning.
        let late = if stream.chance(0.2) { DAY } else { 3_600 };
        let actual = (!missed).then(|| Span::of_minutes(start.plus_minutes(3), 17));
        events.push((start.plus_seconds(late), Happening::Ended(status(missed), actual)));
        if stream.chance(0.01) {
            events.push((start.plus_days(5), Happening::Ended(Status::EnteredInError, None)));
        }
    }
    events
}

fn event(id: AppointmentId, patient_number: u64, what: Happening, fences: &mut u64) -> Event {
    let patient = patient(patient_number);
    let visit_type = VisitTypeId(1 + u32::try_from(patient_number % 3).expect("small"));
    match what {
        Happening::Described(facts, since) => Event::PatientDescribed { patient, facts, since },
        Happening::Held(placement) => {
            *fences += 1;
            let lease = Lease { expires: placement.span.start(), fence: *fences };
            Event::HoldPlaced { id, patient, visit_type, placement, lease }
        }
        Happening::Confirmed => Event::HoldConfirmed { id },
        Happening::Booked(placement) => Event::AppointmentBooked { id, patient, visit_type, placement },
        Happening::Moved(placement) => Event::AppointmentMoved { id, placement },
        Happening::Reminded => Event::ReminderRecorded { id, channel: ReminderChannel::Sms },
        Happening::Ended(to, actual) => Event::AppointmentAdvanced { id, to, actual },
        Happening::Cancelled(reason) => Event::AppointmentCancelled { id, reason },
        Happening::Past { placement, status, booked, reminded } => {
            let actual = None;
            let source = None;
            Event::PastVisitRecorded {
                id,
                patient,
                visit_type,
                placement,
                actual,
                status,
                source,
                booked,
                reminded,
            }
        }
    }
}

/// Weather forecasts a day ahead, which are corrected, a weekly rate of influenza, and lies in between.
fn feeds(of: Invented, stream: &mut Stream, log: &mut Vec<(Instant, Event)>) {
    for day in 0..of.days as i64 {
        let span = Span::of_minutes(BEGIN.plus_days(day), 24 * 60);
        for early in [2, 1] {
            let reading = |signal: &str, unit: &str, value_milli, site| SignalReading {
                signal: signal.into(),
                unit: unit.into(),
                site,
                span,
                value_milli,
            };
            let mut readings = vec![reading(
                "rain",
                "mm",
                stream.between(0, 30_000),
                Some(SiteId(1 + u32::from(stream.chance(0.5)))),
            )];
            readings.push(reading("temperature", "degree Celsius", stream.between(-5_000, 30_000), None));
            if stream.chance(0.1) {
                readings.push(reading("temperature", "kelvin", 280_000, None));
                readings.push(reading("rain", "mm", -4, None));
            }
            let at = span.start().plus_days(-early).plus_seconds(stream.between(0, DAY - 1));
            log.push((at, Event::SignalsRecorded { feed: "weather".into(), readings }));
        }
        if day % 7 == 0 && day > 14 {
            let span = Span::of_minutes(BEGIN.plus_days(day - 14), 7 * 24 * 60);
            let (signal, unit, site) = ("influenza".into(), "percent".into(), None);
            let readings =
                vec![SignalReading { signal, unit, site, span, value_milli: stream.between(0, 9_000) }];
            log.push((span.end().plus_days(5), Event::SignalsRecorded { feed: "flu".into(), readings }));
        }
    }
}
