//! The dual problem of support vector regression, two multipliers at a time.
//!
//! With `b_k` between `-cost` and `cost`, summing to zero, and `f` the kernel matrix times `b`, it minimises
//! `b f / 2 - target b + tube sum |b_k|`. Raising one multiplier and lowering another keeps the sum. Raising `b_k` pays
//! `target_k - f_k` less the tube if that makes `|b_k|` longer, plus the tube if shorter; lowering costs likewise. At the
//! optimum no raise pays more than the cheapest lowering costs.

use super::rows::KernelRows;
use crate::LearnError;

/// Least curvature: two equal rows have none.
const FLAT: f64 = 1e-12;

/// What is to be solved.
pub(super) struct Problem<'a> {
    pub(super) target: &'a [f64],
    pub(super) cost: f64,
    pub(super) tube: f64,
    pub(super) tolerance: f64,
}

/// The multipliers and what is added to every prediction.
pub(super) struct Solved {
    pub(super) multipliers: Vec<f64>,
    pub(super) intercept: f64,
}

impl Problem<'_> {
    pub(super) fn solve(&self, mut rows: KernelRows<'_>, most_steps: usize) -> Result<Solved, LearnError> {
        let diagonal = rows.diagonal();
        let mut multipliers = vec![0.0_f64; self.target.len()];
        let mut residuals = self.target.to_vec();
        for _ in 0..most_steps {
            let (raised, pays) = self.best_raise(&multipliers, &residuals);
            let row = rows.row(raised);
            let pair = self.lowered(&multipliers, &residuals, pays, &row, (diagonal[raised], &diagonal));
            if pays - pair.cheapest < self.tolerance {
                return Ok(Solved { multipliers, intercept: f64::midpoint(pays, pair.cheapest) });
            }
            let Some((lowered, gain, curvature)) = pair.best else { break };
            let step = (gain / curvature)
                .min(self.room_up(multipliers[raised]))
                .min(self.room_up(-multipliers[lowered]));
            multipliers[raised] = self.moved(multipliers[raised], step);
            multipliers[lowered] = -self.moved(-multipliers[lowered], step);
            let other = rows.row(lowered);
            for ((residual, own), other) in residuals.iter_mut().zip(row.iter()).zip(other.iter()) {
                *residual -= step * (own - other);
            }
        }
        Err(LearnError::TooFewSteps { steps: most_steps })
    }

    /// The multiplier whose raise pays most, of equals the first.
    fn best_raise(&self, multipliers: &[f64], residuals: &[f64]) -> (usize, f64) {
        let mut best = (0, f64::NEG_INFINITY);
        for (place, (multiplier, residual)) in multipliers.iter().zip(residuals).enumerate() {
            let pays = if *multiplier >= self.cost {
                continue;
            } else if *multiplier < 0.0 {
                residual + self.tube
            } else {
                residual - self.tube
            };
            if pays > best.1 {
                best = (place, pays);
            }
        }
        best
    }

    /// The multiplier to lower, by the gain to second order, and what the cheapest lowering costs.
    fn lowered(
        &self,
        multipliers: &[f64],
        residuals: &[f64],
        pays: f64,
        row: &[f64],
        (own, diagonal): (f64, &[f64]),
    ) -> Lowered {
        let mut found = Lowered { cheapest: f64::INFINITY, best: None };
        let mut most = 0.0;
        for (place, (multiplier, residual)) in multipliers.iter().zip(residuals).enumerate() {
            let costs = if *multiplier <= -self.cost {
                continue;
            } else if *multiplier > 0.0 {
                residual - self.tube
            } else {
                residual + self.tube
            };
            found.cheapest = found.cheapest.min(costs);
            let gain = pays - costs;
            if gain > 0.0 {
                let curvature = (own + diagonal[place] - 2.0 * row[place]).max(FLAT);
                if gain * gain / curvature > most {
                    most = gain * gain / curvature;
                    found.best = Some((place, gain, curvature));
                }
            }
        }
        found
    }

    /// How far a multiplier can be raised before the price of raising it changes.
    fn room_up(&self, multiplier: f64) -> f64 {
        if multiplier < 0.0 { -multiplier } else { self.cost - multiplier }
    }

    /// A raised multiplier; exactly zero or the bound where it reaches them.
    fn moved(&self, multiplier: f64, step: f64) -> f64 {
        if step >= self.room_up(multiplier) {
            if multiplier < 0.0 { 0.0 } else { self.cost }
        } else {
            multiplier + step
        }
    }
}

/// What lowering has to offer.
struct Lowered {
    cheapest: f64,
    /// Place, gain to first order and curvature.
    best: Option<(usize, f64, f64)>,
}
