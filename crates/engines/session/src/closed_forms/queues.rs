//! Mean waits in queues in the long run.

use crate::error::SessionError;
use crate::ranges::{check_above_zero, check_not_negative};

/// The share of time in which the server is busy: arrivals per unit of time, times the mean service time.
///
/// ```
/// assert!((lindley_session::traffic(0.05, 12.0)? - 0.6).abs() < 1e-12);
/// # Ok::<(), lindley_session::SessionError>(())
/// ```
///
/// # Errors
/// [`SessionError::OutOfRange`] unless the arrivals are not negative, the mean is above zero, and the share is below 1: with
/// more the queue grows without end.
pub fn traffic(arrival_rate: f64, mean_service: f64) -> Result<f64, SessionError> {
    check_not_negative("the arrival rate", arrival_rate)?;
    check_above_zero("the mean service time", mean_service)?;
    let value = arrival_rate * mean_service;
    if value < 1.0 {
        return Ok(value);
    }
    let allowed = "it must be below 1, or the queue grows without end: fewer arrivals or shorter services";
    Err(SessionError::OutOfRange { name: "the server's load", value, allowed })
}

/// The mean wait before service in the long run, with Poisson arrivals, any service times and one server (M/G/1):
/// `lambda E[S^2] / (2 (1 - rho))`.
///
/// The standard deviation is that of the service times, in the unit of their mean; the rate is per that unit.
/// Source: Pollaczek (1930), Khinchine (1932).
///
/// ```
/// let minutes = lindley_session::mg1_wait(0.05, 13.3122011252, 6.3900434593)?;
/// assert!((minutes - 16.3018773658).abs() < 1e-8);
/// # Ok::<(), lindley_session::SessionError>(())
/// ```
///
/// # Errors
/// As [`traffic`], and [`SessionError::OutOfRange`] for a standard deviation that is negative or not finite.
pub fn mg1_wait(arrival_rate: f64, mean_service: f64, standard_deviation: f64) -> Result<f64, SessionError> {
    let load = traffic(arrival_rate, mean_service)?;
    check_not_negative("the standard deviation of the service time", standard_deviation)?;
    let second_moment = mean_service * mean_service + standard_deviation * standard_deviation;
    Ok(arrival_rate * second_moment / (2.0 * (1.0 - load)))
}

/// The mean wait before service in the long run, with Poisson arrivals, equal service times and one server (M/D/1):
/// `rho E[S] / (2 (1 - rho))`.
///
/// ```
/// assert!((lindley_session::md1_wait(0.05, 10.0)? - 5.0).abs() < 1e-12);
/// # Ok::<(), lindley_session::SessionError>(())
/// ```
///
/// # Errors
/// As [`traffic`].
pub fn md1_wait(arrival_rate: f64, mean_service: f64) -> Result<f64, SessionError> {
    mg1_wait(arrival_rate, mean_service, 0.0)
}

/// The mean wait before service in the long run, with Poisson arrivals, exponential service times and one server (M/M/1):
/// `rho E[S] / (1 - rho)`.
///
/// ```
/// assert!((lindley_session::mm1_wait(0.05, 10.0)? - 10.0).abs() < 1e-12);
/// # Ok::<(), lindley_session::SessionError>(())
/// ```
///
/// # Errors
/// As [`traffic`].
pub fn mm1_wait(arrival_rate: f64, mean_service: f64) -> Result<f64, SessionError> {
    mg1_wait(arrival_rate, mean_service, mean_service)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn assert_close(found: f64, expected: f64, tolerance: f64) {
        assert!((found - expected).abs() < tolerance, "{found} is not {expected}");
    }

    #[test]
    fn queues_in_the_long_run() {
        let (rate, mean, deviation) = (0.05, 13.312_201_125_2, 6.390_043_459_3);
        assert_close(traffic(rate, mean).unwrap(), 0.665_610_056_3, 1e-10);
        assert_close(mg1_wait(rate, mean, deviation).unwrap(), 16.301_877_365_8, 1e-8);
        assert_close(md1_wait(rate, mean).unwrap(), 13.249_104_983_1, 1e-8);
        assert_close(mm1_wait(rate, mean).unwrap(), 26.498_209_966_2, 1e-8);
        assert_close(mm1_wait(0.0, mean).unwrap(), 0.0, 1e-12);
    }

    #[test]
    fn what_has_no_long_run_is_refused() {
        for (rate, mean) in [(0.1, 10.0), (-0.1, 10.0), (0.1, 0.0), (f64::NAN, 1.0), (0.1, f64::INFINITY)] {
            assert!(matches!(traffic(rate, mean), Err(SessionError::OutOfRange { .. })), "{rate} {mean}");
        }
        assert!(matches!(mg1_wait(0.05, 10.0, -1.0), Err(SessionError::OutOfRange { .. })));
    }
}
