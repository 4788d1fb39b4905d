//! Tree after tree, each on what the earlier ones left.

use super::binned::Binned;
use super::binning::Binning;
use super::ensemble::TreeEnsemble;
use super::grower::{Finished, Grower, Tree};
use super::histogram::Pull;
use super::split::Judge;
use super::{Direction, TreeBoosting};
use crate::learn_error::sensible;
use crate::regressor::check_target;
use crate::{LearnError, MixedTable};
use lindley_crew::Crew;

pub(super) fn fit(
    method: &TreeBoosting,
    table: &MixedTable,
    target: &[f64],
    crew: &dyn Crew,
) -> Result<TreeEnsemble, LearnError> {
    check_target(table.rows(), target, 2)?;
    method.objective.check(target)?;
    let width = table.layout().names().len();
    let small = u32::try_from(table.rows()).is_ok() && u16::try_from(width).is_ok();
    sensible(small, "the size of the table", "no more than 2^32 rows and 2^16 columns")?;
    let binnings: Vec<Binning> = (0..width).map(|column| Binning::of(table, column, method.bins)).collect();
    let data = Binned::of(table, &binnings);
    let judge = Judge {
        l2: method.l2,
        least_gain: method.least_gain,
        leaf_weight: method.leaf_weight,
        label_smoothing: method.label_smoothing,
        directions: directions(method, table)?,
    };
    let mut ensemble = TreeEnsemble {
        layout: table.layout().clone(),
        binnings: binnings.clone(),
        objective: method.objective,
        base: method.objective.start(target),
        trees: Vec::new(),
        nodes: Vec::new(),
        values: Vec::new(),
        rows: Vec::new(),
        asides: Vec::new(),
        sets: Vec::new(),
    };
    let mut grower = Grower {
        data: &data,
        binnings: &binnings,
        judge: &judge,
        leaves: method.leaves,
        depth: method.depth,
        crew,
        rows: Vec::new(),
        spare_rows: Vec::new(),
        spare: Vec::new(),
    };
    let mut raw = vec![ensemble.base; data.rows];
    let mut pulls: Vec<Pull> = vec![[0.0; 2]; data.rows];
    for number in 0..method.trees {
        method.objective.pulls(&raw, target, &mut pulls);
        let rest = seen(method, number, &mut grower);
        let (mut tree, finished) = grower.grow(&pulls, &columns(method, number, width));
        settle(method, &mut tree, &finished, &grower, &raw, target);
        for leaf in &finished {
            let value = tree.nodes[leaf.node].value;
            grower.rows[leaf.from..leaf.to].iter().for_each(|row| raw[*row as usize] += value);
        }
        for row in rest {
            raw[row as usize] += answer(&tree, &data, row as usize);
        }
        ensemble.append(&tree);
    }
    if raw.iter().any(|value| !value.is_finite()) {
        return Err(LearnError::Diverged);
    }
    Ok(ensemble)
}

/// Hands the grower the rows that the tree sees and answers the others.
#[expect(clippy::cast_possible_truncation, reason = "rows are numbered in 32 bits")]
fn seen(method: &TreeBoosting, number: usize, grower: &mut Grower<'_>) -> Vec<u32> {
    let all = 0..grower.data.rows as u32;
    grower.rows.clear();
    if method.row_share >= 1.0 {
        grower.rows.extend(all);
        return Vec::new();
    }
    let mut stream = method.seed.child_at("rows", number as u64).stream();
    let (seen, rest): (Vec<u32>, Vec<u32>) = all.partition(|_| stream.chance(method.row_share));
    // A tree that saw nothing would have no sums: then it sees everything.
    if seen.is_empty() {
        grower.rows = rest;
        return Vec::new();
    }
    grower.rows = seen;
    rest
}

/// Which columns a tree may use.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "between 1 and the number of columns"
)]
fn columns(method: &TreeBoosting, number: usize, width: usize) -> Vec<bool> {
    if method.column_share >= 1.0 {
        return vec![true; width];
    }
    let mut order: Vec<usize> = (0..width).collect();
    method.seed.child_at("columns", number as u64).stream().shuffle(&mut order);
    let mut allowed = vec![false; width];
    let count = ((width as f64 * method.column_share) as usize).max(1);
    order.iter().take(count).for_each(|column| allowed[*column] = true);
    allowed
}

/// Gives the leaves their final values.
fn settle(
    method: &TreeBoosting,
    tree: &mut Tree,
    finished: &[Finished],
    grower: &Grower<'_>,
    raw: &[f64],
    target: &[f64],
) {
    for leaf in finished {
        let node = &mut tree.nodes[leaf.node];
        let rows = &grower.rows[leaf.from..leaf.to];
        if let super::Objective::Quantile(_) = method.objective {
            let errors = rows.iter().map(|row| target[*row as usize] - raw[*row as usize]).collect();
            if let Some(step) = method.objective.renewed(errors) {
                node.value = leaf.limits.kept(step);
            }
        }
        node.value *= method.learning_rate;
    }
}

/// What a tree adds to a row of learning that it has not seen.
fn answer(tree: &Tree, data: &Binned, row: usize) -> f64 {
    let mut place = 0;
    while let Some((column, rule, child)) = tree.nodes[place].cut {
        place = child + usize::from(!rule.goes_left(data.codes[column][row]));
    }
    tree.nodes[place].value
}

fn directions(method: &TreeBoosting, table: &MixedTable) -> Result<Vec<i8>, LearnError> {
    let layout = table.layout();
    let mut found = vec![0; layout.names().len()];
    for (name, direction) in &method.monotone {
        let Some(place) = layout.names().iter().position(|column| column == name) else {
            return Err(LearnError::NoSuchColumn { name: name.clone() });
        };
        let numbers = layout.columns[place].labels.is_none();
        sensible(numbers, "a monotone column", "it must hold numbers: labels have no order")?;
        found[place] = if *direction == Direction::Rising { 1 } else { -1 };
    }
    Ok(found)
}
