//! A clinic made up for tests, as a log: two services at two sites, busy by day, quiet at weekends.

use std::collections::BTreeSet;

use lindley_domain::{
    AppointmentId, Event, PatientId, Placement, Resource, ResourceId, ResourceKind, Segment, Service,
    ServiceId, SignalReading, Site, SiteId, SpecialDay, Status, VisitType, VisitTypeId,
};
use lindley_forecast::record::ClinicRecord;
use lindley_time::civil::Date;
use lindley_time::{Instant, Span, Zone};

use crate::series_at_hand::{arrivals, chance};

/// Monday 5 January 2026, 00:00 UTC.
pub(crate) const BEGIN: Instant = Instant::from_seconds(1_767_571_200);
pub(crate) const CARDIOLOGY: ServiceId = ServiceId(1);
pub(crate) const DERMATOLOGY: ServiceId = ServiceId(2);
/// A service to which nobody ever came.
pub(crate) const GENETICS: ServiceId = ServiceId(3);
pub(crate) const NORTHSIDE: SiteId = SiteId(1);
pub(crate) const HARBOUR: SiteId = SiteId(2);

/// Events in the order in which they are told.
#[derive(Default)]
pub(crate) struct Log {
    events: Vec<(Instant, Event)>,
    visits: u64,
}

impl Log {
    /// With the places and no visit.
    pub(crate) fn opened(zone: &str) -> Self {
        let mut log = Self::default();
        let at = BEGIN.plus_days(-900);
        for (id, name) in [(1, "Northside"), (2, "Harbour")] {
            let site = Site { name: name.to_owned(), zone: Zone::parse(zone).expect("a zone") };
            log.tell(at, Event::SiteAdded { id: SiteId(id), site, source: None });
            let resource = Resource {
                name: format!("Dr {id}"),
                kind: ResourceKind::Practitioner,
                site: SiteId(id),
                attributes: BTreeSet::default(),
                capacity_units: 1,
            };
            log.tell(at, Event::ResourceAdded { id: ResourceId(id), resource, source: None });
        }
        for (id, name) in [(1, "Cardiology"), (2, "Skin & hair"), (3, "Genetics")] {
            let service = Service { name: name.to_owned() };
            log.tell(at, Event::ServiceAdded { id: ServiceId(id), service, source: None });
            let visit_type = VisitType {
                name: name.to_owned(),
                service: ServiceId(id),
                steps: Vec::new(),
                start_every_minutes: 5,
                age_min: None,
                age_max: None,
                sites: BTreeSet::default(),
            };
            log.tell(at, Event::VisitTypeAdded { id: VisitTypeId(id), visit_type, source: None });
        }
        log
    }

    pub(crate) fn tell(&mut self, at: Instant, event: Event) {
        self.events.push((at, event));
    }

    /// A visit type of the same number for another service.
    pub(crate) fn also_sees(&mut self, service: ServiceId) {
        let visit_type = VisitType {
            name: "Another".to_owned(),
            service,
            steps: Vec::new(),
            start_every_minutes: 5,
            age_min: None,
            age_max: None,
            sites: BTreeSet::default(),
        };
        let id = VisitTypeId(service.0);
        self.tell(BEGIN.plus_days(-900), Event::VisitTypeAdded { id, visit_type, source: None });
    }

    /// A visit that another system recorded.
    pub(crate) fn past(&mut self, service: ServiceId, site: SiteId, start: Instant, status: Status) {
        self.visits += 1;
        let event = Event::PastVisitRecorded {
            id: AppointmentId(self.visits),
            patient: patient(),
            visit_type: VisitTypeId(service.0),
            placement: placement(site, start),
            actual: None,
            status,
            source: Some(self.visits.to_string().into()),
            booked: Some(start.plus_days(-3)),
            reminded: None,
        };
        self.tell(start.plus_minutes(20), event);
    }

    /// A visit that was booked here.
    pub(crate) fn booked(
        &mut self,
        at: Instant,
        service: ServiceId,
        site: SiteId,
        start: Instant,
    ) -> AppointmentId {
        self.visits += 1;
        let id = AppointmentId(self.visits);
        let visit_type = VisitTypeId(service.0);
        let placement = placement(site, start);
        self.tell(at, Event::AppointmentBooked { id, patient: patient(), visit_type, placement });
        id
    }

    pub(crate) fn ended(&mut self, at: Instant, id: AppointmentId, to: Status) {
        self.tell(at, Event::AppointmentAdvanced { id, to, actual: None });
    }

    /// Another place and time for a visit.
    pub(crate) fn moved(&mut self, at: Instant, id: AppointmentId, site: SiteId, start: Instant) {
        self.tell(at, Event::AppointmentMoved { id, placement: placement(site, start) });
    }

    pub(crate) fn signal(
        &mut self,
        at: Instant,
        site: Option<SiteId>,
        signal: (&str, &str),
        readings: &[(Span, i64)],
    ) {
        let reading = |(span, value_milli): &(Span, i64)| SignalReading {
            signal: signal.0.into(),
            unit: signal.1.into(),
            site,
            span: *span,
            value_milli: *value_milli,
        };
        let readings = readings.iter().map(reading).collect();
        self.tell(at, Event::SignalsRecorded { feed: "station".into(), readings });
    }

    pub(crate) fn special_day(&mut self, at: Instant, day: Date, site: Option<SiteId>, kind: &str) {
        let days = vec![SpecialDay { day, site, kind: kind.into() }];
        self.tell(at, Event::SpecialDaysRecorded { feed: "town".into(), days });
    }

    /// Days of visits at both sites from `from` on: per quarter hour from 8:00 to 18:00 UTC about `mean` of each service at
    /// Northside, half as many at Harbour, none at weekends; one in ten does not come.
    pub(crate) fn busy(&mut self, from: i64, days: i64, mean: f64, seed: u64) {
        let mut draw = chance(seed);
        for day in (from..from + days).filter(|day| day.rem_euclid(7) < 5) {
            for quarter in 32..72 {
                let start = BEGIN.plus_days(day).plus_minutes(15 * quarter);
                for service in [CARDIOLOGY, DERMATOLOGY] {
                    for (site, share) in [(NORTHSIDE, 1.0), (HARBOUR, 0.5)] {
                        for _ in 0..arrivals(mean * share, &mut draw) {
                            let status = if draw() < 0.1 { Status::Noshow } else { Status::Fulfilled };
                            self.past(service, site, start, status);
                        }
                    }
                }
            }
        }
    }

    pub(crate) fn record(&self) -> ClinicRecord {
        let mut record = ClinicRecord::default();
        (1..).zip(&self.events).for_each(|(seq, (at, event))| record.apply(seq, event, *at));
        record
    }

    /// The record of what was told by a moment.
    pub(crate) fn record_by(&self, moment: Instant) -> ClinicRecord {
        let mut record = ClinicRecord::default();
        let told = self.events.iter().filter(|(at, _)| *at <= moment);
        (1..).zip(told).for_each(|(seq, (at, event))| record.apply(seq, event, *at));
        record
    }
}

fn patient() -> PatientId {
    "p1".parse().expect("a pseudonym")
}

fn placement(site: SiteId, start: Instant) -> Placement {
    let span = Span::of_minutes(start, 15);
    let segment = Segment { role: 0, units: 1, resource: ResourceId(site.0), span };
    Placement { site, span, segments: [segment].into() }
}

/// So many days and minutes after the beginning.
pub(crate) fn at(day: i64, minutes: i64) -> Instant {
    BEGIN.plus_days(day).plus_minutes(minutes)
}
