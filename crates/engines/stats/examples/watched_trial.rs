//! A trial of a new reminder that is looked at after every patient, and a watch on the bands meanwhile.

use lindley_seed::Seed;
use lindley_stats::{Arm, CoverageCusum, SequentialComparison, SequentialSampleRatio, StatsError};

fn main() -> Result<(), StatsError> {
    let mut stream = Seed::from_u64(1).stream();
    let mut trial = SequentialComparison::new(0.95, 0.05, 100)?;
    let mut assignment = SequentialSampleRatio::new(&[0.5, 0.5], 100.0)?;
    let mut watch = CoverageCusum::new(0.9, 0.8, 10_000.0)?;
    for patient in 1..=20_000 {
        let arm = if stream.chance(0.5) { Arm::Treatment } else { Arm::Control };
        assignment.observe(usize::from(arm == Arm::Treatment))?;
        let stays_away = stream.chance(if arm == Arm::Treatment { 0.15 } else { 0.2 });
        trial.observe(arm, f64::from(u8::from(stays_away)))?;
        // The bands become too narrow after a thousand patients.
        let coverage = if patient <= 1_000 { 0.9 } else { 0.82 };
        let quiet = watch.alarm().is_none();
        if let Some(alarm) = watch.observe(!stream.chance(coverage))
            && quiet
        {
            println!("patient {}: bands miss too often, probably since {}", alarm.row, alarm.changed_at);
        }
        if trial.p_value() <= 0.05 {
            let found = trial.difference();
            let (estimate, low, high) = (found.estimate * 100.0, found.low * 100.0, found.high * 100.0);
            println!(
                "patient {patient}: {estimate:.1} points fewer or more stay away ({low:.1} to {high:.1})"
            );
            println!("assignment: {:?}, p {:.3}", assignment.counts(), assignment.p_value());
            return Ok(());
        }
    }
    println!("no difference found");
    Ok(())
}
