//! When the visits of a session should be due, and what that saves against equal slots:
//! `cargo run --release -p lindley-session --example appointment_times`.

#![allow(clippy::disallowed_methods, reason = "an example may look at the clock")]

use std::time::Instant;

use lindley_seed::Seed;
use lindley_session::{
    Alone, Composition, Scenarios, SessionError, Slots, Weights, local_search, optimise_times,
    sequence_and_times,
};

fn main() -> Result<(), SessionError> {
    // Service times in seconds: long visits of 10 to 30 minutes, short ones of 5 to 15.
    let services: [Vec<u32>; 2] =
        [(0..100).map(|step| 600 + 12 * step).collect(), (0..100).map(|step| 300 + 6 * step).collect()];
    let composition = Composition::new(&[8, 8])?;
    let sample = Scenarios::draw(&services, &composition, 10_000, Seed::from_u64(1))?;
    let slots = Slots::equal(16, 900)?;
    let weights = Weights::new(1.0, 5.0, 5.0)?;

    let (sequence, totals) = local_search(&composition, &sample, &slots, &weights, &Alone)?;
    println!("{sequence} in equal slots: {:.2} minutes a session", totals.cost(&weights, sample.count()));
    for step in [300, 60, 1] {
        let started = Instant::now();
        let timed = optimise_times(&sequence, &sample, &slots, step, &weights, &Alone)?;
        let (cost, gap, seconds) = (timed.cost, timed.gap * 100.0, started.elapsed().as_secs_f64());
        println!("  in steps of {step} s: {cost:.2} minutes, proven to {gap:.3} %, {seconds:.2} s");
    }
    let started = Instant::now();
    let timed = sequence_and_times(&composition, &sample, &slots, 60, &weights, &Alone)?;
    let seconds = started.elapsed().as_secs_f64();
    println!("{} at its own times: {:.2} minutes, {seconds:.2} s", timed.sequence, timed.cost);
    let clock: Vec<String> =
        timed.slots.times().iter().map(|time| format!("{}:{:02}", time / 3_600, time / 60 % 60)).collect();
    println!("  {}", clock.join(" "));
    Ok(())
}
