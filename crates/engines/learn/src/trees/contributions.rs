//! How much each column adds to one prediction, exactly.

use super::ensemble::{Root, TreeEnsemble};
use crate::layout::Cell;
use crate::{LearnError, MixedTable};

/// What each column adds to the raw prediction of one row: Shapley values.
///
/// Law: `base` plus all contributions is the raw prediction, but for rounding.
#[derive(Clone, Debug, PartialEq)]
pub struct Contributions {
    /// The mean raw prediction over the rows of learning, as the trees weigh them.
    pub base: f64,
    /// One number per column, in the order of the layout, in the unit of the raw prediction.
    pub by_column: Vec<f64>,
}

impl Contributions {
    /// The columns that move the prediction most, with what they add: by size, at most `most`, none that adds nothing.
    ///
    /// ```
    /// # use lindley_learn::Contributions;
    /// let found = Contributions { base: 0.2, by_column: vec![0.0, -0.5, 0.3] };
    /// assert_eq!(found.strongest(5), [(1, -0.5), (2, 0.3)]);
    /// ```
    pub fn strongest(&self, most: usize) -> Vec<(usize, f64)> {
        let mut found: Vec<(usize, f64)> = self.by_column.iter().copied().enumerate().collect();
        found.retain(|(_, adds)| adds.abs() > 0.0);
        found.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()));
        found.truncate(most);
        found
    }
}

impl TreeEnsemble {
    /// The contributions of one row of a table. Refused if the columns are not those of learning or there is no such row.
    ///
    /// Source: S. M. Lundberg, G. G. Erion and S.-I. Lee, "Consistent individualized feature attribution for tree
    /// ensembles", arXiv 1802.03888 (2018), algorithm 2: what is not known of a row is filled by the rows of learning that
    /// take the same path. O(trees * leaves * depth^2).
    ///
    /// ```
    /// # use lindley_learn::{Cell, Kind, MixedTable, Objective, TreeBoosting};
    /// # use lindley_seed::Seed;
    /// let columns = [("age", Kind::Number), ("noise", Kind::Number)];
    /// let rows = (0..40).map(|age| [Cell::Number(f64::from(age)), Cell::Number(f64::from(age % 3))]);
    /// let table = MixedTable::learning(&columns, rows)?;
    /// let target: Vec<f64> = (0..40).map(|age| if age < 20 { 5.0 } else { 9.0 }).collect();
    /// let model = TreeBoosting::new(Objective::Squared, Seed::from_u64(1)).fit_trees(&table, &target)?;
    /// let found = model.contributions(&table, 3)?;
    /// assert!((found.base + found.by_column.iter().sum::<f64>() - model.raw(&table)?[3]).abs() < 1e-9);
    /// assert_eq!(found.strongest(1)[0].0, 0);
    /// # Ok::<(), lindley_learn::LearnError>(())
    /// ```
    pub fn contributions(&self, table: &MixedTable, row: usize) -> Result<Contributions, LearnError> {
        self.layout.same_as(table.layout())?;
        if row >= table.rows() {
            return Err(LearnError::NoSuchRow { row, rows: table.rows() });
        }
        Ok(self.contributions_of(table.row(row)))
    }

    /// The contributions of one row. Refused if it does not fit the layout; a label that learning has not seen is missing.
    ///
    /// ```
    /// # use lindley_learn::{Cell, Kind, MixedTable, Objective, TreeBoosting};
    /// # use lindley_seed::Seed;
    /// let rows = [[Cell::Number(1.0)], [Cell::Number(2.0)]];
    /// let table = MixedTable::learning(&[("age", Kind::Number)], rows)?;
    /// let model = TreeBoosting::new(Objective::Squared, Seed::from_u64(1)).fit_trees(&table, &[1.0, 2.0])?;
    /// assert_eq!(model.contributions_of_row(&[Cell::Number(2.0)])?, model.contributions(&table, 1)?);
    /// # Ok::<(), lindley_learn::LearnError>(())
    /// ```
    pub fn contributions_of_row(&self, cells: &[Cell<'_>]) -> Result<Contributions, LearnError> {
        Ok(self.contributions_of(&self.layout.encoded(cells)?.0))
    }

    /// The raw prediction of a row of which only some columns are known: where a tree asks another, both ways are taken, each
    /// with the share of the rows of learning that took it. It is what [`contributions`](Self::contributions) shares out.
    /// Refused like it.
    ///
    /// ```
    /// # use lindley_learn::{Cell, Kind, MixedTable, Objective, TreeBoosting};
    /// # use lindley_seed::Seed;
    /// let rows = [[Cell::Number(1.0)], [Cell::Number(2.0)]];
    /// let table = MixedTable::learning(&[("age", Kind::Number)], rows)?;
    /// let model = TreeBoosting::new(Objective::Squared, Seed::from_u64(1)).fit_trees(&table, &[1.0, 2.0])?;
    /// assert!((model.mean_knowing(&table, 0, |_| true)? - model.raw(&table)?[0]).abs() < 1e-9);
    /// assert!((model.mean_knowing(&table, 0, |_| false)? - 1.5).abs() < 1e-9);
    /// # Ok::<(), lindley_learn::LearnError>(())
    /// ```
    pub fn mean_knowing(
        &self,
        table: &MixedTable,
        row: usize,
        known: impl Fn(usize) -> bool,
    ) -> Result<f64, LearnError> {
        self.layout.same_as(table.layout())?;
        if row >= table.rows() {
            return Err(LearnError::NoSuchRow { row, rows: table.rows() });
        }
        let mut codes = Vec::new();
        self.code_row(table.row(row), &mut codes);
        let code = |column: usize| known(column).then(|| codes[column]);
        Ok(self.trees.iter().fold(self.base, |sum, tree| sum + self.mean(tree.node as usize, &code)))
    }

    fn contributions_of(&self, row: &[f64]) -> Contributions {
        let mut codes = Vec::new();
        self.code_row(row, &mut codes);
        let mut found = Contributions { base: self.base, by_column: vec![0.0; row.len()] };
        for Root { node, .. } in &self.trees {
            let mut walk = Walk { model: self, codes: &codes, found: &mut found.by_column };
            walk.down(*node as usize, &Path::default(), Step { column: None, without: 1.0, with: 1.0 });
            found.base += self.mean(*node as usize, &|_| None);
        }
        found
    }

    /// The mean of the leaves below a node by their rows of learning, as far as no code says which way to go.
    fn mean(&self, place: usize, code: &dyn Fn(usize) -> Option<u8>) -> f64 {
        let node = self.nodes[place];
        let left = node.child as usize;
        if left == place {
            return self.values[place];
        }
        if let Some(code_here) = code(usize::from(node.column)) {
            return self.mean(left + usize::from(self.goes_right(place, node, code_here)), code);
        }
        let rows = |place: usize| f64::from(self.rows[place]);
        let sides = [left, left + 1].map(|child| self.mean(child, code) * rows(child));
        (sides[0] + sides[1]) / rows(place)
    }
}

/// One column on the way to a node: which share of the rows of learning pass if its value is not known, and whether this row
/// passes, which is 1 or 0.
#[derive(Clone, Copy)]
struct Step {
    column: Option<u16>,
    without: f64,
    with: f64,
}

/// The columns on the way to a node, each once, with the weights of the subsets by their size.
#[derive(Clone, Default)]
struct Path {
    steps: Vec<Step>,
    weights: Vec<f64>,
}

impl Path {
    fn extend(&mut self, step: Step) {
        let length = self.steps.len();
        self.steps.push(step);
        self.weights.push(if length == 0 { 1.0 } else { 0.0 });
        let all = (length + 1) as f64;
        for i in (0..length).rev() {
            self.weights[i + 1] += step.with * self.weights[i] * (i + 1) as f64 / all;
            self.weights[i] *= step.without * (length - i) as f64 / all;
        }
    }

    /// Undoes the step at a place, whenever it was taken.
    fn unwind(&mut self, place: usize) {
        let weights = self.weights_without(place);
        self.steps.remove(place);
        self.weights = weights;
    }

    /// The weights as if the step had not been taken.
    fn weights_without(&self, place: usize) -> Vec<f64> {
        let last = self.steps.len() - 1;
        let Step { without, with, .. } = self.steps[place];
        let all = (last + 1) as f64;
        let mut weights = self.weights[..last].to_vec();
        let mut next = self.weights[last];
        for i in (0..last).rev() {
            if with > 0.0 {
                let before = self.weights[i];
                weights[i] = next * all / ((i + 1) as f64 * with);
                next = before - weights[i] * without * (last - i) as f64 / all;
            } else if without > 0.0 {
                weights[i] = self.weights[i] * all / (without * (last - i) as f64);
            } else {
                weights[i] = 0.0;
            }
        }
        weights
    }
}

struct Walk<'a> {
    model: &'a TreeEnsemble,
    codes: &'a [u8],
    found: &'a mut [f64],
}

impl Walk<'_> {
    fn down(&mut self, place: usize, path: &Path, step: Step) {
        let mut path = path.clone();
        path.extend(step);
        let node = self.model.nodes[place];
        let left = node.child as usize;
        if left == place {
            self.leaf(&path, self.model.values[place]);
            return;
        }
        let goes_right = self.model.goes_right(place, node, self.codes[usize::from(node.column)]);
        let mut before = Step { column: Some(node.column), without: 1.0, with: 1.0 };
        if let Some(known) = path.steps.iter().position(|step| step.column == Some(node.column)) {
            before = path.steps[known];
            path.unwind(known);
        }
        let rows = |place: usize| f64::from(self.model.rows[place]);
        for (child, taken) in [(left, !goes_right), (left + 1, goes_right)] {
            let share = rows(child) / rows(place);
            let with = if taken { before.with } else { 0.0 };
            self.down(child, &path, Step { without: before.without * share, with, ..before });
        }
    }

    fn leaf(&mut self, path: &Path, value: f64) {
        for (place, step) in path.steps.iter().enumerate() {
            if let Some(column) = step.column {
                let weight: f64 = path.weights_without(place).iter().sum();
                self.found[usize::from(column)] += weight * (step.with - step.without) * value;
            }
        }
    }
}
