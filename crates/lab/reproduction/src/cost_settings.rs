//! The thirty settings of costs.

use lindley_session::{SessionError, Weights};

/// Cost of one minute of idling and of overtime, where a minute of one patient's waiting costs 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct CostSetting {
    /// `c_I`.
    pub idle: u8,
    /// `c_O`.
    pub overtime: u8,
}

impl CostSetting {
    /// All settings of the study: `c_I` 0, 5, 10 and `c_O` 1 to 10.
    pub fn all() -> Vec<Self> {
        [0, 5, 10]
            .into_iter()
            .flat_map(|idle| (1..=10).map(move |overtime| Self { idle, overtime }))
            .collect()
    }

    /// As weights of the session engine.
    pub fn weights(self) -> Result<Weights, SessionError> {
        Weights::new(1.0, f64::from(self.idle), f64::from(self.overtime))
    }
}
