//! Whether every figure of a report is a number: JSON cannot say that one is not.

use std::collections::BTreeMap;

use super::{Figure, ModelReport};

/// A figure that is no finite number.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "the report's {place} is no finite number, so the report cannot be kept; leave figures out that cannot be computed"
)]
pub struct NotFinite {
    /// Which figure, such as `brier of site: Northside`.
    pub place: String,
}

impl ModelReport {
    /// Refuses a report with a figure that is no finite number, and names it.
    pub fn check_finite(&self) -> Result<(), NotFinite> {
        check_measures("overall", &self.measures)?;
        for segment in &self.segments {
            check_measures(&segment.label(), &segment.measures)?;
        }
        for baseline in &self.baselines {
            check_measures(&baseline.name, &baseline.measures)?;
        }
        for (number, bin) in (1..).zip(&self.reliability) {
            let place = || format!("reliability bin {number}");
            check_all([bin.lowest, bin.highest, bin.predicted], place)?;
            check_figure(&bin.observed, place)?;
        }
        for period in &self.over_time {
            let figures = [period.coverage, period.predicted, period.observed, period.width, period.score];
            check_all(figures.into_iter().flatten(), || format!("figure of {}", period.from))?;
        }
        for drift in &self.drift {
            check_all(drift.psi.into_iter().chain(drift.ks), || format!("drift of {}", drift.feature))?;
        }
        for gap in &self.fairness {
            check_figure(&gap.gap, || format!("gap in {} by {}", gap.measure, gap.grouping))?;
        }
        Ok(())
    }
}

fn check_measures(of: &str, measures: &BTreeMap<String, Figure>) -> Result<(), NotFinite> {
    measures.iter().try_for_each(|(measure, figure)| check_figure(figure, || format!("{measure} of {of}")))
}

fn check_figure(figure: &Figure, place: impl Fn() -> String) -> Result<(), NotFinite> {
    check_all([Some(figure.value), figure.low, figure.high].into_iter().flatten(), place)
}

fn check_all(numbers: impl IntoIterator<Item = f64>, place: impl Fn() -> String) -> Result<(), NotFinite> {
    if numbers.into_iter().all(f64::is_finite) { Ok(()) } else { Err(NotFinite { place: place() }) }
}
