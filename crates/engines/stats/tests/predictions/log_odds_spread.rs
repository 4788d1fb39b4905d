//! How far groups lie from what was predicted: known spreads are found, few groups prove little, new groups are held.

use lindley_seed::{Seed, Stream};
use lindley_stats::{GroupedOutcome, LogOddsSpread, SpreadGuess, StatsError};
use proptest::prelude::*;

const GUESS: SpreadGuess = SpreadGuess { sd: 0.5, worth: 2.0 };

fn chance(log_odds: f64) -> f64 {
    1.0 / (1.0 + (-log_odds).exp())
}

/// Groups of so many rows whose effects have this standard deviation, predicted without knowing them.
fn world(stream: &mut Stream, groups: usize, rows: usize, sd: f64) -> Vec<GroupedOutcome> {
    let mut world = Vec::new();
    for group in 0..groups {
        let effect = sd * stream.normal();
        for cluster in 0..rows {
            let usual = -1.4 + 0.7 * stream.normal();
            let (predicted, happened) = (chance(usual), stream.chance(chance(usual + effect)));
            world.push(GroupedOutcome { group, cluster, predicted, happened });
        }
    }
    world
}

#[test]
fn the_spread_of_a_known_world_is_found() {
    for sd in [0.0, 0.3, 0.8] {
        let mut stream = Seed::from_u64(5).stream();
        let found = LogOddsSpread::between(&world(&mut stream, 400, 100, sd), GUESS).unwrap();
        println!("{sd}: {:.3} from {:.0} groups", found.variance().sqrt(), found.groups());
        assert!((found.variance() - sd * sd).abs() < 0.02 + 0.1 * sd, "{sd}: {found:?}");
    }
    // Of two rows each, a group tells hardly anything, but many of them do.
    let mut stream = Seed::from_u64(6).stream();
    let found = LogOddsSpread::between(&world(&mut stream, 20_000, 2, 0.8), GUESS).unwrap();
    assert!((found.variance().sqrt() - 0.8).abs() < 0.12, "{found:?}");
}

#[test]
fn new_groups_are_held_as_often_as_the_level_says() {
    for (groups, rows, sd) in [(3, 60, 0.5), (8, 60, 0.5), (30, 40, 0.7), (30, 40, 0.3)] {
        let mut stream = Seed::from_u64(7).stream();
        let worlds = 600;
        let held = (0..worlds).filter(|_| {
            let known = world(&mut stream, groups, rows, sd);
            let reach = LogOddsSpread::between(&known, GUESS).unwrap().reach(0.9).unwrap();
            (sd * stream.normal()).abs() <= reach
        });
        let share = held.count() as f64 / f64::from(worlds);
        println!("{groups} groups of {rows}, {sd}: {share:.3}");
        assert!((0.87..=0.97).contains(&share), "{groups} groups of {rows}, {sd}: {share}");
    }
}

#[test]
fn rows_of_a_cluster_are_not_compared() {
    let mut stream = Seed::from_u64(8).stream();
    let plain = world(&mut stream, 200, 30, 0.0);
    // Each outcome five times: as if five patients had agreed, where it was one.
    let repeated: Vec<GroupedOutcome> = plain.iter().flat_map(|row| [*row; 5]).collect();
    let found = LogOddsSpread::between(&repeated, GUESS).unwrap();
    assert!(found.variance() < 0.02, "{found:?}");
    let apart = repeated.iter().enumerate().map(|(cluster, row)| GroupedOutcome { cluster, ..*row });
    let torn = LogOddsSpread::between(&apart.collect::<Vec<_>>(), GUESS).unwrap();
    assert!(torn.variance() > 10.0 * found.variance(), "{torn:?} {found:?}");
    // One cluster in each group: nothing can be compared, and the guess stands.
    let one: Vec<GroupedOutcome> = plain.iter().map(|row| GroupedOutcome { cluster: 0, ..*row }).collect();
    assert_eq!(LogOddsSpread::between(&one, GUESS), LogOddsSpread::between(&[], GUESS));
}

#[test]
fn what_makes_no_sense_is_refused() {
    let row = |predicted| GroupedOutcome { group: 0, cluster: 0, predicted, happened: true };
    let wrong = LogOddsSpread::between(&[row(0.5), row(f64::NAN)], GUESS);
    assert_eq!(wrong, Err(StatsError::NotAProbability { index: 1 }));
    for guess in [SpreadGuess { sd: 0.0, ..GUESS }, SpreadGuess { worth: f64::INFINITY, ..GUESS }] {
        assert!(matches!(LogOddsSpread::between(&[], guess), Err(StatsError::MustBePositive { .. })));
    }
    let guessed = LogOddsSpread::between(&[], GUESS).unwrap();
    assert_eq!(guessed.reach(1.0), Err(StatsError::SenselessLevel { level: 1.0 }));
}

proptest! {
    #[test]
    fn it_is_never_zero_and_knows_no_order(seed in 0_u64..10_000, certain in any::<bool>()) {
        let mut stream = Seed::from_u64(seed).stream();
        let mut rows = world(&mut stream, 5, 12, 0.5);
        if certain {
            for row in &mut rows {
                row.predicted = f64::from(u8::from(row.happened));
            }
        }
        let found = LogOddsSpread::between(&rows, GUESS).unwrap();
        prop_assert!(found.variance() > 0.0 && found.variance().is_finite() && found.groups() >= 2.0);
        stream.shuffle(&mut rows);
        let again = LogOddsSpread::between(&rows, GUESS).unwrap();
        prop_assert!((again.variance() - found.variance()).abs() < 1e-9);
    }
}
