//! Sessions lived from the command line: laws, words, refusals.

use super::*;
use crate::session::trial::{TIMES, Trial, refusal};

const QUICK: [&str; 2] = ["--scenarios", "500"];
/// Every A takes 20 minutes, every B 10.
const CERTAIN: &str = "kind,minutes\nA,20\nA,20\nB,10\nB,10\n";

fn ask(times: &str, words: &[&str]) -> Result<(Trial<PracticeArgs>, Session, Lived)> {
    let trial = Trial::<PracticeArgs>::new(times, &QUICK, words)?;
    let session = session(&trial.args)?;
    let lived = lived(&trial.args, &session)?;
    Ok((trial, session, lived))
}

#[test]
fn without_habits_practice_is_the_plan() {
    let (trial, session, lived) = ask(TIMES, &["--sequence", "ABAB"]).expect("a session");
    assert_eq!(lived.practised, lived.planned);
    assert!(lived.advice.is_none());
    let told = written::written(&trial.args, &session, &lived);
    assert!(told.contains(", as much as when everybody comes to the second."), "{told}");
    assert!(!told.contains("walk-ins"), "{told}");
}

#[test]
fn who_stays_away_is_not_seen_and_others_wait_less() {
    let words = ["--sequence", "AAAA", "--no-show", "A=0.25"];
    let (trial, session, lived) = ask(TIMES, &words).expect("a session");
    let seen = lived.practised.kinds[0].seen as f64 / 500.0;
    assert!((seen - 3.0).abs() < 0.15, "{seen}");
    assert!(lived.practised.totals.wait < lived.planned.totals.wait);
    let json = json(&trial.args, &session, &lived, 0.0);
    assert_eq!((&json["overbooking"]["slots"], &json["overbooking"]["by_rule"]), (&4.into(), &6.into()));
    assert!(json["practice"]["kinds"]["A"]["wait"].as_f64() < json["planned"]["kinds"]["A"]["wait"].as_f64());
    let told = written::written(&trial.args, &session, &lived);
    assert!(told.contains("For 4 slots it costs least to book 5 such patients"), "{told}");
}

#[test]
fn without_an_order_the_best_one_for_these_habits_is_looked_for() {
    let habits = ["--no-show", "A=0.6"];
    let (trial, session, found) =
        ask(TIMES, &[&["--composition", "A=3,B=3"], &habits[..]].concat()).expect("a session");
    let cost = |lived: &Lived| lived.practised.totals.cost(&session.weights, 500);
    for order in ["AAABBB", "BBBAAA", "ABABAB", "BABABA", "AABBBA"] {
        let (_, _, given) = ask(TIMES, &[&["--sequence", order], &habits[..]].concat()).expect("a session");
        assert!(cost(&found) <= cost(&given), "{order} is cheaper than {}", found.order);
    }
    assert_eq!(json(&trial.args, &session, &found, 0.0)["searched"], true);
    let told = written::written(&trial.args, &session, &found);
    assert!(told.contains("best order found for these habits"), "{told}");
}

#[test]
fn a_doubled_slot_lets_the_second_wait_for_the_first() {
    let (_, session, lived) = ask(CERTAIN, &["--sequence", "BAB", "--doubled", "1"]).expect("a session");
    assert_eq!(session.slots.times(), [0, 0, 900]);
    let waits: Vec<f64> = lived.planned.visits.iter().map(Waiting::mean).collect();
    assert!(
        waits.iter().zip([0.0, 10.0, 15.0]).all(|(found, wanted)| (found - wanted).abs() < 1e-9),
        "{waits:?}"
    );
    assert_eq!(lived.planned.totals.overtime, 500 * 600);
    let (_, timed, _) = ask(CERTAIN, &["--sequence", "AB", "--times", "0,20"]).expect("a session");
    assert_eq!((timed.slots.times(), timed.slots.length_s()), (&[0, 1_200][..], 1_800));
}

#[test]
fn late_patients_and_walk_ins_are_told_in_words() {
    let words = ["--sequence", "BB", "--late-mean", "5", "--walk-ins", "3", "--walk-in-kind", "B"];
    let (trial, session, lived) = ask(CERTAIN, &words).expect("a session");
    let walk_ins = lived.practised.walk_ins.seen as f64 / 500.0;
    assert!((walk_ins - 1.5).abs() < 0.25, "three an hour for half an hour: {walk_ins}");
    let told = written::written(&trial.args, &session, &lived);
    assert!(told.starts_with("In practice BB costs ") && told.contains("walk-ins seen"), "{told}");
    assert!(told.contains("more than when everybody comes to the second."), "{told}");
}

#[test]
fn bad_input_is_told_with_its_place() {
    let table: &[(&str, &[&str], &str)] = &[
        (TIMES, &["--sequence", "AB", "--no-show", "A=1.5"], "'1.5' is not a probability from 0 to 1"),
        (TIMES, &["--sequence", "AB", "--no-show", "A=x"], "'x' is not a probability"),
        (
            TIMES,
            &["--sequence", "AB", "--no-show", "C=0.1"],
            "--no-show names kind C, of which the session has no visit",
        ),
        (TIMES, &["--sequence", "AB", "--no-show", "A=1,B=1"], "probability"),
        (
            TIMES,
            &["--sequence", "AB", "--late-sd", "-1"],
            "--late-sd -1: it is a number of minutes, not negative",
        ),
        (TIMES, &["--sequence", "AB", "--late-mean", "NaN"], "--late-mean NaN: it is a number of minutes"),
        (
            TIMES,
            &["--sequence", "AB", "--walk-ins", "-1"],
            "--walk-ins -1: it is a number of patients an hour",
        ),
        (
            TIMES,
            &["--sequence", "AB", "--walk-ins", "1", "--walk-in-kind", "C"],
            "--walk-in-kind C: the session has no kind",
        ),
        (TIMES, &["--sequence", "AB", "--doubled", "2"], "--doubled 2: the session has the slots 1 to 1"),
        (
            TIMES,
            &["--sequence", "AB", "--slots", "2", "--doubled", "1"],
            "2 visits and the session has 2 slots, 1 of them doubled",
        ),
        (TIMES, &["--sequence", "AB", "--times", "0"], "--times has 1 times for 2 visits"),
        (TIMES, &["--sequence", "AB", "--times", "0,NaN"], "--times NaN: times are minutes"),
        (TIMES, &["--sequence", "AB", "--times", "5,10"], "appointment time 1 is 300 s: times begin with 0"),
        (TIMES, &["--sequence", "A-"], "place 2 of the sequence is '-'"),
        (
            TIMES,
            &["--sequence", "AB", "--no-show", "A=0.1", "--cost-empty", "-1"],
            "the cost of an empty slot is -1: a cost lies between 0 and 1,000,000",
        ),
        ("kind,seconds\nA,600\nA,-5\n", &["--sequence", "AA"], "line 3, seconds: negative"),
    ];
    for (times, words, expected) in table {
        let told = refusal(ask(times, words));
        assert!(told.contains(expected), "{words:?}: {told}");
    }
}
