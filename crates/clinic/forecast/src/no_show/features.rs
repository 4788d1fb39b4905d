//! The features of a no-show model: the same code for learning and for serving.

use lindley_learn::{Cell, Kind};
use lindley_time::civil::Date;

use super::{Booking, Past};
use crate::ForecastError;
use crate::feature::{FeatureCard, flag, number};

/// What is known of an appointment on a day.
#[derive(Clone, Copy, Debug)]
pub struct Known<'a> {
    /// The appointment.
    pub booking: &'a Booking,
    /// What was known of the patient before that day.
    pub past: Past,
    /// The day: that of making it, the day before it, or its own.
    pub as_of: Date,
}

impl Known<'_> {
    /// Refuses what cannot be: an appointment that was not made yet, or whose day is over.
    pub(super) fn check(&self, row: usize) -> Result<(), ForecastError> {
        let refused = |problem, advice| Err(ForecastError::BadRow { row, problem, advice });
        let Self { booking, as_of, .. } = self;
        if booking.day < booking.made.date() {
            return refused(
                "the appointment lies before the day on which it was made",
                "correct one of the two",
            );
        }
        if *as_of > booking.day || *as_of < booking.made.date() {
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
    /// use lindley_forecast::no_show::{Booking, FEATURES, Known, Past};
    /// use lindley_learn::Cell;
    /// use lindley_time::civil::date;
    ///
    /// let booking = Booking::new(7, "p1", date(2026, 5, 4).at(9, 0, 0, 0), date(2026, 5, 14));
    /// let known = Known { booking: &booking, past: Past::default(), as_of: date(2026, 5, 14) };
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

/// The features, in the order of a model's columns.
///
/// ```
/// use lindley_forecast::no_show::FEATURES;
/// assert_eq!(FEATURES.len(), 14);
/// assert!(FEATURES.iter().all(|feature| !feature.card.unit.is_empty() && !feature.card.source.is_empty()));
/// ```
pub static FEATURES: [NoShowFeature; 14] = [
    numbers("lead_days", "days", "the appointment: from the day of making it to its own", |known| {
        number(known.booking.day.since(known.booking.made.date()).ok().map(|span| f64::from(span.get_days())))
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
    NoShowFeature {
        card: FeatureCard {
            name: "neighbourhood",
            version: 1,
            kind: Kind::Label,
            unit: "the site's or district's name",
            default: "missing; so is a name that learning has not seen",
            source: "the appointment's site",
        },
        value: |known| known.booking.neighbourhood.as_deref().map_or(Cell::Missing, Cell::Label),
    },
    numbers("earlier_visits", "appointments", "outcomes of days before the day of predicting", |known| {
        number(Some(f64::from(known.past.visits)))
    }),
    numbers("earlier_no_shows", "appointments", "outcomes of days before the day of predicting", |known| {
        number(Some(f64::from(known.past.missed)))
    }),
    numbers("last_missed", "0 or 1", "the last outcome before the day of predicting", |known| {
        flag(known.past.last_missed)
    }),
];

/// The row of a model for what is known.
pub(super) fn cells<'a>(known: &Known<'a>) -> [Cell<'a>; 14] {
    FEATURES.each_ref().map(|feature| feature.value(known))
}
