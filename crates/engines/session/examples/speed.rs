//! How long enumeration takes here: `cargo run --release -p lindley-session --example speed`.

use std::time::Instant;

use lindley_seed::Seed;
use lindley_session::{
    Alone, Composition, Scenarios, SessionError, Slots, Weights, branch_and_bound, enumerate,
};

fn main() -> Result<(), SessionError> {
    let times: Vec<Vec<u32>> = [(400, 2_000), (300, 1_400), (200, 900)]
        .iter()
        .map(|(low, high)| (0..600).map(|step| low + (high - low) * step / 600).collect())
        .collect();
    for (counts, repeats) in [(&[8, 8][..], 20), (&[10, 10], 3), (&[5, 5, 6], 1)] {
        let composition = Composition::new(counts)?;
        let sample = Scenarios::draw(&times, &composition, 10_000, Seed::from_u64(1))?;
        let slots = Slots::equal(composition.visits(), 900)?;
        let mut fastest = f64::INFINITY;
        let mut all = enumerate(&composition, &sample, &slots, &Alone)?;
        for _ in 0..repeats {
            let started = Instant::now();
            all = enumerate(&composition, &sample, &slots, &Alone)?;
            fastest = fastest.min(started.elapsed().as_secs_f64());
        }
        let (best, _) = all.best(&Weights::new(1.0, 5.0, 5.0)?);
        println!("{composition}: {} sequences in {fastest:.4} s, best {best}", all.totals().len());
    }
    for (counts, scenarios, most) in
        [(&[5, 5, 6][..], 10_000, u64::MAX), (&[8, 8, 8], 2_000, 3_000), (&[8, 8, 8, 8, 8], 500, 200)]
    {
        let composition = Composition::new(counts)?;
        let times: Vec<Vec<u32>> = (0..counts.len() as u32)
            .map(|kind| (0..600).map(|step| 350 - 50 * kind + (3_000 - 500 * kind) * step / 1_200).collect())
            .collect();
        let sample = Scenarios::draw(&times, &composition, scenarios, Seed::from_u64(1))?;
        let slots = Slots::equal(composition.visits(), 900)?;
        for (idle, overtime) in [(0.0, 1.0), (0.0, 6.0), (5.0, 5.0), (10.0, 10.0)] {
            let weights = Weights::new(1.0, idle, overtime)?;
            let started = Instant::now();
            let found = branch_and_bound(&composition, &sample, &slots, &weights, most, &Alone)?;
            let seconds = started.elapsed().as_secs_f64();
            println!(
                "{composition} ({idle}, {overtime}): {} gap {:.4} after {} beginnings, {seconds:.3} s",
                found.sequence, found.gap, found.beginnings
            );
        }
    }
    Ok(())
}
