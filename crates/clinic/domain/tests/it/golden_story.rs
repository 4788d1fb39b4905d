//! A story in which every kind of event happens. It was told once, to make the golden log; it may change.

use lindley_domain::{
    Block, BlockScope, CancelReason, Command, Event, PastVisit, PlanEvidence, Resource, ResourceKind,
    Service, Session, SessionTemplate, Site, SiteId, SlotKind, Status, TemplateId, TypedSlot,
};
use lindley_time::{HoursException, Instant, Zone, civil};

use crate::stage::{EVERY_DAY, Stage, at, chosen, patient, span, step, visit_type, weekly, wish};

/// The events with the times at which they were decided.
pub(crate) fn tell() -> Vec<(Instant, Event)> {
    let mut stage = Stage::founded(90);
    let (site, heart) = open_the_clinic(&mut stage);
    keep_hours(&mut stage, heart);
    book_and_change(&mut stage, site);
    hold(&mut stage, site);
    keep_slots(&mut stage);
    crate::learning::tell_of_learning(&mut stage);
    stage.log
}

/// Every event of a session template, and a booking and a refusal under one in force.
fn keep_slots(stage: &mut Stage) {
    let (ada, echo) = (lindley_domain::ResourceId(1), lindley_domain::VisitTypeId(1));
    let slot = |minute, kind| TypedSlot { minute, minutes: 30, kind };
    let template = SessionTemplate {
        name: "Echo mornings".to_owned(),
        resources: [ada].into(),
        weekdays: vec![civil::Weekday::Tuesday, civil::Weekday::Thursday],
        starts_at: civil::time(9, 5, 0, 0),
        kinds: vec![
            SlotKind { name: "A".to_owned(), visit_types: [echo].into() },
            SlotKind { name: "B".to_owned(), visit_types: [echo].into() },
        ],
        slots: vec![slot(0, 1), slot(30, 0), slot(75, 0)],
        release_days: 2,
        evidence: Some(PlanEvidence {
            method: "exact".to_owned(),
            source: "service-1".to_owned(),
            head: 30,
            service_times: 640,
            scenarios: 2_000,
            seed: 7,
            costs_milli: [1_000, 5_000, 500],
            expected_s: [1_260, 540, 75],
            gap_ppm: 12,
        }),
    };
    let reason = || "Shorter waits at the same idle time".to_owned();
    for _ in 0..3 {
        stage.must(Command::ProposeTemplate { template: Box::new(template.clone()) });
    }
    let [first, second, third] = [1, 2, 3].map(TemplateId);
    stage.must(Command::AdoptTemplate { template: first, replaces: None, reason: reason() });
    stage.must(Command::SetTemplateRelease { template: first, release_days: 3, reason: reason() });
    stage.must(Command::AdoptTemplate { template: second, replaces: Some(first), reason: reason() });
    stage.must(Command::DeclineTemplate { template: third, reason: reason() });
    let mut request = wish(10, echo, SiteId(1), "2026-03-10T08:00:00Z");
    request.patient_age = Some(50);
    stage.book(request);
}

fn open_the_clinic(stage: &mut Stage) -> (SiteId, lindley_domain::ServiceId) {
    let source = |text: &str| Some(text.into());
    let site = Site { name: "Mitte".to_owned(), zone: Zone::parse("Europe/Berlin").unwrap() };
    stage.must(Command::AddSite { site, source: source("site a") });
    let (site, _) = (SiteId(1), stage.add_site("Asia/Kathmandu"));
    let service = Service { name: "Heart ♥".to_owned() };
    stage.must(Command::AddService { service, source: source("service a") });
    let heart = lindley_domain::ServiceId(1);
    let mut echo = visit_type(
        "Echo",
        heart,
        15,
        vec![
            step(0, 45, &[("room", ResourceKind::Room, 1)]),
            step(5, 30, &[("physician:echo", ResourceKind::Practitioner, 1)]),
            step(30, 60, &[("lab", ResourceKind::Lab, 2)]),
        ],
    );
    (echo.age_min, echo.age_max, echo.sites) = (Some(1), Some(110), [site].into());
    stage.must(Command::AddVisitType { visit_type: echo, source: source("visit type a") });
    let physician = Resource {
        name: "Dr. Ada".to_owned(),
        kind: ResourceKind::Practitioner,
        site,
        attributes: ["echo".to_owned(), "lang:fr".to_owned()].into(),
        capacity_units: 1,
    };
    stage.must(Command::AddResource { resource: physician, source: source("resource a") });
    stage.add_resource(site, ResourceKind::Room, 1, &[]);
    stage.add_resource(site, ResourceKind::Lab, 4, &[]);
    (site, heart)
}

fn keep_hours(stage: &mut Stage, heart: lindley_domain::ServiceId) {
    let [ada, room, lab] = [1, 2, 3].map(lindley_domain::ResourceId);
    let mut hours = weekly(&EVERY_DAY, &[("08:00", "12:00"), ("22:00", "02:00")]);
    hours.rules[0].valid_from = Some(civil::date(2026, 1, 1));
    let time = |hour| civil::Time::new(hour, 30, 0, 0).unwrap();
    let exceptions = [
        HoursException { date: civil::date(2026, 12, 25), opening: Vec::new() },
        HoursException { date: civil::date(2026, 12, 24), opening: vec![(time(8), time(11))] },
    ];
    hours.exceptions.extend(exceptions);
    for resource in [ada, room, lab] {
        stage.set_hours(resource, hours.clone());
    }
    let session = Session {
        resource: ada,
        span: span("2026-03-03T13:00:00Z", "2026-03-03T16:00:00Z"),
        services: [heart].into(),
        label: "Afternoon".to_owned(),
        placed_by_import: true,
    };
    stage.must(Command::OpenSession { session, source: Some("session a".into()) });
    let closed = stage.open_session(ada, span("2026-03-04T13:00:00Z", "2026-03-04T16:00:00Z"), &[]);
    stage.must(Command::CloseSession { session: closed });
    let block = Block {
        scope: BlockScope::Resource(lab),
        span: span("2026-03-05T09:00:00Z", "2026-03-05T10:00:00Z"),
        reason: "Calibration".to_owned(),
    };
    stage.must(Command::AddBlock { block, source: Some("block a".into()) });
    stage.block(BlockScope::Site(SiteId(2)), span("2026-03-05T09:00:00Z", "2026-03-05T10:00:00Z"));
    stage.must(Command::LiftBlock { block: lindley_domain::BlockId(2) });
}

fn book_and_change(stage: &mut Stage, site: SiteId) {
    let echo = lindley_domain::VisitTypeId(1);
    let ask = |who, start: &str| {
        let mut request = wish(who, echo, site, start);
        request.patient_age = Some(40);
        request
    };
    stage.book(ask(1, "2026-03-02T08:00:00Z"));
    let cancelled = stage.book(ask(2, "2026-03-02T09:00:00Z")).id;
    stage.must(Command::Cancel { appointment: cancelled, revision: Some(1), reason: CancelReason::Weather });
    stage.must(Command::RequestVisit {
        patient: patient(3),
        visit_type: echo,
        patient_age: Some(40),
        waitlist: true,
    });
    stage.must(Command::RequestVisit {
        patient: patient(4),
        visit_type: echo,
        patient_age: Some(40),
        waitlist: false,
    });
    stage.must(Command::Reschedule {
        appointment: lindley_domain::AppointmentId(3),
        revision: None,
        start: at("2026-03-02T22:30:00Z"),
        site: Some(site),
        chosen: Vec::new(),
        any_resource: false,
    });
    let past = PastVisit {
        patient: patient(5),
        visit_type: echo,
        site,
        span: span("2026-02-27T08:00:07Z", "2026-02-27T09:10:00Z"),
        actual: Some(span("2026-02-27T08:05:00Z", "2026-02-27T09:20:59Z")),
        chosen: vec![chosen("physician", lindley_domain::ResourceId(1))],
        outcome: Status::Fulfilled,
        booked: Some(at("2026-02-20T10:30:00Z")),
        reminded: Some(at("2026-02-26T08:00:00Z")),
    };
    stage.must(Command::RecordPastVisit { visit: past, source: Some("visit a".into()) });
    stage.clock.0 = at("2026-03-02T08:02:00Z");
    let arrived = Command::Advance {
        appointment: lindley_domain::AppointmentId(1),
        revision: None,
        to: Status::Arrived,
        actual: None,
    };
    stage.must(arrived);
}

fn hold(stage: &mut Stage, site: SiteId) {
    let echo = lindley_domain::VisitTypeId(1);
    let place = |stage: &mut Stage, who: u32, start: &str| {
        let mut request = wish(who, echo, site, start);
        request.patient_age = Some(7);
        let held = stage.hold(request, 300);
        (held.id, held.lease.unwrap().fence)
    };
    let (appointment, fence) = place(stage, 6, "2026-03-04T08:00:00Z");
    stage.must(Command::RenewHold { appointment, fence, lease_seconds: 600 });
    stage.must(Command::ConfirmHold { appointment, fence: fence + 1 });
    let (appointment, fence) = place(stage, 7, "2026-03-04T09:00:00Z");
    stage.must(Command::ReleaseHold { appointment, fence });
    place(stage, 8, "2026-03-04T10:00:00Z");
    stage.clock.0 = stage.now().plus_seconds(300);
    stage.must_sweep();
    place(stage, 9, "2026-03-04T10:00:00Z");
}
