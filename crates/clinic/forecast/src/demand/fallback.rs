//! What is said when there is too little to learn from: wide bands, and the name of what they rest on.

use super::adaptive_band::BAND_LEVEL;
use super::history::{History, Place};
use super::poisson_regression::dispersion_of;
use super::recent_levels::{MEMORIES, RecentLevels, season_levels};
use super::{Basis, CountBand, CountDistribution, DemandError};

/// Days that a season needs.
const SEASON_DAYS: i64 = 14;
/// Added to the dispersion of what was not learned.
const UNLEARNED: f64 = 0.1;
/// The least dispersion of a handful of rows.
const HANDFUL: f64 = 0.25;

/// The basis of a series that cannot be learned from, and the distributions of these steps.
pub(super) fn fallback(
    history: &History,
    levels: &RecentLevels,
    unusual: &[bool],
    targets: &[Place],
) -> Result<(Basis, Vec<CountDistribution>), DemandError> {
    let span = history.days.first().zip(history.days.last()).map_or(0, |(first, last)| last.0 - first.0 + 1);
    let total: f64 = history.counts.iter().sum();
    let rows = history.counts.len() as f64;
    // Of the mean itself only so much is known: a gamma law with the shape of all arrivals so far and a half.
    let of_mean = 1.0 / (total + 0.5);
    if span < SEASON_DAYS {
        let mean = (total + 0.5) / rows;
        let spread = dispersion_of(&history.counts, &vec![mean; history.counts.len()]).max(HANDFUL);
        let all = CountDistribution::new(mean, spread + of_mean)?;
        return Ok((Basis::FewRows, vec![all; targets.len()]));
    }
    if history.counts.windows(2).all(|pair| pair[0].to_bits() == pair[1].to_bits()) {
        let all = CountDistribution::new((total + 0.5) / rows, of_mean)?;
        return Ok((Basis::Constant, vec![all; targets.len()]));
    }
    let seasons = season_levels(history, unusual, &levels.scale, 1, targets);
    let (past, ahead) = seasons.split_at(history.counts.len());
    let season = |levels: &[f64; MEMORIES.len()]| levels[MEMORIES.len() - 1];
    let learned = history.places.iter().position(|place| place.day >= history.places[0].day + 7).unwrap_or(0);
    let means: Vec<f64> = past[learned..]
        .iter()
        .zip(&levels.scale[learned..])
        .map(|(level, scale)| season(level) * scale)
        .collect();
    let spread = dispersion_of(&history.counts[learned..], &means) + UNLEARNED;
    let ahead = ahead
        .iter()
        .map(|level| CountDistribution::new(season(level) * levels.scale_now(), spread + of_mean));
    Ok((Basis::SeasonOnly, ahead.collect::<Result<_, _>>()?))
}

/// The band of a fallback. What has always been the same may still be one more or one fewer: not even of nobody is that certain.
pub(super) fn band_of(basis: Basis, distribution: &CountDistribution) -> CountBand {
    let band = wide_band(distribution).around(distribution.mean());
    if basis == Basis::Constant { beyond_one_count(band, distribution.mean()) } else { band }
}

/// A band with one more and one fewer than the expected count, at least.
pub(super) fn beyond_one_count(band: CountBand, expected: f64) -> CountBand {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "not negative; huge ones saturate"
    )]
    let same = expected.max(0.0).round() as u64;
    CountBand { low: band.low.min(same.saturating_sub(1)), high: band.high.max(same.saturating_add(1)) }
}

/// From quantile to quantile: at least what it says, usually more.
pub(super) fn wide_band(distribution: &CountDistribution) -> CountBand {
    let tail = f64::midpoint(1.0, -BAND_LEVEL);
    CountBand { low: distribution.quantile(tail), high: distribution.quantile(1.0 - tail) }
}
