//! One row per code: a clinic, a command, and the refusal it must meet.

use std::collections::BTreeSet;

use lindley_domain::{
    AppointmentId, Block, BlockScope, CancelReason, Command, Event, ModelTask, PastVisit, Rejection,
    RejectionKind, ReminderChannel, Resource, ResourceId, ResourceKind, Session, SessionTemplate, Site,
    SlotKind, Status, TemplateId, TypedSlot, VisitTypeId,
};
use lindley_time::Zone;

use crate::clinic::Clinic;
use crate::learning;
use crate::stage::{EVERY_DAY, Stage, at, chosen, patient, span, wish};

/// Puts the clinic into a state; answers the command that must be refused there.
type Scene = fn(&mut Clinic) -> Command;

const TABLE: &[(&str, Scene)] = &[
    ("organisation-founding", |_| Command::FoundOrganisation { name: "Again".to_owned(), horizon_days: 5 }),
    ("already-imported", |c| {
        let command = Command::AddSite {
            site: Site { name: "East".to_owned(), zone: Zone::utc() },
            source: Some("file:1".into()),
        };
        c.stage.must(command.clone());
        command
    }),
    ("invalid-value", |c| Command::AddResource {
        resource: Resource {
            name: "Two of her".to_owned(),
            kind: ResourceKind::Practitioner,
            site: c.berlin,
            attributes: BTreeSet::new(),
            capacity_units: 2,
        },
        source: None,
    }),
    ("unknown-reference", |c| Command::Book {
        request: wish(1, VisitTypeId(99), c.berlin, "2026-03-02T09:00:00Z"),
    }),
    ("revision-stale", |c| {
        let booked = c.stage.book(wish(1, c.consultation, c.berlin, "2026-03-02T09:00:00Z"));
        Command::Cancel { appointment: booked.id, revision: Some(7), reason: CancelReason::Patient }
    }),
    ("hold-lapsed", |c| {
        let held = c.stage.hold(wish(1, c.consultation, c.berlin, "2026-03-02T09:00:00Z"), 60);
        c.stage.clock.0 = c.stage.now().plus_seconds(60);
        Command::ConfirmHold { appointment: held.id, fence: held.lease.unwrap().fence }
    }),
    ("not-held", |c| {
        let booked = c.stage.book(wish(1, c.consultation, c.berlin, "2026-03-02T09:00:00Z"));
        Command::RenewHold { appointment: booked.id, fence: 1, lease_seconds: 60 }
    }),
    ("fence-stale", |c| {
        let held = c.stage.hold(wish(1, c.consultation, c.berlin, "2026-03-02T09:00:00Z"), 60);
        let fence = held.lease.unwrap().fence;
        c.stage.must(Command::RenewHold { appointment: held.id, fence, lease_seconds: 60 });
        Command::ConfirmHold { appointment: held.id, fence }
    }),
    ("illegal-transition", |c| {
        let booked = c.stage.book(wish(1, c.consultation, c.berlin, "2026-03-02T09:00:00Z"));
        Command::Advance { appointment: booked.id, revision: None, to: Status::Waitlist, actual: None }
    }),
    ("too-early", |c| {
        let booked = c.stage.book(wish(1, c.consultation, c.berlin, "2026-03-03T09:00:00Z"));
        Command::Advance { appointment: booked.id, revision: None, to: Status::Arrived, actual: None }
    }),
    ("not-past", |c| past_visit(c, "2026-03-02T05:30:00Z", "2026-03-02T06:00:01Z")),
    ("not-offered-at-site", |c| Command::Book { request: wish(1, c.child, c.annex, "2026-03-02T09:00:00Z") }),
    ("age-required", |c| Command::Book { request: wish(1, c.child, c.berlin, "2026-03-02T09:00:00Z") }),
    ("age-not-eligible", |c| {
        let mut request = wish(1, c.child, c.berlin, "2026-03-02T09:00:00Z");
        request.patient_age = Some(18);
        Command::Book { request }
    }),
    ("start-not-offered", |c| Command::Book {
        request: wish(1, c.consultation, c.berlin, "2026-03-02T09:05:00Z"),
    }),
    ("in-the-past", |c| Command::Book { request: wish(1, c.consultation, c.berlin, "2026-03-02T05:45:00Z") }),
    ("beyond-horizon", |c| Command::Book {
        request: wish(1, c.consultation, c.berlin, "2026-05-04T09:00:00Z"),
    }),
    ("unknown-role", |c| {
        let mut request = wish(1, c.consultation, c.berlin, "2026-03-02T09:00:00Z");
        request.chosen = vec![chosen("surgeon", c.ada)];
        Command::Book { request }
    }),
    ("resource-not-eligible", |c| {
        let mut request = wish(1, c.consultation, c.berlin, "2026-03-02T09:00:00Z");
        request.chosen = vec![chosen("physician", c.room)];
        Command::Book { request }
    }),
    ("nobody-eligible", |c| Command::Book { request: wish(1, c.echo, c.annex, "2026-03-02T08:30:00Z") }),
    ("patient-busy", |c| {
        c.stage.book(wish(1, c.consultation, c.berlin, "2026-03-02T09:00:00Z"));
        Command::Book { request: wish(1, c.rash, c.berlin, "2026-03-02T09:15:00Z") }
    }),
    ("outside-hours", |c| Command::Book {
        request: wish(1, c.consultation, c.berlin, "2026-03-02T10:45:00Z"),
    }),
    ("blocked", |c| {
        c.stage.block(BlockScope::Site(c.berlin), span("2026-03-02T09:10:00Z", "2026-03-02T09:20:00Z"));
        Command::Book { request: wish(1, c.consultation, c.berlin, "2026-03-02T09:00:00Z") }
    }),
    ("session-for-other-service", |c| {
        for physician in [c.ada, c.ben] {
            let morning = span("2026-03-02T09:00:00Z", "2026-03-02T10:00:00Z");
            c.stage.open_session(physician, morning, &[c.skin]);
        }
        Command::Book { request: wish(1, c.consultation, c.berlin, "2026-03-02T08:45:00Z") }
    }),
    ("slot-kept", |c| {
        only_for_rashes(c);
        Command::Book { request: wish(1, c.consultation, c.berlin, "2026-03-03T08:00:00Z") }
    }),
    ("not-a-slot-start", |c| {
        let both = [c.consultation, c.rash];
        in_force(c, &both);
        Command::Book { request: wish(1, c.consultation, c.berlin, "2026-03-03T08:15:00Z") }
    }),
    ("slot-taken", |c| {
        for who in [1, 2] {
            c.stage.book(wish(who, c.consultation, c.berlin, "2026-03-02T09:00:00Z"));
        }
        Command::Book { request: wish(3, c.consultation, c.berlin, "2026-03-02T09:15:00Z") }
    }),
    ("template-settled", |c| {
        let template = only_for_rashes(c);
        Command::DeclineTemplate { template, reason: "Too late".to_owned() }
    }),
    ("template-overlap", |c| {
        only_for_rashes(c);
        let template = Box::new(morning(c, &[c.consultation]));
        let Event::TemplateProposed { id, .. } = c.stage.must(Command::ProposeTemplate { template }) else {
            panic!("not proposed")
        };
        Command::AdoptTemplate { template: id, replaces: None, reason: "Try".to_owned() }
    }),
    ("not-booked", |c| {
        let held = c.stage.hold(wish(1, c.consultation, c.berlin, "2026-03-02T09:00:00Z"), 60);
        Command::RecordReminder { appointment: held.id, channel: ReminderChannel::Sms }
    }),
    ("training-ended", |c| {
        learning::filed(&mut c.stage, ModelTask::NoShow);
        learning::lease("a worker")
    }),
    ("training-unfinished", |c| {
        c.stage.must(learning::queue(ModelTask::NoShow));
        learning::queue(ModelTask::NoShow)
    }),
    ("training-taken", |c| {
        c.stage.must(learning::queue(ModelTask::NoShow));
        c.stage.must(learning::lease("a worker"));
        learning::lease("another worker")
    }),
    ("training-not-held", |c| {
        c.stage.must(learning::queue(ModelTask::NoShow));
        learning::file_model("a worker")
    }),
    ("already-champion", |c| {
        learning::filed(&mut c.stage, ModelTask::NoShow);
        c.stage.must(learning::promote(1, None, true));
        learning::promote(1, Some(1), true)
    }),
    ("champion-changed", |c| {
        learning::filed(&mut c.stage, ModelTask::NoShow);
        learning::promote(1, Some(7), true)
    }),
    ("gate-failed", |c| {
        learning::filed(&mut c.stage, ModelTask::NoShow);
        learning::promote(1, None, false)
    }),
    ("no-earlier-champion", |c| {
        learning::filed(&mut c.stage, ModelTask::NoShow);
        c.stage.must(learning::promote(1, None, true));
        Command::RevertModel { task: ModelTask::NoShow, reason: "Worse on Mondays".to_owned() }
    }),
    ("session-overlap", |c| {
        let morning = span("2026-03-02T09:00:00Z", "2026-03-02T10:00:00Z");
        c.stage.open_session(c.ada, morning, &[]);
        let session = Session {
            resource: c.ada,
            span: span("2026-03-02T09:59:59Z", "2026-03-02T11:00:00Z"),
            services: BTreeSet::new(),
            label: "Second".to_owned(),
            placed_by_import: false,
        };
        Command::OpenSession { session, source: None }
    }),
    ("strands-appointments", |c| {
        c.stage.book(wish(1, c.consultation, c.berlin, "2026-03-02T09:00:00Z"));
        let block = Block {
            scope: BlockScope::Resource(c.ada),
            span: span("2026-03-02T09:29:00Z", "2026-03-02T10:00:00Z"),
            reason: "Repair".to_owned(),
        };
        Command::AddBlock { block, source: None }
    }),
];

/// Mornings of both physicians in four slots of half an hour, for these visit types.
pub(crate) fn morning(clinic: &Clinic, visit_types: &[VisitTypeId]) -> SessionTemplate {
    SessionTemplate {
        name: "Morning".to_owned(),
        resources: [clinic.ada, clinic.ben].into(),
        weekdays: Vec::new(),
        starts_at: lindley_time::civil::time(9, 0, 0, 0),
        kinds: vec![SlotKind { name: "A".to_owned(), visit_types: visit_types.iter().copied().collect() }],
        slots: (0..4).map(|slot| TypedSlot { minute: slot * 30, minutes: 30, kind: 0 }).collect(),
        release_days: 0,
        evidence: None,
    }
}

fn only_for_rashes(clinic: &mut Clinic) -> TemplateId {
    let rash = clinic.rash;
    in_force(clinic, &[rash])
}

/// Puts that template into force.
pub(crate) fn in_force(clinic: &mut Clinic, visit_types: &[VisitTypeId]) -> TemplateId {
    let template = morning(clinic, visit_types);
    clinic.stage.adopt(template)
}

/// A consultation of the past with Ada.
pub(crate) fn past_visit(clinic: &Clinic, start: &str, end: &str) -> Command {
    let visit = PastVisit {
        patient: patient(1),
        visit_type: clinic.consultation,
        site: clinic.berlin,
        span: span(start, end),
        actual: None,
        chosen: vec![chosen("physician", clinic.ada)],
        outcome: Status::Fulfilled,
        booked: None,
        reminded: None,
    };
    Command::RecordPastVisit { visit, source: None }
}

#[test]
fn each_row_meets_its_refusal_and_changes_nothing() {
    for (code, scene) in TABLE {
        let mut clinic = Clinic::new();
        let command = scene(&mut clinic);
        let now = clinic.stage.now();
        clinic.stage.must_sweep();
        let (state, head) = (clinic.stage.state.clone(), clinic.stage.state.head());
        let refused = clinic.stage.give(&command).expect_err("the row must be refused");
        assert_eq!(refused.code(), *code, "{command:?}: {refused}");
        assert_eq!(clinic.stage.state.head(), head, "a refusal adds nothing");
        let encode = |state| lindley_domain::snapshot::encode(state).unwrap();
        assert_eq!(encode(&state), encode(&clinic.stage.state), "a refusal changes nothing");
        assert_eq!(lindley_domain::decide(&state, &command, now), Err(refused), "a refusal is repeatable");
    }
}

#[test]
fn the_table_reaches_every_code() {
    let known: Vec<&str> = Rejection::CODES.iter().map(|(code, _, _)| *code).collect();
    let reached: Vec<&str> = TABLE.iter().map(|(code, _)| *code).collect();
    assert_eq!(reached, known, "the rows stand in the order of the codes, one for each");
}

#[test]
fn every_refusal_says_why_and_what_to_do_and_names_no_patient() {
    for (code, scene) in TABLE {
        let mut clinic = Clinic::new();
        let command = scene(&mut clinic);
        let refused = clinic.stage.give(&command).expect_err("the row must be refused");
        assert!(!refused.reason().is_empty() && !refused.advice().is_empty(), "{code}");
        for who in 1..4 {
            assert!(
                !format!("{refused} {refused:?}").contains(patient(who).as_str()),
                "{code} names a patient"
            );
        }
        let written = serde_json::to_string(&refused).unwrap();
        assert_eq!(serde_json::from_str::<Rejection>(&written).unwrap(), refused, "{code} survives the log");
    }
}

#[test]
fn kinds_are_those_of_the_table() {
    let kind = |code: &str| Rejection::CODES.iter().find(|row| row.0 == code).map(|row| row.1);
    assert_eq!(kind("slot-taken"), Some(RejectionKind::Conflict));
    assert_eq!(kind("unknown-reference"), Some(RejectionKind::Missing));
    assert_eq!(kind("start-not-offered"), Some(RejectionKind::Invalid));
    assert_eq!(kind("fence-stale"), Some(RejectionKind::Stale));
    for (code, scene) in TABLE {
        let mut clinic = Clinic::new();
        let command = scene(&mut clinic);
        let refused = clinic.stage.give(&command).expect_err("the row must be refused");
        assert_eq!(Some(refused.kind()), kind(code));
    }
}

#[test]
fn nothing_happens_before_the_founding() {
    let mut stage = Stage::default();
    let code = stage.refused(&Command::SetHours {
        resource: ResourceId(1),
        hours: crate::stage::weekly(&EVERY_DAY, &[("08:00", "12:00")]),
    });
    assert_eq!(code, "organisation-founding");
    let cancel =
        Command::Cancel { appointment: AppointmentId(1), revision: None, reason: CancelReason::Patient };
    assert_eq!(stage.refused(&cancel), "organisation-founding");
    assert_eq!(stage.now(), at("2026-03-02T06:00:00Z"));
}
