//! How many patients to book for the places of a session when some will not come.

mod policy;
mod rule;

use std::fmt;

pub use policy::{OverbookingCosts, OverbookingPolicy, ShowForecast};
pub use rule::{bookings_by_rule, overbooking_factor};

use crate::error::SessionError;
use crate::shows::{add_patient, show_distribution};
use policy::{check, check_costs};

/// Why no further patient was booked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StoppedBy {
    /// A further patient would cost more than the empty place that they may fill.
    Cost,
    /// The policy allows no more bookings.
    MostBookings,
    /// With one more, the session would be crowded more often than the policy allows.
    Crowding,
    /// Nobody is left to book.
    NoMorePatients,
}

impl fmt::Display for StoppedBy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Cost => "a further patient would cost more than the empty place they may fill",
            Self::MostBookings => "the policy allows no more bookings",
            Self::Crowding => "with one more, the session would be crowded more often than the policy allows",
            Self::NoMorePatients => "nobody is left to book",
        })
    }
}

/// How many patients to book, and what to expect of it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Overbooking {
    /// How many patients to book: this many from the front of the list.
    pub bookings: usize,
    /// The expected cost, with the forecasts.
    pub expected_cost: f64,
    /// The probability of more comers than places, with the forecasts.
    pub crowding: f64,
    /// The same, if everybody comes with the upper end of their band.
    pub crowding_at_upper: f64,
    /// Why not one more.
    pub stopped_by: StoppedBy,
}

/// The number of patients from the front of the list that costs least, within the policy.
///
/// Patients come independently of each other. A further patient who comes with probability `q` changes the expected cost
/// by `q (crowded P(S >= places) - empty P(S < places))`, where `S` of those booked so far come. So it pays to go on while
/// `P(S >= places) < empty / (empty + crowded)`, whoever is next; the probability only grows, so the first number at which
/// it does not pay is the best one. Source: the marginal argument of the newsvendor, here for unequal probabilities.
///
/// ```
/// use lindley_session::{OverbookingCosts, OverbookingPolicy, ShowForecast, overbook};
///
/// let policy = OverbookingPolicy {
///     places: 16,
///     costs: OverbookingCosts { crowded_patient: 3.0, empty_place: 1.0 },
///     most_bookings: 20,
///     most_crowding: 0.25,
/// };
/// let advice = overbook(&[ShowForecast { expected: 0.8, upper: 0.85 }; 30], &policy)?;
/// assert_eq!(advice.bookings, 18); // the rule 1 / (1 - p) would book 20
/// assert_eq!(advice.stopped_by.to_string(), "a further patient would cost more than the empty place they may fill");
/// # Ok::<(), lindley_session::SessionError>(())
/// ```
///
/// # Errors
/// [`SessionError::Weight`] for costs that are negative, not finite or both zero; [`SessionError::OutOfRange`] for a policy
/// whose crowding is no probability; [`SessionError::OutOfRangeAt`] for a forecast that is none, or lies above its band.
pub fn overbook(patients: &[ShowForecast], policy: &OverbookingPolicy) -> Result<Overbooking, SessionError> {
    check(patients, policy)?;
    let places = policy.places;
    let OverbookingCosts { crowded_patient, empty_place } = policy.costs;
    let (mut shows, mut at_upper) = (vec![1.0], vec![1.0]);
    let mut bookings = 0;
    let stopped_by = loop {
        // Up to the number of places nobody can be crowded, even if empty places cost nothing.
        let full = tail(&shows, places);
        if bookings >= places && full * (empty_place + crowded_patient) >= empty_place {
            break StoppedBy::Cost;
        }
        if bookings >= policy.most_bookings {
            break StoppedBy::MostBookings;
        }
        let Some(next) = patients.get(bookings) else { break StoppedBy::NoMorePatients };
        let mut with_next = at_upper.clone();
        add_patient(&mut with_next, next.upper);
        if tail(&with_next, places + 1) > policy.most_crowding {
            break StoppedBy::Crowding;
        }
        at_upper = with_next;
        add_patient(&mut shows, next.expected);
        bookings += 1;
    };
    Ok(Overbooking {
        bookings,
        expected_cost: cost(&shows, places, policy.costs),
        crowding: tail(&shows, places + 1),
        crowding_at_upper: tail(&at_upper, places + 1),
        stopped_by,
    })
}

/// What it costs on average to book patients who come with these probabilities.
///
/// ```
/// use lindley_session::{OverbookingCosts, expected_overbooking_cost};
///
/// let costs = OverbookingCosts { crowded_patient: 1.0, empty_place: 1.0 };
/// let two_for_one = expected_overbooking_cost(&[0.8, 0.8], 1, costs)?;
/// assert!((two_for_one - 0.68).abs() < 1e-15); // both come in 64 of 100 cases, nobody in 4
/// # Ok::<(), lindley_session::SessionError>(())
/// ```
///
/// # Errors
/// [`SessionError::OutOfRangeAt`] for a probability that does not lie between 0 and 1, [`SessionError::Weight`] as
/// [`overbook`].
pub fn expected_overbooking_cost(
    show: &[f64],
    places: usize,
    costs: OverbookingCosts,
) -> Result<f64, SessionError> {
    check_costs(costs)?;
    Ok(cost(&show_distribution(show)?, places, costs))
}

fn cost(shows: &[f64], places: usize, costs: OverbookingCosts) -> f64 {
    let of_comers = |comers: usize| {
        costs.crowded_patient * comers.saturating_sub(places) as f64
            + costs.empty_place * places.saturating_sub(comers) as f64
    };
    shows.iter().enumerate().map(|(comers, chance)| chance * of_comers(comers)).sum()
}

/// The probability of at least this many comers.
fn tail(shows: &[f64], least: usize) -> f64 {
    shows.iter().skip(least).sum()
}

#[cfg(test)]
mod tests;
