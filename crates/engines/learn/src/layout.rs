//! What the columns of a table with gaps and labels are.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::LearnError;

/// The most labels that one column tells apart; rarer ones are treated as missing.
pub const MOST_LABELS: usize = 254;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Numbers whose order means something.
    Number,
    /// Labels without an order.
    Label,
}

/// One value of a row.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Cell<'a> {
    /// A finite number.
    Number(f64),
    /// A label.
    Label(&'a str),
    /// Not known.
    Missing,
}

/// One column: its name and, if it holds labels, which were seen in learning, in alphabetical order.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Column {
    pub(crate) labels: Option<Vec<String>>,
}

/// The columns of a table in order, with the labels that learning has seen.
///
/// Invariant: at least one column; names differ; labels of a column ascend, [`MOST_LABELS`] at most.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Layout {
    pub(crate) names: Vec<String>,
    pub(crate) columns: Vec<Column>,
}

impl Layout {
    /// Columns of numbers only, as [`Features`](crate::Features) has them.
    pub(crate) fn of_numbers(names: &[String]) -> Self {
        Self { names: names.to_vec(), columns: vec![Column { labels: None }; names.len()] }
    }

    pub(crate) fn new(columns: &[(&str, Kind)]) -> Result<Self, LearnError> {
        if columns.is_empty() {
            return Err(LearnError::NoColumns);
        }
        for (place, (name, _)) in columns.iter().enumerate() {
            if columns[..place].iter().any(|(earlier, _)| earlier == name) {
                return Err(LearnError::RepeatedName { name: (*name).to_owned() });
            }
        }
        let column = |(_, kind): &(&str, Kind)| Column { labels: (*kind == Kind::Label).then(Vec::new) };
        Ok(Self {
            names: columns.iter().map(|(name, _)| (*name).to_owned()).collect(),
            columns: columns.iter().map(column).collect(),
        })
    }

    /// The names of the columns, in order.
    ///
    /// ```
    /// # use lindley_learn::{Cell, Kind, MixedTable};
    /// let table = MixedTable::learning(&[("age", Kind::Number)], [[Cell::Number(61.0)]])?;
    /// assert_eq!(table.layout().names(), ["age"]);
    /// # Ok::<(), lindley_learn::LearnError>(())
    /// ```
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// The labels that a column tells apart, in alphabetical order; none if it holds numbers or does not exist.
    ///
    /// ```
    /// # use lindley_learn::{Cell, Kind, MixedTable};
    /// let rows = [[Cell::Label("north")], [Cell::Label("east")]];
    /// let table = MixedTable::learning(&[("district", Kind::Label)], rows)?;
    /// assert_eq!(table.layout().labels("district"), ["east", "north"]);
    /// # Ok::<(), lindley_learn::LearnError>(())
    /// ```
    pub fn labels(&self, column: &str) -> &[String] {
        let place = self.names.iter().position(|name| name == column);
        place.and_then(|place| self.columns[place].labels.as_deref()).unwrap_or(&[])
    }

    /// Appends one row as numbers: NaN for missing, the label's place for a label. Answers which columns had a label that
    /// learning has not seen.
    pub(crate) fn encode(
        &self,
        row: usize,
        cells: &[Cell<'_>],
        values: &mut Vec<f64>,
        unseen: &mut [usize],
    ) -> Result<(), LearnError> {
        self.check_width(row, cells)?;
        for (place, (cell, column)) in cells.iter().zip(&self.columns).enumerate() {
            values.push(match (cell, &column.labels) {
                (Cell::Label(label), Some(labels)) => {
                    let found = labels.binary_search_by(|known| known.as_str().cmp(label));
                    unseen[place] += usize::from(found.is_err());
                    found.map_or(f64::NAN, |found| found as f64)
                }
                _ => self.plain(row, place, cell)?,
            });
        }
        Ok(())
    }

    /// One row as numbers, and how many of its labels learning has not seen.
    pub(crate) fn encoded(&self, cells: &[Cell<'_>]) -> Result<(Vec<f64>, usize), LearnError> {
        let (mut values, mut unseen) = (Vec::with_capacity(cells.len()), vec![0; self.names.len()]);
        self.encode(0, cells, &mut values, &mut unseen)?;
        Ok((values, unseen.iter().sum()))
    }

    /// Some of the columns.
    pub(crate) fn select(&self, columns: &[usize]) -> Result<Self, LearnError> {
        if columns.is_empty() {
            return Err(LearnError::NoColumns);
        }
        for (at, column) in columns.iter().enumerate() {
            if *column >= self.names.len() {
                return Err(LearnError::NoSuchColumn { name: format!("number {column}") });
            }
            if columns[..at].contains(column) {
                return Err(LearnError::RepeatedName { name: self.names[*column].clone() });
            }
        }
        Ok(Self {
            names: columns.iter().map(|column| self.names[*column].clone()).collect(),
            columns: columns.iter().map(|column| self.columns[*column].clone()).collect(),
        })
    }

    /// Refuses other columns or labels than these.
    pub(crate) fn same_as(&self, given: &Self) -> Result<(), LearnError> {
        if self == given {
            return Ok(());
        }
        let differs = |place: &usize| {
            self.names.get(*place) != given.names.get(*place)
                || self.columns.get(*place) != given.columns.get(*place)
        };
        let longest = self.names.len().max(given.names.len());
        let place = (0..longest).find(differs).unwrap_or(0);
        let expected = self.names.get(place).cloned().unwrap_or_else(|| "the end".to_owned());
        Err(LearnError::OtherColumns { place, expected })
    }

    /// A cell that needs no list of labels.
    pub(crate) fn plain(&self, row: usize, place: usize, cell: &Cell<'_>) -> Result<f64, LearnError> {
        let column = || self.names[place].clone();
        match (cell, &self.columns[place].labels) {
            (Cell::Missing, _) => Ok(f64::NAN),
            (Cell::Number(value), None) if value.is_finite() => Ok(*value),
            (Cell::Number(_), None) => Err(LearnError::NotFinite { row, column: column() }),
            _ => Err(LearnError::WrongKind { row, column: column() }),
        }
    }

    pub(crate) fn check_width(&self, row: usize, cells: &[Cell<'_>]) -> Result<(), LearnError> {
        if cells.len() == self.names.len() {
            return Ok(());
        }
        Err(LearnError::Ragged { row, expected: self.names.len(), found: cells.len() })
    }
}

/// Labels in the order in which they were met, with how often.
#[derive(Default)]
pub(crate) struct LabelTally {
    places: BTreeMap<String, usize>,
    counts: Vec<usize>,
}

impl LabelTally {
    pub(crate) fn place(&mut self, label: &str) -> usize {
        let place = if let Some(place) = self.places.get(label) {
            *place
        } else {
            self.places.insert(label.to_owned(), self.counts.len());
            self.counts.push(0);
            self.counts.len() - 1
        };
        self.counts[place] += 1;
        place
    }

    /// The labels to keep in alphabetical order, and for each place of meeting the place among them.
    pub(crate) fn settled(self) -> (Vec<String>, Vec<Option<usize>>) {
        let mut by_count: Vec<(&String, usize)> =
            self.places.iter().map(|(label, place)| (label, *place)).collect();
        // Stable, so that of equally frequent labels the alphabet decides.
        by_count.sort_by_key(|(_, place)| std::cmp::Reverse(self.counts[*place]));
        by_count.truncate(MOST_LABELS);
        by_count.sort();
        let mut places = vec![None; self.counts.len()];
        for (at, (_, place)) in by_count.iter().enumerate() {
            places[*place] = Some(at);
        }
        (by_count.into_iter().map(|(label, _)| label.clone()).collect(), places)
    }
}
