//! Isotonic fits with one more row, all at once.
//!
//! The isotonic fit of counts is the slope of the greatest convex minorant of their running sums. The row to be added
//! walks from left to right through the running sums; each step moves one point, and the corners of the minorant to the
//! right of it are kept on a stack. Source: V. Vovk, I. Petej and V. Fedorova, NeurIPS 2015, Algorithms 1 and 2.

/// How many rows, and how many of them are a yes. Also a step between two points of the running sums.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Tally {
    pub(super) rows: i64,
    pub(super) yes: i64,
}

impl Tally {
    /// The share of yes.
    pub(super) fn share(&self) -> f64 {
        self.yes as f64 / self.rows as f64
    }

    /// With yes and no exchanged.
    pub(super) fn mirrored(&self) -> Self {
        Self { rows: self.rows, yes: self.rows - self.yes }
    }

    fn plus(self, other: Self) -> Self {
        Self { rows: self.rows + other.rows, yes: self.yes + other.yes }
    }

    fn minus(self, other: Self) -> Self {
        Self { rows: self.rows - other.rows, yes: self.yes - other.yes }
    }

    /// Above zero if `other` is steeper. Counts stay below 2^31, so products fit.
    fn turn_towards(self, other: Self) -> i64 {
        self.rows * other.yes - self.yes * other.rows
    }
}

/// For each group of rows with one score, in rising order, the block that it lies in when a yes with that score is added
/// and isotonic regression fitted. O(number of groups).
pub(super) fn with_one_more_yes(groups: &[Tally]) -> Vec<Tally> {
    // The added row stands first: its point lies one row and one yes before the origin.
    let mut sums = vec![Tally { rows: -1, yes: -1 }, Tally { rows: 0, yes: 0 }];
    for group in groups {
        sums.push(sums[sums.len() - 1].plus(*group));
    }
    let mut corners: Vec<Tally> = Vec::new();
    for point in sums.iter().rev() {
        push_corner(&mut corners, *point);
    }
    let mut blocks = Vec::with_capacity(groups.len());
    for place in 1..=groups.len() {
        let (left, right) = (corners[corners.len() - 1], corners[corners.len() - 2]);
        let block = right.minus(left);
        blocks.push(block);
        // The added row moves past this group, which thereby comes one row and one yes earlier.
        let moved = sums[place - 1].plus(groups[place - 1]);
        sums[place] = moved;
        if block.turn_towards(moved.minus(left)) < 0 {
            corners.pop();
            push_corner(&mut corners, moved);
        }
    }
    blocks
}

/// Puts a point to the left of the corners, of which the last lies leftmost, and drops those that are no corners then.
fn push_corner(corners: &mut Vec<Tally>, point: Tally) {
    while let [.., further, nearest] = corners[..] {
        if nearest.minus(point).turn_towards(further.minus(nearest)) > 0 {
            break;
        }
        corners.pop();
    }
    corners.push(point);
}
