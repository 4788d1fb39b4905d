//! The same code on synthetic consultations, with any number of hands.

use std::num::NonZeroUsize;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use lindley_reproduction::{Results, Study, headlines, report, reproduce, synthetic};
use lindley_seed::Seed;
use lindley_session::{Alone, Crew};

/// Threads that take the parts from the last to the first.
struct Backwards(NonZeroUsize);

impl Crew for Backwards {
    fn each(&self, parts: usize, work: &(dyn Fn(usize) + Sync)) {
        let done = AtomicUsize::new(0);
        thread::scope(|scope| {
            for _ in 0..self.0.get() {
                scope.spawn(|| {
                    loop {
                        let taken = done.fetch_add(1, Ordering::Relaxed);
                        if taken >= parts {
                            return;
                        }
                        work(parts - 1 - taken);
                    }
                });
            }
        });
    }
}

fn study() -> Study {
    let rows = synthetic::consultations(synthetic::PUBLISHED_SESSIONS, Seed::from_u64(123));
    Study::of_synthetic(rows).expect("both parts have rows")
}

/// By one thread with one fresh seed, computed once.
fn results() -> &'static Results {
    static RESULTS: OnceLock<Results> = OnceLock::new();
    RESULTS.get_or_init(|| reproduce(&study(), 1, &Alone, &|_| ()).expect("the study can be computed"))
}

#[test]
fn one_two_and_eight_threads_give_the_same_bytes() {
    let study = study();
    let (json, page) = (results().to_json().expect("text"), report(results()));
    for threads in [2, 8] {
        let crew = Backwards(NonZeroUsize::new(threads).expect("some"));
        let found = reproduce(&study, 1, &crew, &|_| ()).expect("the study can be computed");
        assert!(found.to_json().expect("text") == json, "results.json of {threads} threads");
        assert!(report(&found) == page, "the page of {threads} threads");
    }
}

#[test]
fn what_was_promised_is_written() {
    let results = results();
    let written: serde_json::Value =
        serde_json::from_str(&results.to_json().expect("text")).expect("it is JSON");
    let cells = written["cells"].as_array().expect("a list");
    assert_eq!(cells.iter().filter(|cell| cell["policy"] == "K2+CRG").count(), 30);
    for key in ["cost_idle", "cost_overtime", "policy", "ratio", "cost", "std_w_ratio", "sequences"] {
        assert!(cells.iter().all(|cell| !cell[key].is_null()), "{key}");
    }
    let clusters = written["clusters"].as_array().expect("a list");
    assert!(clusters.iter().any(|found| found["mode"] == "exact" && found["k"] == 2));
    for key in ["cuts_s", "medians_s", "sae"] {
        assert!(clusters.iter().all(|found| !found[key].is_null()), "{key}");
    }
    assert!(cells.iter().all(|cell| cell["published_ratio"].is_null()), "nothing is compared");
    let compositions = written["compositions"].as_array().expect("a list");
    let sum: f64 = compositions.iter().filter_map(|share| share["probability"].as_f64()).sum();
    assert!((sum - 3.0).abs() < 1e-9, "one lottery for each classification");
    assert!(results.first_come.wait_per_patient > 0.0);
}

#[test]
fn quoted_savings_have_the_signs_of_the_study() {
    let quoted = headlines(results());
    assert_eq!(quoted.len(), 9);
    for quoted in quoted {
        println!(
            "{} ({}, {}): {:.2} %",
            quoted.finding, quoted.cost_idle, quoted.cost_overtime, quoted.percent
        );
        assert!(quoted.percent > 0.0, "{quoted:?}");
        assert_eq!(quoted.published, None, "synthetic consultations are compared with nothing");
    }
}

#[test]
fn predicted_kinds_are_about_as_common_and_as_long_as_in_the_study() {
    let three = results().groups.iter().filter(|group| group.classification == "K3");
    let published = [(193, 17.5029), (2_698, 13.5115), (427, 10.1587)];
    for (group, (consultations, mean)) in three.zip(published) {
        assert!(
            group.consultations * 2 > consultations && group.consultations < consultations * 2,
            "{group:?}"
        );
        assert!((group.mean - mean).abs() < 1.0, "{group:?}");
    }
}

#[test]
fn the_page_asks_for_nothing_from_outside() {
    let page = report(results());
    for outside in ["http://", "https://", "src=", "@import", "url(", "<script", "<link"] {
        assert!(!page.contains(outside), "{outside}");
    }
    assert!(!page.contains("NaN") && !page.contains("inf "));
}

#[test]
fn a_study_needs_both_parts() {
    let rows = synthetic::consultations(10, Seed::from_u64(1));
    let problem = Study::of_synthetic(rows).expect_err("nothing comes after session 194").to_string();
    assert!(problem.contains("194"), "{problem}");
    assert!(Study::of_synthetic(Vec::new()).is_err());
}

#[test]
fn a_time_that_cannot_be_simulated_is_named() {
    let mut rows = synthetic::consultations(200, Seed::from_u64(1));
    rows[5].service_seconds = 70_000;
    let problem = Study::of_synthetic(rows).expect_err("70,000 s is too long").to_string();
    assert!(problem.contains("session 1") && problem.contains("70000"), "{problem}");
}
