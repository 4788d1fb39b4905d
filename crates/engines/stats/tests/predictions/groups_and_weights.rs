//! Mondrian and weighted conformal bounds.

use lindley_seed::Seed;
use lindley_stats::{
    CalibrationScores, GroupBasis, MondrianConformal, StatsError, WeightedScores, binomial_range,
};
use proptest::prelude::*;

use crate::assert_near;

#[test]
fn each_group_keeps_the_level_where_one_bound_for_all_does_not() {
    // Two clinics, one with ten times the error of the other.
    let (mut by_group, mut by_all) = ([0_usize; 2], [0_usize; 2]);
    for trial in 0..1_500 {
        let mut stream = Seed::from_u64(trial).stream();
        let groups: Vec<usize> = (0..80).map(|row| row % 2).collect();
        let mut error = |group: usize| stream.exponential(if group == 0 { 1.0 } else { 10.0 });
        let scores: Vec<f64> = groups.iter().map(|group| error(*group)).collect();
        let bounds = MondrianConformal::calibrated(&groups, &scores, 0.9, 1).unwrap();
        let all = CalibrationScores::new(&scores).unwrap().bound(0.9).unwrap();
        for group in [0, 1] {
            let new = error(group);
            by_group[group] += usize::from(new <= bounds.bound(&group).bound.score());
            by_all[group] += usize::from(new <= all.score());
        }
    }
    // With 40 rows of a group the probability is 37/41.
    let (low, high) = binomial_range(1_500, 37.0 / 41.0, 0.999).unwrap();
    assert!(by_group.iter().all(|covered| (low..=high).contains(covered)), "{by_group:?}");
    assert!(by_all[0] > high && by_all[1] < low, "{by_all:?}");
}

#[test]
fn small_groups_share_a_bound_and_say_so() {
    let mut groups = vec!["large"; 20];
    groups.extend(["small"; 5]);
    groups.extend(["tiny"; 4]);
    let scores: Vec<f64> = (0..29).map(f64::from).collect();
    let bounds = MondrianConformal::calibrated(&groups, &scores, 0.9, 1).unwrap();
    assert_eq!(bounds.bound(&"large").basis, GroupBasis::OwnGroup);
    assert_near(bounds.bound(&"large").bound.score(), 18.0, 0.0);
    // Five and four are nine together, the least that does for 0.9.
    assert_eq!(bounds.bound(&"small").basis, GroupBasis::SmallGroups);
    assert_near(bounds.bound(&"tiny").bound.score(), 28.0, 0.0);
    assert_eq!(bounds.bound(&"unheard of").basis, GroupBasis::AllRows);
    assert_eq!(bounds.too_small().collect::<Vec<_>>(), [(&"small", 5), (&"tiny", 4)]);
    // More rows may be asked for than the level needs.
    let careful = MondrianConformal::calibrated(&groups, &scores, 0.9, 21).unwrap();
    assert_eq!(careful.bound(&"large").basis, GroupBasis::SmallGroups);
    let few = MondrianConformal::calibrated(&["a", "b"], &[1.0, 2.0], 0.9, 1).unwrap();
    assert!(few.bound(&"a").basis == GroupBasis::AllRows && !few.bound(&"a").bound.is_bounded());
}

#[test]
fn weights_are_worked_out_by_hand() {
    let scores = WeightedScores::new(&[3.0, 1.0, 2.0], &[1.0, 4.0, 4.0]).unwrap();
    // All weight with a new row of 1 is 10: up to 1 lies 0.4, up to 2 0.8, up to 3 0.9.
    for (level, expected) in [(0.4, 1.0), (0.41, 2.0), (0.8, 2.0), (0.9, 3.0), (0.91, f64::INFINITY)] {
        let found = scores.bound(1.0, level).unwrap();
        assert!(found.score().total_cmp(&expected).is_eq(), "{level}: {found:?}");
    }
    assert_near(scores.effective_rows(), 81.0 / 33.0, 1e-12);
    let heavy = scores.bound(9.0, 0.9).unwrap().bounded();
    assert_eq!(heavy, Err(StatsError::TooFewForLevel { needed: 9, found: 1, level: 0.9 }));
}

#[test]
fn weights_mend_what_a_shift_of_features_breaks() {
    // Calibrated where x is uniform, used where its density is 2 x; errors grow with x.
    let (mut weighted, mut plain) = (0_usize, 0_usize);
    for trial in 0..3_000 {
        let mut stream = Seed::from_u64(trial).stream();
        let xs: Vec<f64> = (0..150).map(|_| stream.unit_f64()).collect();
        let scores: Vec<f64> = xs.iter().map(|x| x * x * stream.exponential(1.0)).collect();
        let new = stream.unit_f64().sqrt();
        let score = new * new * stream.exponential(1.0);
        let bound = WeightedScores::new(&scores, &xs).unwrap().bound(new, 0.8).unwrap();
        weighted += usize::from(score <= bound.score());
        plain += usize::from(score <= CalibrationScores::new(&scores).unwrap().bound(0.8).unwrap().score());
    }
    let (low, high) = binomial_range(3_000, 0.8, 0.999).unwrap();
    // The probability lies between 0.8 and 0.8 plus the largest weight's share, about 0.013.
    assert!((low..=high + 40).contains(&weighted), "{weighted} of 3000");
    assert!(plain < low, "{plain} of 3000");
}

#[test]
fn groups_and_weights_that_make_no_sense_are_refused() {
    let unequal = MondrianConformal::calibrated(&[1, 2], &[1.0], 0.9, 1);
    assert_eq!(unequal, Err(StatsError::LengthsDiffer { left: 2, right: 1 }));
    assert_eq!(MondrianConformal::<u8>::calibrated(&[], &[], 0.9, 1), Err(StatsError::Empty));
    let sure = MondrianConformal::calibrated(&[1], &[1.0], 1.0, 1);
    assert_eq!(sure, Err(StatsError::SenselessLevel { level: 1.0 }));
    let weigh = |weights: &[f64]| WeightedScores::new(&[1.0, 2.0], weights).map(drop);
    assert_eq!(weigh(&[1.0]), Err(StatsError::LengthsDiffer { left: 2, right: 1 }));
    assert_eq!(weigh(&[1.0, -1.0]), Err(StatsError::SenselessWeight { index: 1 }));
    assert_eq!(weigh(&[f64::NAN, 1.0]), Err(StatsError::SenselessWeight { index: 0 }));
    assert_eq!(weigh(&[0.0, 0.0]), Err(StatsError::NoWeight));
    let scores = WeightedScores::new(&[1.0], &[1.0]).unwrap();
    assert!(matches!(scores.bound(0.0, 0.5), Err(StatsError::MustBePositive { .. })));
    assert!(matches!(scores.bound(1.0, 1.5), Err(StatsError::SenselessLevel { .. })));
}

proptest! {
    #[test]
    fn equal_weights_are_no_weights(scores in prop::collection::vec(-9.0_f64..9.0, 1..50), weight in 0.1_f64..9.0, hundredths in 1_u8..100) {
        let level = f64::from(hundredths) / 100.0;
        let weighted = WeightedScores::new(&scores, &vec![weight; scores.len()]).unwrap();
        let plain = CalibrationScores::new(&scores).unwrap().bound(level).unwrap();
        let found = weighted.bound(weight, level).unwrap();
        prop_assert!(found.score().total_cmp(&plain.score()).is_eq(), "{:?} {:?}", found, plain);
        prop_assert_eq!(found.rows(), scores.len());
    }
}
