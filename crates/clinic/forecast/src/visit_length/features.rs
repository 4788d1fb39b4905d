//! The features of a model of visit lengths: the same code for learning and for serving.

use lindley_learn::{Cell, Kind};

use super::{LengthHistory, Visit};
use crate::feature::{FeatureCard, flag, number};

/// What is known of a visit before its session.
#[derive(Clone, Copy, Debug)]
pub struct KnownVisit<'a> {
    /// The visit.
    pub visit: &'a Visit,
    /// The mean length of earlier visits in seconds, as [`LengthHistory::mean_seconds`] has it.
    pub earlier_seconds: Option<f64>,
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
        Self { visit, earlier_seconds: history.mean_seconds(visit) }
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

/// The features, in the order of a model's columns.
///
/// ```
/// use lindley_forecast::visit_length::FEATURES;
/// assert_eq!(FEATURES.len(), 7);
/// ```
pub static FEATURES: [LengthFeature; 7] = [
    numbers("malignant", "0 or 1", "the visit's reason", |known| flag(known.visit.malignant)),
    numbers("suspected", "0 or 1", "the visit's reason", |known| flag(known.visit.suspected)),
    numbers("returning", "0 or 1", "the visit's number", |known| flag(Some(known.visit.is_returning()))),
    numbers("male", "0 or 1", "the patient's record", |known| flag(known.visit.male)),
    LengthFeature {
        card: FeatureCard {
            name: "address",
            version: 1,
            kind: Kind::Label,
            unit: "group of places",
            default: "missing; so is a name that learning has not seen",
            source: "the patient's record",
        },
        value: |known| known.visit.address.as_deref().map_or(Cell::Missing, Cell::Label),
    },
    numbers("earlier_seconds", "seconds", "measured lengths of earlier sessions", |known| {
        number(known.earlier_seconds)
    }),
    numbers("visit_number", "visits", "the visit, this one included", |known| {
        number(Some(f64::from(known.visit.visit_number)))
    }),
];

/// The row of a model for what is known.
pub(super) fn cells<'a>(known: &KnownVisit<'a>) -> [Cell<'a>; 7] {
    FEATURES.each_ref().map(|feature| feature.value(known))
}
