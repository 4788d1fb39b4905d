//! What the named measures of a report mean: their unit and whether more is better.

use lindley_domain::ModelTask;

/// What the numbers of a measure count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unit {
    /// A share from 0 to 1, shown in per cent.
    Share,
    /// A difference of two shares, shown in percentage points.
    Points,
    /// A number without unit.
    Plain,
    /// Seconds.
    Seconds,
    /// Arrivals in a step of time.
    Arrivals,
}

/// Which numbers are good.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Better {
    /// Low ones.
    Low,
    /// High ones.
    High,
    /// Those near what was promised.
    Near,
    /// It says what is, not how good it is.
    Neither,
}

/// What a measure means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Measure {
    /// Its name for people.
    pub title: &'static str,
    /// What it says, in a sentence.
    pub meaning: &'static str,
    /// What its numbers count.
    pub unit: Unit,
    /// Which numbers are good.
    pub better: Better,
}

/// What the measure of this name means for a task; none if it is not known here. `pinball@0.1` is `pinball` at one level.
///
/// ```
/// use lindley_domain::ModelTask;
/// use lindley_registry::{Better, Unit, measure};
///
/// let width = measure(ModelTask::Duration, "width").expect("it is known");
/// assert_eq!((width.unit, width.better), (Unit::Seconds, Better::Low));
/// assert_eq!(measure(ModelTask::Duration, "charm"), None);
/// ```
pub fn measure(task: ModelTask, name: &str) -> Option<Measure> {
    let amount = match task {
        ModelTask::NoShow => Unit::Share,
        ModelTask::Duration => Unit::Seconds,
        ModelTask::Demand => Unit::Arrivals,
    };
    let base = name.split_once('@').map_or(name, |(base, _)| base);
    of_probabilities(base).or_else(|| of_groups(base, amount)).or_else(|| of_amounts(base, amount))
}

const fn known(title: &'static str, unit: Unit, better: Better, meaning: &'static str) -> Measure {
    Measure { title, meaning, unit, better }
}

/// Measures of probabilities.
fn of_probabilities(name: &str) -> Option<Measure> {
    Some(match name {
        "auc" => known(
            "Area under the curve",
            Unit::Plain,
            Better::High,
            "How often a visit that was missed had the higher risk of a missed and a kept one; 0.5 is a coin.",
        ),
        "brier" => known(
            "Brier score",
            Unit::Plain,
            Better::Low,
            "The mean squared error of the probabilities; 0 is perfect.",
        ),
        "auc_at_booking" => known(
            "Area under the curve, at booking",
            Unit::Plain,
            Better::High,
            "The same for what was said when the visit was booked.",
        ),
        "brier_at_booking" => known(
            "Brier score, at booking",
            Unit::Plain,
            Better::Low,
            "The same for what was said when the visit was booked.",
        ),
        "ece_at_booking" => known(
            "Calibration error, at booking",
            Unit::Share,
            Better::Low,
            "The same for what was said when the visit was booked.",
        ),
        "ece" => known(
            "Calibration error",
            Unit::Share,
            Better::Low,
            "How far predicted and observed shares lie apart, on average over bins of equal width.",
        ),
        "ece_equal_mass" => known(
            "Calibration error, bins of equal size",
            Unit::Share,
            Better::Low,
            "The same over bins with equally many rows, which is harder.",
        ),
        _ => return None,
    })
}

/// Measures that groups are told apart by.
fn of_groups(name: &str, amount: Unit) -> Option<Measure> {
    Some(match name {
        "calibration" => known(
            "Predicted less observed",
            Unit::Points,
            Better::Near,
            "By how much the mean prediction is above what came; 0 is fair.",
        ),
        "predicted" => known("Predicted", amount, Better::Neither, "The mean of what was predicted."),
        "observed" => known("Observed", amount, Better::Neither, "The mean of what came."),
        "flagged" => {
            known("Flagged", Unit::Share, Better::Neither, "The share with a risk above the threshold.")
        }
        "false_positives" => {
            known("False alarms", Unit::Share, Better::Low, "The share of those who came that were flagged.")
        }
        "false_negatives" => known(
            "Overlooked",
            Unit::Share,
            Better::Low,
            "The share of those who did not come that were not flagged.",
        ),
        _ => return None,
    })
}

/// Measures of amounts and their bands.
fn of_amounts(name: &str, amount: Unit) -> Option<Measure> {
    Some(match name {
        "rmse" => known("Typical error (RMSE)", amount, Better::Low, "The root of the mean squared error."),
        "mae" => known("Mean error", amount, Better::Low, "The mean absolute error."),
        "r2" => known(
            "Explained share (R²)",
            Unit::Share,
            Better::High,
            "How much less the squared error is than that of one number for all.",
        ),
        "pinball" => known(
            "Pinball loss",
            amount,
            Better::Low,
            "How far quantiles lie from what came, weighted by their level; 0 is perfect.",
        ),
        "coverage" => {
            known("Coverage", Unit::Share, Better::Near, "The share of rows that lay in their band.")
        }
        "width" => known("Width of the bands", amount, Better::Low, "The mean distance of the bands' ends."),
        "relative_error" => known(
            "Error as a share of all arrivals",
            Unit::Share,
            Better::Low,
            "The mean absolute error beside the mean number of arrivals.",
        ),
        "fallback_share" => known(
            "Steps without the model",
            Unit::Share,
            Better::Neither,
            "The share of rows where too little was known and a simple rule spoke.",
        ),
        _ => return None,
    })
}
