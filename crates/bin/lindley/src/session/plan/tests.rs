//! Plans asked for on the command line: laws, refusals.

use super::*;
use crate::session::trial::{TIMES, Trial, refusal};

fn ask(times: &str, words: &[&str]) -> Result<Plan> {
    planned(&Trial::<PlanArgs>::new(times, &[], words)?.args)
}

#[test]
fn every_method_answers_and_exact_is_never_beaten() {
    let composition =
        ["--composition", "A=4,B=4", "--cost-idle", "5", "--cost-overtime", "5", "--scenarios", "500"];
    let plan = |method| ask(TIMES, &[&composition[..], &["--method", method]].concat()).expect("a plan");
    let exact = plan("exact");
    assert!(exact.gap <= 0.0, "{}", exact.gap);
    for method in ["crg", "tsc", "moments", "search"] {
        let other = plan(method);
        assert_eq!(other.sequence.composition(2), exact.sequence.composition(2), "{method}");
        let lowest = other.cost * (1.0 - other.gap);
        assert!(other.cost >= exact.cost && (lowest - exact.cost).abs() < 1e-9, "{method}: {lowest}");
    }
    let threads =
        |threads| ask(TIMES, &[&composition[..], &["--threads", threads]].concat()).expect("a plan");
    assert!([threads("1"), threads("2"), threads("8")].iter().all(|plan| *plan == exact));
}

#[test]
fn bad_input_is_told_with_its_place() {
    let table: &[(&str, &[&str], &str)] = &[
        (TIMES, &["--composition", "A=8,B=8", "--slots", "15"], "16 visits and the session has 15 slots"),
        (TIMES, &["--composition", "A=8,A=8"], "kind A stands twice"),
        (TIMES, &["--composition", "A=8;B=8"], "not a number of visits"),
        (TIMES, &["--composition", "a=8"], "one letter from A to Z"),
        (TIMES, &["--composition", "A=0,B=0"], "1 to 255 visits"),
        (TIMES, &["--composition", "A=1,C=1"], "kind C has 0 service times"),
        ("kind,seconds\nA,600\n", &["--composition", "A=2"], "kind A has 1 service times"),
        ("kind,seconds\nA,600\nA,-5\n", &["--composition", "A=2"], "line 3, seconds: negative"),
        ("kind,seconds\nA,NaN\n", &["--composition", "A=2"], "line 2, seconds: not a number"),
        ("kind,seconds\nA,\n", &["--composition", "A=2"], "line 2, seconds: the field is blank"),
        ("name\nA\n", &["--composition", "A=2"], "no column named kind, seconds"),
        ("", &["--composition", "A=2"], "the file is empty"),
        ("A,B\n600,300\n,400\n700,\n", &["--composition", "A=2"], "times.csv: line 3, A: the field is blank"),
        ("A,B\n600,300\n,\n700,400\n", &["--composition", "A=2"], "times.csv: line 3, A: the field is blank"),
        (
            "A,B\n600,300\n\n700,400\n",
            &["--composition", "A=2"],
            "times.csv: line 3, line: the line is blank",
        ),
        (
            "id,kind,seconds\n1,A,600\n1,A,700\n",
            &["--composition", "A=2"],
            "line 3, id: the same as in line 2",
        ),
        ("kind,kind,seconds\nA,A,600\n", &["--composition", "A=2"], "line 1, kind: the first line names"),
        (
            "kind,seconds\nA,600\nA,70000\n",
            &["--composition", "A=2"],
            "times.csv: line 3, seconds: longer than",
        ),
        (
            "kind,minutes\nA,10\nA,1200\n",
            &["--composition", "A=2"],
            "times.csv: line 3, minutes: longer than",
        ),
    ];
    refused(table);
}

#[test]
fn amounts_say_their_limits() {
    let table: &[(&str, &[&str], &str)] = &[
        (
            TIMES,
            &["--composition", "A=2", "--cost-wait", "-1"],
            "the cost of a minute of waiting is -1: a cost lies between 0 and 1,000,000",
        ),
        (TIMES, &["--composition", "A=2", "--cost-idle", "inf"], "the cost of a minute of idling is inf"),
        (TIMES, &["--composition", "A=2", "--cost-wait", "0", "--cost-overtime", "0"], "not all zero"),
        (TIMES, &["--composition", "A=2", "--slot-minutes", "0.001"], "--slot-minutes 0.001"),
        (
            TIMES,
            &["--composition", "A=2", "--scenarios", "0"],
            "'--scenarios <N>': give a whole number from 1 to 1,000,000",
        ),
        (TIMES, &["--composition", "A=2", "--scenarios", "1000001"], "number from 1 to 1,000,000"),
        (TIMES, &["--composition", "A=2", "--beginnings", "0"], "number from 1 to 1,000,000,000"),
        (TIMES, &["--composition", "A=2", "--threads", "100000"], "number from 1 to 1,024"),
        (TIMES, &["--composition", "A=2", "--slots", "256"], "number from 1 to 255"),
        (
            TIMES,
            &["--composition", "A=2", "--cost-idle", "1e308"],
            "the cost of a minute of idling is 1e308: a cost",
        ),
        (TIMES, &["--composition", "A=2", "--cost-overtime", "1000001"], "between 0 and 1,000,000"),
        (
            "A,B,C,D,E,F\n1,1,1,1,1,1\n2,2,2,2,2,2\n",
            &["--composition", "A=6,B=6,C=6,D=6,E=6,F=6", "--scenarios", "1000000", "--slot-minutes", "5"],
            "GiB of memory, more than the 4 GiB that are allowed: use fewer scenarios",
        ),
        (TIMES, &["--composition", "A=2", "--method", "tsc"], "two kinds"),
    ];
    refused(table);
}

fn refused(table: &[(&str, &[&str], &str)]) {
    for (times, words, expected) in table {
        let told = refusal(ask(times, words));
        assert!(told.contains(expected), "{words:?}: {told}");
    }
}
