//! Says which columns matter: the table of least squares beside the permutation importance of boosted trees.

use lindley_learn::{Features, GradientBoosting, LearnError, LeastSquares, permutation_importance};
use lindley_seed::Seed;

fn main() -> Result<(), LearnError> {
    let seed = Seed::from_u64(1);
    let mut stream = seed.child("data").stream();
    let rows: Vec<[f64; 3]> =
        (0..1_000).map(|_| [stream.normal(), stream.normal(), stream.normal()]).collect();
    // The second column matters by its size only, which a line cannot see.
    let target: Vec<f64> =
        rows.iter().map(|row| 2.0 * row[0] + 3.0 * row[1].abs() + stream.normal()).collect();
    let features = Features::from_rows(&["slope", "size", "noise"], rows)?;

    println!("least squares");
    for row in LeastSquares.fit_with_table(&features, &target)?.table {
        println!("  {:12} {:7.3} +- {:.3}  p = {:.2e}", row.name, row.estimate, row.standard_error, row.p);
    }
    println!("boosted trees: what shuffling a column costs");
    let model = GradientBoosting::new(seed.child("model")).fit_trees(&features, &target)?;
    for column in permutation_importance(&model, &features, &target, 10, seed.child("shuffles"))? {
        println!("  {:12} {:7.3} +- {:.3}", column.name, column.mean_increase, column.sd);
    }
    Ok(())
}
