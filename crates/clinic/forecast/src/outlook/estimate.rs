//! A number that is foretold, with its bands.

use lindley_stats::Band;
use serde::{Deserialize, Serialize};

/// The levels of the bands: how often they hold what comes.
pub const LEVELS: [f64; 2] = [0.8, 0.9];

/// What a band rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Basis {
    /// So many past sessions have widened or narrowed it until it held.
    PastSessions {
        /// How many.
        sessions: usize,
    },
    /// The simulation alone: there are too few measured past sessions to check it.
    SimulationOnly {
        /// How many there are.
        sessions: usize,
        /// How many are needed.
        needed: usize,
    },
}

impl Basis {
    /// The written form.
    ///
    /// ```
    /// use lindley_forecast::outlook::Basis;
    /// assert_eq!(Basis::SimulationOnly { sessions: 3, needed: 20 }.code(), "simulation-only");
    /// ```
    pub const fn code(self) -> &'static str {
        match self {
            Self::PastSessions { .. } => "past-sessions",
            Self::SimulationOnly { .. } => "simulation-only",
        }
    }
}

/// A number that is foretold: its mean and a band for each of [`LEVELS`].
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Estimate {
    /// The mean over the draws.
    pub expected: f64,
    /// Lower and upper ends, one pair for each level.
    pub bands: [(f64, f64); 2],
    /// What the bands rest on.
    pub basis: Basis,
}

impl Estimate {
    /// The lower and upper end for one of [`LEVELS`]; none for another level.
    ///
    /// ```
    /// use lindley_forecast::outlook::{Basis, Estimate};
    /// let basis = Basis::PastSessions { sessions: 40 };
    /// let wait = Estimate { expected: 300.0, bands: [(120.0, 540.0), (60.0, 720.0)], basis };
    /// assert_eq!((wait.band(0.9), wait.band(0.5)), (Some((60.0, 720.0)), None));
    /// ```
    pub fn band(&self, level: f64) -> Option<(f64, f64)> {
        let place = LEVELS.iter().position(|known| (known - level).abs() < 1e-9)?;
        Some(self.bands[place])
    }
}

/// A mean and bands before past sessions have their say.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Rough {
    pub(super) expected: f64,
    pub(super) bands: [Band; 2],
}

impl Rough {
    /// The mean and the central quantiles of what was drawn; none if nothing was.
    pub(super) fn of(values: &[f64]) -> Option<Self> {
        let expected = lindley_stats::mean(values).ok()?;
        let end = |share: f64| lindley_stats::quantile(values, share).ok();
        let mut bands = [Band::WHOLE_LINE; 2];
        for (band, level) in bands.iter_mut().zip(LEVELS) {
            let tail = (1.0 - level) / 2.0;
            *band = Band::new(end(tail)?, end(1.0 - tail)?).ok()?;
        }
        Some(Self { expected, bands })
    }
}
