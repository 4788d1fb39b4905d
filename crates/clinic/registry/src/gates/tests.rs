//! The laws of the gates, and their borders.

use lindley_stats::compare_pairs;
use proptest::prelude::*;

use super::*;

/// The segment of rows with these losses.
fn paired(segment: &str, champion: &[f64], challenger: &[f64]) -> PairedSegment {
    let mean = |losses: &[f64]| losses.iter().sum::<f64>() / losses.len() as f64;
    PairedSegment {
        segment: segment.to_owned(),
        measure: "brier".to_owned(),
        rows: u32::try_from(champion.len()).unwrap(),
        champion: mean(champion),
        challenger: mean(challenger),
        difference: compare_pairs(challenger, champion, 0.95).unwrap().mean,
    }
}

/// A segment told by its figures: the challenger's loss, and half the width of the interval.
fn told(segment: &str, rows: u32, challenger: f64, half: f64) -> PairedSegment {
    let estimate = challenger - 0.2;
    let difference = Interval { estimate, low: estimate - half, high: estimate + half };
    let (segment, measure) = (segment.to_owned(), "brier".to_owned());
    PairedSegment { segment, measure, rows, champion: 0.2, challenger, difference }
}

fn passed(segments: &[PairedSegment]) -> Vec<(String, bool)> {
    decide_gates(segments).iter().map(|gate| (gate.segment.to_string(), gate.passed)).collect()
}

fn all_pass(segments: &[PairedSegment]) -> bool {
    decide_gates(segments).iter().all(|gate| gate.passed)
}

fn losses() -> impl Strategy<Value = Vec<f64>> {
    proptest::collection::vec(0.0..1.0_f64, 200..400)
}

proptest! {
    #[test]
    fn a_challenger_equal_to_the_champion_passes(losses in losses(), part in 2_usize..200) {
        let segments = [paired(OVERALL, &losses, &losses), paired("site: A", &losses[..part], &losses[..part])];
        prop_assert!(all_pass(&segments));
    }

    #[test]
    fn a_better_challenger_passes(losses in losses(), share in 0.0..1.0_f64) {
        let better: Vec<f64> = losses.iter().map(|loss| loss * share).collect();
        prop_assert!(all_pass(&[paired(OVERALL, &losses, &better)]));
    }

    #[test]
    fn one_worse_by_a_margin_in_one_segment_fails_there_only(
        losses in losses(),
        part in 10_usize..100,
        margin in 0.02..0.5_f64,
    ) {
        let mut worse = losses.clone();
        worse[..part].iter_mut().for_each(|loss| *loss += margin);
        // As much better elsewhere, so that the whole is not worse.
        let rest = losses.len() - part;
        worse[part..].iter_mut().for_each(|loss| *loss -= margin * part as f64 / rest as f64);
        let segments = [
            paired(OVERALL, &losses, &worse),
            paired("site: A", &losses[..part], &worse[..part]),
            paired("site: B", &losses[part..], &worse[part..]),
        ];
        let expected = [(OVERALL, true), ("site: A", false), ("site: B", true)];
        prop_assert_eq!(passed(&segments), expected.map(|(segment, passed)| (segment.to_owned(), passed)).to_vec());
    }

    #[test]
    fn the_order_of_segments_is_irrelevant(
        figures in proptest::collection::vec((0_u32..600, 0.15..0.25_f64, 0.0..0.02_f64, 0_usize..4), 1..12),
        turn in any::<prop::sample::Index>(),
    ) {
        let names = [OVERALL, "site: A", "site: B", "age: 65 and over"];
        let mut segments: Vec<_> =
            figures.into_iter().map(|(rows, challenger, half, name)| told(names[name], rows, challenger, half)).collect();
        let expected = decide_gates(&segments);
        let turn = turn.index(segments.len());
        segments.rotate_left(turn);
        prop_assert_eq!(&decide_gates(&segments), &expected);
        segments.reverse();
        prop_assert_eq!(&decide_gates(&segments), &expected);
    }

    #[test]
    fn few_rows_fail_however_good_the_challenger_is(rows in 0_u32..LEAST_ROWS, challenger in 0.0..0.2_f64) {
        prop_assert!(!all_pass(&[told(OVERALL, rows, challenger, 0.001)]));
    }

    #[test]
    fn a_worse_challenger_never_passes_where_a_better_one_fails(
        challenger in 0.15..0.25_f64,
        more in 0.0..0.05_f64,
        half in 0.0..0.02_f64,
    ) {
        let gate = |loss| all_pass(&[told(OVERALL, 500, loss, half)]);
        prop_assert!(gate(challenger) || !gate(challenger + more));
    }
}

#[test]
fn worse_means_beyond_chance_and_beyond_notice() {
    // 0.8 % worse for sure, 5 % worse perhaps, 2 % worse for sure.
    assert!(all_pass(&[told(OVERALL, 5_000, 0.2016, 0.0001)]));
    assert!(all_pass(&[told(OVERALL, 5_000, 0.21, 0.011)]));
    assert!(!all_pass(&[told(OVERALL, 5_000, 0.204, 0.003)]));
}

#[test]
fn the_whole_is_a_segment_too() {
    let part = told("site: A", 5_000, 0.19, 0.001);
    assert_eq!(passed(&[part.clone(), told(OVERALL, 9_000, 0.22, 0.001)])[0], (OVERALL.to_owned(), false));
    assert_eq!(
        passed(std::slice::from_ref(&part)),
        [(OVERALL.to_owned(), false), ("site: A".to_owned(), true)]
    );
    assert_eq!(passed(&[]), [(OVERALL.to_owned(), false)], "nothing compared is no comparison");
    assert!(all_pass(&[part, told(OVERALL, LEAST_ROWS, 0.2, 0.001)]));
}

#[test]
fn a_small_segment_needs_evidence_and_an_empty_one_says_nothing() {
    let whole = told(OVERALL, 300, 0.2, 0.001);
    assert!(all_pass(&[whole.clone(), told("site: A", 5, 0.3, 0.2)]));
    assert!(!all_pass(&[whole.clone(), told("site: A", 5, 0.3, 0.05)]));
    assert_eq!(decide_gates(&[whole, told("site: A", 0, f64::NAN, f64::NAN)]).len(), 1);
}

#[test]
fn figures_that_are_no_numbers_fail() {
    let sound = told(OVERALL, 500, 0.19, 0.001);
    let spoil: [fn(&mut PairedSegment); 5] = [
        |pair| pair.champion = f64::NAN,
        |pair| pair.challenger = f64::INFINITY,
        |pair| pair.difference.low = f64::NAN,
        |pair| pair.difference.high = f64::NEG_INFINITY,
        |pair| std::mem::swap(&mut pair.difference.low, &mut pair.difference.high),
    ];
    assert!(all_pass(std::slice::from_ref(&sound)));
    for spoil in spoil {
        let mut pair = sound.clone();
        spoil(&mut pair);
        let gates = decide_gates(&[pair]);
        assert!(!gates[0].passed);
        assert!(refusal(&gates[0]).unwrap().contains("no number"));
    }
}

#[test]
fn a_champion_without_loss_is_hard_to_follow() {
    let pair = |challenger: f64, low: f64| PairedSegment {
        champion: 0.0,
        challenger,
        difference: Interval { estimate: challenger, low, high: 0.1 },
        ..told(OVERALL, 500, 0.2, 0.0)
    };
    assert!(all_pass(&[pair(0.0, 0.0)]));
    assert!(!all_pass(&[pair(0.05, 0.01)]));
}

#[test]
fn refusals_say_where_why_and_what_to_do() {
    let told_of = |segments: &[PairedSegment]| decide_gates(segments).iter().find_map(refusal);
    let few = told_of(&[told(OVERALL, 37, 0.19, 0.001)]).unwrap();
    assert!(
        few.starts_with("Only 37 outcomes") && few.contains("200 are needed") && few.contains("Wait"),
        "{few}"
    );
    let worse = told_of(&[told(OVERALL, 500, 0.2, 0.001), told("site: A", 300, 0.23, 0.001)]).unwrap();
    assert!(worse.contains("site: A") && worse.contains("0.2300") && worse.contains("0.2000"), "{worse}");
    assert_eq!(told_of(&[told(OVERALL, 500, 0.19, 0.001)]), None);
}
