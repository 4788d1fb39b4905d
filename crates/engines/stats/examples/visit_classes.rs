//! Cuts service times into classes, for one to six classes, and says how well each number of classes does.

use lindley_seed::Seed;
use lindley_stats::{LogNormal, StatsError, TimeSample, group_exactly_up_to, mean_silhouette};

fn main() -> Result<(), StatsError> {
    let law = LogNormal::with_mean_and_sd(798.0, 383.0)?;
    let mut stream = Seed::from_u64(1).stream();
    let seconds: Vec<f64> = (0..3_000).map(|_| law.draw(&mut stream).round()).collect();
    let sample = TimeSample::from_whole_numbers(&seconds)?;

    for grouping in group_exactly_up_to(&sample, 6)? {
        let error = grouping.absolute_error_in_sd();
        match mean_silhouette(&sample, &grouping) {
            Ok(silhouette) => {
                println!("{} classes: error {error:.1} sd, silhouette {silhouette:.3}", grouping.groups());
            }
            Err(_) => println!("1 class: error {error:.1} sd"),
        }
        for sentence in grouping.rule() {
            println!("  {sentence}");
        }
    }
    Ok(())
}
