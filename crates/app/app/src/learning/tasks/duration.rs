//! How long visits take.

use std::collections::BTreeMap;

use lindley_domain::ModelTask;
use lindley_forecast::record::ClinicRecord;
use lindley_forecast::visit_length::{
    self, ClinicLengthModel, ClinicLengthReport, FEATURES, LEAST_VISITS, LengthFigures, LengthWeek,
    QuantileReliability, is_measured,
};
use lindley_registry as registry;
use lindley_registry::{Figure, ManifestFeature, ModelReport, PairedSegment};
use lindley_time::Instant;
use lindley_time::civil::Date;

use super::translation::{drift, feature, paired, window};
use crate::learning::task::{About, Judged, Lesson, Task, TaskProblem};

const ABOUT: About = About {
    method: "boosted trees on features of the log: one of the mean, three of quantiles",
    calibration: "conformalised quantiles within each visit type, on the last fifth of the days that trees of the same method had \
                  not seen; small visit types together",
};

/// Learns how long visits take.
pub(crate) struct DurationTask;

impl Task for DurationTask {
    fn about(&self) -> About {
        ABOUT
    }

    fn judge(&self, lesson: &Lesson<'_>) -> Result<Judged, TaskProblem> {
        let Lesson { record, until, seed, crew } = *lesson;
        let found =
            visit_length::judge(record, until, seed, crew).map_err(|error| TaskProblem::of(&error))?;
        let (from, last) = window(record, until, is_measured)?;
        Ok(Judged {
            twin: found.model.to_bytes().map_err(|error| TaskProblem::of(&error))?,
            report: report(&found.report, found.first_day, last),
            from,
            until: last,
            rows: self.at_hand(record, until).0,
            features: features(&found.model),
        })
    }

    fn learn(&self, lesson: &Lesson<'_>) -> Result<Vec<u8>, TaskProblem> {
        let Lesson { record, until, seed, crew } = *lesson;
        let learnt = visit_length::learn(record, until, seed, crew).and_then(|model| model.to_bytes());
        learnt.map_err(|error| TaskProblem::of(&error))
    }

    fn compare(
        &self,
        champion: &[u8],
        challenger: &[u8],
        record: &ClinicRecord,
        from: Date,
        until: Instant,
    ) -> Result<Vec<PairedSegment>, TaskProblem> {
        let found = visit_length::compare(&model(champion)?, &model(challenger)?, record, from, until);
        Ok(found.map_err(|error| TaskProblem::of(&error))?.into_iter().map(paired).collect())
    }

    fn live_report(
        &self,
        bytes: &[u8],
        record: &ClinicRecord,
        (from, first_day): (Instant, Date),
        (until, last_day): (Instant, Date),
    ) -> Result<ModelReport, TaskProblem> {
        let found = visit_length::live_report(&model(bytes)?, record, from, until);
        Ok(report(&found.map_err(|error| TaskProblem::of(&error))?, first_day, last_day))
    }

    fn at_hand(&self, record: &ClinicRecord, until: Instant) -> (u64, u64) {
        let known = record.visits().filter(|visit| visit.counts_from().is_some_and(|counts| counts <= until));
        (known.filter(is_measured).count() as u64, LEAST_VISITS as u64)
    }
}

fn model(bytes: &[u8]) -> Result<ClinicLengthModel, TaskProblem> {
    ClinicLengthModel::from_bytes(bytes).map_err(|error| TaskProblem::of(&error))
}

fn features(model: &ClinicLengthModel) -> Vec<ManifestFeature> {
    let known = FEATURES.iter().filter(|one| model.columns().contains(&one.card.column()));
    known.map(|one| feature(&one.card)).collect()
}

fn report(found: &ClinicLengthReport, from: Date, until: Date) -> ModelReport {
    let mut report = ModelReport::new(ModelTask::Duration, from, until, found.overall.rows as u64);
    report.measures = measures(&found.overall);
    report.segments = found
        .segments
        .iter()
        .map(|segment| registry::Segment {
            grouping: segment.grouping.to_owned(),
            name: segment.name.clone(),
            rows: segment.figures.rows as u64,
            pooled: segment.pooled,
            measures: measures(&segment.figures),
        })
        .collect();
    report.reliability = found.reliability.iter().map(|one| bin(one, report.rows)).collect();
    report.over_time = found.weeks.iter().map(week).collect();
    report.drift = found.drift.iter().map(drift).collect();
    let baseline = |one: &visit_length::LengthBaseline| registry::Baseline {
        name: one.name.to_owned(),
        measures: one.measures.iter().map(|(name, value)| ((*name).to_owned(), (*value).into())).collect(),
    };
    report.baselines = found.baselines.iter().map(baseline).collect();
    report
}

fn measures(figures: &LengthFigures) -> BTreeMap<String, Figure> {
    let mut measures = vec![
        ("pinball", figures.pinball.into()),
        ("rmse", figures.rmse.into()),
        ("mae", figures.mae.into()),
        ("coverage", figures.coverage.into()),
        ("width", figures.width.into()),
        ("predicted", figures.expected.into()),
        ("observed", figures.measured.into()),
    ];
    measures.extend(figures.r2.map(|r2| ("r2", r2.into())));
    measures.into_iter().map(|(name, figure): (&str, Figure)| (name.to_owned(), figure)).collect()
}

/// A quantile that was said, beside the share of visits that kept below it.
fn bin(found: &QuantileReliability, rows: u64) -> registry::ReliabilityBin {
    registry::ReliabilityBin {
        rows,
        lowest: found.share,
        highest: found.share,
        predicted: found.share,
        observed: found.observed.into(),
    }
}

fn week(week: &LengthWeek) -> registry::Period {
    registry::Period {
        coverage: Some(week.figures.coverage.estimate),
        predicted: Some(week.figures.expected),
        observed: Some(week.figures.measured),
        width: Some(week.figures.width),
        score: Some(week.figures.pinball),
        ..registry::Period::new(week.from, week.figures.rows as u64)
    }
}
