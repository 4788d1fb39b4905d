//! What users of other schedulers suffer from does not happen here.

use lindley_domain::{
    AppointmentId, Block, BlockScope, CancelReason, Choice, Command, Event, Rejection, ResourceKind, Session,
    Status, invariants, snapshot,
};
use lindley_time::{HoursException, Instant, WeeklyHours, Zone, civil};

use crate::clinic::Clinic;
use crate::stage::{EVERY_DAY, Stage, at, chosen, patient, span, step, visit_type, weekly, wish};

const NINE: &str = "2026-03-02T09:00:00Z";

#[test]
fn two_people_same_slot_same_second_one_wins() {
    let mut clinic = Clinic::new();
    let ask = |who| {
        let mut request = wish(who, clinic.consultation, clinic.berlin, NINE);
        request.chosen = vec![chosen("physician", clinic.ada)];
        Command::Book { request }
    };
    clinic.stage.must(ask(1));
    assert_eq!(clinic.stage.refused(&ask(2)), "slot-taken");
}

#[test]
fn any_provider_binds_one_inside_the_decision() {
    let mut clinic = Clinic::new();
    let first = clinic.stage.book(wish(1, clinic.consultation, clinic.berlin, NINE));
    let second = clinic.stage.book(wish(2, clinic.consultation, clinic.berlin, NINE));
    let who = |visit: &lindley_domain::Appointment| visit.placement.as_ref().unwrap().segments[0].resource;
    assert_eq!((who(&first), who(&second)), (clinic.ada, clinic.ben));
    let third = Command::Book { request: wish(3, clinic.consultation, clinic.berlin, NINE) };
    assert_eq!(clinic.stage.refused(&third), "slot-taken");
}

#[test]
fn a_pending_hold_is_as_visible_as_a_booking() {
    let mut clinic = Clinic::new();
    for who in [1, 2] {
        clinic.stage.hold(wish(who, clinic.consultation, clinic.berlin, NINE), 600);
    }
    let third = Command::Book { request: wish(3, clinic.consultation, clinic.berlin, NINE) };
    assert_eq!(clinic.stage.refused(&third), "slot-taken");
}

#[test]
fn status_change_cannot_double_book() {
    let mut clinic = Clinic::new();
    let first = clinic.stage.book(wish(1, clinic.consultation, clinic.berlin, NINE)).id;
    let reason = CancelReason::Patient;
    clinic.stage.must(Command::Cancel { appointment: first, revision: None, reason });
    for who in [2, 3] {
        clinic.stage.book(wish(who, clinic.consultation, clinic.berlin, NINE));
    }
    let encode = |stage: &Stage| snapshot::encode(&stage.state).unwrap();
    let before = encode(&clinic.stage);
    for to in Status::ALL.into_iter().filter(|to| to.occupies()) {
        let back = Command::Advance { appointment: first, revision: None, to, actual: None };
        assert_eq!(clinic.stage.refused(&back), "illegal-transition", "cancelled to {}", to.code());
    }
    assert_eq!(encode(&clinic.stage), before);
    for from in Status::ALL.into_iter().filter(|from| !from.occupies()) {
        for to in Status::ALL.into_iter().filter(|to| to.occupies()) {
            assert!(
                !from.may_become(to),
                "{} may not become {} by a change of state",
                from.code(),
                to.code()
            );
        }
    }
}

#[test]
fn capacity_is_counted_in_units() {
    let mut clinic = Clinic::new();
    let blood = vec![step(0, 30, &[("lab", ResourceKind::Lab, 1)])];
    let blood = clinic.stage.add_visit_type(visit_type("Blood", clinic.heart, 15, blood));
    for who in 1..=3 {
        clinic.stage.book(wish(who, blood, clinic.berlin, NINE));
    }
    let fourth = Command::Book { request: wish(4, blood, clinic.berlin, "2026-03-02T09:15:00Z") };
    assert_eq!(clinic.stage.refused(&fourth), "slot-taken");
    let reason = CancelReason::Patient;
    clinic.stage.must(Command::Cancel { appointment: AppointmentId(2), revision: None, reason });
    clinic.stage.must(fourth);
    // The room's and physician's part of an echo before the laboratory's does not touch the laboratory.
    let echo = Command::Book { request: wish(5, clinic.echo, clinic.berlin, "2026-03-02T08:45:00Z") };
    assert_eq!(clinic.stage.refused(&echo), "slot-taken", "its laboratory part is 09:15 to 09:45");
    clinic.stage.book(wish(5, clinic.echo, clinic.berlin, "2026-03-02T09:15:00Z"));
}

#[test]
fn one_busy_member_does_not_close_the_others() {
    let mut clinic = Clinic::new();
    let mut with_ada = wish(1, clinic.consultation, clinic.berlin, NINE);
    with_ada.chosen = vec![chosen("physician", clinic.ada)];
    clinic.stage.book(with_ada);
    let other = clinic.stage.book(wish(2, clinic.consultation, clinic.berlin, NINE));
    assert_eq!(other.placement.unwrap().segments[0].resource, clinic.ben);
}

#[test]
fn room_physician_and_laboratory_are_one_booking_at_their_own_times() {
    let mut clinic = Clinic::new();
    let visit = clinic.stage.book(wish(1, clinic.echo, clinic.berlin, NINE));
    let placement = visit.placement.unwrap();
    let used: Vec<_> = placement.segments.iter().map(|s| (s.resource, s.span, s.units)).collect();
    assert_eq!(
        used,
        [
            (clinic.room, span("2026-03-02T09:00:00Z", "2026-03-02T09:45:00Z"), 1),
            (clinic.ada, span("2026-03-02T09:05:00Z", "2026-03-02T09:30:00Z"), 1),
            (clinic.lab, span("2026-03-02T09:30:00Z", "2026-03-02T10:00:00Z"), 2),
        ]
    );
    // Ada is free again at 09:30, though the visit goes on.
    let mut next = wish(2, clinic.consultation, clinic.berlin, "2026-03-02T09:30:00Z");
    next.chosen = vec![chosen("physician", clinic.ada)];
    clinic.stage.book(next);
}

#[test]
fn one_person_is_not_at_two_sites_at_once() {
    let mut clinic = Clinic::new();
    clinic.stage.book(wish(1, clinic.consultation, clinic.berlin, "2026-03-02T10:00:00Z"));
    let there = Command::Book { request: wish(1, clinic.consultation, clinic.annex, "2026-03-02T10:15:00Z") };
    assert_eq!(clinic.stage.refused(&there), "patient-busy");
}

#[test]
fn half_hour_offset_zone_offers_local_grid() {
    for (zone, every, minute) in [
        ("Asia/Kathmandu", 60, 15),
        ("Asia/Kolkata", 60, 30),
        ("Pacific/Chatham", 30, 15),
        ("America/St_Johns", 20, 10),
        ("Europe/Berlin", 15, 0),
    ] {
        let mut stage = Stage::founded(30);
        let (site, service) = (stage.add_site(zone), stage.add_service("Heart"));
        let lab = stage.add_resource(site, ResourceKind::Lab, 1, &[]);
        stage.set_hours(lab, weekly(&EVERY_DAY, &[("08:00", "12:00")]));
        let blood = vec![step(0, 10, &[("lab", ResourceKind::Lab, 1)])];
        let blood = stage.add_visit_type(visit_type("Blood", service, every, blood));
        let found = stage.openings(blood, site, span("2026-03-03T00:00:00Z", "2026-03-05T00:00:00Z"));
        let zone = Zone::parse(zone).unwrap();
        assert!(!found.is_empty());
        for opening in &found {
            let shown = zone.local(opening.span.start());
            assert_eq!(u16::from(shown.minute().unsigned_abs()) % every, 0, "{shown} in {zone}");
            assert!((8..12).contains(&shown.hour()), "{shown} in {zone}");
        }
        let utc_minutes = found.iter().map(|opening| opening.span.start().minute().rem_euclid(60));
        assert!(utc_minutes.into_iter().any(|shown| shown == minute), "{zone} is not on the grid of UTC");
    }
}

#[test]
fn afternoons_stay_where_they_are_on_the_day_the_clocks_change() {
    let mut clinic = Clinic::new();
    for resource in [clinic.ada, clinic.ben] {
        clinic.stage.set_hours(resource, weekly(&EVERY_DAY, &[("13:00", "17:00")]));
    }
    for (day, first) in [("2026-03-28", "12:00"), ("2026-03-29", "11:00"), ("2026-03-30", "11:00")] {
        let window = span(&format!("{day}T00:00:00Z"), &format!("{day}T23:59:00Z"));
        let found = clinic.stage.openings(clinic.consultation, clinic.berlin, window);
        assert_eq!(found[0].span.start(), at(&format!("{day}T{first}:00Z")), "13:00 in Berlin");
        assert_eq!(found.len(), 15);
    }
}

#[test]
fn a_repeated_hour_is_two_hours_and_a_skipped_hour_is_none() {
    let mut clinic = Clinic::new();
    clinic.stage.clock.0 = at("2026-10-20T06:00:00Z");
    for resource in [clinic.ada, clinic.ben] {
        clinic.stage.set_hours(resource, weekly(&EVERY_DAY, &[("02:00", "03:00")]));
    }
    let starts = |stage: &Stage, from: &str, until: &str| -> Vec<Instant> {
        let found = stage.openings(clinic.consultation, clinic.berlin, span(from, until));
        found.iter().map(|opening| opening.span.start()).collect()
    };
    let fold = starts(&clinic.stage, "2026-10-24T22:00:00Z", "2026-10-25T22:00:00Z");
    assert_eq!(fold.first(), Some(&at("2026-10-25T00:00:00Z")));
    assert_eq!(fold.len(), 7, "two hours hold seven starts of half-hour visits every quarter");
    clinic.stage.clock.0 = at("2027-03-20T06:00:00Z");
    clinic.stage.must_sweep();
    let gap = starts(&clinic.stage, "2027-03-27T22:00:00Z", "2027-03-28T22:00:00Z");
    assert_eq!(gap, [], "no clock shows 02:30 that night");
}

#[test]
fn a_visit_over_midnight_of_utc_blocks_both_days() {
    let mut clinic = Clinic::new();
    clinic.stage.set_hours(clinic.ada, weekly(&EVERY_DAY, &[("00:00", "00:00")]));
    let ada = |who, start| {
        let mut request = wish(who, clinic.consultation, clinic.berlin, start);
        request.chosen = vec![chosen("physician", clinic.ada)];
        Command::Book { request }
    };
    clinic.stage.must(ada(1, "2026-03-03T23:45:00Z"));
    assert_eq!(clinic.stage.refused(&ada(2, "2026-03-04T00:00:00Z")), "slot-taken");
    assert_eq!(clinic.stage.refused(&ada(2, "2026-03-03T23:30:00Z")), "slot-taken");
    clinic.stage.must(ada(2, "2026-03-04T00:15:00Z"));
    invariants::check(&clinic.stage.state, clinic.stage.now()).unwrap();
}

#[test]
fn units_in_use_over_midnight_of_utc_count_on_both_days() {
    let mut clinic = Clinic::new();
    clinic.stage.set_hours(clinic.lab, weekly(&EVERY_DAY, &[("00:00", "00:00")]));
    let blood = vec![step(0, 60, &[("lab", ResourceKind::Lab, 2)])];
    let blood = clinic.stage.add_visit_type(visit_type("Blood", clinic.heart, 15, blood));
    let ask = |who, start| Command::Book { request: wish(who, blood, clinic.berlin, start) };
    clinic.stage.must(ask(1, "2026-03-03T23:30:00Z"));
    assert_eq!(
        clinic.stage.refused(&ask(2, "2026-03-04T00:15:00Z")),
        "slot-taken",
        "one of three units is free"
    );
    assert_eq!(clinic.stage.refused(&ask(2, "2026-03-03T22:45:00Z")), "slot-taken");
    let later = clinic.stage.book(wish(2, blood, clinic.berlin, "2026-03-04T00:30:00Z"));
    let earlier = Command::Reschedule {
        appointment: later.id,
        revision: None,
        start: at("2026-03-04T00:00:00Z"),
        site: None,
        chosen: Vec::new(),
        any_resource: false,
    };
    assert_eq!(clinic.stage.refused(&earlier), "slot-taken");
    let window = span("2026-03-03T22:00:00Z", "2026-03-04T04:00:00Z");
    let starts = clinic.stage.openings(blood, clinic.berlin, window);
    let starts: Vec<Instant> = starts.iter().map(|opening| opening.span.start()).take(4).collect();
    let expected =
        ["2026-03-03T22:00:00Z", "2026-03-03T22:15:00Z", "2026-03-03T22:30:00Z", "2026-03-04T01:30:00Z"];
    assert_eq!(starts, expected.map(at));
}

#[test]
fn the_last_start_of_the_horizon_is_offered_and_can_be_booked() {
    let mut clinic = Clinic::new();
    clinic.stage.clock.0 = at("2026-03-02T09:00:00Z");
    // Sixty days ahead, in summer time: the same instant of the day, not the same hour on the wall.
    let last = at("2026-05-01T09:00:00Z");
    let window = span("2026-05-01T08:30:00Z", "2026-05-02T00:00:00Z");
    let found = clinic.stage.openings(clinic.consultation, clinic.berlin, window);
    assert_eq!(found.last().map(|opening| opening.span.start()), Some(last));
    let after = wish(1, clinic.consultation, clinic.berlin, "2026-05-01T09:15:00Z");
    assert_eq!(clinic.stage.refused(&Command::Book { request: after }), "beyond-horizon");
    clinic.stage.book(wish(1, clinic.consultation, clinic.berlin, "2026-05-01T09:00:00Z"));
}

#[test]
fn rescheduling_keeps_the_identity_and_a_refused_move_changes_nothing() {
    let mut clinic = Clinic::new();
    let visit = clinic.stage.book(wish(1, clinic.echo, clinic.berlin, NINE));
    let blocker = clinic.stage.book(wish(2, clinic.echo, clinic.berlin, "2026-03-02T13:00:00Z"));
    let to = |start: &str| Command::Reschedule {
        appointment: visit.id,
        revision: Some(1),
        start: at(start),
        site: None,
        chosen: Vec::new(),
        any_resource: false,
    };
    let before = snapshot::encode(&clinic.stage.state).unwrap();
    assert_eq!(clinic.stage.refused(&to("2026-03-02T13:15:00Z")), "slot-taken");
    assert_eq!(clinic.stage.refused(&to("2026-03-02T16:00:00Z")), "outside-hours");
    assert_eq!(before, snapshot::encode(&clinic.stage.state).unwrap(), "a refused move gives nothing up");
    // Half an hour on: its own present time does not stand in its way.
    clinic.stage.must(to("2026-03-02T09:30:00Z"));
    let moved = clinic.stage.appointment(visit.id);
    assert_eq!((moved.id, moved.revision, moved.status), (visit.id, 2, Status::Booked));
    assert_eq!(moved.placement.unwrap().span, span("2026-03-02T09:30:00Z", "2026-03-02T10:30:00Z"));
    assert_eq!(clinic.stage.refused(&to("2026-03-02T14:00:00Z")), "revision-stale");
    assert_eq!(clinic.stage.appointment(blocker.id).revision, 1);
}

#[test]
fn a_move_is_not_blocked_by_itself_in_a_shared_laboratory() {
    let mut clinic = Clinic::new();
    let visit = clinic.stage.book(wish(1, clinic.echo, clinic.berlin, NINE));
    let other = clinic.stage.book(wish(2, clinic.echo, clinic.berlin, "2026-03-02T10:00:00Z"));
    let onto_other = Command::Reschedule {
        appointment: visit.id,
        revision: None,
        start: at("2026-03-02T09:45:00Z"),
        site: None,
        chosen: Vec::new(),
        any_resource: false,
    };
    let refused = clinic.stage.give(&onto_other).unwrap_err();
    let Rejection::SlotTaken { blocking, .. } = refused else { panic!("{refused:?}") };
    assert_eq!(blocking, Some(other.id), "the other visit stands in the way, not the one that moves");
}

#[test]
fn a_waiting_patient_gets_a_first_time_under_the_same_identity() {
    let mut clinic = Clinic::new();
    let asked = Command::RequestVisit {
        patient: patient(1),
        visit_type: clinic.consultation,
        patient_age: None,
        waitlist: true,
    };
    let Event::VisitRequested { id, .. } = clinic.stage.must(asked) else { panic!("not asked") };
    let first_time = |site| Command::Reschedule {
        appointment: id,
        revision: Some(1),
        start: at(NINE),
        site,
        chosen: Vec::new(),
        any_resource: false,
    };
    assert_eq!(clinic.stage.refused(&first_time(None)), "invalid-value");
    clinic.stage.must(first_time(Some(clinic.berlin)));
    assert_eq!(clinic.stage.appointment(id).status, Status::Booked);
}

#[test]
fn spreading_gives_the_next_visit_to_who_has_least() {
    let mut clinic = Clinic::new();
    let ask = |who, start| {
        let mut request = wish(who, clinic.consultation, clinic.berlin, start);
        request.choice = Choice::Spread;
        request
    };
    let who = |visit: &lindley_domain::Appointment| visit.placement.as_ref().unwrap().segments[0].resource;
    let first = clinic.stage.book(ask(1, "2026-03-02T08:00:00Z"));
    let second = clinic.stage.book(ask(2, "2026-03-02T09:00:00Z"));
    let third = clinic.stage.book(ask(3, "2026-03-02T10:00:00Z"));
    assert_eq!([who(&first), who(&second), who(&third)], [clinic.ada, clinic.ben, clinic.ada]);
}

#[test]
fn a_visit_that_has_not_begun_is_no_no_show() {
    let mut clinic = Clinic::new();
    let visit = clinic.stage.book(wish(1, clinic.consultation, clinic.berlin, NINE));
    let missed = Command::Advance { appointment: visit.id, revision: None, to: Status::Noshow, actual: None };
    assert_eq!(clinic.stage.refused(&missed), "too-early");
    clinic.stage.clock.0 = at(NINE);
    clinic.stage.must(missed);
}

#[test]
fn nobody_arrives_at_a_visit_before_its_day() {
    let mut clinic = Clinic::new();
    // The third begins in Berlin while it is still the second in UTC.
    let visit = clinic.stage.book(wish(1, clinic.consultation, clinic.berlin, "2026-03-03T09:00:00Z"));
    let to = |to| Command::Advance { appointment: visit.id, revision: None, to, actual: None };
    for status in [Status::Arrived, Status::CheckedIn, Status::Fulfilled] {
        clinic.stage.clock.0 = at("2026-03-02T22:59:59Z");
        let refused = clinic.stage.give(&to(status)).expect_err("the day before");
        assert_eq!(refused, Rejection::TooEarly { to: status, from: at("2026-03-02T23:00:00Z") });
    }
    clinic.stage.clock.0 = at("2026-03-02T23:00:00Z");
    clinic.stage.must(to(Status::Arrived));
}

#[test]
fn a_session_or_block_that_is_over_is_a_slip_of_the_date_unless_an_import_brings_it() {
    let mut clinic = Clinic::new();
    clinic.stage.clock.0 = at("2026-03-02T10:00:00Z");
    let resource = clinic.ada;
    let ended = span("2026-03-02T06:00:00Z", "2026-03-02T10:00:00Z");
    let label = "Session".to_owned();
    let session = Session { resource, span: ended, services: [].into(), label, placed_by_import: false };
    let block = Block { scope: BlockScope::Resource(resource), span: ended, reason: "Repair".to_owned() };
    let open = |source: Option<&str>| Command::OpenSession {
        session: session.clone(),
        source: source.map(Into::into),
    };
    let close =
        |source: Option<&str>| Command::AddBlock { block: block.clone(), source: source.map(Into::into) };
    assert_eq!(clinic.stage.refused(&open(None)), "in-the-past");
    assert_eq!(clinic.stage.refused(&close(None)), "in-the-past");
    clinic.stage.must(open(Some("row 1")));
    clinic.stage.must(close(Some("row 2")));
}

#[test]
fn a_dated_time_that_the_clocks_skip_is_refused_and_a_weekly_one_bends() {
    let mut clinic = Clinic::new();
    let time = |hour, minute| civil::Time::new(hour, minute, 0, 0).unwrap();
    let with = |opening: &[(civil::Time, civil::Time)]| {
        let exception = HoursException { date: civil::date(2026, 3, 29), opening: opening.to_vec() };
        let hours = WeeklyHours { rules: Vec::new(), exceptions: vec![exception] };
        Command::SetHours { resource: clinic.ada, hours }
    };
    let skipped = [
        with(&[(time(2, 15), time(2, 45))]),
        with(&[(time(2, 0), time(12, 0))]),
        with(&[(time(1, 0), time(2, 59))]),
    ];
    let exists = [with(&[(time(1, 59), time(3, 0))]), with(&[(time(3, 0), time(0, 0))])];
    let weekly = Command::SetHours { resource: clinic.ada, hours: weekly(&EVERY_DAY, &[("02:15", "02:45")]) };
    for hours in skipped {
        let refused = clinic.stage.give(&hours).expect_err("a time that does not exist");
        assert!(refused.to_string().contains("Europe/Berlin skip"), "{refused}");
    }
    for hours in exists.into_iter().chain([weekly]) {
        clinic.stage.must(hours);
    }
}

#[test]
fn the_waiting_list_is_no_way_around_the_age_limits() {
    let mut clinic = Clinic::new();
    let asked = |patient_age| Command::RequestVisit {
        patient: patient(1),
        visit_type: clinic.child,
        patient_age,
        waitlist: true,
    };
    let (none, grown, young) = (asked(None), asked(Some(40)), asked(Some(9)));
    assert_eq!(clinic.stage.refused(&none), "age-required");
    assert_eq!(clinic.stage.refused(&grown), "age-not-eligible");
    clinic.stage.must(young);
}

#[test]
fn two_resources_for_one_role_are_refused_instead_of_one_being_forgotten() {
    let mut clinic = Clinic::new();
    let mut request = wish(1, clinic.consultation, clinic.berlin, NINE);
    let role = clinic.stage.state.catalogue().visit_types[&clinic.consultation].roles()[0].clone();
    let fits = |(id, about): (&lindley_domain::ResourceId, &lindley_domain::Resource)| {
        (about.site == clinic.berlin && role.fits(about)).then_some(*id)
    };
    let able: Vec<_> = clinic.stage.state.catalogue().resources.iter().filter_map(fits).collect();
    request.chosen = able.iter().take(2).map(|id| chosen(&role.role, *id)).collect();
    assert_eq!(request.chosen.len(), 2, "the clinic has two who could do it");
    assert_eq!(clinic.stage.refused(&Command::Book { request }), "invalid-value");
}
