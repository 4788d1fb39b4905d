//! How far a feature has moved since the model was learnt.

use serde::{Deserialize, Serialize};

/// A feature's distribution in the rows learnt from beside that in later rows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FeatureDrift {
    /// The feature's column, such as `lead_days@1`; `score` for the prediction itself, `coverage` for the bands.
    pub feature: String,
    /// The population stability index.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub psi: Option<f64>,
    /// The Kolmogorov-Smirnov distance, from 0 to 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ks: Option<f64>,
    /// What to make of it.
    pub verdict: DriftVerdict,
}

/// What to make of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DriftVerdict {
    /// As it was.
    Steady,
    /// Somewhat different: look at it.
    Watch,
    /// Different: train again.
    Drifted,
    /// Too few rows to say.
    Unknown,
}

impl DriftVerdict {
    /// The usual reading of a population stability index: below 0.1 steady, below 0.25 to be watched, from there on drifted.
    ///
    /// Source: N. Siddiqi, "Credit Risk Scorecards" (2006), chapter 9. It is a convention, no test: with few rows the index is
    /// above 0.1 by chance alone, so whoever has fewer than some hundred rows should say [`DriftVerdict::Unknown`].
    ///
    /// ```
    /// # use lindley_registry::DriftVerdict;
    /// assert_eq!(DriftVerdict::of_stability(0.03), DriftVerdict::Steady);
    /// assert_eq!(DriftVerdict::of_stability(0.4), DriftVerdict::Drifted);
    /// assert_eq!(DriftVerdict::of_stability(f64::NAN), DriftVerdict::Unknown);
    /// ```
    pub fn of_stability(index: f64) -> Self {
        match index {
            index if index.is_nan() => Self::Unknown,
            index if index < 0.1 => Self::Steady,
            index if index < 0.25 => Self::Watch,
            _ => Self::Drifted,
        }
    }

    /// One word, as it is written.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Steady => "steady",
            Self::Watch => "watch",
            Self::Drifted => "drifted",
            Self::Unknown => "unknown",
        }
    }
}
