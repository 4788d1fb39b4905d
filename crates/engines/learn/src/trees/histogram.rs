//! Sums of gradients and curvatures by cell.

use std::sync::Mutex;

use super::binned::{Binned, CELLS, Member};
use lindley_crew::Crew;

/// Gradient and curvature of the loss of one row.
pub(super) type Pull = [f32; 2];

/// Their sums.
pub(super) type Sum = [f64; 2];

/// Rows that are summed up at one go. A sum of many rows is the sum of such blocks in order, so it does not depend on who
/// adds up which block.
const BLOCK: usize = 16_384;

/// The sums of some rows by cell, one group of columns after another.
pub(super) struct Histogram {
    groups: Vec<[Sum; CELLS]>,
}

impl Histogram {
    pub(super) fn empty(groups: usize) -> Self {
        Self { groups: vec![[[0.0; 2]; CELLS]; groups] }
    }

    /// Sums up the rows.
    pub(super) fn fill(&mut self, data: &Binned, rows: &[u32], pulls: &[Pull], crew: &dyn Crew) {
        let blocks: Vec<&[u32]> = rows.chunks(BLOCK).collect();
        self.clear();
        if let [only] = blocks[..] {
            self.add(data, only, pulls);
            return;
        }
        let parts: Vec<Mutex<Self>> =
            blocks.iter().map(|_| Mutex::new(Self { groups: Vec::new() })).collect();
        crew.each(blocks.len(), &|number| {
            let mut part = Self::empty(self.groups.len());
            part.add(data, blocks[number], pulls);
            *parts[number].lock().unwrap_or_else(std::sync::PoisonError::into_inner) = part;
        });
        for part in parts {
            let part = part.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
            for (sum, more) in self.sums().zip(part.groups.iter().flatten()) {
                *sum = [sum[0] + more[0], sum[1] + more[1]];
            }
        }
    }

    /// Takes away what another histogram holds.
    pub(super) fn subtract(&mut self, other: &Self) {
        for (sum, less) in self.sums().zip(other.groups.iter().flatten()) {
            *sum = [sum[0] - less[0], sum[1] - less[1]];
        }
    }

    /// The sums of one column by code.
    pub(super) fn of_column(&self, group: usize, member: &Member, sums: &mut Vec<Sum>) {
        sums.clear();
        sums.resize(member.codes, [0.0; 2]);
        let block = member.stride * member.codes;
        for cells in self.groups[group].chunks(block) {
            for (sum, cells) in sums.iter_mut().zip(cells.chunks(member.stride)) {
                for cell in cells {
                    *sum = [sum[0] + cell[0], sum[1] + cell[1]];
                }
            }
        }
    }

    fn clear(&mut self) {
        self.groups.fill([[0.0; 2]; CELLS]);
    }

    fn sums(&mut self) -> impl Iterator<Item = &mut Sum> {
        self.groups.iter_mut().flatten()
    }

    fn add(&mut self, data: &Binned, rows: &[u32], pulls: &[Pull]) {
        let width = self.groups.len();
        for row in rows {
            let row = *row as usize;
            let [pull, curve] = pulls[row].map(f64::from);
            for (sums, cell) in self.groups.iter_mut().zip(&data.cells[row * width..(row + 1) * width]) {
                let sum = &mut sums[usize::from(*cell)];
                *sum = [sum[0] + pull, sum[1] + curve];
            }
        }
    }
}
