//! What a minute of waiting, idling and overtime costs.

use crate::error::SessionError;

/// Cost of one minute of each; only their ratios matter for the choice of a plan.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Weights {
    /// Of one patient's waiting.
    pub wait: f64,
    /// Of the physician's idling before the last visit.
    pub idle: f64,
    /// Of work after the session's end.
    pub overtime: f64,
}

impl Weights {
    /// Checked weights.
    ///
    /// ```
    /// use lindley_session::Weights;
    /// assert!(Weights::new(1.0, 5.0, 10.0).is_ok());
    /// assert!(Weights::new(1.0, f64::INFINITY, 10.0).is_err());
    /// assert!(Weights::new(0.0, 0.0, 0.0).is_err());
    /// ```
    ///
    /// # Errors
    /// [`SessionError::Weight`] for a weight that is negative or not finite, or if all are zero.
    pub fn new(wait: f64, idle: f64, overtime: f64) -> Result<Self, SessionError> {
        for (name, value) in [("waiting", wait), ("idling", idle), ("overtime", overtime)] {
            if !value.is_finite() || value < 0.0 {
                return Err(SessionError::Weight { name, value });
            }
        }
        if wait + idle + overtime <= 0.0 {
            return Err(SessionError::Weight { name: "everything", value: 0.0 });
        }
        Ok(Self { wait, idle, overtime })
    }
}
