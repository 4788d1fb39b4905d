//! The kernel of all pairs of rows, computed row by row when it is asked for.

use std::rc::Rc;

use super::Kernel;
use crate::Features;

/// Memory for rows that are kept, in bytes.
const KEPT: usize = 256 << 20;

/// Rows of the kernel matrix.
pub(super) struct KernelRows<'a> {
    kernel: Kernel,
    features: &'a Features,
    kept: Vec<Option<Rc<[f64]>>>,
    count: usize,
    most: usize,
}

impl<'a> KernelRows<'a> {
    pub(super) fn new(kernel: Kernel, features: &'a Features) -> Self {
        let rows = features.rows();
        // Two rows are in use at any time.
        let most = (KEPT / (8 * rows)).max(2);
        Self { kernel, features, kept: vec![None; rows], count: 0, most }
    }

    /// The kernel of every row with itself.
    pub(super) fn diagonal(&self) -> Vec<f64> {
        self.features.each_row().map(|row| self.kernel.of(row, row)).collect()
    }

    /// The kernel of one row with all.
    pub(super) fn row(&mut self, place: usize) -> Rc<[f64]> {
        if let Some(row) = &self.kept[place] {
            return Rc::clone(row);
        }
        if self.count == self.most {
            // Seldom: the rows in use soon come back.
            self.kept.fill(None);
            self.count = 0;
        }
        let own = self.features.row(place);
        let row: Rc<[f64]> = self.features.each_row().map(|other| self.kernel.of(own, other)).collect();
        self.kept[place] = Some(Rc::clone(&row));
        self.count += 1;
        row
    }
}
