//! Trees laid flat: what was learnt, ready to predict.

use serde::{Deserialize, Serialize};

use super::binning::{Binning, MISSING};
use super::grower::Tree;
use super::logistic::logistic;
use super::objective::Objective;
use super::rule::{CodeSet, Rule};
use crate::layout::{Cell, Layout};
use crate::{Features, LearnError, MixedTable, Model};

/// A node in eight bytes. A leaf is its own left child and sends everything there.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Node {
    pub(super) column: u16,
    /// The last code that goes left, after `turn` was added to it.
    pub(super) cut: u8,
    /// Added to a code before the comparison. 1 turns the missing code, the highest, into the lowest. [`BY_SET`] stands for a
    /// set of codes.
    pub(super) turn: u8,
    /// The left child; the right one follows it.
    pub(super) child: u32,
}

/// The turn of a node that asks a set of codes.
pub(super) const BY_SET: u8 = 2;

/// Boosted trees that add up to a prediction.
///
/// Invariant: what `check` in the sibling `bytes` asks for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TreeEnsemble {
    pub(super) layout: Layout,
    pub(super) binnings: Vec<Binning>,
    pub(super) objective: Objective,
    pub(super) base: f64,
    pub(super) trees: Vec<Root>,
    pub(super) nodes: Vec<Node>,
    /// What a leaf adds; zero for inner nodes.
    pub(super) values: Vec<f64>,
    /// Rows of learning in each node.
    pub(super) rows: Vec<u32>,
    /// Of a node that asks a set, which one; zero otherwise.
    pub(super) asides: Vec<u32>,
    /// Sets of codes.
    pub(super) sets: Vec<CodeSet>,
}

/// Where a tree begins, and how many steps down its deepest leaf is.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Root {
    pub(super) node: u32,
    pub(super) depth: u32,
}

impl TreeEnsemble {
    /// Lays a grown tree down behind the others.
    #[expect(
        clippy::cast_possible_truncation,
        reason = "rows, columns and nodes are checked before learning"
    )]
    pub(super) fn append(&mut self, tree: &Tree) {
        let first = self.nodes.len();
        self.trees.push(Root { node: first as u32, depth: tree.depth as u32 });
        for (place, node) in tree.nodes.iter().enumerate() {
            let own = (first + place) as u32;
            let mut aside = 0;
            self.nodes.push(match node.cut {
                None => Node { column: 0, cut: MISSING, turn: 0, child: own },
                Some((column, rule, child)) => {
                    let (cut, turn) = match rule {
                        Rule::UpTo { code, missing } => (code + u8::from(missing), u8::from(missing)),
                        Rule::Among(set) => {
                            aside = self.sets.len() as u32;
                            self.sets.push(set);
                            (0, BY_SET)
                        }
                    };
                    Node { column: column as u16, cut, turn, child: (first + child) as u32 }
                }
            });
            self.values.push(node.value);
            self.rows.push(node.rows as u32);
            self.asides.push(aside);
        }
    }

    /// How many trees there are.
    ///
    /// ```
    /// # use lindley_learn::{Features, Objective, TreeBoosting};
    /// # use lindley_seed::Seed;
    /// let hours = Features::from_rows(&["hours"], [[1.0], [2.0]])?;
    /// let method = TreeBoosting { trees: 7, ..TreeBoosting::new(Objective::Squared, Seed::from_u64(1)) };
    /// assert_eq!(method.fit_trees(&(&hours).into(), &[1.0, 2.0])?.trees(), 7);
    /// # Ok::<(), lindley_learn::LearnError>(())
    /// ```
    pub fn trees(&self) -> usize {
        self.trees.len()
    }

    /// The columns and labels that were learnt from.
    ///
    /// ```
    /// # use lindley_learn::{Features, Objective, TreeBoosting};
    /// # use lindley_seed::Seed;
    /// let hours = Features::from_rows(&["hours"], [[1.0], [2.0]])?;
    /// let model = TreeBoosting::new(Objective::Squared, Seed::from_u64(1)).fit_trees(&(&hours).into(), &[1.0, 2.0])?;
    /// assert_eq!(model.layout().names(), ["hours"]);
    /// # Ok::<(), lindley_learn::LearnError>(())
    /// ```
    pub fn layout(&self) -> &Layout {
        &self.layout
    }

    /// The raw prediction of each row: in the unit of the target, or log odds after [`Objective::Logistic`]. Refused if the
    /// columns are not those of learning.
    ///
    /// ```
    /// # use lindley_learn::{Cell, Kind, MixedTable, Objective, TreeBoosting};
    /// # use lindley_seed::Seed;
    /// let rows = (0..40).map(|hour| [Cell::Number(f64::from(hour))]);
    /// let table = MixedTable::learning(&[("hour", Kind::Number)], rows)?;
    /// let took: Vec<f64> = (0..40).map(|hour| if hour < 20 { 5.0 } else { 9.0 }).collect();
    /// let model = TreeBoosting::new(Objective::Squared, Seed::from_u64(1)).fit_trees(&table, &took)?;
    /// assert!((model.raw(&table)?[0] - 5.0).abs() < 0.2);
    /// # Ok::<(), lindley_learn::LearnError>(())
    /// ```
    pub fn raw(&self, table: &MixedTable) -> Result<Vec<f64>, LearnError> {
        self.layout.same_as(table.layout())?;
        let mut codes = Vec::new();
        Ok(table.each_row().map(|row| self.raw_of(row, &mut codes)).collect())
    }

    /// The raw prediction of one row. Refused if it does not fit the layout; a label that learning has not seen is treated as
    /// missing and counted in the second number.
    ///
    /// ```
    /// # use lindley_learn::{Cell, Kind, MixedTable, Objective, TreeBoosting};
    /// # use lindley_seed::Seed;
    /// let rows = [[Cell::Label("north")], [Cell::Label("east")]];
    /// let table = MixedTable::learning(&[("district", Kind::Label)], rows)?;
    /// let model = TreeBoosting::new(Objective::Squared, Seed::from_u64(1)).fit_trees(&table, &[1.0, 2.0])?;
    /// let (raw, unseen) = model.raw_of_row(&[Cell::Label("south")])?;
    /// assert!(raw.is_finite() && unseen == 1);
    /// # Ok::<(), lindley_learn::LearnError>(())
    /// ```
    pub fn raw_of_row(&self, cells: &[Cell<'_>]) -> Result<(f64, usize), LearnError> {
        let (values, unseen) = self.layout.encoded(cells)?;
        Ok((self.raw_of(&values, &mut Vec::with_capacity(cells.len())), unseen))
    }

    /// What a raw prediction means: a probability after [`Objective::Logistic`], itself otherwise.
    ///
    /// ```
    /// # use lindley_learn::{Features, Objective, TreeBoosting};
    /// # use lindley_seed::Seed;
    /// let hours = Features::from_rows(&["hours"], [[1.0], [2.0]])?;
    /// let model = TreeBoosting::new(Objective::Logistic, Seed::from_u64(1)).fit_trees(&(&hours).into(), &[0.0, 1.0])?;
    /// assert_eq!(model.meaning(0.0), 0.5);
    /// # Ok::<(), lindley_learn::LearnError>(())
    /// ```
    pub fn meaning(&self, raw: f64) -> f64 {
        if self.objective == Objective::Logistic { logistic(raw) } else { raw }
    }

    pub(super) fn code_row(&self, row: &[f64], codes: &mut Vec<u8>) {
        codes.clear();
        codes.extend(row.iter().zip(&self.binnings).map(|(value, binning)| binning.code(*value)));
    }

    fn raw_of(&self, row: &[f64], codes: &mut Vec<u8>) -> f64 {
        self.code_row(row, codes);
        self.trees.iter().fold(self.base, |sum, tree| sum + self.values[self.leaf(*tree, codes)])
    }

    /// The leaf that a row comes to. Every row takes as many steps as the deepest leaf needs, because a leaf leads to itself:
    /// nothing is to be guessed, so several trees are walked at once.
    fn leaf(&self, tree: Root, codes: &[u8]) -> usize {
        let mut place = tree.node as usize;
        for _ in 0..tree.depth {
            let node = self.nodes[place];
            let code = codes[usize::from(node.column)];
            place = node.child as usize + usize::from(self.goes_right(place, node, code));
        }
        place
    }

    #[inline]
    pub(super) fn goes_right(&self, place: usize, node: Node, code: u8) -> bool {
        if node.turn == BY_SET {
            return !self.sets[self.asides[place] as usize].holds(code);
        }
        code.wrapping_add(node.turn) > node.cut
    }
}

impl Model for TreeEnsemble {
    fn names(&self) -> &[String] {
        &self.layout.names
    }

    fn predict_checked(&self, features: &Features) -> Vec<f64> {
        let mut codes = Vec::new();
        features.each_row().map(|row| self.meaning(self.raw_of(row, &mut codes))).collect()
    }
}
