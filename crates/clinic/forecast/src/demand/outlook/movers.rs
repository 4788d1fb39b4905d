//! What moved a forecast away from the usual, in kinds and in words.

use lindley_time::civil::DateTime;
use serde::{Deserialize, Serialize};

use super::super::model::DemandModel;
use super::super::{Basis, DemandCalendar, DemandSeries, Horizon, StepForecast, Stretch};

/// A rate that is this much above or below the usual is told.
const TOLD_FACTOR: f64 = 1.25;
/// Level breaks of so many days are told.
const RECENT_DAYS: i64 = 14;

/// Something that moved a forecast.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Mover {
    /// People wait now.
    Queue {
        /// How many.
        waiting: u32,
    },
    /// Visits were announced that the record does not have.
    Scheduled {
        /// How many.
        visits: u32,
    },
    /// Visits were called off that the record has.
    Cancelled {
        /// How many.
        visits: u32,
    },
    /// Intake forms came that the record does not have.
    Intakes {
        /// How many.
        forms: u32,
    },
    /// The forecast differs from the usual at this time of the week, by what came lately.
    Lately {
        /// The forecast divided by the usual.
        factor: f64,
    },
    /// The level has jumped.
    LevelBreak {
        /// Since when, on the site's clock.
        since: DateTime,
        /// The new level divided by the old one.
        factor: f64,
    },
    /// The day is special.
    SpecialDay {
        /// Its kind.
        kind: String,
    },
    /// A signal was looked at.
    Signal {
        /// Its name.
        signal: String,
        /// Its value.
        value: f64,
        /// Its unit.
        unit: String,
    },
    /// A signal is known to the clinic, but not for this stretch, or was not known long enough to learn from.
    SignalMissing {
        /// Its name.
        signal: String,
    },
    /// Visits that the record has in the stretch.
    Booked {
        /// How many.
        visits: u32,
    },
}

impl Mover {
    /// In a phrase for staff.
    ///
    /// ```
    /// use lindley_forecast::demand::Mover;
    /// assert_eq!(Mover::Queue { waiting: 12 }.words(), "12 people wait now");
    /// assert_eq!(Mover::Lately { factor: 1.4 }.words(), "40 % more than usual at this time of the week");
    /// ```
    pub fn words(&self) -> String {
        let people = |count: &u32, one: &str, more: &str| match count {
            1 => format!("1 {one}"),
            count => format!("{count} {more}"),
        };
        match self {
            Self::Queue { waiting } => people(waiting, "person waits now", "people wait now"),
            Self::Booked { visits } => people(visits, "visit booked already", "visits booked already"),
            Self::Scheduled { visits } => people(visits, "announced visit", "announced visits"),
            Self::Cancelled { visits } => people(visits, "visit called off", "visits called off"),
            Self::Intakes { forms } => people(forms, "intake form just came", "intake forms just came"),
            Self::Lately { factor } if *factor >= 1.0 => {
                format!("{:.0} % more than usual at this time of the week", 100.0 * (factor - 1.0))
            }
            Self::Lately { factor } => {
                format!("{:.0} % fewer than usual at this time of the week", 100.0 * (1.0 - factor))
            }
            Self::LevelBreak { since, factor } => {
                format!("the level moved to {:.0} % on {}", 100.0 * factor, since.date())
            }
            Self::SpecialDay { kind } => format!("the day is special: {kind}"),
            Self::Signal { signal, value, unit } => format!("{signal} at {value} {unit}"),
            Self::SignalMissing { signal } => format!("no reading of {signal} to go by"),
        }
    }
}

/// What moved a series lately, whatever the stretch.
#[derive(Clone, Debug, Default)]
pub(super) struct Moved {
    /// The last level break, if it is recent.
    level: Option<(DateTime, f64)>,
    /// The next hour divided by the usual one.
    lately: Option<f64>,
}

impl Moved {
    /// From the hours of a series whose clocks are slow by `offset` minutes.
    pub(super) fn of(hours: &DemandSeries, calendar: &DemandCalendar, offset: i64) -> Self {
        let minutes = std::time::Duration::from_secs(60 * offset.unsigned_abs());
        let now = hours.known_until();
        let recent = |since: DateTime| now.duration_since(since).as_hours() <= RECENT_DAYS * 24;
        let calendar = calendar.earlier_by(offset);
        let level = DemandModel::level_breaks(hours, &calendar).pop().filter(|level| recent(level.since));
        let usual = Horizon::new(hours.step(), 1).and_then(|horizon| {
            let said = DemandModel::unlearnt(horizon).forecast(hours, &calendar)?;
            Ok(said.into_iter().next())
        });
        let lately =
            usual.ok().flatten().filter(|said| said.basis == Basis::SeasonOnly).map(|said| said.mean);
        Self { level: level.map(|level| (level.since.saturating_add(minutes), level.factor)), lately }
    }

    /// What moved a stretch.
    pub(super) fn of_stretch(
        &self,
        stretch: Stretch,
        said: &StepForecast,
        calendar: &DemandCalendar,
    ) -> Vec<Mover> {
        let mut movers = Vec::new();
        if let Some((since, factor)) = self.level {
            movers.push(Mover::LevelBreak { since, factor });
        }
        if let (Stretch::Hours1, Some(usual), Basis::Model) = (stretch, self.lately, said.basis) {
            let factor = said.mean / usual;
            if !(1.0 / TOLD_FACTOR..=TOLD_FACTOR).contains(&factor) {
                movers.push(Mover::Lately { factor });
            }
        }
        if let Some(kind) = calendar.special_day(said.start.date()) {
            movers.push(Mover::SpecialDay { kind: kind.to_owned() });
        }
        for signal in calendar.signals() {
            let used = said.basis == Basis::Model
                && !said.missing_signals.iter().any(|missing| missing == signal.name());
            if let Some(value) = signal.at(said.start).filter(|_| used) {
                let (signal, unit) = (signal.name().to_owned(), signal.unit().to_owned());
                movers.push(Mover::Signal { signal, value, unit });
            }
        }
        movers
    }
}
