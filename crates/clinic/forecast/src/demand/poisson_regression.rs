//! Log-linear regression of counts with negative-binomial weights and a ridge, by Fisher scoring.

/// Rows of columns, what came, and the logarithm of what was expected without the regression.
pub(super) struct CountTable {
    pub(super) columns: usize,
    /// Row-major.
    pub(super) cells: Vec<f64>,
    pub(super) counts: Vec<f64>,
    pub(super) log_expected: Vec<f64>,
}

/// Pulls every coefficient but the first towards zero, as so many expected counts at unit distance would.
const RIDGE: f64 = 10.0;
const ROUNDS: usize = 5;
/// No step is expected to be e to the 20 times more or less than another.
const WIDEST: f64 = 20.0;

impl CountTable {
    pub(super) fn new(columns: usize) -> Self {
        Self { columns, cells: Vec::new(), counts: Vec::new(), log_expected: Vec::new() }
    }

    pub(super) fn rows(&self) -> usize {
        self.counts.len()
    }

    /// The means of all rows under these coefficients.
    pub(super) fn means(&self, coefficients: &[f64]) -> Vec<f64> {
        let rows = self.cells.chunks_exact(self.columns).zip(&self.log_expected);
        rows.map(|(cells, log_expected)| mean(cells, *log_expected, coefficients)).collect()
    }

    /// Coefficients, and the dispersion that weighed the rows.
    ///
    /// Source: P. McCullagh and J. Nelder, Generalized Linear Models (1989), 2.5 and 6.2.3, with the dispersion by moments.
    pub(super) fn fit(&self) -> (Vec<f64>, f64) {
        let mut coefficients = vec![0.0; self.columns];
        let mut dispersion = 0.02;
        for round in 0..ROUNDS {
            let Some(next) = self.improved(&coefficients, dispersion) else { break };
            let moved = next.iter().zip(&coefficients).map(|(a, b)| (a - b).abs()).fold(0.0, f64::max);
            coefficients = next;
            if round >= 1 {
                dispersion = dispersion_of(&self.counts, &self.means(&coefficients));
            }
            if round >= 2 && moved < 1e-4 {
                break;
            }
        }
        (coefficients, dispersion)
    }

    /// One round of Fisher scoring; none if the equations have no finite solution.
    fn improved(&self, coefficients: &[f64], dispersion: f64) -> Option<Vec<f64>> {
        let width = self.columns;
        let mut normal = vec![0.0; width * width];
        let mut right = vec![0.0; width];
        for ((cells, log_expected), count) in
            self.cells.chunks_exact(width).zip(&self.log_expected).zip(&self.counts)
        {
            let mean = mean(cells, *log_expected, coefficients);
            let weight = mean / (1.0 + dispersion * mean);
            let linear: f64 = cells.iter().zip(coefficients).map(|(a, b)| a * b).sum();
            let working = weight * (linear + (count - mean) / mean);
            for (column, cell) in cells.iter().enumerate().filter(|(_, cell)| **cell != 0.0) {
                right[column] += working * cell;
                let scaled = weight * cell;
                let line = &mut normal[column * width..=column * width + column];
                line.iter_mut().zip(cells).for_each(|(sum, other)| *sum += scaled * other);
            }
        }
        (1..width).for_each(|column| normal[column * width + column] += RIDGE);
        solve(normal, right)
    }
}

/// The mean of a row.
pub(super) fn mean(cells: &[f64], log_expected: f64, coefficients: &[f64]) -> f64 {
    let linear: f64 = cells.iter().zip(coefficients).map(|(a, b)| a * b).sum();
    (log_expected + linear).clamp(-WIDEST, WIDEST).exp()
}

/// The dispersion that explains the squared errors, zero or more.
pub(super) fn dispersion_of(counts: &[f64], means: &[f64]) -> f64 {
    let (mut excess, mut squares) = (0.0, 0.0);
    for (count, mean) in counts.iter().zip(means) {
        excess += (count - mean).powi(2) - mean;
        squares += mean * mean;
    }
    if squares > 0.0 { (excess / squares).max(0.0) } else { 0.0 }
}

/// Cholesky; the lower triangle is given.
fn solve(mut matrix: Vec<f64>, mut right: Vec<f64>) -> Option<Vec<f64>> {
    let width = right.len();
    for row in 0..width {
        for column in 0..=row {
            let (above, below) = (&matrix[column * width..], &matrix[row * width..]);
            let dot: f64 = above[..column].iter().zip(&below[..column]).map(|(a, b)| a * b).sum();
            let rest = matrix[row * width + column] - dot;
            matrix[row * width + column] = if row == column {
                if !(rest > 0.0 && rest.is_finite()) {
                    return None;
                }
                rest.sqrt()
            } else {
                rest / matrix[column * width + column]
            };
        }
    }
    for row in 0..width {
        let dot: f64 = (0..row).map(|column| matrix[row * width + column] * right[column]).sum();
        right[row] = (right[row] - dot) / matrix[row * width + row];
    }
    for row in (0..width).rev() {
        let dot: f64 = (row + 1..width).map(|lower| matrix[lower * width + row] * right[lower]).sum();
        right[row] = (right[row] - dot) / matrix[row * width + row];
    }
    right.iter().all(|value| value.is_finite()).then_some(right)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_factor_between_two_groups_is_found() {
        // Group 0 has 10, group 1 has 20; the ridge takes a little off.
        let mut table = CountTable::new(2);
        for row in 0..2_000_u32 {
            let second = f64::from(row % 2);
            table.cells.extend([1.0, second]);
            table.counts.push(if row % 2 == 1 { 20.0 } else { 10.0 });
            table.log_expected.push(10.0_f64.ln());
        }
        let (coefficients, dispersion) = table.fit();
        assert!(
            coefficients[0].abs() < 0.01 && (coefficients[1] - 2.0_f64.ln()).abs() < 0.01,
            "{coefficients:?}"
        );
        assert!(dispersion < 1e-9);
    }

    #[test]
    fn equations_without_a_solution_leave_the_season_as_it_is() {
        let mut table = CountTable::new(1);
        table.cells.extend([0.0, 0.0]);
        table.counts.extend([1.0, 2.0]);
        table.log_expected.extend([0.0, 0.0]);
        assert_eq!(table.fit().0, [0.0]);
    }
}
