//! Compares two ways to space appointments on the same simulated sessions, with and without pairing.

use lindley_seed::Seed;
use lindley_stats::{LogNormal, Resampling, StatsError, bootstrap_percentile, compare_pairs};

/// Mean wait in minutes over a session of 16 visits that are due `gap` minutes apart.
fn mean_wait(services: &[f64], gap: f64) -> f64 {
    let mut wait = 0.0_f64;
    let mut sum = 0.0;
    for service in services {
        sum += wait;
        wait = (wait + service - gap).max(0.0);
    }
    sum / services.len() as f64
}

fn main() -> Result<(), StatsError> {
    let law = LogNormal::with_mean_and_sd(13.3, 6.4)?;
    let session = |number| {
        let mut stream = Seed::from_u64(1).child_at("session", number).stream();
        (0..16).map(|_| law.draw(&mut stream)).collect::<Vec<f64>>()
    };
    let sessions: Vec<Vec<f64>> = (0..200).map(session).collect();
    let waits = |gap| sessions.iter().map(|services| mean_wait(services, gap)).collect::<Vec<f64>>();
    let (close, wide) = (waits(14.0), waits(15.0));

    let paired = compare_pairs(&close, &wide, 0.95)?;
    let mean = paired.mean;
    println!("one minute more saves {:.2} min of waiting [{:.2}, {:.2}]", mean.estimate, mean.low, mean.high);
    println!("t = {:.1}, p = {:.1e}", paired.t, paired.p);

    let how = Resampling { resamples: 2_000, level: 0.95, seed: Seed::from_u64(2) };
    let average = |values: &[f64]| values.iter().sum::<f64>() / values.len() as f64;
    for (name, waits) in [("14 min", &close), ("15 min", &wide)] {
        let found = bootstrap_percentile(waits, average, how)?;
        println!("{name}: {:.2} min [{:.2}, {:.2}]", found.estimate, found.low, found.high);
    }
    Ok(())
}
