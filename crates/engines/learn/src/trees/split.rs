//! The best way to cut a leaf in two.

use super::binned::{Binned, Member};
use super::binning::{Binning, MISSING};
use super::histogram::{Histogram, Sum};
use super::rule::{CodeSet, Rule};

/// Between which values the predictions of a leaf must stay, so that what is monotone above stays so.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limits {
    pub(super) low: f64,
    pub(super) high: f64,
}

impl Limits {
    pub(super) const NONE: Self = Self { low: f64::NEG_INFINITY, high: f64::INFINITY };

    pub(super) fn kept(&self, value: f64) -> f64 {
        value.max(self.low).min(self.high)
    }
}

/// A cut of a leaf.
#[derive(Clone, Copy, Debug)]
pub(super) struct Split {
    pub(super) gain: f64,
    pub(super) column: usize,
    pub(super) rule: Rule,
    pub(super) left: Sum,
    pub(super) right: Sum,
    /// Limits of the two sides.
    pub(super) limits: [Limits; 2],
}

/// What a split is judged by.
#[derive(Clone, Debug)]
pub(super) struct Judge {
    pub(super) l2: f64,
    pub(super) least_gain: f64,
    pub(super) leaf_weight: f64,
    pub(super) label_smoothing: f64,
    /// Per column: +1 rising, -1 falling, 0 free.
    pub(super) directions: Vec<i8>,
}

impl Judge {
    /// The best step of a leaf: T. Chen and C. Guestrin (2016), equation 5, kept within limits.
    pub(super) fn step(&self, sum: Sum, limits: Limits) -> f64 {
        limits.kept(if sum[1] + self.l2 > 0.0 { -sum[0] / (sum[1] + self.l2) } else { 0.0 })
    }

    /// By how much that step lowers the loss, doubled.
    fn merit(&self, sum: Sum, limits: Limits) -> f64 {
        let step = self.step(sum, limits);
        -step * (2.0 * sum[0] + (sum[1] + self.l2) * step)
    }

    /// The best cut over some columns; of equally good ones the first.
    pub(super) fn best(
        &self,
        histogram: &Histogram,
        data: &Binned,
        binnings: &[Binning],
        columns: &[bool],
        sum: Sum,
        limits: Limits,
    ) -> Option<Split> {
        let mut search = Search { judge: self, sum, limits, before: self.merit(sum, limits), best: None };
        let mut sums = Vec::new();
        for (group, members) in data.groups.iter().enumerate() {
            for member in members.iter().filter(|member| columns[member.column]) {
                histogram.of_column(group, member, &mut sums);
                match binnings[member.column] {
                    Binning::Numbers { .. } => search.numbers(member, &sums),
                    Binning::Labels { .. } => search.labels(member, &sums),
                }
            }
        }
        search.best
    }
}

struct Search<'a> {
    judge: &'a Judge,
    sum: Sum,
    limits: Limits,
    before: f64,
    best: Option<Split>,
}

impl Search<'_> {
    /// Cuts between neighbouring codes, missing values on the right and then on the left.
    #[expect(clippy::cast_possible_truncation, reason = "there are no more than 254 codes")]
    fn numbers(&mut self, member: &Member, sums: &[Sum]) {
        let (present, missing) = parted(member, sums);
        for missing in [None, missing].into_iter().take(1 + usize::from(missing.is_some())) {
            let mut left = missing.unwrap_or_default();
            for (code, sum) in present.iter().enumerate() {
                left = [left[0] + sum[0], left[1] + sum[1]];
                if sum[1] > 0.0 {
                    // Where nothing was missing in learning, what is missing later goes with the heavier side.
                    let heavier = !member.gaps && left[1] > self.sum[1] - left[1];
                    let rule = Rule::UpTo { code: code as u8, missing: missing.is_some() || heavier };
                    self.offer(member.column, rule, left, 0.0);
                }
            }
        }
    }

    /// Orders the labels by their steps and cuts that order: W. D. Fisher, "On grouping for maximum homogeneity", JASA 53
    /// (1958). Labels with too little weight stay on the right, where labels go that learning has not seen.
    #[expect(clippy::cast_possible_truncation, reason = "there are no more than 254 codes")]
    fn labels(&mut self, member: &Member, sums: &[Sum]) {
        let smoothing = self.judge.label_smoothing;
        let weight = self.judge.leaf_weight.max(f64::MIN_POSITIVE);
        let code = |place: usize| if member.gaps && place + 1 == sums.len() { MISSING } else { place as u8 };
        let mut order: Vec<(f64, usize)> = (0..sums.len())
            .filter(|place| sums[*place][1] >= weight)
            .map(|place| (sums[place][0] / (sums[place][1] + smoothing), place))
            .collect();
        order.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        let backwards: Vec<(f64, usize)> = order.iter().rev().copied().collect();
        for order in [order, backwards] {
            let (mut set, mut left) = (CodeSet::default(), [0.0; 2]);
            for (_, place) in order.iter().take(order.len().div_ceil(2)) {
                set.insert(code(*place));
                left = [left[0] + sums[*place][0], left[1] + sums[*place][1]];
                self.offer(member.column, Rule::Among(set), left, smoothing);
            }
        }
    }

    /// Keeps the cut if it is allowed and the best so far.
    fn offer(&mut self, column: usize, rule: Rule, left: Sum, smoothing: f64) {
        let judge = self.judge;
        let right = [self.sum[0] - left[0], self.sum[1] - left[1]];
        if left[1] < judge.leaf_weight || right[1] < judge.leaf_weight || right[1] <= 0.0 || left[1] <= 0.0 {
            return;
        }
        let direction = judge.directions[column];
        let mut limits = [self.limits; 2];
        if direction != 0 {
            let steps = [judge.step(left, self.limits), judge.step(right, self.limits)];
            if f64::from(direction) * (steps[1] - steps[0]) < 0.0 {
                return;
            }
            let middle = f64::midpoint(steps[0], steps[1]);
            let (lower, upper) = if direction > 0 { (0, 1) } else { (1, 0) };
            limits[lower].high = middle;
            limits[upper].low = middle;
        }
        let smoothed = |sum: Sum| [sum[0], sum[1] + smoothing];
        let gain = judge.merit(smoothed(left), self.limits) + judge.merit(smoothed(right), self.limits)
            - self.before;
        if gain > judge.least_gain && self.best.is_none_or(|best| gain > best.gain) {
            self.best = Some(Split { gain, column, rule, left, right, limits });
        }
    }
}

/// The sums of the codes that are present, and that of the missing values.
fn parted<'a>(member: &Member, sums: &'a [Sum]) -> (&'a [Sum], Option<Sum>) {
    match sums.split_last() {
        Some((missing, present)) if member.gaps => (present, Some(*missing)),
        _ => (sums, None),
    }
}
