//! Is the model as right for everybody?

use lindley_stats::{Binning, Interval, Reliability, area_under_curve, clopper_pearson};

use super::{Outcome, Risk};
use crate::ForecastError;

/// How a model does for one group of patients.
#[derive(Clone, Debug, PartialEq)]
pub struct GroupReport {
    /// The group, such as `sex: women`.
    pub group: String,
    /// Its rows.
    pub rows: usize,
    /// The share that did not come, with its 99 % interval.
    pub observed: Interval,
    /// The mean predicted probability: fair if it lies in that interval.
    pub predicted: f64,
    /// Expected calibration error over ten bins of equal mass; for small groups mostly chance.
    pub ece: f64,
    /// Area under the curve; none if only one outcome occurs.
    pub auc: Option<f64>,
}

/// The upper bounds of the age bands, in years.
const AGES: [(f64, &str); 5] = [
    (18.0, "below 18"),
    (35.0, "18 to 34"),
    (50.0, "35 to 49"),
    (65.0, "50 to 64"),
    (f64::INFINITY, "65 and over"),
];

/// The groups of an outcome: by sex, age band, site and language, as far as they are known.
pub(super) fn groups_of(outcome: &Outcome) -> Vec<(&'static str, String)> {
    let booking = &outcome.booking;
    let sex = booking.male.map(|male| if male { "men" } else { "women" }.to_owned());
    let age = booking.age.and_then(|age| AGES.iter().find(|(bound, _)| age < *bound));
    let site = booking.site_name.as_ref().or(booking.site.as_ref());
    let groups = [
        ("sex", sex),
        ("age", age.map(|(_, name)| (*name).to_owned())),
        ("site", site.map(ToString::to_string)),
        ("language", booking.language.as_ref().map(ToString::to_string)),
    ];
    groups.into_iter().filter_map(|(grouping, group)| Some((grouping, group?))).collect()
}

/// Reports by group, in alphabetical order.
pub(super) fn by_group(outcomes: &[&Outcome], risks: &[Risk]) -> Result<Vec<GroupReport>, ForecastError> {
    let mut rows: std::collections::BTreeMap<String, Vec<usize>> = std::collections::BTreeMap::new();
    for (row, outcome) in outcomes.iter().enumerate() {
        for (grouping, group) in groups_of(outcome) {
            rows.entry(format!("{grouping}: {group}")).or_default().push(row);
        }
    }
    let report = |(group, rows): (String, Vec<usize>)| {
        let said: Vec<f64> = rows.iter().map(|row| risks[*row].probability).collect();
        let missed: Vec<bool> = rows.iter().map(|row| outcomes[*row].missed).collect();
        let count = missed.iter().filter(|missed| **missed).count();
        Ok(GroupReport {
            group,
            rows: rows.len(),
            observed: clopper_pearson(count, rows.len(), 0.99)?,
            predicted: lindley_stats::mean(&said)?,
            ece: Reliability::of(&said, &missed, Binning::EqualMass(10))?.expected_error(),
            auc: area_under_curve(&said, &missed).ok(),
        })
    };
    rows.into_iter().map(report).collect()
}
