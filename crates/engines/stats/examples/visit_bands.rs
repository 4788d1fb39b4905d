//! Bands for the length of visits: quantiles from past days, conformalised on later days, judged on the last ones.

use lindley_seed::Seed;
use lindley_stats::{
    Band, BandReport, CalibrationScores, GroupBasis, MondrianConformal, StatsError, mean_interval_score,
    quantile, quantile_scores, split_in_order,
};

const LEVEL: f64 = 0.9;

/// A visit: its day, its kind and its length in minutes.
struct Visit {
    day: u32,
    kind: &'static str,
    minutes: f64,
}

fn visits() -> Vec<Visit> {
    let mut stream = Seed::from_u64(1).stream();
    let mut visit = |day| {
        let (kind, mu, sigma) = match stream.below(10) {
            0..=5 => ("return", 2.3, 0.4),
            6..=8 => ("new", 3.0, 0.5),
            _ => ("rare", 3.4, 0.9),
        };
        Visit { day, kind, minutes: stream.lognormal(mu, sigma) }
    };
    (0..60).flat_map(|day| [day; 20]).map(&mut visit).collect()
}

fn main() -> Result<(), StatsError> {
    let all = visits();
    let days: Vec<u32> = all.iter().map(|visit| visit.day).collect();
    let past = split_in_order(&days, 0.5)?;
    let later_days: Vec<u32> = past.second.iter().map(|row| days[*row]).collect();
    let later = split_in_order(&later_days, 0.5)?;
    let rows =
        |places: &[usize]| -> Vec<&Visit> { places.iter().map(|place| &all[past.second[*place]]).collect() };
    let (calibration, test) = (rows(&later.first), rows(&later.second));

    // The model: two quantiles of all past visits, whatever their kind.
    let minutes: Vec<f64> = past.first.iter().map(|row| all[*row].minutes).collect();
    let (low, high) = (quantile(&minutes, 0.05)?, quantile(&minutes, 0.95)?);
    let actual: Vec<f64> = calibration.iter().map(|visit| visit.minutes).collect();
    let scores = quantile_scores(&actual, &vec![low; actual.len()], &vec![high; actual.len()])?;

    let one = CalibrationScores::new(&scores)?.bound(LEVEL)?;
    let kinds: Vec<&str> = calibration.iter().map(|visit| visit.kind).collect();
    let by_kind = MondrianConformal::calibrated(&kinds, &scores, LEVEL, 30)?;
    println!("kind    visits  one bound for all    a bound per kind");
    for kind in ["return", "new", "rare"] {
        let actual: Vec<f64> =
            test.iter().filter(|visit| visit.kind == kind).map(|visit| visit.minutes).collect();
        let own = by_kind.bound(&kind);
        let told = |band: Band| -> Result<String, StatsError> {
            let bands = vec![band.within(0.0, 480.0)?; actual.len()];
            let report = BandReport::of(&bands, &actual)?;
            let score = mean_interval_score(&bands, &actual, LEVEL)?;
            Ok(format!("{:>4.0} % {:>5.1} min {score:>5.1}", report.coverage() * 100.0, report.mean_width))
        };
        let basis = if own.basis == GroupBasis::OwnGroup { "" } else { " (pooled)" };
        let (one, own) =
            (told(one.around_quantiles(low, high)?)?, told(own.bound.around_quantiles(low, high)?)?);
        println!("{kind:<7} {:>6}  {one}  {own}{basis}", actual.len());
    }
    Ok(())
}
