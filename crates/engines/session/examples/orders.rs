//! The cheapest order of a session's visits, and for which weights each order is the cheapest:
//! `cargo run --release -p lindley-session --example orders`.

use lindley_seed::Seed;
use lindley_session::{
    Alone, Composition, Scenarios, SessionError, Slots, Weights, branch_and_bound, enumerate,
};

fn main() -> Result<(), SessionError> {
    // Service times in seconds: long visits of 10 to 30 minutes, short ones of 5 to 15.
    let times: [Vec<u32>; 2] =
        [(0..100).map(|step| 600 + 12 * step).collect(), (0..100).map(|step| 300 + 6 * step).collect()];
    let composition = Composition::new(&[6, 6])?;
    let sample = Scenarios::draw(&times, &composition, 2_000, Seed::from_u64(1))?;
    let slots = Slots::equal(12, 900)?;

    let all = enumerate(&composition, &sample, &slots, &Alone)?;
    let weights = Weights::new(1.0, 5.0, 5.0)?;
    let (best, totals) = all.best(&weights);
    println!("{best} costs {:.1} minutes a session", totals.cost(&weights, sample.count()));

    let proven = branch_and_bound(&composition, &sample, &slots, &weights, 100_000, &Alone)?;
    println!("the search agrees: {} with a gap of {:.1} %", proven.sequence, proven.gap * 100.0);

    println!("orders that are cheapest for some weights, by the share of all weights:");
    let mut hull = all.hull();
    hull.sort_by(|one, other| other.area().total_cmp(&one.area()));
    for vertex in hull.iter().take(8) {
        println!("  {} {:5.1} %", all.sequence(vertex.place), vertex.area() * 200.0);
    }
    Ok(())
}
