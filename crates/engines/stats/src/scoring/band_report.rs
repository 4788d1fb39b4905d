//! Coverage and width of bands.

use crate::proportion::{binomial_range, clopper_pearson};
use crate::stats_error::{check_finite, check_lengths};
use crate::{Band, Interval, StatsError};

/// How often bands held what happened, and how wide they were.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BandReport {
    /// How many bands.
    pub rows: usize,
    /// How many held the actual value.
    pub covered: usize,
    /// How many lay above the actual value, which was thus lower than expected.
    pub too_high: usize,
    /// How many lay below the actual value.
    pub too_low: usize,
    /// How many reach to infinity, on one side or both.
    pub unbounded: usize,
    /// The mean width in the unit of the values; infinite if a band is unbounded.
    pub mean_width: f64,
    /// The mean width of the bounded bands; none if there are none.
    pub mean_bounded_width: Option<f64>,
}

impl BandReport {
    /// Counts. Refused if the lists are empty or differ in length, or an actual value is no finite number.
    ///
    /// ```
    /// # use lindley_stats::{Band, BandReport};
    /// let bands = [Band::new(0.0, 2.0)?, Band::new(0.0, 4.0)?];
    /// let report = BandReport::of(&bands, &[1.0, 5.0])?;
    /// assert_eq!((report.covered, report.too_low), (1, 1));
    /// assert!((report.mean_width - 3.0).abs() < 1e-15);
    /// # Ok::<(), lindley_stats::StatsError>(())
    /// ```
    pub fn of(bands: &[Band], actual: &[f64]) -> Result<Self, StatsError> {
        check_lengths(bands.len(), actual.len())?;
        check_finite(actual)?;
        let count = |holds: fn(&Band, f64) -> bool| {
            bands.iter().zip(actual).filter(|(band, actual)| holds(band, **actual)).count()
        };
        let covered = count(Band::holds);
        // An empty band counts as too low, so that the three numbers add up.
        let too_high = count(|band, actual| !band.is_empty() && actual < band.low());
        let bounded = || bands.iter().filter(|band| band.is_empty() || band.is_bounded());
        let (rows, with_end) = (bands.len(), bounded().count());
        let width: f64 = bounded().map(Band::width).sum();
        Ok(Self {
            rows,
            covered,
            too_high,
            too_low: rows - covered - too_high,
            unbounded: rows - with_end,
            mean_width: if with_end < rows { f64::INFINITY } else { width / rows as f64 },
            mean_bounded_width: (with_end > 0).then(|| width / with_end as f64),
        })
    }

    /// The share of bands that held the actual value.
    ///
    /// ```
    /// # use lindley_stats::{Band, BandReport};
    /// assert!((BandReport::of(&[Band::WHOLE_LINE], &[1.0])?.coverage() - 1.0).abs() < 1e-15);
    /// # Ok::<(), lindley_stats::StatsError>(())
    /// ```
    pub fn coverage(&self) -> f64 {
        self.covered as f64 / self.rows as f64
    }

    /// The coverage with the interval of Clopper and Pearson around it. Refused unless the confidence lies strictly
    /// between 0 and 1.
    ///
    /// ```
    /// # use lindley_stats::{Band, BandReport};
    /// let found = BandReport::of(&[Band::WHOLE_LINE; 10], &[1.0; 10])?.coverage_interval(0.95)?;
    /// assert!((found.low - 0.691_502_9).abs() < 1e-7);
    /// # Ok::<(), lindley_stats::StatsError>(())
    /// ```
    pub fn coverage_interval(&self, confidence: f64) -> Result<Interval, StatsError> {
        clopper_pearson(self.covered, self.rows, confidence)
    }

    /// Whether as many bands held as chance allows when each holds with the level, in all but `1 - confidence` of cases.
    /// Refused unless both lie strictly between 0 and 1.
    ///
    /// ```
    /// # use lindley_stats::{Band, BandReport};
    /// assert!(!BandReport::of(&[Band::WHOLE_LINE; 100], &[1.0; 100])?.agrees_with(0.9, 0.99)?);
    /// # Ok::<(), lindley_stats::StatsError>(())
    /// ```
    pub fn agrees_with(&self, level: f64, confidence: f64) -> Result<bool, StatsError> {
        crate::stats_error::check_level(level)?;
        let (low, high) = binomial_range(self.rows, level, confidence)?;
        Ok((low..=high).contains(&self.covered))
    }
}
