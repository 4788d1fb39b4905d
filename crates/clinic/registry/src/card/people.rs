//! The people behind the rows: who they were, and whether the model serves them equally well.

use lindley_domain::ModelTask;

use super::making::last_day;
use super::markdown::{Page, plain};
use super::number;
use crate::manifest::Manifest;
use crate::measure::measure;
use crate::report::{FairnessGap, ModelReport, OVERALL};

/// The part of the card about whom the model was learnt from.
pub(super) fn learnt_from(page: &mut Page, manifest: &Manifest) {
    let report = &manifest.report;
    page.heading("Who it was learnt from");
    page.paragraph(&format!(
        "This organisation's own log: {} rows of the days from {} to {}. Patients are pseudonymous in it; no name, contact or address \
         was used.",
        number::count(manifest.rows),
        manifest.from,
        last_day(manifest.until),
    ));
    let parts = report.segments.iter().filter(|segment| segment.grouping != OVERALL);
    let rows: Vec<Vec<String>> = parts
        .map(|segment| {
            let share = segment.rows as f64 / report.rows.max(1) as f64;
            vec![plain(&segment.label()), number::count(segment.rows), number::share(share)]
        })
        .collect();
    if rows.is_empty() {
        page.paragraph("Groups of patients were not counted.");
        return;
    }
    page.paragraph(&format!("Of the {} rows that its twin was judged on:", number::count(report.rows)));
    page.table(&["Group", "Rows", "Share"], &rows);
}

/// The part of the card about fairness.
pub(super) fn ethical_considerations(page: &mut Page, report: &ModelReport) {
    page.heading("Ethical considerations");
    if report.task == ModelTask::Demand {
        page.paragraph("It predicts how many will come and says nothing about any one patient.");
    }
    if report.task == ModelTask::NoShow {
        // M. Samorani et al., "Overbooked and overlooked: machine learning and racial bias in medical appointment
        // scheduling", Manufacturing & Service Operations Management 24 (2022).
        page.paragraph(
            "Patients with a high risk wait longer where sessions are overbooked by it, and they are often those who have least. \
             Remind and help them first.",
        );
    }
    if report.fairness.is_empty() {
        page.paragraph(
            "Groups of patients were not compared: too few rows, or too little known of them. Whether it serves them equally well \
             is not known.",
        );
        return;
    }
    page.paragraph(
        "How far groups of patients lie apart. A gap says that the model serves groups unequally well, not why. Look at a gap that \
         chance does not explain before the model speaks, and say in the reason for promoting it what was decided.",
    );
    let rows: Vec<_> = report.fairness.iter().map(|gap| row(report.task, gap)).collect();
    page.table(&["By", "Measure", "Most", "Least", "Gap", "Reading"], &rows);
    // The same groups are pooled for every measure of a grouping.
    let mut pooled: Vec<&FairnessGap> = report.fairness.iter().filter(|gap| !gap.pooled.is_empty()).collect();
    pooled.dedup_by(|a, b| (&a.grouping, &a.pooled) == (&b.grouping, &b.pooled));
    let lines = pooled.into_iter().map(|gap| {
        let groups: Vec<String> = gap.pooled.iter().map(|group| plain(group)).collect();
        format!(
            "{}: too small to be judged alone, so judged together: {}.",
            plain(&gap.grouping),
            groups.join(", ")
        )
    });
    page.list(lines);
}

fn row(task: ModelTask, gap: &FairnessGap) -> Vec<String> {
    let known = measure(task, &gap.measure);
    let reading = if gap.is_certain() { "more than chance" } else { "may be chance" };
    vec![
        plain(&gap.grouping),
        known.map_or_else(|| plain(&gap.measure), |known| known.title.to_owned()),
        plain(&gap.most),
        plain(&gap.least),
        number::gap(&gap.gap, known.as_ref()),
        reading.to_owned(),
    ]
}
