//! What the rules give, against the published sizes and against each other.

use proptest::prelude::*;

use super::*;
use crate::composition::Composition;
use crate::error::SessionError;
use crate::sequence::Sequence;

fn composition(counts: &[u8]) -> Composition {
    Composition::new(counts).unwrap()
}

fn told(sequences: &[Sequence]) -> Vec<String> {
    sequences.iter().map(ToString::to_string).collect()
}

/// All sequences of a small composition, in order.
fn all(counts: &[u8]) -> Vec<Sequence> {
    fn grow(left: &mut [u8], head: &mut Vec<u8>, found: &mut Vec<Sequence>) {
        if left.iter().all(|count| *count == 0) {
            found.push(Sequence::new(head).unwrap());
        }
        for kind in 0..left.len() {
            if left[kind] > 0 {
                left[kind] -= 1;
                head.push(u8::try_from(kind).unwrap());
                grow(left, head, found);
                head.pop();
                left[kind] += 1;
            }
        }
    }
    let mut found = Vec::new();
    grow(&mut counts.to_vec(), &mut Vec::new(), &mut found);
    found
}

#[test]
fn crg_has_the_published_sizes() {
    let sizes: [(&[u8], usize, usize); 20] = [
        (&[8, 8], 178, 124),
        (&[9, 7], 196, 130),
        (&[7, 9], 196, 130),
        (&[6, 10], 160, 112),
        (&[5, 11], 168, 112),
        (&[4, 12], 114, 84),
        (&[3, 13], 96, 68),
        (&[0, 13, 3], 96, 68),
        (&[2, 14], 54, 42),
        (&[0, 14, 2], 54, 42),
        (&[1, 15], 16, 16),
        (&[1, 13, 2], 228, 154),
        (&[2, 13, 1], 228, 154),
        (&[1, 14, 1], 84, 58),
        (&[4, 8, 4], 2488, 1762),
        (&[2, 7, 7], 1740, 1198),
        (&[3, 4, 9], 2012, 1500),
        (&[5, 5, 6], 3238, 2420),
        (&[3, 5, 5, 3], 52_192, 40_176),
        (&[16], 1, 1),
    ];
    for (counts, both, one) in sizes {
        let composition = composition(counts);
        assert_eq!(crg(&composition, Order::Both).unwrap().len(), both, "{composition}, both orders");
        assert_eq!(crg(&composition, Order::RepeatFirst).unwrap().len(), one, "{composition}, one order");
    }
}

#[test]
fn crg_of_two_and_three_is_everything_but_one_order_misses_one() {
    let whole = all(&[2, 3]);
    assert_eq!(crg(&composition(&[2, 3]), Order::Both).unwrap(), whole);
    let one = crg(&composition(&[2, 3]), Order::RepeatFirst).unwrap();
    let missing: Vec<Sequence> = whole.into_iter().filter(|sequence| !one.contains(sequence)).collect();
    assert_eq!(told(&missing), ["BABBA"]);
}

#[test]
fn crg_of_two_one_one_is_everything_but_one_order_misses_two() {
    assert_eq!(crg(&composition(&[2, 1, 1]), Order::Both).unwrap(), all(&[2, 1, 1]));
    assert_eq!(crg(&composition(&[2, 1, 1]), Order::RepeatFirst).unwrap().len(), 10);
}

#[test]
fn tsc_is_part_of_crg_in_either_order() {
    for a in 2..=14 {
        let composition = composition(&[a, 16 - a]);
        let templates = tsc(&composition).unwrap();
        for order in [Order::Both, Order::RepeatFirst] {
            let candidates = crg(&composition, order).unwrap();
            let foreign: Vec<_> = templates.iter().filter(|s| candidates.binary_search(s).is_err()).collect();
            assert!(foreign.is_empty(), "{composition}, {order:?}: {foreign:?}");
        }
    }
}

#[test]
fn tsc_of_eight_and_eight() {
    let expected = [
        "AAAAAAAABBBBBBBB",
        "AAAABBBBBBBBAAAA",
        "ABABABABABABABAB",
        "BABABABABABABABA",
        "BBBBAAAAAAAABBBB",
        "BBBBBBBBAAAAAAAA",
    ];
    assert_eq!(told(&tsc(&composition(&[8, 8])).unwrap()), expected);
    // A kind with one visit has no halves.
    assert_eq!(told(&tsc(&composition(&[1, 3])).unwrap()), ["ABBB", "BABB", "BBBA"]);
    assert_eq!(told(&tsc(&composition(&[0, 1, 3])).unwrap()), ["BCCC", "CBCC", "CCCB"]);
}

#[test]
fn tsc_refuses_other_numbers_of_kinds() {
    for (counts, present) in [(&[3_u8, 0][..], 1), (&[1, 2, 3], 3)] {
        let error = tsc(&composition(counts)).unwrap_err();
        assert_eq!(error, SessionError::TwoKinds { rule: "TSC", present });
        assert!(error.to_string().contains("exactly two kinds"), "{error}");
    }
}

/// The training clusters of the Hangu study, in minutes.
fn moments(numbers: &[(f64, f64)]) -> Vec<ServiceMoments> {
    let of_kind =
        |(mean, variance): &(f64, f64)| ServiceMoments { mean: *mean, standard_deviation: variance.sqrt() };
    numbers.iter().map(of_kind).collect()
}

#[test]
fn moment_rules_of_the_published_clusters() {
    let two = moments(&[(19.0802, 29.4958), (9.6557, 5.5817)]);
    assert_eq!(told(&moment_rules(&composition(&[2, 2]), &two).unwrap()), ["AABB", "BBAA"]);
    let new_and_returning = moments(&[(15.2633, 43.4045), (12.2905, 28.8356)]);
    assert_eq!(told(&moment_rules(&composition(&[1, 2]), &new_and_returning).unwrap()), ["ABB", "BBA"]);
    let three = moments(&[(21.5887, 29.7850), (13.0671, 2.6601), (8.0744, 2.7218)]);
    assert_eq!(told(&moment_rules(&composition(&[1, 1, 1]), &three).unwrap()), ["ABC", "ACB", "BCA", "CBA"]);
    let why = |text: &str| -> Vec<String> {
        let rules = explain_moments(&text.parse().unwrap(), &three).unwrap();
        rules.iter().map(ToString::to_string).collect()
    };
    assert_eq!(why("CBA"), ["smallest mean first"]);
    assert_eq!(why("ACB"), ["largest variance first", "largest coefficient of variation first"]);
    assert!(why("CAB").is_empty());
}

#[test]
fn moments_of_other_kinds_or_out_of_range_are_refused() {
    let composition = composition(&[2, 2]);
    let refused = |numbers: &[(f64, f64)]| moment_rules(&composition, &moments(numbers)).unwrap_err();
    assert!(matches!(refused(&[(1.0, 1.0)]), SessionError::Kinds { found: 1, expected: 2, .. }));
    for wrong in [(0.0, 1.0), (f64::NAN, 1.0), (f64::INFINITY, 1.0), (1.0, -1.0), (1.0, f64::INFINITY)] {
        assert!(
            matches!(refused(&[(1.0, 1.0), wrong]), SessionError::OutOfRangeAt { place: 2, .. }),
            "{wrong:?}"
        );
    }
}

#[test]
fn too_many_kinds_are_refused_before_anything_is_written_down() {
    let many = composition(&[2; 26]);
    assert!(matches!(type_bundles(&many), Err(SessionError::TooManySequences { .. })));
    assert!(matches!(crg(&many, Order::Both), Err(SessionError::TooManySequences { .. })));
    assert!(matches!(crg(&composition(&[5; 6]), Order::Both), Err(SessionError::TooManySequences { .. })));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn crg_is_a_sorted_set_of_the_composition_with_its_bundles_in_it(
        counts in prop::collection::vec(0_u8..=4, 1..=4)
            .prop_filter("a visit", |counts| counts.iter().any(|count| *count > 0)),
    ) {
        let composition = composition(&counts);
        for order in [Order::Both, Order::RepeatFirst] {
            let candidates = crg(&composition, order).unwrap();
            prop_assert!(candidates.windows(2).all(|pair| pair[0] < pair[1]));
            for candidate in &candidates {
                prop_assert_eq!(candidate.composition(composition.kinds()), composition.clone());
                prop_assert!(explain_crg(candidate, order).is_some(), "{}", candidate);
            }
            for bundle in type_bundles(&composition).unwrap() {
                prop_assert!(candidates.binary_search(&bundle).is_ok(), "{}", bundle);
            }
        }
        let one = crg(&composition, Order::RepeatFirst).unwrap();
        let both = crg(&composition, Order::Both).unwrap();
        let mut mirrored: Vec<Sequence> = one.iter().flat_map(|s| [s.clone(), s.reversed()]).collect();
        mirrored.sort();
        mirrored.dedup();
        prop_assert_eq!(both, mirrored);
    }

    #[test]
    fn what_crg_explains_is_what_it_writes_down(counts in prop::collection::vec(1_u8..=3, 1..=3)) {
        for order in [Order::Both, Order::RepeatFirst] {
            let explained: Vec<Sequence> =
                all(&counts).into_iter().filter(|sequence| explain_crg(sequence, order).is_some()).collect();
            prop_assert_eq!(explained, crg(&composition(&counts), order).unwrap());
        }
    }

    #[test]
    fn tsc_is_a_sorted_set_of_the_composition_and_can_say_why(a in 1_u8..=9, b in 1_u8..=9) {
        let templates = tsc(&composition(&[a, b])).unwrap();
        prop_assert!(templates.windows(2).all(|pair| pair[0] < pair[1]));
        for template in &templates {
            prop_assert_eq!(template.composition(2), composition(&[a, b]));
            prop_assert!(explain_tsc(template).is_some());
        }
    }

    #[test]
    fn moment_rules_keep_the_composition(
        kinds in prop::collection::vec((1_u8..=4, 0.1_f64..50.0, 0.0_f64..50.0), 1..=5),
    ) {
        let counts: Vec<u8> = kinds.iter().map(|(count, ..)| *count).collect();
        let moments: Vec<ServiceMoments> = kinds
            .iter()
            .map(|(_, mean, sd)| ServiceMoments { mean: *mean, standard_deviation: *sd })
            .collect();
        let candidates = moment_rules(&composition(&counts), &moments).unwrap();
        prop_assert!((1..=6).contains(&candidates.len()));
        for candidate in &candidates {
            prop_assert_eq!(candidate.composition(counts.len()), composition(&counts));
            prop_assert!(!explain_moments(candidate, &moments).unwrap().is_empty());
        }
    }
}
