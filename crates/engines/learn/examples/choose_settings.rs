//! Chooses the settings of boosted trees by random search.

use lindley_learn::{
    Dimension, Features, GradientBoosting, LearnError, Point, Regressor, Space, k_folds, random_search,
};
use lindley_seed::Seed;

fn boosting(point: &Point, seed: Seed) -> Result<Box<dyn Regressor>, LearnError> {
    Ok(Box::new(GradientBoosting {
        trees: point.count("trees")?,
        depth: point.count("depth")?,
        l2: point.get("l2")?,
        row_share: point.get("row share")?,
        ..GradientBoosting::new(seed)
    }))
}

fn main() -> Result<(), LearnError> {
    let seed = Seed::from_u64(1);
    let mut stream = seed.child("data").stream();
    let rows: Vec<[f64; 2]> = (0..400).map(|_| [stream.normal(), stream.normal()]).collect();
    let target: Vec<f64> = rows.iter().map(|row| 10.0 * row[0] * row[1] + stream.normal()).collect();
    let features = Features::from_rows(&["left", "right"], rows)?;

    let space = Space::new()
        .with("trees", Dimension::OneOf(vec![50.0, 100.0, 200.0]))?
        .with("depth", Dimension::Whole { low: 1, high: 5 })?
        .with("l2", Dimension::Between { low: 0.0, high: 20.0 })?
        .with("row share", Dimension::Between { low: 0.5, high: 1.0 })?;
    let folds = k_folds(features.rows(), 5, seed.child("folds"))?;
    let build = |point: &Point| boosting(point, seed.child("model"));
    let search = random_search(&space, 20, seed.child("search"), build, &features, &target, &folds)?;

    for trial in &search.trials {
        println!("{:8.3}  {:?}", trial.mean_squared_error.sqrt(), trial.point.settings());
    }
    println!("best: {:.3} with {:?}", search.best.mean_squared_error.sqrt(), search.best.point.settings());
    Ok(())
}
