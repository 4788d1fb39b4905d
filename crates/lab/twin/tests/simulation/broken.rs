//! What is broken is noticed: each test breaks one promise on purpose, and the simulation must stop.

use std::panic::{AssertUnwindSafe, catch_unwind};

use lindley_app::load;
use lindley_domain::{AppointmentId, Choice, Command, Event, Status, VisitRequest, invariants, record};
use lindley_governance::{Record, leaf_hash};
use lindley_ports::{Batch, Entry, Log};
use lindley_seed::Seed;
use lindley_twin::simulation::Fault;

use crate::office::{ORGANISATION, instant};
use crate::world::{Pace, World};

fn world(seed: u64) -> World {
    World::new(Seed::from_u64(seed), Pace::SHORT)
}

/// Plays until the simulation stops by itself; answers why it did.
fn why_it_stops(mut world: World, mut meddle: impl FnMut(&mut World)) -> String {
    let stopped = catch_unwind(AssertUnwindSafe(|| {
        while !world.is_over() {
            world.step();
            meddle(&mut world);
        }
        world.finish();
    }));
    let payload = stopped.expect_err("the simulation has not noticed what is broken");
    let text = payload.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| payload.downcast_ref::<&str>().copied()).unwrap_or_default().to_owned()
}

fn with_a_store_that_lies(lie: Fault) -> String {
    let mut world = world(11);
    world.lie = Some(lie);
    why_it_stops(world, |_| {})
}

#[test]
fn a_store_that_acknowledges_and_does_not_write_is_noticed() {
    let why = with_a_store_that_lies(Fault::Unwritten);
    let notices = ["hash chain", "not in the log", "were cut off its end"];
    assert!(notices.iter().any(|notice| why.contains(notice)), "{why}");
}

#[test]
fn a_store_that_forgets_kept_answers_is_noticed() {
    let why = with_a_store_that_lies(Fault::AnswersForgotten);
    assert!(why.contains("too early") || why.contains("twice") || why.contains("two ways"), "{why}");
}

#[test]
fn a_booking_that_nobody_decided_is_noticed() {
    let mut meddled = false;
    let why = why_it_stops(world(12), |world| {
        if !meddled && world.tally.commands > 300 {
            meddled = book_once_more(world);
            world.check();
        }
    });
    assert!(meddled && why.contains("is not what the rules make of request 0"), "{why}");
}

/// Appends a booking a second time, on the chain and under a number of its own, without asking the rules.
fn book_once_more(world: &mut World) -> bool {
    let state = load(&world.log, ORGANISATION).unwrap().state;
    let Some(booked) = state.appointments().rev().find(|visit| visit.status == Status::Booked) else {
        return false;
    };
    let (patient, visit_type) = (booked.patient, booked.visit_type);
    let placement = booked.placement.clone().unwrap();
    let (site, start, chosen, choice) = (placement.site, placement.span.start(), Vec::new(), Choice::First);
    let request = VisitRequest { patient, patient_age: None, visit_type, site, start, chosen, choice };
    world.clients.wishes.insert(0, Command::Book { request });
    let id = AppointmentId(state.appointments().len() as u64 + 1);
    let again = Event::AppointmentBooked { id, patient, visit_type, placement };
    let (kind, version, body) = record::encode(&again);
    let last = world.log.read(ORGANISATION, state.head() - 1, 1).unwrap().remove(0);
    let (seq, at_ms, actor) = (last.seq + 1, last.at_ms, "client-0");
    let content = Record { organisation: ORGANISATION, seq, at_ms, actor, kind, version, body: &body };
    let hash = leaf_hash(&last.hash, &content);
    let entry =
        Entry { seq, at_ms, actor: actor.into(), kind: kind.into(), version, body: body.into(), hash };
    let (entries, outcomes) = (&[entry][..], &[][..]);
    let batch =
        Batch { organisation: ORGANISATION, expected_head: last.seq, entries, outcomes, now_ms: at_ms };
    world.log.append(batch).unwrap();
    let broken = load(&world.log, ORGANISATION).unwrap().state;
    assert!(invariants::check(&broken, instant(at_ms)).is_err(), "the rules are broken, whoever looks");
    true
}
