//! What holds for every session.

use lindley_forecast::outlook::{
    AdvicePolicy, Conformal, LengthQuantiles, Measure, SessionPlan, ShowChance, session, simulate,
};
use lindley_seed::Seed;
use proptest::prelude::*;

use super::plans::{due, plan};

fn length() -> impl Strategy<Value = LengthQuantiles> {
    (60.0..900.0, 1.0..900.0, 1.0..1_800.0).prop_map(|(short, more, much)| {
        LengthQuantiles::new(&[(0.05, short), (0.5, short + more), (0.95, short + more + much)]).unwrap()
    })
}

fn chance() -> impl Strategy<Value = ShowChance> {
    (0.0..=1.0, 0.0..=1.0, 0.0..=1.0).prop_map(|(one, two, three): (f64, f64, f64)| {
        let mut ends = [one, two, three];
        ends.sort_by(f64::total_cmp);
        ShowChance { low: ends[0], probability: ends[1], high: ends[2] }
    })
}

fn plans() -> impl Strategy<Value = SessionPlan> {
    prop::collection::vec((0_i64..180, chance(), length()), 1..10).prop_map(|visits| {
        plan(180, visits.into_iter().map(|(minute, show, length)| due(minute, show, length)).collect())
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn the_same_seed_gives_the_same_bytes_and_numbers_make_sense(plan in plans(), seed in any::<u64>()) {
        let again = || session(&plan, 60, Seed::from_u64(seed), &Conformal::none(), &AdvicePolicy::default()).unwrap();
        let found = again();
        prop_assert_eq!(postcard::to_allocvec(&found).unwrap(), postcard::to_allocvec(&again()).unwrap());
        let read: lindley_forecast::outlook::SessionOutlook =
            postcard::from_bytes(&postcard::to_allocvec(&found).unwrap()).unwrap();
        prop_assert_eq!(&read, &found);
        let all = [Some(found.comes), found.mean_wait, Some(found.idle), Some(found.overtime),
            Some(found.utilisation), Some(found.fill)];
        for estimate in all.into_iter().chain(found.waits.iter().copied()).flatten() {
            let [(low, high), (wider_low, wider_high)] = estimate.bands;
            prop_assert!(0.0 <= wider_low && wider_low <= low && low <= high && high <= wider_high);
            prop_assert!(estimate.expected.is_finite() && estimate.expected >= 0.0);
        }
        prop_assert!(found.utilisation.bands[1].1 <= 1.0);
        prop_assert!(found.utilisation.expected <= found.fill.expected + 1e-12);
        prop_assert!((found.comers.iter().sum::<f64>() - 1.0).abs() < 1e-9);
    }

    #[test]
    fn a_patient_who_is_likelier_to_come_brings_more_work_and_no_shorter_waits(
        plan in plans(), place in any::<prop::sample::Index>(), by in 0.0_f64..1.0, seed in any::<u64>(),
    ) {
        let place = place.index(plan.appointments.len());
        let mut likelier = plan.clone();
        let show = &mut likelier.appointments[place].show;
        for end in [&mut show.low, &mut show.probability, &mut show.high] {
            *end += by * (1.0 - *end);
        }
        let found = |plan: &SessionPlan| simulate(plan, 80, Seed::from_u64(seed)).unwrap();
        let (before, after) = (found(&plan), found(&likelier));
        for measure in [Measure::Comes, Measure::Overtime, Measure::Utilisation, Measure::Fill] {
            let (before, after) = (before.expected(measure).unwrap(), after.expected(measure).unwrap());
            prop_assert!(after >= before - 1e-9, "{:?}: {before} {after}", measure);
        }
        let all = |plan| session(plan, 80, Seed::from_u64(seed), &Conformal::none(), &AdvicePolicy::default()).unwrap();
        for (other, (before, after)) in all(&plan).waits.iter().zip(&all(&likelier).waits).enumerate() {
            if let (Some(before), Some(after)) = (before, after)
                && other != place
            {
                prop_assert!(after.expected >= before.expected - 1e-9);
            }
        }
    }

    #[test]
    fn whoever_is_added_at_the_end_changes_nothing_for_those_before(plan in plans(), seed in any::<u64>()) {
        let mut longer = plan.clone();
        let mut last = plan.appointments[0].clone();
        last.start = plan.working.start().plus_minutes(179);
        longer.appointments.push(last);
        let waits = |plan: &SessionPlan| {
            session(plan, 60, Seed::from_u64(seed), &Conformal::none(), &AdvicePolicy::default()).unwrap().waits
        };
        let (before, after) = (waits(&plan), waits(&longer));
        prop_assert_eq!(&before[..], &after[..before.len()]);
    }

    #[test]
    fn quantile_functions_never_descend(length in length(), left in -0.5_f64..1.5, right in -0.5_f64..1.5) {
        let (low, high) = (left.min(right), left.max(right));
        prop_assert!(0.0 <= length.at(low) && length.at(low) <= length.at(high));
        prop_assert!(length.mean() >= length.at(0.0) && length.mean() <= length.at(1.0));
    }
}
