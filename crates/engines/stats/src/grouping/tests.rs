//! Labels and rules.

use super::{TimeSample, group_exactly};

#[test]
fn labels_run_from_the_longest_and_go_on_after_z() {
    let seconds: Vec<u32> = (0..30).map(|place| place * place * 10).collect();
    let grouping = group_exactly(&TimeSample::from_seconds(&seconds).unwrap(), 30).unwrap();
    assert_eq!(grouping.label(29), "A");
    assert_eq!(grouping.label(4), "Z");
    assert_eq!(grouping.label(3), "AA");
    assert_eq!(grouping.label(0), "AD");
}

#[test]
fn one_group_has_a_rule_that_takes_every_time() {
    let grouping = group_exactly(&TimeSample::from_seconds(&[5, 6]).unwrap(), 1).unwrap();
    assert_eq!(grouping.rule(), ["A: every time"]);
    assert_eq!(grouping.group_of(1e9), 0);
}

#[test]
fn three_groups_read_from_long_to_short() {
    let grouping = group_exactly(&TimeSample::from_seconds(&[1, 2, 10, 11, 20]).unwrap(), 3).unwrap();
    assert_eq!(
        grouping.rule(),
        ["A: longer than 15.5 s", "B: longer than 6 s, up to 15.5 s", "C: up to 6 s"]
    );
}
