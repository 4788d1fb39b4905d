//! Laws of every state: invariants after every command, undo, replay, snapshots, determinism.

use lindley_domain::{
    Command, Event, Opening, Rejection, State, apply, decide, find_openings, invariants, record, snapshot,
    transact,
};
use lindley_time::Instant;
use proptest::prelude::*;

use crate::moves::{Move, genes, play, read};
use crate::stage::search;
use crate::world::{World, shapes};

fn bytes(state: &State) -> Vec<u8> {
    snapshot::encode(state).unwrap()
}

/// What a state answers to every search of the world: two states that answer alike have the same calendars.
fn answers(world: &World, state: &State) -> Vec<Result<Vec<Opening>, Rejection>> {
    let mut state = state.clone();
    state.reach(world.stage.now());
    let types = world.visit_types.iter().flat_map(|visit| world.sites.map(|site| (*visit, site)));
    types
        .map(|(visit, site)| {
            let mut request = search(visit, site, world.window);
            request.patient_age = Some(9);
            find_openings(&state, &request, world.stage.now())
        })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, ..ProptestConfig::default() })]

    #[test]
    fn the_invariants_hold_after_every_command_whatever_the_clock_does(shape in shapes(), genes in genes(80)) {
        let mut world = World::new(&shape);
        let mut latest = world.stage.now();
        let mut fences = 0;
        let mut seen = world.stage.log.len();
        play(&mut world, &genes, |world| {
            // Under a clock that went back, what was past is to come again: the latest time seen is the bound.
            latest = latest.max(world.stage.now());
            if let Err(broken) = invariants::check(&world.stage.state, latest) {
                panic!("{broken}");
            }
            for (_, event) in &world.stage.log[seen..] {
                if let Event::HoldPlaced { lease, .. } | Event::HoldRenewed { lease, .. } = event {
                    assert!(lease.fence > fences, "fencing tokens strictly increase");
                    fences = lease.fence;
                }
            }
            seen = world.stage.log.len();
            let head = usize::try_from(world.stage.state.head()).unwrap();
            assert_eq!(head, world.stage.log.len(), "the head counts the events");
        });
    }

    #[test]
    fn what_was_rolled_back_never_was(shape in shapes(), first in genes(30), second in genes(30)) {
        let mut world = World::new(&shape);
        play(&mut world, &first, |_| ());
        let (before, searched) = (bytes(&world.stage.state), answers(&world, &world.stage.state));
        let (clock, log) = (world.stage.clock, world.stage.log.clone());
        world.stage.state.begin();
        play(&mut world, &second, |_| ());
        world.stage.state.roll_back();
        (world.stage.clock, world.stage.log) = (clock, log);
        prop_assert_eq!(before, bytes(&world.stage.state));
        prop_assert_eq!(searched, answers(&world, &world.stage.state));
        prop_assert_eq!(invariants::check(&world.stage.state, Instant::MAX), Ok(()));
        // And what happens next is what would have happened without the trial.
        let mut untouched = decoded(&world);
        play(&mut world, &second, |_| ());
        play(&mut untouched, &second, |_| ());
        prop_assert_eq!(world.stage.log, untouched.stage.log);
    }

    #[test]
    fn what_was_kept_is_what_would_have_been_without_a_trial(shape in shapes(), genes in genes(40)) {
        let (mut tried, mut plain) = (World::new(&shape), World::new(&shape));
        tried.stage.state.begin();
        play(&mut tried, &genes, |_| ());
        tried.stage.state.keep();
        play(&mut plain, &genes, |_| ());
        prop_assert_eq!(bytes(&tried.stage.state), bytes(&plain.stage.state));
    }

    #[test]
    fn a_restored_snapshot_lives_on_like_the_original(shape in shapes(), first in genes(40), second in genes(40)) {
        let mut original = World::new(&shape);
        play(&mut original, &first, |_| ());
        let mut restored = decoded(&original);
        prop_assert_eq!(bytes(&original.stage.state), bytes(&restored.stage.state));
        prop_assert_eq!(answers(&original, &original.stage.state), answers(&original, &restored.stage.state));
        prop_assert_eq!(invariants::check(&restored.stage.state, Instant::MAX), Ok(()));
        play(&mut original, &second, |_| ());
        play(&mut restored, &second, |_| ());
        prop_assert_eq!(&original.stage.log, &restored.stage.log, "the same commands come to the same events");
        prop_assert_eq!(bytes(&original.stage.state), bytes(&restored.stage.state));
    }

    #[test]
    fn the_log_alone_gives_the_state(shape in shapes(), genes in genes(60)) {
        let mut world = World::new(&shape);
        play(&mut world, &genes, |_| ());
        let mut replayed = State::default();
        for (at, event) in &world.stage.log {
            let (kind, version, body) = record::encode(event);
            let again = record::decode(kind, version, &body);
            prop_assert_eq!(again.as_ref(), Ok(event), "an event survives its stored form");
            prop_assert!(apply(&mut replayed, &again.unwrap(), *at).is_ok());
        }
        prop_assert_eq!(bytes(&world.stage.state), bytes(&replayed));
        prop_assert_eq!(answers(&world, &world.stage.state), answers(&world, &replayed));
    }

    #[test]
    fn deciding_twice_gives_the_same_bytes(shape in shapes(), first in genes(40), second in genes(10)) {
        let mut world = World::new(&shape);
        play(&mut world, &first, |_| ());
        world.stage.give(&Command::SweepHolds).unwrap();
        for gene in second {
            let Move::Give(command) = read(&world, gene) else { continue };
            let written = |state: &State| {
                let decided = decide(state, &command, world.stage.now());
                decided.map(|events| events.iter().map(record::encode).collect::<Vec<_>>())
            };
            prop_assert_eq!(written(&world.stage.state), written(&world.stage.state.clone()));
        }
    }

    #[test]
    fn a_refused_command_changes_nothing(shape in shapes(), first in genes(40), second in genes(20)) {
        let mut world = World::new(&shape);
        play(&mut world, &first, |_| ());
        for gene in second {
            let Move::Give(command) = read(&world, gene) else { continue };
            world.stage.give(&Command::SweepHolds).unwrap();
            let before = bytes(&world.stage.state);
            let (swept, decided) = transact(&mut world.stage.state, &command, world.stage.clock.0);
            prop_assert!(swept.is_empty(), "everything was swept a moment ago");
            match decided {
                Err(_) => prop_assert_eq!(before, bytes(&world.stage.state)),
                Ok(events) => world.stage.log.extend(events.into_iter().map(|event| (world.stage.clock.0, event))),
            }
        }
    }
}

/// A copy that went through its snapshot.
fn decoded(world: &World) -> World {
    let mut copy = world.clone();
    copy.stage.state = snapshot::decode(&bytes(&world.stage.state)).unwrap();
    copy
}
