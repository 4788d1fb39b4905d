//! Linear systems by factors that are triangular: Householder QR with column pivoting, and Cholesky.

/// `A P = Q R` of a matrix with at least as many rows as columns, given as its columns.
pub(crate) struct PivotedQr {
    /// Row `i` of R from its diagonal on, columns in pivoted order.
    pub(crate) upper: Vec<Vec<f64>>,
    /// `Q^T b`, as long as there are columns.
    pub(crate) rotated: Vec<f64>,
    /// Which original column stands at each place.
    pub(crate) order: Vec<usize>,
}

impl PivotedQr {
    /// Factors the columns and turns the right-hand side along. P. Businger and G. H. Golub, "Linear least squares
    /// solutions by Householder transformations", Numerische Mathematik 7 (1965).
    pub(crate) fn new(mut columns: Vec<Vec<f64>>, mut right: Vec<f64>) -> Self {
        let width = columns.len();
        let mut order: Vec<usize> = (0..width).collect();
        let mut upper = vec![Vec::new(); width];
        for step in 0..width {
            let rest = |column: &Vec<f64>| column[step..].iter().map(|value| value * value).sum::<f64>();
            let norms: Vec<f64> = columns[step..].iter().map(rest).collect();
            // The first of equal ones, so that the order of columns decides and not rounding further on.
            let largest = (0..norms.len()).rev().max_by(|a, b| norms[*a].total_cmp(&norms[*b])).unwrap_or(0);
            columns.swap(step, step + largest);
            order.swap(step, step + largest);
            let diagonal = reflect(&mut columns, &mut right, step, norms[largest].sqrt());
            upper[step].push(diagonal);
        }
        for (step, row) in upper.iter_mut().enumerate() {
            row.extend(columns[step + 1..].iter().map(|column| column[step]));
        }
        right.truncate(width);
        Self { upper, rotated: right, order }
    }

    /// The place of the first pivot that is nothing but rounding, for columns of norm one.
    pub(crate) fn first_dependent(&self) -> Option<usize> {
        let smallest = 1e-10 * self.upper[0][0].abs();
        self.upper.iter().position(|row| row[0].abs() <= smallest)
    }

    /// Solves `R x = right`, in pivoted order.
    pub(crate) fn back_substituted(&self, right: &[f64]) -> Vec<f64> {
        let mut solution = right.to_vec();
        for step in (0..solution.len()).rev() {
            let row = &self.upper[step];
            let known: f64 = row[1..].iter().zip(&solution[step + 1..]).map(|(r, x)| r * x).sum();
            solution[step] = (solution[step] - known) / row[0];
        }
        solution
    }
}

/// Reflects the column at `step` onto its axis, and the later columns and the right-hand side along with it.
fn reflect(columns: &mut [Vec<f64>], right: &mut [f64], step: usize, norm: f64) -> f64 {
    let head = columns[step][step];
    if norm <= 0.0 {
        return 0.0;
    }
    let diagonal = if head > 0.0 { -norm } else { norm };
    let mut mirror = columns[step][step..].to_vec();
    mirror[0] -= diagonal;
    let square: f64 = mirror.iter().map(|value| value * value).sum();
    let turn = |vector: &mut [f64]| {
        let along: f64 = mirror.iter().zip(vector.iter()).map(|(m, v)| m * v).sum::<f64>() * 2.0 / square;
        vector.iter_mut().zip(&mirror).for_each(|(v, m)| *v -= along * m);
    };
    columns[step + 1..].iter_mut().for_each(|column| turn(&mut column[step..]));
    turn(&mut right[step..]);
    diagonal
}

/// Solves `A x = right` for a symmetric positive definite matrix given by its rows; nothing if it is not one.
pub(crate) fn solve_positive(rows: &[Vec<f64>], right: &[f64]) -> Option<Vec<f64>> {
    let size = right.len();
    let mut lower = vec![vec![0.0; size]; size];
    for i in 0..size {
        for j in 0..=i {
            let known: f64 = lower[i][..j].iter().zip(&lower[j][..j]).map(|(a, b)| a * b).sum();
            let rest = rows[i][j] - known;
            if i > j {
                lower[i][j] = rest / lower[j][j];
            } else if rest > 0.0 {
                lower[i][i] = rest.sqrt();
            } else {
                return None;
            }
        }
    }
    let mut solution = right.to_vec();
    for i in 0..size {
        let known: f64 = lower[i][..i].iter().zip(&solution[..i]).map(|(a, x)| a * x).sum();
        solution[i] = (solution[i] - known) / lower[i][i];
    }
    for i in (0..size).rev() {
        let known: f64 = (i + 1..size).map(|j| lower[j][i] * solution[j]).sum();
        solution[i] = (solution[i] - known) / lower[i][i];
    }
    Some(solution)
}
