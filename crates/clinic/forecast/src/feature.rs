//! What a feature is: one named, versioned transformation of what the clinic knows.

use lindley_learn::{Cell, Kind};

/// The card of a feature: what a reader of a model has to know of a column.
///
/// Changing what it computes is a new version. A model names its columns `name@version`, so a kept model never gets numbers that
/// mean something else than those it has learnt from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FeatureCard {
    /// Its name.
    pub name: &'static str,
    /// Counts changes of its meaning, from 1.
    pub version: u16,
    /// Numbers or labels.
    pub kind: Kind,
    /// The unit of its values.
    pub unit: &'static str,
    /// What stands in where it is not known.
    pub default: &'static str,
    /// From where it is taken.
    pub source: &'static str,
}

impl FeatureCard {
    /// The name of its column in a model.
    ///
    /// ```
    /// assert_eq!(lindley_forecast::no_show::FEATURES[0].card.column(), "lead_days@1");
    /// ```
    pub fn column(&self) -> String {
        format!("{}@{}", self.name, self.version)
    }
}

/// A cell of a number that may not be known.
pub(crate) fn number(value: Option<f64>) -> Cell<'static> {
    value.map_or(Cell::Missing, Cell::Number)
}

/// A cell of a yes or no that may not be known.
pub(crate) fn flag(value: Option<bool>) -> Cell<'static> {
    number(value.map(|value| f64::from(u8::from(value))))
}
