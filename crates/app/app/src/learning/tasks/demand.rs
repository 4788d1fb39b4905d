//! How many will ask for a service.

use lindley_forecast::record::ClinicRecord;
use lindley_registry::{ModelReport, PairedSegment};
use lindley_time::Instant;
use lindley_time::civil::Date;

use crate::learning::task::{About, Judged, Lesson, Task, TaskProblem};

/// Learns how many will ask.
pub(crate) struct DemandTask;

impl Task for DemandTask {
    fn about(&self) -> About {
        About { method: "", calibration: "" }
    }
    fn judge(&self, _: &Lesson<'_>) -> Result<Judged, TaskProblem> {
        Err(TaskProblem("none".to_owned()))
    }
    fn learn(&self, _: &Lesson<'_>) -> Result<Vec<u8>, TaskProblem> {
        Err(TaskProblem("none".to_owned()))
    }
    fn compare(
        &self,
        _: &[u8],
        _: &[u8],
        _: &ClinicRecord,
        _: Date,
        _: Instant,
    ) -> Result<Vec<PairedSegment>, TaskProblem> {
        Err(TaskProblem("none".to_owned()))
    }
    fn live_report(
        &self,
        _: &[u8],
        _: &ClinicRecord,
        _: (Instant, Date),
        _: (Instant, Date),
    ) -> Result<ModelReport, TaskProblem> {
        Err(TaskProblem("none".to_owned()))
    }
    fn at_hand(&self, _: &ClinicRecord, _: Instant) -> (u64, u64) {
        (0, 1)
    }
}
