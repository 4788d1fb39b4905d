//! Compares five methods on synthetic visits: cross-validated for choosing, unseen rows for judging.

use lindley_learn::{
    Features, FeedForward, GradientBoosting, LearnError, LeastSquares, Regressor, Ridge,
    RidgeByCrossValidation, ScoreIntervals, cross_validate, k_folds,
};
use lindley_seed::Seed;
use lindley_stats::Resampling;

/// Visits of patients with an age, of whom some return; the old and new ones take long.
fn visits(count: usize, seed: Seed) -> Result<(Features, Vec<f64>), LearnError> {
    let mut stream = seed.stream();
    let mut minutes = Vec::new();
    let rows: Vec<[f64; 3]> = (0..count)
        .map(|_| {
            let age = 20.0 + 60.0 * stream.unit_f64();
            let returning = f64::from(u8::from(stream.chance(0.6)));
            let old = if age > 65.0 { 4.0 } else { 0.0 };
            minutes.push((12.0 + old - 3.0 * returning) * stream.lognormal(0.0, 0.3));
            [age, returning, stream.normal()]
        })
        .collect();
    Ok((Features::from_rows(&["age", "returning", "noise"], rows)?, minutes))
}

fn main() -> Result<(), LearnError> {
    let seed = Seed::from_u64(1);
    let (features, minutes) = visits(2_000, seed.child("learning"))?;
    let (unseen, happened) = visits(1_000, seed.child("judging"))?;
    let folds = k_folds(features.rows(), 5, seed.child("folds"))?;
    let tuned = RidgeByCrossValidation { lambdas: vec![0.1, 10.0, 1_000.0], folds: 5, seed };
    let methods: [(&str, Box<dyn Regressor>); 5] = [
        ("least squares", Box::new(LeastSquares)),
        ("ridge", Box::new(Ridge { lambda: 10.0 })),
        ("tuned ridge", Box::new(tuned)),
        ("boosted trees", Box::new(GradientBoosting { depth: 2, ..GradientBoosting::new(seed) })),
        ("network", Box::new(FeedForward::as_published(seed))),
    ];
    let how = Resampling { resamples: 500, level: 0.95, seed: seed.child("intervals") };
    for (name, method) in methods {
        let chosen_by =
            cross_validate(method.as_ref(), &features, &minutes, &folds)?.mean_squared_error().sqrt();
        let model = method.fit(&features, &minutes)?;
        let rmse = ScoreIntervals::of(&happened, &model.predict(&unseen)?, how)?.rmse;
        println!(
            "{name:14} cross-validated {chosen_by:.3} min, unseen {:.3} min [{:.3}, {:.3}]",
            rmse.estimate, rmse.low, rmse.high
        );
    }
    Ok(())
}
