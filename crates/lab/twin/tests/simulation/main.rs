//! Replicas on one log, in one thread, under faults: conflicts, crashes between commit and answer, deliveries twice,
//! clocks that jump, a store that goes away.
//!
//! `LINDLEY_LONG=1` plays ten million commands. A failure prints its seed; `LINDLEY_SEED=N` plays that one again.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod clients;
mod replica;
mod world;

use std::cell::Cell;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

use lindley_seed::Seed;

use world::{Tally, World};

/// Commands of one organisation: after so many a new one begins, so that states stay small and worlds differ.
const COMMANDS: u64 = 20_000;

/// Says which run it was if a check fails.
struct Told {
    seed: u64,
    step: Cell<u64>,
}

impl Drop for Told {
    fn drop(&mut self) {
        if thread::panicking() {
            eprintln!(
                "the simulation failed at step {}; play it again with LINDLEY_SEED={}",
                self.step.get(),
                self.seed
            );
        }
    }
}

fn play(seed: u64, commands: u64) -> Tally {
    let told = Told { seed, step: Cell::new(0) };
    let mut world = World::new(Seed::from_u64(seed));
    while world.tally.commands < commands {
        told.step.set(told.step.get() + 1);
        world.step();
    }
    world.finish();
    world.tally
}

/// The runs with these seeds, on all cores; each run stays in one thread.
fn play_all(seeds: std::ops::Range<u64>) -> Tally {
    let next = AtomicU64::new(seeds.start);
    let total = Mutex::new(Tally::default());
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(|| {
                loop {
                    let seed = next.fetch_add(1, Ordering::Relaxed);
                    if seed >= seeds.end {
                        return;
                    }
                    let tally = play(seed, COMMANDS);
                    total.lock().unwrap().add(&tally);
                }
            });
        }
    });
    total.into_inner().unwrap()
}

#[test]
fn no_fault_breaks_an_invariant_or_a_promise() {
    let seeds = match std::env::var("LINDLEY_SEED").ok().and_then(|text| text.parse::<u64>().ok()) {
        Some(seed) => seed..seed + 1,
        None if std::env::var_os("LINDLEY_LONG").is_some() => 0..10_000_000 / COMMANDS,
        None => 0..10,
    };
    let started = std::time::Instant::now();
    let tally = play_all(seeds);
    let rate = tally.commands as f64 / started.elapsed().as_secs_f64();
    println!("{tally:?}: {rate:.0} commands per second");
    assert!(tally.accepted * 3 > tally.commands, "the commands live: {tally:?}");
    assert!(tally.events > tally.commands / 3, "{tally:?}");
    for happened in [tally.conflicts, tally.crashes, tally.replayed, tally.faults] {
        assert!(happened > tally.commands / 1000, "faults happen: {tally:?}");
    }
}

#[test]
fn a_seed_gives_the_same_run() {
    let (first, second) = (play(7, 1500), play(7, 1500));
    assert_eq!(format!("{first:?}"), format!("{second:?}"));
}
