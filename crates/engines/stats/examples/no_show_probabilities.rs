//! From the scores of an overconfident classifier to calibrated probabilities with a band.

use lindley_seed::Seed;
use lindley_stats::{
    Binning, BrierParts, PlattScaling, Reliability, StatsError, VennAbers, area_under_curve,
};

fn main() -> Result<(), StatsError> {
    let mut stream = Seed::from_u64(1).stream();
    // The score is a log-odds, three times too sure of itself.
    let mut patients = |count: usize| -> (Vec<f64>, Vec<bool>) {
        let mut patient = || {
            let log_odds = stream.normal() - 1.5;
            (3.0 * log_odds, stream.chance(1.0 / (1.0 + (-log_odds).exp())))
        };
        (0..count).map(|_| patient()).unzip()
    };
    let (scores, stayed_away) = patients(2_000);
    let (new_scores, outcomes) = patients(5_000);

    let (platt, venn_abers) =
        (PlattScaling::fitted(&scores, &stayed_away)?, VennAbers::calibrated(&scores, &stayed_away)?);
    let of = |probability: &dyn Fn(f64) -> Result<f64, StatsError>| -> Result<Vec<f64>, StatsError> {
        new_scores.iter().map(|score| probability(*score)).collect()
    };
    let methods = [
        ("as it comes", of(&|score| Ok(1.0 / (1.0 + (-score).exp())))?),
        ("Platt", of(&|score| platt.probability(score))?),
        ("Venn-Abers", of(&|score| Ok(venn_abers.band(score)?.probability()))?),
    ];
    println!("method        AUC     Brier   miscalibration   ECE");
    for (name, probabilities) in methods {
        let parts = BrierParts::by_isotonic(&probabilities, &outcomes)?;
        let error = Reliability::of(&probabilities, &outcomes, Binning::EqualMass(10))?.expected_error();
        let area = area_under_curve(&probabilities, &outcomes)?;
        println!(
            "{name:<12}  {area:.3}   {:.4}  {:.4}           {error:.4}",
            parts.score, parts.miscalibration
        );
    }
    for score in [-9.0, -4.5, 0.0, 6.0] {
        let band = venn_abers.band(score)?;
        let (point, low, high) = (band.probability(), band.low(), band.high());
        println!("score {score:>4}: {:.1} % ({:.1} to {:.1} %)", point * 100.0, low * 100.0, high * 100.0);
    }
    Ok(())
}
