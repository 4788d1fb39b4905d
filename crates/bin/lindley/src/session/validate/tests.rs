//! Judgements asked for on the command line: laws, words, refusals.

use super::*;
use crate::session::trial::{TIMES, Trial, refusal};

const QUICK: [&str; 8] = [
    "--scenarios",
    "300",
    "--fresh-scenarios",
    "400",
    "--replications",
    "3",
    "--replication-scenarios",
    "100",
];

fn ask(times: &str, words: &[&str]) -> Result<(Trial<ValidateArgs>, Session, Judged)> {
    let trial = Trial::<ValidateArgs>::new(times, &QUICK, words)?;
    let session = trial.args.inputs.session(trial.args.visits.composition()?)?;
    let judged = judged(&trial.args, &session)?;
    Ok((trial, session, judged))
}

#[test]
fn the_chosen_order_is_judged_on_scenarios_that_it_was_not_chosen_on() {
    let words = ["--composition", "A=3,B=3", "--cost-idle", "2", "--against", "AAABBB"];
    let (trial, session, judged) = ask(TIMES, &words).expect("a judgement");
    let chosen_on = judged.chosen_on.as_ref().expect("it was chosen");
    assert_ne!(chosen_on.totals, judged.fresh.totals);
    let cost = Outcome::of(&judged.fresh, &session.weights).cost;
    assert!(judged.cost_low < cost && cost < judged.cost_high);
    let (_, found) = judged.against.as_ref().expect("another order");
    assert!((found.first - cost).abs() < 1e-9 && found.difference.mean < 0.0 && found.is_decided());
    assert!(judged.gap.paired >= 0.0 && judged.gap.paired <= judged.gap.paired_limit);
    let json = json(&trial.args, &session, &judged, 0.0);
    assert_eq!(json["against"]["decided"], true);
    assert!(json["gap"].as_f64() < json["gap_limit"].as_f64());
    let told = written::written(&trial.args, &session, &judged);
    let first = format!(
        "{} costs {cost:.2} on 400 fresh scenarios, none of which it was chosen on (95 % ",
        judged.sequence
    );
    assert!(told.starts_with(&first), "{told}");
    assert!(told.contains("where chosen") && told.contains(" less, scenario by scenario"), "{told}");
}

#[test]
fn a_given_order_is_judged_as_it_is_and_ties_are_said() {
    let words = ["--sequence", "BBAA", "--against", "BBAA", "--level", "0.995"];
    let (trial, session, judged) = ask(TIMES, &words).expect("a judgement");
    assert!(judged.chosen_on.is_none());
    let told = written::written(&trial.args, &session, &judged);
    assert!(told.contains("these scenarios do not tell which is cheaper (99.5 % interval"), "{told}");
    assert!(!told.contains("where chosen"), "{told}");
}

#[test]
fn every_figure_says_which_sample_it_is_from() {
    let (trial, session, mut judged) = ask(TIMES, &["--sequence", "BBAA"]).expect("a judgement");
    let cost = Outcome::of(&judged.fresh, &session.weights).cost;
    judged.gap.lower_limit = cost - 1.0;
    let below = written::written(&trial.args, &session, &judged);
    assert!(below.contains("estimated on 3 other samples of 100 scenarios each"), "{below}");
    let bound = format!("Estimated from those samples alone, no order costs less than {:.2}", cost - 1.0);
    assert!(below.contains(&bound) && !below.contains("sampling error"), "{below}");
    // Where the bound comes out above the cost that it should be below, that is never left without a reason.
    judged.gap.lower_limit = cost + 0.55;
    let above = written::written(&trial.args, &session, &judged);
    let explained =
        format!("than {:.2}, above the {cost:.2} found there. That is sampling error", cost + 0.55);
    assert!(above.contains(&explained), "{above}");
    assert!(!above.contains("Estimated from those samples alone"), "{above}");
    let known = format!("within {:.2} to {:.2}", judged.cost_low, judged.cost_high);
    assert!(above.contains(&known), "{above}");
    assert!(
        above.contains(json(&trial.args, &session, &judged, 0.0)["optimality"]["words"].as_str().unwrap())
    );
}

#[test]
fn bad_input_is_told_with_its_place() {
    let table: &[(&str, &[&str], &str)] = &[
        (TIMES, &[], "say which visits the session has"),
        (
            TIMES,
            &["--sequence", "AB", "--against", "AA"],
            "--against AA has other visits (A=2) than the session (A=1,B=1)",
        ),
        (TIMES, &["--sequence", "AB", "--against", "A1"], "place 2 of the sequence is '1'"),
        (TIMES, &["--sequence", "AB", "--level", "1"], "--level 1: a confidence lies between 0.5 and 1"),
        (TIMES, &["--sequence", "AB", "--level", "NaN"], "--level NaN: a confidence lies between"),
        (
            TIMES,
            &["--sequence", "AB", "--replications", "1"],
            "'--replications <N>': give a whole number from 2 to 1,000",
        ),
        (
            TIMES,
            &["--sequence", "AB", "--replication-scenarios", "0"],
            "'--replication-scenarios <N>': give a whole",
        ),
        (TIMES, &["--sequence", "AB", "--fresh-scenarios", "1"], "'--fresh-scenarios <N>': give a whole"),
        (TIMES, &["--composition", "A=1,C=1"], "kind C has 0 service times"),
        ("kind,seconds\nA,600\nA,NaN\n", &["--sequence", "AA"], "line 3, seconds: not a number"),
    ];
    for (times, words, expected) in table {
        let told = refusal(ask(times, words));
        assert!(told.contains(expected), "{words:?}: {told}");
    }
}
