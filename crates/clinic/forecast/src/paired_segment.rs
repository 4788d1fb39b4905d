//! Two models on the same rows: who is better in which part of them.

use std::collections::BTreeMap;

use lindley_stats::{Interval, compare_pairs, mean};

use crate::ForecastError;

/// The segment of all rows.
pub const OVERALL: &str = "overall";

/// A champion and a challenger on the rows of one segment. Losses: less is better.
#[derive(Clone, Debug, PartialEq)]
pub struct PairedSegment {
    /// The segment, for example `site: Northside`; [`OVERALL`] for all rows.
    pub segment: String,
    /// What was measured, for example `brier`.
    pub measure: &'static str,
    /// Rows of the segment.
    pub rows: usize,
    /// The champion's mean loss.
    pub champion: f64,
    /// The challenger's mean loss.
    pub challenger: f64,
    /// The challenger's loss less the champion's, with its 95 % interval over rows; wholly above 0 where the challenger is
    /// worse.
    pub difference: Interval,
}

impl PairedSegment {
    /// By segment, [`OVERALL`] first and the others in alphabetical order. `segments` says of each row what it belongs to
    /// besides all; a segment of one row is left out, because nothing can be said of it. Refused if the lists differ in length,
    /// hold fewer than two rows or a loss that is no finite number.
    pub(crate) fn by_segment(
        measure: &'static str,
        segments: &[Vec<String>],
        champion: &[f64],
        challenger: &[f64],
    ) -> Result<Vec<Self>, ForecastError> {
        let mut places: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (row, names) in segments.iter().enumerate() {
            for name in names {
                places.entry(name).or_default().push(row);
            }
        }
        let mut found = vec![Self::of(OVERALL, measure, champion, challenger)?];
        for (segment, rows) in places.into_iter().filter(|(_, rows)| rows.len() > 1) {
            let of = |losses: &[f64]| -> Vec<f64> { rows.iter().map(|row| losses[*row]).collect() };
            found.push(Self::of(segment, measure, &of(champion), &of(challenger))?);
        }
        Ok(found)
    }

    fn of(
        segment: &str,
        measure: &'static str,
        champion: &[f64],
        challenger: &[f64],
    ) -> Result<Self, ForecastError> {
        let difference = compare_pairs(challenger, champion, 0.95)?.mean;
        Ok(Self {
            segment: segment.to_owned(),
            measure,
            rows: champion.len(),
            champion: mean(champion)?,
            challenger: mean(challenger)?,
            difference,
        })
    }
}
