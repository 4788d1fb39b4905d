//! Kinds that a desk can tell when it books: sets of visit types, cut where times deviate least from their kinds' medians.
//!
//! The times of a kind are all times of its visit types. Cutting them by how long the visits turned out to take would leave out
//! what is uncertain about them, and every order would look cheaper than it is.

use super::{Kinds, letter, median};
use crate::session_studies::{StudyRefusal, VisitTypeTimes};

/// Puts visit types, each with at least one time, into kinds.
///
/// They are sorted by their median times, the longest first and of equals as they came, and cut into `groups` runs so that the
/// sum of absolute deviations of all times from their kind's median is least; of several such cuts it is the one whose last
/// kind is largest, then the one before it, and so on.
pub(super) fn kinds(types: &[VisitTypeTimes], groups: usize) -> Result<Kinds, StudyRefusal> {
    if groups > types.len() {
        return Err(StudyRefusal::FewVisitTypes { groups, visit_types: types.len() });
    }
    let mut order: Vec<usize> = (0..types.len()).collect();
    order.sort_by(|one, other| {
        median(&types[*other].seconds).total_cmp(&median(&types[*one].seconds)).then(one.cmp(other))
    });
    let sorted: Vec<Summed> = order.iter().map(|place| Summed::of(&types[*place].seconds)).collect();
    let bounds = bounds(&sorted, groups);
    let runs = bounds.windows(2).map(|bounds| &order[bounds[0]..bounds[1]]);
    let mut of_types = vec![0; types.len()];
    let (mut times, mut rule) = (Vec::new(), Vec::new());
    for (kind, run) in runs.enumerate() {
        for place in run {
            of_types[*place] = kind;
        }
        let mut of_kind: Vec<u32> =
            run.iter().flat_map(|place| types[*place].seconds.iter().copied()).collect();
        of_kind.sort_unstable();
        times.push(of_kind);
        let names: Vec<&str> = run.iter().map(|place| &types[*place].name[..]).collect();
        rule.push(format!("{}: {}", letter(kind), names.join(", ")));
    }
    Ok(Kinds { times, rule: rule.join("; "), hindsight: false, limits: Vec::new(), of_types })
}

/// The bounds of the runs with the least deviation, by dynamic programming over how many types the kinds so far hold.
fn bounds(types: &[Summed], groups: usize) -> Vec<usize> {
    let count = types.len();
    let runs: Vec<Vec<u64>> =
        (0..count).map(|from| (from..=count).map(|to| deviation(&types[from..to])).collect()).collect();
    // By the number of kinds so far and of types in them: where the last kind begins.
    let mut starts = vec![vec![0; count + 1]];
    let mut least = runs[0].clone();
    for kinds in 2..=groups {
        let (mut sums, mut begun) = (vec![u64::MAX; count + 1], vec![0; count + 1]);
        for end in kinds..=count {
            for start in kinds - 1..end {
                let sum = least[start] + runs[start][end - start];
                if sum < sums[end] {
                    (sums[end], begun[end]) = (sum, start);
                }
            }
        }
        least = sums;
        starts.push(begun);
    }
    let mut bounds = vec![count];
    for row in starts.iter().rev() {
        bounds.push(row[bounds[bounds.len() - 1]]);
    }
    bounds.reverse();
    bounds
}

/// The ascending times of a visit type, and the sums of the first of them.
struct Summed<'a> {
    seconds: &'a [u32],
    sums: Vec<u64>,
}

impl<'a> Summed<'a> {
    fn of(seconds: &'a [u32]) -> Self {
        let mut sums = vec![0];
        sums.extend(seconds.iter().scan(0, |sum, time| {
            *sum += u64::from(*time);
            Some(*sum)
        }));
        Self { seconds, sums }
    }

    /// How many times are no longer than this.
    fn up_to(&self, seconds: u32) -> usize {
        self.seconds.partition_point(|time| *time <= seconds)
    }
}

/// The sum of absolute deviations of all times from their median, without merging them.
fn deviation(types: &[Summed]) -> u64 {
    let middle = lower_median(types);
    let of_type = |times: &Summed| {
        let (below, all) = (times.up_to(middle), times.seconds.len());
        let [short, long] = [times.sums[below], times.sums[all] - times.sums[below]];
        let at_middle = |visits: usize| visits as u64 * u64::from(middle);
        (at_middle(below) - short) + (long - at_middle(all - below))
    };
    types.iter().map(of_type).sum()
}

/// The shortest time that half of the times do not exceed: any median has the same sum of deviations.
fn lower_median(types: &[Summed]) -> u32 {
    let half = types.iter().map(|times| times.seconds.len()).sum::<usize>().div_ceil(2);
    let mut high = types.iter().filter_map(|times| times.seconds.last()).copied().max().unwrap_or(0);
    let mut low = 0;
    while low < high {
        let middle = u32::midpoint(low, high);
        if types.iter().map(|times| times.up_to(middle)).sum::<usize>() >= half {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    low
}

#[cfg(test)]
mod tests;
