//! How much of the distribution the band takes, so that it holds what it says: DtACI over recent ranks.

use lindley_stats::{AdaptiveTuning, RollingScores, TunedAdaptiveConformal};

use super::DemandError;

/// The share of counts that bands are to hold.
pub(super) const BAND_LEVEL: f64 = 0.8;
/// Ranks that the bound is taken from; also the rows over which the adaptation is to be best.
const REMEMBERED: usize = 400;
/// Ranks that are looked at: those before the remembered ones only start the adaptation.
pub(super) const REPLAYED: usize = 600;
/// Fewer ranks than these make no band.
const FEWEST: usize = 40;

/// How far out, in order of time, recent counts lay in their distributions; how far out the band is to reach now.
/// None if there are too few.
pub(super) fn reach(outlying: &[f64]) -> Result<Option<f64>, DemandError> {
    if outlying.len() < FEWEST {
        return Ok(None);
    }
    let mut recent = RollingScores::new(REMEMBERED)?;
    let mut adaptive =
        TunedAdaptiveConformal::new(BAND_LEVEL, AdaptiveTuning::for_rows(BAND_LEVEL, REMEMBERED)?)?;
    for (nth, score) in outlying.iter().enumerate() {
        if nth >= FEWEST {
            adaptive.observe(*score, recent.scores())?;
        }
        recent.push(*score)?;
    }
    Ok(Some(adaptive.bound(recent.scores()).score().clamp(0.0, 1.0)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spread(rows: usize, most: f64) -> Vec<f64> {
        // The golden ratio spreads numbers evenly.
        (0..rows).map(|row| most * (row as f64 * 0.618_033_988_75).fract()).collect()
    }

    #[test]
    fn even_ranks_give_the_level_itself() {
        let reach = reach(&spread(600, 1.0)).unwrap().unwrap();
        assert!((reach - BAND_LEVEL).abs() < 0.03, "{reach}");
    }

    #[test]
    fn counts_that_lie_far_out_widen_the_band_within_two_days_of_hours() {
        let mut ranks = spread(552, 1.0);
        ranks.extend([0.97; 48]);
        assert!(reach(&ranks).unwrap().unwrap() > 0.95);
        assert_eq!(reach(&ranks[..39]).unwrap(), None);
    }
}
