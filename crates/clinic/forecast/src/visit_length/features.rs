//! The features of a model of visit lengths: the same code for learning and for serving.

use lindley_learn::{Cell, Kind, Layout};

use super::{LengthHistory, Visit};
use crate::ForecastError;
use crate::feature::{FeatureCard, flag, number};

/// What is known of a visit before its session.
#[derive(Clone, Copy, Debug)]
pub struct KnownVisit<'a> {
    /// The visit.
    pub visit: &'a Visit,
    /// The mean length of earlier visits in seconds, as [`LengthHistory::mean_seconds`] has it.
    pub earlier_seconds: Option<f64>,
    /// The mean length of earlier visits of the type, as [`LengthHistory::type_mean_seconds`] has it.
    pub type_seconds: Option<f64>,
    /// The practitioner's pace, as [`LengthHistory::pace`] has it.
    pub pace: Option<f64>,
}

impl<'a> KnownVisit<'a> {
    /// What a history says of a visit.
    ///
    /// ```
    /// use lindley_forecast::visit_length::{KnownVisit, LengthHistory, Visit};
    /// let visit = Visit::new("p1", 3, 1);
    /// assert_eq!(KnownVisit::of(&visit, &LengthHistory::default()).earlier_seconds, None);
    /// ```
    pub fn of(visit: &'a Visit, history: &LengthHistory) -> Self {
        Self {
            visit,
            earlier_seconds: history.mean_seconds(visit),
            type_seconds: history.type_mean_seconds(visit),
            pace: history.pace(visit),
        }
    }
}

/// A feature of a model of visit lengths.
#[derive(Clone, Copy, Debug)]
pub struct LengthFeature {
    /// What it is.
    pub card: FeatureCard,
    value: for<'a> fn(&KnownVisit<'a>) -> Cell<'a>,
}

impl LengthFeature {
    /// Its value for what is known.
    ///
    /// ```
    /// use lindley_forecast::visit_length::{FEATURES, KnownVisit, LengthHistory, Visit};
    /// use lindley_learn::Cell;
    /// let visit = Visit::new("p1", 3, 2);
    /// let known = KnownVisit::of(&visit, &LengthHistory::default());
    /// assert_eq!(FEATURES[2].value(&known), Cell::Number(1.0));
    /// ```
    pub fn value<'a>(&self, known: &KnownVisit<'a>) -> Cell<'a> {
        (self.value)(known)
    }
}

/// A feature of numbers, version 1.
const fn numbers(
    name: &'static str,
    unit: &'static str,
    source: &'static str,
    value: for<'a> fn(&KnownVisit<'a>) -> Cell<'a>,
) -> LengthFeature {
    let default = "missing, which the trees send where such rows belong";
    LengthFeature { card: FeatureCard { name, version: 1, kind: Kind::Number, unit, default, source }, value }
}

/// A feature of labels, version 1.
const fn labels(
    name: &'static str,
    unit: &'static str,
    source: &'static str,
    value: for<'a> fn(&KnownVisit<'a>) -> Cell<'a>,
) -> LengthFeature {
    let default = "missing; so is a name that learning has not seen";
    LengthFeature { card: FeatureCard { name, version: 1, kind: Kind::Label, unit, default, source }, value }
}

fn label(value: Option<&str>) -> Cell<'_> {
    value.map_or(Cell::Missing, Cell::Label)
}

/// How many features there are.
pub(super) const COUNT: usize = 17;

/// The features, in the order of a model's columns. A model keeps those that are known of at least one of its visits: a file
/// that names no practitioner gives a model without pace.
///
/// ```
/// use lindley_forecast::visit_length::FEATURES;
/// assert!(FEATURES.iter().all(|feature| !feature.card.unit.is_empty() && !feature.card.source.is_empty()));
/// ```
pub static FEATURES: [LengthFeature; COUNT] = [
    numbers("malignant", "0 or 1", "the visit's reason", |known| flag(known.visit.malignant)),
    numbers("suspected", "0 or 1", "the visit's reason", |known| flag(known.visit.suspected)),
    numbers("returning", "0 or 1", "the visit's number", |known| flag(Some(known.visit.is_returning()))),
    numbers("male", "0 or 1", "the patient's record", |known| flag(known.visit.male)),
    labels("address", "group of places", "the patient's record", |known| {
        label(known.visit.address.as_deref())
    }),
    numbers("earlier_seconds", "seconds", "measured lengths of earlier sessions", |known| {
        number(known.earlier_seconds)
    }),
    numbers("visit_number", "visits", "the visit, this one included", |known| {
        number(Some(f64::from(known.visit.visit_number)))
    }),
    labels("visit_type", "id", "the appointment", |known| label(known.visit.visit_type.as_deref())),
    labels("service", "id", "the appointment's visit type", |known| label(known.visit.service.as_deref())),
    labels("site", "id", "the appointment", |known| label(known.visit.site.as_deref())),
    numbers(
        "pace",
        "measured per planned length",
        "the practitioner's measured lengths of earlier days",
        |known| number(known.pace),
    ),
    numbers("type_seconds", "seconds", "measured lengths of the visit type on earlier days", |known| {
        number(known.type_seconds)
    }),
    numbers("earlier_no_shows", "appointments", "outcomes of days before the day of predicting", |known| {
        number(known.visit.earlier_no_shows.map(f64::from))
    }),
    numbers("hour", "hours after local midnight", "the appointment's planned start", |known| {
        number(known.visit.hour)
    }),
    numbers("weekday", "days after Monday", "the appointment's local day", |known| {
        number(known.visit.weekday.map(f64::from))
    }),
    numbers("planned_seconds", "seconds", "the appointment", |known| number(known.visit.planned_seconds)),
    numbers("age", "years", "the patient's record", |known| number(known.visit.age)),
];

/// The row of every feature for what is known.
pub(super) fn cells<'a>(known: &KnownVisit<'a>) -> [Cell<'a>; COUNT] {
    FEATURES.each_ref().map(|feature| feature.value(known))
}

/// The features of a model's columns, by name. Refused, naming it, if there is one that this version does not build.
pub(super) fn chosen(layout: &Layout) -> Result<Vec<usize>, ForecastError> {
    let known = FEATURES.each_ref().map(|feature| feature.card.column());
    let place = |name: &String| {
        let found = known.iter().position(|known| known == name);
        found.ok_or_else(|| ForecastError::UnknownFeature { name: name.clone() })
    };
    layout.names().iter().map(place).collect()
}

/// The row of a model's columns for what is known.
pub(super) fn row<'a>(chosen: &[usize], known: &KnownVisit<'a>) -> Vec<Cell<'a>> {
    chosen.iter().map(|place| FEATURES[*place].value(known)).collect()
}
