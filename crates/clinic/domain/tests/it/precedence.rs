//! A command that breaks several rules meets the first of them in the order of `Rejection::CODES`.
//!
//! Each ladder starts with a command that breaks every rule that the command can break, and repairs one fault per
//! rung: the codes must come in the catalogue's order.

use std::collections::BTreeSet;

use lindley_domain::{
    AppointmentId, Block, BlockScope, CancelReason, Command, PastVisit, Rejection, Resource, ResourceId,
    ResourceKind, ServiceId, Session, Site, SiteId, Status, VisitTypeId,
};
use lindley_time::Zone;

use crate::clinic::Clinic;
use crate::stage::{at, chosen, patient, span, step, visit_type, weekly, wish};

/// Gives the rungs one after another; the last one must be accepted.
fn climb(clinic: &mut Clinic, rungs: Vec<(&str, Command)>) {
    let place = |code: &str| Rejection::CODES.iter().position(|row| row.0 == code);
    let mut last = None;
    for (expected, command) in rungs {
        let answer = clinic.stage.give(&command);
        let code = answer.as_ref().err().map_or("accepted", Rejection::code);
        assert_eq!(code, expected, "{command:?}");
        assert!(expected == "accepted" || last < place(code), "{code} comes after {last:?} in the catalogue");
        last = place(code);
    }
}

/// The code that is met, and what repairs it.
type Repair<T> = (&'static str, Box<dyn Fn(&mut T)>);

/// Rungs that repair one thing at a time, each repair written once.
fn rungs<T: Clone>(
    mut broken: T,
    command: impl Fn(T) -> Command,
    repairs: Vec<Repair<T>>,
) -> Vec<(&'static str, Command)> {
    let mut rungs = Vec::new();
    for (code, repair) in repairs {
        rungs.push((code, command(broken.clone())));
        repair(&mut broken);
    }
    rungs.push(("accepted", command(broken)));
    rungs
}

/// A clinic in which a visit can break everything: the visit type `trap` is for children, in Berlin only.
fn trapped() -> (Clinic, VisitTypeId) {
    let mut clinic = Clinic::new();
    let steps = vec![step(0, 30, &[("physician:echo", ResourceKind::Practitioner, 1)])];
    let mut trap = visit_type("Trap", clinic.heart, 15, steps);
    (trap.age_min, trap.age_max, trap.sites) = (Some(2), Some(17), [clinic.berlin].into());
    let trap = clinic.stage.add_visit_type(trap);
    clinic.stage.book(wish(1, clinic.rash, clinic.berlin, "2026-03-02T12:30:00Z"));
    (clinic, trap)
}

#[test]
fn booking_meets_the_rules_in_order() {
    let (mut clinic, trap) = trapped();
    let (ada, ben, berlin, annex) = (clinic.ada, clinic.ben, clinic.berlin, clinic.annex);
    // Patient 1 is busy with Ada at 12:30; 11:45 is outside hours; 12:30 is taken by patient 1 for everybody.
    let mut broken = wish(1, VisitTypeId(99), annex, "2026-03-02T05:50:00Z");
    broken.patient_age = None;
    broken.chosen = vec![chosen("surgeon", ben)];
    let held = |request| Command::PlaceHold { request, lease_seconds: 60 };
    let mut ladder =
        vec![("invalid-value", Command::PlaceHold { request: broken.clone(), lease_seconds: 5 })];
    ladder.extend(rungs(
        broken,
        held,
        vec![
            ("unknown-reference", Box::new(move |w| w.visit_type = trap)),
            ("not-offered-at-site", Box::new(move |w| w.site = berlin)),
            ("age-required", Box::new(|w| w.patient_age = Some(40))),
            ("age-not-eligible", Box::new(|w| w.patient_age = Some(9))),
            ("start-not-offered", Box::new(|w| w.start = at("2026-03-02T05:45:00Z"))),
            ("in-the-past", Box::new(|w| w.start = at("2026-05-04T12:30:00Z"))),
            ("beyond-horizon", Box::new(|w| w.start = at("2026-03-02T12:15:00Z"))),
            ("unknown-role", Box::new(move |w| w.chosen = vec![chosen("physician", ben)])),
            ("resource-not-eligible", Box::new(move |w| w.chosen = vec![chosen("physician", ada)])),
            ("patient-busy", Box::new(|w| w.patient = patient(2))),
            ("slot-taken", Box::new(|w| w.start = at("2026-03-02T13:00:00Z"))),
        ],
    ));
    climb(&mut clinic, ladder);
}

#[test]
fn a_resource_that_is_closed_blocked_given_away_and_taken_says_the_first() {
    let mut clinic = Clinic::new();
    let (ada, berlin) = (clinic.ada, clinic.berlin);
    let stage = &mut clinic.stage;
    // On the hour a visit of two hours: taken at 09:00, given away at 09:30, blocked at 10:00, closed at 10:30.
    let long = vec![step(0, 120, &[("physician:echo", ResourceKind::Practitioner, 1)])];
    let long = stage.add_visit_type(visit_type("Long", clinic.heart, 15, long));
    let mut other = wish(7, clinic.consultation, berlin, "2026-03-02T09:00:00Z");
    other.chosen = vec![chosen("physician", ada)];
    stage.book(other);
    stage.open_session(ada, span("2026-03-02T09:30:00Z", "2026-03-02T10:00:00Z"), &[clinic.skin]);
    stage.block(BlockScope::Resource(ada), span("2026-03-02T10:00:00Z", "2026-03-02T10:30:00Z"));
    let book = |start: &str| Command::Book { request: wish(1, long, berlin, start) };
    assert_eq!(stage.refused(&book("2026-03-02T09:15:00Z")), "outside-hours");
    assert_eq!(stage.refused(&book("2026-03-02T08:30:00Z")), "blocked");
    assert_eq!(stage.refused(&book("2026-03-02T08:00:00Z")), "session-for-other-service");
    assert_eq!(stage.refused(&book("2026-03-02T07:30:00Z")), "slot-taken");
    stage.must(book("2026-03-02T07:00:00Z"));
}

#[test]
fn a_role_that_is_closed_speaks_before_a_role_that_is_taken() {
    let mut clinic = Clinic::new();
    clinic
        .stage
        .set_hours(clinic.lab, weekly(&[lindley_time::civil::Weekday::Tuesday], &[("08:00", "17:00")]));
    let stage = &mut clinic.stage;
    let room_only = vec![step(0, 45, &[("room", ResourceKind::Room, 1)])];
    let room_only = stage.add_visit_type(visit_type("Room", clinic.heart, 15, room_only));
    stage.book(wish(7, room_only, clinic.berlin, "2026-03-02T09:00:00Z"));
    let echo = Command::Book { request: wish(1, clinic.echo, clinic.berlin, "2026-03-02T09:00:00Z") };
    assert_eq!(stage.refused(&echo), "outside-hours", "the laboratory is closed, whatever the room does");
}

/// Appointment, revision, site, start and resources of a move.
#[derive(Clone)]
struct Wanted(AppointmentId, Option<u32>, Option<SiteId>, &'static str, Vec<lindley_domain::ChosenResource>);

#[test]
fn moving_meets_the_rules_in_order() {
    let (mut clinic, _) = trapped();
    let (ada, berlin, room) = (clinic.ada, clinic.berlin, clinic.room);
    let asked = clinic.stage.must(Command::RequestVisit {
        patient: patient(2),
        visit_type: clinic.consultation,
        patient_age: None,
        waitlist: true,
    });
    let lindley_domain::Event::VisitRequested { id, .. } = asked else { panic!("not asked") };
    for who in [7, 8] {
        clinic.stage.book(wish(who, clinic.rash, berlin, "2026-03-02T13:00:00Z"));
    }
    let command = |Wanted(appointment, revision, site, start, chosen)| Command::Reschedule {
        appointment,
        revision,
        start: at(start),
        site,
        chosen,
        any_resource: false,
    };
    let broken =
        Wanted(AppointmentId(99), Some(9), None, "2026-03-02T05:50:00Z", vec![chosen("surgeon", ada)]);
    let ladder = rungs(
        broken,
        command,
        vec![
            ("unknown-reference", Box::new(move |w| (w.0, w.2) = (id, Some(SiteId(99))))),
            ("unknown-reference", Box::new(move |w| w.2 = Some(berlin))),
            ("revision-stale", Box::new(|w| w.1 = Some(1))),
            ("start-not-offered", Box::new(|w| w.3 = "2026-03-02T05:45:00Z")),
            ("in-the-past", Box::new(|w| w.3 = "2026-05-04T13:00:00Z")),
            ("beyond-horizon", Box::new(|w| w.3 = "2026-03-02T13:15:00Z")),
            ("unknown-role", Box::new(move |w| w.4 = vec![chosen("physician", room)])),
            ("resource-not-eligible", Box::new(move |w| w.4 = vec![chosen("physician", ada)])),
            ("slot-taken", Box::new(|w| w.3 = "2026-03-02T14:00:00Z")),
        ],
    );
    // The two unknown references are one code on two rungs.
    let (first, rest) = ladder.split_first().unwrap();
    climb(&mut clinic, vec![first.clone()]);
    climb(&mut clinic, rest.to_vec());
}

#[test]
fn cancelling_meets_the_rules_in_order() {
    let mut clinic = Clinic::new();
    let held = clinic.stage.hold(wish(1, clinic.consultation, clinic.berlin, "2026-03-02T09:00:00Z"), 60).id;
    let booked = clinic.stage.book(wish(2, clinic.consultation, clinic.berlin, "2026-03-02T09:00:00Z")).id;
    let cancel = |appointment, revision, reason| Command::Cancel { appointment, revision, reason };
    let ladder = vec![
        ("invalid-value", cancel(AppointmentId(99), Some(9), CancelReason::HoldLapsed)),
        ("unknown-reference", cancel(AppointmentId(99), Some(9), CancelReason::Patient)),
        ("revision-stale", cancel(held, Some(9), CancelReason::Patient)),
        ("illegal-transition", cancel(held, Some(1), CancelReason::Patient)),
        ("accepted", cancel(booked, Some(1), CancelReason::Patient)),
    ];
    climb(&mut clinic, ladder);
}

#[test]
fn recording_the_past_meets_the_rules_in_order() {
    let mut clinic = Clinic::new();
    let (ada, room, berlin, annex, child) =
        (clinic.ada, clinic.room, clinic.berlin, clinic.annex, clinic.child);
    let known = |source: &str| Some(Box::<str>::from(source));
    let earlier = PastVisit {
        patient: patient(1),
        visit_type: child,
        site: berlin,
        span: span("2026-03-01T10:00:00Z", "2026-03-01T10:30:00Z"),
        actual: None,
        chosen: vec![chosen("physician", ada)],
        outcome: Status::Fulfilled,
        booked: None,
        reminded: None,
    };
    clinic.stage.must(Command::RecordPastVisit { visit: earlier, source: known("row 1") });
    let broken = PastVisit {
        patient: patient(1),
        visit_type: VisitTypeId(99),
        site: annex,
        span: span("2026-03-01T10:29:59Z", "2026-03-12T10:45:00Z"),
        actual: None,
        chosen: vec![chosen("surgeon", ada)],
        outcome: Status::Booked,
        booked: None,
        reminded: None,
    };
    let taken = Command::RecordPastVisit { visit: broken.clone(), source: known("row 1") };
    let mut ladder = vec![("already-imported", taken)];
    ladder.extend(rungs(
        broken,
        |visit| Command::RecordPastVisit { visit, source: Some("row 2".into()) },
        vec![
            (
                "invalid-value",
                Box::new(|w: &mut PastVisit| {
                    (w.outcome, w.span) =
                        (Status::Fulfilled, span("2026-03-02T05:00:00Z", "2026-03-02T06:00:01Z"));
                }),
            ),
            ("unknown-reference", Box::new(move |w| w.visit_type = child)),
            ("not-past", Box::new(|w| w.span = span("2026-03-01T10:29:59Z", "2026-03-01T10:45:00Z"))),
            ("not-offered-at-site", Box::new(move |w| w.site = berlin)),
            ("unknown-role", Box::new(move |w| w.chosen = vec![chosen("physician", room)])),
            ("resource-not-eligible", Box::new(move |w| w.chosen = vec![chosen("physician", ada)])),
            ("patient-busy", Box::new(|w| w.patient = patient(2))),
            ("slot-taken", Box::new(|w| w.span = span("2026-03-01T10:30:00Z", "2026-03-01T10:45:00Z"))),
        ],
    ));
    climb(&mut clinic, ladder);
}

#[test]
fn opening_a_session_meets_the_rules_in_order() {
    let mut clinic = Clinic::new();
    let (ada, skin) = (clinic.ada, clinic.skin);
    let mut visit = wish(1, clinic.consultation, clinic.berlin, "2026-03-02T09:00:00Z");
    visit.chosen = vec![chosen("physician", ada)];
    clinic.stage.book(visit);
    clinic.stage.open_session(ada, span("2026-03-02T08:00:00Z", "2026-03-02T09:00:00Z"), &[]);
    clinic.stage.must(Command::AddSite {
        site: Site { name: "East".to_owned(), zone: Zone::utc() },
        source: Some("row 1".into()),
    });
    let broken = Session {
        resource: ResourceId(99),
        span: span("2026-03-02T08:30:00Z", "2026-03-05T09:30:00Z"),
        services: BTreeSet::from([ServiceId(99)]),
        label: String::new(),
        placed_by_import: false,
    };
    let first = Command::OpenSession { session: broken.clone(), source: Some("row 1".into()) };
    let mut ladder = vec![("already-imported", first)];
    ladder.extend(rungs(
        broken,
        |session| Command::OpenSession { session, source: Some("row 2".into()) },
        vec![
            (
                "invalid-value",
                Box::new(|w: &mut Session| {
                    (w.label, w.span) =
                        ("S".to_owned(), span("2026-03-02T08:30:00Z", "2026-03-02T09:30:00Z"));
                }),
            ),
            ("unknown-reference", Box::new(move |w| (w.resource, w.services) = (ada, [skin].into()))),
            ("session-overlap", Box::new(|w| w.span = span("2026-03-02T09:00:00Z", "2026-03-02T09:30:00Z"))),
            (
                "strands-appointments",
                Box::new(|w| {
                    w.span = span("2026-03-02T10:00:00Z", "2026-03-02T10:30:00Z");
                }),
            ),
        ],
    ));
    climb(&mut clinic, ladder);
}

#[test]
fn the_catalogue_meets_the_rules_in_order() {
    let mut clinic = Clinic::new();
    let lab = |site, units, source: &str| Command::AddResource {
        resource: Resource {
            name: "Lab".to_owned(),
            kind: ResourceKind::Lab,
            site,
            attributes: BTreeSet::new(),
            capacity_units: units,
        },
        source: Some(source.into()),
    };
    clinic.stage.must(lab(clinic.berlin, 1, "row 1"));
    let ladder = vec![
        ("already-imported", lab(SiteId(99), 0, "row 1")),
        ("invalid-value", lab(SiteId(99), 0, "row 2")),
        ("unknown-reference", lab(SiteId(99), 1, "row 2")),
        ("accepted", lab(clinic.berlin, 1, "row 2")),
    ];
    climb(&mut clinic, ladder);
    let mut visit = visit_type("V", ServiceId(99), 7, vec![step(0, 5, &[("lab", ResourceKind::Lab, 1)])]);
    let add = |visit_type| Command::AddVisitType { visit_type, source: None };
    assert_eq!(clinic.stage.refused(&add(visit.clone())), "invalid-value");
    visit.start_every_minutes = 5;
    assert_eq!(clinic.stage.refused(&add(visit)), "unknown-reference");
    let reversed = weekly(&[], &[("08:00", "12:00")]);
    let hours = Command::SetHours { resource: ResourceId(99), hours: reversed };
    assert_eq!(clinic.stage.refused(&hours), "invalid-value");
    let block = |resource, reason: &str| Command::AddBlock {
        block: Block {
            scope: BlockScope::Resource(resource),
            span: span("2026-03-02T09:00:00Z", "2026-03-02T09:30:00Z"),
            reason: reason.to_owned(),
        },
        source: None,
    };
    assert_eq!(clinic.stage.refused(&block(ResourceId(99), "")), "invalid-value");
    assert_eq!(clinic.stage.refused(&block(ResourceId(99), "Repair")), "unknown-reference");
}
