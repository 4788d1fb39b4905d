//! Counts on a grid of the local calendar, with gaps where nothing was observed.

use lindley_time::civil::DateTime;

use super::{DemandError, StepLength};

/// Most steps that a series may span: more than a century of quarter hours is a wrong year.
const LONGEST: usize = 4_000_000;

/// Counts per step, from the first observed step up to the moment until which everything is known.
///
/// Times are of the local calendar, because people come by the clock on the wall. Where clocks go back, hand in the mean of
/// the repeated hour; where they go forward, leave the missing hour out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DemandSeries {
    pub(super) step: StepLength,
    /// Number of the first step.
    pub(super) first: i64,
    /// One per step from the first; none where nothing was observed.
    pub(super) counts: Vec<Option<u32>>,
}

impl DemandSeries {
    /// From rows of step start and count, in order of time. Steps without a row are gaps: closed, or unknown, but not zero.
    /// The series is known until `known_until`, or until the end of its last row.
    ///
    /// Refused if there is no row, a row does not start on the grid, is not later than the one before, or not before
    /// `known_until`.
    ///
    /// ```
    /// # use lindley_forecast::demand::{DemandSeries, StepLength};
    /// # use lindley_time::civil::date;
    /// let eight = date(2026, 3, 2).at(8, 0, 0, 0);
    /// let ten = date(2026, 3, 2).at(10, 0, 0, 0);
    /// let series = DemandSeries::new(StepLength::HOUR, &[(eight, 4), (ten, 0)], None)?;
    /// assert_eq!((series.observed(), series.gaps()), (2, 1));
    /// assert!(DemandSeries::new(StepLength::HOUR, &[(ten, 4), (eight, 0)], None).is_err());
    /// # Ok::<(), lindley_forecast::demand::DemandError>(())
    /// ```
    pub fn new(
        step: StepLength,
        rows: &[(DateTime, u32)],
        known_until: Option<DateTime>,
    ) -> Result<Self, DemandError> {
        let (Some((start, _)), Some((last, _))) = (rows.first(), rows.last()) else {
            return Err(DemandError::Empty { before: known_until.map_or("now".into(), |at| at.to_string()) });
        };
        let first = step.index_of(*start);
        let end =
            known_until.map_or_else(|| step.index_of(*last).max(first) + 1, |until| step.index_of(until));
        let too_long =
            || DemandError::TooLong { first: start.to_string(), last: last.to_string(), limit: LONGEST };
        if first < 0 {
            return Err(too_long());
        }
        let mut counts: Vec<Option<u32>> = Vec::new();
        for (row, (at, count)) in rows.iter().enumerate() {
            let index = step.index_of(*at);
            if step.start_of(index) != *at {
                return Err(DemandError::OffGrid { row, at: at.to_string(), minutes: step.minutes() });
            }
            if row > 0 && index < first + counts.len() as i64 {
                return Err(DemandError::Unsorted { row, at: at.to_string() });
            }
            if index >= end {
                let until = step.start_of(end).to_string();
                return Err(DemandError::Future { row, at: at.to_string(), until });
            }
            let place = usize::try_from(index - first).ok().filter(|place| *place < LONGEST);
            counts.resize(place.ok_or_else(too_long)?, None);
            counts.push(Some(*count));
        }
        let length = usize::try_from(end - first).ok().filter(|length| *length <= LONGEST);
        counts.resize(length.ok_or_else(too_long)?, None);
        Ok(Self { step, first, counts })
    }

    /// Without gaps, one count per step from `start`. Refused as [`Self::new`] is.
    ///
    /// ```
    /// # use lindley_forecast::demand::{DemandSeries, StepLength};
    /// # use lindley_time::civil::date;
    /// let series = DemandSeries::regular(StepLength::DAY, date(2026, 3, 2).at(0, 0, 0, 0), [31, 28, 30])?;
    /// assert_eq!(series.known_until(), date(2026, 3, 5).at(0, 0, 0, 0));
    /// # Ok::<(), lindley_forecast::demand::DemandError>(())
    /// ```
    pub fn regular(
        step: StepLength,
        start: DateTime,
        counts: impl IntoIterator<Item = u32>,
    ) -> Result<Self, DemandError> {
        let first = step.index_of(start);
        let rows: Vec<(DateTime, u32)> =
            (first..).zip(counts).map(|(index, count)| (step.start_of(index), count)).collect();
        Self::new(step, &rows, None)
    }

    /// The length of its steps.
    ///
    /// ```
    /// # use lindley_forecast::demand::{DemandSeries, StepLength};
    /// # let start = lindley_time::civil::date(2026, 3, 2).at(0, 0, 0, 0);
    /// assert_eq!(DemandSeries::regular(StepLength::DAY, start, [31])?.step(), StepLength::DAY);
    /// # Ok::<(), lindley_forecast::demand::DemandError>(())
    /// ```
    pub fn step(&self) -> StepLength {
        self.step
    }

    /// The moment until which everything is known: where the first forecast step starts.
    ///
    /// ```
    /// # use lindley_forecast::demand::{DemandSeries, StepLength};
    /// # use lindley_time::civil::date;
    /// let series = DemandSeries::regular(StepLength::HOUR, date(2026, 3, 2).at(7, 0, 0, 0), [3, 1])?;
    /// assert_eq!(series.known_until(), date(2026, 3, 2).at(9, 0, 0, 0));
    /// # Ok::<(), lindley_forecast::demand::DemandError>(())
    /// ```
    pub fn known_until(&self) -> DateTime {
        self.step.start_of(self.end())
    }

    /// What was known at `origin`: rows of steps that ended by then. Refused if there is none.
    ///
    /// ```
    /// # use lindley_forecast::demand::{DemandSeries, StepLength};
    /// # use lindley_time::civil::date;
    /// let series = DemandSeries::regular(StepLength::HOUR, date(2026, 3, 2).at(7, 0, 0, 0), [3, 1])?;
    /// assert_eq!(series.before(date(2026, 3, 2).at(8, 30, 0, 0))?.observed(), 1);
    /// assert!(series.before(date(2026, 3, 2).at(7, 0, 0, 0)).is_err());
    /// # Ok::<(), lindley_forecast::demand::DemandError>(())
    /// ```
    pub fn before(&self, origin: DateTime) -> Result<Self, DemandError> {
        self.before_index(self.step.index_of(origin))
            .ok_or_else(|| DemandError::Empty { before: origin.to_string() })
    }

    /// Observed steps with their start and count, in order of time.
    ///
    /// ```
    /// # use lindley_forecast::demand::{DemandSeries, StepLength};
    /// # let start = lindley_time::civil::date(2026, 3, 2).at(7, 0, 0, 0);
    /// let series = DemandSeries::regular(StepLength::HOUR, start, [3, 1])?;
    /// assert_eq!(series.rows().next(), Some((start, 3)));
    /// # Ok::<(), lindley_forecast::demand::DemandError>(())
    /// ```
    pub fn rows(&self) -> impl Iterator<Item = (DateTime, u32)> {
        self.indexed().map(|(index, count)| (self.step.start_of(index), count))
    }

    /// How many steps were observed.
    ///
    /// ```
    /// # use lindley_forecast::demand::{DemandSeries, StepLength};
    /// # let start = lindley_time::civil::date(2026, 3, 2).at(7, 0, 0, 0);
    /// assert_eq!(DemandSeries::regular(StepLength::HOUR, start, [3, 1])?.observed(), 2);
    /// # Ok::<(), lindley_forecast::demand::DemandError>(())
    /// ```
    pub fn observed(&self) -> usize {
        self.counts.iter().flatten().count()
    }

    /// How many steps between the first and the moment until which the series is known were not observed.
    ///
    /// ```
    /// # use lindley_forecast::demand::{DemandSeries, StepLength};
    /// # let start = lindley_time::civil::date(2026, 3, 2).at(7, 0, 0, 0);
    /// assert_eq!(DemandSeries::regular(StepLength::HOUR, start, [3, 1])?.gaps(), 0);
    /// # Ok::<(), lindley_forecast::demand::DemandError>(())
    /// ```
    pub fn gaps(&self) -> usize {
        self.counts.len() - self.observed()
    }

    /// The same counts in longer steps. A long step is observed if any of its steps is, and then its gaps count as nothing:
    /// closed at night is no reason to know nothing of the day. A last long step that is not over is left out.
    /// Refused if the new step is not a multiple of the old one, or nothing remains.
    ///
    /// ```
    /// # use lindley_forecast::demand::{DemandSeries, StepLength};
    /// # let start = lindley_time::civil::date(2026, 3, 2).at(0, 0, 0, 0);
    /// let hours = DemandSeries::regular(StepLength::HOUR, start, [1; 30])?;
    /// let days = hours.in_steps_of(StepLength::DAY)?;
    /// assert_eq!(days.rows().collect::<Vec<_>>(), [(start, 24)]);
    /// # Ok::<(), lindley_forecast::demand::DemandError>(())
    /// ```
    pub fn in_steps_of(&self, step: StepLength) -> Result<Self, DemandError> {
        if !step.minutes().is_multiple_of(self.step.minutes()) {
            return Err(DemandError::StepsDiffer { series: self.step.minutes(), other: step.minutes() });
        }
        let merged = i64::from(step.minutes() / self.step.minutes());
        let (first, end) = (self.first.div_euclid(merged), self.end().div_euclid(merged));
        let length = usize::try_from(end - first).unwrap_or(0);
        let mut counts: Vec<Option<u32>> = vec![None; length];
        for (index, count) in self.indexed() {
            let place = usize::try_from(index.div_euclid(merged) - first).unwrap_or(usize::MAX);
            if let Some(sum) = counts.get_mut(place) {
                *sum = Some(sum.unwrap_or(0).saturating_add(count));
            }
        }
        if counts.iter().flatten().next().is_none() {
            return Err(DemandError::Empty { before: self.known_until().to_string() });
        }
        Ok(Self { step, first, counts })
    }

    /// Number of the step after the last known one.
    pub(super) fn end(&self) -> i64 {
        self.first + self.counts.len() as i64
    }

    pub(super) fn indexed(&self) -> impl Iterator<Item = (i64, u32)> {
        (self.first..).zip(&self.counts).filter_map(|(index, count)| count.map(|count| (index, count)))
    }

    pub(super) fn at(&self, index: i64) -> Option<u32> {
        usize::try_from(index - self.first).ok().and_then(|place| self.counts.get(place).copied().flatten())
    }

    /// Steps numbered below `end`; none if there is no row among them. Beyond its own end a series knows nothing more.
    pub(super) fn before_index(&self, end: i64) -> Option<Self> {
        let length = usize::try_from(end - self.first).ok()?.min(self.counts.len());
        let counts = self.counts[..length].to_vec();
        counts.iter().flatten().next()?;
        Some(Self { step: self.step, first: self.first, counts })
    }
}
