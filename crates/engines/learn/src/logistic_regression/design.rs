//! Rows of numbers and labels as sparse rows of numbers.

use crate::MixedTable;
use crate::layout::Layout;
use crate::mixed_table::whole;
use crate::standardised::mean_and_scale;

/// A place in the design and its value; all other places are zero.
pub(super) type Entry = (usize, f64);

/// How columns become places: place 0 is the intercept.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Design {
    pub(super) layout: Layout,
    columns: Vec<Encoding>,
    width: usize,
}

/// How one column is written.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Encoding {
    /// Scaled at `first`; a missing one is zero there and one at `first + 1`.
    Number { first: usize, mean: f64, scale: f64 },
    /// A one at `first` plus the label's place; nothing where it is missing.
    Label { first: usize },
}

impl Design {
    pub(super) fn of(table: &MixedTable) -> Self {
        let layout = table.layout().clone();
        let mut width = 1;
        let mut columns = Vec::new();
        for (place, column) in layout.columns.iter().enumerate() {
            let first = width;
            if let Some(labels) = &column.labels {
                width += labels.len();
                columns.push(Encoding::Label { first });
            } else {
                let known: Vec<f64> = table.column(place).filter(|value| !value.is_nan()).collect();
                let (mean, scale) =
                    if known.is_empty() { (0.0, 1.0) } else { mean_and_scale(known.iter().copied()) };
                width += 2;
                columns.push(Encoding::Number { first, mean, scale });
            }
        }
        Self { layout, columns, width }
    }

    pub(super) fn width(&self) -> usize {
        self.width
    }

    pub(super) fn row(&self, values: &[f64]) -> Vec<Entry> {
        let entry = |(value, encoding): (&f64, &Encoding)| match *encoding {
            Encoding::Number { first, .. } if value.is_nan() => Some((first + 1, 1.0)),
            Encoding::Number { first, mean, scale } => Some((first, (value - mean) / scale)),
            Encoding::Label { .. } if value.is_nan() => None,
            Encoding::Label { first } => Some((first + whole(*value), 1.0)),
        };
        std::iter::once((0, 1.0)).chain(values.iter().zip(&self.columns).filter_map(entry)).collect()
    }
}
