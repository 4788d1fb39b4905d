//! The table that models learn from.

use crate::LearnError;

/// A table of finite numbers with named columns, row-major.
///
/// Invariant: at least one row and one column; names differ; `values.len() == rows * names.len()`; all finite.
#[derive(Clone, Debug, PartialEq)]
pub struct Features {
    names: Vec<String>,
    rows: usize,
    values: Vec<f64>,
}

impl Features {
    /// A table from rows of numbers. Refused if there are no rows or columns, two columns share a name, a row has another
    /// length, or a value is NaN or infinite.
    ///
    /// ```
    /// # use lindley_learn::{Features, LearnError};
    /// let features = Features::from_rows(&["age", "returning"], [[61.0, 1.0], [40.0, 0.0]])?;
    /// assert_eq!((features.rows(), features.columns()), (2, 2));
    /// let ragged = Features::from_rows(&["age"], [vec![61.0], vec![40.0, 1.0]]);
    /// assert_eq!(ragged, Err(LearnError::Ragged { row: 1, expected: 1, found: 2 }));
    /// # Ok::<(), LearnError>(())
    /// ```
    pub fn from_rows<R: AsRef<[f64]>>(
        names: &[&str],
        rows: impl IntoIterator<Item = R>,
    ) -> Result<Self, LearnError> {
        if names.is_empty() {
            return Err(LearnError::NoColumns);
        }
        let repeated = (1..names.len()).find(|place| names[..*place].contains(&names[*place]));
        if let Some(place) = repeated {
            return Err(LearnError::RepeatedName { name: names[place].to_owned() });
        }
        let mut values = Vec::new();
        let mut count = 0;
        for row in rows {
            let row = row.as_ref();
            if row.len() != names.len() {
                return Err(LearnError::Ragged { row: count, expected: names.len(), found: row.len() });
            }
            if let Some(place) = row.iter().position(|value| !value.is_finite()) {
                return Err(LearnError::NotFinite { row: count, column: names[place].to_owned() });
            }
            values.extend_from_slice(row);
            count += 1;
        }
        if count == 0 {
            return Err(LearnError::NoRows);
        }
        Ok(Self { names: names.iter().map(|name| (*name).to_owned()).collect(), rows: count, values })
    }

    /// Number of rows.
    ///
    /// ```
    /// # use lindley_learn::Features;
    /// assert_eq!(Features::from_rows(&["a"], [[1.0], [2.0]])?.rows(), 2);
    /// # Ok::<(), lindley_learn::LearnError>(())
    /// ```
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// Number of columns.
    ///
    /// ```
    /// # use lindley_learn::Features;
    /// assert_eq!(Features::from_rows(&["a"], [[1.0], [2.0]])?.columns(), 1);
    /// # Ok::<(), lindley_learn::LearnError>(())
    /// ```
    pub fn columns(&self) -> usize {
        self.names.len()
    }

    /// The names of the columns, in order.
    ///
    /// ```
    /// # use lindley_learn::Features;
    /// assert_eq!(Features::from_rows(&["a"], [[1.0]])?.names(), ["a"]);
    /// # Ok::<(), lindley_learn::LearnError>(())
    /// ```
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// The values of one row. Panics if there is no such row, as indexing a slice does.
    ///
    /// ```
    /// # use lindley_learn::Features;
    /// assert_eq!(Features::from_rows(&["a", "b"], [[1.0, 2.0]])?.row(0), [1.0, 2.0]);
    /// # Ok::<(), lindley_learn::LearnError>(())
    /// ```
    pub fn row(&self, row: usize) -> &[f64] {
        &self.values[row * self.columns()..(row + 1) * self.columns()]
    }

    /// All rows, one after another.
    ///
    /// ```
    /// # use lindley_learn::Features;
    /// let features = Features::from_rows(&["a"], [[1.0], [2.0]])?;
    /// assert_eq!(features.each_row().map(|row| row[0]).sum::<f64>(), 3.0);
    /// # Ok::<(), lindley_learn::LearnError>(())
    /// ```
    pub fn each_row(&self) -> impl ExactSizeIterator<Item = &[f64]> {
        self.values.chunks_exact(self.columns())
    }

    /// The values of one column, from the first row to the last. Panics if there is no such column.
    ///
    /// ```
    /// # use lindley_learn::Features;
    /// let features = Features::from_rows(&["a", "b"], [[1.0, 5.0], [2.0, 6.0]])?;
    /// assert_eq!(features.column(1).collect::<Vec<f64>>(), [5.0, 6.0]);
    /// # Ok::<(), lindley_learn::LearnError>(())
    /// ```
    pub fn column(&self, column: usize) -> impl ExactSizeIterator<Item = f64> {
        assert!(column < self.columns(), "there is no column {column}");
        self.values.chunks_exact(self.columns()).map(move |row| row[column])
    }

    /// The table of these rows, in the order given; a row may come twice. Refused if the list is empty or names a row
    /// that does not exist.
    ///
    /// ```
    /// # use lindley_learn::Features;
    /// let features = Features::from_rows(&["a"], [[1.0], [2.0], [3.0]])?;
    /// assert_eq!(features.select(&[2, 0])?.column(0).collect::<Vec<f64>>(), [3.0, 1.0]);
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
        Ok(Self { names: self.names.clone(), rows: rows.len(), values })
    }

    /// The table with the values of one column in another order: row `r` gets the value of row `order[r]`.
    pub(crate) fn reordered(&self, column: usize, order: &[usize]) -> Self {
        let mut changed = self.clone();
        for (row, from) in order.iter().enumerate() {
            changed.values[row * self.names.len() + column] = self.row(*from)[column];
        }
        changed
    }

    /// All values, column after column.
    pub(crate) fn column_major(&self) -> Vec<f64> {
        (0..self.columns()).flat_map(|column| self.column(column)).collect()
    }
}
