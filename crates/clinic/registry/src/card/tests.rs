//! The card as a whole, and what it must never do.

use lindley_domain::ModelTask;

use super::*;
use crate::sample;

/// The whole card of the sample. After a change that is meant, the test prints the new text.
#[test]
fn the_card_reads_as_written_down() {
    let text = card(&sample::manifest());
    assert_eq!(text, include_str!("sample_card.md"), "\n{text}");
}

#[test]
fn the_headings_stand_in_their_order_for_every_task() {
    for task in ModelTask::ALL {
        let mut manifest = sample::manifest();
        (manifest.task, manifest.report.task) = (task, task);
        let text = card(&manifest);
        let headings: Vec<&str> = text.lines().filter_map(|line| line.strip_prefix("## ")).collect();
        let expected = [
            "What it is",
            "Intended use",
            "Who it was learnt from",
            "How well it does",
            "Calibration",
            "Limits",
            "Ethical considerations",
            "How to reproduce",
        ];
        assert_eq!(headings, expected);
    }
}

#[test]
fn what_was_not_measured_is_said_and_never_shown_as_zero() {
    let mut manifest = sample::manifest();
    manifest.report = crate::ModelReport::new(
        ModelTask::NoShow,
        manifest.report.from,
        manifest.report.until,
        manifest.report.rows,
    );
    manifest.limits.clear();
    let text = card(&manifest);
    for told in
        ["was not judged by segment", "were not compared", "were not counted", "no sign that there are none"]
    {
        assert!(text.contains(told), "{told}\n{text}");
    }
    assert!(!text.contains("NaN") && !text.contains("| 0"), "{text}");
}

#[test]
fn what_was_not_judged_is_named_where_the_figures_are() {
    let mut manifest = sample::manifest();
    assert!(!card(&manifest).contains("Not judged"));
    manifest.report.unjudged = vec!["Forecasts of 3w were not judged: there were 17 days.".to_owned()];
    let text = card(&manifest);
    let (said, calibration) = (text.find("- Forecasts of 3w were not judged"), text.find("## Calibration"));
    assert!(text.contains("Not judged, so nobody knows") && said.is_some() && said < calibration, "{text}");
}

#[test]
fn names_from_outside_cannot_change_the_page() {
    let mut manifest = sample::manifest();
    let nasty = "x\n# Approved\n<script>|[a](javascript:b)".to_owned();
    manifest.calibration.clone_from(&nasty);
    manifest.method.clone_from(&nasty);
    manifest.code_version.clone_from(&nasty);
    manifest.limits.push(nasty.clone());
    manifest.features[0].source.clone_from(&nasty);
    manifest.report.segments[0].name.clone_from(&nasty);
    manifest.report.baselines[0].name.clone_from(&nasty);
    manifest.report.fairness[0].pooled.push(nasty.clone());
    manifest.report.drift[0].feature.clone_from(&nasty);
    manifest.report.unjudged.push(nasty.clone());
    manifest.report.measures.insert(nasty, 1.0.into());
    let text = card(&manifest);
    assert_eq!(text.lines().filter(|line| line.starts_with("# ")).count(), 1, "{text}");
    assert!(!text.contains("<script>") && !text.contains("[a]("), "{text}");
}
