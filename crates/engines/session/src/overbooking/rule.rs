//! The rule of thumb: book 1 / (1 - p) patients for each place.

use crate::error::SessionError;
use crate::ranges::check_no_show;

/// By how much the rule `1 / (1 - p)` overbooks: the patients booked for each place, if each stays away with
/// probability `no_show`.
///
/// The rule makes the expected number of comers equal to the places, no more: it knows neither chance (of two patients for
/// one place both come in 64 of 100 cases) nor what a crowd costs. [`overbook`](crate::overbook) does.
///
/// ```
/// assert_eq!(lindley_session::overbooking_factor(0.2)?, 1.25);
/// # Ok::<(), lindley_session::SessionError>(())
/// ```
///
/// # Errors
/// [`SessionError::OutOfRange`] unless the probability is at least 0 and below 1.
pub fn overbooking_factor(no_show: f64) -> Result<f64, SessionError> {
    check_no_show(no_show)?;
    Ok(1.0 / (1.0 - no_show))
}

/// How many patients the rule `1 / (1 - p)` books for this many places, rounded up to whole patients.
///
/// ```
/// assert_eq!(lindley_session::bookings_by_rule(16, 0.3)?, 23); // 22.86
/// # Ok::<(), lindley_session::SessionError>(())
/// ```
///
/// # Errors
/// As [`overbooking_factor`].
pub fn bookings_by_rule(places: u32, no_show: f64) -> Result<u64, SessionError> {
    let bookings = f64::from(places) * overbooking_factor(no_show)?;
    // What rounding adds to a whole number is no further patient.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "not negative, and casts saturate"
    )]
    Ok((bookings - 1e-9 * bookings.max(1.0)).ceil() as u64)
}
