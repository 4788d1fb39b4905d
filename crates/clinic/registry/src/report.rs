//! How a model did on days it had not seen.

mod baseline;
mod drift;
mod fairness;
mod figure;
mod finite;
mod over_time;
mod reliability;
mod segment;

use std::collections::BTreeMap;

use lindley_domain::ModelTask;
use lindley_time::civil::Date;
use serde::{Deserialize, Serialize};

pub use baseline::Baseline;
pub use drift::{DriftVerdict, FeatureDrift};
pub use fairness::FairnessGap;
pub use figure::Figure;
pub use finite::NotFinite;
pub use over_time::Period;
pub use reliability::ReliabilityBin;
pub use segment::{OVERALL, Segment};

/// A model's figures on rows that it had not learnt from.
///
/// Measures are named as `lindley model backtest` names them (`auc`, `brier`, `ece`, `rmse`, `r2`, `pinball`, `coverage`,
/// `width`, …; `pinball@0.1` is that of one quantile). Their units are those of [`measure`](crate::measure()): shares from 0
/// to 1, lengths in seconds, demand in arrivals. Lists are in the order in which they are shown.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ModelReport {
    /// What was predicted.
    pub task: ModelTask,
    /// The first day that was judged.
    pub from: Date,
    /// The first day after those that were judged.
    pub until: Date,
    /// Rows judged: appointments, visits or steps of time.
    pub rows: u64,
    /// Figures over all rows, by measure.
    pub measures: BTreeMap<String, Figure>,
    /// Figures of parts of the rows.
    pub segments: Vec<Segment>,
    /// The reliability diagram, from the lowest predictions to the highest; of quantiles, from the lowest level to the highest.
    pub reliability: Vec<ReliabilityBin>,
    /// Figures by week or day, the earliest first.
    pub over_time: Vec<Period>,
    /// How far features, and the prediction itself, have moved between the rows learnt from and the rows judged.
    pub drift: Vec<FeatureDrift>,
    /// What simple methods do on the same rows.
    pub baselines: Vec<Baseline>,
    /// How far groups of patients lie apart.
    pub fairness: Vec<FairnessGap>,
    /// What could not be judged, and why: a sentence each, such as of a horizon for which there were too few days. Reports that
    /// were made before this was said have none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unjudged: Vec<String>,
}

impl ModelReport {
    /// A report without figures, to be filled.
    ///
    /// ```
    /// use lindley_domain::ModelTask;
    /// use lindley_registry::ModelReport;
    /// use lindley_time::civil::date;
    ///
    /// let mut report = ModelReport::new(ModelTask::NoShow, date(2026, 5, 1), date(2026, 6, 1), 20_000);
    /// report.measures.insert("brier".to_owned(), 0.1309.into());
    /// assert!(report.check_finite().is_ok());
    /// ```
    pub fn new(task: ModelTask, from: Date, until: Date, rows: u64) -> Self {
        Self {
            task,
            from,
            until,
            rows,
            measures: BTreeMap::new(),
            segments: Vec::new(),
            reliability: Vec::new(),
            over_time: Vec::new(),
            drift: Vec::new(),
            baselines: Vec::new(),
            fairness: Vec::new(),
            unjudged: Vec::new(),
        }
    }
}
