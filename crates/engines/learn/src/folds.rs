//! Rows dealt into folds for cross-validation.

use lindley_seed::Seed;

use crate::LearnError;
use crate::learn_error::sensible;

/// The rows to learn from and the rows to judge by; both ascend and together are all rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fold {
    /// Rows to learn from.
    pub train: Vec<usize>,
    /// Rows to judge by.
    pub test: Vec<usize>,
}

/// Deals rows `0..rows` into `folds` folds at random; each row is judged once, and sizes differ by at most one.
///
/// Refused for fewer than two folds or fewer rows than folds.
///
/// ```
/// # use lindley_learn::k_folds;
/// # use lindley_seed::Seed;
/// let folds = k_folds(10, 3, Seed::from_u64(1))?;
/// assert_eq!(folds.iter().map(|fold| fold.test.len()).collect::<Vec<usize>>(), [4, 3, 3]);
/// # Ok::<(), lindley_learn::LearnError>(())
/// ```
pub fn k_folds(rows: usize, folds: usize, seed: Seed) -> Result<Vec<Fold>, LearnError> {
    sensible(folds >= 2, "the number of folds", "it must be at least 2")?;
    if rows < folds {
        return Err(LearnError::TooFewRows { needed: folds, found: rows });
    }
    let mut order: Vec<usize> = (0..rows).collect();
    seed.child("folds").stream().shuffle(&mut order);
    let mut fold_of = vec![0; rows];
    for (place, row) in order.into_iter().enumerate() {
        fold_of[row] = place % folds;
    }
    let one = |fold| {
        let (test, train) = (0..rows).partition(|row| fold_of[*row] == fold);
        Fold { train, test }
    };
    Ok((0..folds).map(one).collect())
}
