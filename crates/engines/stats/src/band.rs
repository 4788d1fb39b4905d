//! The range that a prediction names.

use crate::StatsError;

/// A range of values with both ends included. It may be the whole line, which says "not known", or empty.
///
/// Invariant: no end is NaN, and the lower end does not lie above the upper one unless the band is [`Band::EMPTY`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Band {
    low: f64,
    high: f64,
}

impl Band {
    /// Every value: what an honest band is when there is too little to go by.
    pub const WHOLE_LINE: Self = Self { low: f64::NEG_INFINITY, high: f64::INFINITY };
    /// No value: the band of level 0, which adaptive levels may reach.
    pub const EMPTY: Self = Self { low: f64::INFINITY, high: f64::NEG_INFINITY };

    /// From one end to the other; ends may be infinite. Refused if one is NaN or the lower lies above the upper.
    ///
    /// ```
    /// # use lindley_stats::Band;
    /// assert!(Band::new(1.0, 2.0).is_ok() && Band::new(2.0, 1.0).is_err());
    /// ```
    pub fn new(low: f64, high: f64) -> Result<Self, StatsError> {
        if low <= high { Ok(Self { low, high }) } else { Err(StatsError::UpsideDown { low, high }) }
    }

    /// From one end to the other, neither NaN; ends that cross give the point midway.
    pub(crate) fn uncrossed(low: f64, high: f64) -> Self {
        if low <= high {
            return Self { low, high };
        }
        let middle = f64::midpoint(low, high);
        Self { low: middle, high: middle }
    }

    /// The lower end; infinity for the empty band.
    ///
    /// ```
    /// # use lindley_stats::Band;
    /// assert!(Band::WHOLE_LINE.low() < f64::MIN);
    /// ```
    pub fn low(&self) -> f64 {
        self.low
    }

    /// The upper end; minus infinity for the empty band.
    ///
    /// ```
    /// # use lindley_stats::Band;
    /// assert!(Band::WHOLE_LINE.high() > f64::MAX);
    /// ```
    pub fn high(&self) -> f64 {
        self.high
    }

    /// Upper end minus lower end, in the unit of the values: 0 if empty, infinite if an end is.
    ///
    /// ```
    /// # use lindley_stats::Band;
    /// assert!((Band::new(1.0, 2.5)?.width() - 1.5).abs() < 1e-15 && Band::EMPTY.width() <= 0.0);
    /// # Ok::<(), lindley_stats::StatsError>(())
    /// ```
    pub fn width(&self) -> f64 {
        if self.is_empty() { 0.0 } else { self.high - self.low }
    }

    /// Whether the value lies in the band, ends included. Never for NaN.
    ///
    /// ```
    /// # use lindley_stats::Band;
    /// assert!(Band::new(1.0, 2.0)?.holds(2.0) && !Band::EMPTY.holds(0.0));
    /// # Ok::<(), lindley_stats::StatsError>(())
    /// ```
    pub fn holds(&self, value: f64) -> bool {
        self.low <= value && value <= self.high
    }

    /// Whether no value lies in the band.
    ///
    /// ```
    /// # use lindley_stats::Band;
    /// assert!(Band::EMPTY.is_empty() && !Band::WHOLE_LINE.is_empty());
    /// ```
    pub fn is_empty(&self) -> bool {
        self.low > self.high
    }

    /// Whether both ends are finite numbers. A band that is not bounded says that something is not known.
    ///
    /// ```
    /// # use lindley_stats::Band;
    /// assert!(Band::new(1.0, 2.0)?.is_bounded() && !Band::WHOLE_LINE.is_bounded());
    /// # Ok::<(), lindley_stats::StatsError>(())
    /// ```
    pub fn is_bounded(&self) -> bool {
        self.low.is_finite() && self.high.is_finite()
    }

    /// The part of the band from `least` to `most`: a visit is no shorter than nothing. If nothing of it lies there, the
    /// end that is nearer. Refused if `least` and `most` are no range.
    ///
    /// ```
    /// # use lindley_stats::Band;
    /// assert_eq!(Band::new(-3.0, 8.0)?.within(0.0, 600.0)?, Band::new(0.0, 8.0)?);
    /// # Ok::<(), lindley_stats::StatsError>(())
    /// ```
    pub fn within(&self, least: f64, most: f64) -> Result<Self, StatsError> {
        Self::new(least, most)?;
        if self.is_empty() {
            return Ok(Self::EMPTY);
        }
        Self::new(self.low.clamp(least, most), self.high.clamp(least, most))
    }
}
