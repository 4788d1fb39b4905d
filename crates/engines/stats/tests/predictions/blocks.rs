//! Splits that tear no block apart.

use std::collections::BTreeSet;

use lindley_seed::Seed;
use lindley_stats::{
    BlockSplit, StatsError, block_folds, rolling_origin, split_at_random, split_in_order, worst_per_block,
};
use proptest::prelude::*;

#[test]
fn the_past_comes_first() {
    // Rows in no order, days 3, 1, 2.
    let split = split_in_order(&[3, 1, 2, 1, 3, 2, 3], 0.5).unwrap();
    assert_eq!((split.first, split.second), (vec![1, 2, 3, 5], vec![0, 4, 6]));
    // One block at least on either side.
    assert_eq!(split_in_order(&[1, 1, 1, 1, 2], 0.01).unwrap().second, [4]);
    assert_eq!(split_in_order(&[1, 2, 2, 2, 2], 0.99).unwrap().first, [0]);
}

#[test]
fn a_rolling_origin_tests_every_later_day_once() {
    let days = [1, 2, 2, 3, 4, 5, 5, 6];
    let splits = rolling_origin(&days, 3, 2).unwrap();
    assert_eq!(splits.len(), 2);
    assert_eq!(splits[0], BlockSplit { first: vec![0, 1, 2, 3], second: vec![4, 5, 6] });
    assert_eq!(splits[1], BlockSplit { first: vec![0, 1, 2, 3, 4, 5, 6], second: vec![7] });
}

#[test]
fn a_session_counts_by_its_worst_row() {
    let worst = worst_per_block(&["b", "a", "b", "a"], &[-1.0, -3.0, -2.0, -2.5]);
    assert_eq!(worst, Ok(vec![-2.5, -1.0]));
}

#[test]
fn chance_does_not_depend_on_the_order_of_rows() {
    let seed = Seed::from_u64(9);
    let sessions: Vec<u32> = (0..40).map(|row| row / 3).collect();
    let split = split_at_random(&sessions, 0.4, seed).unwrap();
    assert_eq!(split, split_at_random(&sessions, 0.4, seed).unwrap());
    assert_ne!(split, split_at_random(&sessions, 0.4, Seed::from_u64(8)).unwrap());
    let backwards: Vec<u32> = sessions.iter().rev().copied().collect();
    let chosen = |split: &BlockSplit, sessions: &[u32]| -> BTreeSet<u32> {
        split.first.iter().map(|row| sessions[*row]).collect()
    };
    let other = split_at_random(&backwards, 0.4, seed).unwrap();
    assert_eq!(chosen(&split, &sessions), chosen(&other, &backwards));
}

#[test]
fn too_few_blocks_are_refused() {
    let seed = Seed::from_u64(1);
    assert_eq!(split_in_order(&[1, 1], 0.5), Err(StatsError::TooFewBlocks { needed: 2, found: 1 }));
    assert_eq!(split_in_order::<u8>(&[], 0.5), Err(StatsError::Empty));
    assert_eq!(split_at_random(&[1, 2], 1.0, seed), Err(StatsError::SenselessLevel { level: 1.0 }));
    assert_eq!(rolling_origin(&[1, 2], 2, 1), Err(StatsError::TooFewBlocks { needed: 3, found: 2 }));
    assert!(matches!(rolling_origin(&[1, 2], 0, 1), Err(StatsError::MustBePositive { .. })));
    assert!(matches!(rolling_origin(&[1, 2], 1, 0), Err(StatsError::MustBePositive { .. })));
    assert_eq!(block_folds(&[1, 2], 3, seed), Err(StatsError::TooFewBlocks { needed: 3, found: 2 }));
    assert_eq!(block_folds(&[1, 2], 1, seed), Err(StatsError::TooFew { needed: 2, found: 1 }));
    assert_eq!(worst_per_block(&[1], &[f64::NAN]), Err(StatsError::NotFinite { index: 0 }));
    assert_eq!(worst_per_block(&[1], &[]), Err(StatsError::LengthsDiffer { left: 1, right: 0 }));
}

/// Every row is in exactly one part, in ascending order, and no block is in both.
fn is_whole(split: &BlockSplit, blocks: &[u8]) -> bool {
    let mut all: Vec<usize> = split.first.iter().chain(&split.second).copied().collect();
    all.sort_unstable();
    let of = |rows: &[usize]| -> BTreeSet<u8> { rows.iter().map(|row| blocks[*row]).collect() };
    all == (0..blocks.len()).collect::<Vec<_>>()
        && split.first.is_sorted()
        && split.second.is_sorted()
        && of(&split.first).is_disjoint(&of(&split.second))
}

proptest! {
    #[test]
    fn no_block_is_torn(blocks in prop::collection::vec(0_u8..12, 2..60), share in 0.01_f64..0.99, seed in any::<u64>()) {
        let distinct = blocks.iter().collect::<BTreeSet<_>>().len();
        prop_assume!(distinct > 1);
        let ordered = split_in_order(&blocks, share).unwrap();
        prop_assert!(is_whole(&ordered, &blocks));
        let last = ordered.first.iter().map(|row| blocks[*row]).max().unwrap();
        prop_assert!(ordered.second.iter().all(|row| blocks[*row] > last));
        let random = split_at_random(&blocks, share, Seed::from_u64(seed)).unwrap();
        prop_assert!(is_whole(&random, &blocks) && !random.first.is_empty() && !random.second.is_empty());
        let folds = block_folds(&blocks, 2, Seed::from_u64(seed)).unwrap();
        prop_assert!(folds.iter().all(|fold| is_whole(fold, &blocks)));
        prop_assert_eq!(folds.iter().map(|fold| fold.second.len()).sum::<usize>(), blocks.len());
        for split in rolling_origin(&blocks, 1, 3).unwrap() {
            let last = split.first.iter().map(|row| blocks[*row]).max().unwrap();
            prop_assert!(split.second.iter().all(|row| blocks[*row] > last));
        }
    }
}
