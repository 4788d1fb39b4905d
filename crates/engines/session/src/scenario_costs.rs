//! One sequence scenario by scenario: what statistics need, where sums are not enough.

use crate::error::SessionError;
use crate::scenarios::Scenarios;
use crate::sequence::Sequence;
use crate::slots::Slots;
use crate::totals::Totals;
use crate::weights::Weights;

/// The cost of a sequence in each scenario, in minutes of weight one; their mean is [`Totals::cost`] of [`evaluate`](crate::evaluate()).
///
/// A plain simulation, one scenario after the other: `Y_{i+1} = max(A_{i+1}, Y_i + xi_i)` of Chen and Robinson (2014).
///
/// ```
/// use lindley_session::{Scenarios, Slots, Weights, scenario_costs};
/// // Two visits every 15 minutes; the first takes 20 minutes in one scenario and 10 in the other.
/// let sample = Scenarios::from_columns(&[vec![vec![1_200, 600], vec![300, 300]]])?;
/// let costs = scenario_costs(&"AA".parse()?, &sample, &Slots::equal(2, 900)?, &Weights::new(1.0, 2.0, 0.0)?)?;
/// assert_eq!(costs, [5.0, 10.0]); // 5 minutes of waiting; 5 minutes of idling that count twice
/// # Ok::<(), lindley_session::SessionError>(())
/// ```
///
/// # Errors
/// As [`evaluate`](crate::evaluate()).
pub fn scenario_costs(
    sequence: &Sequence,
    sample: &Scenarios,
    slots: &Slots,
    weights: &Weights,
) -> Result<Vec<f64>, SessionError> {
    check(sequence, sample, slots)?;
    let services = services(sequence.kinds(), sample);
    Ok((0..sample.count()).map(|at| one_session(&services, slots, at).cost(weights, 1)).collect())
}

/// Refuses what `evaluate` refuses.
pub(crate) fn check(sequence: &Sequence, sample: &Scenarios, slots: &Slots) -> Result<(), SessionError> {
    let visits = sequence.kinds().len();
    if visits != slots.visits() {
        return Err(SessionError::Unfilled { visits, slots: slots.visits() });
    }
    sample.serve(&sequence.composition(1))
}

/// The service times of each visit of a sequence, by scenario.
pub(crate) fn services<'a>(kinds: &[u8], sample: &'a Scenarios) -> Vec<&'a [u16]> {
    visits_of_kinds(kinds)
        .map(|(kind, visit)| &sample.column(kind, visit).tiles.as_flattened()[..sample.count()])
        .collect()
}

/// Each visit of a sequence as its kind and its number among the visits of the kind: what it is known by wherever it stands.
pub(crate) fn visits_of_kinds(kinds: &[u8]) -> impl Iterator<Item = (u8, usize)> {
    let mut used = [0_usize; 26];
    kinds.iter().map(move |kind| {
        let used = &mut used[usize::from(*kind)];
        *used += 1;
        (*kind, *used - 1)
    })
}

fn one_session(services: &[&[u16]], slots: &Slots, at: usize) -> Totals {
    let mut totals = Totals::default();
    let mut free = 0_i64;
    for (service, due) in services.iter().zip(slots.times()) {
        let start = free.max(i64::from(*due));
        totals.idle += start - free;
        totals.wait += start - i64::from(*due);
        free = start + i64::from(service[at]);
    }
    totals.overtime = (free - i64::from(slots.length_s())).max(0);
    totals
}

#[cfg(test)]
mod tests {
    use lindley_seed::Seed;
    use proptest::prelude::*;

    use super::*;
    use crate::evaluate::evaluate;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]

        #[test]
        fn their_mean_is_the_cost_of_the_sample(kinds in prop::collection::vec(0_u8..3, 1..12), seed in any::<u64>(), count in 1_usize..1_500) {
            let sequence = Sequence::new(&kinds).unwrap();
            let composition = sequence.composition(3);
            let times = [vec![1_200, 2_500, 900], vec![300, 700], vec![0, 4_000]];
            let sample = Scenarios::draw(&times, &composition, count, Seed::from_u64(seed)).unwrap();
            let slots = Slots::equal(kinds.len(), 900).unwrap();
            let weights = Weights::new(1.0, 2.5, 7.0).unwrap();
            let costs = scenario_costs(&sequence, &sample, &slots, &weights).unwrap();
            let mean = costs.iter().sum::<f64>() / count as f64;
            let expected = evaluate(&sequence, &sample, &slots).unwrap().totals.cost(&weights, count);
            prop_assert!((mean - expected).abs() <= 1e-9 * expected.max(1.0), "{} for {}", mean, expected);
        }
    }

    #[test]
    fn a_sequence_that_does_not_fill_the_slots_is_refused() {
        let sample = Scenarios::from_columns(&[vec![vec![60]]]).unwrap();
        let (slots, weights) = (Slots::equal(2, 900).unwrap(), Weights::new(1.0, 1.0, 1.0).unwrap());
        let refused = scenario_costs(&"A".parse().unwrap(), &sample, &slots, &weights);
        assert_eq!(refused, Err(SessionError::Unfilled { visits: 1, slots: 2 }));
        let refused = scenario_costs(&"AA".parse().unwrap(), &sample, &slots, &weights);
        assert_eq!(refused, Err(SessionError::NoServiceTimes { kind: 'A' }));
    }
}
