//! What a session template in force does to finding and booking, and what cannot be proposed.

use lindley_domain::{
    Choice, Command, Event, PlanEvidence, ResourceId, ResourceKind, SessionTemplate, SlotKind, TemplateId,
    TemplateStatus, TypedSlot, VisitRequest, VisitTypeId,
};
use lindley_time::{Span, civil};

use crate::clinic::Clinic;
use crate::decision_table::{in_force, morning};
use crate::stage::{Stage, at, chosen, span, step, visit_type, weekly, wish};

/// Tuesday morning, 09:00 to 12:00 in Berlin.
fn tuesday() -> Span {
    span("2026-03-03T08:00:00Z", "2026-03-03T11:00:00Z")
}

fn starts(clinic: &Clinic, visit_type: VisitTypeId) -> Vec<String> {
    let openings = clinic.stage.openings(visit_type, clinic.berlin, tuesday());
    openings.iter().map(|opening| opening.span.start().to_string()[11..16].to_owned()).collect()
}

fn propose(template: SessionTemplate) -> Command {
    Command::ProposeTemplate { template: Box::new(template) }
}

fn reason() -> String {
    "As tried".to_owned()
}

#[test]
fn a_proposal_binds_nobody_and_an_adopted_template_binds_finding_and_booking() {
    let mut clinic = Clinic::new();
    let free = starts(&clinic, clinic.consultation);
    let template = morning(&clinic, &[clinic.rash]);
    clinic.stage.must(propose(template));
    assert_eq!(starts(&clinic, clinic.consultation), free, "a proposal binds nobody");
    let template = TemplateId(1);
    clinic.stage.must(Command::AdoptTemplate { template, replaces: None, reason: reason() });
    assert_eq!(starts(&clinic, clinic.consultation), ["10:00", "10:15", "10:30"], "after the slots");
    assert_eq!(starts(&clinic, clinic.rash)[..4], ["08:00", "08:30", "09:00", "09:30"], "where slots begin");
    clinic.stage.book(wish(1, clinic.rash, clinic.berlin, "2026-03-03T08:30:00Z"));
    clinic.stage.must(Command::RetireTemplate { template, reason: reason() });
    assert!(starts(&clinic, clinic.consultation).contains(&"08:15".to_owned()), "retired, it binds nobody");
    let filed = &clinic.stage.state.templates()[&template];
    assert_eq!((filed.status, filed.reason.as_deref()), (TemplateStatus::Retired, Some("As tried")));
}

#[test]
fn unused_slots_are_released_to_the_second_and_the_policy_can_change() {
    let mut clinic = Clinic::new();
    let rash = clinic.rash;
    let template = in_force(&mut clinic, &[rash]);
    let book = Command::Book { request: wish(1, clinic.consultation, clinic.berlin, "2026-03-05T08:30:00Z") };
    assert_eq!(clinic.stage.refused(&book), "slot-kept");
    clinic.stage.must(Command::SetTemplateRelease { template, release_days: 2, reason: reason() });
    clinic.stage.clock.0 = at("2026-03-03T08:29:59Z");
    let refusal = clinic.stage.give(&book).unwrap_err();
    assert!(refusal.to_string().contains("until 2026-03-03T08:30:00Z"), "{refusal}");
    clinic.stage.clock.0 = at("2026-03-03T08:30:00Z");
    clinic.stage.must(book);
    let later =
        Command::Book { request: wish(2, clinic.consultation, clinic.berlin, "2026-03-05T09:00:00Z") };
    assert_eq!(clinic.stage.refused(&later), "slot-kept", "each slot is released at its own time");
}

#[test]
fn a_visit_neither_enters_a_kept_slot_from_before_nor_fills_two_kinds() {
    let mut clinic = Clinic::new();
    let (ada, ben, berlin) = (clinic.ada, clinic.ben, clinic.berlin);
    let long = vec![step(0, 60, &[("physician", ResourceKind::Practitioner, 1)])];
    let long = clinic.stage.add_visit_type(visit_type("Long", clinic.heart, 15, long));
    let mut template = morning(&clinic, &[clinic.rash]);
    template.resources = [ada].into();
    clinic.stage.adopt(template);
    let with = |who, visit_type, start, resource| {
        let mut request = wish(who, visit_type, berlin, start);
        request.chosen = vec![chosen("physician", resource)];
        Command::Book { request }
    };
    // 08:30 in Berlin with Ada, into the slot at 09:00.
    assert_eq!(clinic.stage.refused(&with(1, long, "2026-03-03T07:30:00Z", ada)), "slot-kept");
    clinic.stage.must(with(1, long, "2026-03-03T07:30:00Z", ben));
    clinic.stage.must(with(2, long, "2026-03-03T07:00:00Z", ada));
    assert_eq!(clinic.stage.refused(&with(3, clinic.rash, "2026-03-04T07:45:00Z", ada)), "not-a-slot-start");
}

/// A slot whose start is gone can be booked by nobody of its kind, so what is left of it is kept for nobody.
#[test]
fn what_is_left_of_a_slot_that_has_begun_or_is_blocked_is_for_anybody() {
    let mut clinic = Clinic::new();
    let (ada, berlin, rash, consultation) = (clinic.ada, clinic.berlin, clinic.rash, clinic.consultation);
    let mut template = morning(&clinic, &[rash]);
    template.resources = [ada].into();
    template.slots = vec![TypedSlot { minute: 0, minutes: 150, kind: 0 }];
    clinic.stage.adopt(template);
    let with_ada = |who, visit_type, start| {
        let mut request = wish(who, visit_type, berlin, start);
        request.chosen = vec![chosen("physician", ada)];
        Command::Book { request }
    };
    let rest = with_ada(1, consultation, "2026-03-03T09:00:00Z");
    assert_eq!(clinic.stage.refused(&rest), "slot-kept");
    let Event::AppointmentBooked { id, .. } = clinic.stage.must(with_ada(2, rash, "2026-03-03T08:00:00Z"))
    else {
        panic!("not booked")
    };
    let mut unkept = clinic.stage.clone();
    unkept.must(rest.clone());
    clinic.stage.must(Command::Cancel {
        appointment: id,
        revision: None,
        reason: lindley_domain::CancelReason::Patient,
    });
    assert_eq!(clinic.stage.refused(&rest), "slot-kept", "the start is free again, and so is the slot");
    clinic.stage.block(
        lindley_domain::BlockScope::Resource(ada),
        span("2026-03-03T08:00:00Z", "2026-03-03T08:10:00Z"),
    );
    clinic.stage.must(rest);
}

#[test]
fn what_was_booked_before_stays_and_moves_by_the_rule_of_the_day() {
    let mut clinic = Clinic::new();
    let booked = clinic.stage.book(wish(1, clinic.consultation, clinic.berlin, "2026-03-03T08:15:00Z"));
    let rash = clinic.rash;
    in_force(&mut clinic, &[rash]);
    assert_eq!(clinic.stage.appointment(booked.id), booked);
    let to = |start| Command::Reschedule {
        appointment: booked.id,
        revision: None,
        start: at(start),
        site: None,
        chosen: Vec::new(),
        any_resource: false,
    };
    assert_eq!(clinic.stage.refused(&to("2026-03-03T08:30:00Z")), "slot-kept");
    clinic.stage.must(to("2026-03-03T10:00:00Z"));
}

#[test]
fn one_template_takes_the_place_of_another_at_once() {
    let mut clinic = Clinic::new();
    let rash = clinic.rash;
    let old = in_force(&mut clinic, &[rash]);
    let template = morning(&clinic, &[clinic.consultation]);
    clinic.stage.must(propose(template));
    let adopt = |replaces| Command::AdoptTemplate { template: TemplateId(2), replaces, reason: reason() };
    assert_eq!(clinic.stage.refused(&adopt(None)), "template-overlap");
    assert_eq!(clinic.stage.refused(&adopt(Some(TemplateId(2)))), "template-settled", "it is not in force");
    assert_eq!(clinic.stage.refused(&adopt(Some(TemplateId(9)))), "unknown-reference");
    let events = clinic.stage.give(&adopt(Some(old))).unwrap();
    assert!(matches!(events[..], [Event::TemplateRetired { .. }, Event::TemplateAdopted { .. }]));
    assert_eq!(starts(&clinic, clinic.consultation)[..2], ["08:00", "08:30"]);
}

#[test]
fn templates_share_time_only_on_a_common_weekday_resource_and_minute() {
    let mut clinic = Clinic::new();
    for resource in [clinic.ada, clinic.ben, ResourceId(5)] {
        clinic.stage.set_hours(resource, weekly(&crate::stage::EVERY_DAY, &[("00:00", "00:00")]));
    }
    let mut night = morning(&clinic, &[clinic.rash]);
    // Sundays from 23:00 for two hours: into Monday.
    (night.weekdays, night.starts_at) = (vec![civil::Weekday::Sunday], civil::time(23, 0, 0, 0));
    clinic.stage.adopt(night.clone());
    let try_one = |change: &dyn Fn(&mut SessionTemplate)| {
        let mut template = night.clone();
        change(&mut template);
        let mut stage = clinic.stage.clone();
        stage.must(propose(template));
        let adopt = Command::AdoptTemplate { template: TemplateId(2), replaces: None, reason: reason() };
        stage.give(&adopt).map_err(|rejection| rejection.code())
    };
    let monday = |template: &mut SessionTemplate, minute| {
        template.weekdays = vec![civil::Weekday::Monday];
        template.starts_at = civil::time(0, minute, 0, 0);
    };
    assert_eq!(
        try_one(&|t| monday(t, 30)),
        Err("template-overlap"),
        "Sunday's session ends on Monday at one"
    );
    assert!(try_one(&|t| t.weekdays = vec![civil::Weekday::Monday]).is_ok());
    assert!(try_one(&|t| t.resources = [ResourceId(5)].into()).is_ok(), "another resource");
    let one = civil::time(1, 0, 0, 0);
    assert!(try_one(&|t| (t.weekdays, t.starts_at) = (vec![civil::Weekday::Monday], one)).is_ok());
    assert_eq!(
        try_one(&|t| t.weekdays = Vec::new()),
        Err("template-overlap"),
        "every day has a Sunday in it"
    );
}

/// On the day the clocks go forward a session that begins in the gap begins after it, and its slots keep their lengths.
#[test]
fn a_session_in_a_gap_of_the_clocks_begins_after_it() {
    let mut stage = Stage::founded(60);
    let site = stage.add_site("Europe/Berlin");
    let heart = stage.add_service("Heart");
    let ada = stage.add_resource(site, ResourceKind::Practitioner, 1, &[]);
    stage.set_hours(ada, weekly(&crate::stage::EVERY_DAY, &[("00:00", "00:00")]));
    let steps = || vec![step(0, 30, &[("physician", ResourceKind::Practitioner, 1)])];
    let [one, other] =
        ["One", "Other"].map(|name| stage.add_visit_type(visit_type(name, heart, 30, steps())));
    stage.adopt(SessionTemplate {
        name: "Night".to_owned(),
        resources: [ada].into(),
        weekdays: Vec::new(),
        starts_at: civil::time(2, 30, 0, 0),
        kinds: vec![SlotKind { name: "A".to_owned(), visit_types: [one].into() }],
        slots: (0..2).map(|slot| TypedSlot { minute: slot * 30, minutes: 30, kind: 0 }).collect(),
        release_days: 0,
        evidence: None,
    });
    let book = |visit_type, start: &str| Command::Book {
        request: VisitRequest { choice: Choice::First, ..wish(1, visit_type, site, start) },
    };
    // 03:00 on the new clock is 01:00 UTC; the second slot begins half an hour later.
    for start in ["2026-03-29T01:00:00Z", "2026-03-29T01:30:00Z"] {
        assert_eq!(stage.refused(&book(other, start)), "slot-kept", "{start}");
    }
    stage.must(book(other, "2026-03-29T00:30:00Z"));
    stage.must(book(other, "2026-03-29T02:00:00Z"));
    stage.must(book(one, "2026-03-29T01:30:00Z"));
}

/// A plan that could have been, but for one thing.
fn plan(change: fn(&mut PlanEvidence)) -> PlanEvidence {
    let mut plan = PlanEvidence {
        method: "exact".to_owned(),
        source: "service-1".to_owned(),
        head: 1,
        service_times: 2,
        scenarios: 3,
        seed: 4,
        costs_milli: [1; 3],
        expected_s: [1; 3],
        gap_ppm: 0,
    };
    change(&mut plan);
    plan
}

/// What is wrong with it, the field that says so, and how to make it so.
type Fault = (&'static str, &'static str, fn(&Clinic, &mut SessionTemplate));

const FAULTS: &[Fault] = &[
    ("no name", "name", |_, t| t.name = String::from(" ")),
    ("released too early", "release_days", |_, t| t.release_days = 731),
    ("nobody's", "resources", |_, t| t.resources.clear()),
    ("a weekday twice", "weekdays", |_, t| t.weekdays = vec![civil::Weekday::Monday; 2]),
    ("no kinds", "kinds", |_, t| t.kinds.clear()),
    ("a kind without a name", "kinds.0.name", |_, t| t.kinds[0].name.clear()),
    ("two kinds of one name", "kinds.1.name", |_, t| t.kinds.push(t.kinds[0].clone())),
    ("a kind nobody can book", "kinds.0.visit_types", |_, t| t.kinds[0].visit_types.clear()),
    ("a kind without a slot", "kinds.1", |c, t| {
        t.kinds.push(SlotKind { name: "B".to_owned(), visit_types: [c.rash].into() });
    }),
    ("no slots", "kinds.0", |_, t| t.slots.clear()),
    ("a slot of no length", "slots.1.minutes", |_, t| t.slots[1].minutes = 0),
    ("slots that overlap", "slots.2.minute", |_, t| t.slots[1].minutes = 31),
    ("longer than a day", "slots.3.minutes", |_, t| t.slots[3].minutes = 1400),
    ("an unknown kind", "slots.2.kind", |_, t| t.slots[2].kind = 1),
    ("a visit longer than its slot", "slots.3.minutes", |_, t| t.slots[3].minutes = 29),
    ("a slot off the grid of its visits", "slots.3.minute", |_, t| t.slots[3].minute = 91),
    ("visits that need no such resource", "slots.0.kind", |c, t| t.resources = [c.room].into()),
    ("a slot in the lunch break", "slots.3", |_, t| t.slots[3].minute = 180),
    ("a plan by no method", "evidence.method", |_, t| t.evidence = Some(plan(|plan| plan.method.clear()))),
    ("a plan without a source", "evidence.source", |_, t| {
        t.evidence = Some(plan(|plan| plan.source.clear()));
    }),
    ("a plan from the future", "evidence.head", |_, t| t.evidence = Some(plan(|plan| plan.head = 999))),
    ("a plan from one time", "evidence.service_times", |_, t| {
        t.evidence = Some(plan(|plan| plan.service_times = 1));
    }),
    ("a plan without scenarios", "evidence.scenarios", |_, t| {
        t.evidence = Some(plan(|plan| plan.scenarios = 0));
    }),
    ("a plan without costs", "evidence.cost_wait", |_, t| {
        t.evidence = Some(plan(|plan| plan.costs_milli = [0; 3]));
    }),
    ("a gap beyond the whole cost", "evidence.gap", |_, t| {
        t.evidence = Some(plan(|plan| plan.gap_ppm = 1_000_001));
    }),
];

#[test]
fn a_template_that_makes_no_sense_is_refused_naming_the_field() {
    for (fault, field, make) in FAULTS {
        let mut clinic = Clinic::new();
        let mut template = morning(&clinic, &[clinic.consultation]);
        make(&clinic, &mut template);
        let refusal = clinic.stage.give(&propose(template)).expect_err(fault);
        assert_eq!(refusal.code(), "invalid-value", "{fault}");
        assert!(refusal.to_string().starts_with(&format!("{field}: ")), "{fault}: {refusal}");
    }
}

#[test]
fn a_template_of_unknown_things_is_refused() {
    let mut clinic = Clinic::new();
    for change in [
        |t: &mut SessionTemplate| t.resources = [ResourceId(99)].into(),
        |t: &mut SessionTemplate| t.kinds[0].visit_types = [VisitTypeId(99)].into(),
    ] {
        let mut template = morning(&clinic, &[clinic.consultation]);
        change(&mut template);
        assert_eq!(clinic.stage.refused(&propose(template)), "unknown-reference");
    }
}

#[test]
fn deciding_about_a_template_needs_a_reason_and_happens_once() {
    let mut clinic = Clinic::new();
    let template = morning(&clinic, &[clinic.rash]);
    clinic.stage.must(propose(template));
    let (template, no_reason) = (TemplateId(1), String::new());
    let unexplained = [
        Command::AdoptTemplate { template, replaces: None, reason: no_reason.clone() },
        Command::DeclineTemplate { template, reason: no_reason.clone() },
        Command::RetireTemplate { template, reason: no_reason.clone() },
        Command::SetTemplateRelease { template, release_days: 1, reason: no_reason },
    ];
    for command in unexplained {
        assert_eq!(clinic.stage.refused(&command), "invalid-value", "{command:?}");
    }
    assert_eq!(
        clinic.stage.refused(&Command::RetireTemplate { template, reason: reason() }),
        "template-settled"
    );
    clinic.stage.must(Command::DeclineTemplate { template, reason: reason() });
    let late = [
        Command::AdoptTemplate { template, replaces: None, reason: reason() },
        Command::DeclineTemplate { template, reason: reason() },
        Command::RetireTemplate { template, reason: reason() },
        Command::SetTemplateRelease { template, release_days: 1, reason: reason() },
    ];
    for command in late {
        assert_eq!(clinic.stage.refused(&command), "template-settled", "{command:?}");
    }
}
