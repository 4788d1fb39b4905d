//! The demo clinic against the booking rules and the figures that it should show.

use lindley_domain::{AppointmentId, Command, ResourceKind, State, Status, invariants, transact};
use lindley_seed::Seed;
use lindley_time::civil::{Date, date};
use lindley_time::{Instant, Span};
use lindley_twin::demo::DemoClinic;

fn moment(text: &str) -> Instant {
    Instant::parse(text).expect("a moment")
}

fn commands(seed: u64, today: Date, now: Instant) -> Vec<Command> {
    DemoClinic::new(Seed::from_u64(seed), today, now).commands().collect()
}

/// The organisation after all its commands, each of which must be accepted.
fn founded(seed: u64, today: Date, now: Instant) -> State {
    let mut state = State::default();
    let founding = DemoClinic::founding();
    // Giving the commands takes a while; they must bear that.
    let given = now.plus_minutes(4);
    for command in std::iter::once(&founding).chain(&commands(seed, today, now)) {
        let (_, decided) = transact(&mut state, command, given);
        assert!(decided.is_ok(), "{decided:?} for {command:?}");
    }
    state
}

fn share(state: &State, span: Span, status: Status) -> f64 {
    let starts_within = |start: Instant| span.holds(start);
    let within =
        state.appointments().filter(|a| a.placement.as_ref().is_some_and(|p| starts_within(p.span.start())));
    let (mut all, mut such) = (0.0, 0.0);
    for appointment in within {
        all += 1.0;
        such += f64::from(u8::from(appointment.status == status));
    }
    such / all
}

#[test]
fn every_command_is_accepted_whatever_the_day_and_hour() {
    for (seed, today, now) in [
        (1, date(2026, 11, 22), "2026-11-22T01:30:00Z"),
        (2, date(2026, 3, 9), "2026-03-09T16:45:10Z"),
        (3, date(2026, 11, 2), "2026-11-02T19:59:59Z"),
        (4, date(2028, 2, 29), "2028-02-29T23:59:00Z"),
        (5, date(2025, 12, 31), "2026-01-01T02:00:00Z"),
    ] {
        let now = moment(now);
        let state = founded(seed, today, now);
        assert_eq!(invariants::check(&state, now), Ok(()));
        let count = state.appointments().len();
        assert!((15_000..=25_000).contains(&count), "{count} appointments on {today}");
    }
}

#[test]
fn the_clinic_has_its_sites_people_and_things() {
    let state = founded(7, date(2026, 6, 10), moment("2026-06-10T15:00:00Z"));
    let catalogue = state.catalogue();
    let count = |kind| catalogue.resources.values().filter(|resource| resource.kind == kind).count();
    assert_eq!((catalogue.sites.len(), catalogue.services.len(), catalogue.visit_types.len()), (3, 12, 27));
    assert_eq!((count(ResourceKind::Practitioner), count(ResourceKind::Lab)), (40, 3));
    assert!(
        count(ResourceKind::Room) > 20 && count(ResourceKind::Device) > 10 && count(ResourceKind::Bed) > 4
    );
    assert!(catalogue.visit_types.values().all(|visit_type| !visit_type.sites.is_empty()));
    assert!(state.blocks().len() >= 4 && state.sessions().len() > 20);
    let booked: Vec<_> = catalogue
        .visit_types
        .keys()
        .filter(|id| !state.appointments().any(|appointment| appointment.visit_type == **id))
        .collect();
    assert!(booked.is_empty(), "never booked: {booked:?}");
}

#[test]
fn the_past_has_the_published_shares_and_the_near_days_are_fuller() {
    let now = moment("2026-06-10T15:00:00Z");
    let state = founded(9, date(2026, 6, 10), now);
    let span =
        |from: i64, until: i64| Span::new(now.plus_days(from), now.plus_days(until)).expect("in order");
    assert!((share(&state, span(-62, 0), Status::Noshow) - 0.059).abs() < 0.01);
    assert!((share(&state, span(-62, 0), Status::Cancelled) - 0.164).abs() < 0.015);
    assert!(share(&state, span(0, 32), Status::Booked) > 0.85);
    let near = booked_share(&state, span(1, 8));
    let far = booked_share(&state, span(22, 29));
    let all = booked_share(&state, span(1, 29));
    assert!(near > far + 0.15, "near {near}, far {far}");
    assert!((0.6..0.8).contains(&all), "{all} of the physicians' time ahead is booked");
}

/// How much of the working time of the physicians is booked.
fn booked_share(state: &State, span: Span) -> f64 {
    let physicians =
        state.catalogue().resources.iter().filter(|(_, resource)| resource.name.starts_with("Dr "));
    let (mut open, mut used) = (0, 0);
    for (id, _) in physicians {
        open += state.working(*id, span).spans().iter().map(|part| part.seconds()).sum::<i64>();
        for appointment in state.appointments_between(span, &[*id]) {
            let segments = appointment.placement.iter().flat_map(|placement| placement.segments.iter());
            used += segments.filter(|part| part.resource == *id).map(|part| part.span.seconds()).sum::<i64>();
        }
    }
    used as f64 / open as f64
}

#[test]
fn the_same_seed_and_day_tell_the_same_story_and_another_seed_another() {
    let now = moment("2026-06-10T15:00:00Z");
    let story = commands(3, date(2026, 6, 10), now);
    assert_eq!(story, commands(3, date(2026, 6, 10), now));
    assert_ne!(story, commands(4, date(2026, 6, 10), now));
}

#[test]
fn visits_really_began_when_patient_and_lead_were_ready() {
    let now = moment("2026-06-10T15:00:00Z");
    let state = founded(5, date(2026, 6, 10), now);
    let (mut late, mut kept) = (0_u32, 0_u32);
    for appointment in state.appointments().filter(|appointment| appointment.status == Status::Fulfilled) {
        let planned = appointment.placement.as_ref().expect("a past visit has a place").span;
        let Some(actual) = appointment.actual else { continue };
        assert!(actual.start() >= planned.start() && actual.end() <= now);
        kept += 1;
        late += u32::from(actual.start() > planned.start());
    }
    assert!(kept > 8_000);
    let waiting = f64::from(late) / f64::from(kept);
    assert!((0.3..0.8).contains(&waiting), "{waiting} of the visits began late");
    assert!(state.appointments().any(|a| a.status == Status::Waitlist && a.id > AppointmentId(1)));
}
