//! The grouping of service times into kinds of visit, as the study did it and as well as it can be done.

use lindley_seed::Seed;
use lindley_session::Crew;
use lindley_stats::{
    Grouping, GroupingIntervals, Interval, Resampling, StatsError, TimeSample, bootstrap_grouping,
    group_as_published, group_exactly, mean_silhouette,
};
use serde::Serialize;

use crate::gather::gather;
use crate::{Study, published};

/// Most groups that are looked at.
const MOST_GROUPS: usize = 6;
/// Resamples of an interval.
const RESAMPLES: usize = 1_000;

/// Service times of the training part in groups.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Cluster {
    /// How many groups.
    pub k: usize,
    /// `paper` stops where the study's library stopped, `exact` is the optimum.
    pub mode: &'static str,
    /// Cut-offs in seconds, ascending. A time on a cut-off goes to the shorter group.
    pub cuts_s: Vec<f64>,
    /// Medians in seconds, ascending.
    pub medians_s: Vec<f64>,
    /// How many consultations lie in each group.
    pub sizes: Vec<usize>,
    /// Sum of absolute errors in standard deviations, as published.
    pub sae: f64,
    /// The same in seconds.
    pub sae_s: f64,
    /// Mean silhouette; none for one group.
    pub silhouette: Option<f64>,
    /// Central 95 % of 1,000 resamples that were grouped anew; for the optimum only.
    pub sae_interval: Option<[f64; 2]>,
    /// The same of the silhouette.
    pub silhouette_interval: Option<[f64; 2]>,
    /// The published sum of absolute errors.
    pub published_sae: Option<f64>,
    /// The published silhouette.
    pub published_silhouette: Option<f64>,
    /// The cut-offs in words.
    pub rule: Vec<String>,
}

/// One to six groups in both modes; a mode that the data do not allow is left out.
pub(crate) fn clusters(study: &Study, crew: &dyn Crew) -> Result<Vec<Cluster>, StatsError> {
    let seconds: Vec<u32> = study.train().map(|row| row.service_seconds).collect();
    let sample = TimeSample::from_seconds(&seconds)?;
    let most = MOST_GROUPS.min(sample.distinct());
    let part = |part: usize| {
        let groups = part / 2 + 1;
        if part.is_multiple_of(2) {
            let found = group_as_published(&seconds, groups);
            return found.map(|grouping| cluster("paper", &sample, &grouping, None, !study.is_synthetic()));
        }
        let seed = Seed::from_u64(u64::from(crate::PUBLISHED_SEED)).child("clusters");
        let how = Resampling { resamples: RESAMPLES, level: 0.95, seed };
        let intervals = bootstrap_grouping(&sample, groups, how)?;
        Ok(cluster("exact", &sample, &group_exactly(&sample, groups)?, Some(intervals), false))
    };
    let found = gather(crew, 2 * most, part);
    // The published procedure cannot start from equal rows; the optimum does not start anywhere.
    let found = found.into_iter().filter(|cluster| !matches!(cluster, Err(StatsError::EqualStarts { .. })));
    found.collect()
}

/// The cut-offs of the study, or the best ones if its procedure cannot start on these data.
pub(crate) fn cut_offs(study: &Study, groups: usize) -> Result<Grouping, StatsError> {
    let seconds: Vec<u32> = study.train().map(|row| row.service_seconds).collect();
    match group_as_published(&seconds, groups) {
        Err(StatsError::EqualStarts { .. }) => group_exactly(&TimeSample::from_seconds(&seconds)?, groups),
        grouping => grouping,
    }
}

fn cluster(
    mode: &'static str,
    sample: &TimeSample,
    grouping: &Grouping,
    intervals: Option<GroupingIntervals>,
    compare: bool,
) -> Cluster {
    let groups = grouping.groups();
    let ends = |interval: Interval| [interval.low, interval.high];
    let published = |list: &[f64], first: usize| {
        groups.checked_sub(first).and_then(|place| list.get(place)).copied().filter(|_| compare)
    };
    Cluster {
        k: groups,
        mode,
        cuts_s: grouping.cuts().to_vec(),
        medians_s: grouping.medians().to_vec(),
        sizes: grouping.sizes().to_vec(),
        sae: grouping.absolute_error_in_sd(),
        sae_s: grouping.absolute_error_seconds(),
        silhouette: mean_silhouette(sample, grouping).ok(),
        sae_interval: intervals.map(|found| ends(found.absolute_error_in_sd)),
        silhouette_interval: intervals.and_then(|found| found.silhouette).map(ends),
        published_sae: published(&published::ABSOLUTE_ERRORS, 1),
        published_silhouette: published(&published::SILHOUETTES, 2),
        rule: grouping.rule(),
    }
}
