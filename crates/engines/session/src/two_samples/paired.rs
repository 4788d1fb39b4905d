//! Two plans on the same scenarios.

use super::{Estimate, check_count, check_level, two_sided};
use crate::error::SessionError;
use crate::scenario_costs::scenario_costs;
use crate::scenarios::Scenarios;
use crate::sequence::Sequence;
use crate::slots::Slots;
use crate::weights::Weights;

/// A mean that was estimated, with an interval around it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bounds {
    /// The mean.
    pub mean: f64,
    /// The lower end of its interval.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

/// Two plans compared, in minutes of weight one for each session.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Comparison {
    /// The mean cost of the first plan.
    pub first: f64,
    /// The mean cost of the second plan.
    pub second: f64,
    /// First less second: negative if the first is cheaper.
    pub difference: Bounds,
}

impl Comparison {
    /// Whether the interval of the difference leaves out zero: one plan is cheaper, and the sample tells which.
    ///
    /// ```
    /// use lindley_session::{Bounds, Comparison};
    /// let difference = Bounds { mean: -1.0, low: -1.5, high: -0.5 };
    /// assert!(Comparison { first: 3.0, second: 4.0, difference }.is_decided());
    /// ```
    pub fn is_decided(&self) -> bool {
        self.difference.low > 0.0 || self.difference.high < 0.0
    }
}

/// Compares two plans on one sample, scenario by scenario: what is common to both, above all how much work came, drops out
/// of the difference. `level` is the confidence of Student's t interval, 0.95 say.
///
/// Take another sample than the one on which the plans were chosen, or the chosen one looks better than it is.
/// Source: Law, *Simulation Modeling and Analysis*, 5th ed., 2015, section 10.2.1.
///
/// ```
/// use lindley_seed::Seed;
/// use lindley_session::{Composition, Scenarios, Slots, Weights, compare};
/// let (composition, slots) = (Composition::new(&[2, 2])?, Slots::equal(4, 900)?);
/// let fresh = Scenarios::draw(&[vec![1_500, 2_400], vec![300, 600]], &composition, 500, Seed::from_u64(2))?;
/// let (short_first, long_first) = ("BBAA".parse()?, "AABB".parse()?);
/// let found = compare([(&short_first, &slots), (&long_first, &slots)], &fresh, &Weights::new(1.0, 0.0, 0.0)?, 0.95)?;
/// assert!(found.difference.high < 0.0 && found.is_decided());
/// # Ok::<(), lindley_session::SessionError>(())
/// ```
///
/// # Errors
/// [`SessionError::Scenarios`] for fewer than two scenarios, [`SessionError::OutOfRange`] for a level that does not lie between
/// 0.5 and 1, and as [`evaluate`](crate::evaluate()).
pub fn compare(
    plans: [(&Sequence, &Slots); 2],
    sample: &Scenarios,
    weights: &Weights,
    level: f64,
) -> Result<Comparison, SessionError> {
    check_level(level)?;
    check_count(sample.count())?;
    let [first, second] = plans.map(|(sequence, slots)| scenario_costs(sequence, sample, slots, weights));
    let (first, second) = (first?, second?);
    let differences: Vec<f64> = first.iter().zip(&second).map(|(first, second)| first - second).collect();
    let Estimate { mean, error } = Estimate::of(&differences);
    let half = two_sided(sample.count(), level)? * error;
    let difference = Bounds { mean, low: mean - half, high: mean + half };
    Ok(Comparison { first: Estimate::of(&first).mean, second: Estimate::of(&second).mean, difference })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_differences_by_hand() {
        // The first visit takes 20, 25 and 30 minutes, the second none: as AB one waits 5, 10, 15; as BA nobody does.
        let sample =
            Scenarios::from_columns(&[vec![vec![1_200, 1_500, 1_800]], vec![vec![0, 0, 0]]]).unwrap();
        let slots = Slots::equal(2, 900).unwrap();
        let weights = Weights::new(1.0, 0.0, 0.0).unwrap();
        let (ab, ba) = ("AB".parse().unwrap(), "BA".parse().unwrap());
        let found = compare([(&ab, &slots), (&ba, &slots)], &sample, &weights, 0.95).unwrap();
        assert!((found.difference.mean - 10.0).abs() < 1e-12);
        // t(2, 97.5 %) = 4.30265272991, sd 5, n 3.
        let half = 4.302_652_729_91 * 5.0 / 3.0_f64.sqrt();
        assert!((found.difference.high - 10.0 - half).abs() < 1e-8, "{:?}", found.difference);
        assert!(!found.is_decided());
        let same = compare([(&ab, &slots), (&ab, &slots)], &sample, &weights, 0.95).unwrap();
        assert_eq!(same.difference, Bounds { mean: 0.0, low: 0.0, high: 0.0 });
    }

    #[test]
    fn too_few_scenarios_and_odd_levels_are_refused() {
        let slots = Slots::equal(1, 900).unwrap();
        let weights = Weights::new(1.0, 0.0, 0.0).unwrap();
        let plan = "A".parse().unwrap();
        let one = Scenarios::from_columns(&[vec![vec![60]]]).unwrap();
        let refused = compare([(&plan, &slots), (&plan, &slots)], &one, &weights, 0.95);
        assert_eq!(refused, Err(SessionError::Scenarios { found: 1, expected: 2 }));
        let two = Scenarios::from_columns(&[vec![vec![60, 60]]]).unwrap();
        for level in [0.5, 1.0, f64::NAN] {
            let refused = compare([(&plan, &slots), (&plan, &slots)], &two, &weights, level);
            assert!(matches!(refused, Err(SessionError::OutOfRange { name: "the level", .. })), "{level}");
        }
    }
}
