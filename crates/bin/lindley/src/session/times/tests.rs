//! Times found from the command line: laws, words, refusals.

use super::*;
use crate::session::trial::{TIMES, Trial, refusal};

const QUICK: [&str; 6] = ["--scenarios", "300", "--fresh-scenarios", "300", "--replications", "2"];

fn ask(times: &str, words: &[&str]) -> Result<(Trial<TimesArgs>, Session, Found)> {
    let trial = Trial::<TimesArgs>::new(times, &QUICK, words)?;
    let session = trial.args.inputs.session(trial.args.visits.composition()?)?;
    let found = found(&trial.args, &session)?;
    Ok((trial, session, found))
}

#[test]
fn times_are_never_dearer_than_equal_slots_and_a_free_order_never_than_a_given_one() {
    let costs = ["--cost-idle", "2", "--cost-overtime", "5"];
    let (_, session, given) = ask(TIMES, &[&costs[..], &["--sequence", "BBAA"]].concat()).expect("times");
    assert_eq!(given.timed.sequence, given.equal);
    let cost = |evaluation: &Evaluation| Outcome::of(evaluation, &session.weights).cost;
    assert!(given.timed.cost < cost(&given.in_equal_slots));
    assert!(given.timed.slots.times().iter().all(|time| time % 60 == 0));
    let (_, _, free) = ask(TIMES, &[&costs[..], &["--composition", "A=2,B=2"]].concat()).expect("times");
    assert!(free.timed.cost <= cost(&free.in_equal_slots));
    assert!(cost(&free.in_equal_slots) <= cost(&given.in_equal_slots));
    assert!((0.0..=free.gap.limit).contains(&free.gap.share) && free.gap.limit <= 1.0);
}

#[test]
fn threads_change_nothing() {
    let with = |threads| {
        let (trial, session, found) =
            ask(TIMES, &["--composition", "A=2,B=2", "--threads", threads]).expect("times");
        json(&trial.args, &session, &found, 0.0).to_string()
    };
    assert_eq!(with("1"), with("3"));
}

#[test]
fn one_sentence_then_the_times() {
    // Every A takes 20 minutes, every B 10: the second is due when the first is done, and nobody waits.
    let certain = "kind,minutes\nA,20\nA,20\nB,10\nB,10\n";
    let (trial, session, found) = ask(certain, &["--sequence", "AB", "--cost-idle", "1"]).expect("times");
    let told = written::written(&session, &found);
    let wanted = "\
AB at these times costs 100.0 % less than every 15 minutes.

 visit  due, min  until next  waits, min  in equal slots  waits, min
 1 A           0          20         0.0             0 A         0.0
 2 B          20          10         0.0            15 B         5.0

                                         these times  equal slots
 cost                                           0.00         5.00
 waiting in all, min                            0.00         5.00
 waiting a patient, min                         0.00         2.50
 idling, min                                    0.00         0.00
 overtime, min                                  0.00         0.00
 spread of waiting over the visits, min         0.00         3.54

On fresh scenarios these times cost 0.00, 5.00 less than equal slots (95 % interval 5.00 to 5.00).
Gap: on the scenarios that they were chosen on, no times of this order can be 0.01 % cheaper.
On other samples, what is found anew is 0.00 % cheaper on average, 0.01 % at most with 95 % confidence.";
    assert_eq!(
        told.lines().map(str::trim_end).collect::<Vec<_>>(),
        wanted.lines().collect::<Vec<_>>(),
        "{told}"
    );
    let json = json(&trial.args, &session, &found, 0.0);
    assert_eq!(
        (&json["times_min"], &json["equal_slots"]["cost"]),
        (&serde_json::json!([0.0, 20.0]), &serde_json::json!(5.0))
    );
}

#[test]
fn bad_input_is_told_with_its_place() {
    let table: &[(&str, &[&str], &str)] = &[
        (TIMES, &[], "say which visits the session has: --composition A=8,B=8, or --sequence"),
        (TIMES, &["--sequence", "ABa"], "place 3 of the sequence is 'a'"),
        (
            TIMES,
            &["--sequence", "AB", "--composition", "A=2"],
            "--sequence AB has other visits (A=1,B=1) than the session (A=2)",
        ),
        (TIMES, &["--sequence", "AB", "--slots", "3"], "2 visits and the session has 3 slots"),
        (TIMES, &["--sequence", "AC"], "kind C has 0 service times"),
        (
            TIMES,
            &["--sequence", "AB", "--step-minutes", "0"],
            "--step-minutes 0 is not a whole number of seconds",
        ),
        (
            TIMES,
            &["--sequence", "AB", "--step-minutes", "60"],
            "the step is 3600: a step of times is at least 1 s",
        ),
        (
            TIMES,
            &["--sequence", "AB", "--replications", "1"],
            "'--replications <N>': give a whole number from 2 to 1,000",
        ),
        (
            TIMES,
            &["--sequence", "AB", "--fresh-scenarios", "1"],
            "'--fresh-scenarios <N>': give a whole number from 2 to 1,000,000",
        ),
        (TIMES, &["--sequence", "AB", "--replications", "1001"], "give a whole number from 2 to 1,000"),
        ("kind,seconds\nA,600\nA,-5\n", &["--sequence", "AA"], "line 3, seconds: negative"),
    ];
    for (times, words, expected) in table {
        let told = refusal(ask(times, words));
        assert!(told.contains(expected), "{words:?}: {told}");
    }
}
