//! What the registry asks of each kind of model.

use lindley_crew::Crew;
use lindley_domain::ModelTask;
use lindley_forecast::record::ClinicRecord;
use lindley_registry::{ManifestFeature, ModelReport, PairedSegment};
use lindley_seed::Seed;
use lindley_time::Instant;
use lindley_time::civil::Date;
use serde::{Deserialize, Serialize};

use super::tasks::{DemandTask, DurationTask, NoShowTask};

/// From what is learnt, and how.
#[derive(Clone, Copy)]
pub(crate) struct Lesson<'a> {
    /// The log up to its head.
    pub(crate) record: &'a ClinicRecord,
    /// The moment of its last event: what happened after it is not known.
    pub(crate) until: Instant,
    /// Where the draws begin.
    pub(crate) seed: Seed,
    /// Who does the work; the result does not depend on it.
    pub(crate) crew: &'a dyn Crew,
}

/// A twin of the model that has not seen the last fifth of the days, and how it did on them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Judged {
    /// The twin's bytes; kept apart, under their own hash.
    #[serde(skip)]
    pub(crate) twin: Vec<u8>,
    /// How it did.
    pub(crate) report: ModelReport,
    /// The first day that is learnt from.
    pub(crate) from: Date,
    /// The first day after those.
    pub(crate) until: Date,
    /// Rows that the model learns from.
    pub(crate) rows: u64,
    /// What it looks at.
    pub(crate) features: Vec<ManifestFeature>,
}

/// Why nothing was learnt or compared, in words for staff.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub(crate) struct TaskProblem(pub(crate) String);

impl TaskProblem {
    pub(crate) fn of(error: &impl std::fmt::Display) -> Self {
        Self(error.to_string())
    }
}

/// What stands in a manifest whatever was learnt.
#[derive(Clone, Copy, Debug)]
pub(crate) struct About {
    pub(crate) method: &'static str,
    pub(crate) calibration: &'static str,
}

/// One kind of model. Everything is deterministic: the same arguments give the same bytes.
pub(crate) trait Task: Send + Sync {
    /// What its manifests say.
    fn about(&self) -> About;

    /// Learns a twin from all but the last fifth of the days and judges it on those.
    fn judge(&self, lesson: &Lesson<'_>) -> Result<Judged, TaskProblem>;

    /// Learns the model from all days.
    fn learn(&self, lesson: &Lesson<'_>) -> Result<Vec<u8>, TaskProblem>;

    /// Two twins on the days from `from` on.
    fn compare(
        &self,
        champion: &[u8],
        challenger: &[u8],
        record: &ClinicRecord,
        from: Date,
        until: Instant,
    ) -> Result<Vec<PairedSegment>, TaskProblem>;

    /// A model on what happened between two moments, each with the local day that a report names.
    fn live_report(
        &self,
        model: &[u8],
        record: &ClinicRecord,
        from: (Instant, Date),
        until: (Instant, Date),
    ) -> Result<ModelReport, TaskProblem>;

    /// How many outcomes there are to learn from, and how many are needed.
    fn at_hand(&self, record: &ClinicRecord, until: Instant) -> (u64, u64);
}

/// The kind of model that does this.
pub(crate) fn of(task: ModelTask) -> &'static dyn Task {
    match task {
        ModelTask::NoShow => &NoShowTask,
        ModelTask::Duration => &DurationTask,
        ModelTask::Demand => &DemandTask,
    }
}
