//! What a clinic wants of overbooking.

use crate::error::SessionError;
use crate::ranges::{check_probability, check_show, check_weights};

/// What it costs to have too many or too few comers; only the ratio of the two decides.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OverbookingCosts {
    /// The cost of each patient who comes beyond the places.
    pub crowded_patient: f64,
    /// The cost of each place that nobody uses.
    pub empty_place: f64,
}

/// How probable it is that a patient comes: the forecast, and the upper end of its band.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ShowForecast {
    /// The forecast.
    pub expected: f64,
    /// The upper end of its band: one minus the lower end of the no-show band. At least `expected`.
    pub upper: f64,
}

/// How far a session may be overbooked.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OverbookingPolicy {
    /// How many patients the session can see.
    pub places: usize,
    /// What decides between too many and too few.
    pub costs: OverbookingCosts,
    /// The most bookings, whatever the forecast says.
    pub most_bookings: usize,
    /// The highest probability of more comers than places, if everybody comes with the upper end of their band.
    pub most_crowding: f64,
}

/// Refuses forecasts and policies that make no sense.
pub(super) fn check(patients: &[ShowForecast], policy: &OverbookingPolicy) -> Result<(), SessionError> {
    check_costs(policy.costs)?;
    check_probability("the policy's crowding", policy.most_crowding)?;
    for (place, patient) in (1..).zip(patients) {
        check_show(place, patient.expected)?;
        check_show(place, patient.upper)?;
        if patient.upper < patient.expected {
            let (name, value) = ("the upper end of the show band of patient", patient.upper);
            let allowed = "it must not lie below the forecast";
            return Err(SessionError::OutOfRangeAt { name, place, value, allowed });
        }
    }
    Ok(())
}

/// Refuses costs that are negative or not finite, or both zero.
pub(super) fn check_costs(costs: OverbookingCosts) -> Result<(), SessionError> {
    check_weights(&[("a crowded patient", costs.crowded_patient), ("an empty place", costs.empty_place)])
}
