//! Span sets against the plainest possible model: one flag per second.

use lindley_time::{Instant, Span, SpanSet};
use proptest::prelude::*;

const SECONDS: i64 = 48;

fn spans() -> impl Strategy<Value = Vec<Span>> {
    let one = (0..SECONDS, 1..8i64).prop_map(|(start, length)| {
        let start = Instant::from_seconds(start);
        let end = start.plus_seconds(length).min(Instant::from_seconds(SECONDS));
        Span::new(start, end).unwrap()
    });
    prop::collection::vec(one, 0..10)
}

fn set(spans: &[Span]) -> SpanSet {
    spans.iter().copied().collect()
}

fn flags(in_set: impl Fn(Instant) -> bool) -> Vec<bool> {
    (0..SECONDS).map(|second| in_set(Instant::from_seconds(second))).collect()
}

fn flags_of(set: &SpanSet) -> Vec<bool> {
    flags(|moment| set.spans().iter().any(|span| span.holds(moment)))
}

fn is_normal(set: &SpanSet) -> bool {
    set.spans().windows(2).all(|pair| pair[0].end() < pair[1].start())
}

proptest! {
    #[test]
    fn collecting_keeps_every_moment_and_no_other(spans in spans()) {
        let set = set(&spans);
        prop_assert!(is_normal(&set));
        prop_assert_eq!(flags_of(&set), flags(|moment| spans.iter().any(|span| span.holds(moment))));
        prop_assert_eq!(set.is_empty(), spans.is_empty());
    }

    #[test]
    fn the_order_of_the_spans_does_not_matter(mut spans in spans()) {
        let forward = set(&spans);
        spans.reverse();
        prop_assert_eq!(forward, set(&spans));
    }

    #[test]
    fn operations_agree_with_the_model(left in spans(), right in spans()) {
        let (left, right) = (set(&left), set(&right));
        for (name, result, rule) in [
            ("union", left.union(&right), (|a, b| a || b) as fn(bool, bool) -> bool),
            ("intersection", left.intersection(&right), |a, b| a && b),
            ("difference", left.difference(&right), |a, b| a && !b),
        ] {
            let expected: Vec<bool> =
                flags_of(&left).into_iter().zip(flags_of(&right)).map(|(a, b)| rule(a, b)).collect();
            prop_assert_eq!(flags_of(&result), expected, "{}", name);
            prop_assert!(is_normal(&result), "{} is not in normal form: {:?}", name, result);
        }
    }

    #[test]
    fn asking_for_a_span_agrees_with_asking_for_each_second(
        spans in spans(), start in 0..SECONDS, length in 1..8i64,
    ) {
        let set = set(&spans);
        let asked = Span::new(Instant::from_seconds(start), Instant::from_seconds(start + length)).unwrap();
        let each = (start..start + length).all(|second| set.holds(Instant::from_seconds(second)));
        prop_assert_eq!(set.covers(asked), each);
        let model = flags(|moment| spans.iter().any(|span| span.holds(moment)));
        prop_assert_eq!(flags(|moment| set.holds(moment)), model);
    }
}
