//! Special days and signals, handed in, and what the calendar itself says of a day.

use std::collections::{BTreeMap, BTreeSet};

use lindley_time::civil::Date;

use super::history::History;
use super::step_length::{date_of, weekday_of};
use super::{DemandError, ExternalSignal};

/// What is known of days and of the world beyond the series' own counts.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DemandCalendar {
    special: BTreeMap<Date, String>,
    signals: Vec<ExternalSignal>,
}

impl DemandCalendar {
    /// With this day marked as special, for example `public holiday` or `school holiday`; days of one kind are learned
    /// together. A later kind for the same day replaces the earlier one.
    ///
    /// ```
    /// # use lindley_forecast::demand::DemandCalendar;
    /// # use lindley_time::civil::date;
    /// let calendar = DemandCalendar::default().with_special_day(date(2026, 12, 25), "public holiday");
    /// assert_eq!(calendar.special_day(date(2026, 12, 25)), Some("public holiday"));
    /// ```
    #[must_use]
    pub fn with_special_day(mut self, day: Date, kind: &str) -> Self {
        self.special.insert(day, kind.to_owned());
        self
    }

    /// With this signal; refused if there is one of the same name.
    ///
    /// ```
    /// # use lindley_forecast::demand::{DemandCalendar, ExternalSignal};
    /// let flu = ExternalSignal::new("flu", "%", "sentinel", 168, (0.0, 100.0), [])?;
    /// let calendar = DemandCalendar::default().with_signal(flu.clone())?;
    /// assert!(calendar.with_signal(flu).is_err());
    /// # Ok::<(), lindley_forecast::demand::DemandError>(())
    /// ```
    pub fn with_signal(mut self, signal: ExternalSignal) -> Result<Self, DemandError> {
        if self.signals.iter().any(|known| known.name() == signal.name()) {
            let problem = "is there twice; give each its own name".to_owned();
            return Err(DemandError::Signal { name: signal.name().to_owned(), problem });
        }
        self.signals.push(signal);
        Ok(self)
    }

    /// The kind of a special day.
    ///
    /// ```
    /// # use lindley_forecast::demand::DemandCalendar;
    /// assert_eq!(DemandCalendar::default().special_day(lindley_time::civil::date(2026, 1, 1)), None);
    /// ```
    pub fn special_day(&self, day: Date) -> Option<&str> {
        self.special.get(&day).map(String::as_str)
    }

    /// Its signals, in the order in which they were added.
    ///
    /// ```
    /// # use lindley_forecast::demand::DemandCalendar;
    /// assert!(DemandCalendar::default().signals().is_empty());
    /// ```
    pub fn signals(&self) -> &[ExternalSignal] {
        &self.signals
    }

    /// The same as clocks show it that are slow by so many minutes.
    pub(super) fn earlier_by(&self, minutes: i64) -> Self {
        let signals = self.signals.iter().map(|signal| signal.earlier_by(minutes)).collect();
        Self { special: self.special.clone(), signals }
    }

    /// The kinds of special days, in order.
    pub(super) fn kinds(&self) -> BTreeSet<&str> {
        self.special.values().map(String::as_str).collect()
    }
}

/// Days after a closure: days with rows whose day before, usually open, had none; and the days that follow those.
#[derive(Clone, Debug)]
pub(super) struct Closures {
    open_weekdays: [bool; 7],
    observed: BTreeSet<i64>,
    first: i64,
    end: i64,
}

impl Closures {
    pub(super) fn of(history: &History) -> Self {
        let mut seen = [0_usize; 7];
        history.days.iter().for_each(|(day, _)| seen[weekday_of(*day)] += 1);
        let most = seen.iter().copied().max().unwrap_or(0);
        let per_day = i64::from(history.step.per_day());
        Self {
            open_weekdays: seen.map(|days| 2 * days > most),
            observed: history.days.iter().map(|(day, _)| *day).collect(),
            first: history.days.first().map_or(0, |day| day.0),
            end: history.end.div_euclid(per_day),
        }
    }

    /// Whether the nearest usually open day before was closed.
    pub(super) fn just_reopened(&self, day: i64) -> bool {
        (self.first + 1..day)
            .rev()
            .take(7)
            .find(|before| self.open_weekdays[weekday_of(*before)] || self.observed.contains(before))
            .is_some_and(|before| before < self.end && !self.observed.contains(&before))
    }

    /// Whether the open day before was the first after a closure.
    pub(super) fn reopened_a_day_ago(&self, day: i64) -> bool {
        (self.first + 1..day)
            .rev()
            .take(7)
            .find(|before| self.open_weekdays[weekday_of(*before)] || self.observed.contains(before))
            .is_some_and(|before| self.just_reopened(before))
    }
}

/// Columns of [`month_position`].
pub(super) const MONTH_COLUMNS: usize = 6;

/// Where a day lies in its month: paydays, rents and prescriptions come with it.
pub(super) fn month_position(day: i64) -> [f64; MONTH_COLUMNS] {
    let date = date_of(day);
    let (from_start, to_end) = (date.day(), date.days_in_month() - date.day());
    [
        from_start <= 1,
        from_start <= 3,
        from_start <= 5,
        (9..=14).contains(&from_start),
        to_end <= 1,
        to_end <= 4,
    ]
    .map(|holds| f64::from(u8::from(holds)))
}

/// Columns of [`year_position`].
pub(super) const YEAR_COLUMNS: usize = 4;

/// Where a day lies in its year, as two harmonics.
pub(super) fn year_position(day: i64) -> [f64; YEAR_COLUMNS] {
    let date = date_of(day);
    let turn = std::f64::consts::TAU * f64::from(date.day_of_year()) / 365.25;
    [turn.sin(), turn.cos(), (2.0 * turn).sin(), (2.0 * turn).cos()]
}
