//! How many patients to book into a session of 16 places when each comes with a probability of their own.

use lindley_stats::{PoissonBinomial, StatsError};

const PLACES: usize = 16;
/// What a patient too many costs, where an empty place costs 1.
const COST_OF_ONE_TOO_MANY: f64 = 3.0;

fn main() -> Result<(), StatsError> {
    println!("booked  P(too many)  cost");
    let mut best = (f64::INFINITY, 0);
    for booked in PLACES..=PLACES + 8 {
        // Every third patient is less reliable.
        let shows: Vec<f64> = (0..booked).map(|patient| if patient % 3 == 0 { 0.65 } else { 0.85 }).collect();
        let coming = PoissonBinomial::new(&shows)?;
        let cost = COST_OF_ONE_TOO_MANY * coming.expected_beyond(PLACES) + coming.expected_short_of(PLACES);
        println!("{booked:>6}  {:>11.3}  {cost:.3}", coming.at_least(PLACES + 1));
        if cost < best.0 {
            best = (cost, booked);
        }
    }
    println!("book {}", best.1);
    Ok(())
}
