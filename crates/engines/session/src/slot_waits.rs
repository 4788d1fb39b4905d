//! How long patients wait at each slot, with bands: what is drawn along a session.

use crate::error::SessionError;
use crate::scenario_costs::{check, services};
use crate::scenarios::Scenarios;
use crate::sequence::Sequence;
use crate::slots::Slots;

/// Waiting at one slot over all scenarios, in minutes.
///
/// The band is made of order statistics: waits that really occurred in a scenario, so that it is exact and the same on every
/// machine.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SlotWait {
    /// The mean.
    pub mean: f64,
    /// The smallest wait that is not exceeded in at least a tenth of the scenarios.
    pub p10: f64,
    /// The smallest wait that is not exceeded in at least nine tenths of the scenarios.
    pub p90: f64,
}

/// The waiting at each slot, in order.
///
/// ```
/// use lindley_session::{Scenarios, Slots, slot_waits};
/// // The first of two visits takes 10, 20 or 30 minutes; the second is due after 15.
/// let sample = Scenarios::from_columns(&[vec![vec![600, 1_200, 1_800], vec![300; 3]]])?;
/// let waits = slot_waits(&"AA".parse()?, &sample, &Slots::equal(2, 900)?)?;
/// assert_eq!((waits[0].mean, waits[0].p90), (0.0, 0.0));
/// assert_eq!((waits[1].p10, waits[1].p90), (0.0, 15.0));
/// assert!((waits[1].mean - 20.0 / 3.0).abs() < 1e-12);
/// # Ok::<(), lindley_session::SessionError>(())
/// ```
///
/// # Errors
/// As [`evaluate`](crate::evaluate()).
pub fn slot_waits(
    sequence: &Sequence,
    sample: &Scenarios,
    slots: &Slots,
) -> Result<Vec<SlotWait>, SessionError> {
    check(sequence, sample, slots)?;
    let scenarios = sample.count();
    let mut free = vec![0_u32; scenarios];
    let mut waits = vec![0_u32; scenarios];
    let at_slot = |(service, due): (&[u16], &u32)| {
        let mut sum = 0;
        for ((free, wait), service) in free.iter_mut().zip(&mut waits).zip(service) {
            *wait = free.saturating_sub(*due);
            sum += u64::from(*wait);
            *free = (*free).max(*due) + u32::from(*service);
        }
        // The band needs no order in between, and the waits are written anew for the next slot.
        let mut tenth = |tenths: usize| {
            let place = (scenarios * tenths).div_ceil(10) - 1;
            f64::from(*waits.select_nth_unstable(place).1) / 60.0
        };
        SlotWait { mean: sum as f64 / (60.0 * scenarios as f64), p10: tenth(1), p90: tenth(9) }
    };
    Ok(services(sequence.kinds(), sample).into_iter().zip(slots.times()).map(at_slot).collect())
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
        fn the_means_are_those_of_the_evaluation_and_the_band_is_in_order(
            kinds in prop::collection::vec(0_u8..3, 1..12), seed in any::<u64>(), count in 1_usize..1_500,
        ) {
            let sequence = Sequence::new(&kinds).unwrap();
            let times = [vec![1_200, 2_500, 900], vec![300, 700], vec![0, 4_000]];
            let sample = Scenarios::draw(&times, &sequence.composition(3), count, Seed::from_u64(seed)).unwrap();
            let slots = Slots::equal(kinds.len(), 900).unwrap();
            let waits = slot_waits(&sequence, &sample, &slots).unwrap();
            let means: Vec<f64> = waits.iter().map(|wait| wait.mean).collect();
            prop_assert_eq!(means, evaluate(&sequence, &sample, &slots).unwrap().mean_waits());
            prop_assert!(waits.iter().all(|wait| 0.0 <= wait.p10 && wait.p10 <= wait.p90));
        }
    }

    #[test]
    fn the_band_leaves_out_a_tenth_on_either_side() {
        // 1 to 20 minutes of waiting for the second visit: at least 10 % are not above 2, at least 90 % not above 18.
        let first: Vec<u32> = (1..=20).rev().map(|minute| 60 * minute).collect();
        let sample = Scenarios::from_columns(&[vec![first, vec![0; 20]]]).unwrap();
        let waits = slot_waits(&"AA".parse().unwrap(), &sample, &Slots::new(&[0, 0], 900).unwrap()).unwrap();
        assert_eq!(waits[1], SlotWait { mean: 10.5, p10: 2.0, p90: 18.0 });
    }

    #[test]
    fn what_cannot_be_evaluated_is_refused() {
        let sample = Scenarios::from_columns(&[vec![vec![60]]]).unwrap();
        let refused = slot_waits(&"A".parse().unwrap(), &sample, &Slots::equal(2, 900).unwrap());
        assert_eq!(refused, Err(SessionError::Unfilled { visits: 1, slots: 2 }));
        let refused = slot_waits(&"AA".parse().unwrap(), &sample, &Slots::equal(2, 900).unwrap());
        assert_eq!(refused, Err(SessionError::NoServiceTimes { kind: 'A' }));
    }
}
