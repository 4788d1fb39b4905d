//! The columns of the regression, for rows of the past and for steps to come, by the same code.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::DemandCalendar;
use super::calendar::{Closures, MONTH_COLUMNS, YEAR_COLUMNS, month_position, year_position};
use super::history::{History, Place};
use super::recent_levels::{MEMORIES, RECENT, RecentLevels, SeasonLevels};
use super::step_length::date_of;

/// Days of history from which on the position in the year can be told from the level.
const YEAR_AFTER_DAYS: i64 = 540;
const REFERENCE: usize = MEMORIES.len() - 1;

/// Which columns there are, fixed when a model is trained.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Columns {
    with_year: bool,
    kinds: Vec<String>,
    signals: Vec<SignalColumn>,
}

/// A signal as a column: centred and scaled by what it was in the rows that were learned from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct SignalColumn {
    name: String,
    mean: f64,
    deviation: f64,
}

impl Columns {
    /// The columns for this history and calendar. Signals that are missing in half of the rows are left out.
    pub(super) fn of(history: &History, calendar: &DemandCalendar) -> Self {
        let days = history.days.first().zip(history.days.last()).map_or(0, |(first, last)| last.0 - first.0);
        let kinds = calendar.kinds().into_iter().map(str::to_owned).collect();
        let signals = calendar.signals().iter().filter_map(|signal| {
            let values: Vec<f64> = history
                .places
                .iter()
                .filter_map(|place| signal.at(history.step.start_of(place.index)))
                .collect();
            let mean = lindley_stats::mean(&values).ok()?;
            let deviation = lindley_stats::standard_deviation(&values, 1).ok()?;
            let usable = 2 * values.len() >= history.places.len() && deviation > 0.0;
            usable.then(|| SignalColumn { name: signal.name().to_owned(), mean, deviation })
        });
        Self { with_year: days >= YEAR_AFTER_DAYS, kinds, signals: signals.collect() }
    }

    pub(super) fn count(&self) -> usize {
        1 + REFERENCE + RECENT + 1 + self.of_day_count() + self.signals.len()
    }

    fn of_day_count(&self) -> usize {
        MONTH_COLUMNS + 2 + 2 * self.kinds.len() + if self.with_year { YEAR_COLUMNS } else { 0 }
    }

    /// Names of signals that the calendar has and the model does not use, or uses and has no value for at these steps.
    pub(super) fn missing_signals(
        &self,
        calendar: &DemandCalendar,
        history: &History,
        targets: &[Place],
    ) -> Vec<String> {
        let names = calendar.signals().iter().map(|signal| signal.name().to_owned());
        let trained = self.signals.iter().map(|column| column.name.clone());
        let mut all: Vec<String> = names.chain(trained).collect();
        all.sort();
        all.dedup();
        all.retain(|name| {
            let used = self.signals.iter().any(|column| &column.name == name);
            let signal = calendar.signals().iter().find(|signal| signal.name() == name);
            let at = |place: &Place| signal.and_then(|s| s.at(history.step.start_of(place.index)));
            !used || targets.iter().any(|place| at(place).is_none())
        });
        all
    }
}

/// Everything that the columns are read from.
pub(super) struct ColumnSource<'a> {
    pub(super) columns: &'a Columns,
    pub(super) history: &'a History,
    pub(super) levels: &'a RecentLevels,
    pub(super) calendar: &'a DemandCalendar,
    pub(super) closures: &'a Closures,
    /// What was expected of a usual row: how strongly the day so far is drawn towards the season.
    pub(super) pull: f64,
    of_days: BTreeMap<i64, Vec<f64>>,
}

impl<'a> ColumnSource<'a> {
    pub(super) fn new(
        columns: &'a Columns,
        history: &'a History,
        levels: &'a RecentLevels,
        calendar: &'a DemandCalendar,
        closures: &'a Closures,
    ) -> Self {
        let mean = levels.expected.iter().sum::<f64>() / levels.expected.len().max(1) as f64;
        Self {
            columns,
            history,
            levels,
            calendar,
            closures,
            pull: (2.0 * mean).max(5.0),
            of_days: BTreeMap::new(),
        }
    }

    /// Writes the columns of a step, with everything before step `origin` known.
    pub(super) fn write(&mut self, place: Place, season: &SeasonLevels, origin: i64, into: &mut Vec<f64>) {
        into.push(1.0);
        into.extend(season[..REFERENCE].iter().map(|level| (level / season[REFERENCE]).ln()));
        let known = self.history.rows_before(origin);
        into.extend(self.levels.above_before(known));
        // The day so far; its rows may not have begun.
        let day_start = self.history.day_start(place.day).min(known);
        into.push(self.levels.above_between(day_start, known, self.pull));
        let (columns, calendar, closures) = (self.columns, self.calendar, self.closures);
        let of_day =
            self.of_days.entry(place.day).or_insert_with(|| of_day(columns, calendar, closures, place.day));
        into.extend(of_day.iter());
        for column in &self.columns.signals {
            let signal = calendar.signals().iter().find(|signal| signal.name() == column.name);
            let value = signal.and_then(|signal| signal.at(self.history.step.start_of(place.index)));
            into.push(value.map_or(0.0, |value| (value - column.mean) / column.deviation));
        }
    }
}

fn of_day(columns: &Columns, calendar: &DemandCalendar, closures: &Closures, day: i64) -> Vec<f64> {
    let mut values = Vec::with_capacity(columns.of_day_count());
    values.extend(month_position(day));
    values.push(f64::from(u8::from(closures.just_reopened(day))));
    values.push(f64::from(u8::from(closures.reopened_a_day_ago(day))));
    for kind in &columns.kinds {
        for day in [day, day - 1] {
            values.push(f64::from(u8::from(calendar.special_day(date_of(day)) == Some(kind))));
        }
    }
    if columns.with_year {
        values.extend(year_position(day));
    }
    values
}
