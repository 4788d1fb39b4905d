//! How far quantiles are shifted so that they hold in each visit type.

use std::collections::BTreeMap;

use lindley_stats::CalibrationScores;
use serde::{Deserialize, Serialize};

use crate::ForecastError;

/// The shares of cases whose lengths are predicted, ascending. The outermost two are the band of 90 %.
pub const SHARES: [f64; 9] = [0.05, 0.1, 0.2, 0.35, 0.5, 0.65, 0.8, 0.9, 0.95];

/// The longest visit that is thought of, in seconds: a working day of twelve hours. Stands for "not known how long".
pub const LONGEST_SECONDS: f64 = 43_200.0;

/// Measured visits that a visit type needs to stand alone; smaller ones are calibrated together.
pub const LEAST_OF_TYPE: usize = 50;

/// Shifts of the quantiles in seconds, one for each of [`SHARES`]; infinite where there were too few visits for the share.
pub(super) type Shifts = [f64; 9];

/// Shifts by visit type, calibrated on days later than those learnt from.
///
/// At each share the quantile is moved by the conformal bound of what visits exceeded it by (above the middle), or fell short of
/// it by (below): each end holds by itself, so the band of both does. Source: Y. Romano, E. Patterson and E. Candès,
/// "Conformalized Quantile Regression", NeurIPS 2019, theorem 2; by group: V. Vovk, D. Lindsay, I. Nouretdinov and A. Gammerman,
/// "Mondrian Confidence Machine" (2003).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Calibration {
    own: BTreeMap<String, Shifts>,
    /// Of all visit types that are too small to stand alone; a type that learning has not seen is taken for one of them.
    small: Option<Shifts>,
    all: Shifts,
    rows: usize,
}

impl Calibration {
    /// From visits' types, base quantiles and measured lengths.
    pub(super) fn of<'a>(
        rows: impl IntoIterator<Item = (&'a str, [f64; 9], f64)>,
    ) -> Result<Self, ForecastError> {
        let mut by_type: BTreeMap<&str, Vec<[f64; 9]>> = BTreeMap::new();
        for (visit_type, base, seconds) in rows {
            by_type.entry(visit_type).or_default().push(base.map(|quantile| seconds - quantile));
        }
        let (mut own, mut small, mut all) = (BTreeMap::new(), Vec::new(), Vec::new());
        for (visit_type, beyond) in by_type {
            if beyond.len() >= LEAST_OF_TYPE {
                own.insert(visit_type.to_owned(), shifts(&beyond)?);
            } else {
                small.extend(&beyond);
            }
            all.extend(beyond);
        }
        let small = if small.len() >= LEAST_OF_TYPE { Some(shifts(&small)?) } else { None };
        Ok(Self { own, small, all: shifts(&all)?, rows: all.len() })
    }

    /// Whether a shift is no number, as damaged bytes may say.
    pub(super) fn has_nan(&self) -> bool {
        let shifts = self.own.values().chain(&self.small).chain([&self.all]);
        shifts.flatten().any(|shift| shift.is_nan())
    }

    /// Visits that were calibrated on.
    pub(super) fn rows(&self) -> usize {
        self.rows
    }

    /// The quantiles of a visit: shifted, in order, and between nothing and [`LONGEST_SECONDS`].
    pub(super) fn quantiles(&self, visit_type: &str, base: [f64; 9]) -> [f64; 9] {
        let shifts = self.own.get(visit_type).or(self.small.as_ref()).unwrap_or(&self.all);
        ordered(std::array::from_fn(|place| base[place] + shifts[place]))
    }
}

/// Quantiles in ascending order, between nothing and [`LONGEST_SECONDS`].
///
/// Putting quantiles that cross into order brings each nearer to the true one: V. Chernozhukov, I. Fernández-Val and A. Galichon,
/// "Quantile and probability curves without crossing", Econometrica 78 (2010).
pub(super) fn ordered(quantiles: [f64; 9]) -> [f64; 9] {
    let mut found = quantiles.map(|quantile| quantile.clamp(0.0, LONGEST_SECONDS));
    found.sort_by(f64::total_cmp);
    found
}

/// The shift of each share from what visits lay above each of their quantiles.
fn shifts(beyond: &[[f64; 9]]) -> Result<Shifts, ForecastError> {
    let mut shifts = [0.0; 9];
    for (place, share) in SHARES.into_iter().enumerate() {
        let beyond: Vec<f64> = beyond.iter().map(|row| row[place]).collect();
        shifts[place] = conformal_quantile(&beyond, share)?;
    }
    Ok(shifts)
}

/// The value that a new one does not exceed with at least this probability; for shares below the middle, that it falls below
/// with at most this probability. Infinite on that side if there are too few.
pub(super) fn conformal_quantile(values: &[f64], share: f64) -> Result<f64, ForecastError> {
    if share >= 0.5 {
        return Ok(CalibrationScores::new(values)?.bound(share)?.score());
    }
    let turned: Vec<f64> = values.iter().map(|value| -value).collect();
    Ok(-CalibrationScores::new(&turned)?.bound(1.0 - share)?.score())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_end_moves_until_it_holds_and_small_types_are_calibrated_together() {
        let rows = |name: &'static str, count: u32, times: f64| {
            (1..=count).map(move |row| (name, [100.0; 9], 100.0 + times * f64::from(row)))
        };
        let all = rows("long", 99, 10.0).chain(rows("rare", 30, 1.0)).chain(rows("scarce", 30, 1.0));
        let found = Calibration::of(all).unwrap();
        let long = found.quantiles("long", [100.0; 9]);
        assert_eq!((long[0], long[4], long[8]), (150.0, 600.0, 1_050.0));
        let of = |name| found.quantiles(name, [100.0; 9]).to_vec();
        assert_eq!(of("rare"), of("scarce"));
        assert_eq!(of("rare"), of("unheard of"), "an unknown type is taken for a rare one");
        assert_eq!(found.rows(), 159);
    }

    #[test]
    fn with_few_visits_the_ends_are_as_far_as_can_be_and_crossing_is_mended() {
        let found = Calibration::of((0..5).map(|row| ("a", [60.0; 9], f64::from(row)))).unwrap();
        let wide = found.quantiles("a", [60.0; 9]);
        assert_eq!((wide[0], wide[8]), (0.0, LONGEST_SECONDS));
        let crossed = ordered([5.0, 4.0, 3.0, 2.0, 1.0, 9.0, 8.0, 7.0, -6.0]);
        assert!(crossed.is_sorted() && crossed[0] == 0.0);
        assert!(Calibration::of([]).is_err());
    }
}
