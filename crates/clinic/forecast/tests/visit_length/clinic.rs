//! An invented clinic in a log: two sites, three visit types, practitioners with paces of their own, patients with habits.

use std::collections::BTreeSet;

use lindley_domain::{
    AppointmentId, Demand, Event, PatientFacts, PatientId, Placement, Resource, ResourceId, ResourceKind,
    Segment, Service, ServiceId, Sex, Site, SiteId, Status, Step, VisitType, VisitTypeId,
};
use lindley_forecast::record::ClinicRecord;
use lindley_seed::{Seed, Stream};
use lindley_time::{Instant, Span, Zone};

/// Minutes planned and mean minutes measured of each visit type.
const TYPES: [(&str, u16, f64); 3] =
    [("Follow-up", 20, 18.0), ("New patient", 40, 46.0), ("Procedure", 60, 60.0)];

/// How the practitioners' visits compare with the mean.
const PACES: [f64; 4] = [0.8, 1.0, 1.1, 1.4];

pub(crate) fn monday() -> Instant {
    Instant::parse("2026-01-05T08:00:00Z").unwrap()
}

/// The events that open the clinic.
pub(crate) fn opening() -> Vec<Event> {
    let mut events = Vec::new();
    for (id, name, zone) in [(1, "Northside", "Europe/Lisbon"), (2, "Harbour", "America/Sao_Paulo")] {
        let site = Site { name: name.to_owned(), zone: Zone::parse(zone).unwrap() };
        events.push(Event::SiteAdded { id: SiteId(id), site, source: None });
    }
    let service = Service { name: "Cardiology".to_owned() };
    events.push(Event::ServiceAdded { id: ServiceId(1), service, source: None });
    for (id, (name, minutes, _)) in (1..).zip(TYPES) {
        let demand = Demand {
            role: "physician".to_owned(),
            kind: ResourceKind::Practitioner,
            attributes: BTreeSet::new(),
            units: 1,
        };
        let step =
            Step { name: "visit".to_owned(), from_minute: 0, until_minute: minutes, demands: vec![demand] };
        let visit_type = VisitType {
            name: name.to_owned(),
            service: ServiceId(1),
            steps: vec![step],
            start_every_minutes: 10,
            age_min: None,
            age_max: None,
            sites: BTreeSet::new(),
        };
        events.push(Event::VisitTypeAdded { id: VisitTypeId(id), visit_type, source: None });
    }
    for id in 1..=4 {
        let resource = Resource {
            name: format!("Dr {id}"),
            kind: ResourceKind::Practitioner,
            site: SiteId(1 + id % 2),
            attributes: BTreeSet::new(),
            capacity_units: 1,
        };
        events.push(Event::ResourceAdded { id: ResourceId(id), resource, source: None });
    }
    events
}

pub(crate) fn patient(number: u64) -> PatientId {
    format!("p{number}").parse().unwrap()
}

pub(crate) fn placement(practitioner: u32, start: Instant, minutes: u32) -> Placement {
    let span = Span::of_minutes(start, minutes);
    let segments = [Segment { role: 0, units: 1, resource: ResourceId(practitioner), span }];
    Placement { site: SiteId(1 + practitioner % 2), span, segments: segments.into() }
}

/// Seconds a visit takes: lognormal around its type's mean times the pace.
fn seconds(kind: usize, practitioner: u32, stream: &mut Stream) -> i64 {
    let mean = 60.0 * TYPES[kind].2 * PACES[practitioner as usize - 1];
    #[expect(clippy::cast_possible_truncation, reason = "some thousand seconds")]
    let seconds = (mean * (0.3 * stream.normal() - 0.045).exp()) as i64;
    seconds.max(60)
}

/// Past visits of so many weekdays: each practitioner sees visits one after another, every tenth patient stays away.
pub(crate) fn past(days: u32, seed: u64) -> Vec<Event> {
    let mut stream = Seed::from_u64(seed).stream();
    let (mut events, mut id) = (Vec::new(), 0);
    let weekdays = (0..).filter(|day| day % 7 < 5).take(days as usize);
    for day in weekdays {
        for practitioner in 1..=4_u32 {
            let morning = monday().plus_days(day).plus_minutes(if practitioner % 2 == 1 { 300 } else { 60 });
            let (mut due, mut free) = (morning, morning);
            for _ in 0..8 {
                id += 1;
                let kind = [0, 0, 0, 1, 1, 2][usize::try_from(stream.below(6)).unwrap()];
                let placement = placement(practitioner, due, u32::from(TYPES[kind].1));
                let took = seconds(kind, practitioner, &mut stream);
                let comes = !stream.chance(0.1);
                let begun = due.max(free);
                let actual = comes.then(|| Span::new(begun, begun.plus_seconds(took)).unwrap());
                free = actual.map_or(free, Span::end);
                due = due.plus_minutes(i64::from(TYPES[kind].1));
                events.push(Event::PastVisitRecorded {
                    id: AppointmentId(id),
                    patient: patient(stream.below(400)),
                    visit_type: VisitTypeId(u32::try_from(kind).unwrap() + 1),
                    placement,
                    actual,
                    status: if comes { Status::Fulfilled } else { Status::Noshow },
                    source: None,
                    booked: Some(morning.plus_days(-9)),
                    reminded: None,
                });
            }
        }
    }
    events
}

/// Facts of every patient.
pub(crate) fn facts() -> Vec<Event> {
    let described = |number: u64| {
        let sex = Some(if number.is_multiple_of(2) { Sex::Female } else { Sex::Male });
        let birth_year = i16::try_from(1940 + number % 70).ok();
        let facts = PatientFacts { birth_year, sex, ..PatientFacts::default() };
        Event::PatientDescribed { patient: patient(number), facts, since: None }
    };
    (0..400).map(described).collect()
}

pub(crate) fn fold(events: impl IntoIterator<Item = (Event, Instant)>) -> ClinicRecord {
    let mut record = ClinicRecord::default();
    for (seq, (event, at)) in (1..).zip(events) {
        record.apply(seq, &event, at);
    }
    record
}

/// The clinic after so many weekdays, all of it imported afterwards; facts were known from the beginning.
pub(crate) fn clinic(days: u32, seed: u64) -> ClinicRecord {
    let early = opening().into_iter().chain(facts()).map(|event| (event, monday().plus_days(-30)));
    fold(early.chain(past(days, seed).into_iter().map(|event| (event, after(days)))))
}

/// A moment after so many weekdays.
pub(crate) fn after(days: u32) -> Instant {
    monday().plus_days(i64::from(days) * 7 / 5 + 3)
}
