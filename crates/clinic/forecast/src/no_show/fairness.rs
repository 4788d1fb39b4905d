//! How far groups of patients lie apart, and how sure that is.

use std::collections::BTreeMap;

use lindley_stats::{Interval, StudentT, area_under_curve, mean, quantile, standard_deviation};

use super::groups::groups_of;
use super::{Outcome, Risk};
use crate::ForecastError;

/// A group with fewer rows is judged together with the other small ones.
const LEAST_ROWS: usize = 200;

/// So is one with fewer rows of either outcome.
const LEAST_OF_OUTCOME: usize = 10;

/// The share of rows whose risk is highest and that count as flagged.
const FLAGGED: f64 = 0.2;

/// The small groups of a grouping together.
const POOLED: &str = "the small groups together";

/// Groups of patients beside each other.
#[derive(Clone, Debug, PartialEq)]
pub struct FairnessReport {
    /// From this probability on an appointment counts as flagged: a fifth of all rows are.
    pub threshold: f64,
    /// The largest differences, by grouping and measure. A grouping with one group only has none.
    pub gaps: Vec<FairnessGap>,
    /// Groupings that cannot be judged, and why.
    pub left_out: Vec<(String, String)>,
}

/// The largest difference between two groups of one grouping in one measure.
#[derive(Clone, Debug, PartialEq)]
pub struct FairnessGap {
    /// What patients are grouped by: `sex`, `age`, `site` or `language`.
    pub grouping: String,
    /// The measure: `calibration` (mean predicted less observed share), `brier`, `auc`, `flagged` (the share flagged),
    /// `false_positives` (flagged, of those who came) or `false_negatives` (not flagged, of those who did not).
    pub measure: &'static str,
    /// The group where it is highest.
    pub highest: String,
    /// The group where it is lowest.
    pub lowest: String,
    /// The highest less the lowest. Its interval holds the true difference 95 times in 100, with allowance for the two having
    /// been picked among all pairs of groups (Bonferroni).
    pub gap: Interval,
    /// Groups too small to stand alone, which were judged as one.
    pub pooled: Vec<String>,
}

/// A measure of one group with its standard error.
#[derive(Clone, Copy, Debug)]
struct Measured {
    value: f64,
    error: f64,
}

/// The rows of the groups of each grouping.
type Groupings = BTreeMap<&'static str, BTreeMap<String, Vec<usize>>>;

impl FairnessReport {
    pub(super) fn of(outcomes: &[&Outcome], risks: &[Risk]) -> Result<Self, ForecastError> {
        let said: Vec<f64> = risks.iter().map(|risk| risk.probability).collect();
        let missed: Vec<bool> = outcomes.iter().map(|outcome| outcome.missed).collect();
        let threshold = quantile(&said, 1.0 - FLAGGED)?;
        let mut groupings = Groupings::new();
        for (row, outcome) in outcomes.iter().enumerate() {
            for (grouping, group) in groups_of(outcome) {
                groupings.entry(grouping).or_default().entry(group).or_default().push(row);
            }
        }
        let mut report = Self { threshold, gaps: Vec::new(), left_out: Vec::new() };
        for (grouping, groups) in groupings {
            report.judge(grouping, groups, &said, &missed)?;
        }
        Ok(report)
    }

    fn judge(
        &mut self,
        grouping: &str,
        groups: BTreeMap<String, Vec<usize>>,
        said: &[f64],
        missed: &[bool],
    ) -> Result<(), ForecastError> {
        let is_small = |rows: &[usize]| {
            let missing = rows.iter().filter(|row| missed[**row]).count();
            rows.len() < LEAST_ROWS || missing.min(rows.len() - missing) < LEAST_OF_OUTCOME
        };
        let (small, mut judged): (Vec<_>, Vec<_>) = groups.into_iter().partition(|(_, rows)| is_small(rows));
        let pooled: Vec<String> = small.iter().map(|(group, _)| group.clone()).collect();
        let together: Vec<usize> = small.into_iter().flat_map(|(_, rows)| rows).collect();
        if !together.is_empty() && is_small(&together) {
            let names = pooled.join(", ");
            self.left_out.push((grouping.to_owned(), format!("too few rows, even together: {names}")));
        } else if !together.is_empty() {
            judged.push((POOLED.to_owned(), together));
        }
        let pairs = judged.len() * judged.len().saturating_sub(1) / 2;
        if pairs == 0 {
            return Ok(());
        }
        let level = 1.0 - 0.05 / pairs as f64;
        let mut measures: BTreeMap<&'static str, Vec<(String, Measured)>> = BTreeMap::new();
        for (group, rows) in judged {
            let said: Vec<f64> = rows.iter().map(|row| said[*row]).collect();
            let missed: Vec<bool> = rows.iter().map(|row| missed[*row]).collect();
            for (measure, found) in measure(&said, &missed, self.threshold)? {
                measures.entry(measure).or_default().push((group.clone(), found));
            }
        }
        for (measure, groups) in measures {
            let by_value = |a: &&(String, Measured), b: &&(String, Measured)| a.1.value.total_cmp(&b.1.value);
            let (Some(highest), Some(lowest)) =
                (groups.iter().max_by(by_value), groups.iter().min_by(by_value))
            else {
                continue;
            };
            self.gaps.push(FairnessGap {
                grouping: grouping.to_owned(),
                measure,
                highest: highest.0.clone(),
                lowest: lowest.0.clone(),
                gap: difference(highest.1, lowest.1, level)?,
                pooled: pooled.clone(),
            });
        }
        Ok(())
    }
}

/// The difference of two independent means.
fn difference(high: Measured, low: Measured, level: f64) -> Result<Interval, ForecastError> {
    // So many rows that Student's t is the normal distribution.
    let half = StudentT::new(1e6)?.within(level)? * high.error.hypot(low.error);
    let estimate = high.value - low.value;
    Ok(Interval { estimate, low: estimate - half, high: estimate + half })
}

fn measure(
    said: &[f64],
    missed: &[bool],
    threshold: f64,
) -> Result<Vec<(&'static str, Measured)>, ForecastError> {
    let of_all = |value: &dyn Fn(f64, f64) -> f64| -> Vec<f64> {
        said.iter().zip(missed).map(|(said, missed)| value(*said, f64::from(u8::from(*missed)))).collect()
    };
    let flags = |wanted: Option<bool>, flagged: bool| -> Vec<f64> {
        let rows =
            said.iter().zip(missed).filter(|(_, missed)| wanted.is_none_or(|wanted| wanted == **missed));
        rows.map(|(said, _)| f64::from(u8::from((*said >= threshold) == flagged))).collect()
    };
    Ok(vec![
        ("calibration", of_values(&of_all(&|said, missed| said - missed))?),
        ("brier", of_values(&of_all(&|said, missed| (said - missed).powi(2)))?),
        ("auc", of_curve(said, missed)?),
        ("flagged", of_values(&flags(None, true))?),
        ("false_positives", of_values(&flags(Some(false), true))?),
        ("false_negatives", of_values(&flags(Some(true), false))?),
    ])
}

fn of_values(values: &[f64]) -> Result<Measured, ForecastError> {
    let error = standard_deviation(values, 1)? / (values.len() as f64).sqrt();
    Ok(Measured { value: mean(values)?, error })
}

/// Source: J. A. Hanley and B. J. McNeil, "The meaning and use of the area under a ROC curve", Radiology 143 (1982), equation 2.
fn of_curve(said: &[f64], missed: &[bool]) -> Result<Measured, ForecastError> {
    let area = area_under_curve(said, missed)?;
    let yes = missed.iter().filter(|missed| **missed).count() as f64;
    let no = missed.len() as f64 - yes;
    let (first, second) = (area / (2.0 - area), 2.0 * area * area / (1.0 + area));
    let own = area * (1.0 - area);
    let spread = own + (yes - 1.0) * (first - area * area) + (no - 1.0) * (second - area * area);
    Ok(Measured { value: area, error: (spread / (yes * no)).max(0.0).sqrt() })
}
