//! What the study is quoted for, to the digits of the stored results: savings, gaps to the best sequences, spreads.

use lindley_reproduction::{Cell, Results, headlines};

use crate::{assert_printed, results};

/// A number of each cell of a policy.
fn of_cells(results: &Results, policy: &str, number: impl Fn(&Cell) -> f64) -> Vec<(f64, (u8, u8))> {
    let cells = results.cells.iter().filter(|cell| cell.policy == policy);
    cells.map(|cell| (number(cell), (cell.cost_idle, cell.cost_overtime))).collect()
}

/// What a policy saves on another, in percent, at every setting.
fn savings(results: &Results, policy: &str, other: &str) -> Vec<(f64, (u8, u8))> {
    of_cells(results, policy, |cell| {
        let than = results.cell(cell.cost_idle, cell.cost_overtime, other).expect("a cell");
        100.0 * (1.0 - cell.cost / than.cost)
    })
}

fn least(numbers: &[(f64, (u8, u8))]) -> (f64, (u8, u8)) {
    *numbers.iter().min_by(|left, right| left.0.total_cmp(&right.0)).expect("thirty")
}

fn greatest(numbers: &[(f64, (u8, u8))]) -> (f64, (u8, u8)) {
    *numbers.iter().max_by(|left, right| left.0.total_cmp(&right.0)).expect("thirty")
}

#[test]
fn the_largest_savings_are_the_stored_ones() {
    let Some(results) = results() else { return };
    let stored = [
        ("K2+CRG", "FCFA", 14.948, (0, 1)),
        ("K3+CRG", "FCFA", 13.965, (10, 10)),
        ("K3+CRG", "NR+TSC", 4.713, (5, 10)),
        ("K2+CRG", "NR+TSC", 4.123, (0, 2)),
        ("K2+TSC", "NR+TSC", 3.059, (0, 6)),
        ("K2+CRG", "K2+TSC", 5.729, (0, 1)),
        ("K3+CRG", "K2+CRG", 2.615, (10, 1)),
    ];
    let quoted = headlines(results);
    for ((policy, other, percent, at), quoted) in stored.into_iter().zip(&quoted) {
        let (found, place) = greatest(&savings(results, policy, other));
        assert_printed(found, percent, 3);
        assert_eq!(place, at, "{policy} on {other}");
        assert_eq!(quoted.finding, format!("{policy} saves on {other}"));
        assert!((quoted.percent - found).abs() < 1e-12, "{quoted:?}");
    }
}

#[test]
fn classes_alone_gain_what_was_stored() {
    let Some(results) = results() else { return };
    for (policy, low, high) in [("K2+CRG", 0.20, 2.76), ("K3+CRG", -1.65, 4.40)] {
        let found = savings(results, policy, "NR+CRG");
        assert_printed(least(&found).0, low, 2);
        assert_printed(greatest(&found).0, high, 2);
    }
    // With equal sequencing new and returning alone have most of what K2 saves, and three kinds lose.
    let ratios =
        ["NR+CRG", "K2+CRG", "K3+CRG"].map(|policy| results.cell(0, 1, policy).expect("a cell").ratio);
    for (found, stored) in ratios.into_iter().zip([0.852_23, 0.850_52, 0.866_29]) {
        assert_printed(found, stored, 5);
    }
}

#[test]
fn crg_is_as_far_from_the_best_sequences_as_was_stored() {
    let Some(results) = results() else { return };
    for (kinds, low, high) in [("K2", 0.2243, 1.1997), ("K3", 0.0, 0.6761)] {
        let gaps = of_cells(results, &format!("{kinds}+CRG"), |cell| {
            let best = results.cell(cell.cost_idle, cell.cost_overtime, &format!("{kinds}+Enum"));
            100.0 * (cell.cost / best.expect("a cell").cost - 1.0)
        });
        assert_printed(least(&gaps).0, low, 4);
        assert_printed(greatest(&gaps).0, high, 4);
    }
}

#[test]
fn two_kinds_spread_waiting_unevenly_and_three_do_not() {
    let Some(results) = results() else { return };
    let spreads = |policy: &str| of_cells(results, policy, |cell| cell.std_w_ratio);
    let two = spreads("K2+CRG");
    let dear: Vec<_> = two.iter().copied().filter(|(_, (idle, _))| *idle == 10).collect();
    assert_printed(greatest(&dear).0, 1.223_33, 5);
    assert!(least(&dear).0 > 1.0, "{dear:?}");
    // Where idling costs nothing and overtime little it is higher still.
    assert_printed(greatest(&two).0, 1.234_38, 5);
    let three = spreads("K3+CRG");
    assert_printed(least(&three).0, 0.804_26, 5);
    assert_printed(greatest(&three).0, 0.919_37, 5);
}
