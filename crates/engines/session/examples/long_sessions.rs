//! Sessions that are too long to try every order: the best found, and how far the best of all can lie below it.
//! `cargo run --release -p lindley-session --example long_sessions -- 8,8,8 10000 20000 5 5 2` takes 24 visits of three kinds,
//! 10,000 scenarios, 20,000 beginnings, weights of idling and overtime, and threads.

#![allow(clippy::disallowed_methods, reason = "an example may look at the clock and have threads")]
#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "kinds are few and service times are held within two hours"
)]

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use lindley_seed::Seed;
use lindley_session::{Composition, Crew, Scenarios, Slots, Weights, branch_and_bound};

/// Threads that take the next part until none is left.
struct Threads(usize);

impl Crew for Threads {
    fn each(&self, parts: usize, work: &(dyn Fn(usize) + Sync)) {
        let next = AtomicUsize::new(0);
        let take_parts = || {
            loop {
                let part = next.fetch_add(1, Ordering::Relaxed);
                if part >= parts {
                    return;
                }
                work(part);
            }
        };
        std::thread::scope(|scope| {
            for _ in 1..self.0.min(parts) {
                scope.spawn(take_parts);
            }
            take_parts();
        });
    }
}

/// Lognormal service times, longer for earlier kinds.
fn service_times(kinds: usize, seed: Seed) -> Vec<Vec<u32>> {
    let of_kind = |kind: usize| {
        let mut stream = seed.child_at("service times", kind as u64).stream();
        let mean = 1_080.0 - 560.0 * (kind as f64 + 0.5) / kinds as f64;
        let sigma = 0.43_f64;
        let location = mean.ln() - sigma * sigma / 2.0;
        (0..2_000).map(|_| stream.lognormal(location, sigma).round().clamp(60.0, 7_200.0) as u32).collect()
    };
    (0..kinds).map(of_kind).collect()
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let given: Vec<String> = std::env::args().skip(1).collect();
    let said = |place: usize, usual: &str| given.get(place).cloned().unwrap_or_else(|| usual.to_owned());
    let counts = said(0, "8,8,8").split(',').map(str::parse).collect::<Result<Vec<u8>, _>>()?;
    let (scenarios, beginnings) = (said(1, "2000").parse()?, said(2, "5000").parse()?);
    let weights = Weights::new(1.0, said(3, "5").parse()?, said(4, "5").parse()?)?;
    let threads = Threads(said(5, "2").parse()?);

    let composition = Composition::new(&counts)?;
    let seed = Seed::from_u64(1);
    let times = service_times(counts.len(), seed);
    let sample = Scenarios::draw(&times, &composition, scenarios, seed.child("sample"))?;
    let slots = Slots::equal(composition.visits(), 900)?;
    let started = Instant::now();
    let found = branch_and_bound(&composition, &sample, &slots, &weights, beginnings, &threads)?;
    let seconds = started.elapsed().as_secs_f64();
    println!(
        "{} of {composition}: {:.3} minutes a session, at most {:.2} % above the best; {} beginnings in {seconds:.2} s",
        found.sequence,
        found.totals.cost(&weights, scenarios),
        found.gap * 100.0,
        found.beginnings,
    );
    Ok(())
}
