//! Advice asked for on the command line: laws, words, refusals.

use super::*;
use crate::session::trial::{TIMES, Trial, refusal};

const QUICK: [&str; 2] = ["--scenarios", "300"];

fn ask(times: &str, words: &[&str]) -> Result<(Trial<AdviseArgs>, Session, Found)> {
    let trial = Trial::<AdviseArgs>::new(times, &QUICK, words)?;
    let session = trial.args.inputs.session(trial.args.composition.0.clone())?;
    let found = found(&trial.args, &session)?;
    Ok((trial, session, found))
}

fn three_kinds() -> String {
    format!("{TIMES}C,200\nC,300\nC,250\n")
}

#[test]
fn every_way_is_tried_at_every_cost_and_nothing_beats_the_best() {
    let (_, _, found) = ask(&three_kinds(), &["--composition", "A=2,B=2,C=2"]).expect("advice");
    assert_eq!(found.advice.at.len(), 9);
    assert!(found.advice.combinations.iter().all(|way| way.tried == 9));
    let mut names: Vec<&str> =
        found.advice.combinations.iter().map(|way| way.classification.as_str()).collect();
    names.dedup();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names, ["A apart from BC", "A, B and C apart", "AB apart from C", "all kinds alike"]);
    for enough in &found.advice.at {
        assert!((0.0..=0.01).contains(&enough.loss), "{enough}");
    }
    let sensitivity = found.sensitivity.expect("few orders");
    let together: f64 = sensitivity.shares.iter().map(|share| share.share).sum();
    assert!((together - 1.0).abs() < 1e-9);
}

#[test]
fn what_cannot_be_told_apart_comes_in_random_order() {
    let trial = Trial::<AdviseArgs>::new("A,B\n1800,600\n1800,600\n", &QUICK, &["--composition", "A=2,B=2"])
        .expect("a command line");
    let session = trial.args.inputs.session(trial.args.composition.0.clone()).expect("a session");
    let seed = session.seed;
    let columns = Columns::draw(&session, seed).expect("columns");
    let all = classifications(&session);
    let sizes: Vec<usize> = all.iter().map(|one| one.groups.len()).collect();
    assert_eq!(sizes, [1, 2]);
    let alike = columns.seen_by(&all[0], seed).expect("one group");
    let first = lindley_session::evaluate(&"AAAA".parse().expect("an order"), &alike.sample, &session.slots);
    // Of two long and two short visits the first is long in half of all scenarios: then the second waits for 15 minutes.
    let wait = first.expect("an evaluation").mean_waits()[1];
    assert!((wait - 7.5).abs() < 1.5, "{wait}");
    let mut times = alike.times[0].clone();
    times.sort_unstable();
    assert_eq!(times, [vec![600; 600], vec![1_800; 600]].concat(), "the work is the same");
}

#[test]
fn the_finding_stands_first_and_the_ranges_follow() {
    let words =
        ["--composition", "A=3,B=3", "--cost-idle", "5", "--idle-costs", "5", "--overtime-costs", "1,5"];
    let (trial, session, found) = ask(TIMES, &words).expect("advice");
    let told = written::written(&found);
    let first = told.lines().next().expect("a line");
    assert!(first.contains(" is within 1 % everywhere.") || first.starts_with("No combination"), "{told}");
    let wanted = "At costs of 1 for waiting, 5 for idling and 1 for overtime the cheapest order is ";
    assert!(told.contains(wanted) && told.contains("a minute of  now"), "{told}");
    let json = json(&trial.args, &session, &found, 0.0);
    assert_eq!(json["words"], first);
    assert_eq!(json["at"].as_array().map(Vec::len), Some(2));
    assert_eq!(json["sensitivity"]["ranges"][1]["now"], 5.0);
}

#[test]
fn many_orders_are_searched_and_many_kinds_are_not_grouped() {
    let times = "A,B,C,D,E,F\n2000,1000,900,800,700,600\n2100,1500,600,500,300,200\n";
    let words = ["--composition", "A=2,B=2,C=2,D=2,E=2,F=2", "--scenarios", "20", "--idle-costs", "5"];
    let (_, _, found) = ask(times, &words).expect("advice");
    assert!(found.sensitivity.is_none());
    let kinds: Vec<usize> = found.advice.combinations.iter().map(|way| way.kinds).collect();
    assert!(kinds.iter().all(|kinds| [1, 6].contains(kinds)));
    assert!(found.advice.combinations.iter().any(|way| way.rule == "a searched order"));
    assert!(written::written(&found).contains("too many orders"));
}

#[test]
fn what_is_lost_beside_an_order_that_costs_nothing_has_no_limit() {
    let certain = "kind,minutes\nA,20\nA,20\nB,10\nB,10\n";
    let words = ["--composition", "A=1,B=1", "--idle-costs", "0", "--overtime-costs", "0"];
    let (trial, session, found) = ask(certain, &words).expect("advice");
    let json = json(&trial.args, &session, &found, 0.0);
    let ways = json["combinations"].as_array().expect("ways");
    let limitless = ways.iter().filter(|way| way["worst_loss_is_limitless"] == true).count();
    assert!(
        limitless > 0
            && ways.iter().all(|way| way["worst_loss"].is_null() == (way["worst_loss_is_limitless"] == true))
    );
    assert!(written::written(&found).contains("no limit"));
}

#[test]
fn bad_input_is_told_with_its_place() {
    let table: &[(&str, &[&str], &str)] = &[
        (TIMES, &["--composition", "A=4"], "A=4 has visits of one kind: there is nothing to tell apart"),
        (TIMES, &["--composition", "A=4,B=0"], "A=4,B=0 has visits of one kind"),
        (TIMES, &["--composition", "A=2,B=2", "--tolerance", "-1"], "--tolerance -1: it is a percentage"),
        (
            TIMES,
            &["--composition", "A=2,B=2", "--idle-costs", "1,inf"],
            "the cost of a minute of idling is inf",
        ),
        (TIMES, &["--composition", "A=2,B=2", "--overtime-costs", "1,1e308"], "between 0 and 1,000,000"),
        (TIMES, &["--composition", "A=2,B=2", "--tolerance", "1e308"], "a percentage from 0 to 1,000,000"),
        (
            TIMES,
            &["--composition", "A=2,B=2", "--overtime-costs", "x"],
            "invalid value 'x' for '--overtime-costs",
        ),
        (
            TIMES,
            &["--composition", "A=2,B=2", "--scenarios", "0"],
            "'--scenarios <N>': give a whole number from 1 to 1,000,000",
        ),
        ("kind,seconds\nA,600\nA,700\nB,600\n", &["--composition", "A=2,B=2"], "kind B has 1 service times"),
    ];
    for (times, words, expected) in table {
        let told = refusal(ask(times, words));
        assert!(told.contains(expected), "{words:?}: {told}");
    }
}
