//! Splits of rows that tear no day and no session apart.
//!
//! Rows of one day or session are alike, so a model that learns some of them and is tested on the others looks better than
//! it is. A block is whatever must stay together: a date, a session's number, a pair of site and date.

use std::collections::BTreeMap;

use lindley_seed::Seed;

use crate::StatsError;
use crate::stats_error::{check_finite, check_lengths, check_level};

/// Two sets of rows. Each is in ascending order, every row is in one of them, and no block is in both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BlockSplit {
    /// Numbers of the rows to learn from.
    pub first: Vec<usize>,
    /// Numbers of the rows to calibrate or test on.
    pub second: Vec<usize>,
}

/// The lowest blocks first: for days, the past to learn from and the future to test on. Takes as few blocks as hold the
/// share of rows wanted, and leaves one at least for the second part. O(n log n).
///
/// Refused if there are fewer than two blocks or the share does not lie strictly between 0 and 1.
///
/// ```
/// let days = ["mon", "mon", "mon", "tue", "tue", "wed"].map(|day| ["mon", "tue", "wed"].iter().position(|d| *d == day));
/// let split = lindley_stats::split_in_order(&days, 0.6)?;
/// assert_eq!((split.first, split.second), (vec![0, 1, 2, 3, 4], vec![5]));
/// # Ok::<(), lindley_stats::StatsError>(())
/// ```
pub fn split_in_order<B: Ord>(blocks: &[B], share: f64) -> Result<BlockSplit, StatsError> {
    check_level(share)?;
    let by_block: Vec<Vec<usize>> = rows_by_block(blocks, 2)?.into_values().collect();
    Ok(taken(&by_block, share * blocks.len() as f64))
}

/// Blocks drawn at random for the first part until they hold the share of rows wanted; one at least is left. O(n log n).
///
/// The order of rows does not matter, only that of the blocks' names. Refused like [`split_in_order`].
///
/// ```
/// # use lindley_seed::Seed;
/// let sessions = [1, 1, 2, 2, 3, 3, 4, 4];
/// let split = lindley_stats::split_at_random(&sessions, 0.5, Seed::from_u64(1))?;
/// assert_eq!((split.first.len(), split.second.len()), (4, 4));
/// # Ok::<(), lindley_stats::StatsError>(())
/// ```
pub fn split_at_random<B: Ord>(blocks: &[B], share: f64, seed: Seed) -> Result<BlockSplit, StatsError> {
    check_level(share)?;
    let mut by_block: Vec<Vec<usize>> = rows_by_block(blocks, 2)?.into_values().collect();
    seed.child("blocks").stream().shuffle(&mut by_block);
    Ok(taken(&by_block, share * blocks.len() as f64))
}

/// Splits for a rolling origin: first part all blocks before an origin, second part the next `ahead` blocks; origins move on
/// by `ahead` blocks from after the first `warm_up` ones, so that every later block is tested once. The last may be shorter.
///
/// Refused if `warm_up` or `ahead` is zero or no block is left after the first ones.
/// Source: L. J. Tashman, "Out-of-sample tests of forecasting accuracy", Int. J. Forecasting 16 (2000).
///
/// ```
/// let days = [1, 1, 2, 3, 3, 4];
/// let splits = lindley_stats::rolling_origin(&days, 2, 1)?;
/// assert_eq!((&splits[0].first[..], &splits[0].second[..]), (&[0, 1, 2][..], &[3, 4][..]));
/// assert_eq!((&splits[1].first[..], &splits[1].second[..]), (&[0, 1, 2, 3, 4][..], &[5][..]));
/// # Ok::<(), lindley_stats::StatsError>(())
/// ```
pub fn rolling_origin<B: Ord>(
    blocks: &[B],
    warm_up: usize,
    ahead: usize,
) -> Result<Vec<BlockSplit>, StatsError> {
    if warm_up == 0 || ahead == 0 {
        return Err(StatsError::MustBePositive { name: "the number of blocks" });
    }
    let by_block: Vec<Vec<usize>> = rows_by_block(blocks, warm_up.saturating_add(1))?.into_values().collect();
    let split = |origin: usize| {
        let next = &by_block[origin..(origin + ahead).min(by_block.len())];
        BlockSplit { first: in_order(&by_block[..origin]), second: in_order(next) }
    };
    Ok((warm_up..by_block.len()).step_by(ahead).map(split).collect())
}

/// Folds for cross-validation: each holds out about as many blocks as the others, drawn at random.
///
/// Refused for fewer than two folds or fewer blocks than folds.
///
/// ```
/// # use lindley_seed::Seed;
/// let folds = lindley_stats::block_folds(&[1, 1, 2, 3, 3, 4], 2, Seed::from_u64(1))?;
/// assert_eq!(folds.iter().map(|fold| fold.second.len()).sum::<usize>(), 6);
/// # Ok::<(), lindley_stats::StatsError>(())
/// ```
pub fn block_folds<B: Ord>(blocks: &[B], folds: usize, seed: Seed) -> Result<Vec<BlockSplit>, StatsError> {
    if folds < 2 {
        return Err(StatsError::TooFew { needed: 2, found: folds });
    }
    let mut by_block: Vec<Vec<usize>> = rows_by_block(blocks, folds)?.into_values().collect();
    seed.child("blocks").stream().shuffle(&mut by_block);
    let split = |fold: usize| {
        let part = |held_out: bool| {
            let chosen = by_block.iter().enumerate().filter(|(at, _)| (at % folds == fold) == held_out);
            let mut rows: Vec<usize> = chosen.flat_map(|(_, rows)| rows).copied().collect();
            rows.sort_unstable();
            rows
        };
        BlockSplit { first: part(false), second: part(true) }
    };
    Ok((0..folds).map(split).collect())
}

/// The worst score of each block, in order of the blocks: sessions are exchangeable where their rows are not, and a bound
/// from these holds for all rows of a session at once.
///
/// Refused if the lists are empty or differ in length, or a score is no finite number.
///
/// ```
/// assert_eq!(lindley_stats::worst_per_block(&[7, 7, 8], &[1.0, 3.0, 2.0]), Ok(vec![3.0, 2.0]));
/// ```
pub fn worst_per_block<B: Ord>(blocks: &[B], scores: &[f64]) -> Result<Vec<f64>, StatsError> {
    check_lengths(blocks.len(), scores.len())?;
    check_finite(scores)?;
    let worst = |rows: Vec<usize>| rows.into_iter().map(|row| scores[row]).fold(f64::NEG_INFINITY, f64::max);
    Ok(rows_by_block(blocks, 1)?.into_values().map(worst).collect())
}

fn rows_by_block<B: Ord>(blocks: &[B], needed: usize) -> Result<BTreeMap<&B, Vec<usize>>, StatsError> {
    if blocks.is_empty() {
        return Err(StatsError::Empty);
    }
    let mut by_block: BTreeMap<&B, Vec<usize>> = BTreeMap::new();
    for (row, block) in blocks.iter().enumerate() {
        by_block.entry(block).or_default().push(row);
    }
    if by_block.len() < needed {
        return Err(StatsError::TooFewBlocks { needed, found: by_block.len() });
    }
    Ok(by_block)
}

/// Blocks from the front until they hold so many rows, all but the last at most.
fn taken(by_block: &[Vec<usize>], wanted: f64) -> BlockSplit {
    let (mut rows, mut count) = (0_usize, 0);
    while count + 1 < by_block.len() && (count == 0 || (rows as f64) < wanted - 1e-9) {
        rows += by_block[count].len();
        count += 1;
    }
    BlockSplit { first: in_order(&by_block[..count]), second: in_order(&by_block[count..]) }
}

fn in_order(blocks: &[Vec<usize>]) -> Vec<usize> {
    let mut rows: Vec<usize> = blocks.iter().flatten().copied().collect();
    rows.sort_unstable();
    rows
}
