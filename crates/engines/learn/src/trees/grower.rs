//! One tree, grown leaf by leaf where it helps most.

use super::binned::Binned;
use super::binning::Binning;
use super::histogram::{Histogram, Pull, Sum};
use super::rule::Rule;
use super::split::{Judge, Limits, Split};
use lindley_crew::Crew;

/// A tree while it grows: the first node is the root, and children come after their parent, left before right.
pub(super) struct Tree {
    pub(super) nodes: Vec<TreeNode>,
    pub(super) depth: usize,
}

/// A node of it.
pub(super) struct TreeNode {
    /// How it is cut, and the place of its left child; none for a leaf.
    pub(super) cut: Option<(usize, Rule, usize)>,
    /// What a leaf adds.
    pub(super) value: f64,
    /// Rows of learning in it.
    pub(super) rows: usize,
}

/// A leaf that may still be cut.
struct Leaf {
    node: usize,
    from: usize,
    to: usize,
    depth: usize,
    sum: Sum,
    limits: Limits,
    histogram: Option<Histogram>,
    split: Option<Split>,
}

/// The rows of a finished leaf: its node, and from where to where in the grower's order.
pub(super) struct Finished {
    pub(super) node: usize,
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) limits: Limits,
}

/// Everything that stays the same from tree to tree, and memory that is used again.
pub(super) struct Grower<'a> {
    pub(super) data: &'a Binned,
    pub(super) binnings: &'a [Binning],
    pub(super) judge: &'a Judge,
    pub(super) leaves: usize,
    pub(super) depth: usize,
    pub(super) crew: &'a dyn Crew,
    /// The rows, those of a leaf beside each other and ascending.
    pub(super) rows: Vec<u32>,
    pub(super) spare_rows: Vec<u32>,
    pub(super) spare: Vec<Histogram>,
}

impl Grower<'_> {
    /// Grows a tree on `rows`, with the best steps as values, by columns that are allowed.
    pub(super) fn grow(&mut self, pulls: &[Pull], columns: &[bool]) -> (Tree, Vec<Finished>) {
        let root = TreeNode { cut: None, value: 0.0, rows: self.rows.len() };
        let mut tree = Tree { nodes: vec![root], depth: 0 };
        let mut histogram = self.take();
        histogram.fill(self.data, &self.rows, pulls, self.crew);
        let sum = self.total(&histogram);
        let mut first = Leaf {
            node: 0,
            from: 0,
            to: self.rows.len(),
            depth: 0,
            sum,
            limits: Limits::NONE,
            histogram: Some(histogram),
            split: None,
        };
        self.judge(&mut first, columns);
        let mut leaves = vec![first];
        while leaves.len() < self.leaves {
            let gain = |place: &usize| leaves[*place].split.map_or(0.0, |split| split.gain);
            let best = (0..leaves.len()).rev().max_by(|a, b| gain(a).total_cmp(&gain(b)));
            let Some(split) = best.and_then(|best| leaves[best].split) else { break };
            let parent = leaves.swap_remove(best.unwrap_or(0));
            let last = leaves.len() + 2 == self.leaves;
            leaves.extend(self.cut(&mut tree, parent, split, pulls, (!last).then_some(columns)));
        }
        leaves.sort_by_key(|leaf| leaf.node);
        let mut finished = Vec::with_capacity(leaves.len());
        for leaf in leaves {
            tree.nodes[leaf.node].value = self.judge.step(leaf.sum, leaf.limits);
            tree.depth = tree.depth.max(leaf.depth);
            self.spare.extend(leaf.histogram);
            let Leaf { node, from, to, limits, .. } = leaf;
            finished.push(Finished { node, from, to, limits });
        }
        (tree, finished)
    }

    /// Cuts a leaf and, unless no further cuts are wanted, looks for the cuts of its children.
    fn cut(
        &mut self,
        tree: &mut Tree,
        mut parent: Leaf,
        split: Split,
        pulls: &[Pull],
        columns: Option<&[bool]>,
    ) -> [Leaf; 2] {
        let middle = self.part(&parent, split);
        let node = tree.nodes.len();
        tree.nodes[parent.node].cut = Some((split.column, split.rule, node));
        let ends = [(parent.from, middle, split.left), (middle, parent.to, split.right)];
        let mut place = 0;
        let mut children = ends.map(|(from, to, sum)| {
            tree.nodes.push(TreeNode { cut: None, value: 0.0, rows: to - from });
            place += 1;
            Leaf {
                node: node + place - 1,
                from,
                to,
                depth: parent.depth + 1,
                sum,
                limits: split.limits[place - 1],
                histogram: None,
                split: None,
            }
        });
        let histogram = parent.histogram.take();
        match (columns, histogram) {
            (Some(columns), Some(mut rest)) if parent.depth + 1 < self.depth => {
                // Sums of the smaller child are counted, those of the larger are what is left.
                let small = usize::from(middle - parent.from > parent.to - middle);
                let mut histogram = self.take();
                let rows = &self.rows[children[small].from..children[small].to];
                histogram.fill(self.data, rows, pulls, self.crew);
                rest.subtract(&histogram);
                children[small].histogram = Some(histogram);
                children[1 - small].histogram = Some(rest);
                for child in &mut children {
                    self.judge(child, columns);
                }
            }
            (_, histogram) => self.spare.extend(histogram),
        }
        children
    }

    fn judge(&self, leaf: &mut Leaf, columns: &[bool]) {
        if let Some(histogram) = &leaf.histogram {
            leaf.split = self.judge.best(histogram, self.data, self.binnings, columns, leaf.sum, leaf.limits);
        }
    }

    /// Puts the rows that go left before the others, keeping their order, and answers where the others begin.
    fn part(&mut self, leaf: &Leaf, split: Split) -> usize {
        let codes = &self.data.codes[split.column];
        let rows = &mut self.rows[leaf.from..leaf.to];
        self.spare_rows.resize(rows.len(), 0);
        let (mut left, mut right) = (0, 0);
        for place in 0..rows.len() {
            let row = rows[place];
            let goes_left = split.rule.goes_left(codes[row as usize]);
            // Written to both sides and kept on one: no branch to guess wrong.
            rows[left] = row;
            self.spare_rows[right] = row;
            left += usize::from(goes_left);
            right += usize::from(!goes_left);
        }
        rows[left..].copy_from_slice(&self.spare_rows[..right]);
        leaf.from + left
    }

    fn total(&self, histogram: &Histogram) -> Sum {
        let mut sums = Vec::new();
        histogram.of_column(0, &self.data.groups[0][0], &mut sums);
        sums.iter().fold([0.0; 2], |sum, more| [sum[0] + more[0], sum[1] + more[1]])
    }

    fn take(&mut self) -> Histogram {
        self.spare.pop().unwrap_or_else(|| Histogram::empty(self.data.groups.len()))
    }
}
