//! How far the true chances of groups lie from what was predicted for them, from yes-or-no outcomes.

use crate::stats_error::{check_positive, check_probabilities};
use crate::{StatsError, StudentT};

/// The spread of group effects in log odds around predictions: what one should expect of a group that has not been seen.
///
/// Each group is taken to move the log odds of its rows by an effect of its own, drawn around zero. Two rows of one group then
/// miss their predictions in the same direction: with residual `r = y - p` and weight `w = p (1 - p)`, the product of two
/// residuals has mean `w w' variance`, to first order in the effect. So the products of all pairs within a group, over the
/// products of their weights, estimate the square of the group's effect without bias from the chance of single outcomes, and
/// no group is too small and no count of zero needs mending. Rows of one group whose outcomes hang together for another reason,
/// as those of one patient do, form a cluster; pairs within a cluster are left out.
///
/// Groups are averaged with the weights of R. DerSimonian and N. Laird, "Meta-analysis in clinical trials", Controlled Clinical
/// Trials 7 (1986), squared because squares are averaged, so that groups of few rows count little. A guess is averaged in as if
/// it had been seen in some groups: a few groups prove little, and no groups nothing. How far a new group may lie is then a
/// quantile of Student's t, with as many degrees of freedom as groups were seen, in groups' worth.
///
/// Sources: K.-Y. Liang and S. L. Zeger, "Longitudinal data analysis using generalized linear models", Biometrika 73 (1986),
/// for moments of pairs; N. E. Breslow and D. G. Clayton, "Approximate inference in generalized linear mixed models", JASA 88
/// (1993), for the first order in log odds; A. Gelman et al., "Bayesian Data Analysis", third edition (2013), section 3.2, for
/// the average with a guess and the t distribution. First order makes effects of more than about one and a half look smaller.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LogOddsSpread {
    variance: f64,
    groups: f64,
}

/// What is taken for likely before groups were seen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SpreadGuess {
    /// The standard deviation of groups' effects, in log odds.
    pub sd: f64,
    /// How many groups' worth of evidence the guess stands for.
    pub worth: f64,
}

/// A row of a group: what was predicted and what came.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GroupedOutcome {
    /// The group.
    pub group: usize,
    /// The cluster within it: rows of one cluster are not compared with each other.
    pub cluster: usize,
    /// The probability that was predicted, by something that knows nothing of the group.
    pub predicted: f64,
    /// Whether it happened.
    pub happened: bool,
}

impl LogOddsSpread {
    /// From rows in any order. Without rows, or with one cluster in each group, it is the guess. Never zero.
    ///
    /// Refused if a prediction is no probability, or the guess is not positive and finite.
    ///
    /// ```
    /// # use lindley_stats::{GroupedOutcome, LogOddsSpread, SpreadGuess};
    /// let guess = SpreadGuess { sd: 0.5, worth: 2.0 };
    /// assert_eq!(LogOddsSpread::between(&[], guess)?.variance(), 0.25);
    /// // 100 groups of 50 rows of which every second one happens, as predicted: hardly any spread.
    /// let row = |row| GroupedOutcome { group: row % 100, cluster: row, predicted: 0.5, happened: row % 200 < 100 };
    /// let rows: Vec<GroupedOutcome> = (0..5_000).map(row).collect();
    /// assert!(LogOddsSpread::between(&rows, guess)?.variance() < 0.01);
    /// # Ok::<(), lindley_stats::StatsError>(())
    /// ```
    pub fn between(rows: &[GroupedOutcome], guess: SpreadGuess) -> Result<Self, StatsError> {
        check_positive("the guessed spread", guess.sd)?;
        check_positive("the guess's worth", guess.worth)?;
        for (index, row) in rows.iter().enumerate() {
            check_probabilities(&[row.predicted]).map_err(|_| StatsError::NotAProbability { index })?;
        }
        let mut rows = rows.to_vec();
        // Stable, so that sums are those of the order given.
        rows.sort_by_key(|row| (row.group, row.cluster));
        let guessed = guess.sd * guess.sd;
        let (mut groups, mut squares) = (0.0, 0.0);
        for group in rows.chunk_by(|left, right| left.group == right.group) {
            let Some((square, information)) = squared_effect(group) else { continue };
            let weight = (guessed / (guessed + 1.0 / information)).powi(2);
            groups += weight;
            squares += weight * square;
        }
        let variance = (guess.worth * guessed + squares.max(0.0)) / (guess.worth + groups);
        Ok(Self { variance, groups: guess.worth + groups })
    }

    /// The mean square of groups' effects, in log odds squared. Above zero.
    pub fn variance(&self) -> f64 {
        self.variance
    }

    /// How many groups' worth of evidence it rests on, that of the guess included.
    pub fn groups(&self) -> f64 {
        self.groups
    }

    /// How far, in log odds, a new group's effect lies from zero at most with probability `level`. Refused unless the level
    /// lies strictly between 0 and 1.
    ///
    /// ```
    /// # use lindley_stats::{LogOddsSpread, SpreadGuess};
    /// // Nothing but a guess worth two groups: 2.92 standard deviations hold 90 %, not 1.64.
    /// let reach = LogOddsSpread::between(&[], SpreadGuess { sd: 0.5, worth: 2.0 })?.reach(0.9)?;
    /// assert!((reach - 1.46).abs() < 0.01);
    /// # Ok::<(), lindley_stats::StatsError>(())
    /// ```
    pub fn reach(&self, level: f64) -> Result<f64, StatsError> {
        Ok(StudentT::new(self.groups)?.within(level)? * self.variance.sqrt())
    }
}

/// The square of one group's effect, and what its rows tell of the effect; none if there is no pair, or nothing could have come
/// otherwise.
fn squared_effect(group: &[GroupedOutcome]) -> Option<(f64, f64)> {
    let (mut residual, mut weight, mut own_residual, mut own_weight) = (0.0, 0.0, 0.0, 0.0);
    for cluster in group.chunk_by(|left, right| left.cluster == right.cluster) {
        let sums = cluster.iter().map(|row| {
            (f64::from(u8::from(row.happened)) - row.predicted, row.predicted * (1.0 - row.predicted))
        });
        let (missed_by, told) =
            sums.fold((0.0, 0.0), |(residual, weight), of| (residual + of.0, weight + of.1));
        residual += missed_by;
        weight += told;
        own_residual += missed_by * missed_by;
        own_weight += told * told;
    }
    let pairs = weight * weight - own_weight;
    // Of one cluster only rounding is left.
    let told = pairs > 1e-9 * weight * weight;
    told.then(|| ((residual * residual - own_residual) / pairs, weight))
}
