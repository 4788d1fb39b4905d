//! Contributions add up, and are Shapley's values counted the slow way.

use lindley_learn::{Cell, Kind, MixedTable, Objective, TreeBoosting, TreeEnsemble};
use lindley_seed::Seed;
use proptest::prelude::*;

const PLACES: [&str; 4] = ["a", "b", "c", "d"];

fn rows(count: usize, number: u64) -> (Vec<[Cell<'static>; 4]>, Vec<f64>) {
    let mut stream = Seed::from_u64(number).stream();
    let mut target = Vec::new();
    let rows = (0..count)
        .map(|_| {
            let (x, y) = (stream.below(6) as f64, stream.normal());
            let place = *stream.pick(&[0_usize, 1, 2, 3]).unwrap();
            let z = stream.chance(0.7).then(|| stream.normal());
            target.push(x * y + [0.0, 3.0, -2.0, 1.0][place] + z.unwrap_or(4.0) + stream.normal());
            [
                Cell::Number(x),
                Cell::Number(y),
                Cell::Label(PLACES[place]),
                z.map_or(Cell::Missing, Cell::Number),
            ]
        })
        .collect();
    (rows, target)
}

const COLUMNS: [(&str, Kind); 4] =
    [("x", Kind::Number), ("y", Kind::Number), ("place", Kind::Label), ("z", Kind::Number)];

fn model(trees: usize, leaves: usize, number: u64) -> (TreeEnsemble, MixedTable) {
    let (rows, target) = rows(200, number);
    let table = MixedTable::learning(&COLUMNS, rows).unwrap();
    let method = TreeBoosting {
        trees,
        leaves,
        learning_rate: 0.3,
        ..TreeBoosting::new(Objective::Squared, Seed::from_u64(number))
    };
    (method.fit_trees(&table, &target).unwrap(), table)
}

/// Shapley's formula over all subsets of four columns.
fn shapley(worth: impl Fn(usize) -> f64) -> [f64; 4] {
    let factorial = |n: u32| f64::from((1..=n).product::<u32>());
    let mut found = [0.0; 4];
    for (column, sum) in found.iter_mut().enumerate() {
        for others in (0..16_usize).filter(|others| others >> column & 1 == 0) {
            let size = others.count_ones();
            let weight = factorial(size) * factorial(3 - size) / factorial(4);
            *sum += weight * (worth(others | 1 << column) - worth(others));
        }
    }
    found
}

#[test]
fn they_are_shapleys_values_by_brute_force() {
    for number in 0..6 {
        let (model, table) = model(4, 8, number);
        for row in 0..10 {
            let worth =
                |known: usize| model.mean_knowing(&table, row, |column| known >> column & 1 == 1).unwrap();
            let found = model.contributions(&table, row).unwrap();
            assert!((found.base - worth(0)).abs() < 1e-9);
            for (column, expected) in shapley(worth).into_iter().enumerate() {
                assert!((found.by_column[column] - expected).abs() < 1e-9, "{number} {row} {column}");
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn base_and_contributions_are_the_prediction(number in 0_u64..1_000, leaves in 2_usize..40) {
        let (model, table) = model(25, leaves, number);
        let raw = model.raw(&table).unwrap();
        for row in (0..200).step_by(7) {
            let found = model.contributions(&table, row).unwrap();
            let sum = found.base + found.by_column.iter().sum::<f64>();
            prop_assert!((sum - raw[row]).abs() < 1e-8 * (1.0 + raw[row].abs()), "{} {}", sum, raw[row]);
        }
    }
}
