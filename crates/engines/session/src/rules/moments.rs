//! Moment rules: the kinds in blocks, ordered by mean, variance or coefficient of variation of their service times.

use std::fmt;

use super::{Rule, present, sorted_set};
use crate::composition::Composition;
use crate::error::SessionError;
use crate::sequence::Sequence;

/// What the kinds are ordered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Moment {
    /// The mean: SMF, smallest mean first.
    Mean,
    /// The variance: SVF, smallest variance first.
    Variance,
    /// The standard deviation over the mean: SCVF, smallest coefficient of variation first.
    CoefficientOfVariation,
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Mean => "mean",
            Self::Variance => "variance",
            Self::CoefficientOfVariation => "coefficient of variation",
        })
    }
}

/// The service times of a kind in two numbers, both in the same unit of time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ServiceMoments {
    /// The mean, above zero.
    pub mean: f64,
    /// The standard deviation, not negative.
    pub standard_deviation: f64,
}

const RULES: [(Moment, bool); 6] = [
    (Moment::Mean, true),
    (Moment::Variance, true),
    (Moment::CoefficientOfVariation, true),
    (Moment::Mean, false),
    (Moment::Variance, false),
    (Moment::CoefficientOfVariation, false),
];

/// The kinds in blocks by mean, variance and coefficient of variation, smallest first and largest first: one to six
/// sequences, sorted, without duplicates. Kinds with equal moments come in the order of their letters.
///
/// `moments` has one entry for each kind of the composition, those without a visit included.
/// Source: Feng et al. (2024), rules SMF, SVF and SCVF (together MR) and their reverse forms.
///
/// ```
/// use lindley_session::{Composition, ServiceMoments, moment_rules};
///
/// let kind = |mean, standard_deviation| ServiceMoments { mean, standard_deviation };
/// let candidates = moment_rules(&Composition::new(&[1, 2])?, &[kind(19.1, 5.4), kind(9.7, 2.4)])?;
/// let told: Vec<String> = candidates.iter().map(ToString::to_string).collect();
/// assert_eq!(told, ["ABB", "BBA"]);
/// # Ok::<(), lindley_session::SessionError>(())
/// ```
///
/// # Errors
/// [`SessionError::Kinds`] unless there is one entry for each kind, [`SessionError::OutOfRangeAt`] for a mean that is
/// not above zero or a deviation below zero.
pub fn moment_rules(
    composition: &Composition,
    moments: &[ServiceMoments],
) -> Result<Vec<Sequence>, SessionError> {
    check(composition, moments)?;
    sorted_set(RULES.iter().map(|(moment, up)| ordered(composition, moments, *moment, *up)).collect())
}

/// Which moment rules give this sequence: none, or up to six that agree.
///
/// ```
/// use lindley_session::{ServiceMoments, explain_moments};
///
/// let kind = |mean, standard_deviation| ServiceMoments { mean, standard_deviation };
/// let rules = explain_moments(&"BBA".parse()?, &[kind(15.3, 6.6), kind(12.3, 5.4)])?;
/// let told: Vec<String> = rules.iter().map(ToString::to_string).collect();
/// assert_eq!(told, ["smallest mean first", "smallest variance first", "largest coefficient of variation first"]);
/// # Ok::<(), lindley_session::SessionError>(())
/// ```
///
/// # Errors
/// As [`moment_rules`].
pub fn explain_moments(sequence: &Sequence, moments: &[ServiceMoments]) -> Result<Vec<Rule>, SessionError> {
    let composition = sequence.composition(moments.len());
    check(&composition, moments)?;
    let agrees = |moment, up| ordered(&composition, moments, moment, up) == sequence.kinds();
    let rules = RULES.iter().filter(|(moment, up)| agrees(*moment, *up));
    Ok(rules.map(|(moment, up)| Rule::ByMoment { moment: *moment, smallest_first: *up }).collect())
}

/// The kinds in blocks by one moment.
fn ordered(
    composition: &Composition,
    moments: &[ServiceMoments],
    moment: Moment,
    smallest_first: bool,
) -> Vec<u8> {
    let value = |kind: u8| {
        let ServiceMoments { mean, standard_deviation } = moments[usize::from(kind)];
        match moment {
            Moment::Mean => mean,
            // The variance orders as its root does, and the root does not overflow.
            Moment::Variance => standard_deviation,
            Moment::CoefficientOfVariation => standard_deviation / mean,
        }
    };
    let mut kinds = present(composition);
    kinds.sort_by(|(a, _), (b, _)| {
        let upward = value(*a).total_cmp(&value(*b));
        if smallest_first { upward } else { upward.reverse() }.then(a.cmp(b))
    });
    kinds.iter().flat_map(|(kind, count)| vec![*kind; usize::from(*count)]).collect()
}

fn check(composition: &Composition, moments: &[ServiceMoments]) -> Result<(), SessionError> {
    let (found, expected) = (moments.len(), composition.kinds());
    if found != expected {
        return Err(SessionError::Kinds { name: "moments of service times", found, expected });
    }
    for (place, of_kind) in (1..).zip(moments) {
        let refuse = |name, value, allowed| SessionError::OutOfRangeAt { name, place, value, allowed };
        if !(of_kind.mean.is_finite() && of_kind.mean > 0.0) {
            let name = "the mean service time of kind";
            return Err(refuse(name, of_kind.mean, "a mean is above zero"));
        }
        if !(of_kind.standard_deviation.is_finite() && of_kind.standard_deviation >= 0.0) {
            let name = "the standard deviation of the service time of kind";
            return Err(refuse(name, of_kind.standard_deviation, "a deviation is not negative"));
        }
    }
    Ok(())
}
