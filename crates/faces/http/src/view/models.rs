//! Models, and how the champion has done lately.

use lindley_api::ids::{ModelId, TrainingId};
use lindley_api::models::{self as wire, DataWindow, Model, ModelFeature, ModelSummary};
use lindley_api::moment::{LocalDate, Moment};
use lindley_app::{ListedModel, LiveReport, ModelRole};
use lindley_domain as domain;
use lindley_registry::ManifestFeature;

use super::model_report::model_report;

pub(crate) const fn model_task(task: domain::ModelTask) -> wire::ModelTask {
    match task {
        domain::ModelTask::NoShow => wire::ModelTask::NoShow,
        domain::ModelTask::Duration => wire::ModelTask::Duration,
        domain::ModelTask::Demand => wire::ModelTask::Demand,
    }
}

pub(crate) fn model_summary(model: &ListedModel) -> ModelSummary {
    let about = model.about();
    ModelSummary {
        id: ModelId(model.id.0),
        task: model_task(model.filed.task),
        role: match model.role {
            ModelRole::Champion => wire::ModelRole::Champion,
            ModelRole::Challenger => wire::ModelRole::Challenger,
            ModelRole::Former => wire::ModelRole::Former,
        },
        filed: Moment(model.filed.filed),
        training: TrainingId(model.filed.training.0),
        head: about.head,
        rows: about.rows,
        measures: about.report.measures.iter().map(|(name, figure)| (name.clone(), figure.value)).collect(),
        reason: model.change.as_ref().map(|change| change.reason.clone()),
        promoted: model.change.as_ref().map(|change| Moment(change.at)),
    }
}

pub(crate) fn model(model: &ListedModel) -> Model {
    let about = model.about();
    Model {
        summary: model_summary(model),
        window: DataWindow { from: LocalDate(about.from), until: LocalDate(about.until) },
        method: about.method.clone(),
        features: about.features.iter().map(feature).collect(),
        code_version: about.code_version.clone(),
        seed: about.seed,
        calibration: about.calibration.clone(),
        intended_use: about.intended_use.clone(),
        limits: about.limits.clone(),
        report: model_report(&about.report),
        blob_hash: model.filed.blob.to_string(),
        twin_hash: about.twin.to_string(),
        manifest_hash: model.filed.manifest.to_string(),
        signed_by: model.manifest.signers().join(", "),
    }
}

fn feature(feature: &ManifestFeature) -> ModelFeature {
    ModelFeature {
        name: feature.name.clone(),
        version: feature.version,
        unit: feature.unit.clone(),
        source: feature.source.clone(),
        default: feature.default.clone(),
    }
}

/// A figure that is no number has no place in JSON: such a report is named and not shown.
pub(crate) fn live_report(found: LiveReport) -> wire::LiveReport {
    let report = found.report.and_then(|report| match report.check_finite() {
        Ok(()) => Ok(model_report(&report)),
        Err(error) => Err(error.to_string()),
    });
    let (report, problem) = match report {
        Ok(report) => (Some(report), None),
        Err(problem) => (None, Some(problem)),
    };
    wire::LiveReport {
        task: model_task(found.task),
        champion: found.champion.map(|id| ModelId(id.0)),
        head: found.head,
        outcomes: found.outcomes,
        needed: found.needed,
        report,
        problem,
    }
}
