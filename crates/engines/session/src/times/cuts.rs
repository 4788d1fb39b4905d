//! The lowest cost that a convex function can have, as far as its slopes at some points tell.
//!
//! Every slope is a plane below the function; the lowest point of the highest plane is a bound (Kelley, *The cutting-plane
//! method for solving convex programs*, Journal of the Society for Industrial and Applied Mathematics 8, 1960). The gaps between
//! times are shares of the session, so finding it is a matrix game: nature picks shares, we pick planes.

use super::slope::Slope;

/// Most exchanges of one solution.
const MOST_PIVOTS: usize = 500;
/// Smaller numbers are rounding.
const TINY: f64 = 1e-11;

/// Planes below the cost.
#[derive(Default)]
pub(super) struct Cuts {
    /// By plane, then gap: its height if the whole session were that gap.
    heights: Vec<Vec<f64>>,
}

/// The lowest point of the planes.
pub(super) struct Lowest {
    /// No times cost less.
    pub(super) bound: f64,
    /// The times there, in seconds.
    pub(super) times: Vec<f64>,
}

impl Cuts {
    pub(super) fn add(&mut self, slope: &Slope, times: &[u32], length: u32) {
        let there: f64 = slope.by_visit.iter().zip(times).map(|(slope, time)| slope * f64::from(*time)).sum();
        let at_zero = slope.cost - there;
        // A longer gap before a visit makes it and all that follow later; the gap after the last one changes nothing.
        let mut later = 0.0;
        let mut heights = vec![at_zero];
        for slope in slope.by_visit[1..].iter().rev() {
            later += slope;
            heights.push(at_zero + later * f64::from(length));
        }
        self.heights.push(heights);
    }

    /// Solves the game by exchanges in a condensed table: `max sum of y` with `heights y <= 1`, heights shifted above zero.
    pub(super) fn lowest(&self, length: u32) -> Lowest {
        let gaps = self.heights.first().map_or(0, Vec::len);
        let least = self.heights.iter().flatten().copied().fold(f64::INFINITY, f64::min);
        let most = self.heights.iter().flatten().copied().fold(f64::NEG_INFINITY, f64::max);
        let scale = (most - least).max(f64::MIN_POSITIVE);
        let row = |heights: &Vec<f64>| {
            heights.iter().map(|height| (height - least) / scale + 1.0).chain([1.0]).collect()
        };
        let mut table: Vec<Vec<f64>> = self.heights.iter().map(row).collect();
        table.push([vec![-1.0; gaps], vec![0.0]].concat());
        let mut above: Vec<usize> = (0..gaps).collect();
        let mut beside: Vec<usize> = (gaps..gaps + self.heights.len()).collect();
        for _ in 0..MOST_PIVOTS {
            let Some((row, column)) = entering(&table) else { break };
            exchange(&mut table, row, column);
            std::mem::swap(&mut above[column], &mut beside[row]);
        }
        let objective = &table[beside.len()];
        let mut shares = vec![0.0; gaps];
        for (name, row) in beside.iter().zip(&table).filter(|(name, _)| **name < gaps) {
            shares[*name] = row[gaps].max(0.0);
        }
        let mut planes = vec![0.0; self.heights.len()];
        for (name, price) in above.iter().zip(objective).filter(|(name, _)| **name >= gaps) {
            planes[*name - gaps] = price.max(0.0);
        }
        Lowest { bound: self.bound(&planes), times: times(&shares, length) }
    }

    /// The bound of a mixture of planes, worked out anew: right however the table was rounded.
    fn bound(&self, planes: &[f64]) -> f64 {
        let all: f64 = planes.iter().sum();
        let gaps = self.heights.first().map_or(0, Vec::len);
        let height = |gap: usize| -> f64 {
            self.heights.iter().zip(planes).map(|(heights, plane)| heights[gap] * plane).sum::<f64>() / all
        };
        if all > 0.0 { (0..gaps).map(height).fold(f64::INFINITY, f64::min) } else { f64::NEG_INFINITY }
    }
}

/// The most promising column, and the row that stops it first.
fn entering(table: &[Vec<f64>]) -> Option<(usize, usize)> {
    let (objective, rows) = table.split_last()?;
    let (right, costs) = objective.split_last().map(|(_, costs)| (costs.len(), costs))?;
    let column = (0..costs.len()).min_by(|one, other| costs[*one].total_cmp(&costs[*other]))?;
    if costs[column] >= -TINY {
        return None;
    }
    let stops = (0..rows.len()).filter(|row| rows[*row][column] > TINY);
    let ratio = |row: &usize| rows[*row][right] / rows[*row][column];
    let row = stops.min_by(|one, other| ratio(one).total_cmp(&ratio(other)))?;
    Some((row, column))
}

/// One exchange of a row's name with a column's.
fn exchange(table: &mut [Vec<f64>], row: usize, column: usize) {
    let pivot = table[row][column];
    let mut pivots = table[row].clone();
    for (place, value) in pivots.iter_mut().enumerate() {
        *value = if place == column { 1.0 / pivot } else { *value / pivot };
    }
    for (other, values) in table.iter_mut().enumerate() {
        if other == row {
            continue;
        }
        let factor = values[column];
        for (place, value) in values.iter_mut().enumerate() {
            *value = if place == column { -factor / pivot } else { *value - factor * pivots[place] };
        }
    }
    table[row] = pivots;
}

/// Times from shares of the session: the first share is the gap after the last visit, the second the gap before it.
fn times(shares: &[f64], length: u32) -> Vec<f64> {
    let all: f64 = shares.iter().sum::<f64>().max(f64::MIN_POSITIVE);
    let mut times = vec![0.0];
    let mut time = 0.0;
    for share in shares[1..].iter().rev() {
        time += share / all * f64::from(length);
        times.push(time);
    }
    times
}
