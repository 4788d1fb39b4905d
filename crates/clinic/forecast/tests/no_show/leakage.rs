//! Features at a moment are the same whether or not anything happened later.

use lindley_forecast::no_show::{FEATURES, History, Known, Outcome, Standing};
use proptest::prelude::*;

use super::invented::outcomes;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn later_outcomes_change_no_feature(seed in 0_u64..10_000, flips in 0_u64..100) {
        let whole = outcomes(600, seed);
        let history = History::of(&whole);
        for probe in whole.iter().step_by(29) {
            for as_of in [probe.booking.made.unwrap().date(), probe.booking.day] {
                let earlier: Vec<Outcome> = whole.iter().filter(|o| o.booking.day < as_of).cloned().collect();
                // Other outcomes from that day on: none at all, and turned round.
                let turned: Vec<Outcome> = whole
                    .iter()
                    .map(|o| Outcome { missed: o.missed ^ (o.booking.day >= as_of && o.booking.number % 100 >= flips), ..o.clone() })
                    .collect();
                let known = |history: &History| Known {
                    booking: &probe.booking,
                    past: history.before(&probe.booking.patient, as_of),
                    standing: Standing::default(),
                    as_of,
                };
                let [expected, without, other] =
                    [known(&history), known(&History::of(&earlier)), known(&History::of(&turned))];
                for feature in &FEATURES {
                    prop_assert_eq!(feature.value(&expected), feature.value(&without), "{}", feature.card.name);
                    prop_assert_eq!(feature.value(&expected), feature.value(&other), "{}", feature.card.name);
                }
            }
        }
    }
}

#[test]
fn the_past_is_counted_by_hand() {
    let all = outcomes(600, 7);
    let history = History::of(&all);
    for probe in &all {
        let earlier = || {
            let of_patient = all.iter().filter(|o| o.booking.patient == probe.booking.patient);
            of_patient.filter(|o| o.booking.day < probe.booking.day)
        };
        let past = history.before(&probe.booking.patient, probe.booking.day);
        assert_eq!(past.visits as usize, earlier().count());
        assert_eq!(past.missed as usize, earlier().filter(|o| o.missed).count());
        let last = earlier().max_by_key(|o| (o.booking.day, o.booking.number));
        assert_eq!((past.last_missed, past.last_day), (last.map(|o| o.missed), last.map(|o| o.booking.day)));
    }
}
