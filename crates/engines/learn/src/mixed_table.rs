//! The table that trees and logistic regression learn from: numbers, labels, and gaps.

use crate::layout::{Cell, Kind, LabelTally, Layout};
use crate::{Features, LearnError};

/// A table with named columns of numbers or labels, in which values may be missing.
///
/// Invariant: at least one row; `values.len() == rows * columns`; a value is finite or NaN, which means missing; a label is
/// the place among the labels of its column.
#[derive(Clone, Debug)]
pub struct MixedTable {
    layout: Layout,
    rows: usize,
    values: Vec<f64>,
    unseen: Vec<usize>,
}

impl MixedTable {
    /// A table to learn from; the labels that occur are the ones that the model will know. Of more than
    /// [`MOST_LABELS`](crate::MOST_LABELS) the most frequent are kept.
    ///
    /// Refused if there are no rows or columns, two columns share a name, a row has another length, a number is NaN or
    /// infinite (say [`Cell::Missing`]), or a cell is of the wrong kind.
    ///
    /// ```
    /// # use lindley_learn::{Cell, Kind, LearnError, MixedTable};
    /// let columns = [("age", Kind::Number), ("district", Kind::Label)];
    /// let rows = [[Cell::Number(61.0), Cell::Label("north")], [Cell::Missing, Cell::Label("east")]];
    /// assert_eq!(MixedTable::learning(&columns, rows)?.rows(), 2);
    /// let wrong = MixedTable::learning(&columns, [[Cell::Label("old"), Cell::Missing]]);
    /// assert_eq!(wrong.unwrap_err(), LearnError::WrongKind { row: 0, column: "age".to_owned() });
    /// # Ok::<(), LearnError>(())
    /// ```
    pub fn learning<'a, R: AsRef<[Cell<'a>]>>(
        columns: &[(&str, Kind)],
        rows: impl IntoIterator<Item = R>,
    ) -> Result<Self, LearnError> {
        let mut layout = Layout::new(columns)?;
        let mut tallies: Vec<LabelTally> = columns.iter().map(|_| LabelTally::default()).collect();
        let (mut values, mut count) = (Vec::new(), 0);
        for cells in rows {
            let cells = cells.as_ref();
            layout.check_width(count, cells)?;
            for (place, cell) in cells.iter().enumerate() {
                values.push(match (cell, &layout.columns[place].labels) {
                    (Cell::Label(label), Some(_)) => tallies[place].place(label) as f64,
                    _ => layout.plain(count, place, cell)?,
                });
            }
            count += 1;
        }
        if count == 0 {
            return Err(LearnError::NoRows);
        }
        let width = columns.len();
        let mut unseen = vec![0; width];
        for (place, tally) in tallies.into_iter().enumerate() {
            let Some(labels) = &mut layout.columns[place].labels else { continue };
            let (kept, places) = tally.settled();
            *labels = kept;
            for value in values.iter_mut().skip(place).step_by(width).filter(|value| !value.is_nan()) {
                let settled = places[whole(*value)];
                unseen[place] += usize::from(settled.is_none());
                *value = settled.map_or(f64::NAN, |settled| settled as f64);
            }
        }
        Ok(Self { layout, rows: count, values, unseen })
    }

    /// A table to predict, in the columns of a model. A label that learning has not seen is treated as missing and
    /// [counted](Self::unseen). Refused as [`learning`](Self::learning) refuses.
    ///
    /// ```
    /// # use lindley_learn::{Cell, Kind, MixedTable};
    /// let learnt = MixedTable::learning(&[("district", Kind::Label)], [[Cell::Label("north")]])?;
    /// let table = MixedTable::with_layout(learnt.layout(), [[Cell::Label("south")], [Cell::Missing]])?;
    /// assert_eq!(table.unseen("district"), 1);
    /// # Ok::<(), lindley_learn::LearnError>(())
    /// ```
    pub fn with_layout<'a, R: AsRef<[Cell<'a>]>>(
        layout: &Layout,
        rows: impl IntoIterator<Item = R>,
    ) -> Result<Self, LearnError> {
        let (mut values, mut unseen, mut count) = (Vec::new(), vec![0; layout.names().len()], 0);
        for cells in rows {
            layout.encode(count, cells.as_ref(), &mut values, &mut unseen)?;
            count += 1;
        }
        if count == 0 {
            return Err(LearnError::NoRows);
        }
        Ok(Self { layout: layout.clone(), rows: count, values, unseen })
    }

    /// Number of rows.
    ///
    /// ```
    /// # use lindley_learn::{Cell, Kind, MixedTable};
    /// let rows = [[Cell::Number(1.0)], [Cell::Missing]];
    /// assert_eq!(MixedTable::learning(&[("age", Kind::Number)], rows)?.rows(), 2);
    /// # Ok::<(), lindley_learn::LearnError>(())
    /// ```
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// The columns and the labels they tell apart.
    ///
    /// ```
    /// # use lindley_learn::{Cell, Kind, MixedTable};
    /// let table = MixedTable::learning(&[("age", Kind::Number)], [[Cell::Number(1.0)]])?;
    /// assert_eq!(table.layout().names(), ["age"]);
    /// # Ok::<(), lindley_learn::LearnError>(())
    /// ```
    pub fn layout(&self) -> &Layout {
        &self.layout
    }

    /// How many rows had a label in this column that the model does not know; zero for a column that does not exist.
    ///
    /// ```
    /// # use lindley_learn::{Cell, Kind, MixedTable};
    /// let table = MixedTable::learning(&[("district", Kind::Label)], [[Cell::Label("north")]])?;
    /// assert_eq!(table.unseen("district"), 0);
    /// # Ok::<(), lindley_learn::LearnError>(())
    /// ```
    pub fn unseen(&self, column: &str) -> usize {
        let place = self.layout.names().iter().position(|name| name == column);
        place.map_or(0, |place| self.unseen[place])
    }

    /// The table of these rows, in the order given; a row may come twice. Refused if the list is empty or names a row that
    /// does not exist. Labels stay those of the whole table.
    ///
    /// ```
    /// # use lindley_learn::{Cell, Kind, MixedTable};
    /// let rows = [[Cell::Number(1.0)], [Cell::Number(2.0)]];
    /// let table = MixedTable::learning(&[("age", Kind::Number)], rows)?;
    /// assert_eq!(table.select(&[1])?.rows(), 1);
    /// assert!(table.select(&[2]).is_err());
    /// # Ok::<(), lindley_learn::LearnError>(())
    /// ```
    pub fn select(&self, rows: &[usize]) -> Result<Self, LearnError> {
        if rows.is_empty() {
            return Err(LearnError::NoRows);
        }
        if let Some(row) = rows.iter().copied().find(|row| *row >= self.rows) {
            return Err(LearnError::NoSuchRow { row, rows: self.rows });
        }
        let values = rows.iter().flat_map(|row| self.row(*row)).copied().collect();
        Ok(Self { layout: self.layout.clone(), rows: rows.len(), values, unseen: vec![0; self.unseen.len()] })
    }

    /// The table of these columns, in the order given. Refused if the list is empty, names a column twice, or names one that
    /// does not exist.
    ///
    /// ```
    /// # use lindley_learn::{Cell, Kind, MixedTable};
    /// let columns = [("age", Kind::Number), ("days", Kind::Number)];
    /// let table = MixedTable::learning(&columns, [[Cell::Number(61.0), Cell::Number(3.0)]])?;
    /// assert_eq!(table.select_columns(&[1])?.layout().names(), ["days"]);
    /// assert!(table.select_columns(&[2]).is_err());
    /// # Ok::<(), lindley_learn::LearnError>(())
    /// ```
    pub fn select_columns(&self, columns: &[usize]) -> Result<Self, LearnError> {
        let layout = self.layout.select(columns)?;
        let values = self.each_row().flat_map(|row| columns.iter().map(|column| row[*column])).collect();
        let unseen = columns.iter().map(|column| self.unseen[*column]).collect();
        Ok(Self { layout, rows: self.rows, values, unseen })
    }

    /// One row as numbers; NaN is missing.
    pub(crate) fn row(&self, row: usize) -> &[f64] {
        let width = self.layout.names.len();
        &self.values[row * width..(row + 1) * width]
    }

    pub(crate) fn each_row(&self) -> impl ExactSizeIterator<Item = &[f64]> {
        self.values.chunks_exact(self.layout.names.len())
    }

    pub(crate) fn column(&self, column: usize) -> impl Iterator<Item = f64> + Clone {
        self.each_value(column)
    }

    fn each_value(&self, column: usize) -> impl Iterator<Item = f64> + Clone {
        self.values.iter().copied().skip(column).step_by(self.layout.names.len())
    }
}

impl From<&Features> for MixedTable {
    /// The same numbers; nothing is missing.
    fn from(features: &Features) -> Self {
        Self {
            layout: Layout::of_numbers(features.names()),
            rows: features.rows(),
            values: features.each_row().flatten().copied().collect(),
            unseen: vec![0; features.columns()],
        }
    }
}

/// A value that is a place.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "places are small whole numbers")]
pub(crate) fn whole(value: f64) -> usize {
    value as usize
}
