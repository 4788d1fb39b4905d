//! Fair orders asked for on the command line: laws, words, refusals.

use super::*;
use crate::session::trial::{TIMES, Trial, refusal};

const SESSION: [&str; 8] =
    ["--scenarios", "300", "--composition", "A=3,B=3", "--cost-idle", "10", "--cost-overtime", "10"];

fn ask(times: &str, words: &[&str]) -> Result<(Trial<FairArgs>, Session, Found)> {
    let trial = Trial::<FairArgs>::new(times, &SESSION, words)?;
    let session = trial.args.inputs.session(trial.args.composition.0.clone())?;
    let found = found(&trial.args, &session)?;
    Ok((trial, session, found))
}

#[test]
fn the_limits_hold_and_fairness_is_never_cheaper() {
    let (_, _, free) = ask(TIMES, &["--max-slot-wait", "1000"]).expect("any order");
    assert_eq!(free.fair, free.cheapest);
    let worst = free.cheapest.unfairness.worst_visit;
    let limit = format!("{:.2}", worst * 0.9);
    let (trial, session, found) = ask(TIMES, &["--max-slot-wait", &limit]).expect("a fairer order");
    assert!(found.fair.unfairness.worst_visit <= worst * 0.9 + 0.01);
    assert!(found.fair.cost > found.cheapest.cost && found.cheapest == free.cheapest);
    let told = written::written(&trial.args, &session, &found);
    let first = format!("{} is the cheapest order within the limits: fairness costs ", found.fair.sequence);
    assert!(told.starts_with(&first) && told.ends_with("Chosen among all 20 orders."), "{told}");
    let json = json(&trial.args, &session, &found, 0.0);
    let price =
        json["cost"].as_f64().zip(json["cheapest"]["cost"].as_f64()).map(|(fair, least)| fair - least);
    assert_eq!(json["price"].as_f64(), price);
    assert_eq!(json["among"], 20);
}

#[test]
fn what_is_said_to_be_attainable_is() {
    let told = refusal(ask(TIMES, &["--max-std-w", "0"]));
    let least = told
        .strip_prefix("no order of A=3,B=3 keeps the limits: --max-std-w 0 can be ")
        .and_then(|rest| rest.strip_suffix(" at least; allow more"))
        .unwrap_or_else(|| panic!("{told}"));
    assert!(ask(TIMES, &["--max-std-w", least]).is_ok(), "{least}");
    let less = format!("{:.2}", least.parse::<f64>().expect("minutes") - 0.02);
    assert!(ask(TIMES, &["--max-std-w", &less]).is_err(), "{less}");
    let told = refusal(ask(TIMES, &["--max-slot-wait", "0", "--max-group-wait", "0.1"]));
    assert!(
        told.contains("--max-slot-wait 0 can be ") && told.contains("--max-group-wait 0.1 can be "),
        "{told}"
    );
    assert!(told.ends_with("each by another order; allow more"), "{told}");
}

#[test]
fn too_many_orders_are_chosen_from_patterns() {
    let words = ["--composition", "A=6,B=6,C=6", "--scenarios", "20", "--max-slot-wait", "60"];
    let times = format!("{TIMES}C,200\nC,300\n");
    let (trial, session, found) = ask(&times, &words).expect("a pattern");
    assert!(!found.all && found.among > 100);
    assert!(written::written(&trial.args, &session, &found).contains("repeated patterns"));
}

#[test]
fn bad_input_is_told_with_its_place() {
    let table: &[(&str, &[&str], &str)] = &[
        (TIMES, &[], "say what is too unfair: --max-std-w, --max-slot-wait or --max-group-wait"),
        (TIMES, &["--max-std-w", "-1"], "--max-std-w -1: limits are minutes, not negative"),
        (TIMES, &["--max-slot-wait", "NaN"], "--max-slot-wait NaN: limits are minutes"),
        (TIMES, &["--max-group-wait", "inf"], "--max-group-wait inf: limits are minutes"),
        (TIMES, &["--max-std-w", "1", "--composition", "A=0,B=0"], "1 to 255 visits"),
        (TIMES, &["--max-std-w", "1", "--slots", "5"], "6 visits and the session has 5 slots"),
        ("kind,seconds\nA,600\nA,\n", &["--max-std-w", "1"], "line 3, seconds: the field is blank"),
    ];
    for (times, words, expected) in table {
        let told = refusal(ask(times, words));
        assert!(told.contains(expected), "{words:?}: {told}");
    }
}
