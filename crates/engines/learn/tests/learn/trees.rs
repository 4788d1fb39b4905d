//! Boosted trees of our own: the same bytes for any crew, gaps, labels, quantiles, monotone columns, every refusal.

use lindley_learn::{
    Cell, Classifier, Crew, Direction, Features, Kind, LearnError, LeastSquares, MixedTable, Objective,
    Regressor, Scores, TreeBoosting, TreeEnsemble,
};
use lindley_seed::Seed;
use proptest::prelude::*;

use super::example;

fn method(objective: Objective) -> TreeBoosting {
    TreeBoosting {
        trees: 60,
        learning_rate: 0.1,
        leaf_weight: 2.0,
        ..TreeBoosting::new(objective, Seed::from_u64(1))
    }
}

/// As many threads as asked for, each with parts of its own.
struct Threads(usize);

impl Crew for Threads {
    fn each(&self, parts: usize, work: &(dyn Fn(usize) + Sync)) {
        std::thread::scope(|scope| {
            for first in 0..self.0 {
                scope.spawn(move || (first..parts).step_by(self.0).for_each(work));
            }
        });
    }
}

#[test]
fn one_two_and_eight_threads_give_the_same_bytes_and_another_seed_others() {
    // More rows than one block of sums holds, so that there is something to share.
    let (features, target) = example(40_000, 1);
    let table = MixedTable::from(&features);
    let method = TreeBoosting { trees: 5, row_share: 0.9, column_share: 0.7, ..method(Objective::Squared) };
    let once = method.fit_trees(&table, &target).unwrap().to_bytes().unwrap();
    for threads in [1, 2, 8] {
        let model = method.fit_trees_with(&table, &target, &Threads(threads)).unwrap();
        assert_eq!(once, model.to_bytes().unwrap(), "{threads} threads");
    }
    let other = TreeBoosting { seed: Seed::from_u64(2), ..method };
    assert_ne!(once, other.fit_trees(&table, &target).unwrap().to_bytes().unwrap());
}

#[test]
fn a_step_is_learnt_better_than_by_a_line() {
    let (features, target) = example(600, 2);
    let (unseen, wanted) = example(400, 3);
    let error = |method: &dyn Regressor| {
        let model = method.fit(&features, &target).unwrap();
        Scores::of(&wanted, &model.predict(&unseen).unwrap()).unwrap().rmse
    };
    let (trees, line) = (error(&method(Objective::Squared)), error(&LeastSquares));
    assert!(trees < 1.5 && trees < 0.7 * line, "{trees} {line}");
}

#[test]
fn one_tree_of_two_leaves_is_the_best_cut_by_hand() {
    let features = Features::from_rows(&["x"], [[1.0], [2.0], [3.0], [4.0]]).unwrap();
    let method =
        TreeBoosting { trees: 1, learning_rate: 1.0, leaves: 2, l2: 0.0, ..method(Objective::Squared) };
    let model = method.fit_trees(&(&features).into(), &[0.0, 1.0, 10.0, 11.0]).unwrap();
    let table = MixedTable::from(&Features::from_rows(&["x"], [[-9.0], [2.4], [2.6], [99.0]]).unwrap());
    assert_eq!(model.raw(&table).unwrap(), [0.5, 0.5, 10.5, 10.5]);
}

#[test]
fn gaps_go_where_they_belong_even_if_learning_had_none() {
    let rows = |gap: bool| {
        (0..90).map(move |row| {
            [if row % 3 == 0 && gap { Cell::Missing } else { Cell::Number(f64::from(row % 3)) }]
        })
    };
    let columns = [("x", Kind::Number)];
    let target: Vec<f64> = (0..90).map(|row| [7.0, 1.0, 2.0][row % 3]).collect();
    let table = MixedTable::learning(&columns, rows(true)).unwrap();
    let model = method(Objective::Squared).fit_trees(&table, &target).unwrap();
    assert!((model.raw_of_row(&[Cell::Missing]).unwrap().0 - 7.0).abs() < 0.1);
    let whole = MixedTable::learning(&columns, rows(false)).unwrap();
    let model = method(Objective::Squared).fit_trees(&whole, &target).unwrap();
    // Two of three rows lie on the side of 1 and 2.
    assert!(model.raw_of_row(&[Cell::Missing]).unwrap().0 < 3.0);
}

#[test]
fn labels_are_learnt_whatever_their_order_and_unknown_ones_are_counted() {
    let names: Vec<String> = (0..40).map(|number| format!("place {number}")).collect();
    let high = |number: usize| number * 7 % 11 < 4;
    let rows = (0..4_000).map(|row| [Cell::Label(&names[row % 40])]);
    let target: Vec<f64> = (0..4_000).map(|row| if high(row % 40) { 9.0 } else { 3.0 }).collect();
    let table = MixedTable::learning(&[("place", Kind::Label)], rows).unwrap();
    let method = TreeBoosting { trees: 40, leaves: 2, learning_rate: 0.3, ..method(Objective::Squared) };
    let model = method.fit_trees(&table, &target).unwrap();
    for (number, name) in names.iter().enumerate() {
        let (said, unseen) = model.raw_of_row(&[Cell::Label(name)]).unwrap();
        assert!((said - if high(number) { 9.0 } else { 3.0 }).abs() < 0.1 && unseen == 0);
    }
    let (said, unseen) = model.raw_of_row(&[Cell::Label("nowhere")]).unwrap();
    assert!(unseen == 1 && said.to_bits() == model.raw_of_row(&[Cell::Missing]).unwrap().0.to_bits());
}

#[test]
fn more_labels_than_a_byte_keeps_the_frequent_ones() {
    let names: Vec<String> = (0..400).map(|number| format!("{number:03}")).collect();
    let rows = (0..400).chain(0..100).map(|number| [Cell::Label(&names[number])]);
    let table = MixedTable::learning(&[("place", Kind::Label)], rows).unwrap();
    let kept = table.layout().labels("place");
    assert_eq!(kept.len(), lindley_learn::MOST_LABELS);
    assert!(kept[..100].iter().eq(&names[..100]) && table.unseen("place") == 400 - kept.len());
}

#[test]
fn quantiles_have_their_share_below_them() {
    let mut stream = Seed::from_u64(5).stream();
    let rows: Vec<[f64; 1]> = (0..4_000).map(|_| [stream.unit_f64()]).collect();
    let target: Vec<f64> = rows.iter().map(|row| 10.0 + (1.0 + 4.0 * row[0]) * stream.normal()).collect();
    let features = Features::from_rows(&["x"], &rows).unwrap();
    for level in [0.05, 0.5, 0.95] {
        let method = TreeBoosting { leaf_weight: 100.0, ..method(Objective::Quantile(level)) };
        let said = method.fit(&features, &target).unwrap().predict(&features).unwrap();
        let half = |upper: bool| {
            let rows: Vec<usize> = (0..4_000).filter(|row| (rows[*row][0] > 0.5) == upper).collect();
            rows.iter().filter(|row| target[**row] <= said[**row]).count() as f64 / rows.len() as f64
        };
        assert!((half(false) - level).abs() < 0.03 && (half(true) - level).abs() < 0.03, "{level}");
    }
}

#[test]
fn probabilities_are_those_of_the_rows() {
    let rows = (0..3_000).map(|row| [f64::from(row % 3)]);
    let features = Features::from_rows(&["x"], rows).unwrap();
    let happened: Vec<f64> =
        (0..3_000).map(|row| f64::from(u8::from(row / 3 % 10 < [1, 4, 8][row % 3]))).collect();
    let model = method(Objective::Logistic).fit(&features, &happened).unwrap();
    let said = model.predict(&features).unwrap();
    assert!((said[0] - 0.1).abs() < 0.01 && (said[1] - 0.4).abs() < 0.01 && (said[2] - 0.8).abs() < 0.01);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(20))]

    #[test]
    fn a_monotone_column_never_turns_back(number in 0_u64..1_000, which in 0_u8..3, falls in any::<bool>()) {
        let (features, mut target) = example(300, number);
        let objective = [Objective::Squared, Objective::Logistic, Objective::Quantile(0.8)][usize::from(which)];
        if objective == Objective::Logistic {
            target = target.iter().map(|value| f64::from(u8::from(*value > 23.0))).collect();
        }
        let direction = if falls { Direction::Falling } else { Direction::Rising };
        let monotone = vec![("slope".to_owned(), direction), ("noise".to_owned(), Direction::Rising)];
        let model = TreeBoosting { monotone, ..method(objective) }.fit_trees(&(&features).into(), &target).unwrap();
        for row in features.each_row().take(30) {
            let walk = |column: usize| -> Vec<f64> {
                let at = |step: i32| {
                    let mut cells = [Cell::Number(row[0]), Cell::Number(row[1]), Cell::Number(row[2])];
                    cells[column] = Cell::Number(f64::from(step) / 10.0);
                    model.raw_of_row(&cells).unwrap().0
                };
                (-30..30).map(at).collect()
            };
            let slope = walk(0);
            let sound = |pair: &[f64]| if falls { pair[1] <= pair[0] + 1e-12 } else { pair[1] >= pair[0] - 1e-12 };
            prop_assert!(slope.windows(2).all(sound));
            prop_assert!(walk(2).windows(2).all(|pair| pair[1] >= pair[0] - 1e-12));
        }
    }
}

#[test]
fn kept_models_are_the_same_and_damaged_ones_are_refused() {
    let (features, target) = example(200, 6);
    let table = MixedTable::from(&features);
    let model = method(Objective::Squared).fit_trees(&table, &target).unwrap();
    let bytes = model.to_bytes().unwrap();
    let again = TreeEnsemble::from_bytes(&bytes).unwrap();
    assert_eq!(again, model);
    assert_eq!(again.raw(&table).unwrap(), model.raw(&table).unwrap());
    let longer = [&bytes[..], b"x"].concat();
    for wrong in [&b""[..], b"[1]", &bytes[..bytes.len() / 2], &bytes[1..], &longer] {
        assert!(matches!(TreeEnsemble::from_bytes(wrong), Err(LearnError::Damaged { .. })));
    }
    // Whatever one byte is changed to, the model is refused or still predicts.
    let mut stream = Seed::from_u64(3).stream();
    for _ in 0..3_000 {
        let mut changed = bytes.clone();
        let place = usize::try_from(stream.below(bytes.len() as u64)).unwrap();
        changed[place] ^= 1 << stream.below(8);
        if let Ok(model) = TreeEnsemble::from_bytes(&changed)
            && model.layout() == table.layout()
        {
            assert_eq!(model.raw(&table).unwrap().len(), 200);
        }
    }
}

#[test]
fn what_cannot_be_learnt_is_refused_and_said() {
    let columns = [("x", Kind::Number), ("place", Kind::Label)];
    let rows = || (0..10).map(|row| [Cell::Number(f64::from(row)), Cell::Label("here")]);
    let table = MixedTable::learning(&columns, rows()).unwrap();
    let target: Vec<f64> = (0..10).map(f64::from).collect();
    let fit = |method: TreeBoosting, target: &[f64]| method.fit_trees(&table, target).unwrap_err();
    let squared = || method(Objective::Squared);
    assert_eq!(fit(squared(), &[1.0; 10]), LearnError::ConstantTarget);
    assert_eq!(fit(squared(), &target[1..]), LearnError::TargetLength { rows: 10, targets: 9 });
    let gap: Vec<f64> = target.iter().map(|value| if *value > 8.5 { f64::NAN } else { *value }).collect();
    assert_eq!(fit(squared(), &gap), LearnError::TargetNotFinite { row: 9 });
    assert_eq!(fit(method(Objective::Logistic), &target), LearnError::NotAnOutcome { row: 2 });
    assert_eq!(
        squared().fit_outcomes(&table, &[false; 10]).err(),
        Some(LearnError::OneClass { seen: false })
    );
    let monotone =
        |name: &str| TreeBoosting { monotone: vec![(name.to_owned(), Direction::Rising)], ..squared() };
    assert_eq!(fit(monotone("y"), &target), LearnError::NoSuchColumn { name: "y".to_owned() });
    let senseless = [
        monotone("place"),
        TreeBoosting { trees: 0, ..squared() },
        TreeBoosting { learning_rate: 0.0, ..squared() },
        TreeBoosting { leaves: 1, ..squared() },
        TreeBoosting { depth: 0, ..squared() },
        TreeBoosting { leaf_weight: -1.0, ..squared() },
        TreeBoosting { l2: f64::NAN, ..squared() },
        TreeBoosting { least_gain: -1.0, ..squared() },
        TreeBoosting { label_smoothing: -1.0, ..squared() },
        TreeBoosting { row_share: 0.0, ..squared() },
        TreeBoosting { column_share: 1.1, ..squared() },
        TreeBoosting { bins: 255, ..squared() },
        method(Objective::Quantile(1.0)),
    ];
    for method in senseless {
        assert!(matches!(fit(method, &target), LearnError::SenselessSetting { .. }));
    }
    let wrong = |cells: [Cell<'_>; 2]| MixedTable::learning(&columns, [cells]).unwrap_err();
    assert_eq!(
        wrong([Cell::Number(f64::NAN), Cell::Missing]),
        LearnError::NotFinite { row: 0, column: "x".to_owned() }
    );
    assert_eq!(
        wrong([Cell::Missing, Cell::Number(1.0)]),
        LearnError::WrongKind { row: 0, column: "place".to_owned() }
    );
    let none: [[Cell<'_>; 2]; 0] = [];
    assert_eq!(MixedTable::learning(&columns, none).unwrap_err(), LearnError::NoRows);
    // Ten rows are enough to learn a little; other columns are not those of learning.
    let model = squared().fit_trees(&table, &target).unwrap();
    let other = MixedTable::learning(&[("x", Kind::Number)], [[Cell::Missing]]).unwrap();
    assert!(matches!(model.raw(&other), Err(LearnError::OtherColumns { place: 1, .. })));
    assert!(matches!(model.raw_of_row(&[Cell::Missing]), Err(LearnError::Ragged { .. })));
}
