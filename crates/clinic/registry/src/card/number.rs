//! Numbers with their unit and no more digits than they are good for.

use crate::measure::{Better, Measure, Unit};
use crate::report::Figure;

/// More decimals than this are never shown.
const MOST_DECIMALS: usize = 4;

/// A figure with its unit and, where it is known, its interval: `36 % (33 to 39)`.
pub(super) fn figure(figure: &Figure, measure: Option<&Measure>) -> String {
    let unit = measure.map_or(Unit::Plain, |measure| measure.unit);
    let scale = if in_per_cent(unit) { 100.0 } else { 1.0 };
    let value = figure.value * scale;
    let Some((low, high)) = figure.interval().map(|(low, high)| (low * scale, high * scale)) else {
        return with_unit(&rounded(value, decimals_alone(value, unit)), unit);
    };
    let decimals = decimals_for((high - low) / 2.0);
    let [value, low, high] = [value, low, high].map(|number| rounded(number, decimals));
    format!("{} ({low} to {high})", with_unit(&value, unit))
}

/// A difference of two figures of a measure: of shares, in percentage points.
pub(super) fn gap(gap: &Figure, measure: Option<&Measure>) -> String {
    let points = |known: &Measure| Measure {
        unit: if known.unit == Unit::Share { Unit::Points } else { known.unit },
        ..*known
    };
    figure(gap, measure.map(points).as_ref())
}

/// A share in per cent: whole ones, or tenths below ten.
pub(super) fn share(share: f64) -> String {
    figure(&share.into(), Some(&SHARE))
}

const SHARE: Measure = Measure { title: "", meaning: "", unit: Unit::Share, better: Better::Neither };

/// A count with its thousands apart: `12,345`.
pub(super) fn count(count: u64) -> String {
    let digits = count.to_string();
    let mut out = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A number without unit, three digits of it.
pub(super) fn bare(number: f64) -> String {
    rounded(number, decimals_alone(number, Unit::Plain))
}

const fn in_per_cent(unit: Unit) -> bool {
    matches!(unit, Unit::Share | Unit::Points)
}

fn with_unit(number: &str, unit: Unit) -> String {
    match unit {
        Unit::Share => format!("{number} %"),
        Unit::Points => format!("{number} points"),
        Unit::Seconds => format!("{number} s"),
        Unit::Arrivals => format!("{number} arrivals"),
        Unit::Plain => number.to_owned(),
    }
}

/// As many decimals as show one digit of the uncertainty, or two if the first is a 1 or a 2. At most two are worth writing
/// (Guide to the expression of uncertainty in measurement, JCGM 100:2008, 7.2.6).
fn decimals_for(uncertainty: f64) -> usize {
    decimals_until(uncertainty, 3.0)
}

/// Without an interval: three digits, of shares one decimal at most.
fn decimals_alone(number: f64, unit: Unit) -> usize {
    let most = if in_per_cent(unit) { 1 } else { MOST_DECIMALS };
    decimals_until(number.abs(), 100.0).min(most)
}

/// How often the number has to be multiplied by ten to reach the bound; 0 shows as many as 1 does.
fn decimals_until(number: f64, bound: f64) -> usize {
    let mut scaled = if number > 0.0 && number.is_finite() { number } else { 1.0 };
    let mut decimals = 0;
    while scaled < bound && decimals < MOST_DECIMALS {
        scaled *= 10.0;
        decimals += 1;
    }
    decimals
}

fn rounded(number: f64, decimals: usize) -> String {
    let text = format!("{number:.decimals$}");
    let nothing = text.starts_with('-') && text.chars().all(|c| matches!(c, '-' | '0' | '.'));
    if nothing { text[1..].to_owned() } else { text }
}

#[cfg(test)]
mod tests {
    use lindley_domain::ModelTask;

    use super::*;
    use crate::measure::measure;

    fn shown(name: &str, task: ModelTask, value: f64, interval: Option<(f64, f64)>) -> String {
        let (low, high) = (interval.map(|ends| ends.0), interval.map(|ends| ends.1));
        figure(&Figure { value, low, high }, measure(task, name).as_ref())
    }

    #[test]
    fn digits_follow_the_uncertainty() {
        let (missed, length) = (ModelTask::NoShow, ModelTask::Duration);
        assert_eq!(shown("auc", missed, 0.742_681, Some((0.735_2, 0.750_1))), "0.743 (0.735 to 0.750)");
        assert_eq!(shown("auc", missed, 0.742_681, Some((0.6, 0.88))), "0.74 (0.60 to 0.88)");
        assert_eq!(shown("rmse", length, 365.312, Some((340.2, 390.9))), "365 s (340 to 391)");
        assert_eq!(shown("coverage", length, 0.9, Some((0.882, 0.915))), "90.0 % (88.2 to 91.5)");
    }

    #[test]
    fn without_an_interval_three_digits_have_to_do() {
        assert_eq!(shown("brier", ModelTask::NoShow, 0.130_949, None), "0.131");
        assert_eq!(shown("rmse", ModelTask::Duration, 365.312, None), "365 s");
        assert_eq!(shown("ece", ModelTask::NoShow, 0.004_9, None), "0.5 %");
        assert_eq!(shown("width", ModelTask::Demand, 6.249, None), "6.25 arrivals");
        assert_eq!(shown("charm", ModelTask::Demand, 0.0, None), "0.00");
        assert_eq!(shown("calibration", ModelTask::NoShow, -0.000_01, None), "0.0 points");
    }

    #[test]
    fn shares_differ_by_points() {
        let width = measure(ModelTask::Duration, "width");
        let coverage = measure(ModelTask::Duration, "coverage");
        let found = Figure { value: 0.031, low: Some(0.012), high: Some(0.05) };
        assert_eq!(gap(&found, coverage.as_ref()), "3.1 points (1.2 to 5.0)");
        assert_eq!(gap(&41.0.into(), width.as_ref()), "41.0 s");
    }

    #[test]
    fn counts_have_their_thousands_apart() {
        assert_eq!([0, 999, 1_000, 1_234_567].map(count), ["0", "999", "1,000", "1,234,567"]);
    }
}
