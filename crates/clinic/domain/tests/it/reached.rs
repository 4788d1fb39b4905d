//! The laws are only worth something if the random clinics live: every kind of event, many acceptances, many openings.

use std::collections::{BTreeMap, BTreeSet};

use lindley_domain::{Command, find_openings, record};
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;

use crate::moves::{Move, genes, read};
use crate::stage::search;
use crate::world::{World, shapes};

#[test]
fn random_clinics_live() {
    let mut runner = TestRunner::deterministic();
    let (mut kinds, mut codes) = (BTreeMap::<&str, u32>::new(), BTreeMap::<&str, u32>::new());
    let (mut given, mut accepted, mut openings) = (0, 0, 0);
    for _ in 0..300 {
        let mut world = World::new(&shapes().new_tree(&mut runner).unwrap().current());
        for gene in genes(80).new_tree(&mut runner).unwrap().current() {
            let command = match read(&world, gene) {
                Move::Clock(now) => {
                    world.stage.clock.0 = now;
                    continue;
                }
                Move::Give(command) => command,
            };
            given += 1;
            match world.stage.give(&command) {
                Ok(_) => accepted += 1,
                Err(refused) => *codes.entry(refused.code()).or_default() += 1,
            }
        }
        world.stage.give(&Command::SweepHolds).unwrap();
        for visit_type in &world.visit_types {
            let request = search(*visit_type, world.sites[0], world.window);
            openings += find_openings(&world.stage.state, &request, world.stage.now()).map_or(0, |o| o.len());
        }
        for (_, event) in &world.stage.log {
            *kinds.entry(record::encode(event).0).or_default() += 1;
        }
    }
    let known: BTreeSet<&str> = record::KINDS.iter().map(|(kind, _)| *kind).collect();
    assert_eq!(
        kinds.keys().copied().collect::<BTreeSet<&str>>(),
        known,
        "every kind of event happens: {kinds:?}"
    );
    assert!(accepted * 4 > given, "{accepted} of {given} commands were accepted; refusals: {codes:?}");
    assert!(codes.len() > 15, "many rules are met: {codes:?}");
    assert!(openings > 10_000, "{openings} openings");
}
