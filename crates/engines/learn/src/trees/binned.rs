//! A table as codes: by column to split rows, and packed by row to sum them up.

use super::binning::{Binning, MISSING};
use crate::MixedTable;

/// Cells of one group of columns.
pub(super) const CELLS: usize = 256;

/// A column's part in its group's cell: `cell / stride % codes` is the column's code, the last code being the missing one if
/// the rows of learning have missing values.
#[derive(Clone, Debug)]
pub(super) struct Member {
    pub(super) column: usize,
    pub(super) stride: usize,
    pub(super) codes: usize,
    /// Whether the last code means missing.
    pub(super) gaps: bool,
}

/// The codes of the rows of learning.
///
/// Columns with few codes share a cell, as digits share a number: seven columns of yes and no are one cell of 128, so a row is
/// added to one place instead of seven, and the sums of each column are read off afterwards, exactly.
pub(super) struct Binned {
    pub(super) rows: usize,
    /// Codes by column.
    pub(super) codes: Vec<Vec<u8>>,
    pub(super) groups: Vec<Vec<Member>>,
    /// Cells by row: `cells[row * groups.len() + group]`.
    pub(super) cells: Vec<u8>,
}

impl Binned {
    pub(super) fn of(table: &MixedTable, binnings: &[Binning]) -> Self {
        let codes: Vec<Vec<u8>> = binnings
            .iter()
            .enumerate()
            .map(|(column, binning)| table.column(column).map(|value| binning.code(value)).collect())
            .collect();
        let members: Vec<(usize, usize, bool)> = binnings
            .iter()
            .enumerate()
            .map(|(column, binning)| {
                let gaps = codes[column].contains(&MISSING);
                (column, binning.codes() + usize::from(gaps), gaps)
            })
            .collect();
        let groups = grouped(members);
        let mut cells = vec![0; table.rows() * groups.len()];
        for (group, members) in groups.iter().enumerate() {
            for member in members {
                let places = cells.iter_mut().skip(group).step_by(groups.len());
                for (cell, code) in places.zip(&codes[member.column]) {
                    *cell += part(member, *code);
                }
            }
        }
        Self { rows: table.rows(), codes, groups, cells }
    }
}

#[expect(clippy::cast_possible_truncation, reason = "a group has no more than 256 cells")]
fn part(member: &Member, code: u8) -> u8 {
    let code = if code == MISSING { member.codes - 1 } else { usize::from(code) };
    (code * member.stride) as u8
}

/// Puts columns together as long as their codes fit into one cell: the largest first, each into the first group with room.
fn grouped(mut members: Vec<(usize, usize, bool)>) -> Vec<Vec<Member>> {
    members.sort_by_key(|(column, codes, _)| (std::cmp::Reverse(*codes), *column));
    let mut groups: Vec<(usize, Vec<Member>)> = Vec::new();
    for (column, codes, gaps) in members {
        let place = groups.iter().position(|(cells, _)| cells * codes <= CELLS);
        let place = place.unwrap_or_else(|| {
            groups.push((1, Vec::new()));
            groups.len() - 1
        });
        let (cells, group) = &mut groups[place];
        group.push(Member { column, stride: *cells, codes, gaps });
        *cells *= codes;
    }
    groups.into_iter().map(|(_, group)| group).collect()
}
