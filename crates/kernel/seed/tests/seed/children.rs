//! Children are told apart by every part of their path and by nothing else.

use std::collections::BTreeMap;

use lindley_seed::Seed;
use proptest::prelude::*;

/// A step down the tree of seeds.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Step {
    Name(String),
    Item(String, u64),
}

fn walk(root: u64, path: &[Step]) -> Seed {
    path.iter().fold(Seed::from_u64(root), |seed, step| match step {
        Step::Name(name) => seed.child(name),
        Step::Item(name, index) => seed.child_at(name, *index),
    })
}

fn any_path() -> impl Strategy<Value = (u64, Vec<Step>)> {
    let name = prop::sample::select(vec!["", "a", "b", "ab", "a\0", "name", "0"]).prop_map(str::to_owned);
    let step = prop_oneof![
        name.clone().prop_map(Step::Name),
        (name, prop_oneof![0..3u64, Just(u64::MAX)]).prop_map(|(name, index)| Step::Item(name, index)),
    ];
    (0..3u64, prop::collection::vec(step, 0..4))
}

proptest! {
    #[test]
    fn different_paths_give_different_seeds(paths in prop::collection::vec(any_path(), 2..40)) {
        let mut seen: BTreeMap<Seed, (u64, Vec<Step>)> = BTreeMap::new();
        for (root, path) in paths {
            let seed = walk(root, &path);
            let first = seen.entry(seed).or_insert_with(|| (root, path.clone()));
            prop_assert_eq!(&*first, &(root, path));
        }
    }

    #[test]
    fn a_child_does_not_depend_on_what_was_drawn_or_derived_before((root, path) in any_path(), draws in 0..50usize) {
        let parent = walk(root, &path);
        let expected = parent.child("services").stream().next_u64();
        let mut own = parent.stream();
        (0..draws).for_each(|_| { own.next_u64(); });
        let mut sibling = parent.child("arrivals").stream();
        (0..draws).for_each(|_| { sibling.next_u64(); });
        prop_assert_eq!(parent.child("services").stream().next_u64(), expected);
    }

    #[test]
    fn bytes_and_back_is_the_same_seed((root, path) in any_path()) {
        let seed = walk(root, &path);
        prop_assert_eq!(Seed::from_bytes(seed.to_bytes()), seed);
        prop_assert_eq!(seed.to_string().len(), 64);
    }
}

#[test]
fn streams_of_siblings_are_not_correlated() {
    let run = Seed::from_u64(1);
    let draws = |index| {
        let mut stream = run.child_at("day", index).stream();
        (0..10_000).map(|_| stream.unit_f64() - 0.5).collect::<Vec<f64>>()
    };
    let (left, right) = (draws(0), draws(1));
    let covariance: f64 = left.iter().zip(&right).map(|(a, b)| a * b).sum::<f64>() / 10_000.0;
    // Standard error of the correlation is 0.01; 1/12 is the variance of one draw.
    assert!((covariance * 12.0).abs() < 0.04, "correlation {}", covariance * 12.0);
}
