//! Events that no decision made: they are refused whole, and nothing panics, whatever numbers they carry.

use lindley_domain::{
    AppointmentId, BlockId, Command, Event, PatientId, ResourceId, SessionId, Status, VisitTypeId, apply,
    find_openings, record, snapshot, transact,
};
use lindley_time::Instant;
use proptest::prelude::*;
use serde_json::Value;

use crate::clinic::Clinic;
use crate::moves::{genes, play};
use crate::stage::{search, wish};
use crate::world::{World, shapes};

const NUMBERS: [i64; 14] =
    [0, 1, 2, 3, 7, 59, -1, 255, 65_535, 4_294_967_295, i64::MAX, i64::MIN, -11_676_096_000, 13_569_465_600];

/// Puts another number in the place of one of the numbers of the event.
fn distort(value: &mut Value, place: &mut usize, number: i64) -> bool {
    match value {
        Value::Number(_) if *place == 0 => {
            *value = number.into();
            true
        }
        Value::Number(_) => {
            *place -= 1;
            false
        }
        Value::Array(items) => items.iter_mut().any(|item| distort(item, place, number)),
        Value::Object(fields) => fields.values_mut().any(|field| distort(field, place, number)),
        _ => false,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, ..ProptestConfig::default() })]

    #[test]
    fn a_distorted_event_is_applied_whole_or_not_at_all(
        shape in shapes(), genes in genes(40), which: prop::sample::Index, place in 0..12_usize,
        number in prop::sample::select(&NUMBERS[..]), when in prop::sample::select(&NUMBERS[..]), late: bool,
    ) {
        let mut world = World::new(&shape);
        play(&mut world, &genes, |_| ());
        let (at, event) = which.get(&world.stage.log).clone();
        let (kind, version, body) = record::encode(&event);
        let mut value: Value = serde_json::from_slice(&body).unwrap();
        let mut place = place;
        distort(&mut value, &mut place, number);
        let body = serde_json::to_vec(&value).unwrap();
        let Ok(event) = record::decode(kind, version, &body) else { return Ok(()) };
        let before = snapshot::encode(&world.stage.state).unwrap();
        let at = if late { Instant::from_seconds(when) } else { at };
        let mut state = world.stage.state.clone();
        if let Err(refused) = apply(&mut state, &event, at) {
            prop_assert_eq!(refused.seq, world.stage.state.head() + 1);
            prop_assert_eq!(before, snapshot::encode(&state).unwrap(), "{}", refused);
        } else {
            prop_assert_eq!(state.head(), world.stage.state.head() + 1);
            prop_assert!(snapshot::decode(&snapshot::encode(&state).unwrap()).is_ok());
        }
        // And life goes on: neither a command nor a search stumbles over it.
        drop(transact(&mut state, &Command::SweepHolds, world.stage.now()));
        for visit_type in &world.visit_types {
            drop(find_openings(&state, &search(*visit_type, world.sites[0], world.window), world.stage.now()));
        }
    }

    #[test]
    fn bytes_that_are_no_record_are_an_error(kind in "[a-z_]{0,20}", version: u16, body: Vec<u8>) {
        drop(record::decode(&kind, version, &body));
        for (known, version) in record::KINDS {
            prop_assert!(record::decode(known, *version, &body).is_err());
        }
    }

    #[test]
    fn bytes_that_are_no_snapshot_are_an_error_or_a_state(bytes: Vec<u8>) {
        drop(snapshot::decode(&bytes));
    }
}

#[test]
fn events_about_nothing_are_inapplicable() {
    let mut clinic = Clinic::new();
    let booked = clinic.stage.book(wish(1, clinic.consultation, clinic.berlin, "2026-03-02T09:00:00Z"));
    let placement = booked.placement.unwrap();
    let patient: PatientId = booked.patient;
    let visit_type = clinic.consultation;
    let mut nowhere = placement.clone();
    std::sync::Arc::make_mut(&mut nowhere.segments)[0].resource = ResourceId(99);
    let id = AppointmentId(2);
    let nonsense = [
        Event::OrganisationFounded { name: "Again".to_owned(), horizon_days: 9 },
        Event::SessionClosed { id: SessionId(1) },
        Event::BlockLifted { id: BlockId(0) },
        Event::HoldLapsed { id: booked.id },
        Event::HoldConfirmed { id: AppointmentId(0) },
        Event::HoldReleased { id: AppointmentId(u64::MAX) },
        Event::AppointmentBooked { id: booked.id, patient, visit_type, placement: placement.clone() },
        Event::AppointmentBooked { id, patient, visit_type: VisitTypeId(0), placement: placement.clone() },
        Event::AppointmentBooked { id, patient, visit_type, placement: nowhere.clone() },
        Event::AppointmentMoved { id: booked.id, placement: nowhere },
        Event::AppointmentAdvanced { id: booked.id, to: Status::Pending, actual: None },
        Event::VisitRequested { id, patient, visit_type, status: Status::Booked },
        Event::AppointmentCancelled { id, reason: lindley_domain::CancelReason::Other },
    ];
    let before = snapshot::encode(&clinic.stage.state).unwrap();
    for event in nonsense {
        let refused = apply(&mut clinic.stage.state, &event, clinic.stage.clock.0).expect_err("nonsense");
        assert!(refused.to_string().contains(&format!("event {}", clinic.stage.state.head() + 1)));
        assert_eq!(before, snapshot::encode(&clinic.stage.state).unwrap(), "{event:?}");
    }
}
