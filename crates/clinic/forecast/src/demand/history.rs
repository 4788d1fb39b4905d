//! The observed rows of a series, laid out for the passes over them.

use super::step_length::weekday_of;
use super::{DemandSeries, StepLength};

/// Days of history that are looked at; older ones say nothing about the next weeks that these do not.
const DAYS_KEPT: i64 = 1_100;
/// A slot of the week that was not observed for so many days is closed.
const CLOSED_AFTER_DAYS: i64 = 57;

/// Where a step lies in day and week.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) index: i64,
    pub(super) day: i64,
    pub(super) slot: usize,
    pub(super) weekday: usize,
}

impl Place {
    pub(super) fn of(step: StepLength, index: i64) -> Self {
        let (day, slot) = step.day_and_slot(index);
        Self { index, day, slot, weekday: weekday_of(day) }
    }
}

/// Observed rows up to the end of a series.
#[derive(Clone, Debug)]
pub(super) struct History {
    pub(super) step: StepLength,
    /// Number of the step after the last known one.
    pub(super) end: i64,
    pub(super) places: Vec<Place>,
    pub(super) counts: Vec<f64>,
    /// For each day that has rows: its number and where its rows start.
    pub(super) days: Vec<(i64, usize)>,
    /// Number of the first step and, for it and each that follows up to the end, how many rows are earlier.
    first: i64,
    earlier: Vec<u32>,
}

impl History {
    pub(super) fn of(series: &DemandSeries) -> Self {
        let step = series.step;
        let end = series.end();
        let first = series.first.max(end - DAYS_KEPT * i64::from(step.per_day()));
        let mut history = Self {
            step,
            end,
            places: Vec::new(),
            counts: Vec::new(),
            days: Vec::new(),
            first,
            earlier: Vec::new(),
        };
        for index in first..end {
            history.earlier.push(u32::try_from(history.counts.len()).unwrap_or(u32::MAX));
            let Some(count) = series.at(index) else { continue };
            let place = Place::of(step, index);
            if history.days.last().is_none_or(|(day, _)| *day != place.day) {
                history.days.push((place.day, history.counts.len()));
            }
            history.places.push(place);
            history.counts.push(f64::from(count));
        }
        history
    }

    /// How many rows are known when everything before step `origin` is.
    pub(super) fn rows_before(&self, origin: i64) -> usize {
        match usize::try_from(origin - self.first) {
            Err(_) => 0,
            Ok(place) => self.earlier.get(place).map_or(self.counts.len(), |rows| *rows as usize),
        }
    }

    /// The first row of a day, or where it would be.
    pub(super) fn day_start(&self, day: i64) -> usize {
        self.rows_before(day * i64::from(self.step.per_day()))
    }

    /// Rows of a usual day.
    pub(super) fn rows_per_day(&self) -> f64 {
        (self.counts.len() as f64 / self.days.len().max(1) as f64).max(1.0)
    }

    /// Days with rows of a usual week.
    pub(super) fn days_per_week(&self) -> f64 {
        let span = self.days.first().zip(self.days.last()).map_or(7, |(first, last)| last.0 - first.0 + 1);
        (7.0 * self.days.len() as f64 / span.max(7) as f64).max(1.0)
    }

    /// Whether this slot of the week has had no row for eight weeks, or never, although the series goes back a fortnight.
    pub(super) fn is_closed(&self, place: Place) -> bool {
        if self.end - self.first < 14 * i64::from(self.step.per_day()) {
            return false;
        }
        let week = 7 * i64::from(self.step.per_day());
        let latest = place.index - (place.index - self.end).div_euclid(week) * week - week;
        let since = self.end - CLOSED_AFTER_DAYS * i64::from(self.step.per_day());
        let mut index = latest;
        while index >= since.max(self.first) {
            if self.rows_before(index + 1) > self.rows_before(index) {
                return false;
            }
            index -= week;
        }
        true
    }
}
