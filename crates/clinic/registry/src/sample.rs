//! An invented manifest for tests, with something in every field.

use std::collections::BTreeMap;

use lindley_domain::{BlobHash, ModelTask};
use lindley_time::Instant;
use lindley_time::civil::date;

use crate::{
    Baseline, DriftVerdict, FairnessGap, FeatureDrift, Figure, Manifest, ManifestFeature, ModelReport,
    Period, ReliabilityBin, Segment, intended_use, limits,
};

/// A figure with its interval.
pub(crate) fn between(value: f64, low: f64, high: f64) -> Figure {
    Figure { value, low: Some(low), high: Some(high) }
}

fn measures<const N: usize>(figures: [(&str, Figure); N]) -> BTreeMap<String, Figure> {
    figures.into_iter().map(|(name, figure)| (name.to_owned(), figure)).collect()
}

fn segment(grouping: &str, name: &str, rows: u64, observed: Figure, predicted: f64) -> Segment {
    let measures = measures([
        ("observed", observed),
        ("predicted", predicted.into()),
        ("brier", between(0.131, 0.128, 0.134)),
    ]);
    Segment { grouping: grouping.into(), name: name.into(), rows, pooled: name == "other", measures }
}

/// A report of a no-show model.
pub(crate) fn report() -> ModelReport {
    let mut report = ModelReport::new(ModelTask::NoShow, date(2026, 5, 4), date(2026, 6, 1), 27_632);
    report.measures = measures([
        ("auc", between(0.742_681, 0.735_9, 0.749_3)),
        ("brier", between(0.130_94, 0.128_8, 0.133_1)),
        ("ece", 0.0049.into()),
        ("charm", 1.5.into()),
    ]);
    report.segments = vec![
        segment("sex", "women", 17_500, between(0.181, 0.175, 0.187), 0.183),
        segment("sex", "men", 10_132, between(0.178, 0.171, 0.186), 0.177),
        segment("site", "North|side", 27_600, between(0.18, 0.175, 0.185), 0.181),
        segment("site", "other", 32, between(0.25, 0.11, 0.43), 0.2),
    ];
    let observed = between(0.052, 0.046, 0.059);
    let bin = ReliabilityBin { rows: 5_000, lowest: 0.01, highest: 0.08, predicted: 0.05, observed };
    report.reliability = vec![bin];
    report.over_time = [(4, 0.1284), (11, 0.1337), (18, 0.1309)]
        .map(|(day, score)| Period { score: Some(score), ..Period::new(date(2026, 5, day), 9_000) })
        .to_vec();
    let drift =
        |feature: &str, psi, verdict| FeatureDrift { feature: feature.into(), psi, ks: None, verdict };
    report.drift = vec![
        drift("lead_days@1", Some(0.31), DriftVerdict::Drifted),
        drift("age@1", Some(0.02), DriftVerdict::Steady),
    ];
    let flat = measures([("auc", 0.5.into()), ("brier", 0.148.into())]);
    report.baselines = vec![Baseline { name: "one probability for all".to_owned(), measures: flat }];
    report.fairness = vec![FairnessGap {
        grouping: "sex".to_owned(),
        measure: "calibration".to_owned(),
        most: "women".to_owned(),
        least: "men".to_owned(),
        gap: between(0.003, -0.006, 0.012),
        pooled: vec!["not said".to_owned()],
    }];
    report
}

/// A manifest of a no-show model.
pub(crate) fn manifest() -> Manifest {
    let feature = ManifestFeature {
        name: "lead_days".to_owned(),
        version: 1,
        unit: "days".to_owned(),
        default: "unknown".to_owned(),
        source: "the appointment's booking".to_owned(),
    };
    Manifest {
        task: ModelTask::NoShow,
        model: BlobHash([0xab; 32]),
        twin: BlobHash([0xcd; 32]),
        head: 412_007,
        from: date(2025, 1, 1),
        until: date(2026, 6, 1),
        rows: 110_521,
        features: vec![feature],
        method: "boosted trees".to_owned(),
        code_version: "0.1.0".to_owned(),
        seed: u64::MAX,
        calibration: "Venn-Abers on the later tenth of the days learnt from.".to_owned(),
        intended_use: intended_use(ModelTask::NoShow).to_owned(),
        limits: limits(ModelTask::NoShow).iter().map(|limit| (*limit).to_owned()).collect(),
        report: report(),
        made: Instant::from_seconds(1_780_300_800),
    }
}
