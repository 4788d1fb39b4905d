//! The season of every row as it was known a week or more before, the level breaks, and what recent rows were above it.

use super::history::{History, Place};
use super::level_break::{Jump, JumpWatch};
use super::seasonal_profile::{LEAST_COUNT, SeasonalProfile};

/// Weeks in which a row's weight halves: quick, usual and slow memory. The last is the reference.
pub(super) const MEMORIES: [f64; 3] = [2.0, 8.0, 26.0];
const REFERENCE: usize = MEMORIES.len() - 1;
/// Memories of what recent rows were above the season.
pub(super) const RECENT: usize = 5;
/// Days before jumps are watched for: until then the season itself is still being learned.
const WATCHED_AFTER_DAYS: usize = 28;
/// A jump that is taken back within so many days was none: the hours of the day have moved, or a feed tells nonsense.
const SWING_DAYS: i64 = 2;
/// Days after a swing on which no jump is believed: it would swing again.
const STILL_DAYS: i64 = 14;
/// The median of a chi-square with one degree of freedom.
const MEDIAN_CHI_SQUARE: f64 = 0.455;

/// The season's level by memory.
pub(super) type SeasonLevels = [f64; MEMORIES.len()];

/// Everything about rows that the regression looks at, apart from the calendar.
#[derive(Clone, Debug)]
pub(super) struct RecentLevels {
    /// Per row, the factor by which level breaks have moved it against the beginning.
    pub(super) scale: Vec<f64>,
    /// Rows at which the level jumped, with the factor.
    pub(super) jumps: Vec<Jump>,
    /// Per row, what the season of a week before said, jumps included.
    pub(super) expected: Vec<f64>,
    /// Before each row and after the last: counts and season by memory.
    recent: Vec<[(f64, f64); RECENT]>,
    /// Sums of counts and of the season over all earlier rows.
    counted: Vec<f64>,
    foreseen: Vec<f64>,
}

impl RecentLevels {
    /// `unusual` says which rows do not belong to the season: special days, days after a closure.
    pub(super) fn of(history: &History, unusual: &[bool]) -> Self {
        let still = vec![1.0; history.counts.len()];
        let (season, _) = reference(history, unusual, still, None);
        let spread = day_spread(history, &season);
        let still = vec![1.0; history.counts.len()];
        let (season, watched) = reference(history, unusual, still, Some(JumpWatch::new(spread)));
        let (scale, jumps) = watched;
        let expected: Vec<f64> = season.iter().zip(&scale).map(|(level, scale)| level * scale).collect();
        let recent = above_season(history, &expected);
        let counted = running(&history.counts);
        let foreseen = running(&expected);
        Self { scale, jumps, expected, recent, counted, foreseen }
    }

    /// The scale of steps to come.
    pub(super) fn scale_now(&self) -> f64 {
        self.scale.last().copied().unwrap_or(1.0)
    }

    /// The logarithms of counts over season before a row, by memory.
    pub(super) fn above_before(&self, row: usize) -> [f64; RECENT] {
        self.recent[row].map(|(came, expected)| ((came + 1.0) / (expected + 1.0)).ln())
    }

    /// The logarithm of counts over season between two rows, drawn towards 0 while little was expected.
    pub(super) fn above_between(&self, from: usize, to: usize, pull: f64) -> f64 {
        let came = self.counted[to] - self.counted[from];
        let expected = self.foreseen[to] - self.foreseen[from];
        ((came + pull) / (expected + pull)).ln()
    }
}

/// Levels of the season for rows and then for targets, each as of `weeks_back` weeks before its day.
/// Before there is any, all memories say the least.
pub(super) fn season_levels(
    history: &History,
    unusual: &[bool],
    scale: &[f64],
    weeks_back: u32,
    targets: &[Place],
) -> Vec<SeasonLevels> {
    let first_day = history.days.first().map_or(0, |day| day.0);
    let slots = history.step.per_day() as usize;
    let mut profiles = MEMORIES.map(|weeks| SeasonalProfile::new(weeks, slots, first_day));
    let mut next = 0;
    let mut levels = Vec::with_capacity(history.places.len() + targets.len());
    for place in history.places.iter().chain(targets) {
        let known = place.day - 7 * i64::from(weeks_back);
        while let Some(row) = history.places.get(next).filter(|row| row.day <= known) {
            if !unusual[next] {
                let count = history.counts[next] / scale[next];
                for profile in &mut profiles {
                    profile.add(*row, count);
                }
            }
            next += 1;
        }
        levels.push(profiles.each_mut().map(|profile| profile.level(*place, known).unwrap_or(LEAST_COUNT)));
    }
    levels
}

/// The reference season of every row as of a week before, on the level of the beginning; with a watch, jumps move `scale`.
fn reference(
    history: &History,
    unusual: &[bool],
    mut scale: Vec<f64>,
    mut watch: Option<JumpWatch>,
) -> (Vec<f64>, (Vec<f64>, Vec<Jump>)) {
    let first_day = history.days.first().map_or(0, |day| day.0);
    let mut profile = SeasonalProfile::new(MEMORIES[REFERENCE], history.step.per_day() as usize, first_day);
    let watched_from = history.days.get(WATCHED_AFTER_DAYS).map_or(usize::MAX, |day| day.1);
    let forget = (-std::f64::consts::LN_2 / (28.0 * history.rows_per_day())).exp();
    let (mut came, mut foreseen) = (0.0, 0.0);
    let (mut next, mut now) = (0, 1.0);
    let mut jumps: Vec<Jump> = Vec::new();
    let mut still_until = i64::MIN;
    let mut season = Vec::with_capacity(history.counts.len());
    for (row, place) in history.places.iter().enumerate() {
        while history.places[next].day <= place.day - 7 {
            if !unusual[next] {
                profile.add(history.places[next], history.counts[next] / scale[next]);
            }
            next += 1;
        }
        let level = profile.level(*place, place.day - 7).unwrap_or(history.counts[row].max(1e-3));
        season.push(level);
        scale[row] = now;
        let slow = (came + 1.0) / (foreseen + 1.0);
        if let Some(watch) = watch.as_mut().filter(|_| place.day < still_until) {
            watch.forget(row + 1);
        } else if let Some(watch) = watch.as_mut().filter(|_| row >= watched_from && !unusual[row])
            && let Some(jump) = watch.observe(row, history.counts[row], level * now * slow)
        {
            let is_recent = |last: &&Jump| place.day - history.places[last.since].day <= SWING_DAYS;
            if let Some(last) = jumps.last().filter(is_recent).filter(|last| jump.takes_back(last)).copied() {
                jumps.pop();
                now /= last.factor;
                scale[last.since..=row].iter_mut().for_each(|scale| *scale = now);
                still_until = place.day + STILL_DAYS;
            } else {
                now *= jump.factor;
                scale[jump.since..=row].iter_mut().for_each(|scale| *scale *= jump.factor);
                jumps.push(jump);
            }
        }
        came = came * forget + history.counts[row] / scale[row];
        foreseen = foreseen * forget + level;
    }
    (season, (scale, jumps))
}

/// How many times the squared error of daily sums exceeds what was foreseen, by the median over days.
fn day_spread(history: &History, season: &[f64]) -> f64 {
    let forget = (-std::f64::consts::LN_2 / 28.0).exp();
    let (mut came, mut foreseen) = (0.0, 0.0);
    let mut spreads = Vec::new();
    for (nth, (_, from)) in history.days.iter().enumerate() {
        let to = history.days.get(nth + 1).map_or(season.len(), |day| day.1);
        let sum: f64 = history.counts[*from..to].iter().sum();
        let level: f64 = season[*from..to].iter().sum();
        let expected = level * (came + 1.0) / (foreseen + 1.0);
        if nth >= WATCHED_AFTER_DAYS && expected > 0.0 {
            spreads.push((sum - expected).powi(2) / expected);
        }
        came = came * forget + sum;
        foreseen = foreseen * forget + level;
    }
    spreads.sort_by(f64::total_cmp);
    spreads.get(spreads.len() / 2).map_or(1.0, |median| median / MEDIAN_CHI_SQUARE)
}

fn above_season(history: &History, expected: &[f64]) -> Vec<[(f64, f64); RECENT]> {
    let day = history.rows_per_day();
    let week = day * history.days_per_week();
    let half_lives = [2.0, (day / 4.0).max(1.0), day.max(1.5), week, 4.0 * week];
    let forget = half_lives.map(|rows| (-std::f64::consts::LN_2 / rows).exp());
    let mut sums = [(0.0, 0.0); RECENT];
    let mut recent = Vec::with_capacity(expected.len() + 1);
    recent.push(sums);
    for (count, level) in history.counts.iter().zip(expected) {
        for (sum, forget) in sums.iter_mut().zip(forget) {
            *sum = (sum.0 * forget + count, sum.1 * forget + level);
        }
        recent.push(sums);
    }
    recent
}

fn running(values: &[f64]) -> Vec<f64> {
    let mut sums = vec![0.0];
    sums.extend(values.iter().scan(0.0, |sum, value| {
        *sum += value;
        Some(*sum)
    }));
    sums
}
