//! The app's own writer in several processes on one log, in one thread, under faults: conflicts, crashes between commit
//! and answer, deliveries twice, clocks that jump, a store that goes away, fills up or comes back from an old backup.
//!
//! `LINDLEY_LONG=1` plays ten million commands. A failure prints its seed; `LINDLEY_SEED=N` plays that one again.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod auditor;
mod broken;
mod clients;
mod office;
mod tally;
mod world;

use std::cell::Cell;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

use lindley_governance::Hash;
use lindley_seed::Seed;

use tally::Tally;
use world::{Pace, World};

/// Of so many organisations one lives long; the others are small, and looked at more often for the same money.
const ONE_IN: u64 = 8;

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

fn play(seed: u64, pace: Pace) -> (Tally, Hash) {
    let told = Told { seed, step: Cell::new(0) };
    let mut world = World::new(Seed::from_u64(seed), pace);
    while !world.is_over() {
        told.step.set(told.step.get() + 1);
        world.step();
    }
    let last = world.finish();
    (world.tally, last)
}

fn pace(seed: u64) -> Pace {
    if seed % ONE_IN == 1 { Pace::LONG } else { Pace::SHORT }
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
                    let (tally, _) = play(seed, pace(seed));
                    total.lock().unwrap().add(&tally);
                }
            });
        }
    });
    total.into_inner().unwrap()
}

/// The first seeds that make at least so many commands.
fn seeds_for(commands: u64) -> std::ops::Range<u64> {
    let (mut seeds, mut made) = (0, 0);
    while made < commands {
        made += pace(seeds).commands;
        seeds += 1;
    }
    0..seeds
}

#[test]
fn no_fault_breaks_an_invariant_or_a_promise() {
    if let Some(seed) = std::env::var("LINDLEY_SEED").ok().and_then(|text| text.parse().ok()) {
        println!("{:?}", play(seed, pace(seed)).0);
        return;
    }
    let long = std::env::var_os("LINDLEY_LONG").is_some();
    let started = std::time::Instant::now();
    let tally = play_all(seeds_for(if long { 10_000_000 } else { 200_000 }));
    let rate = tally.commands as f64 / started.elapsed().as_secs_f64();
    println!("{tally:?}: {rate:.0} commands per second");
    tally.assert_lively();
}

#[test]
fn a_seed_gives_the_same_run() {
    assert_eq!(play(7, Pace::SHORT), play(7, Pace::SHORT));
}
