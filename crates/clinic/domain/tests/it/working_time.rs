//! Hours, sessions and blocks: what they open, what they close, and whom no change may strand.

use lindley_domain::{Block, BlockScope, Command, Event, SessionId, Status};
use lindley_time::{WeeklyHours, civil::Weekday};

use crate::clinic::Clinic;
use crate::stage::{EVERY_DAY, Stage, at, chosen, span, weekly, wish};

/// A booking with Ada on Monday at 09:00 UTC, 10:00 in Berlin.
fn booked(clinic: &mut Clinic) {
    let mut request = wish(1, clinic.consultation, clinic.berlin, "2026-03-02T09:00:00Z");
    request.chosen = vec![chosen("physician", clinic.ada)];
    clinic.stage.book(request);
}

fn closes_then(hours: WeeklyHours, clinic: &Clinic) -> Command {
    Command::SetHours { resource: clinic.ada, hours }
}

#[test]
fn no_change_strands_a_coming_visit() {
    let mut clinic = Clinic::new();
    booked(&mut clinic);
    let block = |scope| Command::AddBlock {
        block: Block {
            scope,
            span: span("2026-03-02T08:00:00Z", "2026-03-02T09:00:01Z"),
            reason: "R".to_owned(),
        },
        source: None,
    };
    let until_ten_twenty_nine = weekly(&EVERY_DAY, &[("08:00", "10:29")]);
    for change in [
        closes_then(until_ten_twenty_nine, &clinic),
        closes_then(WeeklyHours::default(), &clinic),
        block(BlockScope::Resource(clinic.ada)),
        block(BlockScope::Site(clinic.berlin)),
    ] {
        assert_eq!(clinic.stage.refused(&change), "strands-appointments", "{change:?}");
    }
    clinic.stage.must(block(BlockScope::Resource(clinic.ben)));
    clinic.stage.must(block(BlockScope::Site(clinic.annex)));
    clinic.stage.must(closes_then(weekly(&[Weekday::Monday], &[("10:00", "10:30")]), &clinic));
}

#[test]
fn the_past_may_be_closed() {
    let mut clinic = Clinic::new();
    booked(&mut clinic);
    clinic.stage.clock.0 = at("2026-03-02T09:30:00Z");
    clinic.stage.must(closes_then(WeeklyHours::default(), &clinic));
}

#[test]
fn a_visit_in_a_session_keeps_its_session() {
    let mut clinic = Clinic::new();
    let saturday = span("2026-03-07T09:00:00Z", "2026-03-07T11:00:00Z");
    let session = clinic.stage.open_session(clinic.ada, saturday, &[]);
    clinic.stage.book(wish(1, clinic.consultation, clinic.berlin, "2026-03-07T10:00:00Z"));
    assert_eq!(clinic.stage.refused(&Command::CloseSession { session }), "strands-appointments");
    clinic.stage.must(closes_then(weekly(&EVERY_DAY, &[("08:00", "17:00")]), &clinic));
    clinic.stage.must(Command::CloseSession { session });
    assert_eq!(clinic.stage.refused(&Command::CloseSession { session }), "unknown-reference");
    assert_eq!(clinic.stage.refused(&Command::CloseSession { session: SessionId(9) }), "unknown-reference");
}

#[test]
fn lifting_a_block_opens_what_it_closed() {
    let mut clinic = Clinic::new();
    let morning = span("2026-03-02T07:00:00Z", "2026-03-02T11:00:00Z");
    let window = span("2026-03-02T00:00:00Z", "2026-03-03T00:00:00Z");
    let before = clinic.stage.openings(clinic.consultation, clinic.berlin, window);
    clinic.stage.block(BlockScope::Site(clinic.berlin), morning);
    let during = clinic.stage.openings(clinic.consultation, clinic.berlin, window);
    assert!(during.iter().all(|opening| !opening.span.overlaps(morning)) && during.len() < before.len());
    let Some((_, Event::BlockAdded { id, .. })) = clinic.stage.log.last().cloned() else {
        panic!("no block")
    };
    clinic.stage.must(Command::LiftBlock { block: id });
    assert_eq!(clinic.stage.openings(clinic.consultation, clinic.berlin, window), before);
    assert_eq!(clinic.stage.refused(&Command::LiftBlock { block: id }), "unknown-reference");
}

#[test]
fn blocked_is_only_said_where_lifting_the_block_would_help() {
    let mut clinic = Clinic::new();
    clinic.stage.block(BlockScope::Site(clinic.berlin), span("2026-03-02T07:00:00Z", "2026-03-02T12:00:00Z"));
    let lunch = wish(1, clinic.consultation, clinic.berlin, "2026-03-02T11:00:00Z");
    assert_eq!(clinic.stage.refused(&Command::Book { request: lunch }), "outside-hours");
}

/// What can be booked on the first Monday in June, from a clock somewhen in April.
fn june(stage: &Stage, clinic: &Clinic) -> usize {
    let june = span("2027-06-07T00:00:00Z", "2027-06-08T00:00:00Z");
    stage.openings(clinic.consultation, clinic.berlin, june).len()
}

#[test]
fn an_organisation_that_slept_for_a_year_can_book_again() {
    let mut clinic = Clinic::new();
    clinic.stage.clock.0 = at("2027-05-20T08:00:00Z");
    clinic.stage.state.reach(clinic.stage.now());
    assert_eq!(june(&clinic.stage, &clinic), 30);
    clinic.stage.book(wish(1, clinic.consultation, clinic.berlin, "2027-06-07T09:00:00Z"));
}

#[test]
fn a_clock_that_once_ran_ahead_closes_nothing_for_good() {
    let mut clinic = Clinic::new();
    booked(&mut clinic);
    clinic.stage.clock.0 = at("2399-01-01T00:00:00Z");
    clinic.stage.add_service("In the far future");
    clinic.stage.clock.0 = at("2026-03-02T06:05:00Z");
    clinic.stage.must_sweep();
    let mut again = wish(2, clinic.consultation, clinic.berlin, "2026-03-02T09:00:00Z");
    again.chosen = vec![chosen("physician", clinic.ada)];
    assert_eq!(clinic.stage.refused(&Command::Book { request: again.clone() }), "slot-taken");
    again.start = at("2026-03-02T09:30:00Z");
    clinic.stage.book(again);
}

#[test]
fn a_change_of_hours_sees_visits_that_a_fast_clock_booked_far_ahead() {
    let mut clinic = Clinic::new();
    clinic.stage.clock.0 = at("2026-12-01T06:00:00Z");
    let far = clinic.stage.book(wish(1, clinic.rash, clinic.berlin, "2027-01-11T09:00:00Z"));
    assert_eq!(far.status, Status::Booked);
    clinic.stage.clock.0 = at("2026-03-02T06:00:00Z");
    assert_eq!(clinic.stage.refused(&closes_then(WeeklyHours::default(), &clinic)), "strands-appointments");
}

#[test]
fn a_session_for_others_is_refused_over_a_booking_and_keeps_others_out() {
    let mut clinic = Clinic::new();
    booked(&mut clinic);
    let session = |services: &[_], from: &str, until: &str| Command::OpenSession {
        session: lindley_domain::Session {
            resource: clinic.ada,
            span: span(from, until),
            services: services.iter().copied().collect(),
            label: "Skin".to_owned(),
            placed_by_import: false,
        },
        source: None,
    };
    let over = session(&[clinic.skin], "2026-03-02T09:29:59Z", "2026-03-02T10:00:00Z");
    let beside = session(&[clinic.skin], "2026-03-02T09:30:00Z", "2026-03-02T10:00:00Z");
    assert_eq!(clinic.stage.refused(&over), "strands-appointments");
    clinic.stage.must(beside);
    let mut request = wish(2, clinic.rash, clinic.berlin, "2026-03-02T09:30:00Z");
    request.chosen = vec![chosen("physician", clinic.ada)];
    let mut of_the_heart = request.clone();
    of_the_heart.visit_type = clinic.consultation;
    assert_eq!(clinic.stage.refused(&Command::Book { request: of_the_heart }), "session-for-other-service");
    clinic.stage.book(request);
}
