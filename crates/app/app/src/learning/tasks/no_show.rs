//! Who will not come.

use lindley_domain::ModelTask;
use lindley_forecast::no_show::{self, LEAST_OUTCOMES, NoShowModel, NoShowReport, has_outcome};
use lindley_forecast::record::ClinicRecord;
use lindley_registry as registry;
use lindley_registry::{ManifestFeature, ModelReport, PairedSegment, ReliabilityBin};
use lindley_time::Instant;
use lindley_time::civil::Date;

use super::translation::{drift, feature, paired, window};
use crate::learning::task::{About, Judged, Lesson, Task, TaskProblem};

const ABOUT: About = About {
    method: "boosted trees on features of the log, logarithmic loss",
    calibration: "inductive Venn-Abers on the last fifth of the days that trees of the same method had not seen; of the band's \
                  two ends one is calibrated",
};

/// Learns who will not come.
pub(crate) struct NoShowTask;

impl Task for NoShowTask {
    fn about(&self) -> About {
        ABOUT
    }

    fn judge(&self, lesson: &Lesson<'_>) -> Result<Judged, TaskProblem> {
        let Lesson { record, until, seed, crew } = *lesson;
        let found = no_show::judge(record, until, seed, crew).map_err(|error| TaskProblem::of(&error))?;
        let (from, last) = window(record, until, has_outcome)?;
        Ok(Judged {
            twin: found.model.to_bytes().map_err(|error| TaskProblem::of(&error))?,
            report: report(&found.report, found.first_day, last)?,
            from,
            until: last,
            rows: no_show::outcomes(record, until).len() as u64,
            features: features(&found.model),
        })
    }

    fn learn(&self, lesson: &Lesson<'_>) -> Result<Vec<u8>, TaskProblem> {
        let Lesson { record, until, seed, crew } = *lesson;
        let learnt = no_show::learn(record, until, seed, crew).and_then(|model| model.to_bytes());
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
        let found = no_show::compare(&model(champion)?, &model(challenger)?, record, from, until);
        Ok(found.map_err(|error| TaskProblem::of(&error))?.into_iter().map(paired).collect())
    }

    fn live_report(
        &self,
        bytes: &[u8],
        record: &ClinicRecord,
        (from, first_day): (Instant, Date),
        (until, last_day): (Instant, Date),
    ) -> Result<ModelReport, TaskProblem> {
        let found = no_show::live_report(&model(bytes)?, record, from, until);
        report(&found.map_err(|error| TaskProblem::of(&error))?, first_day, last_day)
    }

    fn at_hand(&self, record: &ClinicRecord, until: Instant) -> (u64, u64) {
        let known = record.visits().filter(|visit| visit.counts_from().is_some_and(|counts| counts <= until));
        (known.filter(has_outcome).count() as u64, LEAST_OUTCOMES as u64)
    }
}

fn model(bytes: &[u8]) -> Result<NoShowModel, TaskProblem> {
    NoShowModel::from_bytes(bytes).map_err(|error| TaskProblem::of(&error))
}

fn features(model: &NoShowModel) -> Vec<ManifestFeature> {
    model.features().map(|known| feature(&known.card)).collect()
}

fn report(found: &NoShowReport, from: Date, until: Date) -> Result<ModelReport, TaskProblem> {
    let mut report = ModelReport::new(ModelTask::NoShow, from, until, found.rows as u64);
    let mut measures = vec![
        ("auc", found.auc),
        ("brier", found.brier),
        ("ece", found.ece),
        ("ece_equal_mass", found.ece_equal_mass),
        ("width", found.width),
    ];
    if let Some(stage) = &found.at_booking {
        measures.extend([
            ("auc_at_booking", stage.auc),
            ("brier_at_booking", stage.brier),
            ("ece_at_booking", stage.ece),
        ]);
    }
    report.measures = measures.into_iter().map(|(name, value)| (name.to_owned(), value.into())).collect();
    report.segments = found.groups.iter().map(segment).collect();
    let bins = found.bins.iter().map(ReliabilityBin::of).collect::<Result<Vec<_>, _>>();
    report.reliability = bins.map_err(|error| TaskProblem::of(&error))?;
    report.over_time = found.by_week.iter().map(week).collect();
    report.drift = found.drift.iter().map(drift).collect();
    report.baselines = found.baselines.iter().map(baseline).collect();
    report.fairness = found.fairness.gaps.iter().map(gap).collect();
    Ok(report)
}

fn segment(group: &no_show::GroupReport) -> registry::Segment {
    let (grouping, name) = group.group.split_once(": ").unwrap_or(("group", &group.group));
    let mut measures = vec![
        ("observed", group.observed.into()),
        ("predicted", group.predicted.into()),
        ("ece", group.ece.into()),
    ];
    measures.extend(group.auc.map(|auc| ("auc", auc.into())));
    registry::Segment {
        grouping: grouping.to_owned(),
        name: name.to_owned(),
        rows: group.rows as u64,
        pooled: false,
        measures: measures.into_iter().map(|(name, figure)| (name.to_owned(), figure)).collect(),
    }
}

fn week(week: &no_show::WeekReport) -> registry::Period {
    registry::Period {
        predicted: Some(week.predicted),
        observed: Some(week.observed),
        width: Some(week.width),
        score: Some(week.brier),
        ..registry::Period::new(week.monday, week.rows as u64)
    }
}

fn baseline(found: &no_show::Baseline) -> registry::Baseline {
    let measures = [("auc", found.auc), ("brier", found.brier)];
    registry::Baseline {
        name: found.name.to_owned(),
        measures: measures.into_iter().map(|(name, value)| (name.to_owned(), value.into())).collect(),
    }
}

fn gap(found: &no_show::FairnessGap) -> registry::FairnessGap {
    registry::FairnessGap {
        grouping: found.grouping.clone(),
        measure: found.measure.to_owned(),
        most: found.highest.clone(),
        least: found.lowest.clone(),
        gap: found.gap.into(),
        pooled: found.pooled.clone(),
    }
}
