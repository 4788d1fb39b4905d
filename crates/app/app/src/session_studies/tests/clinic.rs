//! A clinic with two services; the visits of the first were measured.

use std::sync::Arc;

use lindley_domain::{
    ChosenResource, Command, Demand, PastVisit, Resource, ResourceId, ResourceKind, Service, ServiceId, Site,
    SiteId, Status, Step, VisitType, VisitTypeId,
};
use lindley_session::Weights;
use lindley_store_memory::MemoryStore;
use lindley_time::{Instant, Span, Zone};

use super::super::{StudyRequest, TimesSource};
use crate::app::{App, Settings};
use crate::clock::SystemClock;
use crate::principal::{Principal, Role};

pub(super) const LONG: VisitTypeId = VisitTypeId(1);
pub(super) const SHORT: VisitTypeId = VisitTypeId(2);
pub(super) const OTHER: VisitTypeId = VisitTypeId(3);

pub(super) fn planner() -> Principal {
    Principal::new(3, "planner", "demo", vec![Role::Planner])
}

/// Service 1 has long and short visits, service 2 one visit type, service 3 nothing.
pub(super) async fn clinic() -> App {
    let app = App::open(Arc::new(MemoryStore::new()), Arc::new(SystemClock), Settings::default()).unwrap();
    let system = Principal::system("demo");
    app.found_organisation(&system, "demo", "Demo", 365).await.unwrap();
    let service = |name: &str| Command::AddService { service: Service { name: name.into() }, source: None };
    let site = Site { name: "North".into(), zone: Zone::parse("Europe/Berlin").unwrap() };
    let physician = Resource {
        name: "Dr Okafor".into(),
        kind: ResourceKind::Practitioner,
        site: SiteId(1),
        attributes: [].into(),
        capacity_units: 1,
    };
    let commands = vec![
        Command::AddSite { site, source: None },
        service("General"),
        service("Eyes"),
        service("Empty"),
        visit_type("Long", 1),
        visit_type("Short", 1),
        visit_type("Other", 2),
        Command::AddResource { resource: physician, source: None },
    ];
    done(&app, commands).await;
    app
}

fn visit_type(name: &str, service: u32) -> Command {
    let demand = Demand {
        role: "physician".into(),
        kind: ResourceKind::Practitioner,
        attributes: [].into(),
        units: 1,
    };
    let step = Step { name: "Visit".into(), from_minute: 0, until_minute: 15, demands: vec![demand] };
    let visit_type = VisitType {
        name: name.into(),
        service: ServiceId(service),
        steps: vec![step],
        start_every_minutes: 15,
        age_min: None,
        age_max: None,
        sites: [].into(),
    };
    Command::AddVisitType { visit_type, source: None }
}

async fn done(app: &App, commands: Vec<Command>) {
    for answer in app.submit_in_order(&Principal::system("demo"), commands).await.unwrap() {
        answer.unwrap();
    }
}

/// Writes visits of the past, one a day apart from those before: how long each really took, if that is known.
pub(super) async fn record(app: &App, visit_type: VisitTypeId, visits: &[(Option<i64>, Status)]) {
    let written = app.log_length("demo").await.unwrap();
    let first = Instant::parse("2000-01-01T08:00:00Z").unwrap();
    let command = |(place, (seconds, outcome)): (i64, &(Option<i64>, Status))| {
        let day = i64::try_from(written).unwrap() + place;
        let start = first.plus_minutes(15 * day);
        let took = |seconds: i64| Span::new(start, start.plus_seconds(seconds)).unwrap();
        let visit = PastVisit {
            patient: format!("p-{day}").parse().unwrap(),
            visit_type,
            site: SiteId(1),
            span: took(900),
            actual: seconds.map(took),
            chosen: vec![ChosenResource { role: "physician".into(), resource: ResourceId(1) }],
            outcome: *outcome,
            booked: None,
            reminded: None,
        };
        Command::RecordPastVisit { visit, source: None }
    };
    done(app, (0..).zip(visits).map(command).collect()).await;
}

/// Fulfilled visits that took so many seconds.
pub(super) fn measured(seconds: &[i64]) -> Vec<(Option<i64>, Status)> {
    seconds.iter().map(|seconds| (Some(*seconds), Status::Fulfilled)).collect()
}

/// A clinic whose first service has eight measured visits, one of them long though its type is short.
pub(super) async fn measured_clinic() -> App {
    let app = clinic().await;
    record(&app, LONG, &measured(&[1_500, 2_400, 1_800, 1_200])).await;
    record(&app, SHORT, &measured(&[300, 660, 420, 1_260])).await;
    app
}

pub(super) fn request(source: TimesSource) -> StudyRequest {
    StudyRequest {
        source,
        groups: 2,
        slots: 6,
        slot_s: 900,
        counts: None,
        scenarios: 300,
        seed: 7,
        costs: Weights { wait: 1.0, idle: 5.0, overtime: 5.0 },
    }
}

pub(super) fn of_service(id: u32) -> StudyRequest {
    request(TimesSource::Service(ServiceId(id)))
}

/// Measured times with enough spread for four kinds.
pub(super) fn of_times() -> StudyRequest {
    request(TimesSource::Measured(
        (0..400_u32).map(|visit| 120 + visit * visit / 40 + visit % 7 * 30).collect(),
    ))
}
