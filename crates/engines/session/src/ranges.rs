//! Which numbers are in their range.

use crate::error::SessionError;

/// Refuses what is no probability of coming; `place` counts from 1.
pub(crate) fn check_show(place: usize, value: f64) -> Result<(), SessionError> {
    if (0.0..=1.0).contains(&value) {
        return Ok(());
    }
    let allowed = "probabilities lie between 0 and 1";
    Err(SessionError::OutOfRangeAt { name: "the show probability of patient", place, value, allowed })
}

/// Refuses what is no probability.
pub(crate) fn check_probability(name: &'static str, value: f64) -> Result<(), SessionError> {
    if (0.0..=1.0).contains(&value) {
        return Ok(());
    }
    Err(SessionError::OutOfRange { name, value, allowed: "probabilities lie between 0 and 1" })
}

/// Refuses no-show probabilities with which nobody comes, and what is no probability.
pub(crate) fn check_no_show(value: f64) -> Result<(), SessionError> {
    if (0.0..1.0).contains(&value) {
        return Ok(());
    }
    let allowed = "it must be at least 0 and below 1";
    Err(SessionError::OutOfRange { name: "the no-show probability", value, allowed })
}

/// Refuses sessions without a slot or with more than 60.
pub(crate) fn check_slots(slots: u8) -> Result<(), SessionError> {
    if (1..=60).contains(&slots) {
        return Ok(());
    }
    let allowed = "a session has 1 to 60 slots";
    Err(SessionError::OutOfRange { name: "the number of slots", value: slots.into(), allowed })
}

/// Refuses weights that are negative or not finite, or all zero.
pub(crate) fn check_weights(weights: &[(&'static str, f64)]) -> Result<(), SessionError> {
    let all_zero = weights.iter().all(|(_, value)| value.abs() < f64::MIN_POSITIVE);
    match weights.iter().find(|(_, value)| all_zero || !value.is_finite() || *value < 0.0) {
        Some((name, value)) => Err(SessionError::Weight { name, value: *value }),
        None => Ok(()),
    }
}

/// Refuses what is not finite or not above zero.
pub(crate) fn check_above_zero(name: &'static str, value: f64) -> Result<(), SessionError> {
    if value.is_finite() && value > 0.0 {
        return Ok(());
    }
    Err(SessionError::OutOfRange { name, value, allowed: "it must be finite and above zero" })
}

/// Refuses what is not finite or below zero.
pub(crate) fn check_not_negative(name: &'static str, value: f64) -> Result<(), SessionError> {
    if value.is_finite() && value >= 0.0 {
        return Ok(());
    }
    Err(SessionError::OutOfRange { name, value, allowed: "it must be finite and not negative" })
}
