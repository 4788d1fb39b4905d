//! How many of the booked patients come, if each comes or not by chance of their own.

use crate::error::SessionError;
use crate::ranges::check_show;

/// The probability that 0, 1, ... `n` of `n` booked patients come: the Poisson-binomial distribution.
///
/// `show` holds each patient's probability of coming. The sum of the answer is 1; it takes `n^2 / 2` multiplications.
/// Independence is assumed: weather that keeps many away at once makes the tails fatter than they are here.
///
/// ```
/// let chances = lindley_session::show_distribution(&[0.5, 0.8])?;
/// let expected = [0.1, 0.5, 0.4];
/// assert!(chances.iter().zip(expected).all(|(found, expected)| (found - expected).abs() < 1e-15));
/// # Ok::<(), lindley_session::SessionError>(())
/// ```
///
/// # Errors
/// [`SessionError::OutOfRangeAt`] for a probability that does not lie between 0 and 1.
pub fn show_distribution(show: &[f64]) -> Result<Vec<f64>, SessionError> {
    let mut chances = vec![1.0];
    for (place, probability) in (1..).zip(show.iter().copied()) {
        check_show(place, probability)?;
        add_patient(&mut chances, probability);
    }
    Ok(chances)
}

/// Convolves with one more patient.
pub(crate) fn add_patient(chances: &mut Vec<f64>, show: f64) {
    chances.push(0.0);
    for shows in (0..chances.len()).rev() {
        let came = if shows == 0 { 0.0 } else { chances[shows - 1] * show };
        chances[shows] = chances[shows].mul_add(1.0 - show, came);
    }
}

/// The probabilities of 0, 1, ... comers, for 0, 1, ... patients who come with the same probability.
pub(crate) fn comers(patients: u8, show: f64) -> Vec<Vec<f64>> {
    let mut table = vec![vec![1.0]];
    for _ in 0..patients {
        let mut chances = table[table.len() - 1].clone();
        add_patient(&mut chances, show);
        table.push(chances);
    }
    table
}

/// The distribution of a sum of two independent numbers.
pub(crate) fn sum_of(left: &[f64], right: &[f64]) -> Vec<f64> {
    let mut sum = vec![0.0; left.len() + right.len() - 1];
    for (at, left) in left.iter().enumerate() {
        sum[at..].iter_mut().zip(right).for_each(|(sum, right)| *sum += left * right);
    }
    sum
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn five_patients_by_hand() {
        let chances = show_distribution(&[0.95, 0.9, 0.85, 0.8, 0.6]).unwrap();
        let expected = [0.00006, 0.00235, 0.03125, 0.17905, 0.43845, 0.34884];
        assert_eq!(chances.len(), expected.len());
        for (found, expected) in chances.iter().zip(expected) {
            assert!((found - expected).abs() < 1e-12, "{found} is not {expected}");
        }
    }

    #[test]
    fn what_is_no_probability_is_refused_with_its_place() {
        for wrong in [-0.01, 1.01, f64::NAN, f64::INFINITY] {
            let error = show_distribution(&[0.5, wrong]).unwrap_err();
            assert!(matches!(error, SessionError::OutOfRangeAt { place: 2, .. }), "{error}");
        }
    }

    #[test]
    fn comers_are_binomial() {
        let table = comers(3, 0.5);
        let expected = [0.125, 0.375, 0.375, 0.125];
        assert!(table[3].iter().zip(expected).all(|(found, expected)| (found - expected).abs() < 1e-15));
    }

    proptest! {
        #[test]
        fn it_sums_to_one_and_has_the_mean_of_the_probabilities(show in prop::collection::vec(0.0_f64..=1.0, 0..40)) {
            let chances = show_distribution(&show).unwrap();
            prop_assert!((chances.iter().sum::<f64>() - 1.0).abs() < 1e-12);
            let mean: f64 = (0_u32..).zip(&chances).map(|(shows, chance)| f64::from(shows) * chance).sum();
            prop_assert!((mean - show.iter().sum::<f64>()).abs() < 1e-10);
        }
    }
}
