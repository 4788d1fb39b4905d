//! A watch on misses: has the share of misses changed?

use crate::StatsError;
use crate::stats_error::check_level;

/// A cumulative sum that sounds an alarm when misses come more often (or less often) than they should.
///
/// Each row adds the logarithm of how much likelier it is under the changed rate than under the right one, and the sum never
/// falls below zero. While the rate is right, alarms are further apart than `rows_between_alarms` on average.
///
/// Sources: E. S. Page, "Continuous inspection schemes", Biometrika 41 (1954); M. R. Reynolds and Z. G. Stoumbos, "A CUSUM
/// chart for monitoring a proportion when inspecting continuously", J. Quality Technology 31 (1999); G. Lorden, "Procedures
/// for reacting to a change in distribution", Ann. Math. Stat. 42 (1971), for the threshold.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CoverageCusum {
    on_miss: f64,
    on_hit: f64,
    threshold: f64,
    sum: f64,
    rows: u64,
    since: u64,
    alarm: Option<CusumAlarm>,
}

/// When an alarm sounded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CusumAlarm {
    /// The number of the row that set it off, the first being 1.
    pub row: u64,
    /// The number of the first row that counted towards it: the change is likely to have come about then.
    pub changed_at: u64,
}

impl CoverageCusum {
    /// For bands of this level and a changed level to look out for: 0.8 instead of 0.9 for bands that have become too
    /// narrow, 0.95 for bands that have become too wide. The threshold is `ln(rows_between_alarms)`.
    ///
    /// Refused unless both levels lie strictly between 0 and 1 and differ, and the number of rows is above 1 and finite.
    ///
    /// ```
    /// # use lindley_stats::CoverageCusum;
    /// assert!(CoverageCusum::new(0.9, 0.8, 10_000.0).is_ok() && CoverageCusum::new(0.9, 0.9, 10_000.0).is_err());
    /// ```
    pub fn new(level: f64, changed_level: f64, rows_between_alarms: f64) -> Result<Self, StatsError> {
        check_level(level)?;
        check_level(changed_level)?;
        if crate::summary::same(level, changed_level) {
            return Err(StatsError::NoSpread);
        }
        if !(rows_between_alarms > 1.0 && rows_between_alarms.is_finite()) {
            return Err(StatsError::MustBePositive {
                name: "the number of rows between false alarms, less one,",
            });
        }
        Ok(Self {
            on_miss: ((1.0 - changed_level) / (1.0 - level)).ln(),
            on_hit: (changed_level / level).ln(),
            threshold: rows_between_alarms.ln(),
            sum: 0.0,
            rows: 0,
            since: 1,
            alarm: None,
        })
    }

    /// Takes in whether the band of the next row missed, and tells the alarm if there is one. An alarm stays until
    /// [`Self::reset`].
    ///
    /// ```
    /// # use lindley_stats::CoverageCusum;
    /// let mut watch = CoverageCusum::new(0.9, 0.8, 100.0)?;
    /// // Each miss adds ln 2, and ln 100 is less than seven times that.
    /// let alarm = (0..7).find_map(|_| watch.observe(true));
    /// assert_eq!(alarm.map(|alarm| (alarm.row, alarm.changed_at)), Some((7, 1)));
    /// # Ok::<(), lindley_stats::StatsError>(())
    /// ```
    pub fn observe(&mut self, missed: bool) -> Option<CusumAlarm> {
        self.rows += 1;
        if self.sum <= 0.0 {
            self.since = self.rows;
        }
        self.sum = (self.sum + if missed { self.on_miss } else { self.on_hit }).max(0.0);
        if self.alarm.is_none() && self.sum >= self.threshold {
            self.alarm = Some(CusumAlarm { row: self.rows, changed_at: self.since });
        }
        self.alarm
    }

    /// The sum, from 0 for "nothing speaks for a change"; there is an alarm from [`Self::threshold`] on.
    ///
    /// ```
    /// # use lindley_stats::CoverageCusum;
    /// let mut watch = CoverageCusum::new(0.9, 0.8, 100.0)?;
    /// watch.observe(true);
    /// assert!((watch.sum() - 2.0_f64.ln()).abs() < 1e-12);
    /// # Ok::<(), lindley_stats::StatsError>(())
    /// ```
    pub fn sum(&self) -> f64 {
        self.sum
    }

    /// The sum from which on there is an alarm.
    ///
    /// ```
    /// # use lindley_stats::CoverageCusum;
    /// assert!((CoverageCusum::new(0.9, 0.8, 100.0)?.threshold() - 100.0_f64.ln()).abs() < 1e-12);
    /// # Ok::<(), lindley_stats::StatsError>(())
    /// ```
    pub fn threshold(&self) -> f64 {
        self.threshold
    }

    /// The alarm, if one has sounded since the beginning or the last reset.
    ///
    /// ```
    /// # use lindley_stats::CoverageCusum;
    /// assert_eq!(CoverageCusum::new(0.9, 0.8, 100.0)?.alarm(), None);
    /// # Ok::<(), lindley_stats::StatsError>(())
    /// ```
    pub fn alarm(&self) -> Option<CusumAlarm> {
        self.alarm
    }

    /// Begins anew, say with a new model; rows go on counting.
    ///
    /// ```
    /// # use lindley_stats::CoverageCusum;
    /// let mut watch = CoverageCusum::new(0.9, 0.8, 100.0)?;
    /// (0..7).for_each(|_| drop(watch.observe(true)));
    /// watch.reset();
    /// assert!(watch.alarm().is_none() && watch.sum() <= 0.0);
    /// # Ok::<(), lindley_stats::StatsError>(())
    /// ```
    pub fn reset(&mut self) {
        (self.sum, self.alarm) = (0.0, None);
    }
}
