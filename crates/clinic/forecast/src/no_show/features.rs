//! The features of a no-show model: the same code for learning and for serving.

use lindley_learn::{Cell, Kind};
use lindley_time::civil::{Date, DateTime};

use super::{Booking, Past, Standing};
use crate::ForecastError;
use crate::feature::{FeatureCard, flag, number};

/// What is known of an appointment on a day.
#[derive(Clone, Copy, Debug)]
pub struct Known<'a> {
    /// The appointment.
    pub booking: &'a Booking,
    /// What was known of the patient before that day.
    pub past: Past,
    /// How the appointment stood at the moment of predicting, where a log tells it.
    pub standing: Standing,
    /// The day: that of making it, the day before it, or its own.
    pub as_of: Date,
}

impl Known<'_> {
    /// Refuses what cannot be: an appointment that was not made yet, or whose day is over.
    pub(super) fn check(&self, row: usize) -> Result<(), ForecastError> {
        let refused = |problem, advice| Err(ForecastError::BadRow { row, problem, advice });
        let Self { booking, as_of, .. } = self;
        let made = booking.made.map(DateTime::date);
        if made.is_some_and(|made| booking.day < made) {
            return refused(
                "the appointment lies before the day on which it was made",
                "correct one of the two",
            );
        }
        if *as_of > booking.day || made.is_some_and(|made| *as_of < made) {
            let advice = "take the day of making it, its own, or one between them";
            return refused("it is predicted as of a day outside its own life", advice);
        }
        if booking.age.is_some_and(|age| !(0.0..=130.0).contains(&age)) {
            return refused("the age is not one", "give years from 0 to 130, or nothing");
        }
        Ok(())
    }
}

/// A feature of a no-show model.
#[derive(Clone, Copy, Debug)]
pub struct NoShowFeature {
    /// What it is.
    pub card: FeatureCard,
    value: for<'a> fn(&Known<'a>) -> Cell<'a>,
}

impl NoShowFeature {
    /// Its value for what is known.
    ///
    /// ```
    /// use lindley_forecast::no_show::{Booking, FEATURES, Known, Past, Standing};
    /// use lindley_learn::Cell;
    /// use lindley_time::civil::date;
    ///
    /// let booking = Booking::new(7, "p1", date(2026, 5, 4).at(9, 0, 0, 0), date(2026, 5, 14));
    /// let (past, standing) = (Past::default(), Standing::default());
    /// let known = Known { booking: &booking, past, standing, as_of: date(2026, 5, 14) };
    /// assert_eq!(FEATURES[0].value(&known), Cell::Number(10.0));
    /// assert_eq!(FEATURES[2].value(&known), Cell::Missing);
    /// ```
    pub fn value<'a>(&self, known: &Known<'a>) -> Cell<'a> {
        (self.value)(known)
    }
}

/// A feature of numbers, version 1.
const fn numbers(
    name: &'static str,
    unit: &'static str,
    source: &'static str,
    value: for<'a> fn(&Known<'a>) -> Cell<'a>,
) -> NoShowFeature {
    let default = "missing, which the trees send where such rows belong";
    NoShowFeature { card: FeatureCard { name, version: 1, kind: Kind::Number, unit, default, source }, value }
}

/// A feature of labels, version 1.
const fn labels(
    name: &'static str,
    unit: &'static str,
    source: &'static str,
    value: for<'a> fn(&Known<'a>) -> Cell<'a>,
) -> NoShowFeature {
    let default = "missing; so is a label that learning has not seen";
    NoShowFeature { card: FeatureCard { name, version: 1, kind: Kind::Label, unit, default, source }, value }
}

/// How many features there are.
pub(super) const COUNT: usize = 27;

/// The features, in the order of a model's columns. A model has those that were known in at least one row of its learning.
///
/// ```
/// use lindley_forecast::no_show::FEATURES;
/// assert_eq!(FEATURES.len(), 27);
/// assert!(FEATURES.iter().all(|feature| !feature.card.unit.is_empty() && !feature.card.source.is_empty()));
/// ```
pub static FEATURES: [NoShowFeature; COUNT] = [
    numbers("lead_days", "days", "the appointment: from the day of making it to its own", |known| {
        let made = known.booking.made.map(DateTime::date);
        let lead = made.and_then(|made| known.booking.day.since(made).ok());
        number(lead.map(|span| f64::from(span.get_days())))
    }),
    numbers("weekday", "days after Monday", "the appointment's day", |known| {
        number(Some(f64::from(known.booking.day.weekday().to_monday_zero_offset())))
    }),
    numbers("age", "years", "the patient's record", |known| number(known.booking.age)),
    numbers("male", "0 or 1", "the patient's record", |known| flag(known.booking.male)),
    numbers("welfare", "0 or 1", "the patient's record", |known| flag(known.booking.welfare)),
    numbers("hypertension", "0 or 1", "the patient's record", |known| flag(known.booking.hypertension)),
    numbers("diabetes", "0 or 1", "the patient's record", |known| flag(known.booking.diabetes)),
    numbers("alcoholism", "0 or 1", "the patient's record", |known| flag(known.booking.alcoholism)),
    numbers("handicaps", "how many", "the patient's record", |known| number(known.booking.handicaps)),
    numbers("reminded", "0 or 1", "reminders sent before the day of predicting", |known| {
        let sent = known.booking.reminded.is_some_and(|sent| sent < known.as_of);
        flag(known.booking.reminders_recorded.then_some(sent))
    }),
    labels("neighbourhood", "the site's or district's name", "the appointment's site", |known| {
        label(known.booking.neighbourhood.as_deref())
    }),
    numbers("earlier_visits", "appointments", "outcomes of days before the day of predicting", |known| {
        number(Some(f64::from(known.past.visits)))
    }),
    numbers("earlier_no_shows", "appointments", "outcomes of days before the day of predicting", |known| {
        number(Some(f64::from(known.past.missed)))
    }),
    numbers("last_missed", "0 or 1", "the last outcome before the day of predicting", |known| {
        flag(known.past.last_missed)
    }),
    numbers("hour", "hours after midnight", "the planned start, local time", |known| {
        number(known.booking.start.map(|start| f64::from(start.hour()) + f64::from(start.minute()) / 60.0))
    }),
    numbers("distance", "kilometres, the lower end of a band", "the patient's facts known then", |known| {
        number(known.booking.distance)
    }),
    labels("visit_type", "the visit type's id", "the appointment", |known| {
        label(known.booking.visit_type.as_deref())
    }),
    labels("service", "the service's id", "the visit type", |known| label(known.booking.service.as_deref())),
    labels("site", "the site's id", "the appointment, as planned then", |known| {
        label(known.booking.site.as_deref())
    }),
    numbers("days_ahead", "days", "from the moment of predicting to the planned start", |known| {
        number(known.standing.days_ahead)
    }),
    numbers("moved", "times", "moves of the appointment up to the moment of predicting", |known| {
        number(known.standing.moved.map(f64::from))
    }),
    numbers("reminders", "how many", "reminders sent up to the moment of predicting", |known| {
        number(known.standing.reminders.map(f64::from))
    }),
    numbers(
        "recent_cancellations",
        "how many",
        "the patient's cancellations of the 180 days before the day of predicting; not those by the clinic",
        |known| number(known.standing.recent_cancellations.map(f64::from)),
    ),
    numbers(
        "hour_share",
        "share",
        "no-shows among the site's outcomes of that hour of day, drawn to those of all hours as if by 20 outcomes; of days \
         before the day of predicting",
        |known| number(known.standing.hour_share),
    ),
    numbers("rain", "mm", "feed `rain`: the last reading for the planned start known then", |known| {
        number(known.standing.rain)
    }),
    numbers(
        "temperature",
        "degrees Celsius",
        "feed `temperature`: the last reading for the planned start known then",
        |known| number(known.standing.temperature),
    ),
    numbers(
        "influenza",
        "percent",
        "feed `influenza`: the last reading known then, up to 21 days old",
        |known| number(known.standing.influenza),
    ),
];

/// A label that may not be known.
fn label(name: Option<&str>) -> Cell<'_> {
    name.map_or(Cell::Missing, Cell::Label)
}
