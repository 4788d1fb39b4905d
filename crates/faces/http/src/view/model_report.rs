//! How well a model did.

use std::collections::BTreeMap;

use lindley_api::models as wire;
use lindley_api::models::{DataWindow, Measured};
use lindley_api::moment::LocalDate;
use lindley_registry as registry;

pub(crate) fn model_report(report: &registry::ModelReport) -> wire::ModelReport {
    wire::ModelReport {
        rows: report.rows,
        window: DataWindow { from: LocalDate(report.from), until: LocalDate(report.until) },
        measures: measures(&report.measures),
        segments: report.segments.iter().map(segment).collect(),
        unjudged: report.unjudged.clone(),
        reliability: report.reliability.iter().map(bin).collect(),
        over_time: report.over_time.iter().map(period).collect(),
        drift: report.drift.iter().map(drift).collect(),
        baselines: report.baselines.iter().map(baseline).collect(),
        fairness: report.fairness.iter().map(gap).collect(),
    }
}

fn measures(figures: &BTreeMap<String, registry::Figure>) -> BTreeMap<String, Measured> {
    figures.iter().map(|(name, figure)| (name.clone(), measured(*figure))).collect()
}

const fn measured(figure: registry::Figure) -> Measured {
    Measured { value: figure.value, low: figure.low, high: figure.high }
}

fn segment(segment: &registry::Segment) -> wire::ReportSegment {
    wire::ReportSegment {
        grouping: segment.grouping.clone(),
        name: segment.name.clone(),
        rows: segment.rows,
        pooled: segment.pooled,
        measures: measures(&segment.measures),
    }
}

const fn bin(bin: &registry::ReliabilityBin) -> wire::ReliabilityBin {
    wire::ReliabilityBin {
        rows: bin.rows,
        lowest: bin.lowest,
        highest: bin.highest,
        predicted: bin.predicted,
        observed: measured(bin.observed),
    }
}

const fn period(period: &registry::Period) -> wire::ReportPeriod {
    wire::ReportPeriod {
        from: LocalDate(period.from),
        rows: period.rows,
        predicted: period.predicted,
        observed: period.observed,
        coverage: period.coverage,
        width: period.width,
        score: period.score,
    }
}

fn drift(drift: &registry::FeatureDrift) -> wire::FeatureDrift {
    let verdict = match drift.verdict {
        registry::DriftVerdict::Steady => wire::DriftVerdict::Stable,
        registry::DriftVerdict::Watch => wire::DriftVerdict::Watch,
        registry::DriftVerdict::Drifted => wire::DriftVerdict::Shifted,
        registry::DriftVerdict::Unknown => wire::DriftVerdict::Unknown,
    };
    wire::FeatureDrift { feature: drift.feature.clone(), psi: drift.psi, ks: drift.ks, verdict }
}

fn baseline(baseline: &registry::Baseline) -> wire::Baseline {
    wire::Baseline { name: baseline.name.clone(), measures: measures(&baseline.measures) }
}

fn gap(gap: &registry::FairnessGap) -> wire::FairnessGap {
    wire::FairnessGap {
        grouping: gap.grouping.clone(),
        measure: gap.measure.clone(),
        highest: gap.most.clone(),
        lowest: gap.least.clone(),
        gap: measured(gap.gap),
        pooled: gap.pooled.clone(),
    }
}
