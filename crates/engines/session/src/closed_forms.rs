//! What can be written down exactly: two patients with exponential services, and queues in the long run.

use crate::error::SessionError;

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

fn check_above_zero(name: &'static str, value: f64) -> Result<(), SessionError> {
    if value.is_finite() && value > 0.0 {
        return Ok(());
    }
    Err(SessionError::OutOfRange { name, value, allowed: "it must be finite and above zero" })
}

fn check_not_negative(name: &'static str, value: f64) -> Result<(), SessionError> {
    if value.is_finite() && value >= 0.0 {
        return Ok(());
    }
    Err(SessionError::OutOfRange { name, value, allowed: "it must be finite and not negative" })
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
        for (mean, gap) in [(0.0, 1.0), (f64::NAN, 1.0), (1.0, -1.0), (1.0, f64::INFINITY)] {
            assert!(matches!(two_patients(mean, gap), Err(SessionError::OutOfRange { .. })), "{mean} {gap}");
        }
    }
}
