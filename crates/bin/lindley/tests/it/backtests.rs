//! `lindley model backtest` from outside: what it reads, what it answers, what it refuses.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::time::Duration;

use lindley_time::civil::date;
use serde_json::Value;

use crate::stage::{Done, lindley};

/// A file of its own in a folder that goes when the test ends.
fn file(content: &str) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("counts.csv");
    std::fs::write(&path, content).unwrap();
    (folder, path)
}

/// Twelve weeks of two sites, from 7:00 to 19:00.
fn two_sites() -> String {
    let start = date(2026, 1, 5).at(0, 0, 0, 0);
    let mut text = "at,site,n\n".to_owned();
    for hour in (0..84 * 24_u64).filter(|hour| (7..19).contains(&(hour % 24))) {
        let at = start.saturating_add(Duration::from_hours(hour));
        for (site, least) in [("north", 4), ("south", 9)] {
            writeln!(text, "{at},{site},{}", least + hour * 13 % 5).unwrap();
        }
    }
    text
}

fn backtest(path: &Path, more: &[&str]) -> Done {
    let data = path.to_str().unwrap();
    let words = [
        "model",
        "backtest",
        "--task",
        "demand",
        "--data",
        data,
        "--time-column",
        "at",
        "--count-column",
        "n",
    ];
    lindley(&[&words[..], more].concat())
}

#[test]
fn demand_is_tested_per_series_and_summed_up() {
    let (_folder, path) = file(&two_sites());
    let done = backtest(&path, &["--series-column", "site", "--days", "2", "--json"]);
    let report: Value = serde_json::from_str(&done.said()).unwrap();
    for key in ["pinball", "coverage", "width", "rmse", "r2", "train_seconds", "row_microseconds"] {
        assert!(report[key].is_f64(), "{key}: {}", report[key]);
    }
    for key in ["auc", "brier", "ece"] {
        assert!(report.get(key).is_some_and(Value::is_null), "{key}: demand has no probabilities");
    }
    assert!(report["baselines"]["seasonal_naive"].is_f64());
    for key in ["reliability", "segments", "over_time", "drift"] {
        assert!(report[key].as_array().is_some_and(|list| !list.is_empty()), "{key}: {}", report[key]);
    }
    assert_eq!(report["series"][0]["series"], "north");
    assert_eq!(report["series"][1]["day_ahead"]["steps"], 24);
    assert_eq!(report["series"][1]["next_step"]["steps_by_basis"]["model"], 24);
    assert_eq!(report["series"][0]["day_ahead"]["over_time"][1]["rows"], 12);
}

#[test]
fn what_cannot_be_read_is_refused_with_line_and_column() {
    let (_folder, path) = file("at,n\n2026-03-02 07:00,4\nsoon,1\n2026-03-02 08:00,-1\n2999-01-01,2\n");
    let done = backtest(&path, &[]);
    assert_eq!(done.code, Some(1));
    for told in ["line 3, at: not a time", "line 4, n: below zero", "line 5, at: lies in the future"] {
        assert!(done.err.contains(told), "{}", done.err);
    }
}

#[test]
fn rows_that_lie_farther_apart_than_steps_are_refused() {
    let (_folder, path) = file("at,n\n2026-03-02 07:00,4\n2026-03-02 08:00,4\n");
    let done = backtest(&path, &["--step", "15min"]);
    assert!(done.complaint(1).contains("60 minutes apart"));
}

#[test]
fn nought_days_are_refused_and_a_missing_column_is_named() {
    let (_folder, path) = file("at,calls\n2026-03-02 07:00,4\n");
    let done = backtest(&path, &["--days", "0"]);
    assert!(done.code == Some(2) && done.err.contains("--days"), "{}", done.err);
    assert!(backtest(&path, &[]).complaint(1).contains("no column named n"));
}

#[test]
fn ten_rows_are_answered_by_a_named_fallback() {
    let rows: Vec<String> = (7..17).map(|hour| format!("2026-03-02 {hour:02}:00,4")).collect();
    let (_folder, path) = file(&format!("at,n\n{}\n", rows.join("\n")));
    assert!(backtest(&path, &[]).said().contains("by few-rows"));
}

#[test]
fn options_of_another_task_are_refused() {
    let (_folder, path) = file("at,n\n2026-03-02 07:00,4\n");
    let path = path.to_str().unwrap();
    let ask = |task, options: &[&str]| {
        let mut call = vec!["model", "backtest", "--task", task, "--data", path];
        call.extend(options);
        lindley(&call)
    };
    for option in ["--time-column", "--count-column", "--special-days", "--signal", "--days"] {
        for task in ["duration", "no-show"] {
            let done = ask(task, &[option, "3"]);
            assert!(done.complaint(1).contains(&format!("{option} belongs to --task demand")), "{done:?}");
        }
    }
    assert!(ask("demand", &["--seed", "7"]).complaint(1).contains("nothing about demand is drawn by chance"));
}

const NO_SHOW_HEADER: &str = "PatientId,AppointmentID,Gender,ScheduledDay,AppointmentDay,Age,Neighbourhood,Scholarship,\
                              Hipertension,Diabetes,Alcoholism,Handcap,SMS_received,No-show\n";

#[test]
fn appointments_that_lie_ahead_are_refused() {
    let row = "71,1,F,2999-05-02T08:00:01Z,2999-05-04T00:00:00Z,30,CENTRO,0,1,0,0,0,0,No\n";
    let (_folder, path) = file(&format!("{NO_SHOW_HEADER}{row}"));
    let done = lindley(&["model", "backtest", "--task", "no-show", "--data", path.to_str().unwrap()]);
    assert!(done.complaint(1).contains("2999-05-04 lies in the future"));
}

#[test]
fn ten_appointments_are_too_few_and_the_base_rate_is_named() {
    let row = |id: u32| {
        format!("7{id},{id},F,2016-05-02T08:00:01Z,2016-05-{id:02}T00:00:00Z,30,CENTRO,0,1,0,0,0,0,No\n")
    };
    let rows: String = (5..15).map(row).collect();
    let (_folder, path) = file(&format!("{NO_SHOW_HEADER}{rows}"));
    let done = lindley(&["model", "backtest", "--task", "no-show", "--data", path.to_str().unwrap()]);
    assert!(done.complaint(1).contains("too few to learn from"));
}
