//! Two patients with exponential service times.

use crate::error::SessionError;
use crate::ranges::{check_above_zero, check_not_negative};

/// The expected times of two patients, in the unit of their service times.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TwoPatients {
    /// How long the second patient waits.
    pub waiting: f64,
    /// How long the physician idles before the second patient.
    pub idle: f64,
    /// By how much the second patient leaves after two gaps.
    pub overtime: f64,
}

/// Two punctual patients, `gap` apart, with exponential service times of the same mean, in a session of two gaps.
///
/// With `r = gap / mean`: the wait is `mean e^-r`, the idle time `gap - mean + mean e^-r`, the overtime
/// `mean e^-r (1 + (1 + r) e^-r)`. Derived from the recursion of Lindley (1952), `W' = max(0, W + service - gap)`.
///
/// ```
/// let means = lindley_session::two_patients(15.0, 15.0)?;
/// assert!((means.waiting - 15.0 / std::f64::consts::E).abs() < 1e-12);
/// assert!((means.idle - means.waiting).abs() < 1e-12);
/// # Ok::<(), lindley_session::SessionError>(())
/// ```
///
/// # Errors
/// [`SessionError::OutOfRange`] unless the mean is above zero, the gap not negative, and both are finite.
pub fn two_patients(mean_service: f64, gap: f64) -> Result<TwoPatients, SessionError> {
    check_above_zero("the mean service time", mean_service)?;
    check_not_negative("the gap", gap)?;
    let gaps = gap / mean_service;
    let decay = (-gaps).exp();
    let waiting = mean_service * decay;
    Ok(TwoPatients {
        waiting,
        idle: gap - mean_service + waiting,
        // For a gap without end the decay is zero and so is its product with the gap.
        overtime: waiting * (1.0 + decay + if decay > 0.0 { gaps * decay } else { 0.0 }),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn assert_close(found: f64, expected: f64, tolerance: f64) {
        assert!((found - expected).abs() < tolerance, "{found} is not {expected}");
    }

    #[test]
    fn two_patients_by_hand() {
        let equal = two_patients(15.0, 15.0).unwrap();
        assert_close(equal.waiting, 5.518_191_617_571_635, 1e-13);
        assert_close(equal.idle, 5.518_191_617_571_635, 1e-13);
        assert_close(equal.overtime, 9.578_250_114_670_015, 1e-13);
        let shorter = two_patients(12.0, 15.0).unwrap();
        assert_close(shorter.waiting, 3.438_057_562_322_281, 1e-13);
        assert_close(shorter.idle, 6.438_057_562_322_281, 1e-13);
        assert_close(shorter.overtime, 5.654_352_525_167_548, 1e-13);
    }

    #[test]
    fn two_patients_at_once_and_far_apart() {
        let at_once = two_patients(10.0, 0.0).unwrap();
        assert_close(at_once.waiting, 10.0, 1e-13);
        assert_close(at_once.idle, 0.0, 1e-13);
        assert_close(at_once.overtime, 20.0, 1e-13);
        let far_apart = two_patients(10.0, 1e308).unwrap();
        assert!(far_apart.waiting.abs() < 1e-300 && far_apart.overtime.abs() < 1e-300, "{far_apart:?}");
    }

    #[test]
    fn what_is_no_time_is_refused() {
        for (mean, gap) in [(0.0, 1.0), (f64::NAN, 1.0), (1.0, -1.0), (1.0, f64::INFINITY)] {
            assert!(matches!(two_patients(mean, gap), Err(SessionError::OutOfRange { .. })), "{mean} {gap}");
        }
    }
}
