//! The columns of one model: those features that were known in its learning.

use lindley_learn::{Cell, Kind, MixedTable};

use super::features::COUNT;
use super::{FEATURES, Known, NoShowFeature};
use crate::ForecastError;

/// Places of features, ascending.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Columns {
    places: Vec<usize>,
}

impl Columns {
    /// The features that are known in at least one row.
    pub(super) fn known_in<'a>(rows: &(impl Iterator<Item = Known<'a>> + Clone)) -> Self {
        let is_known = |place: &usize| rows.clone().any(|row| FEATURES[*place].value(&row) != Cell::Missing);
        Self { places: (0..COUNT).filter(is_known).collect() }
    }

    /// The features of these column names, which must be of this version and in its order.
    pub(super) fn named(names: &[String]) -> Result<Self, ForecastError> {
        let find = |name: &String| FEATURES.iter().position(|feature| feature.card.column() == *name);
        let unknown = |name: &String| ForecastError::UnknownFeature { name: name.clone() };
        let places = names.iter().map(|name| find(name).ok_or_else(|| unknown(name)));
        let places = places.collect::<Result<Vec<usize>, _>>()?;
        if !places.is_sorted_by(|left, right| left < right) {
            let reason = "its features are not in the order of this version".to_owned();
            return Err(ForecastError::Damaged { reason });
        }
        Ok(Self { places })
    }

    pub(super) fn features(&self) -> impl Iterator<Item = &'static NoShowFeature> + '_ {
        self.places.iter().map(|place| &FEATURES[*place])
    }

    pub(super) fn feature(&self, column: usize) -> &'static NoShowFeature {
        &FEATURES[self.places[column]]
    }

    /// The row of a model for what is known: the same for learning and for serving.
    pub(super) fn cells<'a>(&self, known: &Known<'a>) -> Row<'a> {
        let mut row = Row { cells: [Cell::Missing; COUNT], len: self.places.len() };
        for (cell, place) in row.cells.iter_mut().zip(&self.places) {
            *cell = FEATURES[*place].value(known);
        }
        row
    }

    /// The table of rows.
    pub(super) fn table<'a>(
        &self,
        rows: impl Iterator<Item = Known<'a>>,
    ) -> Result<MixedTable, ForecastError> {
        let columns: Vec<(String, Kind)> =
            self.features().map(|feature| (feature.card.column(), feature.card.kind)).collect();
        let columns: Vec<(&str, Kind)> = columns.iter().map(|(name, kind)| (name.as_str(), *kind)).collect();
        Ok(MixedTable::learning(&columns, rows.map(|row| self.cells(&row)))?)
    }
}

/// The cells of one row.
pub(super) struct Row<'a> {
    cells: [Cell<'a>; COUNT],
    len: usize,
}

impl Row<'_> {
    /// As if these columns were not known.
    pub(super) fn without(mut self, columns: &[usize]) -> Self {
        for column in columns {
            self.cells[*column] = Cell::Missing;
        }
        self
    }
}

impl<'a> AsRef<[Cell<'a>]> for Row<'a> {
    fn as_ref(&self) -> &[Cell<'a>] {
        &self.cells[..self.len]
    }
}
