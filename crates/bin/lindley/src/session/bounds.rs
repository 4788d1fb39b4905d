//! How much may be asked for: counts, costs, threads, memory.

use std::num::NonZeroUsize;

use anyhow::{Result, ensure};
use lindley_session::{Composition, ENUMERATED, TILE, Weights, search_work};

/// Most scenarios of a sample.
pub(super) const MOST_SCENARIOS: usize = 1_000_000;
/// Most samples that are solved anew to say how far a plan can be from the best.
pub(super) const MOST_REPLICATIONS: usize = 1_000;
/// Most beginnings that a search looks at.
pub(super) const MOST_BEGINNINGS: usize = 1_000_000_000;
/// Highest cost of a minute: above it sums lose their small parts.
const MOST_COST: f64 = 1e6;
/// Most threads.
const MOST_THREADS: usize = 1_024;
/// Most memory that one answer may take, in GiB.
const MOST_GIB: u128 = 4;
/// Bytes that a service time of one scenario takes where it is drawn, ordered and scored.
const BYTES_A_TIME: u128 = 32;

/// A count within limits, as clap reads it.
pub(super) fn count<const LEAST: usize, const MOST: usize>(text: &str) -> Result<usize, String> {
    let number = text.parse::<usize>().ok().filter(|number| (LEAST..=MOST).contains(number));
    number.ok_or_else(|| format!("give a whole number from {} to {}", grouped(LEAST), grouped(MOST)))
}

/// A number of threads, as clap reads it.
pub(super) fn threads(text: &str) -> Result<NonZeroUsize, String> {
    let number = count::<1, MOST_THREADS>(text)?;
    Ok(NonZeroUsize::new(number).unwrap_or(NonZeroUsize::MIN))
}

/// Weights from costs that can be added up without loss.
pub(super) fn weights(wait: f64, idle: f64, overtime: f64) -> Result<Weights> {
    for (name, cost) in [("waiting", wait), ("idling", idle), ("overtime", overtime)] {
        check_cost(&format!("a minute of {name}"), cost)?;
    }
    Ok(Weights::new(wait, idle, overtime)?)
}

/// Refuses a cost that is not between 0 and the highest.
pub(super) fn check_cost(of: &str, cost: f64) -> Result<()> {
    ensure!(
        (0.0..=MOST_COST).contains(&cost),
        "the cost of {of} is {}: a cost lies between 0 and 1,000,000",
        // Written out, the largest numbers have 309 digits.
        if cost.abs() > 1e12 && cost.is_finite() { format!("{cost:e}") } else { cost.to_string() }
    );
    Ok(())
}

/// Refuses a sample that does not fit into memory.
pub(super) fn check_sample(composition: &Composition, scenarios: usize) -> Result<()> {
    check_bytes(composition, scenarios, sampled(composition, scenarios))
}

/// Refuses a sample on which the orders cannot be searched within memory.
pub(super) fn check_search(composition: &Composition, scenarios: usize) -> Result<()> {
    let counts = composition.counts().iter();
    let points = counts.fold(1_u128, |product, count| product.saturating_mul(u128::from(*count) + 1));
    let slacks = points.saturating_mul(lanes(scenarios)).saturating_mul(2);
    // Where every order is scored nothing is kept beside the sub-compositions.
    let searched =
        (composition.sequences() > ENUMERATED).then(|| u128::from(search_work(composition, scenarios).bytes));
    let kept = slacks.max(searched.unwrap_or_default());
    check_bytes(composition, scenarios, kept.saturating_add(sampled(composition, scenarios)))
}

fn sampled(composition: &Composition, scenarios: usize) -> u128 {
    composition.visits() as u128 * lanes(scenarios) * BYTES_A_TIME
}

/// The engine works on so many scenarios together, and on no fewer.
fn lanes(scenarios: usize) -> u128 {
    scenarios.div_ceil(TILE) as u128 * TILE as u128
}

fn check_bytes(composition: &Composition, scenarios: usize, bytes: u128) -> Result<()> {
    let gib = bytes.div_ceil(1 << 30);
    ensure!(
        gib <= MOST_GIB,
        "{composition} on {} scenarios would take about {gib} GiB of memory, more than the {MOST_GIB} GiB that are allowed: \
         use fewer scenarios, visits or kinds",
        grouped(scenarios)
    );
    Ok(())
}

/// A number with commas: `1,000,000`.
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut written = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            written.push(',');
        }
        written.push(digit);
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::trial::refusal;

    #[test]
    fn counts_say_their_limits() {
        assert_eq!(count::<1, MOST_SCENARIOS>("1000000"), Ok(1_000_000));
        for text in ["0", "1000001", "-1", "1e3", "99999999999999999999999", ""] {
            let told = count::<1, MOST_SCENARIOS>(text).expect_err("this must be refused");
            assert_eq!(told, "give a whole number from 1 to 1,000,000", "{text}");
        }
        assert!(threads("0").is_err() && threads("1025").is_err() && threads("8").is_ok());
    }

    #[test]
    fn costs_lie_between_zero_and_a_million() {
        assert!(weights(0.0, 1e6, 1.0).is_ok());
        for cost in [-1.0, 1_000_000.1, 1e308, f64::INFINITY, f64::NAN] {
            let told = refusal(weights(1.0, cost, 1.0));
            assert!(told.starts_with("the cost of a minute of idling is "), "{told}");
            assert!(told.ends_with("a cost lies between 0 and 1,000,000"), "{told}");
        }
        assert!(refusal(weights(0.0, 0.0, 0.0)).contains("not all zero"));
    }

    #[test]
    fn memory_is_refused_in_words_before_it_is_taken() {
        let composition = |counts: &[u8]| Composition::new(counts).expect("a composition");
        assert!(check_search(&composition(&[8, 8]), MOST_SCENARIOS).is_ok());
        assert!(check_search(&composition(&[5, 5, 6]), 100_000).is_ok());
        assert!(check_sample(&composition(&[16]), MOST_SCENARIOS).is_ok());
        let told = refusal(check_search(&composition(&[8, 8, 8, 8, 8]), 100_000));
        assert!(told.contains("A=8,B=8,C=8,D=8,E=8 on 100,000 scenarios would take about "), "{told}");
        assert!(told.contains("use fewer scenarios"), "{told}");
    }
}
