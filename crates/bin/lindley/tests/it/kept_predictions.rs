//! Predictions that are kept from the command line, and made again to the byte.

use lindley_time::Zone;
use serde_json::Value;

use crate::stage::{Server, lindley, midnight};

#[test]
fn whatever_is_foretold_can_be_kept_and_made_again() {
    let directory = tempfile::tempdir().unwrap();
    let store = format!("sqlite:{}", directory.path().join("store").display());
    assert!(Server::start_with(&store, &["--demo", "--no-learner"]).stop().success());
    let day = Zone::utc().date_of(midnight(1)).to_string();
    let of_day = ["--site", "site-1", "--date", &day];
    let asked = [
        ("no-show", &of_day[..]),
        ("duration", &of_day),
        ("sessions", &of_day),
        ("demand", &["--site", "site-2"]),
        ("demand", &[]),
    ];
    let mut kept = Vec::new();
    for (subject, about) in asked {
        let mut call = vec!["model", "predict", "--store", &store, "--json", "--subject", subject];
        call.extend(about);
        let batch: Value = serde_json::from_str(&lindley(&call).said()).unwrap();
        assert_eq!((&batch["subject"], &batch["models"]), (&Value::from(subject), &Value::Array(vec![])));
        assert!(batch["count"].as_u64().unwrap() > 0, "{batch}");
        kept.push(batch);
    }
    assert!(kept[3]["count"].as_u64() < kept[4]["count"].as_u64(), "one site beside all of them");
    for batch in kept {
        let id = batch["id"].as_str().unwrap();
        let replayed = lindley(&["replay", id, "--store", &store, "--json"]).said();
        let replayed: Value = serde_json::from_str(&replayed).unwrap();
        assert_eq!(
            (&replayed["same"], &replayed["kept_hash"]),
            (&Value::Bool(true), &batch["hash"]),
            "{batch}"
        );
    }
}

#[test]
fn what_a_question_lacks_is_named() {
    for (call, problem) in [
        (&["--subject", "sessions", "--site", "site-1"][..], "--date is missing"),
        (&["--subject", "no-show", "--date", "2026-12-01"], "--site is missing"),
        (&["--subject", "demand", "--date", "2026-12-01"], "leave the date out"),
        (&["--subject", "weather"], "invalid value 'weather'"),
    ] {
        let mut whole = vec!["model", "predict", "--store", "memory"];
        whole.extend(call);
        let done = lindley(&whole);
        assert!(done.code != Some(0) && done.err.contains(problem), "{call:?}: {done:?}");
    }
}
