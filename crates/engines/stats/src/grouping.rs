//! Groups of times along one line: cut-offs, medians, sizes, and how well they fit.

mod exact;
mod intervals;
mod published;
mod silhouette;
mod time_sample;

pub use exact::{group_exactly, group_exactly_up_to};
pub use intervals::{GroupingIntervals, bootstrap_grouping};
pub use published::group_as_published;
pub use silhouette::mean_silhouette;
pub use time_sample::TimeSample;

/// Times split into K groups by K - 1 cut-offs. Groups are numbered from the shortest, 0, to the longest, K - 1;
/// their labels run the other way: A is the longest.
///
/// All times are seconds. Invariant: cuts ascend, and there is one median and one size per group, none empty.
#[derive(Clone, Debug, PartialEq)]
pub struct Grouping {
    cuts: Vec<f64>,
    medians: Vec<f64>,
    sizes: Vec<usize>,
    absolute_error: f64,
    spread: f64,
}

impl Grouping {
    /// Number of groups, K.
    ///
    /// ```
    /// # use lindley_stats::{TimeSample, group_exactly};
    /// assert_eq!(group_exactly(&TimeSample::from_seconds(&[1, 2, 9])?, 2)?.groups(), 2);
    /// # Ok::<(), lindley_stats::StatsError>(())
    /// ```
    pub fn groups(&self) -> usize {
        self.sizes.len()
    }

    /// The K - 1 cut-offs in seconds, ascending: midway between the neighbouring values of neighbouring groups.
    ///
    /// ```
    /// # use lindley_stats::{TimeSample, group_exactly};
    /// assert_eq!(group_exactly(&TimeSample::from_seconds(&[1, 2, 9])?, 2)?.cuts(), [5.5]);
    /// # Ok::<(), lindley_stats::StatsError>(())
    /// ```
    pub fn cuts(&self) -> &[f64] {
        &self.cuts
    }

    /// The median of each group in seconds, shortest group first.
    ///
    /// ```
    /// # use lindley_stats::{TimeSample, group_exactly};
    /// assert_eq!(group_exactly(&TimeSample::from_seconds(&[1, 2, 9])?, 2)?.medians(), [1.5, 9.0]);
    /// # Ok::<(), lindley_stats::StatsError>(())
    /// ```
    pub fn medians(&self) -> &[f64] {
        &self.medians
    }

    /// How many values lie in each group, shortest group first.
    ///
    /// ```
    /// # use lindley_stats::{TimeSample, group_exactly};
    /// assert_eq!(group_exactly(&TimeSample::from_seconds(&[1, 2, 9])?, 2)?.sizes(), [2, 1]);
    /// # Ok::<(), lindley_stats::StatsError>(())
    /// ```
    pub fn sizes(&self) -> &[usize] {
        &self.sizes
    }

    /// Sum of absolute errors (SAE) in seconds: every value against the nearest median.
    ///
    /// ```
    /// # use lindley_stats::{TimeSample, group_exactly};
    /// let grouping = group_exactly(&TimeSample::from_seconds(&[1, 2, 9])?, 2)?;
    /// assert!((grouping.absolute_error_seconds() - 1.0).abs() < 1e-12);
    /// # Ok::<(), lindley_stats::StatsError>(())
    /// ```
    pub fn absolute_error_seconds(&self) -> f64 {
        self.absolute_error
    }

    /// The SAE in units of the sample's standard deviation (divisor n), as the literature reports it.
    /// Zero for a sample whose values are all equal.
    ///
    /// ```
    /// # use lindley_stats::{TimeSample, group_exactly};
    /// let grouping = group_exactly(&TimeSample::from_seconds(&[0, 2])?, 1)?;
    /// assert!((grouping.absolute_error_in_sd() - 2.0).abs() < 1e-12);
    /// # Ok::<(), lindley_stats::StatsError>(())
    /// ```
    pub fn absolute_error_in_sd(&self) -> f64 {
        if self.spread > 0.0 { self.absolute_error / self.spread } else { 0.0 }
    }

    /// The group that a time in seconds belongs to, 0 being the shortest. A time on a cut-off goes down.
    ///
    /// ```
    /// # use lindley_stats::{TimeSample, group_exactly};
    /// let grouping = group_exactly(&TimeSample::from_seconds(&[1, 2, 9])?, 2)?;
    /// assert_eq!((grouping.group_of(5.5), grouping.group_of(5.6)), (0, 1));
    /// # Ok::<(), lindley_stats::StatsError>(())
    /// ```
    pub fn group_of(&self, seconds: f64) -> usize {
        self.cuts.partition_point(|cut| *cut < seconds)
    }

    /// The label of a group: A for the longest, then B and so on; after Z comes AA.
    ///
    /// ```
    /// # use lindley_stats::{TimeSample, group_exactly};
    /// let grouping = group_exactly(&TimeSample::from_seconds(&[1, 2, 9])?, 2)?;
    /// assert_eq!((grouping.label(1), grouping.label(0)), ("A".to_owned(), "B".to_owned()));
    /// # Ok::<(), lindley_stats::StatsError>(())
    /// ```
    pub fn label(&self, group: usize) -> String {
        let mut place = self.groups().saturating_sub(group + 1);
        let mut letters = Vec::new();
        loop {
            letters.push(char::from(b'A' + u8::try_from(place % 26).unwrap_or(0)));
            if place < 26 {
                break;
            }
            place = place / 26 - 1;
        }
        letters.iter().rev().collect()
    }

    /// The cut-offs as sentences, longest group first.
    ///
    /// ```
    /// # use lindley_stats::{TimeSample, group_exactly};
    /// let grouping = group_exactly(&TimeSample::from_seconds(&[1, 2, 9])?, 2)?;
    /// assert_eq!(grouping.rule(), ["A: longer than 5.5 s", "B: up to 5.5 s"]);
    /// # Ok::<(), lindley_stats::StatsError>(())
    /// ```
    pub fn rule(&self) -> Vec<String> {
        let sentence = |group: usize| {
            let above = group.checked_sub(1).and_then(|below| self.cuts.get(below));
            let limits = match (above, self.cuts.get(group)) {
                (None, None) => "every time".to_owned(),
                (Some(low), None) => format!("longer than {low} s"),
                (None, Some(high)) => format!("up to {high} s"),
                (Some(low), Some(high)) => format!("longer than {low} s, up to {high} s"),
            };
            format!("{}: {limits}", self.label(group))
        };
        (0..self.groups()).rev().map(sentence).collect()
    }
}

#[cfg(test)]
mod tests;
